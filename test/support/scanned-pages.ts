import type { Fragment } from '../../shared/domain/page/page.ts';
import type { PageQuality, ScannedPage, SheetMark } from '../../shared/domain/scan/scanned-page.ts';

const [WIDTH, HEIGHT] = [595, 842];
export const QUALITY: PageQuality = {
  width: 2480,
  height: 3508,
  dpi: 300,
  dpiTaken: 300,
  bilevel: true,
  turned: 0,
  skew: 0,
  ink: 0.04,
  blank: false,
  confidence: 0.92,
};

/** A line of text: `x | text` stands at x points, `# text` is a large title, `_ text` stands at the foot of the page. */
function fragmentsOf(lines: readonly string[]): Fragment[] {
  let y = 60;
  return lines.map((line) => {
    const [, sign, rest] = /^([#_])?\s*(.*)$/s.exec(line)!;
    const height = sign === '#' ? 20 : 10;
    y += sign === '#' ? 34 : 18;
    const at = sign === '_' ? HEIGHT - 40 : y;
    const [x, text] = rest!.includes(' | ') ? [Number(rest!.split(' | ')[0]), rest!.split(' | ')[1]!] : [50, rest!];
    return { text, box: { x, y: at, width: text.length * height * 0.5, height }, confidence: 0.9 };
  });
}

/** A page as it was read. */
export function scannedPage(
  lines: readonly string[],
  changes: Partial<Omit<ScannedPage, 'quality'>> & { quality?: Partial<PageQuality> } = {},
): ScannedPage {
  const { quality, ...rest } = changes;
  return {
    version: 1,
    engine: 'test 1',
    page: { number: 1, width: WIDTH, height: HEIGHT, origin: 'ocr', fragments: fragmentsOf(lines) },
    marks: [],
    ...rest,
    quality: { ...QUALITY, ...quality },
  };
}

export const blankPage = () => scannedPage([], { quality: { blank: true, ink: 0, confidence: null } });

/** Pages numbered as they follow each other. */
export function numbered(pages: readonly ScannedPage[]): ScannedPage[] {
  return pages.map((p, n) => ({ ...p, page: { ...p.page, number: n + 1 } }));
}

export interface BillOptions {
  readonly number?: string | null;
  readonly date?: string;
  readonly title?: string;
  readonly siret?: string;
  /** At the foot: `Page 1 sur 2`. */
  readonly foot?: string;
  readonly total?: string | null;
  readonly more?: readonly string[];
}

export const SELLERS = ['732 829 320 00074', '552 100 554 00025', '443 061 841 00047'] as const;

/** A page of an invoice, whole where nothing of it is left out. */
export function bill(o: BillOptions = {}): ScannedPage {
  const { number = 'F2019-0412', date = '05/05/2019', title = 'FACTURE', siret = SELLERS[0], total = '120,00' } = o;
  return scannedPage([
    'Moulin du Bief, 12 rue des Arbres, 69001 Lyon',
    `RCS Lyon SIRET ${siret}`,
    `# ${title}`,
    ...(number ? [`${title === 'AVOIR' ? 'Avoir' : 'Facture'} n° ${number}`] : []),
    ...(date ? [`Date de facture : ${date}`] : []),
    'Farine de blé T55, 20 sacs',
    ...(o.more ?? []),
    ...(total ? [`Total HT 100,00`, `TVA 20,00`, `Total TTC ${total} €`] : []),
    ...(o.foot ? [`_ ${o.foot}`] : []),
  ]);
}

export function mark(kind: 'patch' | 'barcode', format: string, text = ''): SheetMark {
  return { kind, format, text, box: { x: 200, y: 30, width: 180, height: 58 } };
}

/** A separator sheet as it is read. */
export function sheetPage(code = 'AMI-SEPARATOR', patch: string | null = 'T'): ScannedPage {
  const marks = [...(patch ? [mark('patch', patch)] : []), ...(code ? [mark('barcode', 'QRCode', code)] : [])];
  return scannedPage(['# SÉPARATEUR', '# SEPARATOR SHEET', 'À poser avant chaque document de la pile.'], { marks });
}
