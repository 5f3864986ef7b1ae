import { PDFDocument } from '@cantoo/pdf-lib';
import { drawnPages } from '../../samples/drawn-pages.ts';
import { type Bitmap, encodeG4 } from '../../samples/g4.ts';
import type { Random } from '../../samples/random.ts';
import { writeTiff } from '../../samples/tiff.ts';
import { CLEAN, type Defects, scanned } from './degrade.ts';

export interface Scan {
  readonly bytes: Uint8Array;
  readonly extension: 'tif' | 'pdf';
  /** As a person would name them. */
  readonly defects: readonly string[];
  readonly note?: string;
}

/** What a scanner that recognises text by itself adds: here without a mistake. */
export const TEXT_BELOW = 'text under the image';

/**
 * 300 dpi, black and white, hardly askew, a little dust: as an office scanner gives a page. One in ten is a searchable
 * PDF, the page's text under its image.
 */
export async function cleanScan(pdf: Uint8Array, r: Random): Promise<Scan> {
  if (r.chance(0.1)) {
    const pages: Bitmap[] = [];
    for await (const page of drawnPages(pdf, 300)) pages.push(scanned(page, { ...CLEAN, dust: r.int(0, 80) }, r));
    return { bytes: await imagePdf(pages, 300, pdf), extension: 'pdf', defects: [], note: TEXT_BELOW };
  }
  const defects: Defects = { ...CLEAN, skew: (r.next() - 0.5) * 0.8, dust: r.int(0, 80) };
  return { ...(await bilevel(pdf, 300, defects, r)), defects: [] };
}

/** Whether a degraded scan has a stamp is drawn before its page is. */
export function drawStamp(r: Random): boolean {
  return r.chance(0.25);
}

/** A scan with one to three defects, a stamp apart; now and then a grey photograph of an app. */
export async function degradedScan(pdf: Uint8Array, stamped: boolean, r: Random): Promise<Scan> {
  const said = stamped ? ['stamp'] : [];
  if (r.chance(0.1)) return { bytes: await photographed(pdf), extension: 'pdf', defects: [...said, '200 dpi', 'JPEG'] };
  let dpi = 300;
  let d: Defects = { ...CLEAN, skew: (r.next() - 0.5) * 0.6, dust: r.int(20, 120) };
  const choices: readonly [name: string, apply: () => void][] = [
    ['skew', () => (d = { ...d, skew: (0.7 + r.next() * 1.3) * (r.chance(0.5) ? 1 : -1) })],
    ['noise', () => (d = { ...d, noise: 0.0005 + r.next() * 0.0035 })],
    ['turned 90', () => (d = { ...d, turns: 1 })],
    ['turned 180', () => (d = { ...d, turns: 2 })],
    ['turned 270', () => (d = { ...d, turns: 3 })],
    ['folds', () => (d = { ...d, folds: r.int(1, 2) })],
    ['grey paper', () => (d = { ...d, shade: r.int(60, 95) })],
    ['200 dpi', () => (dpi = 200)],
  ];
  for (let n = r.int(1, 3); n > 0; n--) {
    const [name, apply] = r.pick(choices);
    if (said.includes(name) || (name.startsWith('turned') && said.some((s) => s.startsWith('turned')))) continue;
    apply();
    said.push(name);
  }
  return { ...(await bilevel(pdf, dpi, d, r)), defects: said };
}

async function bilevel(pdf: Uint8Array, dpi: number, d: Defects, r: Random): Promise<Omit<Scan, 'defects'>> {
  const pages: Bitmap[] = [];
  for await (const page of drawnPages(pdf, dpi)) pages.push(scanned(page, d, r));
  return r.chance(0.4)
    ? { bytes: await imagePdf(pages, dpi), extension: 'pdf' }
    : { bytes: writeTiff(pages, dpi), extension: 'tif' };
}

/** Pages that hold a Group 4 image each, and nothing else; or, over the pages of another PDF, what that has. */
async function imagePdf(pages: readonly Bitmap[], dpi: number, below?: Uint8Array): Promise<Uint8Array> {
  const pdf = below
    ? await PDFDocument.load(below, { updateMetadata: false })
    : await PDFDocument.create({ updateMetadata: false });
  for (const [n, bitmap] of pages.entries()) {
    const { width, height } = bitmap;
    const image = pdf.context.stream(encodeG4(bitmap), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      BitsPerComponent: 1,
      ColorSpace: 'DeviceGray',
      Filter: 'CCITTFaxDecode',
      DecodeParms: { K: -1, Columns: width, Rows: height },
    });
    const [w, h] = [(width * 72) / dpi, (height * 72) / dpi];
    const page = below ? pdf.getPage(n) : pdf.addPage([w, h]);
    const name = page.node.newXObject('I', pdf.context.register(image));
    page.node.addContentStream(pdf.context.register(pdf.context.stream(`q ${w} 0 0 ${h} 0 0 cm ${name} Do Q`)));
  }
  return pdf.save({ useObjectStreams: false });
}

async function photographed(pdf: Uint8Array): Promise<Uint8Array> {
  const out = await PDFDocument.create({ updateMetadata: false });
  for await (const page of drawnPages(pdf, 200)) {
    const [width, height] = [(page.width * 72) / 200, (page.height * 72) / 200];
    out.addPage([width, height]).drawImage(await out.embedJpg(page.jpeg(70)), { x: 0, y: 0, width, height });
  }
  return out.save({ useObjectStreams: false });
}
