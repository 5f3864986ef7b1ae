import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import type { Look } from './model.ts';

export const A4 = { width: 595.28, height: 841.89 } as const;

type Color = readonly [number, number, number];
export const BLACK: Color = [0.1, 0.1, 0.12];
export const GREY: Color = [0.42, 0.42, 0.45];

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly color?: Color;
  /** Where `x` is: the text's start (default), its end or its middle. */
  readonly align?: 'left' | 'right' | 'center';
}

/** Pages to draw on, in points from the upper left corner. */
export class Canvas {
  readonly pdf: PDFDocument;
  readonly pages: PDFPage[] = [];
  readonly #fonts: { regular: PDFFont; bold: PDFFont; italic: PDFFont };
  #page: PDFPage;

  private constructor(pdf: PDFDocument, fonts: { regular: PDFFont; bold: PDFFont; italic: PDFFont }) {
    this.pdf = pdf;
    this.#fonts = fonts;
    this.#page = this.addPage();
  }

  static async create(font: Look['font']): Promise<Canvas> {
    // Without metadata of its own: they would hold the time of day.
    const pdf = await PDFDocument.create({ updateMetadata: false });
    const names =
      font === 'times'
        ? ([StandardFonts.TimesRoman, StandardFonts.TimesRomanBold, StandardFonts.TimesRomanItalic] as const)
        : ([StandardFonts.Helvetica, StandardFonts.HelveticaBold, StandardFonts.HelveticaOblique] as const);
    const [regular, bold, italic] = await Promise.all(names.map((n) => pdf.embedFont(n)));
    return new Canvas(pdf, { regular: regular!, bold: bold!, italic: italic! });
  }

  addPage(): PDFPage {
    this.#page = this.pdf.addPage([A4.width, A4.height]);
    this.pages.push(this.#page);
    return this.#page;
  }

  /** Draws on an earlier page again (page numbers are known last). */
  turnTo(index: number): void {
    this.#page = this.pages[index]!;
  }

  text(text: string, x: number, y: number, style: TextStyle = {}): void {
    const { size = 9, color = BLACK, align = 'left' } = style;
    const font = this.#font(style);
    const width = font.widthOfTextAtSize(text, size);
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    this.#page.drawText(text, { x: left, y: A4.height - y, size, font, color: rgb(...color) });
  }

  /** The text over several lines, none wider than `width`; gives the height it took. */
  paragraph(text: string, x: number, y: number, width: number, style: TextStyle = {}): number {
    const { size = 9 } = style;
    const lines = this.wrap(text, width, style);
    for (const [n, line] of lines.entries()) this.text(line, x, y + n * size * 1.25, style);
    return lines.length * size * 1.25;
  }

  wrap(text: string, width: number, style: TextStyle = {}): string[] {
    const { size = 9 } = style;
    const font = this.#font(style);
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
      if (lines.length > 0 && font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  box(x: number, y: number, width: number, height: number, fill: Color): void {
    this.#page.drawRectangle({ x, y: A4.height - y - height, width, height, color: rgb(...fill) });
  }

  frame(x: number, y: number, width: number, height: number, color: Color = GREY, thickness = 0.6): void {
    this.#page.drawRectangle({
      x,
      y: A4.height - y - height,
      width,
      height,
      borderColor: rgb(...color),
      borderWidth: thickness,
    });
  }

  line(x1: number, y: number, x2: number, color: Color = GREY, thickness = 0.5): void {
    this.#page.drawLine({
      start: { x: x1, y: A4.height - y },
      end: { x: x2, y: A4.height - y },
      color: rgb(...color),
      thickness,
    });
  }

  vertical(x: number, y1: number, y2: number, color: Color = GREY, thickness = 0.5): void {
    this.#page.drawLine({
      start: { x, y: A4.height - y1 },
      end: { x, y: A4.height - y2 },
      color: rgb(...color),
      thickness,
    });
  }

  disc(x: number, y: number, radius: number, fill: Color): void {
    this.#page.drawCircle({ x, y: A4.height - y, size: radius, color: rgb(...fill) });
  }

  #font({ bold, italic }: TextStyle): PDFFont {
    return bold ? this.#fonts.bold : italic ? this.#fonts.italic : this.#fonts.regular;
  }
}

/** A lighter shade, 0 (the color) to 1 (white). */
export function tint(color: Color, amount: number): Color {
  const [r, g, b] = color.map((c) => c + (1 - c) * amount) as [number, number, number];
  return [r, g, b];
}
