import { detectNative } from '../../../shared/reading/ocr/native.ts';

/** Why tests of the machine's own Tesseract are left out; false where it is installed with French. */
export const nativeMissing: string | false = await detectNative().then(
  () => false as const,
  (error: Error) => error.message,
);
