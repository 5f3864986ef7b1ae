import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from 'zxing-wasm/reader';
import type { SheetMark } from '../../domain/scan/scanned-page.ts';
import type { Light } from './reduce.ts';

let prepared: Promise<unknown> | null = null;

/** Once a process, from the installed package: by default the library would download it. */
function prepare(): Promise<unknown> {
  prepared ??= readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))).then(
    ({ buffer, byteOffset, byteLength }) =>
      prepareZXingModule({
        overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer },
        fireImmediately: true,
      }),
  );
  return prepared;
}

const OPTIONS: ReaderOptions = {
  // Those that are printed on invoices and separator sheets; every further one makes false readings likelier.
  formats: ['QRCode', 'DataMatrix', 'Code128', 'Code39', 'ITF', 'EAN13', 'PDF417'],
  // A third longer, and what is smudged or askew is read too.
  tryHarder: true,
  tryRotate: true,
  tryInvert: false,
  tryDownscale: false,
  maxNumberOfSymbols: 10,
};

/** The barcodes of a picture. `perInch`: its dots an inch. */
export async function findBarcodes(picture: Light, perInch: number): Promise<SheetMark[]> {
  await prepare();
  const { width, height, light } = picture;
  // Red, green, blue, alpha: the only form that the library takes without decoding a file.
  const data = new Uint32Array(light.length);
  for (let n = 0; n < light.length; n++) data[n] = 0xff000000 | (light[n]! * 0x010101);
  const image = { width, height, data: new Uint8ClampedArray(data.buffer), colorSpace: 'srgb' };
  const found = await readBarcodes(image as Parameters<typeof readBarcodes>[0], OPTIONS);
  return found.filter((r) => r.isValid && r.text !== '').map((r) => markOf(r, perInch));
}

function markOf({ format, text, position: p }: ReadResult, perInch: number): SheetMark {
  const corners = [p.topLeft, p.topRight, p.bottomLeft, p.bottomRight];
  const points = (n: number) => (n * 72) / perInch;
  const [x, y] = [Math.min(...corners.map((c) => c.x)), Math.min(...corners.map((c) => c.y))];
  const [right, lower] = [Math.max(...corners.map((c) => c.x)), Math.max(...corners.map((c) => c.y))];
  const box = { x: points(x), y: points(y), width: points(right - x), height: points(lower - y) };
  return { kind: 'barcode', format, text, box };
}
