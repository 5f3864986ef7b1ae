import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { readUsersTxt } from '../../shared/domain/users-txt.ts';

const read = (text: string, encoding = 'utf8', addBOM = false) =>
  readUsersTxt(new Uint8Array(iconv.encode(text, encoding, { addBOM })));
const codes = (text: string) => read(text).problems.map((p) => `${p.code}@${p.line ?? '-'}`);

test('user, name, role and dossiers, with semicolons or tabs, with or without a header', () => {
  const expected = [
    { user: 'marie', name: 'Marie Élan', email: 'marie@cabinet.fr', role: 'manager', dossiers: null },
    { user: 'j.paul', name: 'j.paul', email: 'paul@cabinet.fr', role: 'accountant', dossiers: ['007868', 'FACT'] },
    { user: 'lea', name: 'Léa; du pôle social', email: null, role: 'accountant', dossiers: [] },
    { user: 'zoe', name: 'zoe', email: null, role: 'accountant', dossiers: null },
  ];
  const semicolons = [
    'Marie;Marie Élan <marie@cabinet.fr>;Gestionnaire',
    'j.paul;paul@cabinet.fr;collaborateur;007868, fact,007868',
    'lea;"Léa; du pôle social";COLLABORATRICE;-',
    'zoe;;accountant;',
  ].join('\r\n');
  const tabs = semicolons.replace('"Léa; du pôle social"', 'Léa; du pôle social').replaceAll(/;(?! )/g, '\t');
  for (const text of [
    semicolons,
    `Utilisateur;Nom;Rôle;Dossiers\r\n${semicolons}\r\n`,
    `\n${tabs}\n\n`,
    `Identifiant\tCourriel\tFonction\n${tabs}`,
  ]) {
    assert.deepEqual(read(text), { users: expected, problems: [] });
  }
});

test('UTF-8 with and without its mark, ANSI and UTF-16 give the same names', () => {
  const text = 'lea;Léa “Zoé” – été €;collaborateur';
  const readings = [
    read(text),
    read(`\ufeff${text}`),
    read(text, 'win1252'),
    read(text, 'utf-16le', true),
    read(text, 'utf-16be', true),
  ];
  for (const got of readings) {
    assert.equal(got.users[0]?.name, 'Léa “Zoé” – été €');
    assert.deepEqual(got.problems, []);
  }
  assert.equal(read('lea;Léa;collaborateur', 'iso-8859-15').users[0]?.name, 'Léa');
  assert.deepEqual(read(text, 'utf-16le').problems, [{ code: 'USERS_ENCODING' }], 'without its mark');
});

test('a bad line is told with its number, the good ones apply', () => {
  const text = [
    'marie;;gestionnaire',
    'marie durand;;gestionnaire',
    'paul;;',
    'paul;;patron',
    'paul;;collaborateur;123456789',
    'paul;;collaborateur;;x',
    'zoe;;collaborateur;007868',
    'MARIE;;gestionnaire',
    'marie;;collaborateur',
    'a\u0007;;collaborateur',
    'lea;a\u0007b;collaborateur',
    ';;collaborateur',
    '-;;collaborateur',
  ].join('\n');
  assert.deepEqual(
    read(text).users.map((u) => [u.user, u.role]),
    [
      ['marie', 'manager'],
      ['zoe', 'accountant'],
    ],
  );
  assert.deepEqual(codes(text), [
    'USERS_NAME@2',
    'USERS_ROLE@3',
    'USERS_ROLE@4',
    'USERS_DOSSIER@5',
    'USERS_COLUMNS@6',
    'USERS_TWICE@9',
    'USERS_NAME@10',
    'USERS_CONTROL@11',
    'USERS_NAME@12',
    'USERS_NAME@13',
  ]);
  const dossiers = Array.from({ length: 2001 }, (_, i) => String(i)).join(',');
  assert.deepEqual(codes(`marie;;gestionnaire;${dossiers}`), ['USERS_DOSSIERS@1']);
});

test('roles of programs are none: a file cannot make an operator or a robot', () => {
  for (const role of ['operator', 'robot', 'write', 'read', 'constructor', '__proto__', 'admin'])
    assert.deepEqual(codes(`marie;;${role}`), ['USERS_ROLE@1'], role);
});

test('a header in another order applies nothing', () => {
  assert.deepEqual(codes('Nom;Utilisateur;Rôle\nMarie;marie;gestionnaire'), ['USERS_HEADER@1']);
  assert.equal(read('code;Le code;gestionnaire').users[0]?.user, 'code', 'one word is a user');
});

test('a dossier number of any digits stays text', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{1,8}$/), (number) => {
      assert.deepEqual(read(`marie;;collaborateur;${number}`).users[0]?.dossiers, [number]);
    }),
  );
});

test('never throws, whatever the bytes; a file that is too large applies nothing', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => void readUsersTxt(noise)));
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom(...'aé;"\t\n,<>@-') }), (t) => void read(t)));
  assert.deepEqual(codes('a;;manager\n'.repeat(100_000)), ['USERS_TOO_LARGE@-']);
});
