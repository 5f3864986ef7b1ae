import fc from 'fast-check';
import type { Entry, EntryLine } from '../../shared/domain/entry.ts';
import type { Exercice } from '../../shared/domain/exercice.ts';
import type { Par } from '../../shared/domain/par.ts';

/** Values shared by the tests of formats and entries: all invented. */
export const exercice: Exercice = { start: '2018-07-01', end: '2019-12-31', name: '201912', closed: false };

export const par: Par = {
  dossier: {
    number: '007868',
    name: 'SARL Étang & Fils',
    siren: '732829320',
    vatNumber: 'FR44732829320',
    regime: 'RN',
    accountLength: 8,
  },
  exercice: '201912',
  exercices: [exercice],
  journals: [
    { code: 'AC', type: 'ac', label: 'Achats', counterpart: null },
    { code: 'BQ', type: 'tr', label: 'Banque', counterpart: '51200000' },
  ],
  accounts: [
    { number: '60610000', label: 'Énergie' },
    { number: '44566000', label: 'TVA déductible' },
    { number: '40100000', label: 'Fournisseurs' },
  ],
  thirdParties: [{ account: '401LUMIER', name: 'Lumière SA', siren: null, vatNumber: null }],
  vatCodes: [{ code: 'D', label: 'TVA 20 %', rate: '20', account: '44566000', kind: 'ac' }],
};

export const line = (values: Partial<EntryLine>): EntryLine => ({
  account: '60610000',
  label: 'Électricité',
  debit: 0,
  credit: 0,
  vatCode: null,
  dueDates: [],
  analytics: [],
  ...values,
});

/** A purchase of 100.00 + 20.00 with two due dates and two analytic shares. */
export const purchase: Entry = {
  journal: 'AC',
  date: '2019-03-31',
  piece: 'F-190331',
  label: 'Facture Lumière de mars',
  documentDate: '2019-03-28',
  reference: '2019/03/000451-LUM',
  currency: 'EUR',
  lines: [
    line({
      debit: 10000,
      vatCode: 'D',
      analytics: [
        { activity: 'ATEL', cut: '01', label: 'Atelier', share: 3_333_333 },
        { activity: 'BUR', cut: null, label: null, share: 6_666_667 },
      ],
    }),
    line({ account: '44566000', label: 'TVA 20 %', debit: 2000, vatCode: 'D' }),
    line({
      account: '401LUMIER',
      label: 'Lumière SA',
      credit: 12000,
      dueDates: [
        { date: '2019-04-30', amount: 4000 },
        { date: '2019-05-31', amount: 8000 },
      ],
    }),
  ],
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const code = (max: number) => fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: max });
/** Trimmed text of characters a DEX holds as they are. */
const text = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...LETTERS, ...'abcéèàçÉÀüñß ;"\'°-/.,()=+@&'), minLength: 1, maxLength: max })
    .map((t) => t.trim())
    .filter((t) => t !== '');
const day = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 86_400_000, max: Date.parse(to) / 86_400_000 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
const cents = fc.oneof(fc.integer({ min: 1, max: 200_000 }), fc.integer({ min: 1, max: 99_999_999_999 }));

/** Cuts a whole into positive integers that add up to it. */
function split(whole: number, parts: readonly number[]): number[] {
  const cuts = [...new Set(parts.map((p) => p % whole))].filter((p) => p > 0).sort((a, b) => a - b);
  return [...cuts, whole].map((cut, i) => cut - (cuts[i - 1] ?? 0));
}

const side: fc.Arbitrary<EntryLine> = fc
  .record({
    account: code(10),
    label: text(30),
    amount: cents,
    isDebit: fc.boolean(),
    vatCode: fc.option(code(2)),
    due: fc.option(fc.record({ cuts: fc.array(fc.nat(), { maxLength: 3 }), date: day('2018-01-01', '2021-12-31') })),
    shares: fc.option(
      fc.record({
        cuts: fc.array(fc.nat(), { maxLength: 3 }),
        activity: code(6),
        cut: fc.option(code(2)),
        label: fc.option(text(40)),
      }),
    ),
  })
  .map(({ account, label, amount, isDebit, vatCode, due, shares }) => ({
    account,
    label,
    debit: isDebit ? amount : 0,
    credit: isDebit ? 0 : amount,
    vatCode,
    dueDates: due ? split(amount, due.cuts).map((part) => ({ date: due.date, amount: part })) : [],
    analytics: shares
      ? split(10_000_000, shares.cuts).map((share) => ({
          activity: shares.activity,
          cut: shares.cut,
          label: shares.label,
          share,
        }))
      : [],
  }));

/** Entries that checkEntryShape accepts and whose every field but `reference` a DEX holds whole. */
export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    journal: code(2),
    date: day(exercice.start, exercice.end),
    piece: fc.option(code(8)),
    label: text(30),
    documentDate: fc.option(day('2017-01-01', '2020-12-31')),
    currency: fc.constant('EUR'),
    sides: fc.array(side, { minLength: 1, maxLength: 6 }),
    account: code(10),
  })
  .map(({ sides, account, ...entry }) => {
    const balance = sides.reduce((sum, l) => sum + l.debit - l.credit, 0);
    const closing =
      balance === 0
        ? [line({ account, debit: 100 }), line({ account, credit: 100 })]
        : [line({ account, debit: Math.max(0, -balance), credit: Math.max(0, balance) })];
    return { ...entry, reference: null, lines: [...sides, ...closing] };
  });
