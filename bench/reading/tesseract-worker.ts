/** A child like the scan reader's, in which tesseract.js reads a picture (PNM, TIFF) as it comes, and nothing else. */
import { setPriority } from 'node:os';
import { createWorker, type PSM } from 'tesseract.js';
import { packagedFiles } from '../../shared/reading/ocr/packages.ts';
import { endWithParent, serve } from '../../shared/reading/serve.ts';

endWithParent(true);
// As the scan reader's own, lest what else the machine does falls on one of both.
setPriority(10);

const { workerPath, french } = packagedFiles();
const worker = await createWorker(
  'fra',
  1,
  { workerPath, langPath: french, gzip: true, cacheMethod: 'none' },
  'debug_file /dev/null',
);

/** Answers with the number of characters that the engine says. */
serve<{ readonly dpi: number }, number>(async ({ dpi }, picture) => {
  await worker.setParameters({ tessedit_pageseg_mode: '3' as PSM, user_defined_dpi: String(dpi) });
  const { data } = await worker.recognize(Buffer.from(picture), {}, { text: false, tsv: true });
  return { answer: data.tsv?.length ?? 0 };
});
