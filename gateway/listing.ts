import type { Entry } from '../shared/app/tree.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_A_YEAR_MS = 183 * 24 * 3_600_000;

/** A line of LIST as `ls -l` writes it (times in UTC), which is what clients parse. `now`: milliseconds since 1970. */
export function listLine(entry: Entry, now: number): string {
  const mode = entry.kind === 'dir' ? 'drwxrwx---' : '-rw-rw----';
  return `${mode} 1 ami ami ${String(entry.size).padStart(12)} ${listTime(entry.at ?? now, now)} ${entry.name}`;
}

function listTime(at: number, now: number): string {
  const t = new Date(at);
  const day = `${MONTHS[t.getUTCMonth()]} ${String(t.getUTCDate()).padStart(2)}`;
  const isRecent = at > now - HALF_A_YEAR_MS && at <= now + 24 * 3_600_000;
  return isRecent ? `${day} ${two(t.getUTCHours())}:${two(t.getUTCMinutes())}` : `${day}  ${t.getUTCFullYear()}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** `YYYYMMDDhhmmss` in UTC, as MDTM and MLST give it (RFC 3659). */
export function modificationTime(at: number): string {
  return new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14);
}

/** `-al /import`: options that clients of Unix servers send are dropped, the rest is the path. */
export function withoutOptions(argument: string): string {
  return argument.replace(/^(-[A-Za-z0-9]+(\s+|$))+/, '');
}

/** A test for names against `*.DEX` (`*` any text, `?` any character), or null where the name has neither. */
export function globOf(name: string): ((candidate: string) => boolean) | null {
  if (!/[*?]/.test(name)) return null;
  const pattern = [...name.normalize('NFC')];
  return (candidate) => matches(pattern, [...candidate]);
}

/** Goes back to the last star only, so that the work stays within the product of the two lengths. */
function matches(pattern: readonly string[], text: readonly string[]): boolean {
  let p = 0;
  let star = -1;
  let resume = 0;
  for (let t = 0; t < text.length; ) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (pattern[p] === '?' || (p < pattern.length && pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
