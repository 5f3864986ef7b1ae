import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { ansiField, toAnsi } from '../../shared/domain/ansi.ts';
import { compareDex } from '../../shared/domain/dex/compare-dex.ts';
import { layout } from '../../shared/domain/dex/layout.ts';
import { DexError, type DexLot } from '../../shared/domain/dex/lot.ts';
import { attachmentName, dexName, lotStem, parseLotName, piecesName } from '../../shared/domain/dex/names.ts';
import { type Piece, readPieces, writePieces } from '../../shared/domain/dex/pieces.ts';
import { type DexFile, readDex } from '../../shared/domain/dex/read-dex.ts';
import { writeDex } from '../../shared/domain/dex/write-dex.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { checkEntryShape } from '../../shared/domain/entry-shape.ts';
import { anyEntry, exercice, line, par, purchase } from './entry-samples.ts';

const lotOf = (...entries: Entry[]): DexLot => ({
  dossier: par.dossier,
  exercice,
  label: 'Lot 1 du 02/04/2019',
  exportedOn: '2019-04-02',
  entries: entries.map((entry, index) => ({ number: index + 1, entry })),
});
const written = (lot: DexLot) => iconv.decode(Buffer.from(writeDex(lot)), 'win1252');
/** Columns from 1, both ends included. */
const cols = (text: string, from: number, to: number) => text.slice(from - 1, to);
const codes = (file: DexFile) => file.problems.map((p) => `${p.code}@${p.line ?? '-'}`);

/** Puts values at absolute columns of a blank line: the tests' own hand, which knows no layout table. */
function at(...values: [column: number, value: string][]): string {
  let text = '';
  for (const [column, value] of values) text = text.padEnd(column - 1) + value;
  return text;
}
const bytes = (lines: string[], encoding = 'win1252') =>
  new Uint8Array(iconv.encode(`${lines.join('\r\n')}\r\n`, encoding));
const ver = (flag: string) => at([1, 'VER'], [7, '0200000'], [14, '8700'], [18, '0'], [19, 'Essai'], [49, flag]);
const ecr = (...more: [number, string][]) => at([1, 'ECR'], [7, 'AC'], [9, '31032019'], [25, 'Achat'], ...more);
const mvt = (account: string, debit: string, credit: string) =>
  at([1, 'MVT'], [7, account], [17, 'Ligne'], [47, debit.padStart(13)], [60, credit.padStart(13)]);

test('every field that is written stands at its column', () => {
  const lines = written(lotOf(purchase)).split('\r\n');
  const keys = lines.map((l) => cols(l, 1, 6));
  assert.deepEqual(keys, [
    'VER   ',
    'DOS   ',
    'EXO   ',
    'ECR   ',
    'MVT   ',
    'ANAMVT',
    'ANAMVT',
    'MVT   ',
    'MVT   ',
    'ECHMVT',
    'ECHMVT',
    '',
  ]);
  const [v, dos, exo, e, m1, ana, ana2, m2, m3, ech, ech2] = lines as [string, ...string[]] & string[];
  assert.deepEqual(
    [v!, dos!, exo!, e!, m1!, ana!, ech!].map((l) => l.length),
    [49, 60, 38, 148, 131, 65, 37],
  );

  assert.equal(v, `VER   02000008700${'0'}Lot 1 du 02/04/2019           1`);
  assert.equal(cols(dos!, 7, 14), '007868  ');
  assert.equal(cols(dos!, 15, 44), 'SARL Étang & Fils'.padEnd(30));
  assert.equal(cols(dos!, 45, 58).trim(), '');
  assert.equal(cols(dos!, 59, 60), '8 ');
  assert.equal(exo, 'EXO   0107201831122019011          EUR');

  assert.equal(cols(e!, 7, 8), 'AC');
  assert.equal(cols(e!, 9, 16), '31032019');
  assert.equal(cols(e!, 17, 24), 'F-190331');
  assert.equal(cols(e!, 25, 54), 'Facture Lumière de mars'.padEnd(30));
  assert.equal(cols(e!, 55, 62), '28032019');
  assert.equal(cols(e!, 63, 76).trim(), '');
  assert.equal(cols(e!, 77, 79), '1  ');
  assert.equal(cols(e!, 80, 90).trim(), '');
  assert.equal(cols(e!, 91, 92), '00');
  assert.equal(cols(e!, 93, 108), '0204201902042019');
  assert.equal(cols(e!, 109, 119), '1          ');
  assert.equal(cols(e!, 120, 123), '0EUR');
  assert.equal(cols(e!, 124, 148).trim(), '');

  assert.equal(cols(m1!, 7, 16), '60610000  ');
  assert.equal(cols(m1!, 17, 46), 'Électricité'.padEnd(30));
  assert.equal(cols(m1!, 47, 59), '0000000100.00');
  assert.equal(cols(m1!, 60, 72), '0000000000.00');
  assert.equal(cols(m1!, 73, 102).trim(), '');
  assert.equal(cols(m1!, 103, 106), 'D   ');
  assert.equal(cols(m1!, 107, 118).trim(), '');
  assert.equal(cols(m1!, 119, 123), '2   0');
  assert.equal(cols(m2!, 103, 106), '  D ', 'the VAT account carries its code in the second field');
  assert.equal(cols(m3!, 60, 72), '0000000120.00');
  assert.equal(cols(m3!, 119, 123), '    1');

  assert.equal(cols(ana!, 7, 65), `ATEL  01${'Atelier'.padEnd(40)}0033.333330`);
  assert.equal(cols(ana2!, 7, 65), `BUR     ${''.padEnd(40)}0066.666670`);
  assert.equal(ech, 'ECHMVT0000000040.000033.3333330042019');
  assert.equal(ech2, 'ECHMVT0000000080.000066.6666731052019', 'the rates of the due dates sum to 100 %');
});

test('bytes: CR LF after every line and Windows-1252', () => {
  const out = Buffer.from(writeDex(lotOf(purchase)));
  assert.equal(out.filter((b) => b === 0x0a).length, 11);
  assert.equal(out.filter((b) => b === 0x0d).length, 11);
  assert.equal(out.subarray(-2).toString('hex'), '0d0a');
  assert.ok(out.includes(Buffer.from([0x4c, 0x75, 0x6d, 0x69, 0xe8, 0x72, 0x65])), 'Lumière');
});

test('no two fields of a record share a column, and each lies inside its line or is never written', () => {
  for (const [record, { length, fields }] of Object.entries(layout)) {
    const taken = new Set<number>([1, 2, 3, 4, 5, 6]);
    for (const [name, { start, width }] of Object.entries(fields as Record<string, { start: number; width: number }>)) {
      for (let column = start; column < start + width; column++) {
        assert.ok(!taken.has(column), `${record}.${name} column ${column}`);
        taken.add(column);
      }
      if (name !== 'reference') assert.ok(start + width - 1 <= length, `${record}.${name}`);
    }
  }
});

test('what is written is read back the same, to the cent, for arbitrary entries', () => {
  fc.assert(
    fc.property(fc.array(anyEntry, { minLength: 1, maxLength: 3 }), (entries) => {
      for (const entry of entries) assert.deepEqual(checkEntryShape(entry), []);
      const lot = lotOf(...entries);
      const file = readDex(writeDex(lot));
      assert.deepEqual(
        file.entries.map((e) => e.entry),
        entries,
      );
      assert.deepEqual(compareDex(lot, file), []);
    }),
    { numRuns: 200 },
  );
});

test('a dossier number of any digits stays text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,8}$/), (number) => {
      const lot = { ...lotOf(purchase), dossier: { ...par.dossier, number } };
      assert.equal(readDex(writeDex(lot)).dossier?.number, number);
    }),
    { numRuns: 50 },
  );
});

test('labels: respelled to what ANSI holds, cut at 30, and compared as such', () => {
  const label = 'Cœur d’été – 10 € : un libellé beaucoup trop long pour la colonne';
  const lot = lotOf({ ...purchase, label });
  const file = readDex(writeDex(lot));
  assert.equal(file.entries[0]?.entry.label, "Coeur d'été - 10 EUR : un libe");
  assert.deepEqual(compareDex(lot, file), []);
  assert.deepEqual(toAnsi('e\u0301 \u0141ód\u017a \u00a0\ufb01n \u00bd \u2026'), {
    text: 'é Lódz  fin 1/2 ...',
    lost: '',
  });
  assert.equal(toAnsi('請求書 請').lost, '請求書');
  assert.equal(toAnsi('a\nb').lost, '\n');
  assert.equal(ansiField('  abcde fgh', 6), 'abcde');
});

test('the name of a dossier holds no entry back: what it cannot hold is left out', () => {
  const lot = {
    ...lotOf(purchase),
    dossier: { ...par.dossier, name: 'Boulangerie\u0007 漢 Étang, une raison sociale sans fin' },
  };
  const file = readDex(writeDex(lot));
  assert.equal(file.dossier?.name, 'Boulangerie  Étang, une raison');
  assert.deepEqual(compareDex(lot, file), []);
});

test('the greatest amount, and one cent, keep every digit', () => {
  for (const amount of [1, 10, 99, 100, 999_999_999_999]) {
    const entry = { ...purchase, lines: [line({ debit: amount }), line({ credit: amount })] };
    const [read] = readDex(writeDex(lotOf(entry))).entries;
    assert.equal(read?.entry.lines[0]?.debit, amount);
    assert.equal(read?.entry.lines[1]?.credit, amount);
  }
});

test('a lot that cannot be written is refused with every reason, and nothing is cut but labels', () => {
  const bad = { ...purchase, piece: 'F-1903310', date: '2020-01-01', label: 'a\nb', lines: [line({ debit: 1 })] };
  const lot = { ...lotOf(bad), dossier: { ...par.dossier, number: '123456789' }, label: '請' };
  assert.throws(
    () => writeDex(lot),
    (error: unknown) => {
      assert.ok(error instanceof DexError);
      assert.deepEqual(error.problems.map((p) => p.code).sort(), [
        'DEX_DOSSIER',
        'DEX_TEXT',
        'ENTRY_LABEL_CONTROL',
        'ENTRY_OUTSIDE_EXERCICE',
        'ENTRY_PIECE_LENGTH',
        'ENTRY_TOO_FEW_LINES',
        'ENTRY_UNBALANCED',
      ]);
      return true;
    },
  );
  assert.throws(() => writeDex({ ...lotOf(purchase), entries: [] }), /DEX_NO_ENTRY/);
  const twice = lotOf(purchase, purchase);
  assert.throws(() => writeDex({ ...twice, entries: twice.entries.map((e) => ({ ...e, number: 1 })) }), /ENTRY_NUMBER/);
});

test('comparison tells a cent, an account, a missing entry and anything unreadable', () => {
  const lot = lotOf(purchase, purchase);
  const text = written(lot);
  const spoilt = (from: string, to: string) => {
    assert.ok(text.includes(from), from);
    return compareDex(lot, readDex(bytes([text.replace(from, to).trimEnd()])));
  };
  assert.deepEqual(spoilt('0000000100.00', '0000000100.01'), ['entry 1, line 1, debit: 10000 expected, 10001 read']);
  assert.deepEqual(spoilt('60610000  ', '6061000   '), [
    'entry 1, line 1, account: "60610000" expected, "6061000" read',
  ]);
  assert.deepEqual(spoilt('ECHMVT0000000040.00', 'ECHMVT0000000040.0X').length > 1, true);
  assert.match(spoilt('\r\nANAMVTBUR', '\r\nANAXXXBUR').join('; '), /DEX_UNKNOWN_RECORD line 7.*analytics/);
  const cut = compareDex(lot, readDex(bytes(text.split('\r\n').slice(0, 11))));
  assert.ok(cut.includes('number of entries: 2 expected, 1 read'), cut.join('; '));
});

test('reader: other spellings of the same thing, and lines shorter and longer than ours', () => {
  const file = readDex(
    bytes([
      ver('1'),
      at([1, 'DOS'], [7, '   FIRM7'], [15, 'Durand'.padStart(30)]),
      'EXO',
      'JOU   AC',
      at(
        [1, 'ECR'],
        [7, ' T'],
        [9, '31032019'],
        [25, 'Achat'.padStart(30)],
        [55, '30121899'],
        [272, 'REF 45-2019'],
        [290, 'x'],
      ),
      mvt('  60610000', '1180,3', ''),
      at([1, 'MVT'], [7, '  44566000'], [47, '     0.4'], [105, 'D'], [123, '0'], [160, 'beyond what is known']),
      mvt('401LUM', '', '1180.70'),
      'ECHMVT       1180,7 100,0000030042019'.padEnd(60, 'z'),
      ecr(),
      mvt('1', '12', ''),
      mvt('2', '', '0000000012.00'),
      '\u001a',
    ]),
  );
  assert.deepEqual([file.problems, file.remarks], [[], []]);
  assert.deepEqual(file.dossier, { number: 'FIRM7', name: 'Durand', accountLength: null });
  assert.equal(file.exercice, null);
  const [first, second] = file.entries;
  assert.deepEqual([first?.line, first?.number, second?.line], [5, null, 10]);
  const { lines, ...head } = first!.entry;
  assert.deepEqual(head, {
    journal: 'T',
    date: '2019-03-31',
    piece: null,
    label: 'Achat',
    documentDate: null,
    reference: 'REF 45-2019',
    currency: 'EUR',
  });
  assert.deepEqual(
    lines.map((l) => [l.account, l.debit, l.credit, l.vatCode]),
    [
      ['60610000', 118030, 0, null],
      ['44566000', 40, 0, 'D'],
      ['401LUM', 0, 118070, null],
    ],
  );
  assert.deepEqual(lines[2]?.dueDates, [{ date: '2019-04-30', amount: 118070 }]);
  assert.deepEqual(
    second?.entry.lines.map((l) => [l.debit, l.credit]),
    [
      [1200, 0],
      [0, 1200],
    ],
  );
});

test('reader: CP850 when the flag is 0, Windows-1252 when it is 1', () => {
  const lines = [
    at([1, 'ECR'], [7, 'AC'], [9, '31032019'], [25, 'Été à crédit']),
    mvt('1', '1', ''),
    mvt('2', '', '1'),
  ];
  const oem = readDex(bytes([ver('0'), ...lines], 'cp850'));
  assert.deepEqual([oem.encoding, oem.entries[0]?.entry.label], ['cp850', 'Été à crédit']);
  const ansi = readDex(bytes([ver('1'), ...lines], 'win1252'));
  assert.deepEqual([ansi.encoding, ansi.entries[0]?.entry.label], ['windows-1252', 'Été à crédit']);
  const bare = readDex(bytes([at([1, 'VER'], [7, '0200000'], [14, '8700']), ...lines]));
  assert.deepEqual(
    [bare.entries[0]?.entry.label, bare.remarks[0]?.code],
    ['Été à crédit', 'DEX_ENCODING_NOT_DECLARED'],
  );
});

test('reader: remarks are skipped with their text kept, unknown records are told and not fatal', () => {
  const file = readDex(
    bytes([
      ver('1'),
      ecr(),
      'RMQDEB',
      'à voir avec',
      '  MVT ce client',
      'RMQFIN',
      mvt('1', '1', ''),
      'ZZZ   ?',
      mvt('2', '', '1'),
    ]),
  );
  assert.deepEqual(file.notes, [{ line: 3, text: 'à voir avec\n  MVT ce client' }]);
  assert.deepEqual(file.remarks, [{ code: 'DEX_UNKNOWN_RECORD', params: { record: 'ZZZ' }, line: 8 }]);
  assert.equal(file.entries[0]?.entry.lines.length, 2);
  assert.deepEqual(codes(readDex(bytes([ver('1'), 'RMQDEB', 'no end']))), ['DEX_NOTE_NOT_CLOSED@2']);
});

test('reader: what cannot be read is told with its line and columns, and its entry left out', () => {
  const file = readDex(
    bytes([
      ver('1'),
      mvt('1', '1', ''),
      at([1, 'ECR'], [7, 'AC'], [9, '31022019']),
      mvt('1', '1', ''),
      ecr(),
      at([1, 'ECHMVT'], [7, '12']),
      mvt('1', '-5', ''),
      mvt('', '5', ''),
      mvt('3', '1.234', ''),
      ecr(),
      ecr([109, '7']),
      mvt('1', '1', ''),
      mvt('2', '', '1'),
      'DOS   A',
      'DOS   B',
    ]),
  );
  assert.deepEqual(codes(file), [
    'DEX_MISPLACED@2',
    'DEX_FIELD@3',
    'DEX_MISPLACED@6',
    'DEX_FIELD@7',
    'DEX_FIELD_BLANK@8',
    'DEX_FIELD@9',
    'DEX_ENTRY_WITHOUT_LINE@10',
    'DEX_REPEATED@15',
  ]);
  assert.equal(file.problems[1]?.where, 'ECR 9-16');
  assert.equal(file.problems[3]?.where, 'MVT 47-59');
  assert.deepEqual(
    file.entries.map((e) => [e.line, e.number]),
    [[11, 7]],
  );
});

test('reader: another layout and what is no DEX are refused by name', () => {
  assert.deepEqual(codes(readDex(bytes([at([1, 'VER'], [7, '0200000'], [14, '8800']), ecr()]))), [
    'DEX_TEXT_VERSION@1',
  ]);
  assert.deepEqual(codes(readDex(bytes(['%PDF-1.7']))), ['DEX_NO_VERSION@1']);
  assert.deepEqual(codes(readDex(new Uint8Array())), ['DEX_NO_VERSION@1']);
});

test('reader: never throws, whatever the bytes', () => {
  const keys = ['VER', 'DOS', 'EXO', 'ECR', 'MVT', 'ANAMVT', 'ECHMVT', 'RMQDEB', 'RMQFIN', 'TIERS', 'ABC'];
  const record = fc
    .tuple(fc.constantFrom(...keys), fc.string({ unit: 'binary', maxLength: 150 }))
    .map(([key, rest]) => key.padEnd(6) + rest);
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), fc.constantFrom('0', '1', ' '), (records, flag) => {
      const file = readDex(new Uint8Array(iconv.encode([ver(flag), ...records].join('\n'), 'utf8')));
      for (const { entry } of file.entries) assert.ok(entry.lines.length > 0);
    }),
    { numRuns: 200 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => readDex(noise).problems.length > 0));
  const flood = readDex(bytes([ver('1'), ...Array.from({ length: 1000 }, (_, i) => `Q${i}`)]));
  assert.equal(flood.remarks.length, 21);
  assert.deepEqual(flood.remarks.at(-1), { code: 'FORMAT_MORE', params: { code: 'DEX_UNKNOWN_RECORD', count: '980' } });
});

// --- names ------------------------------------------------------------------------------------------------------------

test('names of a lot and of what belongs to it', () => {
  const of = { dossier: '007868', exercice: '201912', lot: 1 };
  const stem = lotStem(of);
  assert.equal(stem, '007868_201912_000001');
  assert.deepEqual(
    [dexName(stem), piecesName(stem), attachmentName(stem, 1, 'pdf'), attachmentName(stem, 9999, 'tif')],
    [`${stem}.DEX`, `${stem}_PJ.csv`, `${stem}_P0001.pdf`, `${stem}_P9999.tif`],
  );
  const file = (name: string) => parseLotName(name)?.file;
  assert.deepEqual(parseLotName(`${stem}.dex`), { ...of, stem, file: { kind: 'dex' } });
  assert.deepEqual(file(`${stem}_pj.CSV`), { kind: 'pieces' });
  assert.deepEqual(file(`${stem}_P0042.PDF`), { kind: 'attachment', n: 42, ext: 'pdf' });
  assert.deepEqual([file(`${stem}.OK`), file(`${stem}.err`)], [{ kind: 'imported' }, { kind: 'rejected' }]);
  assert.equal(parseLotName('fact-201912_000001.DEX')?.stem, 'FACT_201912_000001');
  for (const name of [
    stem,
    `${stem}.txt`,
    `${stem}_P0000.pdf`,
    `${stem}_P0001.exe`,
    `../${stem}.DEX`,
    '007868_201913_000001.DEX',
    '007868_201912_000000.DEX',
    '007868_201912_1.DEX',
    `${stem}.DEX\n`,
  ]) {
    assert.equal(parseLotName(name), null, name);
  }
  assert.throws(() => lotStem({ ...of, dossier: '../etc' }));
  assert.throws(() => lotStem({ ...of, lot: 1_000_000 }));
  assert.throws(() => attachmentName(stem, 0, 'pdf'));
});

// --- the list of attachments ------------------------------------------------------------------------------------------

const piece = (values: Partial<Piece>): Piece => ({
  entry: 1,
  piece: 'F-190331',
  file: '007868_201912_000001_P0001.pdf',
  sha256: '0a'.repeat(32),
  mediaType: 'application/pdf',
  ...values,
});

test('the list of attachments, byte for byte, and read back', () => {
  const pieces = [
    piece({}),
    piece({ entry: 2, piece: 'N°1;"é"', file: '007868_201912_000001_P0002.tif', mediaType: 'image/tiff' }),
    piece({ piece: null }),
  ];
  const out = writePieces(pieces);
  assert.equal(
    Buffer.from(out).toString('utf8'),
    [
      'ecriture;piece;fichier;sha256;type',
      `1;F-190331;007868_201912_000001_P0001.pdf;${'0a'.repeat(32)};application/pdf`,
      `2;"N°1;""é""";007868_201912_000001_P0002.tif;${'0a'.repeat(32)};image/tiff`,
      `1;;007868_201912_000001_P0001.pdf;${'0a'.repeat(32)};application/pdf`,
      '',
    ].join('\r\n'),
  );
  assert.deepEqual(readPieces(out), { pieces, problems: [] });
});

test('no cell of the list starts a formula or leads to another file', () => {
  for (const formula of ['=1+1', '+33', '-5', '@SUM', '\t=1', 'A\r\n1']) {
    assert.throws(() => writePieces([piece({ piece: formula })]), /entry 1.*piece/);
  }
  for (const file of ['../../x.pdf', 'C:\\x.pdf', '007868_201912_000001.DEX', '']) {
    assert.throws(() => writePieces([piece({ file })]), /file/);
  }
  assert.throws(() => writePieces([piece({ entry: 0 })]), /entry/);
  assert.throws(() => writePieces([piece({ sha256: 'AB' })]), /sha256/);
  assert.throws(() => writePieces([piece({ mediaType: 'pdf;=1' })]), /mediaType/);
});

test('a bad line of the list is told with its number, the good ones are read', () => {
  const good = `1;A;007868_201912_000001_P0001.pdf;${'0a'.repeat(32)};application/pdf`;
  const read = readPieces(
    Buffer.from(
      [
        'ecriture;piece;fichier;sha256;type',
        good,
        '1;A',
        good.replace('_P0001.pdf', '/../x'),
        good.replace('1;A', '1;=A'),
        good,
      ].join('\n'),
    ),
  );
  assert.equal(read.pieces.length, 2);
  assert.deepEqual(
    read.problems.map((p) => [p.code, p.line, p.params?.['field']]),
    [
      ['PIECES_COLUMNS', 3, undefined],
      ['PIECES_FIELD', 4, 'file'],
      ['PIECES_FIELD', 5, 'piece'],
    ],
  );
  assert.equal(readPieces(Buffer.from('a;b\n')).problems[0]?.code, 'PIECES_HEADER');
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => readPieces(noise).pieces.length === 0));
});
