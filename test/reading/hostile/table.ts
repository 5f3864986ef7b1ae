import { pdfs } from './pdfs.ts';
import { namedTif, scans, tiffs } from './pictures.ts';
import { embedded, others, xmls } from './texts.ts';

type Made = Uint8Array | Promise<Uint8Array>;

/**
 * How a file must end. `file`: what the reader of files says of it, a kind or a reason; `scan`: what the reader of scans
 * says of its first page, a reason, `blank` or `page`; absent where it is not asked.
 */
export interface Expected {
  readonly file: readonly string[];
  readonly scan?: readonly string[];
}

/** What ends for want of memory or of time, as fast as the machine is. */
const CAPPED = ['READER_MEMORY', 'READER_TIMEOUT'];
const TEXT: Expected = { file: ['text'] };
const only = (...file: string[]): Expected => ({ file });
const paper = (...scan: string[]): Expected => ({ file: ['paper'], scan });
const both = (reason: string): Expected => ({ file: [reason], scan: [reason] });

/** One row a file: a file without one does not compile. */
const EXPECTED = {
  'PDF with a user password': both('PDF_ENCRYPTED'),
  'PDF with an owner password only': TEXT,
  'PDF cut in the middle': only('FILE_INCOMPLETE'),
  'PDF whose cross-reference tables lead back to each other': TEXT,
  'PDF with a gigabyte of content': { file: [...CAPPED, 'PDF_BROKEN'], scan: CAPPED },
  'PDF with a gigabyte of picture': paper('IMAGE_TOO_LARGE'),
  'PDF with a gigabyte of object stream': { file: [...CAPPED, 'PDF_BROKEN'], scan: [...CAPPED, 'PDF_BROKEN'] },
  'PDF whose page tree is 50,000 deep': both('PDF_BROKEN'),
  'PDF whose page tree is a circle': both('PDF_BROKEN'),
  'PDF with scripts and programs to launch': TEXT,
  'PDF of 1,000 pages of text': TEXT,
  'PDF of 1,000 pages of pictures': paper('blank', 'page'),
  'PDF with a page of 200 inches': paper('blank'),
  'PDF without a page': both('PDF_BROKEN'),
  'TIFF whose pages follow each other in a circle': both('TIFF_BROKEN'),
  'TIFF of 100,000 by 100,000 dots': paper('IMAGE_TOO_LARGE'),
  'TIFF whose strips lie beyond its end': both('FILE_INCOMPLETE'),
  'TIFF whose strip is its own header': paper('TIFF_BROKEN'),
  'TIFF packed in an unknown way': paper('TIFF_BROKEN'),
  'TIFF packed as old JPEG': paper('TIFF_BROKEN'),
  'TIFF without a page': both('TIFF_BROKEN'),
  'TIFF cut in its picture': both('FILE_INCOMPLETE'),
  // Its decoder fills what is missing with white and says no more than a warning, as for harmless oddities.
  'TIFF whose Group 4 stops early': paper('TIFF_BROKEN'),
  'TIFF of 20 by 20 dots': paper('page'),
  'TIFF of one row': paper('blank'),
  'a blank scan': paper('blank'),
  'a page that is black all over': paper('blank', 'page'),
  'a dithered photograph': paper('page'),
  'a page of random noise': paper('blank', 'page'),
  'a scribble': paper('page'),
  'a page upside down': paper('page'),
  'a page seen in a mirror': paper('page'),
  'a photograph of 3 MB in colour': paper('page', 'blank'),
  'Group 4 in many strips': paper('blank', 'page'),
  'PNG named .tif': only('FILE_TYPE_UNSUPPORTED'),
  'JPEG named .tif': only('FILE_TYPE_UNSUPPORTED'),
  'XML with an external entity': only('XML_DOCTYPE'),
  'XML with a billion laughs': only('XML_DOCTYPE'),
  'XML in another encoding than it says': only('XML_ENCODING'),
  'XML with an attribute of 30 MB': only('XML_TOO_LARGE'),
  'XML with an attribute of 101 MB': only('FILE_TOO_LARGE'),
  'XML nested 100,000 deep': only('XML_TOO_DEEP'),
  'XML that is no invoice': only('XML_NOT_INVOICE'),
  'UBL in a namespace of its own': only('EINVOICE_NAMESPACE'),
  'XML cut in the middle': only('FILE_INCOMPLETE'),
  // Told as a remark; its page is read as any other.
  'Factur-X whose XML is broken': only('text EINVOICE_UNREADABLE'),
  'Factur-X whose XML is of another kind': only('text EINVOICE_UNREADABLE'),
  'Factur-X whose XML has a DOCTYPE': only('text EINVOICE_UNREADABLE'),
  'nothing at all': only('FILE_EMPTY'),
  'one byte': only('FILE_INCOMPLETE'),
  'PDF behind the header of a ZIP': only('FILE_TYPE_UNSUPPORTED'),
  'HEIC named .pdf': only('FILE_TYPE_UNSUPPORTED'),
  'DOCX named .pdf': only('FILE_TYPE_UNSUPPORTED'),
  'EXE named .pdf': only('FILE_TYPE_UNSUPPORTED'),
  'ZIP that unpacks to a gigabyte': only('FILE_TYPE_UNSUPPORTED'),
  'HTML named .pdf': only('FILE_TYPE_UNSUPPORTED'),
} as const satisfies Record<string, Expected>;

const MAKERS = { ...pdfs, ...tiffs, ...scans, ...namedTif, ...xmls, ...embedded, ...others } satisfies Record<
  keyof typeof EXPECTED,
  () => Made
>;

export const files = (Object.keys(EXPECTED) as (keyof typeof EXPECTED)[]).map((name) => ({
  name,
  make: MAKERS[name] as () => Made,
  expected: EXPECTED[name] as Expected,
}));
