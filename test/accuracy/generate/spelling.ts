import { PDFDict, type PDFDocument, type PDFFont, PDFName } from '@cantoo/pdf-lib';
import type { Spelling } from './sheet.ts';

/** Accents that have a code of their own in the fonts, by their combining form. */
const ACCENTS = new Map([
  ['\u0301', '\u00b4'],
  ['\u0300', '`'],
  ['\u0302', '\u02c6'],
  ['\u0308', '\u00a8'],
  ['\u0327', '\u00b8'],
]);

/** An accented letter as a letter and an accent beside it. */
export const LONELY: ReadonlyMap<string, readonly [letter: string, accent: string]> = new Map(
  [...'àâäçèéêëîïôöùûüÀÂÇÈÉÊËÎÔÙ'].map((c) => {
    const [letter, mark] = [...c.normalize('NFD')] as [string, string];
    return [c, [letter, ACCENTS.get(mark)!]];
  }),
);

const SPACES: Partial<Record<Spelling, string>> = { narrow: '\u202f', figure: '\u2007' };

/**
 * Gives a font a table of what its codes mean (ToUnicode) that says other, equal-looking characters than usual. The
 * document must be flushed before, so that the font has its dictionary.
 */
export function mapToUnicode(pdf: PDFDocument, font: PDFFont, spelling: Spelling): void {
  if (spelling === 'plain' || spelling === 'lonely') return;
  const dictionary = pdf.context.lookup(font.ref);
  if (!(dictionary instanceof PDFDict)) return;
  const decoder = new TextDecoder('windows-1252');
  const lines: string[] = [];
  for (let code = 32; code < 256; code++) {
    let text = decoder.decode(Uint8Array.of(code));
    if (code === 0xa0) text = SPACES[spelling] ?? text;
    else if (spelling === 'decomposed') text = text.normalize('NFD');
    lines.push(`<${hex(code, 2)}> <${[...text].map((c) => hex(c.codePointAt(0)!, 4)).join('')}>`);
  }
  const blocks: string[] = [];
  // At most 100 entries a block (PDF 32000-1, 9.10.3, by way of the CMap specification).
  for (let n = 0; n < lines.length; n += 100) {
    const part = lines.slice(n, n + 100);
    blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
  }
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
${blocks.join('\n')}
endcmap end end`;
  dictionary.set(PDFName.of('ToUnicode'), pdf.context.register(pdf.context.stream(cmap)));
}

function hex(n: number, width: number): string {
  return n.toString(16).toUpperCase().padStart(width, '0');
}
