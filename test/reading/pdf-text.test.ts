import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Reading } from '../../shared/domain/invoice.ts';
import { readPages } from '../../shared/domain/page/read-pages.ts';
import { textPages } from '../../shared/reading/pdf-text.ts';
import { getDocument } from '../../shared/reading/pdfjs.ts';
import { createReader } from '../../shared/reading/pool.ts';
import { sampleBytes, samplesFolder, samplesOf } from '../support/samples.ts';

const reader = createReader({ timeoutMs: 60_000 });
after(() => reader.close());

const LINES = ['FACTURE', 'Date de facture : 02/11/2019', 'Échéance : 02/12/2019', 'Total TTC : 120,00 €'];

/** Pages of A4 with lines; `turn` turns the page in the viewer, `write` the text on the page. */
async function pdf(pages: readonly (readonly string[])[], { turn = 0, write = 0 } = {}): Promise<Uint8Array> {
  const file = await PDFDocument.create();
  const font = await file.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = file.addPage([595, 842]);
    page.setRotation(degrees(turn));
    for (const [n, text] of lines.entries()) {
      const [x, y] = write === 90 ? [100 + 20 * n, 50] : write === 180 ? [500, 50 + 20 * n] : [50, 780 - 20 * n];
      page.drawText(text, { x, y, size: 11, font, rotate: degrees(write) });
    }
  }
  return file.save({ useObjectStreams: false });
}

const dateOf = (r: Reading) => (r.kind === 'text' ? r.invoice.issueDate : r.kind);
const read = (bytes: Uint8Array) => reader.read(bytes, { name: 'facture.pdf' });

test('a page is read as it is shown, however it is turned', async () => {
  assert.equal(dateOf(await read(await pdf([LINES]))), '2019-11-02');
  for (const turn of [90, 180, 270])
    assert.equal(dateOf(await read(await pdf([LINES], { turn }))), '2019-11-02', `${turn}`);
  for (const write of [90, 180])
    assert.equal(dateOf(await read(await pdf([LINES], { write }))), '2019-11-02', `${write}`);
});

test('places are points from the upper left corner', async () => {
  const reading = await read(await pdf([LINES]));
  assert.equal(reading.kind, 'text');
  if (reading.kind !== 'text') return;
  const { box, label } = reading.evidence.fields.find((f) => f.field === 'date')!;
  assert.equal(label, 'Date de facture');
  assert.ok(box && box.x > 120 && box.x < 150 && box.y > 70 && box.y < 85, JSON.stringify(box));
});

test('a file made by a scanner has text that was recognised', async () => {
  for (const [producer, origin] of [
    ['ABBYY FineReader 15', 'ocr'],
    ['LibreOffice 7.0', 'text'],
  ] as const) {
    const file = await PDFDocument.load(await pdf([LINES]));
    file.setProducer(producer);
    const reading = await read(await file.save({ useObjectStreams: false }));
    assert.equal(reading.kind === 'text' && reading.evidence.fields[0]!.origin, origin);
    assert.equal(dateOf(reading), origin === 'text' ? '2019-11-02' : null);
  }
});

test('of a thousand pages the first and the last are read', async () => {
  const pages = Array.from({ length: 1000 }, () => ['Détail']);
  const reading = await read(await pdf([LINES.slice(0, 3), ...pages, [LINES[3]!]]));
  assert.equal(dateOf(reading), '2019-11-02');
  assert.equal(reading.kind === 'text' && reading.invoice.gross, 12000);
});

test('more text than an invoice has: it ends, nothing is certain, and that is told', async () => {
  const line = Array.from({ length: 40 }, (_, n) => `(02/11/20${10 + (n % 20)}) Tj 4 0 Td`).join(' ');
  const content = Buffer.from(
    `BT /F1 4 Tf 20 800 Td (Date de facture : 02/11/2019) Tj ${`0 -0.2 Td ${line} -160 0 Td `.repeat(2500)} ET`,
  );
  const file = await PDFDocument.create();
  const page = file.addPage([595, 842]);
  page.setFont(await file.embedFont(StandardFonts.Helvetica));
  const name = page.node
    .Resources()!
    .lookup(page.node.Resources()!.keys()[0]!)!
    .toString()
    .match(/\/(Helvetica[^\s]*)/)![1]!;
  const text = content.toString().replace('/F1', `/${name}`);
  page.node.set(file.context.obj({ Contents: 0 }).keys()[0]!, file.context.register(file.context.flateStream(text)));
  const reading = await read(await file.save());
  assert.equal(reading.kind, 'text', JSON.stringify(reading).slice(0, 300));
  assert.equal(dateOf(reading), null);
  assert.deepEqual(
    reading.remarks.map((r) => r.code),
    ['TEXT_TOO_LONG'],
  );
});

const folder = samplesFolder();
if (folder !== null) {
  const invoices = samplesOf(folder).filter((s) => /^facturx\/.*\.pdf$/.test(s.file));
  test('real Factur-X read by their pages alone: the date of their XML, or none', async () => {
    let right = 0;
    for (const { file, expected } of invoices) {
      const task = getDocument({ data: sampleBytes(folder, file), verbosity: 0, useSystemFonts: false });
      const { pages } = await textPages(await task.promise);
      const { invoice } = readPages(pages);
      if (invoice.issueDate !== null) assert.equal(invoice.issueDate, expected['date'], file);
      if (invoice.issueDate !== null) right++;
      await task.destroy();
    }
    assert.ok(right >= invoices.length - 2, `${right} of ${invoices.length}`);
  });
}
