import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { CliError } from './errors.ts';

/** Questions on the terminal. They go to standard error: standard output is for results. */

/** A password without echo, twice; undefined where it is left empty. Rejects with `PASSWORDS_DIFFER`, `INTERRUPTED`. */
export async function askNewPassword(question: string, again: string): Promise<string | undefined> {
  const password = await ask(question, false);
  if (password === '') return undefined;
  if ((await ask(again, false)) !== password) throw new CliError('PASSWORDS_DIFFER');
  return password;
}

/** The first line of a stream, as `pass` or `echo` give it. Rejects with `PASSWORD_EMPTY`. */
export async function readPassword(from: NodeJS.ReadableStream): Promise<string> {
  const [line = ''] = (await readText(from as import('node:stream').Readable)).split(/\r?\n/, 1);
  if (line === '') throw new CliError('PASSWORD_EMPTY');
  return line;
}

/** True for o, oui, y, yes. */
export async function confirm(question: string): Promise<boolean> {
  return /^(o|oui|y|yes)$/i.test((await ask(question, true)).trim());
}

/** One line from the terminal; the end of the input is an interruption. */
function ask(question: string, echo: boolean): Promise<string> {
  process.stderr.write(question);
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    output: echo ? process.stderr : mute,
    terminal: true,
    historySize: 0,
  });
  return new Promise((resolve, reject) => {
    let answered = false;
    lines.once('line', (line) => {
      answered = true;
      lines.close();
      if (!echo) process.stderr.write('\n');
      resolve(line);
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      if (answered) return;
      process.stderr.write('\n');
      reject(new CliError('INTERRUPTED'));
    });
  });
}
