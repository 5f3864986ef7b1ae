import { loginPartition } from '../shared/app/access.ts';

/** Longer texts of clients are cut. Characters. */
const MAX_TEXT = 1024;
/** Of a login that nobody is known to have. Characters. */
const SHOWN_OF_UNKNOWN = 3;

/**
 * Controls, line and paragraph separators, what turns the direction of text, and half surrogates. JSON lets most of them
 * through; a terminal, or a reader that splits lines as Unicode does, would be led astray by them.
 */
const MISLEADING = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text that a client sent as it is shown in the log: on one line, of limited length, what misleads as `\u{hex}`. */
export function shown(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return cut.replace(MISLEADING, (c) => `\\u{${c.codePointAt(0)!.toString(16)}}`);
}

/**
 * A login that was refused, as it is shown in the log: people type their password where their name belongs. In full
 * only where it is somebody's (`isKnown`, asked in lower case); else its beginning, where it can be a login at all.
 */
export function shownLogin(login: string, isKnown: (name: string) => boolean): string | null {
  const name = loginPartition(login);
  if (name === null) return null;
  return isKnown(name) ? name : `${[...name].slice(0, SHOWN_OF_UNKNOWN).join('')}…`;
}
