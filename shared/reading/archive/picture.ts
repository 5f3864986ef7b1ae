import sharp, { type Sharp } from 'sharp';
import { refuseBomb } from '../raster/size.ts';
import { jpegPicture } from './jpeg-strip.ts';
import { pngParts } from './png-parts.ts';
import { type TiffPicture, tiffPictures } from './tiff-pictures.ts';

/** A picture as a PDF holds it: the entries of its dictionary (ISO 32000-1, 8.9.5), and its stream. */
export interface PdfPicture {
  readonly entries: {
    readonly Width: number;
    readonly Height: number;
    readonly BitsPerComponent: number;
    readonly ColorSpace: 'DeviceGray' | 'DeviceRGB';
    readonly Filter: 'CCITTFaxDecode' | 'DCTDecode' | 'FlateDecode';
    readonly DecodeParms?: Readonly<Record<string, number | boolean>>;
  };
  readonly data: Uint8Array;
}

/** What sharp writes as one strip; beyond, it cuts. */
const MOST_ROWS_A_STRIP = 32_768;
const GROUP_4 = 4;

/**
 * The picture of one page of a TIFF, every dot as it was: its own Group 4 or JPEG stream where it is one piece, else
 * decoded and packed again without loss (Group 4 for black and white, Flate for grey and colour).
 *
 * @throws Error where it can't be decoded.
 */
export async function pictureOf(bytes: Uint8Array, page: TiffPicture): Promise<PdfPicture> {
  // Also of what is copied undecoded: whoever opens the copy decodes it.
  refuseBomb(page.width, page.height, page.bits * page.samples);
  if (isBilevel(page)) {
    const copied = groupFour(bytes, page);
    if (copied) return copied;
    const packed = await packedAgain(bytes, page);
    if (packed) return packed;
  }
  return jpegPicture(bytes, page) ?? flate(bytes, page);
}

function isBilevel({ bits, samples, photometric }: TiffPicture): boolean {
  return bits === 1 && samples === 1 && photometric <= 1;
}

/** The strip as it stands; null where there are several, or it is not plain Group 4. */
function groupFour(bytes: Uint8Array, page: TiffPicture): PdfPicture | null {
  const { width, height, compression, photometric, fillOrder, t6Options, strips } = page;
  const [strip] = strips;
  if (compression !== GROUP_4 || t6Options !== 0 || strips.length !== 1 || !strip || strip.size === 0) return null;
  const coded = bytes.slice(strip.offset, strip.offset + strip.size);
  if (fillOrder === 2) for (let n = 0; n < coded.length; n++) coded[n] = mirrored(coded[n]!);
  return {
    entries: {
      Width: width,
      Height: height,
      BitsPerComponent: 1,
      ColorSpace: 'DeviceGray',
      Filter: 'CCITTFaxDecode',
      // The runs that the coding calls white are black ones where zero is black.
      DecodeParms: { K: -1, Columns: width, Rows: height, ...(photometric === 1 ? { BlackIs1: true } : {}) },
    },
    data: coded,
  };
}

function mirrored(byte: number): number {
  let turned = 0;
  for (let bit = 0; bit < 8; bit++) if (byte & (1 << bit)) turned |= 128 >> bit;
  return turned;
}

/** A black and white picture of any coding as one strip of Group 4; null where it is too high for one. */
async function packedAgain(bytes: Uint8Array, page: TiffPicture): Promise<PdfPicture | null> {
  if (page.height > MOST_ROWS_A_STRIP) return null;
  const tiff = await decoded(bytes, page, (picture) =>
    picture.toColourspace('b-w').tiff({ compression: 'ccittfax4', bitdepth: 1, tileHeight: MOST_ROWS_A_STRIP }),
  );
  const made = tiffPictures(tiff)[0]!;
  return made.width === page.width && made.height === page.height ? groupFour(tiff, made) : null;
}

/** Decoded, and packed as the rows of a PNG are, which a PDF takes as they stand. */
async function flate(bytes: Uint8Array, page: TiffPicture): Promise<PdfPicture> {
  const isGrey = page.samples <= 2 && page.photometric <= 1;
  const png = await decoded(bytes, page, (picture) =>
    picture
      .toColourspace(isGrey ? 'b-w' : 'srgb')
      .flatten({ background: 'white' })
      .png({ compressionLevel: 6, adaptiveFiltering: true, palette: false }),
  );
  const { width, height, bits, colors, data } = pngParts(png);
  return {
    entries: {
      Width: width,
      Height: height,
      BitsPerComponent: bits,
      ColorSpace: colors === 1 ? 'DeviceGray' : 'DeviceRGB',
      Filter: 'FlateDecode',
      // 15: each row says how it was predicted, as in a PNG.
      DecodeParms: { Predictor: 15, Colors: colors, BitsPerComponent: bits, Columns: width },
    },
    data,
  };
}

/**
 * A picture decoded and written in another form. Of a damaged one, what can be had: better than nothing, unless it is
 * one colour all over, which nobody scanned.
 */
async function decoded(bytes: Uint8Array, page: TiffPicture, write: (picture: Sharp) => Sharp): Promise<Buffer> {
  // Colours as they stand, without the file's own profile.
  const options = { page: page.number - 1, limitInputPixels: false, ignoreIcc: true } as const;
  try {
    return await write(sharp(bytes, { ...options, failOn: 'error' })).toBuffer();
  } catch (error) {
    const picture = sharp(bytes, { ...options, failOn: 'none' });
    const { channels } = await picture.clone().stats();
    if (channels.every(({ min, max }) => min === max)) throw error;
    return write(picture).toBuffer();
  }
}
