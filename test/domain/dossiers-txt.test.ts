import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { readDossiersTxt } from '../../shared/domain/dossiers-txt.ts';

const read = (text: string, encoding = 'utf8') => readDossiersTxt(new Uint8Array(iconv.encode(text, encoding)));
const codes = (text: string) => read(text).problems.map((p) => `${p.code}@${p.line ?? '-'}`);

test('number, name, SIREN and users, with semicolons or tabs, with or without a header', () => {
  const expected = [
    { number: '007868', name: 'SARL Étang', siren: '732829320', users: ['marie', 'j.paul'] },
    { number: 'FACT', name: 'Démonstration; bis', siren: null, users: null },
  ];
  const semicolons = '007868;SARL Étang;732 829 320;marie, j.paul\r\nfact;"Démonstration; bis"\r\n';
  const tabs = '007868\tSARL Étang\t73282932000074\tmarie,j.paul,marie\n\nFACT\tDémonstration; bis\t\t';
  for (const text of [
    semicolons,
    `Numéro;Nom;SIREN;Affectations\r\n${semicolons}`,
    tabs,
    `N°\tRaison sociale\n${tabs}`,
  ]) {
    assert.deepEqual(read(text), { dossiers: expected, problems: [] });
  }
});

test('UTF-8 with and without its mark, and Windows-1252, give the same names', () => {
  const text = '1;Crème & fils – « été » €';
  for (const got of [read(text), read(`\ufeff${text}`), read(text, 'win1252')]) {
    assert.equal(got.dossiers[0]?.name, 'Crème & fils – « été » €');
    assert.equal(got.dossiers[0]?.number, '1');
  }
});

test('UTF-16 with its mark is read, as spreadsheets save it; without one, UTF-32 and binary files are refused by name', () => {
  for (const encoding of ['utf-16le', 'utf-16be']) {
    const encoded = (addBOM: boolean) => new Uint8Array(iconv.encode('1\tÉté €', encoding, { addBOM }));
    assert.equal(readDossiersTxt(encoded(true)).dossiers[0]?.name, 'Été €');
    assert.deepEqual(readDossiersTxt(encoded(false)).problems, [{ code: 'DOSSIERS_ENCODING' }]);
    const cut = readDossiersTxt(encoded(true).subarray(0, -1));
    assert.deepEqual(cut.problems, [{ code: 'DOSSIERS_ENCODING' }], 'cut in the middle of a character');
  }
  for (const bytes of [
    [0xff, 0xfe, 0, 0, 0x31, 0, 0, 0],
    [0x31, 0x3b, 0, 0x41],
  ]) {
    assert.deepEqual(readDossiersTxt(Uint8Array.from(bytes)).problems, [{ code: 'DOSSIERS_ENCODING' }]);
  }
});

test('who works on a dossier: nothing said, nobody, or names, in any case of letters', () => {
  const users = (text: string) => read(`1;A;;${text}`).dossiers[0]?.users;
  assert.equal(users(''), null);
  assert.deepEqual(users('-'), []);
  assert.deepEqual(users('Marie, PAUL@cabinet.fr,marie'), ['marie', 'paul@cabinet.fr']);
  assert.deepEqual(codes('1;A;;marie,-'), ['DOSSIERS_USER@1'], 'nobody, with somebody');
  const names = (n: number) => Array.from({ length: n }, (_, i) => `u${i}`).join(',');
  assert.equal(users(names(40))?.length, 40);
  assert.deepEqual(codes(`1;A;;${names(41)}`), ['DOSSIERS_USERS@1']);
});

test('a bad line is told with its number, the good ones apply', () => {
  const text = [
    '007868;A',
    'too-long-a-number;B',
    '1;',
    '2;C;;;x',
    '3;D;;marie,,paul',
    '4;E;123456789',
    '007868;other',
    '007868;A',
    '5;F',
  ].join('\n');
  const { dossiers } = read(text);
  assert.deepEqual(
    dossiers.map((d) => d.number),
    ['007868', '4', '5'],
  );
  assert.equal(dossiers[1]?.siren, null);
  assert.deepEqual(codes(text), [
    'DOSSIERS_NUMBER@2',
    'DOSSIERS_NAME@3',
    'DOSSIERS_COLUMNS@4',
    'DOSSIERS_USER@5',
    'DOSSIERS_SIREN@6',
    'DOSSIERS_TWICE@7',
  ]);
  assert.deepEqual(codes('1;a\u0007b'), ['DOSSIERS_CONTROL@1']);
});

test('a dossier named by a word of a header is a dossier; a header in another order applies nothing', () => {
  assert.deepEqual(read('dossier;SARL Untel').dossiers, [
    { number: 'DOSSIER', name: 'SARL Untel', siren: null, users: null },
  ]);
  assert.deepEqual(read('Nom;Numéro;SIREN\nSARL;1;').dossiers, []);
  assert.deepEqual(codes('Nom;Numéro;SIREN\nSARL;1;'), ['DOSSIERS_HEADER@1']);
  assert.deepEqual(codes('1;A\nNuméro;Nom'), ['DOSSIERS_NUMBER@2'], 'only the first line may be a header');
});

test('a number of any digits stays text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,8}$/), (number) => {
      assert.equal(read(`${number};A`).dossiers[0]?.number, number);
    }),
  );
});

test('never throws, whatever the bytes; a file that is too large applies nothing', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => void readDossiersTxt(noise)));
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom(...'17aé;"\t\n,\\') }), (text) => void read(text)),
  );
  assert.deepEqual(codes('1;A\n'.repeat(2_000_000)), ['DOSSIERS_TOO_LARGE@-']);
  const flood = codes('!;x\n'.repeat(500));
  assert.deepEqual([flood.length, flood.at(-1)], [101, 'FORMAT_MORE@-']);
});
