import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import type { OcrEngine, Raster } from '../../../shared/reading/ocr/engine.ts';
import { findEngine } from '../../../shared/reading/ocr/find.ts';
import { turnedOver } from '../../../shared/reading/raster/bars.ts';
import { packed, unpacked } from '../../../shared/reading/raster/bits.ts';
import { unscreened } from '../../../shared/reading/raster/screen.ts';
import { readPicture } from '../../../shared/reading/scan/read-page.ts';
import { random } from '../../samples/random.ts';
import { nativeMissing } from '../ocr/native-here.ts';
import { LINES, textPicture } from '../ocr/pictures.ts';

const [WIDTH, HEIGHT] = [1700, 900];
/** The band, from its upper left to its lower right corner, with words on it. */
const BAND = { left: 80, top: 200, right: 1500, bottom: 290 };

/** A page with a band of one grey (0 is black) and words on it, as a scanner makes it black and white: by error diffusion. */
function banded(grey: number, ink: string): Raster {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = `rgb(${grey}, ${grey}, ${grey})`;
  context.fillRect(BAND.left, BAND.top, BAND.right - BAND.left, BAND.bottom - BAND.top);
  context.fillStyle = ink;
  context.font = 'bold 40px sans-serif';
  context.fillText('Date de facture', 400, 260);
  context.fillStyle = 'black';
  context.font = '44px sans-serif';
  context.fillText('17/03/2026', 420, 380);
  context.fillText('Société des pommes à cidre du Perche', 90, 520);
  const points = context.getImageData(0, 0, WIDTH, HEIGHT).data;
  return diffused(Float32Array.from({ length: WIDTH * HEIGHT }, (_, n) => points[n * 4]!));
}

/** Floyd and Steinberg, 1976. */
function diffused(light: Float32Array): Raster {
  const data = new Uint8Array(WIDTH * HEIGHT);
  for (let at = 0; at < light.length; at++) {
    const own = light[at]!;
    data[at] = own < 128 ? 0 : 255;
    const error = own - data[at]!;
    for (const [to, part] of [
      [at + 1, 7],
      [at + WIDTH - 1, 3],
      [at + WIDTH, 5],
      [at + WIDTH + 1, 1],
    ] as const)
      if (to < light.length) light[to]! += (error * part) / 16;
  }
  return packed({ width: WIDTH, height: HEIGHT, bits: 8, data, dpi: 300 });
}

/** Part of a rectangle that is black. */
function dark(raster: Raster, left: number, top: number, right: number, bottom: number): number {
  const { data } = unpacked(raster);
  let black = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) if (data[y * WIDTH + x] === 0) black++;
  return black / ((right - left) * (bottom - top));
}

/** Within the band, where no words are. */
const EMPTY = [BAND.left + 10, BAND.top + 10, 380, BAND.bottom - 10] as const;

describe('a screen', () => {
  for (const grey of [225, 200, 175]) {
    test(`of a tint of ${grey} goes, and the letters on it stay`, () => {
      const page = banded(grey, 'black');
      const [letters, paper] = [banded(255, 'black'), unscreened(page)];
      assert.ok(dark(page, ...EMPTY) > 0.08, 'it was there');
      assert.ok(dark(paper, ...EMPTY) < 0.005, `${dark(paper, ...EMPTY)} of it is left`);
      const [own, left] = [letters, paper].map((r) => dark(r, 400, 220, 740, 275)) as [number, number];
      assert.ok(Math.abs(left / own - 1) < 0.35, `letters cover ${left} in place of ${own}`);
      // Elsewhere not a dot is touched.
      assert.deepEqual(unpacked(paper).data.subarray(WIDTH * 330), unpacked(page).data.subarray(WIDTH * 330));
    });
  }

  test('is not seen where there is none: in text, in dust, in greys', () => {
    const text = packed(textPicture());
    assert.equal(unscreened(text), text);
    const { next } = random(3);
    const dusty = unpacked(text);
    const data = Uint8Array.from(dusty.data, (light) => (next() < 0.004 ? 255 - light : light));
    const dust = packed({ ...dusty, data });
    assert.equal(unscreened(dust), dust);
    const greys = textPicture();
    assert.equal(unscreened(greys), greys);
  });
});

describe('a bar', () => {
  test('is turned over, as black and white and as grey', () => {
    const page = banded(0, 'white');
    assert.ok(dark(page, ...EMPTY) === 1);
    for (const raster of [page, unpacked(page)]) {
      const turned = packed(turnedOver(raster));
      assert.equal(dark(turned, ...EMPTY), 0);
      assert.ok(dark(turned, 400, 220, 740, 275) > 0.1, 'its letters are black');
      assert.equal(dark(turned, BAND.left - 20, BAND.top - 20, BAND.right + 20, BAND.top - 1), 0, 'nothing around it');
      assert.deepEqual(unpacked(turned).data.subarray(WIDTH * 330), unpacked(page).data.subarray(WIDTH * 330));
    }
  });

  test('is neither a frame, nor a rule, nor text', () => {
    const canvas = createCanvas(WIDTH, HEIGHT);
    const context = canvas.getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.lineWidth = 8;
    context.strokeRect(100, 100, 1200, 200);
    context.fillStyle = 'black';
    context.fillRect(100, 500, 1400, 6);
    const points = context.getImageData(0, 0, WIDTH, HEIGHT).data;
    const data = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, n) => (points[n * 4]! < 128 ? 0 : 255));
    const page = packed({ width: WIDTH, height: HEIGHT, bits: 8, data, dpi: 300 });
    assert.equal(turnedOver(page), page);
    const text = packed(textPicture());
    assert.equal(turnedOver(text), text);
  });
});

for (const engine of ['native', 'packaged'] as const) {
  describe(`what the ${engine} engine reads`, { skip: engine === 'native' ? nativeMissing : false }, () => {
    let found: Promise<OcrEngine> | undefined;
    const get = () => (found ??= findEngine({ engine }));
    after(async () => (await found)?.close());
    const words = async (raster: Raster) => {
      const picture = { raster, width: raster.width, height: raster.height, dpi: 300, dpiTaken: 300, bilevel: true };
      const { page, quality } = await readPicture(picture, 1, await get());
      return { text: page.fragments.map((f) => f.text).join(' '), quality };
    };

    for (const [name, grey, ink] of [
      ['a tinted field', 200, 'black'],
      ['a black bar', 0, 'white'],
    ] as const) {
      test(`of ${name}`, async () => {
        assert.match((await words(banded(grey, ink))).text, /Date de facture.*17\/03\/2026/s);
      });
    }

    test('of lines that run upwards, which it reads as they lie, is read again with the page upright', async () => {
      const { text, quality } = await words(packed(textPicture(1)));
      assert.equal(quality.turned, 270);
      assert.match(text, new RegExp(LINES[1]!.split(' ').at(-1)!));
    });
  });
}
