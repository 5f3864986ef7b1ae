import { ansiField } from '../ansi.ts';
import type { CalendarDate } from '../calendar.ts';
import type { DueDate, EntryLine } from '../entry.ts';
import { formatRecord } from './fields.ts';
import { CURRENCY, WHOLE, WIDTHS } from './layout.ts';
import { checkLot, DexError, type DexLot, type NumberedEntry, textVersionOf } from './lot.ts';

/** Version stamp of the writing program, the same in every file known. */
const PROGRAM = '0200000';
/** Number of the writing program: 8 and 12 are ISACOMPTA's and ISAPAYE's, 1 is what another outside program uses. */
const EMITTER = 1;

/**
 * Writes a lot as a DEX file (docs/formats/dex.md): Windows-1252 bytes, CR LF after every line.
 *
 * @throws DexError with every reason why not. A label longer than its field is cut, and the dossier's name loses the
 *   characters it can't hold; nothing else is ever altered.
 */
export function writeDex(lot: DexLot): Uint8Array {
  const problems = checkLot(lot);
  if (problems.length > 0) throw new DexError(problems);
  const { dossier, exercice } = lot;
  const lines = [
    formatRecord('VER', {
      program: PROGRAM,
      textVersion: textVersionOf(lot),
      removeLines: '0',
      label: ansiField(lot.label, WIDTHS.label),
      ansi: '1',
    }),
    formatRecord('DOS', {
      number: dossier.number,
      name: ansiField(dossier.name, WIDTHS.label),
      accountLength: dossier.accountLength,
    }),
    formatRecord('EXO', {
      start: exercice.start,
      end: exercice.end,
      removeEntries: '0',
      open: exercice.closed ? '0' : '1',
      entries: lot.entries.length,
      currency: CURRENCY,
    }),
  ];
  for (const numbered of lot.entries) pushEntry(lines, numbered, lot.exportedOn);
  return encode(`${lines.join('\r\n')}\r\n`);
}

function pushEntry(lines: string[], { number, entry }: NumberedEntry, exportedOn: CalendarDate): void {
  lines.push(
    formatRecord('ECR', {
      journal: entry.journal,
      date: entry.date,
      piece: entry.piece,
      label: ansiField(entry.label, WIDTHS.label),
      documentDate: entry.documentDate,
      emitter: EMITTER,
      reversal: '0',
      lock: '0',
      createdOn: exportedOn,
      updatedOn: exportedOn,
      number,
      destroyed: '0',
      currency: entry.currency,
    }),
  );
  for (const line of entry.lines) {
    // Two columns hold a VAT code: that of an amount before tax, and that of the VAT itself, booked on 445 accounts.
    const vat = line.account.startsWith('445') ? { vatAccountCode: line.vatCode } : { vatCode: line.vatCode };
    lines.push(
      formatRecord('MVT', {
        account: line.account,
        label: ansiField(line.label, WIDTHS.label),
        debit: line.debit,
        credit: line.credit,
        ...vat,
        analytics: line.analytics.length > 0 ? line.analytics.length : null,
        due: line.dueDates.length > 0 ? '1' : '0',
      }),
    );
    for (const { activity, cut, label, share } of line.analytics) {
      const text = label === null ? null : ansiField(label, WIDTHS.analyticLabel);
      lines.push(formatRecord('ANAMVT', { activity, cut, label: text, share, prorata: '0' }));
    }
    pushDueDates(lines, line);
  }
}

function pushDueDates(lines: string[], line: EntryLine): void {
  const rates = ratesOf(line.dueDates, line.debit + line.credit);
  line.dueDates.forEach(({ date, amount }: DueDate, index) => {
    lines.push(formatRecord('ECHMVT', { amount, rate: rates[index]!, date }));
  });
}

/** Share of each due date in its line, rounded down to 0.00001 %; the last takes what is left, so that they sum to 100 %. */
function ratesOf(dueDates: readonly DueDate[], total: number): number[] {
  let left = WHOLE;
  return dueDates.map(({ amount }, index) => {
    const rate = index === dueDates.length - 1 ? left : Number((BigInt(amount) * BigInt(WHOLE)) / BigInt(total));
    left -= rate;
    return rate;
  });
}

/** Every character lies below U+0100 and outside 0x80 to 0x9F, where Windows-1252 and ISO-8859-1 agree. */
function encode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
