/** A place on a page as it is shown: points (1/72 inch) from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A run of text as a PDF draws it, or a word as an OCR engine reads it: from a letter to a whole line. */
export interface Fragment {
  readonly text: string;
  /** `height` is that of the font, or of the letters. */
  readonly box: Box;
  /** 0 to 1, of an OCR engine. */
  readonly confidence?: number;
}

/** Where the text of a page comes from: the file itself, or a picture of it. */
export type PageOrigin = 'text' | 'ocr';

/** One page of text, upright. */
export interface Page {
  /** From 1. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly origin: PageOrigin;
  readonly fragments: readonly Fragment[];
}
