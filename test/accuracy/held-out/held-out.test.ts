import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseIsoDate } from '../../../shared/domain/calendar.ts';
import { isValidSiren } from '../../../shared/domain/siren.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { type Entry, readManifest } from '../manifest.ts';
import { ROUNDS } from './bill.ts';
import { findChromium, startPrinter } from './chromium.ts';
import { DATE_FORMS, writeDay } from './forms.ts';
import { STRAY } from './layout.ts';
import { addScans, scanned } from './scan-set.ts';
import { documents, drawSet, GROUP_NAMES, GROUPS, ROUNDS_OF } from './set.ts';

const chromium = findChromium();
const root = mkdtempSync(join(tmpdir(), 'ami-held-out-'));
const layouts = Object.values(GROUPS).flat();
const all = (rounds?: number) => GROUP_NAMES.flatMap((group) => documents(group, rounds));
/** Letters and digits only: columns, accents and spaces are how a text is kept, not what it says. */
const plain = (text: string) => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');
after(() => rmSync(root, { recursive: true, force: true }));

test('the layouts of each group, with the days where exercices begin and end, and dates of the calendar', () => {
  const list = all();
  for (const group of ['first', 'second', 'third'] as const) assert.equal(GROUPS[group].length, 15, group);
  assert.equal(GROUPS.fourth.length, 20);
  assert.equal(GROUPS.fifth.length, 16);
  assert.equal(GROUPS.sixth.length, 20);
  assert.equal(GROUPS.seventh.length, 20);
  assert.equal(GROUPS.eighth.length, 20);
  assert.equal(GROUPS.ninth.length, 20);
  assert.ok(GROUPS.papers.length >= 24 && documents('papers').every((d) => d.entry.ask));
  assert.equal(new Set(layouts.map((l) => l.id)).size, layouts.length);
  assert.equal(new Set(list.map((d) => d.entry.file)).size, list.length);
  for (const { entry } of list) {
    const { file, expected, traps, dossier, received, ask } = entry;
    const dates = [...(expected['date'] ? [String(expected['date'])] : []), ...traps!.map((t) => t.date)];
    for (const date of dates) assert.equal(parseIsoDate(date), date, file);
    assert.ok(traps!.every((t) => t.date !== expected['date']));
    assert.equal(expected['date'] === undefined, ask !== undefined && ask !== STRAY, file);
    assert.ok(expected['date'] === undefined || received! > String(expected['date']), file);
    assert.ok(isValidSiren(dossier!.siren), file);
    if (expected['sellerSiren'] === undefined)
      assert.match(String(expected['sellerVat']), /^(BE|DE|ES|IE|IT|NL)/, file);
    else assert.ok(isValidSiren(String(expected['sellerSiren'])) && expected['sellerSiren'] !== dossier!.siren, file);
  }
  const ends = (entries: readonly Entry[]) =>
    entries
      .filter((e) => !e.ask)
      .map((e) => String(e.expected['date']).slice(5))
      .filter((day) => ['12-31', '01-01', '08-31', '09-01', '02-29'].includes(day));
  for (const group of GROUP_NAMES.filter((g) => g !== 'papers')) {
    for (const { id } of ROUNDS_OF[group] === ROUNDS ? GROUPS[group] : []) {
      const found = ends(list.map((d) => d.entry).filter((e) => e.layout === `held-out ${id}`));
      // What a person must decide takes the place of one or two of them.
      assert.ok(new Set(found).size >= 3, `${id}: ${found}`);
    }
    const entries = documents(group).map((d) => d.entry);
    assert.equal(new Set(ends(entries)).size, 5, group);
    assert.ok(ends(entries).length >= entries.length / 4, group);
  }
});

test('of the later groups, between one in twenty and one in eight is to be asked', () => {
  for (const group of ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'] as const) {
    const entries = documents(group).map((d) => d.entry);
    const asked = entries.filter((e) => e.ask);
    assert.ok(asked.length >= entries.length / 20 && asked.length <= entries.length / 8, `${group}: ${asked.length}`);
    assert.ok(new Set(asked.map((e) => e.ask)).size >= 5, group);
    for (const e of scanned(entries).filter((x) => x.ask)) assert.ok(asked.includes(e));
    assert.equal(scanned(entries).length, entries.length / 2);
    assert.equal(new Set(scanned(entries).map((e) => e.layout)).size, GROUPS[group].length);
  }
});

test('the same set each time', () => {
  assert.deepEqual(all(), all());
});

test('drawn: a manifest that can be read, and each page has what it is expected to have', {
  skip: chromium ? false : 'Chromium is not installed: the held-out set cannot be drawn',
}, async () => {
  const printer = await startPrinter(chromium!);
  try {
    // The third of a layout is another seller's, in another form of dates.
    const list = all(3).filter((_, n) => n % 3 !== 1);
    const items = readManifest(await drawSet(root, list, printer));
    assert.equal(items.length, layouts.length * 2);
    for (const { entry, path } of items) {
      const { file, expected, traps } = entry;
      const text = plain(await pdfText(readFileSync(path)));
      const has = (what: string, value: string) => assert.ok(text.includes(plain(value)), `${file}: ${what} ${value}`);
      has('number', String(expected['number']));
      has('total', String(expected['totalTTC']));
      // Shops write themselves in capitals.
      assert.ok(text.toLowerCase().includes(plain(String(expected['seller'])).toLowerCase()), `${file}: seller`);
      for (const date of [...(expected['date'] ? [String(expected['date'])] : []), ...traps!.map((t) => t.date)])
        assert.ok(
          DATE_FORMS.some((form) => text.includes(plain(writeDay(date, form)))),
          `${file}: ${date}`,
        );
    }
  } finally {
    await printer.close();
  }
});

test('scans: a clean and a degraded one of every second document, with what is expected of it', {
  skip: chromium ? false : 'Chromium is not installed: the held-out set cannot be drawn',
}, async () => {
  const folder = join(root, 'scanned');
  const printer = await startPrinter(chromium!);
  try {
    const receipts = documents('second', 3).filter((d) => d.entry.layout === 'held-out parking-receipt');
    await drawSet(folder, receipts, printer);
  } finally {
    await printer.close();
  }
  const items = readManifest(await addScans(folder));
  assert.deepEqual(
    items.map((i) => i.kind),
    ['scan', 'degraded', 'scan', 'degraded'],
  );
  const [clean, degraded] = items;
  assert.deepEqual(clean!.entry.expected, degraded!.entry.expected);
  assert.ok(degraded!.entry.defects!.length > 0);
  for (const { path } of items) assert.ok(readFileSync(path).length > 1000);
});
