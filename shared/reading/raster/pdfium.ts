/** PDFium (WebAssembly) as this program uses it: pages are counted and drawn, nothing is run or fetched. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFiumModule } from '@hyzyla/pdfium';
import { UnreadableError } from './unreadable.ts';

/** The functions used, of fpdfview.h and fpdf_edit.h; numbers are addresses in its memory, results 0 for failure. */
export interface Pdfium {
  readonly HEAPU8: Uint8Array;
  readonly wasmExports: { malloc(size: number): number; free(at: number): void };
  _FPDF_InitLibraryWithConfig(config: object): void;
  _FPDF_LoadMemDocument(at: number, size: number, password: number): number;
  _FPDF_CloseDocument(document: number): void;
  _FPDF_GetLastError(): number;
  _FPDF_GetPageCount(document: number): number;
  _FPDF_LoadPage(document: number, index: number): number;
  _FPDF_ClosePage(page: number): void;
  _FPDF_GetPageWidthF(page: number): number;
  _FPDF_GetPageHeightF(page: number): number;
  _FPDFPage_CountObjects(page: number): number;
  _FPDFPage_GetObject(page: number, index: number): number;
  _FPDFFormObj_CountObjects(form: number): number;
  _FPDFFormObj_GetObject(form: number, index: number): number;
  _FPDFPageObj_GetType(object: number): number;
  _FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  _FPDFImageObj_GetImagePixelSize(object: number, width: number, height: number): number;
  _FPDFImageObj_GetImageMetadata(object: number, page: number, metadata: number): number;
  _FPDFBitmap_CreateEx(width: number, height: number, format: number, at: number, stride: number): number;
  _FPDFBitmap_FillRect(bitmap: number, x: number, y: number, width: number, height: number, colour: number): void;
  _FPDFBitmap_Destroy(bitmap: number): void;
  _FPDF_RenderPageBitmapWithMatrix(bitmap: number, page: number, matrix: number, clip: number, flags: number): void;
}

let loading: Promise<Pdfium> | null = null;

/** Once a process, from the installed package. */
export function pdfium(): Promise<Pdfium> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Pdfium> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
  const library = (await PDFiumModule({ wasmBinary, locateFile: () => '' })) as unknown as Pdfium;
  library._FPDF_InitLibraryWithConfig({ version: 2 });
  return library;
}

/** FPDF_GetLastError. */
const [PASSWORD, SECURITY] = [4, 5];

/** Opens a document for the time of `work`. */
export async function withDocument<T>(bytes: Uint8Array, work: (library: Pdfium, document: number) => T): Promise<T> {
  const library = await pdfium();
  const at = library.wasmExports.malloc(bytes.length);
  if (at === 0) throw new UnreadableError('PDF_BROKEN', { detail: 'no memory for it' });
  try {
    library.HEAPU8.set(bytes, at);
    const document = library._FPDF_LoadMemDocument(at, bytes.length, 0);
    if (document === 0) {
      const error = library._FPDF_GetLastError();
      if (error === PASSWORD || error === SECURITY) throw new UnreadableError('PDF_ENCRYPTED');
      throw new UnreadableError('PDF_BROKEN', { detail: "PDFium can't open it" });
    }
    try {
      return work(library, document);
    } finally {
      library._FPDF_CloseDocument(document);
    }
  } finally {
    library.wasmExports.free(at);
  }
}
