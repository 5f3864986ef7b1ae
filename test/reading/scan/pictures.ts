import sharp, { type Sharp } from 'sharp';
import { random } from '../../samples/random.ts';

/** A page in grey, one byte a dot. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A page at 300 dots an inch with `lines` lines of shapes as high and as far apart as letters of 10 points. */
export function sheet(lines: number, width = 2480, height = 3508): Sheet {
  const data = new Uint8Array(width * height).fill(255);
  const r = random(5);
  for (let line = 0; line < lines; line++) {
    const top = 400 + line * 60;
    for (let x = 300; x < width - 300; x += r.int(24, 40)) {
      const [wide, high] = [r.int(10, 20), r.int(22, 32)];
      box({ width, height, data }, x, top + 32 - high, wide, high);
    }
  }
  return { width, height, data };
}

export function box({ width, data }: Sheet, x: number, y: number, wide: number, high: number, light = 0): void {
  for (let n = y; n < y + high; n++) data.fill(light, n * width + x, n * width + x + wide);
}

export function picture({ width, height, data }: Sheet): Sharp {
  return sharp(data, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
}

/** As an office scanner writes it: one bit a dot, Group 4. */
export function g4(page: Sheet, dpi = 300): Promise<Buffer> {
  const options = { compression: 'ccittfax4', bitdepth: 1, xres: dpi / 25.4, yres: dpi / 25.4 } as const;
  return picture(page)
    .tiff({ ...options, resolutionUnit: 'inch' })
    .toBuffer();
}
