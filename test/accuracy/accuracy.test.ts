import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addDays } from '../../shared/domain/calendar.ts';
import { contains } from '../../shared/domain/exercice.ts';
import { makeCii } from '../support/invoices.ts';
import { scenariosFor } from './exercices.ts';
import { make } from './generate/make.ts';
import { plan } from './generate/plan.ts';
import type { Entry } from './manifest.ts';

const root = mkdtempSync(join(tmpdir(), 'ami-accuracy-'));
after(() => rmSync(root, { recursive: true, force: true }));

function run(...args: string[]) {
  const done = spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), '--processes', '1', ...args], {
    encoding: 'utf8',
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/** A folder of e-invoices, each entry with the date that its file really has. */
function folder(name: string, entries: readonly (Partial<Entry> & { readonly real: string })[]): string {
  mkdirSync(join(root, name));
  const list = entries.map(({ real, ...entry }, n): Entry => {
    writeFileSync(join(root, name, `${n}.xml`), makeCii({ number: `F${n}`, date: real }));
    return { file: `${n}.xml`, expected: { date: real, number: `F${n}`, totalTTC: '120.00' }, ...entry };
  });
  const manifest = join(root, name, 'manifest.json');
  writeFileSync(manifest, JSON.stringify(list));
  return manifest;
}

test('all right: exit code 0, and figures by kind', () => {
  const manifest = folder('right', [{ real: '2019-12-31' }, { real: '2020-01-01' }]);
  const json = join(root, 'right.json');
  const { status, out } = run('--manifest', manifest, '--closing', 'all', '--mid-month', '--long', '--json', json);
  assert.equal(status, 0, out);
  assert.match(out, /einvoice +2 +2 \(100\.0 %\) +0 \(0\.0 %\) +0 +100\.0 % +100\.0 % +100\.0 %/);
  const { scores } = JSON.parse(readFileSync(json, 'utf8'));
  assert.equal(scores.length, 36);
});

test('a planted wrong answer is told, with what was expected, and exits 1', () => {
  const expected = { date: '2019-12-31', number: 'X1', totalTTC: 120 };
  const manifest = folder('wrong', [{ real: '2019-12-31' }, { real: '2020-01-01', expected }]);
  const json = join(root, 'wrong.json');
  const { status, out } = run('--manifest', manifest, '--json', json);
  assert.equal(status, 1);
  assert.match(out, /Wrong \(1\):\n {2}1\.xml: expected 201912 \(2019-12-31\), got 202012 by 2020-01-01/);
  const { scores } = JSON.parse(readFileSync(json, 'utf8'));
  assert.deepEqual([scores[0].right, scores[0].asked, scores[0].wrong], [1, 0, 1]);
  assert.equal(scores[0].wrongOnes[0].file, '1.xml');
  assert.deepEqual(scores[0].groups.einvoice.number, { right: 1, of: 2 });
  // Where both days are in one exercice, it is the right one.
  assert.equal(run('--manifest', manifest, '--closing', '6').status, 0);
  // Over several closings the worst counts.
  const all = run('--manifest', manifest, '--closing', 'all');
  assert.equal(all.status, 1);
  assert.match(all.out, /The worst: closing 12\n/);
});

test('what a person must decide is wrong where it is filed, and right where it waits', () => {
  const filed = folder('filed', [{ real: '2019-05-02', ask: 'devis' }]);
  const done = run('--manifest', filed);
  assert.equal(done.status, 1);
  assert.match(done.out, /expected ask \(devis\)/);
  const stray = folder('stray', [
    { real: '2019-05-02', ask: 'autre dossier', dossier: { number: '007868', siren: '999999998' } },
  ]);
  const waits = run('--manifest', stray);
  assert.equal(waits.status, 0, waits.out);
  assert.match(waits.out, /to be asked +1 +1 \(100/);
});

test('what cannot be asked for is said, with exit code 2', () => {
  writeFileSync(join(root, 'odd.json'), '[{"file":"a.pdf","expected":{"date":"2019-02-30"}}]');
  for (const [args, said] of [
    [['--closing', '13'], /--closing 13/],
    [['--only', 'fax'], /--only fax/],
    [['--manifest', join(root, 'nothing.json')], /nothing\.json/],
    [['--manifest', join(root, 'odd.json')], /a\.pdf expects no date/],
  ] as const) {
    const { status, err } = run(...args);
    assert.equal(status, 2, err);
    assert.match(err, said);
  }
});

test('the generated set is drawn once, and more of it where more is asked for', () => {
  const args = ['--cache', join(root, 'cache'), '--count', '60', '--only', 'einvoice,pdf', '--limit'];
  const first = run(...args, '2');
  assert.equal(first.status, 0, first.err);
  assert.match(first.err, /Drawing 4\/4/);
  const json = join(root, 'set.json');
  const again = run(...args, '3', '--json', json);
  assert.match(again.err, /Drawing 2\/2/);
  const manifest: string = JSON.parse(readFileSync(json, 'utf8')).manifests[0];
  const entries: Entry[] = JSON.parse(readFileSync(manifest, 'utf8'));
  assert.equal(entries.length, 6);
  const times = () => entries.map((e) => statSync(join(manifest, '..', e.file)).mtimeMs);
  const before = times();
  assert.doesNotMatch(run(...args, '3').err, /Drawing/);
  assert.deepEqual(times(), before);
});

test('a scan is read by its picture, and what was read is kept for the next run', async () => {
  const { entry, bytes } = await make(plan(2, 80).find((j) => j.kind === 'scan')!);
  mkdirSync(join(root, 'scan'));
  const file = entry.file.split('/').at(-1)!;
  writeFileSync(join(root, 'scan', file), bytes);
  const manifest = join(root, 'scan', 'manifest.json');
  writeFileSync(manifest, JSON.stringify([{ ...entry, file }]));
  const args = ['--manifest', manifest, '--cache', join(root, 'scan-cache')];
  const first = run(...args);
  assert.match(first.out, /Scans read by tesseract\S* \S+: 1 pages of 1 files, 0 of them read before/, first.err);
  assert.match(first.out, /scan +1 /);
  const again = run(...args);
  assert.match(again.out, /1 pages of 1 files, 1 of them read before/);
  assert.equal(again.status, first.status);
  assert.match(run(...args, '--fresh', '--sample', '1').out, /^A sample: 1 .*0 of them read before/s);
});

test('exercices follow each other without a hole, with the ends that were asked for', () => {
  const dates = ['2018-03-01', '2019-12-31', '2024-02-29'];
  const months = Array.from({ length: 12 }, (_, n) => n + 1);
  const scenarios = scenariosFor({ months, midMonth: true, long: true }, dates);
  assert.equal(new Set(scenarios.map((s) => s.name)).size, 36);
  for (const { name, exercices } of scenarios) {
    for (const date of dates) assert.equal(exercices.filter((e) => contains(e, date)).length, 1, `${name}: ${date}`);
    for (const [n, e] of exercices.entries()) {
      if (n > 0) assert.equal(e.start, addDays(exercices[n - 1]!.end, 1), name);
      assert.equal(e.name, e.end.slice(0, 4) + e.end.slice(5, 7));
    }
    assert.ok(exercices[0]!.start <= '2017-03-01' && exercices.at(-1)!.end >= '2025-03-01', `${name} lies around`);
    const lengths = exercices.map((e) => Math.round((Date.parse(e.end) - Date.parse(e.start)) / 86_400_000 / 30.4));
    assert.deepEqual(
      lengths.filter((l) => l !== 12),
      name.includes('18') ? [18] : [],
      name,
    );
  }
  const february = scenarios.find((s) => s.name === 'closing 02')!;
  assert.ok(february.exercices.some((e) => e.end === '2024-02-29'));
  const long = scenarios.find((s) => s.name.startsWith('closing 12, one'))!.exercices;
  const around = long.findIndex((e) => e.start === '2019-01-01');
  assert.deepEqual([long[around]!.end, long[around + 1]!.end], ['2020-06-30', '2021-06-30']);
});
