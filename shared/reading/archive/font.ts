import { type PDFDocument, type PDFRef, StandardFonts } from '@cantoo/pdf-lib';
import { writable } from './writable.ts';

/** Of the height of a line of Helvetica: what stands above and below the line that its letters stand on. */
const ASCENT = 0.718;
const DESCENT = 0.207;

/** The font of the words laid over a picture. It is never drawn: only its widths matter. */
export interface WordFont {
  readonly ref: PDFRef;
  /** A string of a content stream, `<...>`, with its width at size 1; null where nothing is left to write. */
  encode(text: string): { readonly hex: string; readonly width: number } | null;
  /** The size whose letters reach from the top to the bottom of a box of this height, and how far up they stand. */
  fit(height: number): { readonly size: number; readonly baseline: number };
}

export function wordFont(pdf: PDFDocument): WordFont {
  const font = pdf.embedStandardFont(StandardFonts.Helvetica);
  const known = new Set(font.getCharacterSet());
  const widths = new Map<string, number>();
  // One by one: a whole text is measured with its kerning, which nobody applies.
  const widthOf = (character: string): number => {
    const width = widths.get(character) ?? font.widthOfTextAtSize(character, 1);
    widths.set(character, width);
    return width;
  };
  return {
    ref: font.ref,
    encode(text) {
      const plain = writable(text, (character) => known.has(character.codePointAt(0)!)).trim();
      if (plain === '') return null;
      let width = 0;
      for (const character of plain) width += widthOf(character);
      return { hex: font.encodeText(plain).toString(), width };
    },
    fit(height) {
      const size = height / (ASCENT + DESCENT);
      return { size, baseline: size * DESCENT };
    },
  };
}
