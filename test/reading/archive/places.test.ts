import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { concatTransformationMatrix, degrees, PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import type { Box } from '../../../shared/domain/page/page.ts';
import { makeArchive } from '../../../shared/reading/archive/make-archive.ts';
import type { Bitmap } from '../../samples/g4.ts';
import { writeTiff } from '../../samples/tiff.ts';
import { lacking } from './programs.ts';
import { DPI, inkNear, type Lie, mirrored, type Sheet, sheet, shown, turnedBack, WORDS, wordsFound } from './sheets.ts';
import { bilevelTiff, withField } from './tiffs.ts';

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const skip = lacking('pdftotext', 'pdftoppm');

const LIES: readonly Lie[] = [
  { turned: 0, skew: 0 },
  { turned: 90, skew: 0 },
  { turned: 180, skew: 0 },
  { turned: 270, skew: 0 },
  { turned: 0, skew: 2.5 },
  { turned: 0, skew: -1.5 },
  { turned: 90, skew: 2 },
  { turned: 180, skew: -2 },
  { turned: 270, skew: 1.5 },
];
const name = ({ turned, skew }: Lie) => `turned by ${turned}, askew by ${skew}`;

/** Points: two dots, and what a program rounds. */
const NEAR = 1.5;

/** Each word stands upright, in order, and where the page shows its bar. */
function assertInPlace(pdf: Uint8Array): void {
  const found = wordsFound(folder, pdf);
  const picture = shown(folder, pdf);
  assert.deepEqual(
    found.map((word) => word.text),
    WORDS.map((word) => word.text),
  );
  for (const { text, box } of found) {
    const ink = inkNear(picture, box, 6);
    for (const side of ['x', 'y', 'width', 'height'] as const satisfies readonly (keyof Box)[]) {
      assert.ok(Math.abs(box[side] - ink[side]) < NEAR, `${text}: ${side} ${box[side]}, its bar ${ink[side]}`);
    }
  }
}

describe('the words of a searchable copy stand on the picture', () => {
  for (const lie of LIES) {
    it(`of a TIFF, ${name(lie)}`, { skip }, async () => {
      const { bitmap, scanned } = sheet(lie);
      assertInPlace(await makeArchive(writeTiff([bitmap], DPI), [scanned]));
    });
  }

  for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
    it(`of a TIFF whose tag "orientation" is ${orientation}`, { skip }, async () => {
      const { bitmap, scanned } = sheet({ turned: 90, skew: 1 });
      assertInPlace(await makeArchive(await storedAs(bitmap, orientation), [scanned]));
    });
  }

  it('of a fax, with half as many dots down as across', { skip }, async () => {
    const { bitmap, scanned } = sheet({ turned: 0, skew: 1 });
    const { width, height, points } = bitmap;
    const half = { width, height: height / 2, points: new Uint8Array((width * height) / 2) };
    for (let y = 0; y < half.height; y++)
      half.points.set(points.subarray(2 * y * width, (2 * y + 1) * width), y * width);
    const options = { compression: 'ccittfax4', xres: DPI / 25.4, yres: DPI / 2 / 25.4 } as const;
    const quality = { ...scanned.quality, height: half.height };
    assertInPlace(await makeArchive(await bilevelTiff(half, options), [{ ...scanned, quality }]));
  });

  for (const rotate of [0, 90, 180, 270] as const) {
    const lie: Lie = { turned: ((360 - rotate) % 360) as Lie['turned'], skew: 0 };
    it(`of a PDF that turns its page by ${rotate}, cropped`, { skip }, async () => {
      // The sheet as it is shown by the PDF stands upright only after another turn.
      const seen = sheet(lie);
      assertInPlace(await makeArchive(await pdfOf(seen, rotate), [seen.scanned]));
    });
  }

  it('of a PDF, turned and askew', { skip }, async () => {
    const seen = sheet({ turned: 180, skew: 1.5 });
    assertInPlace(await makeArchive(await pdfOf(seen, 90), [seen.scanned]));
  });
});

/** A PDF that shows the sheet as it came: turned back first, as `rotate` turns it again; on a larger page, cropped. */
async function pdfOf({ bitmap }: Sheet, rotate: 0 | 90 | 180 | 270): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const source = await PDFDocument.load(await makeArchive(writeTiff([bitmap], DPI), []));
  const [picture] = await pdf.embedPdf(source, [0]);
  const [width, height] = [(bitmap.width * 72) / DPI, (bitmap.height * 72) / DPI];
  const onItsSide = rotate % 180 !== 0;
  const [w, h] = onItsSide ? [height, width] : [width, height];
  const page = pdf.addPage([w + 100, h + 60]);
  const at = { 0: [30, 20], 90: [30 + w, 20], 180: [30 + w, 20 + h], 270: [30, 20 + h] }[rotate] as [number, number];
  page.drawPage(picture!, { x: at[0], y: at[1], rotate: degrees(rotate) });
  page.setCropBox(30, 20, w, h);
  page.setRotation(degrees(rotate));
  // A state left behind by the page's own content must not move the words.
  page.pushOperators(concatTransformationMatrix(2, 0, 0, 2, 50, 50));
  return pdf.save();
}

/** A TIFF that, with this orientation, shows the bitmap: how to store it is found by trying what sharp makes of it. */
async function storedAs(bitmap: Bitmap, orientation: number): Promise<Uint8Array> {
  const shownDots = Buffer.from(bitmap.points.map((point) => (point ? 0 : 255)));
  for (const mirror of [false, true]) {
    for (const turns of [0, 90, 180, 270] as const) {
      const stored = turnedBack(mirror ? mirrored(bitmap) : bitmap, turns);
      const tiff = withField(writeTiff([stored], DPI), 274, orientation);
      const { data, info } = await sharp(tiff)
        .autoOrient()
        .toColourspace('b-w')
        .raw()
        .toBuffer({ resolveWithObject: true });
      if (info.width === bitmap.width && data.equals(shownDots)) return tiff;
    }
  }
  throw new Error(`nothing is shown upright by orientation ${orientation}`);
}
