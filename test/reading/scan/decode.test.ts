import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import { unpacked } from '../../../shared/reading/raster/bits.ts';
import { believed, guessedDpi } from '../../../shared/reading/raster/size.ts';
import { UnreadableError } from '../../../shared/reading/raster/unreadable.ts';
import { pagesOf, pictureOf } from '../../../shared/reading/scan/document.ts';
import { bitsOf } from './pdfs.ts';
import { box, g4, picture, sheet } from './pictures.ts';

// Not the same turned about, so that an exchange of its sides or colours shows.
const page = sheet(3, 1240, 1754);
box(page, 100, 100, 300, 40);

/** Part of the dots that differ by more than a compression with loss makes of them. */
function apart(a: Uint8Array, b: Uint8Array): number {
  assert.equal(a.length, b.length);
  let wrong = 0;
  for (let n = 0; n < a.length; n++) if (Math.abs(a[n]! - b[n]!) > 64) wrong++;
  return wrong / a.length;
}

const res = { xres: 150 / 25.4, yres: 150 / 25.4, resolutionUnit: 'inch' } as const;
const forms: [name: string, make: () => Promise<Buffer>, bits: 1 | 8][] = [
  ['Group 4', () => g4(page, 150), 1],
  [
    'one bit, Deflate',
    () =>
      picture(page)
        .tiff({ ...res, compression: 'deflate', predictor: 'none', bitdepth: 1 })
        .toBuffer(),
    1,
  ],
  [
    'one bit, black is zero, without compression',
    () =>
      picture(page)
        .tiff({ ...res, compression: 'none', bitdepth: 1, miniswhite: false })
        .toBuffer(),
    1,
  ],
  [
    'one bit, white is zero',
    () =>
      picture(page)
        .tiff({ ...res, compression: 'none', bitdepth: 1, miniswhite: true })
        .toBuffer(),
    1,
  ],
  [
    'grey that is black and white, LZW',
    () =>
      picture(page)
        .tiff({ ...res, compression: 'lzw' })
        .toBuffer(),
    1,
  ],
  [
    'grey, JPEG',
    () =>
      picture(page)
        .tiff({ ...res, compression: 'jpeg', quality: 80 })
        .toBuffer(),
    8,
  ],
  [
    'grey, tiled',
    () =>
      picture(page)
        .linear(0.9, 10)
        .tiff({ ...res, compression: 'deflate', tile: true })
        .toBuffer(),
    8,
  ],
  [
    'colour, PackBits',
    () =>
      picture(page)
        .linear(0.9, 10)
        .toColourspace('srgb')
        .tiff({ ...res, compression: 'packbits' })
        .toBuffer(),
    8,
  ],
  [
    'colour with transparency',
    () =>
      picture(page)
        .linear(0.9, 10)
        .toColourspace('srgb')
        .ensureAlpha()
        .tiff({ ...res, compression: 'lzw' })
        .toBuffer(),
    8,
  ],
  [
    '16 bits',
    () =>
      picture(page)
        .linear(0.9, 10)
        .toColourspace('grey16')
        .tiff({ ...res, compression: 'deflate' })
        .toBuffer(),
    8,
  ],
];
for (const [name, make, bits] of forms) {
  test(`TIFF: ${name}`, async () => {
    const { raster, ...rest } = await pictureOf(await make(), 1);
    assert.deepEqual(rest, { width: 1240, height: 1754, dpi: 150, dpiTaken: 150, bilevel: bits === 1 });
    assert.equal(raster.bits, bits);
    assert.ok(apart(unpacked(raster).data, page.data) < 1e-4);
  });
}

/** Where a tag's value stands in the first directory of a little-endian TIFF. */
function entry(tiff: Buffer, tag: number): number {
  const at = tiff.readUInt32LE(4);
  for (let n = 0; n < tiff.readUInt16LE(at); n++) {
    if (tiff.readUInt16LE(at + 2 + n * 12) === tag) return at + 2 + n * 12;
  }
  throw new Error(`no tag ${tag}`);
}

async function patched(...changes: ((tiff: Buffer) => void)[]): Promise<Buffer> {
  const tiff = await g4(page, 150);
  assert.equal(tiff.toString('latin1', 0, 2), 'II');
  for (const change of changes) change(tiff);
  return tiff;
}
const reason = (wanted: string) => (error: unknown) =>
  error instanceof UnreadableError && error.answer.reason === wanted;

test('TIFF: resolutions that are missing, absurd, by the centimetre, of a fax', async () => {
  const rational = (tag: number, value: number) => (tiff: Buffer) => {
    const at = tiff.readUInt32LE(entry(tiff, tag) + 8);
    tiff.writeUInt32LE(value, at);
    tiff.writeUInt32LE(1, at + 4);
  };
  const both = (value: number) => (tiff: Buffer) => [282, 283].forEach((tag) => void rational(tag, value)(tiff));
  const dpi = async (...changes: ((tiff: Buffer) => void)[]) => {
    const { dpi, dpiTaken } = await pictureOf(await patched(...changes), 1);
    return [dpi, dpiTaken];
  };
  // 1240 x 1754 dots are A4 at 150.
  assert.deepEqual(await dpi(both(0)), [null, 150]);
  assert.deepEqual(await dpi(both(7620)), [null, 150]);
  assert.deepEqual(await dpi(both(60), (t) => t.writeUInt16LE(3, entry(t, 296) + 8)), [152.4, 152.4]);
  assert.deepEqual(await dpi(both(150), (t) => t.writeUInt16LE(1, entry(t, 296) + 8)), [150, 150]);
  const fax = await pictureOf(await patched(rational(282, 204), rational(283, 98)), 1);
  assert.deepEqual([fax.dpi, fax.width, fax.height], [204, 1240, 1754]);
  assert.deepEqual([fax.raster.width, fax.raster.height], [1240, Math.round((1754 * 204) / 98)]);
});

test('the sheet that a picture most likely is tells its resolution', () => {
  const sizes = [
    [2480, 3508, 300],
    [3508, 2480, 300],
    [1654, 2339, 200],
    [1748, 2480, 300],
    [2550, 3300, 300],
    [4960, 7016, 600],
  ] as const;
  for (const [width, height, dpi] of sizes) assert.equal(guessedDpi(width, height), dpi, `${width} x ${height}`);
  assert.equal(believed(72, 2480, 3508), null);
  assert.equal(believed(300, 945, 6000), 300);
});

test('TIFF: the tag of orientation is followed', async () => {
  const tiff = await picture(page).withMetadata({ orientation: 6 }).tiff(res).toBuffer();
  const { raster, width, height } = await pictureOf(tiff, 1);
  assert.deepEqual([raster.width, raster.height, width, height], [1754, 1240, 1754, 1240]);
  assert.equal(unpacked(raster).data[200 * 1754 + 1754 - 120], 0);
});

test('TIFF: bombs and broken files are refused with their reason', async () => {
  const side = (tag: number, value: number) => (t: Buffer) => {
    t.writeUInt16LE(4, entry(t, tag) + 2);
    t.writeUInt32LE(value, entry(t, tag) + 8);
  };
  const huge = await patched(side(256, 100_000), side(257, 100_000));
  await assert.rejects(pictureOf(huge, 1), reason('IMAGE_TOO_LARGE'));
  await assert.rejects(pictureOf(await patched(side(256, 0)), 1), reason('TIFF_BROKEN'));
  const whole = await g4(page, 150);
  await assert.rejects(pagesOf(whole.subarray(0, whole.length - 20)), UnreadableError);
  const circle = await patched((t) =>
    t.writeUInt32LE(t.readUInt32LE(4), t.readUInt32LE(4) + 2 + 12 * t.readUInt16LE(t.readUInt32LE(4))),
  );
  await assert.rejects(pagesOf(circle), reason('TIFF_BROKEN'));
  await assert.rejects(pictureOf(whole, 2), reason('PAGE_MISSING'));
  await assert.rejects(pagesOf(Buffer.from('nothing')), reason('FILE_TYPE_UNSUPPORTED'));
});

async function pdfOf(width: number, height: number, bits: Uint8Array, turn = 0): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const image = pdf.context.stream(deflateSync(bits), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: 1,
    ColorSpace: 'DeviceGray',
    Filter: 'FlateDecode',
  });
  const [w, h] = [(width * 72) / 150, (height * 72) / 150];
  const sheetOf = pdf.addPage([w, h]);
  sheetOf.setRotation(degrees(turn));
  const name = sheetOf.node.newXObject('I', pdf.context.register(image));
  sheetOf.node.addContentStream(pdf.context.register(pdf.context.stream(`q ${w} 0 0 ${h} 0 0 cm ${name} Do Q`)));
  return pdf.save();
}

test('PDF: the picture that fills a page comes dot for dot, in black and white', async () => {
  const { raster, ...rest } = await pictureOf(await pdfOf(page.width, page.height, bitsOf(page)), 1);
  assert.deepEqual(rest, { width: 1240, height: 1754, dpi: 150, dpiTaken: 150, bilevel: true });
  assert.equal(raster.bits, 1);
  assert.equal(Buffer.compare(unpacked(raster).data, page.data), 0);
});

test('PDF: the rotation of a page is followed', async () => {
  const { raster } = await pictureOf(await pdfOf(page.width, page.height, bitsOf(page), 90), 1);
  assert.deepEqual([raster.width, raster.height], [1754, 1240]);
  // The bar of the upper left corner stands at the upper right one.
  assert.equal(unpacked(raster).data[200 * 1754 + 1754 - 120], 0);
});

test('PDF: bombs, missing pages, broken files', async () => {
  const bomb = await pdfOf(30_000, 30_000, new Uint8Array(30_000 * 3750));
  assert.ok(bomb.length < 200_000);
  await assert.rejects(pictureOf(bomb, 1), reason('IMAGE_TOO_LARGE'));
  assert.equal(await pagesOf(bomb), 1);
  await assert.rejects(pictureOf(await pdfOf(8, 8, new Uint8Array(8)), 2), reason('PAGE_MISSING'));
  await assert.rejects(pagesOf(Buffer.from('%PDF-1.4\nnothing')), reason('PDF_BROKEN'));
});
