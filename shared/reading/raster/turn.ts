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

/** Side of the squares that are passed over where they are white, as a power of two. */
const SQUARE = 5;
/** Sixteen bits are kept behind the point, and as many are left before it. */
const LONGEST_SIDE = 32_000;

/**
 * Turned about its middle by a few degrees clockwise, as large as before: what leaves it is lost, what comes in is white.
 * One byte a dot; each is the mean of the four that it lies between. A picture with a side too long comes back as it is.
 */
export function rotated(raster: Raster, degrees: number): Raster {
  const { width, height, data: from, dpi } = unpacked(raster);
  if (Math.max(width, height) > LONGEST_SIDE) return raster;
  const data = new Uint8Array(width * height).fill(255);
  const inked = inkedSquares(from, width, height);
  const [across, down] = [inked.across - 1, inked.down - 1];
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const [stepX, stepY] = [Math.round(cos * 65536), Math.round(-sin * 65536)];
  const span = 1 << SQUARE;
  for (let y = 0; y < height; y++) {
    const startX = Math.round((cx - cx * cos + (y - cy) * sin) * 65536);
    const startY = Math.round((cy + cx * sin + (y - cy) * cos) * 65536);
    for (let left = 0; left < width; left += span) {
      const right = Math.min(left + span, width);
      let fx = startX + left * stepX;
      let fy = startY + left * stepY;
      const endX = fx + (right - left) * stepX;
      const endY = fy + (right - left) * stepY;
      // Most of a page is white.
      const isWhite = !inked.any(
        Math.max(0, fx >> (16 + SQUARE)),
        Math.max(0, Math.min(fy, endY) >> (16 + SQUARE)),
        Math.min(across, ((endX >> 16) + 1) >> SQUARE),
        Math.min(down, ((Math.max(fy, endY) >> 16) + 1) >> SQUARE),
      );
      if (isWhite) continue;
      for (let to = y * width + left, end = y * width + right; to < end; to++, fx += stepX, fy += stepY) {
        const x = fx >> 16;
        const y = fy >> 16;
        if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) continue;
        const at = y * width + x;
        const a = from[at]!;
        const b = from[at + 1]!;
        const c = from[at + width]!;
        const d = from[at + width + 1]!;
        if (a === b && a === c && a === d) {
          data[to] = a;
          continue;
        }
        const px = (fx >> 8) & 255;
        const py = (fy >> 8) & 255;
        data[to] = ((a * (256 - px) + b * px) * (256 - py) + (c * (256 - px) + d * px) * py) >> 16;
      }
    }
  }
  return { width, height, bits: 8, data, dpi };
}

/** Which squares have a dot that is not white; `any` of a range of them, both ends included. */
function inkedSquares(light: Uint8Array, width: number, height: number) {
  const [across, down] = [((width - 1) >> SQUARE) + 1, ((height - 1) >> SQUARE) + 1];
  const squares = new Uint8Array(across * down);
  for (let y = 0, at = 0; y < height; y++) {
    const row = (y >> SQUARE) * across;
    for (let x = 0; x < width; x++, at++) if (light[at] !== 255) squares[row + (x >> SQUARE)] = 1;
  }
  const any = (left: number, top: number, right: number, bottom: number) => {
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) if (squares[y * across + x] === 1) return true;
    }
    return false;
  };
  return { across, down, any };
}
