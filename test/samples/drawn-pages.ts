import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A page as points, red, green, blue and alpha. */
export interface DrawnPage {
  readonly width: number;
  readonly height: number;
  /** Four bytes a point. */
  readonly data: Uint8ClampedArray;
  jpeg(quality: number): Uint8Array;
}

interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): {
    canvas: { toBuffer(type: 'image/jpeg', quality: number): Uint8Array };
    context: { getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray } };
  };
}

/** Draws with PDF.js, whose own optional dependency @napi-rs/canvas does the drawing in Node. */
export async function* drawnPages(pdf: Uint8Array, dpi: number): AsyncIterable<DrawnPage> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(pdf),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    standardFontDataUrl: folderOf('standard_fonts'),
    wasmUrl: folderOf('wasm'),
  });
  try {
    const document = await task.promise;
    const factory = document.canvasFactory as CanvasFactory;
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      const viewport = page.getViewport({ scale: dpi / 72 });
      const [width, height] = [Math.round(viewport.width), Math.round(viewport.height)];
      const { canvas, context } = factory.create(width, height);
      await page.render({ canvas: canvas as never, viewport, background: 'white' }).promise;
      const { data } = context.getImageData(0, 0, width, height);
      yield { width, height, data, jpeg: (quality) => canvas.toBuffer('image/jpeg', quality) };
    }
  } finally {
    await task.destroy();
  }
}

/** What PDF.js brings: fonts for those that every reader has, the same on every machine, and decoders of images. */
function folderOf(name: 'standard_fonts' | 'wasm'): string {
  const library = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')));
  return join(library, name) + sep;
}
