import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import iconv from 'iconv-lite';
import { readPar } from '../../shared/domain/par/read-par.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import { type Costs, hostile, NAME } from '../support/hostile-par.ts';
import { par } from './entry-samples.ts';

// --- encodings --------------------------------------------------------------------------------------------------------

const NAMES = {
  'UTF-8': 'Œuvre d’été – 10 € Łódź 漢',
  'ISO-8859-1': 'Crème & fils, à Étang',
  'ISO-8859-15': 'Cœur d été à 10 €, Žofie',
  'Windows-1252': 'Cœur d’été – 10 €',
  'UTF-16': 'Œuvre d’été – 10 € Łódź 漢',
} as const;

function encoded(declared: keyof typeof NAMES, table: string, addBOM: boolean): Uint8Array {
  const text = writePar({ ...par, dossier: { ...par.dossier, name: NAMES[declared] } });
  return new Uint8Array(iconv.encode(text.replace('"UTF-8"', `"${declared}"`), table, { addBOM }));
}

for (const [declared, table, addBOM] of [
  ['UTF-8', 'utf8', false],
  ['UTF-8', 'utf8', true],
  ['ISO-8859-1', 'iso-8859-1', false],
  ['ISO-8859-15', 'iso-8859-15', false],
  ['Windows-1252', 'win1252', false],
  ['UTF-16', 'utf-16le', true],
  ['UTF-16', 'utf-16be', true],
  ['UTF-16', 'utf-16le', false],
] as const)
  test(`${declared} as ${table}${addBOM ? ' with its mark' : ''}: names and numbers as written`, () => {
    const reading = readPar(encoded(declared, table, addBOM), NAME);
    assert.ok(reading.ok, JSON.stringify(reading));
    assert.equal(reading.par.dossier.name, NAMES[declared]);
    assert.deepEqual({ ...reading.par, dossier: { ...reading.par.dossier, name: par.dossier.name } }, par);
    assert.deepEqual(reading.remarks, []);
  });

test('an encoding declared that the bytes do not have is refused with the line, never read with replaced characters', () => {
  const refused = (declared: keyof typeof NAMES, table: string) => {
    const reading = readPar(encoded(declared, table, false), NAME);
    return reading.ok ? reading.par.dossier.name : reading.problems.map((p) => `${p.code}@${p.line ?? '-'}`).join();
  };
  assert.equal(refused('UTF-8', 'win1252'), 'PAR_XML_ENCODING@4');
  assert.equal(refused('UTF-8', 'utf-16le'), NAMES['UTF-8'], 'its zero bytes say what it is');
  assert.equal(refused('UTF-16', 'utf8'), 'PAR_XML_ENCODING@1');
  assert.equal(refused('ISO-8859-15', 'win1252'), 'PAR_XML_ENCODING@4', 'no control code stands in a name');
  const cp850 = encoded('Windows-1252', 'cp850', false);
  assert.equal(readPar(cp850, NAME).ok, false, 'é of CP850 is no character of Windows-1252, or another name');
});

// --- hostile ----------------------------------------------------------------------------------------------------------

test('hostile files are refused by name, within a bounded time and memory, and leave nothing behind', () => {
  const script = fileURLToPath(new URL('../support/hostile-par.ts', import.meta.url));
  const out = execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8', timeout: 60_000 });
  const { files, keptMb } = JSON.parse(out) as Costs;
  assert.deepEqual(Object.keys(files), Object.keys(hostile));
  for (const [what, cost] of Object.entries(files)) {
    assert.deepEqual(cost.codes, [hostile[what]!.code], what);
    assert.ok(cost.grownMb < 120, `${what}: ${cost.grownMb} MB`);
    assert.ok(cost.ms < 8_000, `${what}: ${cost.ms} ms`);
  }
  assert.ok(files['50 MB']!.grownMb < 20, 'refused before it is decoded');
  assert.ok(files['20 000 levels']!.grownMb < 20, 'refused before a tree is built');
  assert.ok(keptMb < 100, `${keptMb} MB kept`);
  assert.equal(({} as Record<string, unknown>)['closed'], undefined);
});
