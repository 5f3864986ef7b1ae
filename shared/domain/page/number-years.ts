/** A year, and where it is told a month, in the number of a document. */
export interface NumberYear {
  readonly year: number;
  readonly month: number | null;
}

const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;

/**
 * The years that a number tells: `FA-2020-0130`, `F202311955` (with the month), `2019/11/0042`, `2011-4521` (November 2020, as
 * well as 2011: both are given). Empty where it tells none.
 */
export function yearsOfNumber(number: string): NumberYear[] {
  const found: NumberYear[] = [];
  const add = (year: number, month: number | null) => {
    if (year >= FIRST_YEAR && year <= LAST_YEAR && (month === null || (month >= 1 && month <= 12)))
      found.push({ year, month });
  };
  for (const [digits] of number.matchAll(/\d+/g)) {
    if (digits.length === 4) {
      add(Number(digits), null);
      add(2000 + Number(digits.slice(0, 2)), Number(digits.slice(2)));
    }
    if (digits.length >= 6) add(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)));
  }
  for (const [, year, month] of number.matchAll(/(?<!\d)(\d{4})[-/. _](\d{2})(?!\d)/g))
    add(Number(year), Number(month));
  return found;
}
