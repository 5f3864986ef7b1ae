import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Entry, EntryLine } from '../../shared/domain/entry.ts';
import { checkEntry } from '../../shared/domain/entry-checks.ts';
import type { Par } from '../../shared/domain/par.ts';
import { anyEntry, exercice, line, par, purchase } from './entry-samples.ts';

const ctx = { exercice, par };
const check = (entry: Entry, over: Partial<typeof ctx> = {}) => checkEntry(entry, { ...ctx, ...over });
const codes = (entry: Entry, over: Partial<typeof ctx> = {}) => check(entry, over).map((p) => p.code);
/** The purchase with one line changed. */
const withLine = (index: number, values: Partial<EntryLine>): Entry => ({
  ...purchase,
  lines: purchase.lines.map((l, i) => (i === index ? { ...l, ...values } : l)),
});

test('an entry that is right has no problem, on a third party as on an account of the plan', () => {
  assert.deepEqual(check(purchase), []);
  assert.deepEqual(check(withLine(2, { account: '40100000' })), []);
  for (const date of [exercice.start, exercice.end]) assert.deepEqual(check({ ...purchase, date }), []);
});

test('all reasons at once, each with the field it is about', () => {
  const entry: Entry = {
    ...purchase,
    journal: 'ZZ',
    date: '2020-01-01',
    currency: 'eur',
    lines: [line({ account: '999', debit: 5, vatCode: 'X' }), line({ account: '40100000', credit: 6 })],
  };
  const found = check(entry, { exercice: { ...exercice, closed: true } });
  assert.deepEqual(
    found.map((p) => [p.code, p.where]),
    [
      ['ENTRY_CURRENCY', 'currency'],
      ['ENTRY_UNBALANCED', 'lines'],
      ['ENTRY_EXERCICE_CLOSED', 'exercice'],
      ['ENTRY_OUTSIDE_EXERCICE', 'date'],
      ['ENTRY_JOURNAL_UNKNOWN', 'journal'],
      ['ENTRY_ACCOUNT_UNKNOWN', 'lines[0].account'],
      ['ENTRY_VAT_CODE_UNKNOWN', 'lines[0].vatCode'],
    ],
  );
  assert.deepEqual(found[1]?.params, { debit: '0.05', credit: '0.06', difference: '0.01' });
  assert.deepEqual(found[5]?.params, { line: '1', account: '999', dossier: '007868' });
});

test('without a PAR nothing can be verified against the plan, and that is told', () => {
  assert.deepEqual(checkEntry(purchase, { exercice, par: null }), [{ code: 'PAR_MISSING' }]);
});

test('each rule by itself', () => {
  const cases: [string, Entry, ...string[]][] = [
    ['a day before', { ...purchase, date: '2018-06-30' }, 'ENTRY_OUTSIDE_EXERCICE'],
    ['no such day', { ...purchase, date: '2019-02-30' }, 'ENTRY_DATE_FORM'],
    ['no such document date', { ...purchase, documentDate: '28/03/2019' }, 'ENTRY_DATE_FORM'],
    ['one line', { ...purchase, lines: [line({ debit: 1 })] }, 'ENTRY_TOO_FEW_LINES', 'ENTRY_UNBALANCED'],
    ['no line', { ...purchase, lines: [] }, 'ENTRY_TOO_FEW_LINES'],
    ['both sides', withLine(1, { debit: 2000, credit: 1 }), 'ENTRY_ONE_SIDE', 'ENTRY_UNBALANCED'],
    ['neither side', withLine(1, { debit: 0 }), 'ENTRY_ONE_SIDE', 'ENTRY_UNBALANCED'],
    ['half a cent', withLine(1, { debit: 2000.5 }), 'ENTRY_AMOUNT_FORM'],
    ['negative', withLine(1, { debit: -2000 }), 'ENTRY_AMOUNT_FORM'],
    ['not a number', withLine(1, { debit: Number.NaN }), 'ENTRY_AMOUNT_FORM'],
    ['wider than 13 columns', withLine(1, { debit: 1_000_000_000_000 }), 'ENTRY_AMOUNT_FORM'],
    ['journal of three', { ...purchase, journal: 'ACH' }, 'ENTRY_JOURNAL_FORM', 'ENTRY_JOURNAL_UNKNOWN'],
    ['lower case', withLine(1, { account: '401lumier' }), 'ENTRY_ACCOUNT_FORM', 'ENTRY_ACCOUNT_UNKNOWN'],
    ['account of 11', withLine(1, { account: '44566000000' }), 'ENTRY_ACCOUNT_FORM', 'ENTRY_ACCOUNT_UNKNOWN'],
    ['account with a space', withLine(1, { account: '4456 000' }), 'ENTRY_ACCOUNT_FORM', 'ENTRY_ACCOUNT_UNKNOWN'],
    ['VAT code of three', withLine(1, { vatCode: 'D20' }), 'ENTRY_VAT_CODE_FORM', 'ENTRY_VAT_CODE_UNKNOWN'],
    ['currency', { ...purchase, currency: 'EURO' }, 'ENTRY_CURRENCY'],
    ['piece of 9', { ...purchase, piece: 'F-1903310' }, 'ENTRY_PIECE_LENGTH'],
    ['piece as a formula', { ...purchase, piece: '=1+1' }, 'ENTRY_PIECE_FORM'],
    ['piece respelled', { ...purchase, piece: 'A–1' }, 'ENTRY_PIECE_FORM'],
    ['piece empty', { ...purchase, piece: '' }, 'ENTRY_PIECE_FORM'],
    ['label empty', { ...purchase, label: ' \u00a0 ' }, 'ENTRY_LABEL_EMPTY'],
    ['label of two lines', withLine(0, { label: 'a\nb' }), 'ENTRY_LABEL_CONTROL'],
    ['tab', withLine(0, { label: 'a\tb' }), 'ENTRY_LABEL_CONTROL'],
    ['direction mark', { ...purchase, label: 'abc\u202edef' }, 'ENTRY_LABEL_CONTROL'],
    ['another script', { ...purchase, label: 'Счёт 12' }, 'ENTRY_LABEL_CHARACTERS'],
    ['label without end', { ...purchase, label: 'x'.repeat(201) }, 'ENTRY_LABEL_LENGTH'],
    ['reference of two lines', { ...purchase, reference: 'a\r\nMVT' }, 'ENTRY_LABEL_CONTROL'],
    ['due dates', withLine(2, { dueDates: [{ date: '2019-04-30', amount: 11999 }] }), 'ENTRY_DUE_DATES_SUM'],
    ['due date of nothing', withLine(2, { dueDates: [{ date: '2019-04-31', amount: 12000 }] }), 'ENTRY_DUE_DATE_FORM'],
    [
      'shares',
      withLine(0, { analytics: [{ activity: 'A', cut: null, label: null, share: 9_999_999 }] }),
      'ENTRY_SHARES_SUM',
    ],
    [
      'share over the whole',
      withLine(0, { analytics: [{ activity: 'A', cut: null, label: null, share: 10_000_001 }] }),
      'ENTRY_SHARE_FORM',
      'ENTRY_SHARES_SUM',
    ],
    [
      'activity of seven',
      withLine(0, { analytics: [{ activity: 'ATELIER', cut: '1', label: null, share: 10_000_000 }] }),
      'ENTRY_ACTIVITY_FORM',
    ],
  ];
  for (const [name, entry, ...expected] of cases) {
    assert.deepEqual(codes(entry), expected, name);
  }
});

test('more lines than the bound are refused, the bound itself is not', () => {
  const many = (count: number) => ({
    ...purchase,
    lines: Array.from({ length: count }, (_, i) => line(i % 2 ? { debit: 1 } : { credit: 1 })),
  });
  assert.deepEqual(codes(many(9_998)), []);
  assert.deepEqual(codes(many(10_000)), ['ENTRY_TOO_MANY_LINES']);
});

test('a problem holds no control character, whatever the entry', () => {
  const found = check({ ...purchase, label: 'a\u0000b\r\nc', reference: '\u001b[31m', piece: 'A\n' });
  assert.equal(found.length, 3);
  for (const p of found) assert.doesNotMatch(JSON.stringify(p.params), /\\[ubfnrt]/);
});

test('an arbitrary entry whose plan knows it is accepted; one cent more on a line is not', () => {
  fc.assert(
    fc.property(anyEntry, fc.nat(), (entry, n) => {
      const plan: Par = {
        ...par,
        journals: [{ code: entry.journal, type: null, label: '', counterpart: null }],
        accounts: entry.lines.map((l) => ({ number: l.account, label: '' })),
        thirdParties: [],
        vatCodes: entry.lines.map((l) => ({
          code: l.vatCode ?? '0',
          label: null,
          rate: '20',
          account: null,
          kind: null,
        })),
      };
      assert.deepEqual(checkEntry(entry, { exercice, par: plan }), []);
      const index = n % entry.lines.length;
      const lines = entry.lines.map((l, i) =>
        i !== index ? l : { ...l, dueDates: [], ...(l.debit > 0 ? { debit: l.debit + 1 } : { credit: l.credit + 1 }) },
      );
      assert.deepEqual(
        checkEntry({ ...entry, lines }, { exercice, par: plan }).map((p) => p.code),
        ['ENTRY_UNBALANCED'],
      );
    }),
    { numRuns: 100 },
  );
});
