import type { CalendarDate } from '../calendar.ts';
import type { ProblemList } from '../problem-list.ts';
import { fieldText, parseDate, parseDecimal, parseInteger } from './fields.ts';
import { type Field, type FieldKind, type FieldsOf, KEY_WIDTH, layout, type RecordKey } from './layout.ts';

type NameOf<Key extends RecordKey> = keyof FieldsOf<Key> & string;

const DECIMALS: Readonly<Partial<Record<FieldKind, number>>> = { amount: 2, rate: 5 };

/**
 * One line read by the columns of its record. What can't be read is told in `problems` with its line and columns, and
 * given as undefined.
 */
export class RecordLine<Key extends RecordKey> {
  private readonly key: Key;
  private readonly text: string;
  private readonly line: number;
  private readonly problems: ProblemList;

  constructor(key: Key, text: string, line: number, problems: ProblemList) {
    this.key = key;
    this.text = text;
    this.line = line;
    this.problems = problems;
  }

  /** Trimmed; `''` where blank or beyond the end of the line. */
  get(name: NameOf<Key>): string {
    return fieldText(this.text, this.field(name));
  }

  /** As {@link get}, for a field that may not be blank. */
  required(name: NameOf<Key>): string | undefined {
    const text = this.get(name);
    if (text === '') this.tellBlank(name);
    return text || undefined;
  }

  date(name: NameOf<Key>): CalendarDate | null | undefined {
    return this.told(name, parseDate(this.get(name)));
  }

  requiredDate(name: NameOf<Key>): CalendarDate | undefined {
    const date = this.date(name);
    if (date === null) this.tellBlank(name);
    return date ?? undefined;
  }

  integer(name: NameOf<Key>): number | null | undefined {
    return this.told(name, parseInteger(this.get(name)));
  }

  /** An amount in cents, or a rate times 100 000; 0 where blank. */
  decimal(name: NameOf<Key>): number | undefined {
    return this.told(name, parseDecimal(this.get(name), DECIMALS[this.field(name).kind] ?? 0));
  }

  private field(name: NameOf<Key>): Field {
    return (layout[this.key].fields as unknown as Record<string, Field>)[name]!;
  }

  /** `MVT 47-59`: how a person finds the field in the file. */
  private place(name: NameOf<Key>): string {
    const { start, width } = this.field(name);
    return width === 1 ? `${this.key} ${start}` : `${this.key} ${start}-${start + width - 1}`;
  }

  private told<T>(name: NameOf<Key>, value: T): T {
    const field = this.place(name);
    if (value === undefined) {
      this.problems.add('DEX_FIELD', { value: this.get(name), field }, { line: this.line, where: field });
    }
    return value;
  }

  private tellBlank(name: NameOf<Key>): void {
    const field = this.place(name);
    this.problems.add('DEX_FIELD_BLANK', { field }, { line: this.line, where: field });
  }
}

/** The key a line begins with (`ECR`, `ECHMVT`). */
export function keyOf(line: string): string {
  return line.slice(0, KEY_WIDTH).trimEnd();
}
