import type { PdfPicture } from './picture.ts';
import type { TiffPicture } from './tiff-pictures.ts';

const JPEG = 7;
/** Photometric interpretations whose JPEG a PDF shows as it stands: grey, RGB, YCbCr. */
const COMPONENTS: Readonly<Record<number, 1 | 3>> = { 1: 1, 2: 3, 6: 3 };
const RGB = 2;

/**
 * The JPEG of a page that is one strip, with the tables that the TIFF keeps apart put back (Adobe Photoshop TIFF
 * Technical Note 2); null where the page is no such JPEG.
 */
export function jpegPicture(bytes: Uint8Array, page: TiffPicture): PdfPicture | null {
  const { width, height, bits, samples, photometric, strips, jpegTables } = page;
  const [strip] = strips;
  const components = COMPONENTS[photometric];
  if (page.compression !== JPEG || strips.length !== 1 || !strip || bits !== 8 || samples !== components) return null;
  const coded = bytes.subarray(strip.offset, strip.offset + strip.size);
  const tables = jpegTables ? bytes.subarray(jpegTables.offset, jpegTables.offset + jpegTables.size) : null;
  const data = joined(coded, tables);
  if (!data || !isOfSize(data, width, height, components)) return null;
  return {
    entries: {
      Width: width,
      Height: height,
      BitsPerComponent: 8,
      ColorSpace: components === 1 ? 'DeviceGray' : 'DeviceRGB',
      Filter: 'DCTDecode',
      // Three components are taken for YCbCr unless told.
      ...(photometric === RGB ? { DecodeParms: { ColorTransform: 0 } } : {}),
    },
    data,
  };
}

function joined(coded: Uint8Array, tables: Uint8Array | null): Uint8Array | null {
  if (!isMarker(coded, 0, 0xd8)) return null;
  if (!tables) return coded.slice();
  if (!isMarker(tables, 0, 0xd8) || !isMarker(tables, tables.length - 2, 0xd9)) return null;
  return Buffer.concat([tables.subarray(0, -2), coded.subarray(2)]);
}

/** True where the frame (SOF0 or SOF1, ITU-T T.81, B.2.2) says what the TIFF says. */
function isOfSize(jpeg: Uint8Array, width: number, height: number, components: number): boolean {
  const word = (at: number) => (jpeg[at]! << 8) | jpeg[at + 1]!;
  for (let at = 2; at + 10 < jpeg.length && jpeg[at] === 0xff; at += 2 + word(at + 2)) {
    const marker = jpeg[at + 1]!;
    if (marker === 0xda) return false;
    if (marker !== 0xc0 && marker !== 0xc1) continue;
    return word(at + 5) === height && word(at + 7) === width && jpeg[at + 9] === components;
  }
  return false;
}

function isMarker(bytes: Uint8Array, at: number, marker: number): boolean {
  return bytes[at] === 0xff && bytes[at + 1] === marker;
}
