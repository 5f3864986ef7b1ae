import sharp from 'sharp';
import type { Bitmap } from '../../samples/g4.ts';
import { random } from '../../samples/random.ts';
import { writeTiff } from '../../samples/tiff.ts';
import { drawLines, invoiceLines } from '../../support/scans.ts';
import { bilevelTiff, joined, noise, sharpTiff, withField } from '../archive/tiffs.ts';

const [WIDTH, HEIGHT] = [1240, 1754];
const DPI = 150;

function sheet(black: (x: number, y: number) => boolean, width = WIDTH, height = HEIGHT): Bitmap {
  const points = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (black(x, y)) points[y * width + x] = 1;
  return { width, height, points };
}
const tiff = (black: (x: number, y: number) => boolean, width?: number, height?: number) =>
  writeTiff([sheet(black, width, height)], DPI);
const white = () => tiff(() => false);
const stripes = () => tiff((x, y) => y % 40 < 4 && x > 100);

/** A drawn page, made black and white by `at`, which says where each of its dots is taken from. */
async function written(at: (x: number, y: number, w: number, h: number) => readonly [number, number]) {
  const { width, height, data } = await drawLines(invoiceLines('F2019-9', '12/05/2019'));
  const black = (x: number, y: number) => {
    const [fromX, fromY] = at(x, y, width, height);
    return data[(fromY * width + fromX) * 4]! < 140;
  };
  return writeTiff([sheet(black, width, height)], 300);
}

/** Where the data of the only strip starts in what writeTiff makes. */
const STRIP = 8 + 2 + 15 * 12 + 4 + 8;

export const tiffs = {
  'TIFF whose pages follow each other in a circle': () => {
    const two = Buffer.from(joined([white(), white()]));
    two.writeUInt32LE(8, two.readUInt32LE(8 + 2 + 15 * 12) + 2 + 15 * 12);
    return two;
  },
  'TIFF of 100,000 by 100,000 dots': () => withField(withField(stripes(), 256, 100_000), 257, 100_000),
  'TIFF whose strips lie beyond its end': () => withField(stripes(), 273, 2 ** 31),
  'TIFF whose strip is its own header': () => withField(stripes(), 273, 0),
  'TIFF packed in an unknown way': () => withField(stripes(), 259, 31_337),
  'TIFF packed as old JPEG': () => withField(withField(stripes(), 259, 6), 262, 6),
  'TIFF without a page': () => Uint8Array.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]),
  'TIFF cut in its picture': () => stripes().slice(0, STRIP + 100),
  'TIFF whose Group 4 stops early': () => {
    const cut = Buffer.from(stripes());
    return cut.fill(0, STRIP + 60, cut.length);
  },
  'TIFF of 20 by 20 dots': () => tiff((x, y) => (x + y) % 2 === 0, 20, 20),
  'TIFF of one row': () => tiff((x) => x % 3 === 0, 5000, 1),
};

export const scans = {
  'a blank scan': white,
  'a page that is black all over': () => tiff(() => true),
  'a dithered photograph': () => {
    const threshold = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];
    return tiff((x, y) => 8 + 7 * Math.sin(x / 90) * Math.cos(y / 120) > threshold[(y % 4) * 4 + (x % 4)]!);
  },
  'a page of random noise': () => {
    const r = random(11);
    return tiff(() => r.chance(0.5));
  },
  'a scribble': () => {
    const points = sheet(() => false);
    for (let t = 0; t < 60_000; t++) {
      const x = Math.round(600 + 400 * Math.sin(t / 997) + 90 * Math.cos(t / 131));
      const y = Math.round(300 + t / 60 + 40 * Math.sin(t / 73));
      for (const d of [0, 1, 2]) points.points[y * WIDTH + x + d] = 1;
    }
    return writeTiff([points], DPI);
  },
  'a page upside down': () => written((x, y, w, h) => [w - 1 - x, h - 1 - y]),
  'a page seen in a mirror': () => written((x, y, w) => [w - 1 - x, y]),
  'a photograph of 3 MB in colour': () =>
    sharpTiff(noise(1000, 1000, 3), { width: 1000, height: 1000, channels: 3 }, { compression: 'none' }),
  'Group 4 in many strips': () =>
    bilevelTiff(
      sheet((x, y) => y % 40 < 4 && x > 100),
      { compression: 'ccittfax4', tileHeight: 8 },
    ),
};

export const namedTif = {
  'PNG named .tif': () =>
    sharp(noise(64, 64, 3), { raw: { width: 64, height: 64, channels: 3 } })
      .png()
      .toBuffer(),
  'JPEG named .tif': () =>
    sharp(noise(64, 64, 3), { raw: { width: 64, height: 64, channels: 3 } })
      .jpeg()
      .toBuffer(),
};
