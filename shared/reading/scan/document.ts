import { detectMediaType } from '../../domain/media-type.ts';
import { pdfPages, pdfPicture } from '../raster/pdf.ts';
import type { PagePicture } from '../raster/picture.ts';
import { tiffPages, tiffPicture } from '../raster/tiff.ts';
import { UnreadableError } from '../raster/unreadable.ts';

interface Format {
  readonly pages: (bytes: Uint8Array) => number | Promise<number>;
  readonly picture: (bytes: Uint8Array, page: number) => Promise<PagePicture>;
}

/** What scans come as; type by content. */
function formatOf(bytes: Uint8Array): Format {
  const type = detectMediaType(bytes);
  if (type === 'image/tiff') return { pages: tiffPages, picture: tiffPicture };
  if (type === 'application/pdf') return { pages: pdfPages, picture: pdfPicture };
  throw new UnreadableError('FILE_TYPE_UNSUPPORTED', { type: type ?? 'application/octet-stream' });
}

/** Number of pages of a scan. Throws UnreadableError. */
export async function pagesOf(bytes: Uint8Array): Promise<number> {
  return formatOf(bytes).pages(bytes);
}

/** The picture of one page, numbered from 1. Throws UnreadableError. */
export async function pictureOf(bytes: Uint8Array, page: number): Promise<PagePicture> {
  return formatOf(bytes).picture(bytes, page);
}
