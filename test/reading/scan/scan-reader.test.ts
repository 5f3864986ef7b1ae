import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ScanReader } from '../../../shared/ports/scan-reader.ts';
import { createScanReader, type ScanReaderOptions } from '../../../shared/reading/scan/scan-reader.ts';
import { g4, sheet } from './pictures.ts';

const HOSTILE = new URL(`../../support/hostile-scan-worker${extname(import.meta.url)}`, import.meta.url);
const readers: ScanReader[] = [];
const reader = (options: ScanReaderOptions) => {
  const made = createScanReader(options);
  readers.push(made);
  return made;
};
after(() => Promise.all(readers.map((r) => r.close())));
const blank = await g4(sheet(0, 1240, 1754), 150);

function isGone(pid: number): boolean {
  try {
    return /^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return true;
  }
}

test('a blank page through the child: its outline, its reading, its picture, its copies', async () => {
  const scans = reader({ engine: 'packaged' });
  assert.deepEqual(await scans.outline(blank), { kind: 'pages', pages: 1 });
  const read = await scans.readPage(blank, 1);
  assert.ok(read.kind === 'page');
  const { page, quality, marks, engine } = read.page;
  assert.match(engine, /^tesseract\.js /);
  assert.deepEqual([page.width, page.height, page.fragments, page.origin], [595.2, 841.92, [], 'ocr']);
  assert.deepEqual([quality.blank, quality.confidence, quality.dpi, marks], [true, null, 150, []]);
  const prepared = await scans.preparePage(blank, 1);
  assert.ok(prepared.kind === 'prepared' && Buffer.from(prepared.png).toString('latin1', 1, 4) === 'PNG');
  for (const made of [await scans.archive(blank, [read.page]), await scans.extract(blank, [1])]) {
    assert.ok(made.kind === 'file' && Buffer.from(made.bytes).toString('latin1', 0, 5) === '%PDF-');
  }
  const missing = { kind: 'unreadable', reason: 'PAGE_MISSING', params: { page: '2' } };
  assert.deepEqual(await scans.readPage(blank, 2), missing);
  assert.deepEqual(await scans.extract(blank, [2]), missing);
  assert.deepEqual(await scans.outline(new Uint8Array(0)), { kind: 'unreadable', reason: 'FILE_EMPTY' });
});

test('too late: the page has its reason, and programs that were started end with the child', {
  skip: !existsSync('/proc/self') && 'needs /proc',
}, async () => {
  const scans = reader({ worker: HOSTILE, timeoutMs: 1500 });
  const outline = await scans.outline(blank);
  assert.ok(outline.kind === 'pages' && !isGone(outline.pages));
  const late = { kind: 'unreadable', reason: 'READER_TIMEOUT', params: { seconds: '1.5' } };
  assert.deepEqual(await scans.readPage(blank, 1), late);
  for (let n = 0; n < 100 && !isGone(outline.pages); n++) await pause(20);
  assert.ok(isGone(outline.pages));
  const next = await scans.outline(blank);
  assert.ok(next.kind === 'pages' && next.pages !== outline.pages);
  await scans.close();
  for (let n = 0; n < 100 && !isGone(next.pages); n++) await pause(20);
  assert.ok(isGone(next.pages));
  await assert.rejects(scans.outline(blank), /closed/);
});
