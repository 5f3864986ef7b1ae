import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import type { Exercice } from '../../shared/domain/exercice.ts';
import { parFileName, parseParFileName } from '../../shared/domain/par/file-name.ts';
import { readPar } from '../../shared/domain/par/read-par.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import type { Par } from '../../shared/domain/par.ts';
import { par } from './entry-samples.ts';

const NAME = '007868-201912_PAR.xml';
const utf8 = (text: string) => new Uint8Array(iconv.encode(text, 'utf8'));
const read = (text: string, name = NAME) => readPar(utf8(text), name);

function accepted(text: string, name = NAME) {
  const reading = read(text, name);
  assert.ok(reading.ok, JSON.stringify(reading));
  return reading;
}
function refusals(text: string | Uint8Array, name = NAME, limits = {}): string[] {
  const reading = readPar(typeof text === 'string' ? utf8(text) : text, name, limits);
  assert.ok(!reading.ok, 'expected a refusal');
  return reading.problems.map((p) => `${p.code}@${p.line ?? '-'}`);
}
/** A PAR by hand: the rows given, one a line, the first on line 4. */
const byHand = (rows: string[], attributes = 'numero="007868"') =>
  [
    '<?xml version="1.0"?>',
    '<ParametresDossier>',
    `<Dossier ${attributes}><Nom>Étang</Nom></Dossier>`,
    ...rows,
    '</ParametresDossier>',
  ].join('\n');
const exercices = (...rows: string[]) => ['<Exercices>', ...rows.map((r) => `<Exercice ${r}/>`), '</Exercices>'];
const YEAR_2019 = 'debut="2019-01-01" fin="2019-12-31"';

test('what is written is read back the same, with nothing to remark', () => {
  assert.deepEqual(accepted(writePar(par)), { ok: true, par, remarks: [] });
});

test('the example of the specification is accepted without a remark', () => {
  const spec = readFileSync(new URL('../../docs/formats/par.md', import.meta.url), 'utf8');
  const reading = accepted(/```xml\n([\s\S]*?)```/.exec(spec)![1]!);
  assert.deepEqual(reading.remarks, []);
  assert.equal(reading.par.exercices.length, 2);
  assert.equal(reading.par.thirdParties[0]?.siren, '303265045');
});

test('arbitrary content survives writing and reading', () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'abcé €<>&"\'\n\t]-;=œ漢😀'), maxLength: 20 })
    .map((t) => t.trim())
    .filter((t) => t !== '');
  const anyPar: fc.Arbitrary<Par> = fc
    .record({
      number: fc.stringMatching(/^\d{1,8}$/),
      name: text,
      accountLength: fc.constantFrom(6, 8, 10, null),
      journals: fc.uniqueArray(
        fc.record(
          { code: text, type: fc.option(text), label: text, counterpart: fc.option(text) },
          { noNullPrototype: true },
        ),
        {
          selector: (j) => j.code,
          maxLength: 4,
        },
      ),
      accounts: fc.uniqueArray(
        fc.record({ number: fc.stringMatching(/^[A-Z0-9]{1,10}$/), label: text }, { noNullPrototype: true }),
        {
          selector: (a) => a.number,
          maxLength: 4,
        },
      ),
    })
    .map(({ number, name, accountLength, journals, accounts }) => ({
      ...par,
      dossier: { ...par.dossier, number, name, accountLength },
      journals,
      accounts,
    }));
  fc.assert(
    fc.property(anyPar, (any) => {
      const reading = accepted(writePar(any), `${any.dossier.number}_201912_par.XML`);
      assert.deepEqual(reading, { ok: true, par: any, remarks: [] });
    }),
    { numRuns: 100 },
  );
  assert.throws(() => writePar({ ...par, dossier: { ...par.dossier, name: 'a\u0000' } }), /cannot hold/);
});

test('every encoding that may be declared gives the same names', () => {
  const text = writePar({ ...par, dossier: { ...par.dossier, name: 'Crème d’été à 10 €' } }).replace('d’', "d'");
  for (const encoding of ['UTF-8', 'ISO-8859-15', 'windows-1252']) {
    const bytes = new Uint8Array(iconv.encode(text.replace('UTF-8', encoding), encoding));
    const reading = readPar(bytes, NAME);
    assert.equal(reading.ok && reading.par.dossier.name, "Crème d'été à 10 €", encoding);
  }
});

test('three spellings of a date and several of a state', () => {
  const { par: got } = accepted(
    byHand(
      exercices(
        'debut="01/07/2016" fin="31/12/2017" clos="Oui"',
        'debut="20180101" fin="20181231" clos="1"',
        `${YEAR_2019} clos="false"`,
        'debut="2020-01-01" fin="30/06/2020"',
      ),
    ),
  );
  assert.deepEqual(
    got.exercices.map((e) => [e.start, e.end, e.name, e.closed]),
    [
      ['2016-07-01', '2017-12-31', '201712', true],
      ['2018-01-01', '2018-12-31', '201812', true],
      ['2019-01-01', '2019-12-31', '201912', false],
      ['2020-01-01', '2020-06-30', '202006', false],
    ],
  );
  assert.equal(got.exercice, '201912');
});

test('the name of a file: both separators, any case, and nothing else', () => {
  for (const name of ['007868-201912_PAR.xml', '007868_201912_par.XML']) {
    assert.deepEqual(parseParFileName(name), { dossier: '007868', exercice: '201912' });
  }
  assert.equal(parFileName({ dossier: '007868', exercice: '201912' }), NAME);
  for (const name of [
    '007868-201912.xml',
    '007868-201913_PAR.xml',
    '007868-20191_PAR.xml',
    '_PAR.xml',
    'x/007868-201912_PAR.xml',
    `${NAME}.part`,
  ]) {
    assert.equal(parseParFileName(name), null, name);
  }
});

test('a name that contradicts the content is refused; so is one that names nothing, with what else is wrong', () => {
  const text = byHand(exercices(YEAR_2019));
  assert.deepEqual(refusals(text, '007869-201912_PAR.xml'), ['PAR_FILE_NAME_DOSSIER@-']);
  assert.deepEqual(refusals(text, '7868-201912_PAR.xml'), ['PAR_FILE_NAME_DOSSIER@-']);
  assert.deepEqual(refusals(text, '007868-201812_PAR.xml'), ['PAR_FILE_NAME_EXERCICE@-']);
  assert.deepEqual(
    refusals(text, '007868-201901_PAR.xml'),
    ['PAR_FILE_NAME_EXERCICE@-'],
    'named by its end, not its start',
  );
  assert.deepEqual(refusals(byHand([]), 'par.xml'), ['PAR_FILE_NAME@-', 'PAR_NO_EXERCICE@-']);
  assert.deepEqual(refusals('<a', 'par.xml').length, 2);
});

test('exercices: reversed, too long, overlapping, of one name, without dates', () => {
  const of = (...rows: string[]) => refusals(byHand(exercices(YEAR_2019, ...rows)));
  assert.deepEqual(of('debut="2021-01-01" fin="2020-12-31"'), ['PAR_EXERCICE_REVERSED@6']);
  assert.deepEqual(of('debut="2020-01-01" fin="2022-01-01"'), ['PAR_EXERCICE_TOO_LONG@6']);
  assert.deepEqual(of('debut="2019-12-31" fin="2020-12-30"'), ['PAR_EXERCICES_OVERLAP@6']);
  assert.deepEqual(
    of('debut="2018-12-15" fin="2020-06-30"'),
    ['PAR_EXERCICES_OVERLAP@5'],
    'the later start is at fault',
  );
  assert.deepEqual(of('debut="2019-03-01" fin="2019-03-31"', 'debut="2019-11-01" fin="2020-05-31"'), [
    'PAR_EXERCICES_OVERLAP@6',
    'PAR_EXERCICES_OVERLAP@7',
  ]);
  assert.deepEqual(of(YEAR_2019), ['PAR_EXERCICES_OVERLAP@6', 'PAR_EXERCICES_SAME_MONTH@6']);
  const sameMonth = byHand(exercices('debut="2019-01-01" fin="2019-12-10"', 'debut="2019-12-11" fin="2019-12-31"'));
  assert.deepEqual(refusals(sameMonth), ['PAR_EXERCICES_SAME_MONTH@6']);
  assert.deepEqual(of('fin="2020-12-31"', 'debut="2020-02-30" fin="31.12.20" clos="peut-être"'), [
    'PAR_FIELD_MISSING@6',
    'PAR_DATE@7',
    'PAR_DATE@7',
    'PAR_FLAG@7',
  ]);
});

test('24 months are an exercice, one day more is not', () => {
  const of = (start: string, end: string, name: string) => {
    const reading = read(byHand(exercices(`debut="${start}" fin="${end}"`)), `007868-${name}_PAR.xml`);
    return reading.ok ? 'ok' : reading.problems.map((p) => p.code).join();
  };
  assert.equal(of('2018-01-01', '2019-12-31', '201912'), 'ok');
  assert.equal(of('2018-01-01', '2020-01-01', '202001'), 'PAR_EXERCICE_TOO_LONG');
  assert.equal(of('2020-02-29', '2022-02-28', '202202'), 'ok');
  assert.equal(of('2020-02-29', '2022-03-01', '202203'), 'PAR_EXERCICE_TOO_LONG');
});

test('arbitrary exercices: accepted exactly when none overlaps another nor shares its last month', () => {
  const anyExercice = fc
    .record({ month: fc.integer({ min: 0, max: 47 }), length: fc.integer({ min: 1, max: 24 }) })
    .map(({ month, length }) => {
      const start = new Date(Date.UTC(2015, month, 1)).toISOString().slice(0, 10);
      const end = new Date(Date.UTC(2015, month + length, 0)).toISOString().slice(0, 10);
      return { start, end, name: end.slice(0, 4) + end.slice(5, 7), closed: false } satisfies Exercice;
    });
  fc.assert(
    fc.property(fc.array(anyExercice, { minLength: 1, maxLength: 4 }), (list) => {
      const clash = list.some((a, i) => list.some((b, j) => i < j && a.start <= b.end && b.start <= a.end));
      const reading = read(writePar({ ...par, exercices: list }), `007868-${list[0]!.name}_PAR.xml`);
      assert.equal(reading.ok, !clash, JSON.stringify(list));
    }),
    { numRuns: 200 },
  );
});

test('the dossier: absent, twice, without a number, with one that is none', () => {
  const list = exercices(YEAR_2019).join('');
  assert.deepEqual(refusals(`<ParametresDossier>${list}</ParametresDossier>`), ['PAR_NO_DOSSIER@1']);
  assert.deepEqual(refusals(byHand([list, '<Dossier numero="2"/>'])), ['PAR_REPEATED@5']);
  assert.deepEqual(refusals(byHand([list], '')), ['PAR_FIELD_MISSING@3']);
  assert.deepEqual(refusals(byHand([list], 'numero="0078 68"')), ['PAR_DOSSIER_NUMBER@3']);
  assert.deepEqual(refusals(byHand([list], 'numero="123456789"')), ['PAR_DOSSIER_NUMBER@3']);
  assert.deepEqual(refusals('<Facture/>'), ['PAR_ROOT@1']);
  assert.deepEqual(refusals('<ParametresDossier xmlns="urn:other"/>'), ['PAR_ROOT@1']);
  assert.deepEqual(refusals(byHand([list]).replace('</Nom>', '</Nom><Nom>B</Nom>')), ['PAR_REPEATED@3']);
});

test('the plan: a row without its key and a rate that is none refuse the file', () => {
  const rows = [
    exercices(YEAR_2019).join(''),
    '<Comptes><Compte libelle="x"/></Comptes>',
    '<CodesTva><CodeTva code="A" taux="vingt"/><CodeTva code="B" taux="5,50 %"/><CodeTva taux="1"/></CodesTva>',
  ];
  assert.deepEqual(refusals(byHand(rows)), ['PAR_FIELD_MISSING@5', 'PAR_RATE@6', 'PAR_FIELD_MISSING@6']);
  const rate = (text: string) => {
    const reading = read(byHand([rows[0]!, `<CodesTva><CodeTva code="B" taux="${text}"/></CodesTva>`]));
    return reading.ok ? reading.par.vatCodes[0]?.rate : null;
  };
  assert.deepEqual(['20', '20,00', '5.50', '05,5 %', '0', '101', '', '5.5.5'].map(rate), [
    '20',
    '20',
    '5.5',
    '5.5',
    '0',
    null,
    null,
    null,
  ]);
});

test('remarks refuse nothing: SIREN, duplicate accounts, unknown elements with their count', () => {
  const rows = [
    exercices(YEAR_2019).join(''),
    '<Siren>1</Siren>',
    '<Comptes><Compte numero="401" libelle="A"/><Compte numero="401" libelle="B"/><Compte numero="401" libelle="A"/>',
    '<Compte numero="4 01" libelle="A" couleur="bleu"/><Compte numero="402" libelle="A" couleur="vert"/></Comptes>',
    '<ListeTiers><Tiers compte="401X" nom="X" siren="123456789"/></ListeTiers>',
    '<Paie><Salarie/><Salarie/></Paie>',
  ];
  const text = byHand(rows).replace('</Nom>', '</Nom><Siren>732829321</Siren><LongueurComptes>7</LongueurComptes>');
  const { par: got, remarks } = accepted(text);
  assert.equal(got.dossier.siren, null);
  assert.equal(got.dossier.accountLength, null);
  assert.equal(got.thirdParties[0]?.siren, null);
  assert.deepEqual(got.accounts[0], { number: '401', label: 'A' });
  assert.deepEqual(
    remarks.map((r) => [r.code, r.line, r.params?.['path'] ?? null, r.params?.['count'] ?? null]),
    [
      ['PAR_SIREN', 3, null, null],
      ['PAR_ACCOUNT_LENGTH', 3, null, null],
      ['PAR_DUPLICATE', 6, null, null],
      ['PAR_ACCOUNT_FORM', 7, null, null],
      ['PAR_SIREN', 8, null, null],
      ['PAR_UNKNOWN_ELEMENT', 5, 'Siren', '1'],
      ['PAR_UNKNOWN_ELEMENT', 7, 'Comptes/Compte/@couleur', '2'],
      ['PAR_UNKNOWN_ELEMENT', 9, 'Paie', '1'],
    ],
  );
  const many = accepted(byHand([rows[0]!, ...Array.from({ length: 50 }, (_, i) => `<X${i}/>`)])).remarks;
  assert.equal(many.length, 21);
  assert.deepEqual(many.at(-1)?.params, { code: 'PAR_UNKNOWN_ELEMENT', count: '30' });
});

test('the SIREN may come from the SIRET or the VAT number; two that differ are told', () => {
  const of = (xml: string) => accepted(byHand([exercices(YEAR_2019).join('')]).replace('</Nom>', `</Nom>${xml}`));
  assert.equal(of('<Siret>732 829 320 00074</Siret>').par.dossier.siren, '732829320');
  assert.equal(of('<NumeroTva>FR44732829320</NumeroTva>').par.dossier.siren, '732829320');
  assert.deepEqual(of('<NumeroTva>BE0123456789</NumeroTva>').remarks, []);
  const differ = of('<Siren>732829320</Siren><NumeroTva>FR40303265045</NumeroTva>');
  assert.equal(differ.par.dossier.siren, '732829320');
  assert.deepEqual(
    differ.remarks.map((r) => r.code),
    ['PAR_SIREN_DIFFER'],
  );
});

test('hostile files are refused with a code', () => {
  const good = writePar(par);
  const expanding = `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY x "y">]>\n<ParametresDossier>&x;</ParametresDossier>`;
  assert.deepEqual(refusals(expanding), ['PAR_XML_DOCTYPE@2']);
  assert.match(refusals(good.slice(0, -40))[0]!, /^PAR_XML_TRUNCATED@/);
  assert.match(refusals(good.replace('</Nom>', '</Mon>'))[0]!, /^PAR_XML_MALFORMED@/);
  assert.deepEqual(refusals(new Uint8Array(iconv.encode(good, 'win1252'))), ['PAR_XML_ENCODING@4'], 'declared UTF-8');
  assert.match(refusals(good.replace('UTF-8', 'EBCDIC-FR'))[0]!, /^PAR_XML_ENCODING@/);
  assert.match(refusals(`${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`)[0]!, /^PAR_XML_TOO_DEEP@/);
  assert.deepEqual(refusals(good, NAME, { maxSize: 100 }), ['PAR_XML_TOO_LARGE@-']);
  assert.deepEqual(refusals(new Uint8Array(20 * 1024 * 1024 + 1).fill(0x20)), ['PAR_XML_TOO_LARGE@-']);
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    assert.match(
      refusals(good.replace('</Exercices>', `</Exercices><${name}><a/></${name}>`))[0]!,
      /^PAR_XML_MALFORMED@/,
    );
    assert.match(refusals(good.replace('<Exercices>', `<Exercices ${name}="1">`))[0]!, /^PAR_XML_MALFORMED@/);
  }
  assert.equal(({} as Record<string, unknown>)['a'], undefined);
});

test('of tens of thousands of exercices the first faults are told', () => {
  const rows = '<Exercice debut="2019-01-01" fin="2019-12-31"/>'.repeat(50_000);
  assert.equal(refusals(byHand([`<Exercices>${rows}</Exercices>`])).length, 42);
});

test('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => readPar(noise, NAME).ok === false));
  const good = Buffer.from(writePar(par));
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
      const spoilt = new Uint8Array(good);
      spoilt[at] = byte;
      readPar(spoilt, NAME);
    }),
    { numRuns: 300 },
  );
});
