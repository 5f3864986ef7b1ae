import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Raster } from '../../../shared/reading/ocr/engine.ts';
import { checkRaster, PictureRefused, toPnm } from '../../../shared/reading/ocr/raster.ts';

const picture = (more: Partial<Raster> = {}): Raster => ({
  width: 10,
  height: 4,
  bits: 8,
  data: new Uint8Array(40),
  dpi: 300,
  ...more,
});

test('a picture becomes a PGM, or a PBM where it has two colours', () => {
  assert.equal(Buffer.from(toPnm(picture())).toString('latin1'), `P5\n10 4\n255\n${'\0'.repeat(40)}`);
  const bits = picture({ bits: 1, data: new Uint8Array(8).fill(1) });
  assert.equal(Buffer.from(toPnm(bits)).toString('latin1'), `P4\n10 4\n${'\x01'.repeat(8)}`);
});

const refused: readonly [string, Partial<Raster>, RegExp][] = [
  ['one dot', { width: 1, height: 1, data: new Uint8Array(1) }, /1 x 1 dots is too small/],
  ['no dots', { width: 0, height: 0, data: new Uint8Array(0) }, /too small/],
  ['a side too long', { width: 40_000, height: 4, data: new Uint8Array(0) }, /too large: at most 32767 a side/],
  ['too many dots', { width: 20_000, height: 20_000, data: new Uint8Array(0) }, /too large.* 64 million/],
  ['too few bytes', { data: new Uint8Array(39) }, /39 bytes of data in place of 40/],
  ['too many bytes', { data: new Uint8Array(41) }, /41 bytes of data in place of 40/],
  ['bytes of another depth', { bits: 1 }, /40 bytes of data in place of 8/],
  ['a depth that is none', { bits: 2 as 1 }, /not a picture/],
  ['half a dot', { width: 10.5 }, /not a picture/],
  ['no number', { height: Number.NaN }, /not a picture/],
  ['no resolution', { dpi: 0 }, /0 dots per inch/],
  ['a resolution that is no number', { dpi: Number.NaN }, /NaN dots per inch/],
];
for (const [name, more, message] of refused) {
  test(`refused: ${name}`, () => {
    assert.throws(
      () => checkRaster(picture(more)),
      (error) => error instanceof PictureRefused && message.test(error.message),
    );
  });
}

test('first dots that look like a blank or a comment are not skipped with the header', () => {
  for (const byte of [9, 10, 11, 12, 13, 32, 35]) {
    const grey = toPnm({ width: 3, height: 3, bits: 8, dpi: 300, data: new Uint8Array(9).fill(byte) });
    assert.deepEqual([...grey.slice(-9)], [33, ...Array<number>(8).fill(byte)]);
    const bits = toPnm({ width: 8, height: 3, bits: 1, dpi: 300, data: Uint8Array.of(byte, byte, 255) });
    assert.deepEqual([...bits.slice(-3)], [0, byte, 255]);
  }
  const other = toPnm({ width: 8, height: 3, bits: 1, dpi: 300, data: Uint8Array.of(33, 0, 255) });
  assert.deepEqual([...other.slice(-3)], [33, 0, 255]);
});
