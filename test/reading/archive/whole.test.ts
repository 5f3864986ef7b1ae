import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createReader } from '../../../shared/reading/pool.ts';
import { createScanReader } from '../../../shared/reading/scan/scan-reader.ts';
import { CLEAN, scanned } from '../../accuracy/generate/degrade.ts';
import { random } from '../../samples/random.ts';
import { writeTiff } from '../../samples/tiff.ts';
import { drawLines, invoiceLines } from '../../support/scans.ts';
import { lacking } from './programs.ts';
import { inkNear, shown, wordsFound } from './sheets.ts';

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
const scans = createScanReader();
const reader = createReader();
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([scans.close(), reader.close()]);
});
const skip = lacking('pdftotext', 'pdftoppm');

const page = drawLines(invoiceLines('F2019-12', '12/05/2019'));

/** A sheet that lay in the scanner like this, as a TIFF. */
async function scan(turns: 0 | 1 | 2 | 3, skew: number): Promise<Uint8Array> {
  return writeTiff([scanned(await page, { ...CLEAN, turns, skew }, random(7))], 300);
}

describe('a scan that is read and copied by the scan reader', () => {
  for (const [turns, skew] of [
    [0, 1.2],
    [2, -0.8],
    [0, 0.1],
  ] as const) {
    for (const form of ['TIFF', 'PDF'] as const) {
      it(`${form}, ${turns * 90} degrees, askew by ${skew}: its words are found where they stand`, {
        skip,
      }, async () => {
        const tiff = await scan(turns, skew);
        const bytes = form === 'TIFF' ? tiff : await copied(tiff);
        const read = await scans.readPage(bytes, 1);
        assert.ok(read.kind === 'page');
        const archive = await scans.archive(bytes, [read.page]);
        assert.ok(archive.kind === 'file');

        const found = wordsFound(folder, archive.bytes);
        const text = found.map((word) => word.text).join(' ');
        assert.match(text, /FACTURE.*Date de facture : 12\/05\/2019.*Total TTC 120,00 €/);
        const picture = shown(folder, archive.bytes);
        for (const { text: word, box } of found.filter((w) => w.text.length >= 4)) {
          const ink = inkNear(picture, box, 0);
          assert.ok(ink.width > box.width * 0.8 && ink.height > box.height * 0.6, `${word} at ${box.x}, ${box.y}`);
          const around = inkNear(picture, box, 1.5);
          assert.ok(around.height < box.height + 3 && ink.height > 0, `${word} at ${box.x}, ${box.y}`);
        }
      });
    }
  }

  it('the copy, sent in again, is read as recognised text and dated', async () => {
    const tiff = await scan(0, 0);
    const read = await scans.readPage(tiff, 1);
    assert.ok(read.kind === 'page');
    const archive = await scans.archive(tiff, [read.page]);
    assert.ok(archive.kind === 'file');
    const again = await reader.read(archive.bytes, { name: 'copy.pdf' });
    assert.ok(again.kind === 'text', again.kind);
    assert.equal(again.evidence.fields.find((f) => f.field === 'date')?.origin, 'ocr');
  });
});

async function copied(tiff: Uint8Array): Promise<Uint8Array> {
  const pdf = await scans.extract(tiff, [1]);
  assert.ok(pdf.kind === 'file');
  return pdf.bytes;
}
