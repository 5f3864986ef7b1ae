import type { Cents } from '../invoice.ts';

export interface WrittenAmount {
  readonly start: number;
  readonly end: number;
  readonly cents: Cents;
}

const AMOUNT =
  /(?<![\d.,/])(?:([-(])\s?)?(?:€|eur|\$|£)?\s?([-])?(\d{1,3}(?:[ .,']\d{3})+|\d{1,9})([.,])(\d{2})(?!\d|[.,/]\d|\s?%)\s?(?:€|eur)?\s?(-(?!\d))?/g;

/** Amounts with two decimals in a folded text: `1 234,56`, `1.234,56 €`, `€ 1,234.56`, `-12,00`, `12,00-`. */
export function findAmounts(text: string): WrittenAmount[] {
  return [...text.matchAll(AMOUNT)].flatMap((m) => {
    const [, opening, minus, whole, decimal, cents, trailing] = m;
    if (whole!.includes(decimal!)) return [];
    const value = Number(whole!.replace(/\D/g, '')) * 100 + Number(cents);
    if (!Number.isSafeInteger(value)) return [];
    const negative = opening !== undefined || minus !== undefined || trailing !== undefined;
    return [{ start: m.index, end: m.index + m[0].length, cents: negative && value > 0 ? -value : value }];
  });
}
