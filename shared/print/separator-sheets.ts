import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from '@cantoo/pdf-lib';
import { separatorCode } from '../domain/batch/separator-code.ts';
import type { Statement } from '../domain/dossier.ts';
import { type QrSquares, qrCode } from './qr-code.ts';

/** A4, points. */
const [WIDTH, HEIGHT] = [595.28, 841.89];
const INCH = 72;
/** Kodak A-61599: a quarter of an inch from every edge, bars of two inches and more. */
const MARGIN = 0.45 * INCH;
const BAR = 2.5 * INCH;
/** Patch T, from the edge of the sheet: bars and spaces by turns, in inches. */
const PATCH_T = [0.08, 0.08, 0.2, 0.08, 0.08, 0.08, 0.2] as const;
const QR_SIZE = 140;

export interface SheetOptions {
  /** How many sheets, 1 to 100; all are the same. */
  readonly count: number;
  /** What is stated for the documents behind each. */
  readonly statement: Statement | null;
}

/**
 * A PDF of separator sheets to print and to lay before each document of a stack. Patch T stands at all four edges, for
 * scanners that look for it and whichever edge goes first; the QR code says the same, and the dossier.
 */
export async function separatorSheets({ count, statement }: SheetOptions): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle('AMI COMPTA - feuille de séparation / separator sheet');
  const bold = await pdf.embedFont(StandardFonts.HelveticaBold);
  const plain = await pdf.embedFont(StandardFonts.Helvetica);
  const squares = await qrCode(separatorCode(statement));
  for (let n = 0; n < count; n++) {
    const page = pdf.addPage([WIDTH, HEIGHT]);
    drawPatches(page);
    drawQr(page, squares);
    centred(page, 'SÉPARATEUR', 52, 600, bold);
    centred(page, 'SEPARATOR SHEET', 30, 555, bold);
    if (statement) {
      const { dossier, exercice } = statement;
      centred(page, exercice ? `${dossier} - ${exercice}` : dossier, 40, 490, bold);
    }
    centred(page, 'À poser avant chaque document de la pile. Réutilisable.', 14, 250, plain);
    centred(page, 'To be laid before each document of the stack. Can be used again.', 14, 230, plain);
    centred(page, 'Imprimer sans mise à l’échelle.   Print at actual size.', 11, 205, plain);
  }
  return pdf.save();
}

function centred(page: PDFPage, text: string, size: number, y: number, font: PDFFont): void {
  page.drawText(text, { x: (WIDTH - font.widthOfTextAtSize(text, size)) / 2, y, size, font });
}

function drawPatches(page: PDFPage): void {
  let from = MARGIN;
  for (const [n, inches] of PATCH_T.entries()) {
    const size = inches * INCH;
    if (n % 2 === 0) {
      const x = (WIDTH - BAR) / 2;
      page.drawRectangle({ x, y: HEIGHT - from - size, width: BAR, height: size });
      page.drawRectangle({ x, y: from, width: BAR, height: size });
      const y = (HEIGHT - BAR) / 2;
      page.drawRectangle({ x: from, y, width: size, height: BAR });
      page.drawRectangle({ x: WIDTH - from - size, y, width: size, height: BAR });
    }
    from += size;
  }
}

function drawQr(page: PDFPage, squares: QrSquares): void {
  const size = QR_SIZE / squares.length;
  const [left, top] = [(WIDTH - QR_SIZE) / 2, 450];
  // A little more than a square, so that no hair of white shows between two.
  for (const [y, row] of squares.entries())
    for (const [x, black] of row.entries())
      if (black)
        page.drawRectangle({ x: left + x * size, y: top - (y + 1) * size, width: size + 0.05, height: size + 0.05 });
}
