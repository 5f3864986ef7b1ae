import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib';
import type { Cents } from '../../../shared/domain/invoice.ts';
import type { Trap } from '../manifest.ts';
import { type DateForm, writeDate } from './date-forms.ts';
import { type NumberForm, writeAmount } from './number-forms.ts';
import { LONELY, mapToUnicode } from './spelling.ts';

export type FontName = 'helvetica' | 'times' | 'courier';

/**
 * How letters and spaces are kept in the file, all looking alike: as they are; with accents beside their letters
 * (`f´evrier`, as old TeX does); with accents of their own code behind them; with narrow or figure spaces in amounts.
 */
export type Spelling = 'plain' | 'lonely' | 'decomposed' | 'narrow' | 'figure';

type Put = (text: string, x: number) => void;
type Color = readonly [number, number, number];

export interface TextStyle {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: Color;
  /** Where `x` is: the text's start (default), its end or its middle. */
  readonly align?: 'left' | 'right' | 'center';
}

export interface SheetOptions {
  readonly font: FontName;
  readonly date: DateForm;
  readonly amount: NumberForm;
  readonly spelling: Spelling;
  readonly accent: Color;
  /** Each word put by itself, as printer drivers do. */
  readonly words?: boolean;
  /** Texts come in any order in the file, whatever their places on the page. */
  readonly shuffle?: (texts: readonly (() => void)[]) => readonly (() => void)[];
}

export const A4 = { width: 595.28, height: 841.89 } as const;
const INK: Color = [0.08, 0.08, 0.1];
export const GREY: Color = [0.4, 0.4, 0.43];
export const PALE: Color = [0.91, 0.91, 0.93];

const FONTS: Readonly<Record<FontName, readonly [StandardFonts, StandardFonts]>> = {
  helvetica: [StandardFonts.Helvetica, StandardFonts.HelveticaBold],
  times: [StandardFonts.TimesRoman, StandardFonts.TimesRomanBold],
  courier: [StandardFonts.Courier, StandardFonts.CourierBold],
};

/** Pages to draw a bill on, in points from the upper left corner; keeps the account of the dates it was given. */
export class Sheet {
  readonly pdf: PDFDocument;
  readonly accent: Color;
  /** The invoice's own date, each time as it was written. */
  readonly ownDates: string[] = [];
  readonly traps: Trap[] = [];
  readonly #options: SheetOptions;
  readonly #fonts: readonly [PDFFont, PDFFont];
  /** Drawn last, page by page, so that their order is free. */
  readonly #texts: (() => void)[] = [];
  #page!: PDFPage;

  private constructor(pdf: PDFDocument, fonts: readonly [PDFFont, PDFFont], options: SheetOptions) {
    this.pdf = pdf;
    this.accent = options.accent;
    this.#fonts = fonts;
    this.#options = options;
  }

  static async create(options: SheetOptions): Promise<Sheet> {
    // Without metadata of its own: they would hold the time of day.
    const pdf = await PDFDocument.create({ updateMetadata: false });
    const [regular, bold] = FONTS[options.font];
    return new Sheet(pdf, [await pdf.embedFont(regular), await pdf.embedFont(bold)], options);
  }

  /** Begins a page; nothing can be drawn before. */
  page(width: number = A4.width, height: number = A4.height): void {
    this.#page = this.pdf.addPage([width, height]);
  }

  /** Draws on an earlier page again. */
  turnTo(index: number): void {
    this.#page = this.pdf.getPage(index);
  }

  /** The invoice's own date, written; in the document's form where none is given. */
  own(iso: string, form: DateForm = this.#options.date): string {
    const text = writeDate(iso, form);
    this.ownDates.push(text);
    return text;
  }

  /** Another date, written, and noted as what it is. */
  other(kind: string, iso: string, form: DateForm = this.#options.date): string {
    this.traps.push({ kind, date: iso });
    return writeDate(iso, form);
  }

  money(cents: Cents): string {
    return writeAmount(cents, this.#options.amount);
  }

  width(text: string, style: TextStyle = {}): number {
    return this.#fonts[style.bold ? 1 : 0].widthOfTextAtSize(text, style.size ?? 9);
  }

  text(text: string, x: number, y: number, style: TextStyle = {}): void {
    const { size = 9, color = INK, align = 'left' } = style;
    const width = this.width(text, style);
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2;
    const font = this.#fonts[style.bold ? 1 : 0];
    const page = this.#page;
    const put = (t: string, at: number) => {
      page.drawText(t, { x: at, y: page.getHeight() - y, size, font, color: rgb(...color) });
    };
    if (this.#options.spelling === 'lonely') this.#texts.push(() => this.#putLonely(text, left, size, font, put));
    else if (this.#options.words) this.#texts.push(() => this.#putWords(text, left, size, font, put));
    else this.#texts.push(() => put(text, left));
  }

  #putWords(text: string, left: number, size: number, font: PDFFont, put: Put): void {
    for (const { 0: word, index } of text.matchAll(/\S+/g))
      put(word, left + font.widthOfTextAtSize(text.slice(0, index), size));
  }

  #putLonely(text: string, left: number, size: number, font: PDFFont, put: Put): void {
    let at = left;
    for (const part of text.split(/([àâäçèéêëîïôöùûüÀÂÇÈÉÊËÎÔÙ])/)) {
      if (part === '') continue;
      const lonely = LONELY.get(part);
      if (lonely) {
        const [letter, accent] = lonely;
        put(accent, at + (font.widthOfTextAtSize(letter, size) - font.widthOfTextAtSize(accent, size)) / 2);
        put(letter, at);
      } else put(part, at);
      at += font.widthOfTextAtSize(part, size);
    }
  }

  /** Lines under each other; gives the `y` below them. */
  block(lines: readonly (string | null)[], x: number, y: number, style: TextStyle = {}, leading = 1.3): number {
    let at = y;
    for (const line of lines) {
      if (line === null) continue;
      this.text(line, x, at, style);
      at += (style.size ?? 9) * leading;
    }
    return at;
  }

  /** The text over several lines, none wider than `width`; gives the `y` below. */
  paragraph(text: string, x: number, y: number, width: number, style: TextStyle = {}): number {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
      if (lines.length > 0 && this.width(longer, style) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return this.block(lines, x, y, style);
  }

  box(x: number, y: number, width: number, height: number, fill: Color): void {
    this.#page.drawRectangle({ x, y: this.#page.getHeight() - y - height, width, height, color: rgb(...fill) });
  }

  frame(x: number, y: number, width: number, height: number, color: Color = GREY): void {
    const at = this.#page.getHeight() - y - height;
    this.#page.drawRectangle({ x, y: at, width, height, borderColor: rgb(...color), borderWidth: 0.7 });
  }

  line(x1: number, y1: number, x2: number, y2: number = y1, color: Color = GREY): void {
    const h = this.#page.getHeight();
    this.#page.drawLine({
      start: { x: x1, y: h - y1 },
      end: { x: x2, y: h - y2 },
      color: rgb(...color),
      thickness: 0.6,
    });
  }

  #finish(): void {
    const texts = this.#texts.splice(0);
    for (const draw of this.#options.shuffle?.(texts) ?? texts) draw();
  }

  /** A rubber stamp over whatever is there, askew, on the first page. */
  stamp(lines: readonly string[], x: number, y: number, angle: number): void {
    this.#finish();
    const page = this.pdf.getPage(0);
    const [color, rotate] = [rgb(0.2, 0.2, 0.5), degrees(angle)];
    const size = 15;
    const width = Math.max(...lines.map((l) => this.width(l, { size, bold: true }))) + 16;
    const height = lines.length * size * 1.3 + 10;
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    /** From the stamp's own lower left corner. */
    const at = (dx: number, dy: number) => ({
      x: x + dx * cos - dy * sin,
      y: page.getHeight() - y + dx * sin + dy * cos,
    });
    page.drawRectangle({ ...at(0, 0), width, height, rotate, borderColor: color, borderWidth: 2 });
    for (const [n, text] of lines.entries())
      page.drawText(text, {
        ...at(8, height - (n + 1) * size * 1.3),
        size,
        rotate,
        color,
        font: this.#fonts[1],
        opacity: 0.8,
      });
  }

  /** To be called once, when all is drawn. */
  async save(): Promise<Uint8Array> {
    this.#finish();
    await this.pdf.flush();
    for (const font of this.#fonts) mapToUnicode(this.pdf, font, this.#options.spelling);
    return this.pdf.save({ useObjectStreams: false });
  }
}
