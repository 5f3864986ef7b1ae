/** How a day is written; `iso` is AAAA-MM-JJ. */
const FORMS = {
  slash: (iso: string) => iso.split('-').reverse().join('/'),
  short: (iso: string) => iso.slice(2).split('-').reverse().join('/'),
  dots: (iso: string) => iso.split('-').reverse().join('.'),
  shortDots: (iso: string) => iso.slice(2).split('-').reverse().join('.'),
  dashes: (iso: string) => iso.split('-').reverse().join('-'),
  long: (iso: string) => first(intl('fr-FR', iso, { day: 'numeric', month: 'long', year: 'numeric' })),
  longZero: (iso: string) => intl('fr-FR', iso, { day: '2-digit', month: 'long', year: 'numeric' }),
  upper: (iso: string) => FORMS.longZero(iso).toUpperCase(),
  weekday: (iso: string) => `${intl('fr-FR', iso, { weekday: 'long' })} ${FORMS.long(iso)}`,
  abbreviated: (iso: string) => first(intl('fr-FR', iso, { day: 'numeric', month: 'short', year: 'numeric' })),
  english: (iso: string) => intl('en-US', iso, { day: 'numeric', month: 'long', year: 'numeric' }),
  englishShort: (iso: string) => intl('en-US', iso, { day: 'numeric', month: 'short', year: 'numeric' }),
  british: (iso: string) => intl('en-GB', iso, { day: 'numeric', month: 'short', year: 'numeric' }),
  britishLong: (iso: string) => intl('en-GB', iso, { day: 'numeric', month: 'long', year: 'numeric' }),
  german: (iso: string) => intl('de-DE', iso, { day: 'numeric', month: 'long', year: 'numeric' }),
  dutch: (iso: string) => intl('nl-NL', iso, { day: 'numeric', month: 'long', year: 'numeric' }),
  italian: (iso: string) => intl('it-IT', iso, { day: 'numeric', month: 'long', year: 'numeric' }),
  spanish: (iso: string) => intl('es-ES', iso, { day: 'numeric', month: 'long', year: 'numeric' }),
  /** "05-JAN-2020". */
  dashMonth: (iso: string) =>
    `${iso.slice(8)}-${intl('en-US', iso, { month: 'short' }).toUpperCase()}-${iso.slice(0, 4)}`,
  iso: (iso: string) => iso,
  shortDashes: (iso: string) => iso.slice(2).split('-').reverse().join('-'),
  /** As spreadsheets show it: "31-déc-24". */
  sheet: (iso: string) =>
    `${iso.slice(8)}-${intl('fr-FR', iso, { month: 'short' }).replace('.', '')}-${iso.slice(2, 4)}`,
  unaccented: (iso: string) => FORMS.upper(iso).normalize('NFD').replace(/\p{M}/gu, ''),
} as const;
export type DateForm = keyof typeof FORMS;

export const DATE_FORMS = Object.keys(FORMS) as DateForm[];

export function writeDay(iso: string, form: DateForm): string {
  return FORMS[form](iso);
}

/** "janvier 2024". */
export function monthName(iso: string): string {
  return intl('fr-FR', iso, { month: 'long', year: 'numeric' });
}

export type MoneyForm = 'plain' | 'nbsp' | 'narrow' | 'points' | 'english';
const SEPARATORS = { plain: ' ', nbsp: '\u00a0', narrow: '\u202f', points: '.', english: ',' } as const;

/** Cents as an amount, without the currency. */
export function writeMoney(cents: number, form: MoneyForm): string {
  const [whole, rest] = (Math.abs(cents) / 100).toFixed(2).split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, SEPARATORS[form]);
  return `${cents < 0 ? '-' : ''}${grouped}${form === 'english' ? '.' : ','}${rest}`;
}

function intl(locale: string, iso: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${iso}T00:00:00Z`));
}

function first(text: string): string {
  return text.replace(/^1 /, '1er ');
}
