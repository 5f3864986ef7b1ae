import type { Raster } from '../ocr/engine.ts';

/** The picture of a page as its file shows it, and what the file says of it. */
export interface PagePicture {
  /** Black and white pictures have one bit a dot. */
  readonly raster: Raster;
  /** Dots in the file; the raster may have less, or, where they were not square, more. */
  readonly width: number;
  readonly height: number;
  /** Dots an inch as the file says, where they can be believed. */
  readonly dpi: number | null;
  readonly dpiTaken: number;
  readonly bilevel: boolean;
}
