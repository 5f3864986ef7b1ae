import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { PDFDict, PDFDocument, PDFName } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { checkTiff } from '../../../shared/domain/ending/tiff.ts';
import { extractPages } from '../../../shared/reading/archive/extract-pages.ts';
import { makeArchive } from '../../../shared/reading/archive/make-archive.ts';
import type { Bitmap } from '../../samples/g4.ts';
import { writeTiff } from '../../samples/tiff.ts';
import { lacking, run } from './programs.ts';
import { DPI, sheet, shown } from './sheets.ts';
import { bilevelTiff, joined, noise, sharpTiff, withField } from './tiffs.ts';

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const skip = lacking('pdfimages', 'pdftoppm');

const { bitmap } = sheet({ turned: 0, skew: 1 });
const [width, height] = [301, 203];
const colour = noise(width, height, 3);
const grey = noise(width, height, 1);

interface Found {
  readonly packed: string;
  readonly dots: Buffer;
}

/** The pictures of a PDF, in order: how each is packed, and its dots. */
async function picturesIn(pdf: Uint8Array): Promise<Found[]> {
  const file = join(folder, 'in.pdf');
  writeFileSync(file, pdf);
  const rows = run('pdfimages', ['-list', file]).toString().trim().split('\n').slice(2);
  for (const old of readdirSync(folder)) if (old.startsWith('dots-')) rmSync(join(folder, old));
  run('pdfimages', ['-png', file, join(folder, 'dots')]);
  return Promise.all(
    rows.map(async (row, n) => {
      const png = readFileSync(join(folder, `dots-${String(n).padStart(3, '0')}.png`));
      const space = row.includes(' gray ') ? 'b-w' : 'srgb';
      return { packed: row.trim().split(/\s+/)[8]!, dots: await sharp(png).toColourspace(space).raw().toBuffer() };
    }),
  );
}

async function pictureIn(pdf: Uint8Array): Promise<Found> {
  const found = await picturesIn(pdf);
  assert.equal(found.length, 1, 'one picture');
  return found[0]!;
}

/** Programs that draw may put the edge of something black one dot beside. */
function assertDrawn(drawn: Bitmap, was: Bitmap): void {
  assert.deepEqual([drawn.width, drawn.height], [was.width, was.height]);
  const isNear = (at: Bitmap, x: number, y: number, point: number) => {
    for (const dy of [-1, 0, 1])
      for (const dx of [-1, 0, 1]) if (at.points[(y + dy) * at.width + x + dx] === point) return true;
    return false;
  };
  for (let y = 0; y < was.height; y++)
    for (let x = 0; x < was.width; x++) {
      const n = y * was.width + x;
      if (drawn.points[n] === was.points[n]) continue;
      assert.ok(isNear(was, x, y, drawn.points[n]!) && isNear(drawn, x, y, was.points[n]!), `dot ${x}, ${y}`);
    }
}

function dotsOf({ points }: Bitmap): Buffer {
  return Buffer.from(points.map((point) => (point ? 0 : 255)));
}

describe('pictures of a searchable copy', () => {
  const bilevel: readonly [name: string, tiff: () => Uint8Array | Promise<Uint8Array>][] = [
    ['Group 4 in one strip', () => writeTiff([bitmap], DPI)],
    ['Group 4 in one strip, black is zero', () => bilevelTiff(bitmap, { compression: 'ccittfax4', tileHeight: 32768 })],
    ['Group 4 in several strips', () => bilevelTiff(bitmap, { compression: 'ccittfax4', tileHeight: 64 })],
    ['Group 4 in tiles', () => bilevelTiff(bitmap, { compression: 'ccittfax4', tile: true })],
    ['Deflate', () => bilevelTiff(bitmap, { compression: 'deflate', predictor: 'none', miniswhite: true })],
    ['nothing packed', () => bilevelTiff(bitmap, { compression: 'none' })],
    ['BigTIFF', () => bilevelTiff(bitmap, { compression: 'ccittfax4', bigtiff: true, tileHeight: 32768 })],
  ];
  for (const [name, tiff] of bilevel) {
    it(`black and white, ${name}: Group 4, every dot`, { skip }, async () => {
      const bytes = await tiff();
      const { packed, dots } = await pictureIn(await makeArchive(bytes, []));
      assert.equal(packed, 'ccitt');
      assert.ok(dots.equals(dotsOf(bitmap)));
    });
  }

  it('bits in the other order', { skip }, async () => {
    const plain = Buffer.from(writeTiff([bitmap], DPI));
    const strip = 8 + 2 + 15 * 12 + 4 + 8;
    // The directory of the writer above has no field 266: its field 254, which says nothing here, is made one.
    const size = plain.readUInt32LE(8 + 2 + 10 * 12 + 8);
    for (let n = strip; n < strip + size; n++) plain[n] = mirrored(plain[n]!);
    plain.writeUInt16LE(266, 10);
    plain.writeUInt32LE(2, 18);
    const { packed, dots } = await pictureIn(await makeArchive(plain, []));
    assert.equal(packed, 'ccitt');
    assert.ok(dots.equals(dotsOf(bitmap)));
  });

  it('a strip of Group 4 is copied as it is', async () => {
    const tiff = writeTiff([bitmap], DPI);
    const at = 8 + 2 + 15 * 12 + 4 + 8;
    const strip = Buffer.from(tiff).subarray(at, at + Buffer.from(tiff).readUInt32LE(8 + 2 + 10 * 12 + 8));
    assert.ok(Buffer.from(await makeArchive(tiff, [])).includes(strip));
  });

  const coloured: readonly [name: string, channels: 1 | 3, options: import('sharp').TiffOptions, packed: string][] = [
    ['grey, LZW', 1, { compression: 'lzw' }, 'image'],
    ['colour, Deflate with predictor', 3, { compression: 'deflate', predictor: 'horizontal' }, 'image'],
    ['colour, nothing packed', 3, { compression: 'none' }, 'image'],
    ['colour, tiles', 3, { compression: 'lzw', tile: true, tileWidth: 64, tileHeight: 64 }, 'image'],
    ['grey, one JPEG', 1, { compression: 'jpeg', quality: 80, tileHeight: 4096 }, 'jpeg'],
    ['colour, one JPEG in RGB', 3, { compression: 'jpeg', quality: 95, tileHeight: 4096 }, 'jpeg'],
    ['colour, one JPEG in YCbCr', 3, { compression: 'jpeg', quality: 80, tileHeight: 4096 }, 'jpeg'],
    ['colour, JPEG in strips', 3, { compression: 'jpeg', quality: 80, tileHeight: 64 }, 'image'],
  ];
  for (const [name, channels, options, packing] of coloured) {
    it(`${name}: without loss`, { skip }, async () => {
      const tiff = await sharpTiff(channels === 1 ? grey : colour, { width, height, channels }, options);
      const { packed, dots } = await pictureIn(await makeArchive(tiff, []));
      const before = await sharp(tiff)
        .toColourspace(channels === 1 ? 'b-w' : 'srgb')
        .raw()
        .toBuffer();
      assert.equal(packed, packing);
      assert.equal(dots.length, before.length);
      // Two decoders of one JPEG may round its colours differently.
      const most = dots.reduce((worst, dot, n) => Math.max(worst, Math.abs(dot - before[n]!)), 0);
      assert.ok(most <= (packing === 'jpeg' ? 3 : 0), `${most} apart`);
    });
  }

  it('a page is drawn as it was, in its true size', { skip }, async () => {
    const pdf = await makeArchive(writeTiff([bitmap], DPI), []);
    const page = (await PDFDocument.load(pdf)).getPage(0);
    assert.deepEqual(page.getSize(), { width: (bitmap.width * 72) / DPI, height: (bitmap.height * 72) / DPI });
    assertDrawn(shown(folder, pdf), bitmap);
  });

  it('dots of a fax are not square', async () => {
    const fax = await sharpTiff(grey, { width, height, channels: 1 }, { xres: 204 / 25.4, yres: 98 / 25.4 });
    const size = (await PDFDocument.load(await makeArchive(fax, []))).getPage(0).getSize();
    assert.ok(Math.abs(size.width - (width * 72) / 204) < 0.01);
    assert.ok(Math.abs(size.height - (height * 72) / 98) < 0.01);
  });

  it('without a resolution, a page is taken for a usual sheet', async () => {
    const large: Bitmap = { width: 1654, height: 2339, points: new Uint8Array(1654 * 2339) };
    const size = (await PDFDocument.load(await makeArchive(writeTiff([large], 0), []))).getPage(0).getSize();
    assert.ok(Math.abs(size.height - 842) < 2, `${size.height}`);
  });

  it('a page that can not be decoded says so; its neighbours are whole', { skip }, async () => {
    const page = () => writeTiff([bitmap], DPI);
    // Group 4 said to be packed by Deflate: not a byte of it can be unpacked.
    const tiff = joined([page(), withField(page(), 259, 8), page()]);
    assert.deepEqual(checkTiff(tiff).ok && checkTiff(tiff), { ok: true, pages: 3, certain: true });
    const pdf = await makeArchive(tiff, []);
    const file = join(folder, 'middle.pdf');
    writeFileSync(file, pdf);
    assert.match(run('pdftotext', ['-f', '2', '-l', '2', file, '-']).toString(), /Page 2 : image illisible/);
    const found = await picturesIn(pdf);
    assert.deepEqual(
      found.map(({ dots }) => dots.equals(dotsOf(bitmap))),
      [true, true],
    );
  });
});

describe('some pages of a scan', () => {
  const [one, two, three] = [0, 1.5, -2].map((skew) => sheet({ turned: 0, skew }).bitmap) as [Bitmap, Bitmap, Bitmap];

  it('of a TIFF, in the order wanted, dot for dot', { skip }, async () => {
    const pdf = await extractPages(writeTiff([one, two, three], DPI), [3, 1]);
    assert.equal((await PDFDocument.load(pdf)).getPageCount(), 2);
    const found = await picturesIn(pdf);
    assert.ok(found[0]!.dots.equals(dotsOf(three)));
    assert.ok(found[1]!.dots.equals(dotsOf(one)));
  });

  it('of a PDF, dot for dot', { skip }, async () => {
    const whole = await extractPages(writeTiff([one, two, three], DPI), [1, 2, 3]);
    const pdf = await extractPages(whole, [2]);
    assert.equal((await PDFDocument.load(pdf)).getPageCount(), 1);
    assert.ok((await pictureIn(pdf)).dots.equals(dotsOf(two)));
    assert.ok(pdf.length < whole.length / 2, 'without the pictures of other pages');
  });

  it('of a PDF whose pages all list all pictures: only their own', { skip }, async () => {
    const pdf = await PDFDocument.load(await extractPages(writeTiff([one, two, three], DPI), [1, 2, 3]));
    const all = pdf.context.obj({});
    for (const [n, page] of pdf.getPages().entries()) {
      const own = page.node.Resources()!.lookup(PDFName.of('XObject'), PDFDict);
      all.set(PDFName.of(`P${n}`), own.get(PDFName.of('Picture'))!);
    }
    const shared = pdf.context.register(pdf.context.obj({ XObject: all }));
    for (const [n, page] of pdf.getPages().entries()) {
      page.node.set(PDFName.of('Resources'), shared);
      page.node.set(
        PDFName.of('Contents'),
        pdf.context.register(pdf.context.flateStream(`q 396 0 0 540 0 0 cm /P${n} Do Q`)),
      );
    }
    const part = await extractPages(await pdf.save(), [2]);
    assert.ok((await pictureIn(part)).dots.equals(dotsOf(two)));
  });

  it('says which page is not there', async () => {
    const tiff = writeTiff([one], DPI);
    for (const pages of [[0], [2], [1.5], []]) await assert.rejects(extractPages(tiff, pages), RangeError);
    const pdf = await extractPages(tiff, [1]);
    await assert.rejects(extractPages(pdf, [2]), RangeError);
  });
});

function mirrored(byte: number): number {
  return Number.parseInt(byte.toString(2).padStart(8, '0').split('').reverse().join(''), 2);
}
