import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { readScan } from '../../../shared/domain/scan/read-scan.ts';
import { tiffPictures } from '../../../shared/reading/archive/tiff-pictures.ts';
import { inkOf, isBlank } from '../../../shared/reading/raster/ink.ts';
import { tiffPicture } from '../../../shared/reading/raster/tiff.ts';
import { UnreadableError } from '../../../shared/reading/raster/unreadable.ts';
import { scannedPage } from '../../support/fake-scans.ts';
import { makeTiff } from '../../support/invoices.ts';
import { drawLines, invoiceLines, scanPages } from '../../support/scans.ts';
import { box, g4, picture, sheet } from '../scan/pictures.ts';

const isCut = (bytes: Uint8Array) =>
  assert.rejects(tiffPicture(bytes, 1), (e: unknown) => {
    assert.ok(e instanceof UnreadableError, String(e));
    assert.equal(e.answer.reason, 'TIFF_BROKEN');
    return true;
  });

/** The file with the last part of its strips (from `share` on) filled with zeros: what was not written before a crash. */
function zeroed(bytes: Uint8Array, share: number): Buffer {
  const cut = Buffer.from(bytes);
  const { offset, size } = tiffPictures(bytes)[0]!.strips[0]!;
  return cut.fill(0, offset + Math.floor(size * share), offset + size);
}

const EOFB = Buffer.from([0x00, 0x10, 0x01]);

test('a Group 4 strip whose rows stop inside its bytes is broken, wherever it stops', async () => {
  const pages = [
    Buffer.from(await g4(sheet(20))),
    Buffer.from(scanPages([await drawLines(invoiceLines('F-1', '12/05/2019'))], 1)),
  ];
  for (const whole of pages) {
    await tiffPicture(whole, 1);
    for (const share of [0.05, 0.3, 0.5, 0.8]) await isCut(zeroed(whole, share));
  }
});

test('so is one with the mark of its end too early', async () => {
  const whole = Buffer.from(await g4(sheet(20)));
  const { offset, size } = tiffPictures(whole)[0]!.strips[0]!;
  const cut = zeroed(whole, 0.5);
  EOFB.copy(cut, offset + Math.floor(size / 2));
  await isCut(cut);
});

test('wherever a mark of the end comes too early, upright strokes before it are not taken for white rows', async () => {
  // Rows of strokes that go straight down are coded as ones, as white rows are.
  const striped = sheet(0);
  for (let x = 300; x < 2180; x += 40) box(striped, x, 400, 12, 2900);
  const whole = Buffer.from(
    await picture(striped)
      .tiff({ compression: 'ccittfax4', bitdepth: 1, tileHeight: 3508, miniswhite: true })
      .toBuffer(),
  );
  await tiffPicture(whole, 1);
  const { offset, size } = tiffPictures(whole)[0]!.strips[0]!;
  for (let share = 0.05; share < 0.95; share += 0.09) {
    const cut = zeroed(whole, share);
    EOFB.copy(cut, offset + Math.floor(size * share));
    await isCut(cut);
  }
});

test('one whose mark of the end is missing, but no row, is read; so is one in many strips', async () => {
  const whole = Buffer.from(await g4(sheet(20)));
  const { offset, size } = tiffPictures(whole)[0]!.strips[0]!;
  const strip = whole.subarray(offset, offset + size);
  // Its last three bytes and what they are padded with.
  const odd = Buffer.from(whole).fill(0, offset + strip.length - 3, offset + strip.length);
  const expected = await tiffPicture(whole, 1);
  assert.deepEqual((await tiffPicture(odd, 1)).raster.data, expected.raster.data);
  const options = {
    compression: 'ccittfax4',
    bitdepth: 1,
    tileHeight: 64,
    xres: 300 / 25.4,
    yres: 300 / 25.4,
  } as const;
  for (const miniswhite of [true, false]) {
    const many = await picture(sheet(20))
      .tiff({ ...options, miniswhite })
      .toBuffer();
    assert.deepEqual((await tiffPicture(many, 1)).raster.data, expected.raster.data);
  }
});

test('a tiny dense picture is not blank, a tiny white one is', async () => {
  const { raster } = await tiffPicture(makeTiff({ seed: 3 }), 1);
  assert.equal(isBlank(inkOf(raster), raster.dpi), false);
  const white = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#fff' } })
    .tiff()
    .toBuffer();
  const empty = (await tiffPicture(white, 1)).raster;
  assert.equal(isBlank(inkOf(empty), empty.dpi), true);
});

test('where nothing can be read of tiny pictures, that is the reason', () => {
  const paper = { kind: 'paper', mediaType: 'image/tiff', remarks: [] } as const;
  const tiny = scannedPage([], 1, { width: 64, height: 64, blank: false, ink: 0.5 });
  const reading = readScan([{ kind: 'page', page: tiny }], paper);
  assert.deepEqual('unread' in reading && reading.unread, {
    code: 'SCAN_TOO_SMALL',
    params: { width: '64', height: '64' },
  });
  const large = scannedPage([], 1, { blank: false, ink: 0.5 });
  assert.equal('unread' in readScan([{ kind: 'page', page: large }], paper), false);
});
