import sharp from 'sharp';
import type { Bitmap } from '../../samples/g4.ts';

const TYPE_SIZE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];
const STRIP_OFFSETS = 273;
const TILE_OFFSETS = 324;

/** The first directory of a little-endian TIFF: each field with the place of its entry. */
function entries(tiff: Buffer): { tag: number; type: number; count: number; at: number }[] {
  const directory = tiff.readUInt32LE(4);
  return Array.from({ length: tiff.readUInt16LE(directory) }, (_, n) => {
    const at = directory + 2 + n * 12;
    return { tag: tiff.readUInt16LE(at), type: tiff.readUInt16LE(at + 2), count: tiff.readUInt32LE(at + 4), at };
  });
}

/** The same TIFF (little-endian, one page) with another single value in a field. */
export function withField(tiff: Uint8Array, tag: number, value: number): Uint8Array {
  const out = Buffer.from(tiff);
  const field = entries(out).find((e) => e.tag === tag);
  if (!field) throw new Error(`no field ${tag}`);
  if (field.type === 3) out.writeUInt16LE(value, field.at + 8);
  else out.writeUInt32LE(value, field.at + 8);
  return new Uint8Array(out);
}

/** Several little-endian TIFFs of one page each as one of several pages. */
export function joined(tiffs: readonly Uint8Array[]): Uint8Array {
  const parts: Buffer[] = [];
  let start = 0;
  let nextAt = 4;
  for (const tiff of tiffs) {
    const part = Buffer.from(tiff);
    const fields = entries(part);
    const directory = part.readUInt32LE(4);
    for (const { tag, type, count, at } of fields) {
      const size = TYPE_SIZE[type]! * count;
      const values = size <= 4 ? at + 8 : part.readUInt32LE(at + 8);
      if (tag === STRIP_OFFSETS || tag === TILE_OFFSETS) {
        for (let n = 0; n < count; n++) {
          if (type === 3) throw new Error('short offsets can not be moved');
          part.writeUInt32LE(part.readUInt32LE(values + n * 4) + start, values + n * 4);
        }
      }
      if (size > 4) part.writeUInt32LE(values + start, at + 8);
    }
    const whole = Buffer.concat(parts);
    if (parts.length > 0) whole.writeUInt32LE(directory + start, nextAt);
    parts.length = 0;
    parts.push(...(start > 0 ? [whole] : []), part);
    nextAt = start + directory + 2 + fields.length * 12;
    if (part.length % 2) parts.push(Buffer.alloc(1));
    start = parts.reduce((n, p) => n + p.length, 0);
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** Dots of some pattern, in 1 or 3 channels: no row like another, nothing that a lossy coding keeps. */
export function noise(width: number, height: number, channels: 1 | 3): Buffer {
  const dots = Buffer.alloc(width * height * channels);
  let x = 12345;
  for (let n = 0; n < dots.length; n++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    dots[n] = x >>> 24;
  }
  return dots;
}

/** A TIFF of one page that sharp writes. */
export function sharpTiff(
  data: Buffer,
  size: { width: number; height: number; channels: 1 | 3 },
  options: import('sharp').TiffOptions,
): Promise<Buffer> {
  const picture = sharp(data, { raw: size });
  return (size.channels === 1 ? picture.toColourspace('b-w') : picture)
    .tiff({ xres: 150 / 25.4, yres: 150 / 25.4, ...options })
    .toBuffer();
}

/** Black and white as sharp packs it. */
export function bilevelTiff({ width, height, points }: Bitmap, options: import('sharp').TiffOptions): Promise<Buffer> {
  const data = Buffer.from(points.map((point) => (point ? 0 : 255)));
  return sharpTiff(data, { width, height, channels: 1 }, { bitdepth: 1, ...options });
}
