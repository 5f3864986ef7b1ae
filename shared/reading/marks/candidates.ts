import { type Light, reduced } from './reduce.ts';

/** A part of a picture, in its dots. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Side of the squares that are judged, inches; always four of them together, so that codes of 0.3 inch have some inside. */
const SQUARE = 0.1;
/** A page's own light being 0 and black 1: codes are half black, lines of text come to 0.1 to 0.2. Faint codes count too. */
const DARK = 0.25;
/** Free paper around a code belongs to it, inches. */
const AROUND = 0.25;
/** Beyond this part of the page the whole page is as quick. */
const MOST = 0.6;

/** Where barcodes and patch codes may stand: dark parts, which may touch no other. The rest of the page can't hold any. */
export function candidates(picture: Light, perInch: number): Area[] {
  const { width, height, light: data } = picture;
  const side = Math.max(1, Math.round(SQUARE * perInch));
  const small = reduced({ width, height, bits: 8, data, dpi: perInch }, side);
  const around = Math.round(AROUND * perInch);
  let areas = [...darkParts(small)].map((p) => {
    const [left, top] = [Math.max(0, p.left * side - around), Math.max(0, p.top * side - around)];
    const right = Math.min(width, (p.right + 1) * side + around);
    const bottom = Math.min(height, (p.bottom + 1) * side + around);
    return { left, top, width: right - left, height: bottom - top };
  });
  areas = merged(areas);
  const whole = areas.reduce((sum, a) => sum + a.width * a.height, 0);
  return whole > MOST * width * height ? [{ left: 0, top: 0, width, height }] : areas;
}

/** A copy of a part. */
export function cut({ width, light, factor }: Light, area: Area): Light {
  const part = new Uint8Array(area.width * area.height);
  for (let y = 0; y < area.height; y++) {
    const from = (area.top + y) * width + area.left;
    part.set(light.subarray(from, from + area.width), y * area.width);
  }
  return { width: area.width, height: area.height, light: part, factor };
}

interface Part {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Groups of touching dark squares, in squares. */
function* darkParts({ width, height, light }: Light): Iterable<Part> {
  const paper = [...light].sort((a, b) => a - b)[Math.floor(light.length * 0.6)] ?? 255;
  const limit = 4 * paper * (1 - DARK);
  const dark = new Uint8Array(light.length);
  for (let y = 0; y < height - 1; y++) {
    for (let x = 0, at = y * width; x < width - 1; x++, at++) {
      const sum = light[at]! + light[at + 1]! + light[at + width]! + light[at + width + 1]!;
      if (sum < limit) dark[at] = dark[at + 1] = dark[at + width] = dark[at + width + 1] = 1;
    }
  }
  const stack: number[] = [];
  for (let start = 0; start < dark.length; start++) {
    if (dark[start] !== 1) continue;
    const part: Part = { left: width, top: height, right: 0, bottom: 0 };
    dark[start] = 0;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)];
      part.left = Math.min(part.left, x);
      part.right = Math.max(part.right, x);
      part.top = Math.min(part.top, y);
      part.bottom = Math.max(part.bottom, y);
      for (const [next, isInside] of [
        [at - 1, x > 0],
        [at + 1, x < width - 1],
        [at - width, y > 0],
        [at + width, y < height - 1],
      ] as const) {
        if (!isInside || dark[next] !== 1) continue;
        dark[next] = 0;
        stack.push(next);
      }
    }
    yield part;
  }
}

/** Those that overlap as one: no code is found twice. */
function merged(areas: readonly Area[]): Area[] {
  const apart: Area[] = [];
  for (const area of areas) {
    let all = area;
    for (let n = 0; n < apart.length; ) {
      const other = apart[n]!;
      if (!overlap(all, other)) {
        n++;
        continue;
      }
      all = around(all, other);
      apart.splice(n, 1);
      n = 0;
    }
    apart.push(all);
  }
  return apart;
}

function overlap(a: Area, b: Area): boolean {
  const across = a.left < b.left + b.width && b.left < a.left + a.width;
  return across && a.top < b.top + b.height && b.top < a.top + a.height;
}

function around(a: Area, b: Area): Area {
  const [left, top] = [Math.min(a.left, b.left), Math.min(a.top, b.top)];
  const width = Math.max(a.left + a.width, b.left + b.width) - left;
  return { left, top, width, height: Math.max(a.top + a.height, b.top + b.height) - top };
}
