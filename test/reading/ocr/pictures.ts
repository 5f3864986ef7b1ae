import { createCanvas } from '@napi-rs/canvas';
import type { Raster } from '../../../shared/reading/ocr/engine.ts';

export const LINES = [
  'Facture n° F2026-0438',
  'Date de facture : 17/03/2026',
  'Société des pommes à cidre du Perche',
  'Désignation Quantité Prix unitaire Montant',
  'Conditions de règlement : trente jours nets',
  'Total TTC 1 234,56',
];

const WIDTH = 1700;
const HEIGHT = 900;

/** Lines of text on white, 300 dpi, one byte a dot; turned clockwise by `quarters` quarter turns. */
export function textPicture(quarters: 0 | 1 | 2 | 3 = 0, lines: readonly string[] = LINES): Raster {
  const [width, height] = quarters % 2 === 0 ? [WIDTH, HEIGHT] : [HEIGHT, WIDTH];
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate((quarters * Math.PI) / 2);
  context.translate(-WIDTH / 2, -HEIGHT / 2);
  context.fillStyle = 'black';
  context.font = '44px sans-serif';
  for (const [n, line] of lines.entries()) context.fillText(line, 90, 120 + n * 120);
  const points = context.getImageData(0, 0, width, height).data;
  const data = new Uint8Array(width * height);
  for (let n = 0; n < data.length; n++) data[n] = points[n * 4]!;
  return { width, height, bits: 8, data, dpi: 300 };
}

/** The same picture with eight dots a byte. */
export function bilevel({ width, height, data, dpi }: Raster): Raster {
  const row = Math.ceil(width / 8);
  const packed = new Uint8Array(row * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (data[y * width + x]! < 128) packed[y * row + (x >> 3)]! |= 0x80 >> (x & 7);
  return { width, height, bits: 1, data: packed, dpi };
}

/** A sheet of A4 at 300 dpi, full of lines. */
export function fullSheet(): Raster {
  const [width, height] = [2480, 3508];
  const data = new Uint8Array(width * height).fill(255);
  const text = textPicture();
  for (let top = 0; top + text.height <= height; top += text.height)
    for (let y = 0; y < text.height; y++)
      data.set(text.data.subarray(y * text.width, (y + 1) * text.width), (top + y) * width + 200);
  return { width, height, bits: 8, data, dpi: 300 };
}
