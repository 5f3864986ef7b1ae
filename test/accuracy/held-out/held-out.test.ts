import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseIsoDate } from '../../../shared/domain/calendar.ts';
import { isValidSiren } from '../../../shared/domain/siren.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { readManifest } from '../manifest.ts';
import { findChromium, startPrinter } from './chromium.ts';
import { documents, drawSet, GROUPS } from './set.ts';

const chromium = findChromium();
const root = mkdtempSync(join(tmpdir(), 'ami-held-out-'));
const layouts = [...GROUPS.first, ...GROUPS.reserve];
const all = (rounds?: number) => [...documents('first', rounds), ...documents('reserve', rounds)];
after(() => rmSync(root, { recursive: true, force: true }));

test('at least ten layouts, each with the days where exercices begin and end, and dates of the calendar', () => {
  const list = all();
  assert.ok(GROUPS.first.length >= 10);
  assert.equal(new Set(list.map((d) => d.entry.file)).size, list.length);
  for (const { id } of layouts) {
    const entries = list.map((d) => d.entry).filter((e) => e.layout === `held-out ${id}`);
    const days = new Set(entries.map((e) => String(e.expected['date']).slice(5)));
    for (const day of ['12-31', '01-01', '08-31', '09-01', '02-29']) assert.ok(days.has(day), `${id}: ${day}`);
    for (const { file, expected, traps, dossier, received } of entries) {
      for (const date of [String(expected['date']), ...traps!.map((t) => t.date)])
        assert.equal(parseIsoDate(date), date, file);
      assert.ok(traps!.every((t) => t.date !== expected['date']));
      assert.ok(received! > String(expected['date']), file);
      assert.ok(isValidSiren(String(expected['sellerSiren'])) && isValidSiren(dossier!.siren), file);
      assert.notEqual(expected['sellerSiren'], dossier!.siren, file);
    }
  }
});

test('the same set each time', () => {
  assert.deepEqual(all(), all());
});

test('drawn: a manifest that can be read, and each page has the number, the total and the date', {
  skip: chromium ? false : 'Chromium is not installed: the held-out set cannot be drawn',
}, async () => {
  const printer = await startPrinter(chromium!);
  try {
    const items = readManifest(await drawSet(root, all(1), printer));
    assert.equal(items.length, layouts.length);
    const plain = (text: string) => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
    for (const { entry, path } of items) {
      const text = plain(await pdfText(readFileSync(path)));
      assert.ok(text.includes(plain(String(entry.expected['number']))), `${entry.file}: number`);
      assert.ok(text.includes(String(entry.expected['totalTTC']).replace('.', '')), `${entry.file}: total`);
      assert.ok(text.includes(String(entry.expected['date']).slice(2, 4)), `${entry.file}: year`);
    }
  } finally {
    await printer.close();
  }
});
