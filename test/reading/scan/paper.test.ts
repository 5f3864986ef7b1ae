import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { readDocument } from '../../../shared/reading/document.ts';
import { picture, sheet } from './pictures.ts';

const jpeg = await picture(sheet(20, 620, 877))
  .jpeg()
  .toBuffer();

/** One page for each: with a picture over that part of its height, and text. */
async function kindOf(...pages: [covered: number, text: string][]): Promise<string> {
  const pdf = await PDFDocument.create();
  const image = await pdf.embedJpg(jpeg);
  for (const [covered, text] of pages) {
    const page = pdf.addPage([595, 842]);
    if (covered > 0) page.drawImage(image, { x: 0, y: 0, width: 595, height: 842 * covered });
    if (text) page.drawText(text, { x: 20, y: 20, size: 6, lineHeight: 8 });
  }
  return (await readDocument(await pdf.save(), 'scan.pdf')).kind;
}
const INVOICE = 'Facture n° 2019-0042 du 12/03/2019, total TTC 1 234,56 EUR, à payer avant le 12/04/2019.\n'.repeat(3);

test('a PDF of pictures with next to no text is paper', async () => {
  assert.equal(await kindOf([1, '']), 'paper');
  assert.equal(await kindOf([1, 'Page 1/2'], [1, 'Page 2/2']), 'paper');
  assert.equal(await kindOf([0.95, 'From: scan@cabinet.example  To: factures@cabinet.example  12/03/2019']), 'paper');
});

test('real text stays text, over a picture and without one, on one page of several', async () => {
  assert.equal(await kindOf([0, 'Page 1/2']), 'text');
  assert.equal(await kindOf([0.5, 'Facture du 12/03/2019']), 'text');
  assert.equal(await kindOf([1, INVOICE]), 'text');
  assert.equal(await kindOf([1, ''], [0, INVOICE]), 'text');
});
