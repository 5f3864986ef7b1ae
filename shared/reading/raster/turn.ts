import type { Raster } from '../ocr/engine.ts';
import { unpacked } from './bits.ts';

export type Turn = 0 | 90 | 180 | 270;

/** Side of the squares that a picture is turned by: both sides of one stay in the processor's cache. */
const TILE = 64;

/** Turned clockwise by quarters; one byte a dot, where anything had to be turned. */
export function turned(raster: Raster, turn: Turn): Raster {
  if (turn === 0) return raster;
  const { width, height, data: from, dpi } = unpacked(raster);
  const data = new Uint8Array(from.length);
  if (turn === 180) {
    for (let n = 0, to = from.length - 1; to >= 0; n++, to--) data[to] = from[n]!;
    return { width, height, bits: 8, data, dpi };
  }
  // Where the dot (0, 0) goes, and how far apart its neighbours to the right and below land.
  const [origin, right, down] = turn === 90 ? [height - 1, height, -1] : [(width - 1) * height, -height, 1];
  for (let top = 0; top < height; top += TILE) {
    for (let left = 0; left < width; left += TILE) {
      const bottom = Math.min(top + TILE, height);
      const end = Math.min(left + TILE, width);
      for (let y = top; y < bottom; y++) {
        let to = origin + y * down + left * right;
        for (let x = left; x < end; x++, to += right) data[to] = from[y * width + x]!;
      }
    }
  }
  return { width: height, height: width, bits: 8, data, dpi };
}

/**
 * Turned about its middle by a few degrees clockwise, as large as before: what leaves it is lost, what comes in is white.
 * One byte a dot; each is the mean of the four that it lies between.
 */
export function rotated(raster: Raster, degrees: number): Raster {
  const { width, height, data: from, dpi } = unpacked(raster);
  const data = new Uint8Array(width * height).fill(255);
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  // Sixteen bits behind the point.
  const [stepX, stepY] = [Math.round(cos * 65536), Math.round(-sin * 65536)];
  for (let y = 0; y < height; y++) {
    let fx = Math.round((cx - cx * cos + (y - cy) * sin) * 65536);
    let fy = Math.round((cy + cx * sin + (y - cy) * cos) * 65536);
    const row = y * width;
    for (let x = 0; x < width; x++, fx += stepX, fy += stepY) {
      const sx = fx >> 16;
      const sy = fy >> 16;
      if (sx < 0 || sy < 0 || sx >= width - 1 || sy >= height - 1) continue;
      const at = sy * width + sx;
      const [a, b, c, d] = [from[at]!, from[at + 1]!, from[at + width]!, from[at + width + 1]!];
      // Most of a page is white, or a letter's inside.
      if (a === b && a === c && a === d) {
        data[row + x] = a;
        continue;
      }
      const px = (fx >> 8) & 255;
      const py = (fy >> 8) & 255;
      const upper = a * (256 - px) + b * px;
      const lower = c * (256 - px) + d * px;
      data[row + x] = (upper * (256 - py) + lower * py) >> 16;
    }
  }
  return { width, height, bits: 8, data, dpi };
}
