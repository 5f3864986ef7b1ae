const FR = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const FR_SHORT = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ');
const EN = 'January February March April May June July August September October November December'.split(' ');
const NL = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ');
const DE = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const DAYS = 'dimanche lundi mardi mercredi jeudi vendredi samedi'.split(' ');

interface Parts {
  readonly iso: string;
  readonly y: string;
  readonly m: string;
  readonly d: string;
  readonly month: number;
  readonly day: number;
}

/** `1er février`, as the French write the first of a month. */
const first = (p: Parts) => (p.day === 1 ? '1er' : String(p.day));
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const bare = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '');

/** How invoices write 2 November 2019. */
const FORMS = {
  slash: (p) => `${p.d}/${p.m}/${p.y}`,
  slashLoose: (p) => `${p.day}/${p.month}/${p.y}`,
  slashSpaced: (p) => `${p.d} / ${p.m} / ${p.y}`,
  slashShort: (p) => `${p.d}/${p.m}/${p.y.slice(2)}`,
  dot: (p) => `${p.d}.${p.m}.${p.y}`,
  dotShort: (p) => `${p.d}.${p.m}.${p.y.slice(2)}`,
  dash: (p) => `${p.d}-${p.m}-${p.y}`,
  iso: (p) => p.iso,
  compact: (p) => `${p.y}${p.m}${p.d}`,
  long: (p) => `${first(p)} ${FR[p.month - 1]} ${p.y}`,
  longPadded: (p) => `${p.d} ${capital(FR[p.month - 1]!)} ${p.y}`,
  longUpper: (p) => `${first(p)} ${FR[p.month - 1]!.toUpperCase()} ${p.y}`,
  longBare: (p) => `${first(p)} ${bare(FR[p.month - 1]!)} ${p.y}`,
  weekday: (p) => `${DAYS[new Date(`${p.iso}T00:00:00Z`).getUTCDay()]} ${first(p)} ${FR[p.month - 1]} ${p.y}`,
  abbreviated: (p) => `${first(p)} ${FR_SHORT[p.month - 1]} ${p.y}`,
  abbreviatedDash: (p) => `${p.d}-${bare(FR_SHORT[p.month - 1]!).replace('.', '')}-${p.y.slice(2)}`,
  enLong: (p) => `${p.day} ${EN[p.month - 1]} ${p.y}`,
  enShort: (p) => `${p.d} ${EN[p.month - 1]!.slice(0, 3)} ${p.y}`,
  usLong: (p) => `${EN[p.month - 1]} ${p.day}, ${p.y}`,
  usShort: (p) => `${EN[p.month - 1]!.slice(0, 3)} ${p.d}, ${p.y}`,
  nlLong: (p) => `${p.day} ${NL[p.month - 1]} ${p.y}`,
  deLong: (p) => `${p.day}. ${DE[p.month - 1]} ${p.y}`,
} as const satisfies Record<string, (p: Parts) => string>;

export type DateForm = keyof typeof FORMS;
export const DATE_FORMS = Object.keys(FORMS) as DateForm[];

/** @param iso AAAA-MM-JJ. */
export function writeDate(iso: string, form: DateForm): string {
  const [y, m, d] = iso.split('-') as [string, string, string];
  return FORMS[form]({ iso, y, m, d, month: Number(m), day: Number(d) });
}
