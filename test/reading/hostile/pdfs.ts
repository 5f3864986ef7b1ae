import { constants, deflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { makePlainPdf } from '../../support/invoices.ts';

type Body = string | readonly [dictionary: string, bytes: Uint8Array];

export const CATALOG = '<</Type/Catalog/Pages 2 0 R>>';
export const ONE_PAGE = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const FONT = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
const TEXT = 'BT /F1 12 Tf 50 780 Td (Courrier sans date) Tj ET';

/** A page (object 3) with contents in object 4. */
export const page = (resources = '', more = '') =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<${resources}>>${more}>>`;

/** A PDF from its objects, the first of which is the catalog. `tail`: what comes in place of its own end. */
export function pdfOf(objects: readonly Body[], tail?: (xref: number, rows: string) => string): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let size = parts[0]!.length;
  const add = (part: Buffer) => {
    parts.push(part);
    size += part.length;
  };
  for (const [n, object] of objects.entries()) {
    offsets.push(size);
    add(Buffer.from(`${n + 1} 0 obj\n`));
    if (typeof object === 'string') add(Buffer.from(object));
    else {
      add(Buffer.from(`<<${object[0]}/Length ${object[1].length}>>\nstream\n`));
      add(Buffer.from(object[1]));
      add(Buffer.from('\nendstream'));
    }
    add(Buffer.from('\nendobj\n'));
  }
  const rows = offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('');
  const head = `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}`;
  const end = `trailer\n<</Root 1 0 R/Size ${offsets.length + 1}>>\nstartxref\n${size}\n%%EOF\n`;
  add(Buffer.from(tail ? tail(size, head) : head + end));
  return new Uint8Array(Buffer.concat(parts));
}

/** Some kilobytes that inflate, twice, to `megabytes` of one character. */
export function bomb(megabytes: number, character = ' '): Uint8Array {
  const block = deflateSync(Buffer.alloc(16 * 1024 ** 2, character), { finishFlush: constants.Z_FULL_FLUSH });
  const count = Math.ceil(megabytes / 16);
  return deflateSync(Buffer.concat([block.subarray(0, 2), ...Array.from({ length: count }, () => block.subarray(2))]));
}
const TWICE = '/Filter[/FlateDecode/FlateDecode]';

const plain = (catalog = CATALOG, more = ''): Uint8Array =>
  pdfOf([catalog, ONE_PAGE, page('/Font<</F1 5 0 R>>', more), ['', Buffer.from(TEXT)], FONT]);

async function locked(userPassword: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await makePlainPdf(['Courrier sans date']));
  pdf.encrypt({ userPassword, ownerPassword: 'owner', permissions: { printing: false } });
  return pdf.save();
}

async function manyPages(count: number, draw: (pdf: PDFDocument) => Promise<void>): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (let n = 0; n < count; n++) await draw(pdf);
  return pdf.save();
}

/** `paint`: an image of one bit a dot that covers the page. */
export function imagePdf(dictionary: string, bytes: Uint8Array): Uint8Array {
  const draw = Buffer.from('q 595 0 0 842 0 0 cm /I Do Q');
  const image: Body = [`/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 1${dictionary}`, bytes];
  return pdfOf([CATALOG, ONE_PAGE, page('/XObject<</I 5 0 R>>'), ['', draw], image]);
}

export const pdfs = {
  'PDF with a user password': () => locked('secret'),
  'PDF with an owner password only': () => locked(''),
  'PDF cut in the middle': async () => {
    const whole = await makePlainPdf(['Courrier sans date']);
    return whole.slice(0, whole.length / 2);
  },
  'PDF whose cross-reference tables lead back to each other': () =>
    pdfOf(
      [CATALOG, ONE_PAGE, page('/Font<</F1 5 0 R>>'), ['', Buffer.from(TEXT)], FONT],
      (xref, rows) => `${rows}trailer\n<</Root 1 0 R/Size 6/Prev ${xref}>>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  'PDF with a gigabyte of content': () =>
    pdfOf([CATALOG, ONE_PAGE, page('/Font<</F1 5 0 R>>'), [TWICE, bomb(1024)], FONT]),
  'PDF with a gigabyte of picture': () => imagePdf(`/Width 100000/Height 85000${TWICE}`, bomb(1024, '\0')),
  'PDF with a gigabyte of object stream': () =>
    pdfOf(
      [[`/Type/ObjStm/N 2/First 10${TWICE}`, bomb(1024)], FONT],
      (xref, rows) => `${rows}trailer\n<</Root 9 0 R/Size 3>>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  'PDF whose page tree is 50,000 deep': () =>
    pdfOf([CATALOG, ...Array.from({ length: 50_000 }, (_, n) => `<</Type/Pages/Kids[${n + 3} 0 R]/Count 1>>`)]),
  'PDF whose page tree is a circle': () => pdfOf([CATALOG, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>']),
  'PDF with scripts and programs to launch': () =>
    plain(
      '<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)/Next<</S/JavaScript/JS(app.alert\\(1\\))>>>>>>',
      '/AA<</O<</S/URI/URI(http://192.0.2.1/)>>>>',
    ),
  'PDF of 1,000 pages of text': () =>
    manyPages(1000, async (pdf) => void pdf.addPage([595, 842]).drawText('Page de courrier sans date', { size: 9 })),
  'PDF of 1,000 pages of pictures': () => {
    const kids = Array.from({ length: 1000 }, (_, n) => `${n + 5} 0 R`).join(' ');
    const picture: Body = [
      '/Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 1',
      new Uint8Array(8).fill(0x55),
    ];
    const draw: Body = ['', Buffer.from('q 595 0 0 842 0 0 cm /I Do Q')];
    const one = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 3 0 R>>>>>>';
    return pdfOf([
      CATALOG,
      `<</Type/Pages/Kids[${kids}]/Count 1000>>`,
      picture,
      draw,
      ...Array.from({ length: 1000 }, () => one),
    ]);
  },
  'PDF with a page of 200 inches': () =>
    pdfOf([CATALOG, ONE_PAGE, page().replace('595 842', '14400 14400'), ['', Buffer.from('0 0 9 9 re f')]]),
  'PDF without a page': () => pdfOf([CATALOG, '<</Type/Pages/Kids[]/Count 0>>']),
} as const;
