import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMarks } from '../../../shared/reading/marks/find-marks.ts';
import type { Bitmap } from '../../samples/g4.ts';
import { rasterOf } from '../../support/rasters.ts';

const DPI = 200;
const [WIDTH, HEIGHT] = [1654, 2339];

/** Ends of the bars and spaces of each code, in hundredths of an inch from the edge of the sheet (Kodak A-61599). */
const ZONES: Readonly<Record<string, readonly number[]>> = {
  '1': [20, 28, 48, 56, 64, 72, 80],
  '2': [20, 28, 36, 44, 52, 60, 80],
  '3': [20, 28, 36, 44, 64, 72, 80],
  '4': [8, 16, 36, 44, 64, 72, 80],
  '6': [8, 16, 24, 32, 52, 60, 80],
  T: [8, 16, 36, 44, 52, 60, 80],
};
type Edge = 'top' | 'bottom' | 'left' | 'right';

function sheet(): Bitmap {
  return { width: WIDTH, height: HEIGHT, points: new Uint8Array(WIDTH * HEIGHT) };
}

function black({ points }: Bitmap, x: number, y: number, width: number, height: number): void {
  for (let row = y; row < y + height; row++) points.fill(1, row * WIDTH + x, row * WIDTH + x + width);
}

/** Bars `inches` long, `from` inches from an edge and `along` inches along it. */
function draw(page: Bitmap, code: string, edge: Edge, { from = 0.5, along = 2.5, inches = 2, scale = 1 } = {}): void {
  const zones = [0, ...ZONES[code]!];
  for (let n = 0; n < 7; n += 2) {
    const start = Math.round((from + (zones[n]! / 100) * scale) * DPI);
    const size = Math.round((from + (zones[n + 1]! / 100) * scale) * DPI) - start;
    const [at, length] = [along * DPI, Math.round(inches * DPI)];
    if (edge === 'top') black(page, at, start, length, size);
    if (edge === 'bottom') black(page, at, HEIGHT - start - size, length, size);
    if (edge === 'left') black(page, start, at, size, length);
    if (edge === 'right') black(page, WIDTH - start - size, at, size, length);
  }
}

async function formatsOf(page: Bitmap): Promise<string[]> {
  return (await findMarks(rasterOf(page, DPI))).map((m) => `${m.kind} ${m.format}`);
}

for (const code of Object.keys(ZONES))
  test(`patch ${code} is read from whichever edge it stands at`, async () => {
    for (const edge of ['top', 'bottom', 'left', 'right'] as const) {
      const page = sheet();
      draw(page, code, edge);
      assert.deepEqual(await formatsOf(page), [`patch ${code}`], edge);
    }
  });

test('bars that were printed smaller, stand away from the edge, or are three quarters of an inch long', async () => {
  for (const how of [{ scale: 0.94 }, { from: 3 }, { inches: 0.75 }, { scale: 1.03, from: 1.5 }]) {
    const page = sheet();
    draw(page, 'T', 'top', how);
    assert.deepEqual(await formatsOf(page), ['patch T'], JSON.stringify(how));
  }
});

test('in the middle of the sheet a code is read from above', async () => {
  const page = sheet();
  draw(page, '3', 'top', { from: 5.5 });
  assert.deepEqual(await formatsOf(page), ['patch 3']);
});

test('bars that are no patch code', async () => {
  const cases: Record<string, (page: Bitmap) => void> = {
    'too short': (page) => draw(page, 'T', 'top', { inches: 0.4 }),
    'twice the size': (page) => draw(page, 'T', 'top', { scale: 2 }),
    'half the size': (page) => draw(page, 'T', 'top', { scale: 0.5 }),
    'a fifth bar': (page) => {
      draw(page, '2', 'top');
      black(page, 500, Math.round(1.38 * DPI), 400, 16);
    },
    'inside a frame that touches': (page) => {
      draw(page, '2', 'top');
      black(page, 480, Math.round(0.45 * DPI), 440, 4);
    },
    'rows of a table, one white and one black': (page) => {
      for (let n = 0; n < 30; n++) black(page, 200, 300 + n * 40, 1200, 20);
    },
    'lines of a form': (page) => {
      for (let n = 0; n < 40; n++) black(page, 200, 300 + n * 32, 1200, 3);
    },
    'three wide bars': (page) => {
      for (const at of [0.5, 0.78, 1.06]) black(page, 500, Math.round(at * DPI), 400, 40);
    },
    'nothing at all': () => {},
    'all black': (page) => black(page, 0, 0, WIDTH, HEIGHT),
  };
  for (const [name, drawn] of Object.entries(cases)) {
    const page = sheet();
    drawn(page);
    assert.deepEqual(await formatsOf(page), [], name);
  }
});

test('two codes on one page are two marks', async () => {
  const page = sheet();
  draw(page, 'T', 'top');
  draw(page, '2', 'left', { along: 6 });
  assert.deepEqual((await formatsOf(page)).sort(), ['patch 2', 'patch T']);
});
