import { CLEAN, scanned } from '../accuracy/generate/degrade.ts';
import { type DrawnPage, drawnPages } from '../samples/drawn-pages.ts';
import { random } from '../samples/random.ts';
import { writeTiff } from '../samples/tiff.ts';
import { makePlainPdf } from './invoices.ts';

const DPI = 300;

/** A page with lines of text, as a scanner sees it before it is made black and white. */
export async function drawLines(lines: readonly string[]): Promise<DrawnPage> {
  for await (const page of drawnPages(await makePlainPdf(lines), DPI)) return page;
  throw new Error('nothing was drawn');
}

/** A TIFF (Group 4, 300 dpi) of these pages, hardly dusty. Equal seeds give equal bytes, others never do. */
export function scanPages(pages: readonly DrawnPage[], seed: number): Uint8Array {
  const r = random(seed);
  return writeTiff(
    pages.map((page) => scanned(page, { ...CLEAN, dust: 20 }, r)),
    DPI,
  );
}

/** What is read of an invoice on paper: the date stands on it twice. `day`: JJ/MM/AAAA. */
export function invoiceLines(number: string, day: string): string[] {
  return [
    'FACTURE',
    `Numéro de facture : ${number}`,
    `Date de facture : ${day}`,
    'Papeterie du Centre, 12 rue des Lilas, 69003 Lyon',
    'RCS Lyon 732 829 320',
    `Facture ${number} du ${day}`,
    'Ramettes de papier 100,00 €',
    'Total HT 100,00 €',
    'TVA 20 % 20,00 €',
    'Total TTC 120,00 €',
  ];
}
