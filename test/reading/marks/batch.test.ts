import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PDFDocument, type PDFPage, StandardFonts } from '@cantoo/pdf-lib';
import { planSplit } from '../../../shared/domain/batch/plan.ts';
import { qrCode } from '../../../shared/print/qr-code.ts';
import { separatorSheets } from '../../../shared/print/separator-sheets.ts';
import { findMarks } from '../../../shared/reading/marks/find-marks.ts';
import { createScanReader } from '../../../shared/reading/scan/scan-reader.ts';
import { CLEAN, scanned } from '../../accuracy/generate/degrade.ts';
import { drawnPages } from '../../samples/drawn-pages.ts';
import type { Bitmap } from '../../samples/g4.ts';
import { random } from '../../samples/random.ts';
import { writeTiff } from '../../samples/tiff.ts';
import { rasterOf } from '../../support/rasters.ts';

/** An invoice with rules, filled rows and a payment QR code, as a PDF of one page. */
async function drawnInvoice(number: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([595, 842]);
  const lines = ['Moulin du Bief, 12 rue des Arbres, 69001 Lyon', 'RCS Lyon 732 829 320', `Facture n° ${number}`];
  lines.push('Date de facture : 05/05/2019', 'Total HT 100,00 EUR', 'TVA 20,00 EUR', 'Total TTC 120,00 EUR');
  for (const [n, text] of lines.entries()) page.drawText(text, { x: 60, y: 720 - n * 24, size: 13, font });
  page.drawText('FACTURE', { x: 60, y: 770, size: 28, font });
  for (let n = 0; n < 12; n++) page.drawRectangle({ x: 60, y: 320 + n * 14, width: 460, height: n % 2 ? 6 : 1 });
  await drawQr(page, `BCD\n002\n1\nSCT\n\nMoulin du Bief\nFR7630001007941234567890185\nEUR120.00\n\n\n${number}`);
  return pdf.save();
}

async function drawQr(page: PDFPage, text: string): Promise<void> {
  const squares = await qrCode(text);
  const size = 110 / squares.length;
  for (const [y, row] of squares.entries())
    for (const [x, black] of row.entries())
      if (black) page.drawRectangle({ x: 400 + x * size, y: 180 - y * size, width: size, height: size });
}

async function bitmaps(pdf: Uint8Array, skew: number): Promise<Bitmap[]> {
  const pages: Bitmap[] = [];
  for await (const page of drawnPages(pdf, 300)) pages.push(scanned(page, { ...CLEAN, skew, dust: 60 }, random(5)));
  return pages;
}

test('an invoice with tables, rules and a payment code has that code alone', async () => {
  const [page] = await bitmaps(await drawnInvoice('F-1'), 0.4);
  const marks = await findMarks(rasterOf(page!, 300));
  assert.deepEqual(
    marks.map((m) => [m.kind, m.format, m.text.slice(0, 3)]),
    [['barcode', 'QRCode', 'BCD']],
  );
});

test('three invoices with sheets between them, scanned, read and divided by the real reader', async (t) => {
  const sheet = await separatorSheets({ count: 1, statement: null });
  const pages: Bitmap[] = [];
  for (const number of ['A-1001', 'B-2002', 'C-3003'])
    pages.push(...(await bitmaps(sheet, 0.6)), ...(await bitmaps(await drawnInvoice(number), -0.5)));
  const tiff = writeTiff(pages, 300);
  const reader = createScanReader({});
  t.after(() => reader.close());
  const read = [];
  for (let n = 1; n <= 6; n++) {
    const answer = await reader.readPage(tiff, n);
    assert.ok(answer.kind === 'page', JSON.stringify(answer).slice(0, 200));
    read.push(answer.page);
  }
  const plan = planSplit(read);
  assert.ok(plan.kind === 'split', JSON.stringify(plan).slice(0, 500));
  assert.deepEqual(
    plan.parts.map((p) => p.pages),
    [[2], [4], [6]],
  );
  const part = await reader.extract(tiff, plan.parts[1]!.pages);
  assert.ok(part.kind === 'file');
  const own = await reader.readPage(part.bytes, 1);
  assert.ok(own.kind === 'page');
  assert.match(own.page.page.fragments.map((f) => f.text).join(' '), /B-2002/);
});
