import { styleText } from 'node:util';
import type { Column } from './table.ts';
import { layTable } from './table.ts';
import { clean, padEnd, textWidth, wrap } from './text-width.ts';

/** Width of what goes to a file or a pipe. */
const DEFAULT_WIDTH = 120;

/**
 * What a person reads. Results go to standard output, everything said about them (counts, hints, errors) to standard
 * error, so that `ami documents > list.txt` keeps the list only.
 */
export class Output {
  readonly tty = process.stdout.isTTY === true;
  readonly width = this.tty ? Math.max(40, process.stdout.columns || 80) : DEFAULT_WIDTH;

  line(text = ''): void {
    process.stdout.write(`${text}\n`);
  }

  note(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  json(value: unknown): void {
    if (value !== undefined) this.line(JSON.stringify(value, null, 2));
  }

  heading(text: string): void {
    this.line(this.strong(clean(text)));
  }

  strong(text: string): string {
    return this.tty && !process.env['NO_COLOR'] ? styleText('bold', text) : text;
  }

  /** Foreign text on lines of its own, wrapped on a terminal. */
  paragraph(text: string, indent = 0): void {
    const margin = ' '.repeat(indent);
    for (const l of this.#lines(clean(text), this.width - indent)) this.line(margin + l);
  }

  /** Names and values under each other, the values aligned; those without a value are left out. */
  fields(pairs: readonly (readonly [name: string, value: string | null | undefined])[], indent = 2): void {
    const shown = pairs
      .filter((p): p is readonly [string, string] => Boolean(p[1]))
      .map(([name, value]) => [clean(name), clean(value)] as const);
    const names = Math.max(0, ...shown.map(([name]) => textWidth(name)));
    const margin = ' '.repeat(indent + names + 2);
    for (const [name, value] of shown) {
      const [first = '', ...rest] = this.#lines(value, this.width - margin.length);
      this.line(`${' '.repeat(indent)}${padEnd(name, names)}  ${first}`);
      for (const l of rest) this.line(margin + l);
    }
  }

  /** `omitted` words the note on columns that a narrow terminal leaves out. */
  table<T>(columns: readonly Column<T>[], rows: readonly T[], omitted: (names: string) => string, indent = 0): void {
    const margin = ' '.repeat(indent);
    const table = layTable(columns, rows, { width: this.width - indent, tty: this.tty });
    this.line(margin + this.strong(table.head));
    for (const l of table.lines) this.line(margin + l);
    if (table.omitted.length > 0) this.note(omitted(table.omitted.join(', ')));
  }

  #lines(text: string, width: number): string[] {
    return this.tty ? wrap(text, width) : [text];
  }
}
