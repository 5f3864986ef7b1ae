import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import type { Raster } from '../../../shared/reading/ocr/engine.ts';
import { packed, unpacked } from '../../../shared/reading/raster/bits.ts';
import { despeckled } from '../../../shared/reading/raster/despeckle.ts';
import { dustOf, smallGroups, undusted } from '../../../shared/reading/raster/dust.ts';
import { withoutGreyDust } from '../../../shared/reading/raster/grey-dust.ts';
import { box, type Sheet, sheet } from '../scan/pictures.ts';

const raster = ({ width, height, data }: Sheet, dpi = 300): Raster => ({ width, height, data, bits: 8, dpi });
const light = (page: Raster) => Buffer.from(unpacked(page).data);

/** A page of 97 dots by 60 with nothing on it: its rows do not end with a whole byte. */
const small = (): Sheet => ({ width: 97, height: 60, data: new Uint8Array(97 * 60).fill(255) });

test('groups of few dots are found wherever they lie, larger ones are not', () => {
  const page = small();
  for (const [x, y, wide, high] of [
    [0, 0, 2, 2],
    [95, 0, 2, 2],
    [7, 20, 2, 2],
    [96, 58, 1, 2],
    [40, 30, 4, 2],
  ] as const)
    box(page, x, y, wide, high);
  // Aslant, by its corners; and a stroke aslant that begins with several dots that have none before them.
  for (let n = 0; n < 3; n++) box(page, 60 + n, 10 + n, 1, 1);
  for (let n = 0; n < 20; n++) box(page, 50 - n, 35 + (n % 2), 1, 1);
  box(page, 10, 45, 3, 3);
  const sizes = [...smallGroups(packed(raster(page)), 8)].map((g) => g.length);
  assert.deepEqual(
    sizes.toSorted((a, b) => a - b),
    [2, 3, 4, 4, 4, 8],
  );
  const left = unpacked(undusted(packed(raster(page)), 8)).data.filter((dot) => dot === 0).length;
  assert.equal(left, 20 + 9);
});

test('on a dusty page small groups go, and the dot of an i of 6 points stays; on a clean one all stays', () => {
  assert.deepEqual([dustOf(300), dustOf(200), dustOf(72)], [8, 5, 2]);
  const dot = (page: Sheet) => box(page, 1203, 2105, 4, 3);
  const own = sheet(20);
  dot(own);
  const dusty = sheet(20);
  dot(dusty);
  for (let n = 0; n < 2500; n++) {
    box(dusty, 105 + ((n * 709) % 2200), 2200 + ((n * 397) % 1200), 1, 1);
    box(dusty, 103 + ((n * 709) % 2200), 2203 + ((n * 397) % 1200), 2, 2);
  }
  assert.deepEqual(light(despeckled(packed(raster(dusty)))), light(raster(own)));
  box(own, 300, 3000, 2, 2);
  const clean = packed(raster(own));
  assert.equal(despeckled(clean), clean);
});

test('of a grey page dust is painted over with its paper, faint letters stay whole', () => {
  const paper = 210;
  const faint = sheet(20);
  for (let n = 0; n < faint.data.length; n++) faint.data[n] = faint.data[n] === 0 ? 130 : paper;
  const clean = raster(faint);
  assert.equal(withoutGreyDust(clean), clean);
  const dusty = raster({ ...faint, data: Uint8Array.from(faint.data) });
  const dirty = (x: number, y: number, shade: number) => {
    dusty.data[y * dusty.width + x] = shade;
  };
  for (let n = 0; n < 2500; n++) {
    const [x, y] = [105 + ((n * 709) % 2200), 2200 + ((n * 397) % 1200)];
    // Blurred: its edge is not as dark.
    for (const [u, v] of [
      [x, y],
      [x + 1, y],
      [x, y + 1],
      [x + 1, y + 1],
    ] as const)
      dirty(u, v, 20);
    dirty(x - 1, y, 185);
  }
  assert.deepEqual(light(withoutGreyDust(dusty)), light(clean));
});

test('a screened grey sheet of A2, millions of groups, takes no more memory than a reader may have', () => {
  const script = `
    const { withoutGreyDust } = await import(${JSON.stringify(new URL('../../../shared/reading/raster/grey-dust.ts', import.meta.url).href)});
    const [width, height] = [4961, 7016];
    const data = new Uint8Array(width * height).fill(230);
    for (let y = 0; y < height; y += 2) for (let x = 0; x < width; x += 2) data[y * width + x] = 40;
    const { data: clean } = withoutGreyDust({ width, height, bits: 8, data, dpi: 300 });
    console.log(clean.every((light) => light > 100));`;
  const args = ['--no-warnings', '--max-old-space-size=384', '--input-type=module', '-e', script];
  assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' }).trim(), 'true');
});
