import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidates } from '../../../shared/reading/marks/candidates.ts';
import { straightened } from '../../../shared/reading/scan/straighten.ts';

const [width, height] = [1240, 1754];
const page = () => ({ width, height, factor: 1, light: new Uint8Array(width * height).fill(255) });

test('lines of text are no place for a code, a small square that is half black is one', () => {
  const drawn = page();
  for (let y = 200; y < 800; y++)
    for (let x = 200; x < 1000; x++) if (y % 25 < 11 && (x * 7 + y * 3) % 10 < 4) drawn.light[y * width + x] = 0;
  assert.deepEqual(candidates(drawn, 150), []);
  for (let y = 1307; y < 1352; y++)
    for (let x = 611; x < 656; x++) if ((Math.floor(x / 3) + Math.floor(y / 3)) % 2) drawn.light[y * width + x] = 0;
  const [area, ...others] = candidates(drawn, 150);
  assert.deepEqual(others, []);
  assert.ok(area && area.left < 611 && area.top < 1307, JSON.stringify(area));
  assert.ok(area.left + area.width > 656 && area.top + area.height > 1352, JSON.stringify(area));
});

test('a page in black and white is so once it is straight', () => {
  const bits = { width: 800, height: 800, bits: 1, dpi: 300, data: new Uint8Array(80_000).fill(0x0f) } as const;
  const straight = straightened(bits, 0, 1);
  assert.deepEqual([straight.bits, straight.data.length], [1, 80_000]);
});
