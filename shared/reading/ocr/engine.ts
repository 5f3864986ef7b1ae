/** A picture in memory: rows from top to bottom, each row of whole bytes. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 1: eight dots a byte, the leftmost in the highest bit, 1 is black (as in PBM). 8: one byte a dot, 0 is black. */
  readonly bits: 1 | 8;
  readonly data: Uint8Array;
  /** Dots per inch. */
  readonly dpi: number;
}

/** A word and its place in dots of the picture it was read from. */
export interface OcrWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** 0 to 1. */
  readonly confidence: number;
  /** Words of one line have one number. */
  readonly line: number;
}

/** A program that reads letters. One page at a time. */
export interface OcrEngine {
  /** With its version: `tesseract 5.3.0`, `tesseract.js 7.0.0`. */
  readonly name: string;
  /**
   * Words in reading order. The picture stands upright. `handedOver` is called once the engine works by itself: what its
   * caller does from then on costs no time where there is a second core. Not called where it fails before.
   */
  recognise(image: Raster, handedOver?: () => void): Promise<readonly OcrWord[]>;
  /** By how much the picture must be turned clockwise to stand upright; null where that can't be told. */
  orientation(image: Raster): Promise<{ readonly turn: 0 | 90 | 180 | 270; readonly confidence: number } | null>;
  close(): Promise<void>;
}
