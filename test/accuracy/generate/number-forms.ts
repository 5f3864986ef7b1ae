import type { Cents } from '../../../shared/domain/invoice.ts';

const NBSP = '\u00a0';
const grouped = (whole: string, by: string) => whole.replace(/\B(?=(\d{3})+$)/g, by);

/** How invoices write 1234.56 euros. */
const FORMS = {
  french: (w, c) => `${grouped(w, NBSP)},${c}${NBSP}€`,
  frenchSpace: (w, c) => `${grouped(w, ' ')},${c} €`,
  frenchBare: (w, c) => `${grouped(w, ' ')},${c}`,
  frenchClose: (w, c) => `${w},${c}€`,
  points: (w, c) => `${grouped(w, '.')},${c} €`,
  plain: (w, c) => `${w},${c}`,
  dot: (w, c) => `${w}.${c} €`,
  dotBare: (w, c) => `${w}.${c}`,
  code: (w, c) => `${grouped(w, NBSP)},${c} EUR`,
  codeFirst: (w, c) => `EUR ${grouped(w, '.')},${c}`,
  euroFirst: (w, c) => `€ ${grouped(w, '.')},${c}`,
  english: (w, c) => `€${grouped(w, ',')}.${c}`,
  englishCode: (w, c) => `${grouped(w, ',')}.${c} EUR`,
} as const satisfies Record<string, (whole: string, cents: string) => string>;

export type NumberForm = keyof typeof FORMS;

export function writeAmount(cents: Cents, form: NumberForm): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const text = FORMS[form](digits.slice(0, -2), digits.slice(-2));
  return cents < 0 ? `-${text}` : text;
}
