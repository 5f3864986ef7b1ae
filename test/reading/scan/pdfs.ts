import { deflateSync } from 'node:zlib';
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import type { Sheet } from './pictures.ts';

/** One bit a dot, white is one, as a PDF's grey has it. */
export function bitsOf({ width, height, data }: Sheet): Uint8Array {
  const row = Math.ceil(width / 8);
  const bits = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (data[y * width + x] !== 0) bits[y * row + (x >> 3)]! |= 128 >> (x & 7);
  }
  return bits;
}

/** The picture of a page as a PDF holds it: entries of its dictionary, and its stream. */
export interface Packed {
  readonly entries: Readonly<Record<string, string | number | boolean | readonly number[] | object>>;
  readonly data: Uint8Array;
}

export const flateOneBit = (sheet: Sheet): Packed => ({
  entries: { BitsPerComponent: 1, ColorSpace: 'DeviceGray', Filter: 'FlateDecode' },
  data: deflateSync(bitsOf(sheet)),
});

export interface Laid {
  /** The /Rotate of the page. */
  readonly rotate?: number;
  readonly pack?: (sheet: Sheet) => Packed | Promise<Packed>;
  /** The picture is cut into so many strips. Default 1. */
  readonly strips?: number;
  /** Points left free around the picture, of a page that much larger. */
  readonly around?: number;
  /** Text that is drawn small at the foot. */
  readonly text?: string;
}

/** A PDF whose page holds the picture of a sheet, in its true size. */
export async function pdfOf(sheet: Sheet, dpi: number, laid: Laid = {}): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  await addSheet(pdf, sheet, dpi, laid);
  return pdf.save();
}

export async function addSheet(pdf: PDFDocument, sheet: Sheet, dpi: number, laid: Laid = {}): Promise<void> {
  const { rotate = 0, pack = flateOneBit, strips = 1, around = 0, text } = laid;
  const points = (dots: number) => (dots * 72) / dpi;
  const page = pdf.addPage([points(sheet.width) + 2 * around, points(sheet.height) + 2 * around]);
  page.setRotation(degrees(rotate));
  const each = Math.ceil(sheet.height / strips);
  for (let top = 0; top < sheet.height; top += each) {
    const height = Math.min(each, sheet.height - top);
    const strip = { ...sheet, height, data: sheet.data.subarray(top * sheet.width, (top + height) * sheet.width) };
    const { entries, data } = await pack(strip);
    const image = pdf.context.stream(data, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: sheet.width,
      Height: height,
      ...entries,
    } as never);
    const name = page.node.newXObject('I', pdf.context.register(image));
    const bottom = around + points(sheet.height - top - height);
    const content = `q ${points(sheet.width)} 0 0 ${points(height)} ${around} ${bottom} cm ${name} Do Q`;
    page.node.addContentStream(pdf.context.register(pdf.context.stream(content)));
  }
  if (text) page.drawText(text, { x: 20, y: 8, size: 6 });
}
