import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { compareDex } from '../../shared/domain/dex/compare-dex.ts';
import { TEXT_VERSIONS } from '../../shared/domain/dex/layout.ts';
import { DexError, type DexLot } from '../../shared/domain/dex/lot.ts';
import { type DexFile, readDex } from '../../shared/domain/dex/read-dex.ts';
import { writeDex } from '../../shared/domain/dex/write-dex.ts';
import type { Entry, EntryLine } from '../../shared/domain/entry.ts';
import { checkEntry } from '../../shared/domain/entry-checks.ts';
import { checkEntryShape } from '../../shared/domain/entry-shape.ts';
import { at, type ExpectedEntry, exported, outside, payroll } from '../support/isacompta-files.ts';
import { anyEntry, exercice, line, par, purchase } from './entry-samples.ts';

/** Files that others wrote, and larger and rarer ones of our own. */

const lotOf = (...entries: Entry[]): DexLot => ({
  dossier: par.dossier,
  exercice,
  label: 'Essai',
  exportedOn: '2019-04-02',
  entries: entries.map((entry, index) => ({ number: index + 1, entry })),
});
const back = (lot: DexLot) => {
  const file = readDex(writeDex(lot));
  assert.deepEqual(compareDex(lot, file), []);
  return file;
};
/** What a file says, in the shape of what was put in by hand. */
const said = (file: DexFile): ExpectedEntry[] =>
  file.entries.map(({ entry: { currency: _currency, lines, ...entry } }) => ({
    ...entry,
    lines: lines.map(({ dueDates, ...l }) => ({
      ...l,
      due: dueDates[0]?.date ?? null,
    })),
  }));

// --- files of others --------------------------------------------------------------------------------------------------

test('an export of the accounting program: 45 entries, 140 movements, every record kind, to the cent', () => {
  const made = exported();
  const file = readDex(made.bytes);
  assert.deepEqual([file.problems, file.remarks], [[], []]);
  assert.deepEqual(said(file), made.entries);
  assert.deepEqual([file.encoding, file.textVersion, file.label], ['cp850', '8700', 'EXPORT ÉTÉ']);
  assert.deepEqual(file.dossier, { number: '0042', name: 'CRÉMERIE ROCHE', accountLength: 8 });
  assert.deepEqual(file.exercice, { start: '2021-10-01', end: '2022-09-30', open: true, currency: 'EUR' });
  assert.deepEqual(
    file.notes.map((n) => n.text),
    ["Compte à revoir avant la clôture\n  MVT : ce n'est pas un mouvement"],
  );
  const { records, longest, lettered, decimals, accounts } = file.found;
  assert.deepEqual(records, {
    VER: 1,
    DOS: 1,
    EXO: 1,
    ANA: 1,
    ANAREP: 1,
    CPT: 2,
    RMQDEB: 1,
    RMQFIN: 1,
    ANACPT: 1,
    TIERS: 1,
    TVA: 1,
    JOU: 1,
    ECR: 45,
    MVT: 140,
    ECHMVT: 32,
    ANAMVT: 16,
  });
  assert.deepEqual([longest['ECR'], longest['MVT'], longest['TIERS'], longest['ECHMVT']], [263, 219, 530, 41]);
  assert.equal(lettered, 5, 'seen, and left out');
  assert.ok(decimals.comma > 100 && decimals.none > 5 && decimals.dot === 0, JSON.stringify(decimals));
  assert.deepEqual([accounts.left, accounts.right > 0], [0, true]);
  for (const { entry } of file.entries) assert.deepEqual(balance(entry), 0);
  assert.equal(file.entries.at(-1)?.number, 45);
});

test('a file of the payroll program: ANSI, left-aligned, zeros on both sides, no exercice', () => {
  const made = payroll();
  const file = readDex(made.bytes);
  assert.deepEqual([file.problems, file.remarks], [[], []]);
  assert.deepEqual(said(file), made.entries);
  assert.deepEqual([file.encoding, file.exercice, file.dossier?.accountLength], ['windows-1252', null, null]);
  assert.deepEqual(file.found.records, { VER: 1, DOS: 1, ECR: 7, MVT: 70 });
  assert.deepEqual(file.found.decimals, { comma: 0, dot: 140, none: 0 });
  assert.deepEqual([file.found.accounts.right, file.found.longest['MVT']], [0, 124]);
});

test('a file of an outside program: 8550, no flag, longer lines, its own reference', () => {
  const made = outside();
  const file = readDex(made.bytes);
  assert.deepEqual([file.problems, file.remarks, file.textVersion], [[], [], '8550']);
  assert.deepEqual(said(file), made.entries);
  assert.equal(file.entries[2]?.entry.reference, 'FRN-2021/003');
  assert.deepEqual(file.found.longest, { VER: 17, DOS: 44, EXO: 6, ECR: 296, MVT: 133, ECHMVT: 97 });
});

test('one of every record kind, in the order of the exchange, is read without a remark', () => {
  const { bytes } = exported();
  const text = iconv.decode(Buffer.from(bytes), 'cp850').split('\r\n');
  const credos = at(65, [1, 'CREDOS'], [7, '0042'], [24, '01102021'], [32, '30092022']);
  const file = readDex(
    new Uint8Array(iconv.encode([...text.slice(0, 2), credos, ...text.slice(2)].join('\r\n'), 'cp850')),
  );
  assert.deepEqual([file.problems, file.remarks], [[], []]);
  assert.equal(Object.keys(file.found.records).length, 17);
});

test('an entry marked as deleted is left out and told; an unknown record is counted, by whatever name', () => {
  const file = readDex(
    new TextEncoder().encode(
      [
        at(49, [1, 'VER'], [14, '8700'], [49, '1']),
        at(148, [1, 'ECR'], [7, 'AC'], [9, '31032019'], [25, 'Ratee'], [120, '1']),
        at(131, [1, 'MVT'], [7, '1'], [47, '1']),
        '__prot__',
        'constr',
        at(148, [1, 'ECR'], [7, 'AC'], [9, '31032019'], [25, 'Bonne'], [120, '0']),
        at(131, [1, 'MVT'], [7, '1'], [47, '1']),
      ].join('\n'),
    ),
  );
  assert.deepEqual(
    file.remarks.map((r) => [r.code, r.line]),
    [
      ['DEX_UNKNOWN_RECORD', 4],
      ['DEX_UNKNOWN_RECORD', 5],
      ['DEX_DESTROYED', 2],
    ],
  );
  assert.deepEqual(
    file.entries.map((e) => e.line),
    [6],
  );
  assert.equal(file.found.records['?'], 2);
});

// --- our own files ----------------------------------------------------------------------------------------------------

const balance = ({ lines }: Entry) => lines.reduce((sum, l) => sum + l.debit - l.credit, 0);

test('both text versions are written and read; they differ in VER 14-17 alone', () => {
  const [as8700, as8550] = TEXT_VERSIONS.map((textVersion) =>
    Buffer.from(writeDex({ ...lotOf(purchase), textVersion })),
  );
  assert.equal(as8700!.toString('latin1').slice(13, 17), '8700');
  assert.equal(as8550!.toString('latin1').replace('8550', '8700'), as8700!.toString('latin1'));
  for (const textVersion of TEXT_VERSIONS)
    assert.equal(back({ ...lotOf(purchase), textVersion }).textVersion, textVersion);
  assert.deepEqual(writeDex(lotOf(purchase)), new Uint8Array(as8700!), '8700 where nothing is asked');
  const other = readDex(new Uint8Array(as8550!));
  assert.deepEqual(compareDex(lotOf(purchase), other), ['text version: "8700" expected, "8550" read']);
});

test('another currency than the euro is refused by name, when posted and when written', () => {
  const dollars = { ...purchase, currency: 'USD' };
  assert.deepEqual(
    checkEntryShape(dollars).map((p) => [p.code, p.where, p.params?.['currency']]),
    [['ENTRY_CURRENCY_OTHER', 'currency', 'USD']],
  );
  assert.throws(
    () => writeDex(lotOf(dollars)),
    (e) => e instanceof DexError && e.problems[0]?.code === 'ENTRY_CURRENCY_OTHER',
  );
  const lines = [
    at(49, [1, 'VER'], [14, '8700'], [49, '1']),
    at(38, [1, 'EXO'], [7, '01012019'], [15, '31122019'], [24, '1'], [36, 'CHF']),
    at(148, [1, 'ECR'], [7, 'AC'], [9, '31032019'], [25, 'x'], [121, 'USD']),
    at(131, [1, 'MVT'], [7, '1'], [47, '1']),
    at(148, [1, 'ECR'], [7, 'AC'], [9, '31032019'], [25, 'x']),
    at(131, [1, 'MVT'], [7, '1'], [47, '1']),
  ];
  const read = readDex(new TextEncoder().encode(lines.join('\r\n')));
  assert.deepEqual([read.exercice?.currency, ...read.entries.map((e) => e.entry.currency)], ['CHF', 'USD', 'CHF']);
});

/** A purchase at three rates; each amount and each VAT carries its own code. */
const threeRates: Entry = {
  ...purchase,
  lines: [
    line({ debit: 10_000, vatCode: 'D' }),
    line({ debit: 5_000, vatCode: 'R' }),
    line({ debit: 1_000, vatCode: null }),
    line({ account: '44566000', debit: 2_000, vatCode: 'D' }),
    line({ account: '44566000', debit: 275, vatCode: 'R' }),
    line({ account: '401LUMIER', credit: 18_275, dueDates: [{ date: '2019-04-30', amount: 18_275 }] }),
  ],
};
const turned = (e: Entry): Entry => ({
  ...e,
  label: 'Avoir Lumière',
  lines: e.lines.map((l) => ({ ...l, debit: l.credit, credit: l.debit })),
});

test('several rates on one entry: the codes stand on the amounts and on the VAT', () => {
  const plan = { ...par, vatCodes: [...par.vatCodes, { ...par.vatCodes[0]!, code: 'R', rate: '5.5' }] };
  assert.deepEqual(checkEntry(threeRates, { exercice, par: plan }), []);
  const file = back(lotOf(threeRates));
  assert.deepEqual(
    file.entries[0]?.entry.lines.map((l) => l.vatCode),
    ['D', 'R', null, 'D', 'R', null],
  );
  const text = Buffer.from(writeDex(lotOf(threeRates)))
    .toString('latin1')
    .split('\r\n')
    .filter((l) => l.startsWith('MVT'));
  assert.deepEqual(
    text.map((l) => l.slice(102, 106)),
    ['D   ', 'R   ', '    ', '  D ', '  R ', '    '],
  );
});

test('a credit note stands on the other sides: no amount is negative', () => {
  const credit = turned(threeRates);
  assert.deepEqual(checkEntryShape(credit), []);
  const [read] = back(lotOf(credit)).entries;
  assert.deepEqual(
    read?.entry.lines.map((l) => [l.debit, l.credit]),
    [
      [0, 10_000],
      [0, 5_000],
      [0, 1_000],
      [0, 2_000],
      [0, 275],
      [18_275, 0],
    ],
  );
  assert.ok(
    !Buffer.from(writeDex(lotOf(credit)))
      .toString('latin1')
      .includes('-0'),
    'no sign',
  );
});

test('lettering is never written, and lines that carry none are not counted as lettered', () => {
  const text = Buffer.from(writeDex(lotOf(purchase)))
    .toString('latin1')
    .split('\r\n');
  for (const mvt of text.filter((l) => l.startsWith('MVT'))) assert.equal(mvt.slice(106, 118).trim(), '');
  assert.equal(readDex(writeDex(lotOf(purchase))).found.lettered, 0);
});

test('the length of accounts is the dossier’s, blank where its PAR says none', () => {
  for (const accountLength of [6, 8, 10, null]) {
    const lot = { ...lotOf(purchase), dossier: { ...par.dossier, accountLength } };
    assert.equal(back(lot).dossier?.accountLength, accountLength);
    const dos = Buffer.from(writeDex(lot)).toString('latin1').split('\r\n')[1]!;
    assert.equal(dos.slice(58, 60), String(accountLength ?? '').padEnd(2));
  }
});

test('10 000 lines with one of every record kind are read back equal, in a moment', () => {
  const shares = (n: number): EntryLine['analytics'] => [
    { activity: `A${n % 10}`, cut: '01', label: 'Atelier été', share: 3_333_333 },
    { activity: 'BUR', cut: null, label: null, share: 6_666_667 },
  ];
  const entries: Entry[] = [];
  for (let n = 0; n < 400; n++) {
    const charges = Array.from({ length: 16 }, (_, i) => 100 + ((n * 31 + i * 977) % 90_000));
    const total = charges.reduce((a, b) => a + b, 0);
    const first = Math.floor(total / 3);
    entries.push({
      ...purchase,
      piece: `F${n}`,
      label: `Facture n°${n} « été »`,
      lines: [
        ...charges.map((debit, i) =>
          line({ account: `606${String(i).padStart(5, '0')}`, debit, vatCode: 'D', analytics: i < 3 ? shares(n) : [] }),
        ),
        line({
          account: '401LUMIER',
          credit: total,
          dueDates: [
            { date: '2019-04-30', amount: first },
            { date: '2019-05-31', amount: total - first },
          ],
        }),
      ],
    });
  }
  const lot = lotOf(...entries);
  const started = performance.now();
  const bytes = writeDex(lot);
  const file = readDex(bytes);
  assert.deepEqual(compareDex(lot, file), []);
  const ms = performance.now() - started;
  const lines = Buffer.from(bytes).toString('latin1').split('\r\n').length - 1;
  assert.ok(lines >= 10_000, String(lines));
  assert.deepEqual(file.found.records, { VER: 1, DOS: 1, EXO: 1, ECR: 400, MVT: 6800, ANAMVT: 2400, ECHMVT: 800 });
  assert.deepEqual(
    file.entries.map((e) => [e.number, e.entry.lines.length, balance(e.entry)]),
    entries.map((_, i) => [i + 1, 17, 0]),
  );
  assert.ok(ms < 5_000, `${Math.round(ms)} ms`);
});

test('arbitrary entries in either version are read back equal', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 3 }), fc.constantFrom(...TEXT_VERSIONS), (entries, v) => {
      const file = back({ ...lotOf(...entries), textVersion: v });
      assert.deepEqual(
        file.entries.map((e) => e.entry),
        entries,
      );
    }),
    { numRuns: 50 },
  );
});
