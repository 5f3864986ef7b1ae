import { ansiField } from '../ansi.ts';
import type { Entry, EntryLine } from '../entry.ts';
import { CURRENCY, WIDTHS } from './layout.ts';
import { type DexLot, textVersionOf } from './lot.ts';
import type { DexEntry, DexFile } from './read-dex.ts';

/**
 * Every difference between a lot and the file it was written to, to the cent, as technical sentences; none when the
 * file says what the lot says. Labels are compared as the file can hold them (30 characters), and `reference`, which
 * layout 8700 has no column for, is not compared.
 */
export function compareDex(lot: DexLot, file: DexFile): string[] {
  const differences: string[] = [];
  const same = (what: string, expected: unknown, found: unknown) => {
    if (expected !== found)
      differences.push(`${what}: ${JSON.stringify(expected)} expected, ${JSON.stringify(found)} read`);
  };
  for (const problem of [...file.problems, ...file.remarks]) {
    const { code, params, line, where } = problem;
    differences.push([code, line && `line ${line}`, where, params && JSON.stringify(params)].filter(Boolean).join(' '));
  }
  same('encoding', 'windows-1252', file.encoding);
  same('text version', textVersionOf(lot), file.textVersion);
  same('label', ansiField(lot.label, WIDTHS.label), file.label);
  same('dossier', lot.dossier.number, file.dossier?.number ?? null);
  same('dossier name', ansiField(lot.dossier.name, WIDTHS.label), file.dossier?.name ?? null);
  same('account length', lot.dossier.accountLength, file.dossier?.accountLength ?? null);
  same('start of the exercice', lot.exercice.start, file.exercice?.start ?? null);
  same('end of the exercice', lot.exercice.end, file.exercice?.end ?? null);
  same('exercice open', !lot.exercice.closed, file.exercice?.open ?? null);
  same('currency', CURRENCY, file.exercice?.currency ?? null);
  same('number of entries', lot.entries.length, file.entries.length);
  lot.entries.forEach(({ number, entry }, index) => {
    const read = file.entries[index];
    if (read) compareEntry(`entry ${number}`, number, entry, read, lot.exportedOn, same);
  });
  return differences;
}

type Same = (what: string, expected: unknown, found: unknown) => void;

function compareEntry(name: string, number: number, entry: Entry, read: DexEntry, exportedOn: string, same: Same) {
  const found = read.entry;
  same(`${name}, number`, number, read.number);
  same(`${name}, created on`, exportedOn, read.createdOn);
  same(`${name}, updated on`, exportedOn, read.updatedOn);
  for (const field of ['journal', 'date', 'piece', 'documentDate', 'currency'] as const) {
    same(`${name}, ${field}`, entry[field], found[field]);
  }
  same(`${name}, label`, ansiField(entry.label, WIDTHS.label), found.label);
  same(`${name}, number of lines`, entry.lines.length, found.lines.length);
  entry.lines.forEach((line, index) => {
    const readLine = found.lines[index];
    if (readLine) compareLine(`${name}, line ${index + 1}`, line, readLine, same);
  });
}

function compareLine(name: string, line: EntryLine, read: EntryLine, same: Same): void {
  for (const field of ['account', 'debit', 'credit', 'vatCode'] as const) {
    same(`${name}, ${field}`, line[field], read[field]);
  }
  same(`${name}, label`, ansiField(line.label, WIDTHS.label), read.label);
  same(`${name}, due dates`, line.dueDates.map(dueText).join(', '), read.dueDates.map(dueText).join(', '));
  same(`${name}, analytics`, JSON.stringify(shares(line)), JSON.stringify(shares(read)));
}

const dueText = (due: { date: string; amount: number }) => `${due.date} ${due.amount}`;

function shares(line: EntryLine): unknown[] {
  return line.analytics.map(({ activity, cut, label, share }) => [
    activity,
    cut,
    label === null ? null : ansiField(label, WIDTHS.analyticLabel),
    share,
  ]);
}
