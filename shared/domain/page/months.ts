/** Names and abbreviations of months as they are written once folded: French, English, Dutch,
 * German, Italian, Spanish, Portuguese. */
const NAMES: readonly string[] = [
  'janvier janv jan january januari januar gennaio enero janeiro',
  'fevrier fevr fev february feb februari februar febbraio febrero fevereiro',
  'mars mar march maart mrt marz maerz marzo marco',
  'avril avr april apr aprile abril',
  'mai may mei maggio mayo maio',
  'juin june jun juni giugno junio junho',
  'juillet juil july jul juli juill luglio julio julho',
  'aout august aug augustus agosto',
  'septembre sept sep september settembre septiembre setembro',
  'octobre oct october oktober okt ottobre octubre outubro',
  'novembre nov november noviembre novembro',
  'decembre dec december dezember dez dicembre diciembre dezembro',
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
