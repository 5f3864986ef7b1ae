import type { Cents } from '../invoice.ts';
import { findAmounts } from './amounts.ts';
import { sameLine } from './geometry.ts';
import { boxOf, type Segment, sourceOf } from './segments.ts';
import type { Labelled } from './totals.ts';

/** Net, VAT and what they make, as one row of a table has them. */
export interface TotalRow {
  readonly net: Labelled<Cents>;
  readonly vat: Labelled<Cents>;
  readonly gross: Labelled<Cents>;
  readonly agree: true;
}

const LONGEST_LINE = 120;
const LONGEST_LABEL = 40;
const OF_ALL =
  /^(?:total|totaux|montant total|net a payer|total general)(?![a-z])(?!.*(?<![a-z])(?:ht|lignes?|page|report)(?![a-z]))/;

/**
 * The total where one row has net, VAT and gross: the row of most that begins with a word for the total; else the rows of
 * the rates, where together they make a gross total that has its label.
 */
export function rowOfTotals(
  pages: readonly (readonly Segment[])[],
  labelled: readonly Labelled<Cents>[],
): TotalRow | null {
  const all = pages.map(rowsOf);
  const taxed = all.map((rows) => rows.filter(({ row }) => row.vat.value !== 0));
  const own = taxed.flat().filter(({ text }) => OF_ALL.test(text));
  const most = own.toSorted((a, b) => Math.abs(b.row.gross.value) - Math.abs(a.row.gross.value))[0];
  // A row without VAT may be one of the lines: with those only where the others make no total.
  return most?.row ?? [...taxed, ...all].map((rows) => summed(rows, labelled)).find((row) => row !== null) ?? null;
}

interface Row {
  readonly text: string;
  readonly row: TotalRow;
}

function rowsOf(segments: readonly Segment[]): Row[] {
  const lines: Segment[][] = [];
  for (const s of segments.toSorted((a, b) => a.box.x - b.box.x)) {
    if (s.folded.text.length > LONGEST_LINE) continue;
    const line = lines.find((l) => sameLine(l.at(-1)!.box, s.box));
    if (line) line.push(s);
    else lines.push([s]);
  }
  return lines.flatMap((line) => rowOf(line) ?? []);
}

function rowOf(line: readonly Segment[]): Row | null {
  const first = line[0]!;
  const amounts = line.flatMap((s) =>
    findAmounts(s.folded.text).map(
      (a): Labelled<Cents> => ({
        value: a.cents,
        page: s.page,
        box: boxOf(s, a.start, a.end),
        label: sourceOf(first, 0, first.folded.text.length).slice(0, LONGEST_LABEL),
        place: s === first ? 'after' : 'right',
      }),
    ),
  );
  const [second, net, vat, gross] = [amounts.at(-4), ...amounts.slice(-3)];
  if (!net || !vat || !gross) return null;
  // A rate may stand between the net and its VAT.
  const found = [net, second].find(
    (n) => n && n.value + vat.value === gross.value && Math.abs(n.value) > Math.abs(vat.value),
  );
  return found ? { text: first.folded.text.trim(), row: { net: found, vat, gross, agree: true } } : null;
}

/** Rows of several rates as one, with the place of the first, where they make a total that has its own label. */
function summed(rows: readonly Row[], labelled: readonly Labelled<Cents>[]): TotalRow | null {
  const sum = (of: (row: TotalRow) => Labelled<Cents>) => rows.reduce((all, { row }) => all + of(row).value, 0);
  const gross = labelled.find((g) => g.value === sum((row) => row.gross) && g.page === rows[0]?.row.gross.page);
  if (!gross || rows.length < 2) return null;
  const [{ row }] = rows as [Row];
  const net = { ...row.net, value: sum((r) => r.net) };
  const vat = { ...row.vat, value: sum((r) => r.vat) };
  return { net, vat, gross, agree: true };
}
