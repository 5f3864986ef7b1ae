import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import sharp from 'sharp';
import { unpacked } from '../../../shared/reading/raster/bits.ts';
import { UnreadableError } from '../../../shared/reading/raster/unreadable.ts';
import { pagesOf, pictureOf } from '../../../shared/reading/scan/document.ts';
import { invoice } from './drawn.ts';
import { g4, picture } from './pictures.ts';

const DPI = 100;
const page = invoice({ dpi: DPI });
const resolution = { xres: DPI / 25.4, yres: DPI / 25.4, resolutionUnit: 'inch' } as const;
const folder = mkdtempSync(join(tmpdir(), 'tiffs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const skip = spawnSync('sh', ['-c', 'command -v tiffcp tiffset']).status !== 0 && 'libtiff-tools is not installed';
const skipMedian = spawnSync('sh', ['-c', 'command -v tiffmedian']).status !== 0 && 'tiffmedian is not installed';

function run(program: string, args: readonly string[]): void {
  const done = spawnSync(program, args, { cwd: folder });
  assert.equal(done.status, 0, `${program} ${args.join(' ')}: ${done.stderr}`);
}
function through(program: string, args: readonly string[], tiff: Buffer): Buffer {
  writeFileSync(join(folder, 'from.tif'), tiff);
  rmSync(join(folder, 'to.tif'), { force: true });
  run(program, [...args, 'from.tif', 'to.tif']);
  return readFileSync(join(folder, 'to.tif'));
}
const tiffcp = (args: string, tiff: Buffer) => through('tiffcp', args.split(' '), tiff);
const colour = () =>
  picture(page)
    .toColourspace('srgb')
    .tiff({ ...resolution, compression: 'none' })
    .toBuffer();

/** The page, dot for dot but for what a coding with loss changes. */
async function assertPage(tiff: Buffer, most = 0): Promise<void> {
  assert.equal(await pagesOf(tiff), 1);
  const { raster, dpi, width, height } = await pictureOf(tiff, 1);
  assert.deepEqual(
    [raster.width, raster.height, width, height, dpi],
    [page.width, page.height, page.width, page.height, DPI],
  );
  const { data } = unpacked(raster);
  let wrong = 0;
  for (let n = 0; n < data.length; n++) if (Math.abs(data[n]! - page.data[n]!) > 64) wrong++;
  assert.ok(wrong <= data.length * most, `${wrong} dots`);
}

describe('TIFF as libtiff writes it: the same page, dot for dot', { skip }, () => {
  const bilevel: readonly [name: string, args: string][] = [
    ['Group 3, one dimension', '-c g3:1d'],
    ['Group 3, two dimensions', '-c g3:2d'],
    ['Group 3, rows filled to bytes', '-c g3:1d:fill'],
    ['Group 3, bits mirrored', '-c g3:2d -f lsb2msb'],
    ['Group 4, bits mirrored', '-c g4 -f lsb2msb'],
    ['Group 4 in strips of ten rows', '-c g4 -r 10'],
    ['Group 4, big-endian', '-c g4 -B'],
    ['LZW', '-c lzw'],
    ['PackBits', '-c packbits'],
    ['Deflate, tiled', '-c zip -t -w 256 -l 256'],
    ['uncompressed, big-endian', '-c none -B'],
  ];
  for (const [name, args] of bilevel) it(`one bit: ${name}`, async () => assertPage(tiffcp(args, await g4(page, DPI))));

  const colours: readonly [name: string, args: string, most?: number][] = [
    ['planes apart', '-p separate -c lzw'],
    ['planes apart, big-endian', '-p separate -c zip -B'],
    ['LZW with predictor, in strips', '-c lzw:2 -r 7'],
    ['JPEG (new style), YCbCr', '-c jpeg:90 -r 16', 1e-3],
  ];
  for (const [name, args, most] of colours)
    it(`colour: ${name}`, async () => assertPage(tiffcp(args, await colour()), most));

  it('palette', { skip: skipMedian }, async () => assertPage(through('tiffmedian', ['-C', '16'], await colour())));

  it('BigTIFF', async () => assertPage(tiffcp('-8 -c g4', await g4(page, DPI))));

  it('planes apart in tiles: libvips has no decoder, and the reason says so', async () => {
    const tiff = tiffcp('-p separate -c zip -t -w 128 -l 128', await colour());
    assert.equal(await pagesOf(tiff), 1);
    await assert.rejects(pictureOf(tiff, 1), (error: unknown) => {
      assert.ok(error instanceof UnreadableError);
      assert.equal(error.answer.reason, 'TIFF_BROKEN');
      assert.match(error.answer.params?.['detail'] ?? '', /separate planes/);
      return true;
    });
  });

  it('no resolution at all: the sheet that it most likely is', async () => {
    const name = join(folder, 'none.tif');
    writeFileSync(name, tiffcp('-c g4', await g4(page, DPI)));
    for (const tag of ['282', '283', '296']) run('tiffset', ['-u', tag, name]);
    const { dpi, dpiTaken, raster } = await pictureOf(readFileSync(name), 1);
    assert.deepEqual([dpi, dpiTaken, raster.width, raster.height], [null, DPI, page.width, page.height]);
  });
});

describe('TIFF as sharp writes it', () => {
  it('CMYK', async () =>
    assertPage(
      await picture(page)
        .toColourspace('cmyk')
        .tiff({ ...resolution, compression: 'lzw' })
        .toBuffer(),
    ));

  it('clear where the paper is', async () => {
    const alpha = Buffer.from(page.data.map((light) => 255 - light));
    const { width, height } = page;
    const black = { create: { width, height, channels: 3, background: '#000' } } as const;
    const clear = sharp(black).joinChannel(alpha, { raw: { width, height, channels: 1 } });
    await assertPage(await clear.tiff({ ...resolution, compression: 'deflate' }).toBuffer());
  });
});

/** As a fax comes: half the rows, 100 dots an inch down and 200 across. */
async function fax(turned: 0 | 90 | 180, orientation: 1 | 3 | 6): Promise<Buffer> {
  const sheet = invoice({ dpi: 200, turned });
  const half = {
    width: sheet.width,
    height: sheet.height >> 1,
    data: new Uint8Array(sheet.width * (sheet.height >> 1)),
  };
  for (let y = 0; y < half.height; y++)
    half.data.set(sheet.data.subarray(2 * y * sheet.width, (2 * y + 1) * sheet.width), y * half.width);
  return picture(half)
    .withMetadata({ orientation })
    .tiff({ compression: 'lzw', xres: 200 / 25.4, yres: 100 / 25.4, resolutionUnit: 'inch' })
    .toBuffer();
}

describe('a fax, its dots not square, stands as its tag says', () => {
  for (const [turned, orientation] of [
    [0, 1],
    [180, 3],
    [90, 6],
  ] as const) {
    it(`orientation ${orientation}`, async () => {
      const { raster, dpi, ...size } = await pictureOf(await fax(turned, orientation), 1);
      const upright = invoice({ dpi: 200 });
      assert.equal(dpi, 200);
      const asShown = orientation === 6 ? [827, 2339] : [1654, 1169];
      assert.deepEqual([size.width, size.height], asShown);
      assert.ok(
        Math.abs(raster.width - upright.width) <= 2 && Math.abs(raster.height - upright.height) <= 2,
        `${raster.width} x ${raster.height}`,
      );
      const { data, width } = unpacked(raster);
      // Every other row is gone: a letter's edge may lie two dots below or above its place.
      const near = [-2, -1, 0, 1, 2].flatMap((down) => [-1, 0, 1].map((across) => down * width + across));
      let [both, drawn] = [0, 0];
      for (let y = 2; y < upright.height - 2; y++) {
        for (let x = 2; x < upright.width - 2; x++) {
          if (upright.data[y * upright.width + x] !== 0) continue;
          drawn++;
          if (near.some((step) => data[y * width + x + step]! < 128)) both++;
        }
      }
      assert.ok(both / drawn > 0.9, `${both / drawn} of the ink is in its place`);
    });
  }
});
