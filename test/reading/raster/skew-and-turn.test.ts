import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Raster } from '../../../shared/reading/ocr/engine.ts';
import { packed, unpacked } from '../../../shared/reading/raster/bits.ts';
import { despeckled } from '../../../shared/reading/raster/despeckle.ts';
import { inkOf, isBlank } from '../../../shared/reading/raster/ink.ts';
import { sheared } from '../../../shared/reading/raster/shear.ts';
import { skewOf } from '../../../shared/reading/raster/skew.ts';
import { rotated, turned } from '../../../shared/reading/raster/turn.ts';
import { box, type Sheet, sheet } from '../scan/pictures.ts';

const raster = ({ width, height, data }: Sheet): Raster => ({ width, height, data, bits: 8, dpi: 300 });
const text = raster(sheet(40));

test('the skew of a page is told to a tenth of a degree, in both directions', () => {
  for (const degrees of [-6.3, -2, -0.4, 0, 0.7, 1.5, 5]) {
    const told = skewOf(inkOf(packed(rotated(text, degrees)))).degrees;
    assert.ok(Math.abs(told - degrees) < 0.16, `${degrees} told as ${told}`);
  }
});

test('a page turned back is straight', () => {
  assert.equal(skewOf(inkOf(rotated(rotated(text, 3), -3))).degrees, 0);
});

test('black and white dots are moved to where a page of greys has them, and none is lost', () => {
  for (const width of [800, 803]) {
    const page: Raster = { width, height: 600, bits: 8, dpi: 100, data: new Uint8Array(width * 600).fill(255) };
    const shape = page as Sheet;
    for (let n = 0; n < 5; n++) box(shape, 100 + n * 140, 120 + n * 80, 40, 30);
    for (const degrees of [-7, -1.2, -0.3, 0.3, 2.5, 7]) {
      const [moved, mixed] = [unpacked(sheared(page, degrees)).data, rotated(page, degrees).data];
      let [black, apart] = [0, 0];
      for (let n = 0; n < moved.length; n++) {
        if (moved[n] === 0) black++;
        if ((moved[n] === 0) !== mixed[n]! < 128) apart++;
      }
      assert.equal(black, 5 * 40 * 30, `${degrees}`);
      // At most a dot along each edge.
      assert.ok(apart <= 5 * 140, `${degrees}: ${apart} dots elsewhere`);
    }
  }
});

test('lines that run upwards are told from lines across, also beside a black edge', () => {
  const shaded = raster(sheet(40));
  box(shaded as Sheet, 2300, 0, 180, 3508);
  for (const page of [text, shaded, rotated(text, 2)]) assert.ok(skewOf(inkOf(page)).upright > 1.2);
  for (const turn of [90, 270] as const) assert.ok(skewOf(inkOf(turned(shaded, turn))).upright < 0.6);
});

test('quarter turns go clockwise and come round', () => {
  const small: Raster = { width: 3, height: 2, bits: 8, dpi: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  assert.deepEqual([...turned(small, 90).data], [4, 1, 5, 2, 6, 3]);
  assert.deepEqual([...turned(small, 180).data], [6, 5, 4, 3, 2, 1]);
  assert.deepEqual([...turned(small, 270).data], [3, 6, 2, 5, 1, 4]);
  assert.deepEqual(turned(turned(text, 90), 270).data, text.data);
});

test('bits and bytes are the same picture, whatever is left of the last byte of a row', () => {
  for (const width of [1, 7, 8, 9, 17]) {
    const data = Uint8Array.from({ length: width * 3 }, (_, n) => (n % 3 ? 255 : 0));
    const bytes: Raster = { width, height: 3, bits: 8, dpi: 300, data };
    assert.equal(packed(bytes).data.length, Math.ceil(width / 8) * 3);
    assert.deepEqual(unpacked(packed(bytes)).data, data);
  }
});

test('dots alone are taken off where there are many, and nothing else is touched', () => {
  const noisy = raster(sheet(10));
  // Between the lines, each with nothing beside it.
  for (let n = 0; n < 2000; n++) noisy.data[(1200 + Math.floor(n / 200) * 7) * noisy.width + 40 + (n % 200) * 12] = 0;
  assert.deepEqual(unpacked(despeckled(packed(noisy))).data, raster(sheet(10)).data);
  const clean = packed(raster(sheet(10)));
  assert.equal(despeckled(clean), clean);
});

const blank = (page: Sheet) => isBlank(inkOf(packed(raster(page), 180)), 300);
const grey = (page: Sheet) => isBlank(inkOf(raster(page)), 300);

test('dust, punch holes, a shadow at the edge, what shows through: blank', () => {
  const page = sheet(0);
  for (let n = 0; n < 300; n++) box(page, 100 + ((n * 709) % 2200), 100 + ((n * 397) % 3200), 3, 3);
  for (const y of [1100, 2100]) {
    for (let dy = -35; dy <= 35; dy++) {
      const half = Math.round(Math.sqrt(35 ** 2 - dy ** 2));
      box(page, 140 - half, y + dy, 2 * half + 1, 1);
    }
  }
  box(page, 2470, 0, 10, 3508);
  assert.equal(blank(page), true);
  const behind = sheet(30);
  for (let n = 0; n < behind.data.length; n++) behind.data[n] = behind.data[n] === 0 ? 205 : 245;
  assert.equal(grey(behind), true);
});

test('one line of text, a signature: not blank', () => {
  assert.equal(blank(sheet(1)), false);
  const signed = sheet(0);
  for (let n = 0; n < 500; n++) box(signed, 1500 + n, 3000 + Math.round(60 * Math.sin(n / 20)), 4, 8);
  assert.equal(blank(signed), false);
});
