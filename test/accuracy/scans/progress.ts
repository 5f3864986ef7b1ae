/** Shows how many of a work's steps are done, and how long the rest takes at the pace of what was done. */
export type Progress = (done: number, of: number) => void;

/** Not of the first steps: what was kept from another run goes by in no time. */
const PACE_OVER = 40;

/** `2 min 05 s`, `40 s`. */
export function inWords(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** On one line of a terminal, else a line every 20 steps. */
export function progressOn(
  what: string,
  out: { readonly isTTY?: boolean; write(text: string): unknown } = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  const times: number[] = [now()];
  return (done, of) => {
    times.push(now());
    const last = times.slice(-PACE_OVER - 1);
    const each = (last.at(-1)! - last[0]!) / (last.length - 1);
    const rest = done === of ? '' : `, ${inWords(each * (of - done))} left`;
    if (out.isTTY) out.write(`\r${what} ${done}/${of}${rest}\x1b[K${done === of ? '\n' : ''}`);
    else if (done === of || done % 20 === 0) out.write(`${what} ${done}/${of}${rest}\n`);
  };
}
