import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** The squares of a QR code, rows from the top: true is black. Without the blank margin, which is 4 squares wide. */
export type QrSquares = readonly (readonly boolean[])[];

let prepared: Promise<unknown> | null = null;

/** Once a process, from the installed package: by default the library would download it. */
function prepare(): Promise<unknown> {
  prepared ??= readFile(fileURLToPath(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm'))).then(
    ({ buffer, byteOffset, byteLength }) =>
      prepareZXingModule({
        overrides: { wasmBinary: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer },
        fireImmediately: true,
      }),
  );
  return prepared;
}

/** A QR code that half a stamp may cover (error correction H). Rejects with Error where the text is too long for one. */
export async function qrCode(text: string): Promise<QrSquares> {
  await prepare();
  const { symbol, error } = await writeBarcode(text, {
    format: 'QRCode',
    options: 'ecLevel=H',
    scale: 1,
    addQuietZones: false,
  });
  if (error) throw new Error(`no QR code: ${error}`);
  const { data, width, height } = symbol;
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => data[y * width + x]! < 128));
}
