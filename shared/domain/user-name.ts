/**
 * The name of a person who works at a firm, as dossiers.txt, users.txt and API keys give it: 1 to 64 letters without
 * accents, digits, `.`, `_`, `-`, `@`, the first a letter or a digit. Compared in lower case. Null where it is none.
 */
export function parseUserName(text: string): string | null {
  const name = text.trim().toLowerCase();
  return /^[a-z0-9][a-z0-9._@-]{0,63}$/.test(name) ? name : null;
}

/** Stands in a list of names for none at all, where an empty list says nothing. */
export const NOBODY = '-';
