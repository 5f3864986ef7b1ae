import sharp from 'sharp';
import { checkTiff } from '../../domain/ending/tiff.ts';
import { isBilevel, packed } from './bits.ts';
import { refuseCutFax } from './fax-end.ts';
import type { PagePicture } from './picture.ts';
import { believed, guessedDpi, refuseBomb, shrinkage } from './size.ts';
import { tiffPage } from './tiff-page.ts';
import { detailOf, UnreadableError } from './unreadable.ts';

// One thread, and nothing kept: the child has one page at a time, and a cap on its memory.
sharp.concurrency(1);
sharp.cache(false);

/** Number of pages. Nothing is decoded. */
export function tiffPages(bytes: Uint8Array): number {
  const verdict = checkTiff(bytes);
  if (verdict.ok) return verdict.pages;
  if (verdict.why === 'incomplete') throw new UnreadableError('FILE_INCOMPLETE');
  throw new UnreadableError('TIFF_BROKEN', { detail: verdict.detail });
}

/**
 * The picture of one page, numbered from 1, as its tag "orientation" shows it, with square dots. What is not black and
 * white comes as grey.
 */
export async function tiffPicture(bytes: Uint8Array, number: number): Promise<PagePicture> {
  tiffPages(bytes);
  const page = tiffPage(bytes, number);
  refuseBomb(page.width, page.height, page.bitsADot);
  // Closer dots are kept, and the others stretched.
  const stretch = { x: Math.max(1, 1 / page.aspect), y: Math.max(1, page.aspect) };
  const isSquare = Math.abs(page.aspect - 1) < 0.02;
  const scale = shrinkage(page.width * stretch.x, page.height * stretch.y);
  let pipeline = sharp(bytes, { page: number - 1, failOn: 'error', limitInputPixels: false }).flatten({
    background: '#fff',
  });
  if (!isSquare || scale < 1) {
    const width = Math.round(page.width * (isSquare ? 1 : stretch.x) * scale);
    const height = Math.round(page.height * (isSquare ? 1 : stretch.y) * scale);
    // sharp follows the orientation before it resizes, in whatever order it is asked to.
    const shown = page.isLying ? { width: height, height: width } : { width, height };
    pipeline = pipeline.resize({ ...shown, fit: 'fill', kernel: 'linear' });
  }
  const { data, info } = await pipeline
    .autoOrient()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new UnreadableError('TIFF_BROKEN', { detail: detailOf(error) });
    });
  const { width, height } = info;
  const isAsStored = width === page.width && height === page.height && !page.isOriented;
  await refuseCutFax(bytes, number, isAsStored ? { width, height, data } : null);
  const said = page.resolution && Math.max(page.resolution.x, page.resolution.y);
  const longest = Math.max(page.width * stretch.x, page.height * stretch.y);
  const shortest = Math.min(page.width * stretch.x, page.height * stretch.y);
  const dpi = believed(said, longest, shortest);
  const dpiTaken = dpi ?? guessedDpi(longest, shortest);
  const raster = { width, height, bits: 8, data, dpi: dpiTaken * scale } as const;
  const bilevel = page.bitsADot === 1 || isBilevel(data);
  return {
    raster: bilevel && scale === 1 ? packed(raster) : raster,
    dpi,
    dpiTaken,
    bilevel,
    // Its sides change place with the orientation.
    width: page.isLying ? page.height : page.width,
    height: page.isLying ? page.width : page.height,
  };
}
