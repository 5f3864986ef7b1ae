import { clean, cut, padEnd, padStart, textWidth } from './text-width.ts';

export interface Column<T> {
  readonly head: string;
  readonly of: (row: T) => string;
  readonly align?: 'right';
  /** On a terminal that is too narrow the column may be cut, to no less than this. */
  readonly shrinkTo?: number;
  /** On a terminal that is narrower still the columns are left out, the lowest number first. */
  readonly omit?: number;
}

export interface Place {
  readonly width: number;
  /** A file or a pipe gets everything: nothing is cut or left out. */
  readonly tty: boolean;
}

export interface Table {
  readonly head: string;
  readonly lines: readonly string[];
  /** Headings of the columns left out. */
  readonly omitted: readonly string[];
}

const GAP = '  ';
/** The last column is not worth showing below this. */
const LAST_MIN = 24;

/** Rows under their headings, aligned; on a terminal fitted to its width, the last column cut first. */
export function layTable<T>(all: readonly Column<T>[], rows: readonly T[], place: Place): Table {
  const cells = new Map(all.map((c) => [c, rows.map((r) => clean(c.of(r)))]));
  const natural = new Map(
    all.map((c) => [c, Math.max(textWidth(c.head), ...cells.get(c)!.map((text) => textWidth(text)))]),
  );
  const columns = place.tty ? fitting(all, natural, place.width) : [...all];
  const widths = columns.map((c) => natural.get(c)!);
  if (place.tty) shrink(columns, widths, place.width);

  const line = (text: (c: Column<T>) => string) =>
    columns
      .map((c, i) => {
        const shown = cut(text(c), widths[i]!);
        return c.align === 'right' ? padStart(shown, widths[i]!) : padEnd(shown, widths[i]!);
      })
      .join(GAP)
      .trimEnd();
  return {
    head: line((c) => c.head),
    lines: rows.map((_, i) => line((c) => cells.get(c)![i]!)),
    omitted: all.filter((c) => !columns.includes(c)).map((c) => c.head),
  };
}

/** The columns that fit when everything that may shrink has shrunk. */
function fitting<T>(all: readonly Column<T>[], natural: ReadonlyMap<Column<T>, number>, width: number): Column<T>[] {
  const columns = [...all];
  const least = () =>
    columns.reduce((sum, c, i) => {
      const min = i === columns.length - 1 ? LAST_MIN : (c.shrinkTo ?? Number.POSITIVE_INFINITY);
      return sum + Math.min(natural.get(c)!, min);
    }, gaps(columns.length));
  while (least() > width) {
    const [next] = columns.filter((c) => c.omit !== undefined).sort((a, b) => a.omit! - b.omit!);
    if (!next) break;
    columns.splice(columns.indexOf(next), 1);
  }
  return columns;
}

/** The last column gives way first, down to what is worth showing; then those that may shrink, the widest first. */
function shrink<T>(columns: readonly Column<T>[], widths: number[], width: number): void {
  const last = columns.length - 1;
  const excess = () => widths.reduce((a, b) => a + b, gaps(columns.length)) - width;
  const take = (i: number, min: number) => {
    widths[i] = Math.max(Math.min(widths[i]!, min), widths[i]! - Math.max(0, excess()));
  };
  take(last, LAST_MIN);
  const order = columns
    .map((c, i) => ({ i, min: c.shrinkTo }))
    .filter((c): c is { i: number; min: number } => c.min !== undefined && c.i !== last)
    .sort((a, b) => widths[b.i]! - widths[a.i]!);
  for (const { i, min } of order) take(i, min);
  take(last, 8);
}

function gaps(columns: number): number {
  return Math.max(0, columns - 1) * GAP.length;
}
