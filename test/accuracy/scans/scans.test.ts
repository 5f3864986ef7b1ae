import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Reading } from '../../../shared/domain/invoice.ts';
import type { PageRead } from '../../../shared/domain/scan/page-read.ts';
import type { Reader } from '../../../shared/ports/reader.ts';
import type { ScanReader } from '../../../shared/ports/scan-reader.ts';
import { scanLines } from '../report.ts';
import { OcrCache, pictureCodeHash, type ScanRead } from './ocr-cache.ts';
import { inWords, progressOn } from './progress.ts';
import { fileReader } from './read-scans.ts';

const root = mkdtempSync(join(tmpdir(), 'ami-ocr-cache-'));
after(() => rmSync(root, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const paper: Reading = { kind: 'paper', mediaType: 'image/tiff', remarks: [] };

/** A page that says when and which invoice it is. */
function page(number: number, ...texts: string[]): PageRead {
  const fragments = texts.map((text, n) => ({
    text,
    box: { x: 40, y: 40 + n * 20, width: text.length * 5, height: 10 },
    confidence: 0.95,
  }));
  const quality = { width: 2480, height: 3508, dpi: 300, dpiTaken: 300, bilevel: true, turned: 0 as const };
  return {
    kind: 'page',
    page: {
      version: 1,
      engine: 'test 1',
      page: { number, width: 595, height: 842, origin: 'ocr', fragments },
      quality: { ...quality, skew: 0, ink: 0.1, blank: false, confidence: 0.95 },
      marks: [],
    },
  };
}

/** A scan reader that counts what it is asked for. */
function counting(pages: readonly PageRead[]) {
  const asked: number[] = [];
  const scans = {
    outline: async () => ({ kind: 'pages', pages: pages.length }),
    readPage: async (_: Uint8Array, n: number) => {
      asked.push(n);
      return pages[n - 1]!;
    },
  } as unknown as ScanReader;
  return { scans, asked };
}

const cacheOf = (name: string, more: { code?: string; engine?: string; fresh?: boolean } = {}) =>
  new OcrCache({ root: join(root, name), engine: 'test 1.0', code: 'a', fresh: false, ...more });
const readerOf = (reading: Reading): Reader => ({ read: async () => reading, close: async () => {} });

test('a scan is read page by page once; again only for another file, engine or code, or afresh', async () => {
  const { scans, asked } = counting([page(1, 'FACTURE N° 12', 'Date de facture : 31/12/2024'), page(2, 'Suite')]);
  const read = async (cache: OcrCache, file = 'one') => {
    asked.length = 0;
    const result = await fileReader(readerOf(paper), scans, cache).read(bytes(file), 'x.tif', null);
    return { ...result, asked: [...asked] };
  };
  const first = await read(cacheOf('once'));
  assert.equal(first.reading.kind, 'scan');
  assert.deepEqual(first.asked, [1, 2]);
  assert.equal(first.pages!.kept, false);
  const again = await read(cacheOf('once'));
  assert.deepEqual(again.asked, []);
  assert.equal(again.pages!.kept, true);
  assert.deepEqual(again.pages!.ms, first.pages!.ms, 'the time it took when it was read');
  assert.deepEqual(again.reading, first.reading);
  assert.deepEqual((await read(cacheOf('once'), 'two')).asked, [1, 2]);
  assert.deepEqual((await read(cacheOf('once', { engine: 'test 2.0' }))).asked, [1, 2]);
  assert.deepEqual((await read(cacheOf('once', { code: 'b' }))).asked, [1, 2]);
  assert.deepEqual((await read(cacheOf('once', { fresh: true }))).asked, [1, 2]);
});

test('what has text is not read by its picture; what cannot be opened says why', async () => {
  const { scans, asked } = counting([]);
  const unreadable: Reading = { kind: 'unreadable', mediaType: null, reason: 'FILE_EMPTY', remarks: [] };
  const direct = await fileReader(readerOf(unreadable), scans, cacheOf('text')).read(bytes('x'), 'x.pdf', null);
  assert.deepEqual([direct.reading, direct.pages, asked], [unreadable, null, []]);
  const broken = { outline: async () => ({ kind: 'unreadable', reason: 'TIFF_BROKEN' }) } as unknown as ScanReader;
  const { reading } = await fileReader(readerOf(paper), broken, cacheOf('text')).read(bytes('y'), 'y.tif', null);
  assert.deepEqual('unread' in reading && reading.unread, { code: 'TIFF_BROKEN', params: {} });
});

test('a fault that may pass is tried once more', async () => {
  let tries = 0;
  const failsOnce = {
    outline: async () => ({ kind: 'pages', pages: 1 }),
    readPage: async () =>
      ++tries === 1 ? { kind: 'unreadable', reason: 'READER_TIMEOUT' } : page(1, 'Date de facture : 31/12/2024'),
  } as unknown as ScanReader;
  const { reading } = await fileReader(readerOf(paper), failsOnce, cacheOf('again')).read(bytes('z'), 'z.tif', null);
  assert.deepEqual([reading.kind, tries], ['scan', 2]);
});

test('a fault of the machine is not kept, one of the file is', () => {
  const cache = cacheOf('faults');
  const lost = (reason: string): ScanRead => ({
    kind: 'pages',
    pages: [{ read: { kind: 'unreadable', reason }, ms: 1 }],
  });
  cache.put(bytes('slow'), lost('READER_TIMEOUT'));
  assert.equal(cache.get(bytes('slow')), null);
  cache.put(bytes('bad'), lost('TIFF_BROKEN'));
  assert.deepEqual(cache.get(bytes('bad')), lost('TIFF_BROKEN'));
});

test('what other code left behind goes after a day, not before', () => {
  const folder = join(root, 'old', 'test-1.0');
  for (const code of ['young', 'aged']) mkdirSync(join(folder, code), { recursive: true });
  utimesSync(join(folder, 'aged'), new Date(0), new Date(0));
  cacheOf('old', { code: 'now' });
  assert.deepEqual(readdirSync(folder).sort(), ['now', 'young']);
});

test('the code that counts: how pictures are read, not what is made of words or texts', () => {
  const reading = join(root, 'reading');
  const write = (file: string, text: string) => {
    mkdirSync(join(reading, file, '..'), { recursive: true });
    writeFileSync(join(reading, file), text);
    return pictureCodeHash(reading);
  };
  const before = write('ocr/native.ts', 'a');
  assert.equal(write('pdf-text.ts', 'a'), before);
  assert.equal(write('archive/page.ts', 'a'), before);
  assert.notEqual(write('ocr/native.ts', 'b'), before);
  assert.equal(write('ocr/native.ts', 'a'), before);
  assert.notEqual(write('raster/new.ts', ''), before);
  // Of the real sources: there is something to be hashed.
  const real = pictureCodeHash(join(import.meta.dirname, '../../../shared/reading'));
  assert.notEqual(real, pictureCodeHash(mkdtempSync(join(root, 'empty-'))));
});

test('the report tells the engine, the pages, and how long they took', () => {
  const lines = scanLines(
    [{ pages: { ms: [1000, 3000], kept: true } }, { pages: null }, { pages: { ms: [5000], kept: false } }],
    'test 1.0',
  );
  assert.match(lines.join('\n'), /test 1\.0: 3 pages of 2 files, 2 of them read before/);
  assert.match(lines.join('\n'), /3\.0 s \(median\), .*5\.0 s at most/);
  assert.deepEqual(scanLines([{ pages: null }], 'test 1.0'), []);
});

test('progress: the rest at the pace of the last steps', () => {
  assert.deepEqual([300, 40_000, 125_000].map(inWords), ['1 s', '40 s', '2 min 05 s']);
  const written: string[] = [];
  let now = 0;
  const progress = progressOn('Reading', { write: (text) => written.push(text) }, () => now);
  // Sixty that were kept, then forty of four seconds each.
  for (let done = 1; done <= 200; done++) {
    now += done <= 60 ? 0 : 4000;
    progress(done, 200);
  }
  assert.equal(written.length, 10);
  assert.equal(written[4], 'Reading 100/200, 6 min 40 s left\n');
  assert.equal(written[9], 'Reading 200/200\n');
});
