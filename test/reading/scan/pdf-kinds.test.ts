import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { unpacked } from '../../../shared/reading/raster/bits.ts';
import { UnreadableError } from '../../../shared/reading/raster/unreadable.ts';
import { pagesOf, pictureOf } from '../../../shared/reading/scan/document.ts';
import { encodeG4 } from '../../samples/g4.ts';
import { invoice } from './drawn.ts';
import { addSheet, bitsOf, flateOneBit, type Laid, type Packed, pdfOf } from './pdfs.ts';
import { picture, type Sheet, sheet as shapes } from './pictures.ts';

const DPI = 100;
const page = invoice({ dpi: DPI });

const groupFour = (sheet: Sheet): Packed => {
  const { width, height } = sheet;
  return {
    entries: {
      BitsPerComponent: 1,
      ColorSpace: 'DeviceGray',
      Filter: 'CCITTFaxDecode',
      DecodeParms: { K: -1, Columns: width, Rows: height },
    },
    data: encodeG4({ width, height, points: sheet.data.map((light) => (light === 0 ? 1 : 0)) }),
  };
};
const inverted = (sheet: Sheet, entries: Packed['entries']): Packed => ({
  entries: { BitsPerComponent: 1, Filter: 'FlateDecode', ...entries },
  data: deflateSync(bitsOf(sheet).map((byte) => byte ^ 255)),
});
const GREY = { BitsPerComponent: 8, ColorSpace: 'DeviceGray' } as const;

/** Part of the dots that are not as drawn; the picture has the same size. */
async function wrong(pdf: Uint8Array, number = 1): Promise<number> {
  const { raster } = await pictureOf(pdf, number);
  assert.deepEqual([raster.width, raster.height], [page.width, page.height]);
  const { data } = unpacked(raster);
  let count = 0;
  for (let n = 0; n < data.length; n++) if (Math.abs(data[n]! - page.data[n]!) > 64) count++;
  return count / data.length;
}

describe('PDF: the picture of a page comes as it was scanned', () => {
  const kinds: readonly [name: string, laid: Laid, bilevel: boolean, most?: number][] = [
    ['Group 4', { pack: groupFour }, true],
    ['Flate, one bit', { pack: flateOneBit }, true],
    [
      'Flate, a byte a dot',
      { pack: ({ data }) => ({ entries: { ...GREY, Filter: 'FlateDecode' }, data: deflateSync(data) }) },
      true,
    ],
    [
      'JPEG',
      {
        pack: async (sheet) => ({
          entries: { ...GREY, Filter: 'DCTDecode' },
          data: await picture(sheet).jpeg({ quality: 85 }).toBuffer(),
        }),
      },
      false,
      1e-3,
    ],
    [
      'black and white exchanged by Decode',
      { pack: (s) => inverted(s, { ColorSpace: 'DeviceGray', Decode: [1, 0] }) },
      true,
    ],
    // What a mask has as 1 is left free.
    ['a mask', { pack: (s) => inverted(s, { ImageMask: true, Decode: [1, 0] }) }, true],
    // PDFium rounds the place of each strip: one may be stretched by a dot.
    ['cut in strips', { pack: flateOneBit, strips: 7 }, true, 1e-2],
    ['Group 4, cut in strips', { pack: groupFour, strips: 3 }, true, 1e-2],
    ['with a line of text at its foot', { pack: groupFour, text: '12/03/2019 page 1' }, false, 2e-3],
  ];
  for (const [name, laid, bilevel, most = 0] of kinds) {
    it(name, async () => {
      const pdf = await pdfOf(page, DPI, laid);
      const part = await wrong(pdf);
      assert.ok(part <= most, `${part} of the dots`);
      const told = await pictureOf(pdf, 1);
      assert.deepEqual([told.dpi, told.dpiTaken], [DPI, DPI]);
      if (laid.text === undefined) assert.equal(told.bilevel, bilevel);
    });
  }

  it('in a larger page: at its own closeness, with what is free around it', async () => {
    const { raster, dpi } = await pictureOf(await pdfOf(page, DPI, { around: 36 }), 1);
    assert.deepEqual([dpi, raster.width, raster.height], [DPI, page.width + 100, page.height + 100]);
    const { data, width } = unpacked(raster);
    let [both, drawn] = [0, 0];
    for (let y = 0; y < page.height; y++) {
      for (let x = 0; x < page.width; x++) {
        if (page.data[y * page.width + x] !== 0) continue;
        drawn++;
        if (data[(y + 50) * width + x + 50]! < 160) both++;
      }
    }
    assert.ok(both / drawn > 0.95, `${both / drawn}`);
  });

  it('each page of several its own', async () => {
    const pdf = await PDFDocument.create();
    await addSheet(pdf, shapes(2, 850, 1100), DPI);
    await addSheet(pdf, page, DPI, { pack: groupFour });
    const bytes = await pdf.save();
    assert.equal(await pagesOf(bytes), 2);
    assert.equal(await wrong(bytes, 2), 0);
    assert.equal((await pictureOf(bytes, 1)).width, 850);
  });

  it('A3, and 600 dots an inch', async () => {
    const large = await pictureOf(await pdfOf(shapes(40, 3508, 4960), 300), 1);
    assert.deepEqual([large.raster.width, large.raster.height, large.dpi], [3508, 4960, 300]);
    const close = await pictureOf(await pdfOf(shapes(40, 4960, 7016), 600), 1);
    assert.deepEqual([close.raster.width, close.raster.height, close.dpi], [4960, 7016, 600]);
  });

  it('protected by its owner only: read; by a password to open it: the reason', async () => {
    const encrypted = async (userPassword: string) => {
      const pdf = await PDFDocument.create();
      await addSheet(pdf, page, DPI);
      await pdf.encrypt({ userPassword, ownerPassword: 'owner' });
      return pdf.save();
    };
    assert.equal(await wrong(await encrypted('')), 0);
    const refused = (error: unknown) => error instanceof UnreadableError && error.answer.reason === 'PDF_ENCRYPTED';
    await assert.rejects(pagesOf(await encrypted('secret')).then(String), refused);
  });
});
