import { isAnsi } from '../ansi.ts';
import { type CalendarDate, dateFromParts } from '../calendar.ts';
import { type Field, type FieldKind, KEY_WIDTH, layout, type RecordKey, type RecordValues } from './layout.ts';

/**
 * One record as a line, without its line end. Text is never cut here: what does not fit is a fault of the caller.
 *
 * @throws Error naming the record and the field.
 */
export function formatRecord<Key extends RecordKey>(key: Key, values: RecordValues<Key>): string {
  const { length, fields } = layout[key];
  const line = new Array<string>(length).fill(' ');
  put(line, 1, key.padEnd(KEY_WIDTH));
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined) continue;
    const field = (fields as Record<string, Field>)[name]!;
    const text = formatValue(field.kind, value as string | number);
    if (text.length > field.width || field.start + field.width - 1 > length) {
      throw new Error(`${key}.${name}: "${text}" is wider than ${field.width} columns`);
    }
    for (const char of text) if (!isAnsi(char)) throw new Error(`${key}.${name}: "${char}" has no ANSI byte`);
    put(line, field.start, text);
  }
  return line.join('');
}

function put(line: string[], start: number, text: string): void {
  for (let i = 0; i < text.length; i++) line[start - 1 + i] = text[i]!;
}

function formatValue(kind: FieldKind, value: string | number): string {
  switch (kind) {
    case 'text':
    case 'flag':
      return String(value);
    case 'date': {
      const date = String(value);
      return `${date.slice(8, 10)}${date.slice(5, 7)}${date.slice(0, 4)}`;
    }
    case 'integer':
      return whole(value);
    case 'amount':
      return decimal(value, 10, 2);
    case 'rate':
      return decimal(value, 4, 5);
  }
}

function whole(value: string | number): string {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Error(`${value} is not a natural number`);
  return String(value);
}

/** `0000010509.30`: one spelling, zeros on the left, a dot; never through a floating-point division. */
function decimal(scaled: string | number, digits: number, decimals: number): string {
  const text = whole(scaled).padStart(digits + decimals, '0');
  return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

/** What stands in the columns of a field, trimmed on both sides; `''` where the line is too short. */
export function fieldText(line: string, field: Field): string {
  return line.slice(field.start - 1, field.start - 1 + field.width).trim();
}

/** Reads an amount (2 decimals) or a rate (5): comma or dot, decimals may be missing. Blank is 0; undefined where it is none. */
export function parseDecimal(text: string, decimals: number): number | undefined {
  if (text === '') return 0;
  const m = /^(\d{1,11})(?:[.,](\d*))?$/.exec(text);
  if (!m || (m[2] ?? '').length > decimals) return undefined;
  const value = Number(m[1] + (m[2] ?? '').padEnd(decimals, '0'));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Reads `JJMMAAAA`; null for blanks and for `30121899`, which stands for "no date"; undefined where no such day exists. */
export function parseDate(text: string): CalendarDate | null | undefined {
  if (text === '' || text === '30121899') return null;
  const m = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
  return (m && dateFromParts(Number(m[3]), Number(m[2]), Number(m[1]))) ?? undefined;
}

/** Reads a natural number; null for blanks; undefined where it is none. */
export function parseInteger(text: string): number | null | undefined {
  if (text === '') return null;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  return value;
}
