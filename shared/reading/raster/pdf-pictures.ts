import type { Pdfium } from './pdfium.ts';

/** A picture that a page draws. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bitsADot: number;
  /** Dots an inch as it lies on the page, the closer of both ways. */
  readonly dpi: number;
  /** Square points that it covers. */
  readonly area: number;
}

type Matrix = readonly [number, number, number, number, number, number];
const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** FPDF_PAGEOBJ_... */
const [IMAGE, FORM] = [3, 5];
/** Forms within forms, and objects looked at: a scan has one picture, or some hundred strips. */
const DEEPEST = 4;
const MOST_OBJECTS = 20_000;

/** The pictures of a page, by what its dictionaries say: nothing is decoded. */
export function picturesOf(library: Pdfium, page: number): Picture[] {
  const { malloc, free } = library.wasmExports;
  // FS_MATRIX: six floats. FPDF_IMAGEOBJ_METADATA: width, height, two floats, bits a pixel, colour space, mark.
  const scratch = malloc(64);
  const pictures: Picture[] = [];
  let left = MOST_OBJECTS;
  const view = () => new DataView(library.HEAPU8.buffer, scratch, 64);
  const matrixOf = (object: number): Matrix => {
    if (!library._FPDFPageObj_GetMatrix(object, scratch)) return IDENTITY;
    const numbers = view();
    return [0, 4, 8, 12, 16, 20].map((n) => numbers.getFloat32(n, true)) as unknown as Matrix;
  };
  const look = (count: number, at: (index: number) => number, outer: Matrix, depth: number): void => {
    for (let n = 0; n < count && left-- > 0; n++) {
      const object = at(n);
      const type = library._FPDFPageObj_GetType(object);
      if (type === FORM && depth < DEEPEST) {
        const inner = product(outer, matrixOf(object));
        const items = library._FPDFFormObj_CountObjects(object);
        look(items, (index) => library._FPDFFormObj_GetObject(object, index), inner, depth + 1);
      }
      if (type !== IMAGE || !library._FPDFImageObj_GetImagePixelSize(object, scratch, scratch + 4)) continue;
      const [width, height] = [view().getUint32(0, true), view().getUint32(4, true)];
      const bitsADot = library._FPDFImageObj_GetImageMetadata(object, page, scratch) ? view().getUint32(16, true) : 0;
      const [a, b, c, d] = product(outer, matrixOf(object));
      const [across, down] = [Math.hypot(a, b), Math.hypot(c, d)];
      if (!(width > 0 && height > 0 && across > 0 && down > 0)) continue;
      const dpi = Math.max((width * 72) / across, (height * 72) / down);
      pictures.push({ width, height, bitsADot, dpi, area: Math.abs(a * d - b * c) });
    }
  };
  look(library._FPDFPage_CountObjects(page), (n) => library._FPDFPage_GetObject(page, n), IDENTITY, 0);
  free(scratch);
  return pictures;
}

/** Of two transforms, the second applied first. */
function product([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}
