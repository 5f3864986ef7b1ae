import { hasControl, toAnsi } from './ansi.ts';
import { parseIsoDate } from './calendar.ts';
import { CURRENCY, MAX_CENTS, MAX_LINES, WHOLE, WIDTHS } from './dex/layout.ts';
import type { AnalyticShare, DueDate, Entry, EntryLine } from './entry.ts';
import type { Problem } from './problem.ts';
import { formatProblem } from './problem-list.ts';

/** A label is cut to 30 characters in the DEX; beyond this length it is no label. */
const MAX_LABEL = 200;

/**
 * What an entry must be whatever its dossier: balanced, and such that a DEX can hold it without a loss. All reasons at
 * once. `where` names the field as the API does (`lines[1].account`); messages count lines from 1.
 */
export function checkEntryShape(entry: Entry): Problem[] {
  const found: Problem[] = [];
  if (!/^[A-Za-z0-9]{1,2}$/.test(entry.journal)) {
    found.push(formatProblem('ENTRY_JOURNAL_FORM', { journal: entry.journal }, { where: 'journal' }));
  }
  if (parseIsoDate(entry.date) !== entry.date) {
    found.push(formatProblem('ENTRY_DATE_FORM', { date: entry.date }, { where: 'date' }));
  }
  if (entry.documentDate !== null && parseIsoDate(entry.documentDate) !== entry.documentDate) {
    found.push(formatProblem('ENTRY_DATE_FORM', { date: entry.documentDate }, { where: 'documentDate' }));
  }
  if (!/^[A-Z]{3}$/.test(entry.currency)) {
    found.push(formatProblem('ENTRY_CURRENCY', { currency: entry.currency }, { where: 'currency' }));
  } else if (entry.currency !== CURRENCY) {
    found.push(formatProblem('ENTRY_CURRENCY_OTHER', { currency: entry.currency }, { where: 'currency' }));
  }
  found.push(...checkPiece(entry.piece), ...checkLabel(entry.label, 'label'));
  if (entry.reference !== null && hasControl(entry.reference)) {
    found.push(formatProblem('ENTRY_LABEL_CONTROL', { label: visible(entry.reference) }, { where: 'reference' }));
  }
  const count = entry.lines.length;
  if (count < 2) found.push(formatProblem('ENTRY_TOO_FEW_LINES', { count }, { where: 'lines' }));
  if (count > MAX_LINES) {
    found.push(formatProblem('ENTRY_TOO_MANY_LINES', { count, max: MAX_LINES }, { where: 'lines' }));
  }
  entry.lines.forEach((line, index) => {
    found.push(...checkLine(line, index));
  });
  found.push(...checkBalance(entry.lines));
  return found;
}

/** True for cents that a field of 13 columns can hold: an integer, not negative. */
export function isAmount(cents: number): boolean {
  return Number.isSafeInteger(cents) && cents >= 0 && cents <= MAX_CENTS;
}

function checkPiece(piece: string | null): Problem[] {
  if (piece === null) return [];
  const found: Problem[] = [];
  if ([...piece].length > WIDTHS.piece) {
    found.push(formatProblem('ENTRY_PIECE_LENGTH', { piece, max: WIDTHS.piece }, { where: 'piece' }));
  }
  // A letter or digit first keeps the list of attachments free of spreadsheet formulas without altering the piece, and
  // nothing may be respelled: the DEX and the list must name the same piece.
  if (!/^[\p{L}\p{N}]/u.test(piece) || piece !== piece.trim() || toAnsi(piece).text !== piece) {
    found.push(formatProblem('ENTRY_PIECE_FORM', { piece: visible(piece) }, { where: 'piece' }));
  }
  return found;
}

function checkLabel(label: string, where: string): Problem[] {
  if (hasControl(label)) return [formatProblem('ENTRY_LABEL_CONTROL', { label: visible(label) }, { where })];
  const { text, lost } = toAnsi(label);
  if (lost !== '') return [formatProblem('ENTRY_LABEL_CHARACTERS', { label, characters: lost }, { where })];
  if (text.trim() === '') return [formatProblem('ENTRY_LABEL_EMPTY', {}, { where })];
  if (label.length > MAX_LABEL) return [formatProblem('ENTRY_LABEL_LENGTH', { label, max: MAX_LABEL }, { where })];
  return [];
}

function checkLine(entryLine: EntryLine, index: number): Problem[] {
  const found: Problem[] = [];
  const { account, vatCode, debit, credit } = entryLine;
  const line = index + 1;
  const at = `lines[${index}]`;
  if (!/^[A-Z0-9]{1,10}$/.test(account)) {
    found.push(formatProblem('ENTRY_ACCOUNT_FORM', { line, account }, { where: `${at}.account` }));
  }
  found.push(...checkLabel(entryLine.label, `${at}.label`));
  if (vatCode !== null && !/^[\x21-\x7e]{1,2}$/.test(vatCode)) {
    found.push(formatProblem('ENTRY_VAT_CODE_FORM', { line, code: vatCode }, { where: `${at}.vatCode` }));
  }
  if (!isAmount(debit) || !isAmount(credit)) {
    const field = isAmount(debit) ? 'credit' : 'debit';
    found.push(formatProblem('ENTRY_AMOUNT_FORM', { line, amount: entryLine[field] }, { where: `${at}.${field}` }));
  } else if (debit > 0 === credit > 0) {
    found.push(formatProblem('ENTRY_ONE_SIDE', { line, debit: euros(debit), credit: euros(credit) }, { where: at }));
  } else {
    found.push(...checkDueDates(entryLine.dueDates, debit + credit, line, at));
  }
  found.push(...checkAnalytics(entryLine.analytics, line, at));
  return found;
}

function checkDueDates(dueDates: readonly DueDate[], amount: number, line: number, at: string): Problem[] {
  if (dueDates.length === 0) return [];
  const where = `${at}.dueDates`;
  const bad = dueDates.find((d) => parseIsoDate(d.date) !== d.date || !isAmount(d.amount) || d.amount === 0);
  if (bad) return [formatProblem('ENTRY_DUE_DATE_FORM', { line, date: bad.date, amount: bad.amount }, { where })];
  const sum = dueDates.reduce((total, d) => total + d.amount, 0);
  if (sum === amount) return [];
  return [formatProblem('ENTRY_DUE_DATES_SUM', { line, sum: euros(sum), amount: euros(amount) }, { where })];
}

function checkAnalytics(shares: readonly AnalyticShare[], line: number, at: string): Problem[] {
  if (shares.length === 0) return [];
  const found: Problem[] = [];
  const where = `${at}.analytics`;
  for (const { activity, cut, label, share } of shares) {
    if (!/^[A-Z0-9]{1,6}$/.test(activity) || (cut !== null && !/^[A-Z0-9]{1,2}$/.test(cut))) {
      found.push(
        formatProblem('ENTRY_ACTIVITY_FORM', { line, activity: `${activity} ${cut ?? ''}`.trim() }, { where }),
      );
    }
    if (label !== null) found.push(...checkLabel(label, where));
    if (!Number.isSafeInteger(share) || share <= 0 || share > WHOLE) {
      found.push(formatProblem('ENTRY_SHARE_FORM', { line, share }, { where }));
    }
  }
  if (shares.length > MAX_LINES) {
    found.push(formatProblem('ENTRY_TOO_MANY_LINES', { count: shares.length, max: MAX_LINES }, { where }));
  }
  const sum = shares.reduce((total, s) => total + s.share, 0);
  if (sum !== WHOLE) {
    found.push(formatProblem('ENTRY_SHARES_SUM', { line, sum: String(sum / (WHOLE / 100)) }, { where }));
  }
  return found;
}

function checkBalance(lines: readonly EntryLine[]): Problem[] {
  // A line that is wrong in itself is already told; a sum over it would say nothing.
  if (lines.length === 0 || lines.some((l) => !isAmount(l.debit) || !isAmount(l.credit))) return [];
  const debit = lines.reduce((total, l) => total + l.debit, 0);
  const credit = lines.reduce((total, l) => total + l.credit, 0);
  if (debit === credit) return [];
  const params = { debit: euros(debit), credit: euros(credit), difference: euros(Math.abs(debit - credit)) };
  return [formatProblem('ENTRY_UNBALANCED', params, { where: 'lines' })];
}

/** `1234.50`; whole cents only. */
function euros(cents: number): string {
  const text = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}

/** Control characters made visible, so that the message itself holds none. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
}
