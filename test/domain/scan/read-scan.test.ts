import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Case, decide } from '../../../shared/domain/decide.ts';
import type { Reading } from '../../../shared/domain/invoice.ts';
import { say } from '../../../shared/domain/messages.ts';
import type { PageRead } from '../../../shared/domain/scan/page-read.ts';
import { readScan } from '../../../shared/domain/scan/read-scan.ts';
import type { ScannedPage } from '../../../shared/domain/scan/scanned-page.ts';
import { scannedPage } from '../../support/fake-scans.ts';

const paper = { kind: 'paper', mediaType: 'image/tiff', remarks: [] } as const;
const INVOICE = ['FACTURE', 'N° de facture : F12', 'Date de facture : 12/05/2019', 'Facture du 12/05/2019'];

const page = (lines: readonly string[], number = 1, quality: Partial<ScannedPage['quality']> = {}): PageRead => ({
  kind: 'page',
  page: scannedPage(lines, number, quality),
});
const slow: PageRead = { kind: 'unreadable', reason: 'READER_TIMEOUT', params: { seconds: '60' } };

function scan(...pages: PageRead[]): Extract<Reading, { kind: 'text' | 'scan' }> {
  const reading = readScan(pages, paper);
  assert.ok(reading.kind === 'scan', reading.kind);
  return reading;
}

function decided(reading: Reading, exercice: string | null = null, exercices = ['2018', '2019']) {
  const c: Case = {
    folder: { dossier: '007868', exercice },
    file: null,
    dossier: { number: '007868', name: 'X', siren: null, vatNumber: null } as Case['dossier'],
    exercices: exercices.map((y) => ({ start: `${y}-01-01`, end: `${y}-12-31`, name: `${y}12`, closed: false })),
    reading,
    receivedOn: '2020-02-01',
    unrenamed: false,
  };
  const d = decide(c);
  return d.kind === 'file' ? [d.exercice.name, d.dateUncertain] : [d.reason.code, d.proposal?.exercice ?? null];
}

test('a scan is read like the text of a page: what it says has the same fields, and comes from a picture', () => {
  const reading = scan(page(INVOICE), page(['Annexe'], 2));
  assert.deepEqual(
    [reading.mediaType, reading.invoice.number, reading.invoice.issueDate],
    ['image/tiff', 'F12', '2019-05-12'],
  );
  assert.equal(reading.evidence.fields.find((f) => f.field === 'date')?.origin, 'ocr');
  assert.deepEqual([reading.remarks, reading.unread], [[], undefined]);
  assert.deepEqual(decided(reading), ['201912', false]);
  assert.deepEqual(decided(reading, '201812'), ['STATEMENT_CONTRADICTED', '201912']);
});

test('a blank page says nothing; a scan of blank pages waits, whatever the firm states', () => {
  const one = scan(page(INVOICE), page([], 2));
  assert.deepEqual(one.remarks, [{ code: 'SCAN_BLANK_PAGES', params: { pages: '2' } }]);
  assert.deepEqual(decided(one), ['201912', false]);
  const blank = readScan([page([]), page([], 2)], paper);
  assert.deepEqual(blank, { ...paper, unread: { code: 'SCAN_BLANK', params: {} } });
  for (const stated of [null, '201912']) assert.deepEqual(decided(blank, stated), ['SCAN_BLANK', null]);
});

test('nothing is certain while a page is unread; what the others say is proposed where it agrees', () => {
  const reading = scan(page(INVOICE), slow);
  assert.deepEqual(reading.unread, { code: 'SCAN_PAGE_UNREADABLE', params: { page: '2', reason: 'READER_TIMEOUT' } });
  assert.deepEqual([reading.invoice.issueDate, reading.plausible], [null, ['2019-05-12']]);
  assert.deepEqual(decided(reading), ['SCAN_PAGE_UNREADABLE', '201912']);
  assert.deepEqual(decided(reading, '201912'), ['201912', true]);
  assert.deepEqual(decided(reading, '201812'), ['CANDIDATES_CONTRADICT', '201912']);
  const torn = scan(page([...INVOICE, 'Livraison du 28/12/2018']), slow);
  assert.deepEqual(decided(torn), ['SCAN_PAGE_UNREADABLE', null], 'a day of another exercice: nothing is proposed');
  // The blank of a blank: it is the page that was not read that counts.
  const other = readScan([page([]), slow], paper);
  assert.deepEqual(decided(other), ['SCAN_PAGE_UNREADABLE', null]);
  assert.deepEqual(decided(other, '201912'), ['201912', true]);
});

test('how the pictures are is told, of the pages that have something on them', () => {
  const { remarks } = scan(
    page(INVOICE, 1, { dpi: 200, bilevel: false }),
    page(['Annexe'], 2, { dpi: null, dpiTaken: 150, turned: 180 }),
    page(['Annexe'], 3, { dpi: 304, confidence: 0.4 }),
    page([], 4, { dpi: 72, bilevel: false }),
  );
  assert.deepEqual(
    remarks.map((r) => [r.code, r.params]),
    [
      ['SCAN_POOR', { pages: '3' }],
      ['SCAN_TURNED', { pages: '2' }],
      ['SCAN_NOT_300_DPI', { pages: '1, 2', dpi: '200, 150' }],
      ['SCAN_NOT_BILEVEL', { pages: '1' }],
      ['SCAN_BLANK_PAGES', { pages: '4' }],
    ],
  );
  for (const r of remarks)
    for (const language of ['fr', 'en'] as const) assert.doesNotMatch(say(r.code, r.params, language), /…|[{}]|^SCAN/);
});

test('many pages are not all named', () => {
  const { remarks } = scan(...Array.from({ length: 12 }, (_, n) => page(INVOICE, n + 1, { bilevel: false })));
  assert.equal(
    remarks.find((r) => r.code === 'SCAN_NOT_BILEVEL')?.params?.['pages'],
    '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …',
  );
});

test('a page with more on it than is looked at decides nothing', () => {
  const crowd = Array.from({ length: 3100 }, (_, n) => `x${n}`);
  const reading = scan(page([...INVOICE, ...crowd]));
  assert.deepEqual([reading.invoice.issueDate, reading.plausible], [null, []]);
  assert.ok(reading.remarks.some((r) => r.code === 'SCAN_TEXT_TOO_LONG'));
  assert.deepEqual(decided(reading), ['DATE_NOT_FOUND', null]);
});
