import { type Field, TiffFile } from '../../domain/ending/tiff.ts';
import { tiffPages } from '../raster/tiff.ts';

/** A piece of the file, in bytes. */
export interface Piece {
  readonly offset: number;
  readonly size: number;
}

/** How one picture of a TIFF is coded; numbers as in TIFF 6.0, with its defaults. */
export interface TiffPicture {
  /** Of its page, from 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly samples: number;
  readonly compression: number;
  readonly photometric: number;
  readonly fillOrder: number;
  readonly t6Options: number;
  /** 1 to 8: which side of what is stored is shown at the top, and which at the left. */
  readonly orientation: number;
  /** The strips, where there is one or more; no more than two are looked up. Empty where it is cut into tiles. */
  readonly strips: readonly Piece[];
  readonly jpegTables: Piece | null;
}

/** Only a picture of one strip is copied as it is. */
const MOST_STRIPS = 2;

/**
 * The pictures of a TIFF, in the order of its pages. Nothing is decoded.
 *
 * @throws {UnreadableError} where the chain of its pages is broken or cut.
 */
export function tiffPictures(bytes: Uint8Array): TiffPicture[] {
  // Checks the whole chain: circles, overlaps, what lies beyond the end.
  const count = tiffPages(bytes);
  const file = new TiffFile(bytes);
  const pictures: TiffPicture[] = [];
  let at = file.firstDirectory();
  while (pictures.length < count && at) {
    const { fields, next } = file.directory(at)!;
    pictures.push(pictureOf(file, fields, pictures.length + 1));
    at = next;
  }
  return pictures;
}

function pictureOf(file: TiffFile, fields: ReadonlyMap<number, Field>, number: number): TiffPicture {
  const value = (tag: number, otherwise: number): number => {
    const field = fields.get(tag);
    return (field && file.value(field, 0)) ?? otherwise;
  };
  const [offsets, sizes, tables] = [fields.get(273), fields.get(279), fields.get(347)];
  const strips = Array.from({ length: Math.min(offsets?.count ?? 0, MOST_STRIPS) }, (_, n) => ({
    offset: file.value(offsets!, n) ?? 0,
    size: sizes && n < sizes.count ? (file.value(sizes, n) ?? 0) : 0,
  }));
  return {
    number,
    width: value(256, 0),
    height: value(257, 0),
    bits: value(258, 1),
    samples: value(277, 1),
    compression: value(259, 1),
    photometric: value(262, 0),
    fillOrder: value(266, 1),
    t6Options: value(293, 0),
    orientation: value(274, 1),
    strips,
    jpegTables: tables ? { offset: tables.at, size: tables.count } : null,
  };
}
