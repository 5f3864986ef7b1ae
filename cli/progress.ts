/** A line every so many items where there is no terminal to write over. */
const EVERY = 500;

/**
 * Progress of a rebuild on standard error: one line for each step, written over on a terminal. `tell` takes the step as
 * `<compte> <step>` and how many are done over all comptes.
 */
export function createProgress(inWords: (step: string) => string) {
  const { stderr } = process;
  let open = '';
  const end = () => {
    if (open !== '') stderr.write(stderr.isTTY ? '\n' : `${open}\n`);
    open = '';
  };
  let step = '';
  const tell = (told: string, done: number): void => {
    if (told !== step) end();
    step = told;
    const [compte = '', name = ''] = told.split(' ');
    open = `${compte}  ${inWords(name)}  ${done}`;
    if (stderr.isTTY) stderr.write(`\r\u001b[K${open}`);
    else if (done % EVERY === 0) end();
  };
  return { tell, end };
}
