import type { Cents } from '../invoice.ts';
import { findAmounts } from './amounts.ts';
import { beside, lineBefore } from './beside.ts';
import type { Place } from './found-label.ts';
import { sameLine } from './geometry.ts';
import { isHeadingOfLines } from './line-headings.ts';
import type { Box } from './page.ts';
import { isMereLabel } from './read-label.ts';
import { boxOf, type Segment, sourceOf } from './segments.ts';
import { isMereValue } from './stack.ts';
import { rowOfTotals } from './total-rows.ts';

/** Of a page; an invoice has some ten. */
const MOST_FOUND = 200;
const LONGEST_LINE = 120;
/** From a heading to the row under it, in heights. */
const NEXT_ROW = 1.5;

/** A value with the label that it was read by. */
export interface Labelled<T> {
  readonly value: T;
  readonly page: number;
  readonly box: Box;
  readonly label: string;
  readonly place: Place;
}

export interface Totals {
  readonly net: Labelled<Cents> | null;
  readonly vat: Labelled<Cents> | null;
  readonly gross: Labelled<Cents> | null;
  /** True where net and VAT make the gross total. */
  readonly agree: boolean;
}

const TTC = String.raw`(?:t\.?\s?t\.?\s?c\.?|toutes taxes(?: comprises)?)`;
const HT = String.raw`(?:h\.?\s?t\.?|hors tax[a-z]+)`;
type Ranked = readonly (readonly [number, RegExp])[];
const word = (source: string) => new RegExp(`(?<![a-z])(?:${source})(?![a-z])`, 'g');
/** Said of a total, it is not that of all. */
const NOT_ALL = String.raw`(?!\s*(?:/\s*)?(?:${HT}|net(?! a)|tva|t\.v\.a|vat|tax(?:es)?(?![a-z])|brut|remises?|lignes?|page|report|heures|points|poids|qte|quantites?|colis|excl))`;
/** "Total TTC de la facture". */
const OF_IT = "(?: (?:du |de l'|de (?:la |votre |cette )?)(?:presente )?(?:facture|document|echeancier|note|avoir))?";
const GROSS: Ranked = [
  [
    3,
    word(
      String.raw`(?:total|montant|net a payer|prix|somme)[a-z ':-]{0,25}?${TTC}${OF_IT}|${TTC}|(?:total|montant)(?: total)? (?:net|exonere) de (?:taxes?|tva)|(?:invoice|grand) total|total (?:incl[a-z.]*|including)[a-z ]*|(?:rechnungs|gesamt|brutto|end)[\s-]?(?:betrag|summe)|totaal(?: te betalen| incl[a-z. ]*)?|totale (?:fattura|documento|da pagare)(?: eur[o]?)?|(?:total|importe total) (?:factura|da fatura|a pagar)(?: eur[o]?s?)?`,
    ),
  ],
  [
    2,
    word(
      'net a (?:payer|regler|deduire|rembourser|votre credit)|(?:total|montant|somme|reste) (?:a (?:payer|regler)|due?)|(?:amount|total|balance) (?:due|payable)|total amount|te betalen|zu zahlen(?:der betrag)?|montant preleve',
    ),
  ],
  [
    1,
    word(
      String.raw`(?<!sous[\s-])(?<!sub[\s-]?)(?:total|totaux|montant total)(?: (?:general|facture|de la facture|eur|euros))?${NOT_ALL}|gesamt|summe`,
    ),
  ],
];
const NET: Ranked = [
  [
    3,
    word(
      String.raw`(?:total|montant|base|net)[a-z ':-]{0,25}?${HT}|total net|netto(?:betrag)?|(?:sub|sous)[\s-]?total[a-z ]*|total (?:excl[a-z.]*|before tax)[a-z ]*|zwischensumme|subtotaal|totaal excl[a-z. ]*`,
    ),
  ],
  [1, word(HT)],
];
const VAT: Ranked = [
  [3, word(String.raw`(?:total|montant|dont)(?: de)?(?: la)? t\.?v\.?a\.?|total (?:vat|tax)|(?:vat|tax) amount`)],
  [2, word(String.raw`t\.?v\.?a\.?|vat|mwst\.?|ust\.?|btw|umsatzsteuer`)],
];

/** The totals of the pages: those that add up, else the best labelled of the first page that has them. */
export function totalsOf(pages: readonly (readonly Segment[])[]): Totals {
  const gross = pages.flatMap((segments) => labelled(segments, GROSS));
  const net = pages.flatMap((segments) => labelled(segments, NET));
  const vat = pages.flatMap((segments) => labelled(segments, VAT));
  // Each rate, and each product, may have its own net, VAT and gross: the total is the largest, also where it is only called
  // what is to be paid.
  const order = (g: Found) => Math.min(g.rank, 2);
  const row = rowOfTotals(pages, gross);
  for (const g of gross.toSorted((a, b) => order(b) - order(a) || Math.abs(b.value) - Math.abs(a.value))) {
    for (const n of net.filter((x) => x.page === g.page)) {
      const v = vat.find((x) => x.page === g.page && n.value + x.value === g.value && x.value !== g.value);
      if (v && !(row && Math.abs(row.gross.value) > Math.abs(g.value)))
        return { net: n, vat: v, gross: g, agree: true };
    }
  }
  if (row) return row;
  const [n, v, g] = [best(net), best(vat), bestGross(gross)];
  const sum = n && v && g?.rank !== 3 ? sumOf(pages, n, v) : null;
  return { net: n, vat: v, gross: sum ?? g, agree: sum !== null };
}

/** The amount that net and VAT make together, whatever is written beside it. */
function sumOf(pages: readonly (readonly Segment[])[], net: Found, vat: Found): Labelled<Cents> | null {
  if (vat.value === 0 || vat.page !== net.page) return null;
  for (const segments of pages) {
    for (const segment of segments) {
      if (segment.page !== net.page || segment.folded.text.length > LONGEST_LINE) continue;
      const amount = findAmounts(segment.folded.text).find((a) => a.cents === net.value + vat.value);
      if (!amount) continue;
      const label = lineBefore(segments, segment).at(-1)?.text.trim().slice(0, 40) ?? '';
      const box = boxOf(segment, amount.start, amount.end);
      return { value: amount.cents, page: segment.page, box, label, place: 'right' };
    }
  }
  return null;
}

/** What is left to pay is not the total: a deposit may be taken off it. */
function bestGross(found: readonly Found[]): Found | null {
  const first = best(found);
  if (first?.rank !== 2) return first;
  const total = best(found.filter((f) => f.rank === 1 && f.page === first.page));
  return total && Math.abs(total.value) > Math.abs(first.value) ? total : first;
}

type Found = Labelled<Cents> & { readonly rank: number };

function best(found: readonly Found[]): Found | null {
  const top = Math.max(...found.map((f) => f.rank));
  const of = found.filter((f) => f.rank === top);
  const page = Math.min(...of.map((f) => f.page));
  const first = of.filter((f) => f.page === page);
  // Under a heading may be the first of several rows: a label of its own says more.
  return first.findLast((f) => f.place !== 'below') ?? first.at(-1) ?? null;
}

function labelled(segments: readonly Segment[], ranked: Ranked): Found[] {
  const found: Found[] = [];
  for (const segment of segments) {
    const text = segment.folded.text;
    if (text.length > LONGEST_LINE || found.length >= MOST_FOUND) continue;
    for (const [rank, pattern] of ranked) {
      const match = [...text.matchAll(pattern)].at(-1);
      if (!match) continue;
      const end = match.index + match[0].length;
      const value = amountBeside(segments, segment, end) ?? amountInCell(segments, segment);
      const ofLine = value?.place === 'below' && isOverLines(segments, segment);
      if (value) found.push({ ...value, label: sourceOf(segment, match.index, end), rank: ofLine ? 0 : rank });
      break;
    }
  }
  return found;
}

/** True of a heading in the row of those of the lines: what stands under it is the amount of the first. */
function isOverLines(segments: readonly Segment[], heading: Segment): boolean {
  return segments.some((s) => sameLine(s.box, heading.box) && isHeadingOfLines(segments, s));
}

/** The amount right under a heading that is set to the other side of its cell: before the next heading of the row. */
function amountInCell(segments: readonly Segment[], heading: Segment): Omit<Labelled<Cents>, 'label'> | null {
  const { box } = heading;
  const next = segments
    .filter((s) => s.box.x > box.x + box.width && sameLine(s.box, box))
    .sort((a, b) => a.box.x - b.box.x)[0];
  if (!next || !isMereLabel(next.folded.text)) return null;
  const row = segments.filter((s) => {
    const gap = s.box.y - (box.y + box.height);
    return gap > -0.4 * box.height && gap < NEXT_ROW * box.height;
  });
  const inCell = row.filter((s) => s.box.x >= box.x && s.box.x + s.box.width <= next.box.x + 1);
  const [segment] = inCell;
  if (!segment || inCell.length > 1 || !isMereValue(segment)) return null;
  const amount = findAmounts(segment.folded.text)[0];
  return amount
    ? { value: amount.cents, page: segment.page, box: boxOf(segment, amount.start, amount.end), place: 'below' }
    : null;
}

const SAME_AGAIN = /(?<![a-z])(?:total|amount|gross|montant|betrag|bedrag|including|payable|euros?)(?![a-z])/g;

function amountBeside(
  segments: readonly Segment[],
  label: Segment,
  end: number,
): Omit<Labelled<Cents>, 'label'> | null {
  for (const { segment, from, place } of beside(segments, label, end)) {
    const rest = segment.folded.text.slice(from);
    const amount = findAmounts(rest)[0];
    // Other words stand between: it is the amount of something else. A label may say the same in another language.
    if (!amount || /[a-z]{4,}/.test(rest.slice(0, amount.start).replace(SAME_AGAIN, ''))) continue;
    const box = boxOf(segment, from + amount.start, from + amount.end);
    return { value: amount.cents, page: segment.page, box, place };
  }
  return null;
}
