import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parXsd } from '../../shared/domain/par/par-xsd.ts';
import { readPar } from '../../shared/domain/par/read-par.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import { par } from './entry-samples.ts';

const XSD = fileURLToPath(new URL('../../docs/formats/par.xsd', import.meta.url));
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;
const skip = hasXmllint ? false : 'xmllint is not installed (Debian: libxml2-utils)';

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'par-xsd-'));
});
after(() => rmSync(folder, { recursive: true }));

/** What xmllint says against the schema: empty where the file is valid. */
function validate(xml: string): string {
  const file = join(folder, 'par.xml');
  writeFileSync(file, xml);
  const { status, stderr } = spawnSync('xmllint', ['--noout', '--schema', XSD, file], { encoding: 'utf8' });
  assert.ok(status === 0 || status === 3, stderr);
  return status === 0 ? '' : stderr;
}

test('docs/formats/par.xsd is what the mapping table makes', () => {
  const file = readFileSync(XSD, 'utf8');
  const how = `node -e "import('./shared/domain/par/par-xsd.ts').then((m) => process.stdout.write(m.parXsd()))"`;
  assert.equal(file, parXsd(), `make it again: ${how} > docs/formats/par.xsd`);
});

test('what writePar writes is valid, whatever it leaves out', { skip }, () => {
  const bare = {
    ...par,
    dossier: { ...par.dossier, siren: null, vatNumber: null, regime: null, accountLength: null },
    journals: [{ code: '01', type: null, label: '', counterpart: null }],
    accounts: [],
    thirdParties: [],
    vatCodes: [{ code: 'A', label: null, rate: '5.5', account: null, kind: null }],
  };
  const closed = { ...par, exercices: par.exercices.map((e) => ({ ...e, closed: true })) };
  for (const p of [par, bare, closed]) assert.equal(validate(writePar(p)), '');
});

test('the example of the specification is valid', { skip }, () => {
  const spec = readFileSync(new URL('../../docs/formats/par.md', import.meta.url), 'utf8');
  assert.equal(validate(/```xml\n([\s\S]*?)```/.exec(spec)![1]!), '');
});

test('the schema refuses what reading refuses, field by field', { skip }, () => {
  const good = writePar(par);
  const spoilt: [string, string, string][] = [
    ['numero="007868"', '', 'numero'],
    ['numero="007868"', 'numero="0078 68"', 'numero'],
    [/<Nom>.*<\/Nom>/.exec(good)![0], '', 'Nom'],
    ['debut="2018-07-01"', '', 'debut'],
    ['fin="2019-12-31"', 'fin="31 décembre"', 'fin'],
    ['clos="non"', 'clos="peut-être"', 'clos'],
    ['taux="20"', 'taux="vingt"', 'taux'],
    ['taux="20"', '', 'taux'],
    ['code="AC" ', '', 'code'],
    [/<Exercices>[\s\S]*<\/Exercices>/.exec(good)![0], '', 'Exercices'],
  ];
  for (const [from, to, named] of spoilt) {
    assert.ok(good.includes(from), from);
    const xml = good.replace(from, to);
    assert.match(validate(xml), new RegExp(named), `${from} -> ${to}`);
    assert.equal(readPar(new TextEncoder().encode(xml), '007868-201912_PAR.xml').ok, false, `${from} -> ${to}`);
  }
});

test('an unknown element is invalid by the schema, and only remarked by reading', { skip }, () => {
  const xml = writePar(par).replace('</Dossier>', '<Paie/></Dossier>');
  assert.match(validate(xml), /Paie/);
  const reading = readPar(new TextEncoder().encode(xml), '007868-201912_PAR.xml');
  assert.deepEqual(reading.ok && reading.remarks.map((r) => r.code), ['PAR_UNKNOWN_ELEMENT']);
});
