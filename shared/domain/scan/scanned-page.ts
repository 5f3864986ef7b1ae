import type { Box, Page } from '../page/page.ts';

/**
 * What was read on one scanned page. Kept as JSON beside the document: rules run over it again and again (a new
 * configuration, a correction by a person) without the picture being read again.
 */
export interface ScannedPage {
  readonly version: 1;
  /** The program that read the letters, with its version: `tesseract 5.3.0`. */
  readonly engine: string;
  /** Its words, upright; none where the page is blank. `origin` is `ocr`. */
  readonly page: Page;
  readonly quality: PageQuality;
  readonly marks: readonly SheetMark[];
}

/** How the picture of a page is, as it came. */
export interface PageQuality {
  /** Pixels, before it was turned. */
  readonly width: number;
  readonly height: number;
  /** Dots per inch as the file says; null where it says nothing that can be believed. */
  readonly dpi: number | null;
  /** Dots per inch taken: as said, or from the size of the sheet it most likely is. */
  readonly dpiTaken: number;
  readonly bilevel: boolean;
  /** By how much it was turned clockwise to stand upright. */
  readonly turned: 0 | 90 | 180 | 270;
  /** Degrees by which its lines fall to the right (clockwise) once it is turned; put right before it was read. */
  readonly skew: number;
  /** Part of the page that is black, 0 to 1. */
  readonly ink: number;
  /** Nothing on it but dust. */
  readonly blank: boolean;
  /** Mean confidence of its words, 0 to 1; null where there are none. */
  readonly confidence: number | null;
}

/** A mark for machines: a patch code of a separator sheet, or a barcode. Its place is that of the upright page, in points. */
export interface SheetMark {
  readonly kind: 'patch' | 'barcode';
  /** `T`, `1`, `2`, `3`, `4`, `6` of a patch code; `QRCode`, `Code128`, ... of a barcode. */
  readonly format: string;
  /** Empty for a patch code. */
  readonly text: string;
  readonly box: Box;
}
