/** Names and abbreviations of months as they are written once folded: French, English, Dutch, German. */
const NAMES: readonly string[] = [
  'janvier janv jan january januari januar',
  'fevrier fevr fev february feb februari februar',
  'mars mar march maart mrt marz maerz',
  'avril avr april apr',
  'mai may mei',
  'juin june jun juni',
  'juillet juil july jul juli',
  'aout august aug augustus',
  'septembre sept sep september',
  'octobre oct october oktober okt',
  'novembre nov november',
  'decembre dec december dezember dez',
];

/** Each name with its number, 1 to 12. */
export const MONTH_NAMES: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, n) => names.split(' ').map((name) => [name, n + 1] as const)),
);

/** An alternative for a regular expression, longest name first. */
export const MONTHS = [...MONTH_NAMES.keys()].sort((a, b) => b.length - a.length).join('|');

/** 1 to 12 of a folded name; 0 where it is none. */
export function monthNumber(name: string): number {
  return MONTH_NAMES.get(name) ?? 0;
}
