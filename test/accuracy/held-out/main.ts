import { resolve } from 'node:path';
import { findChromium, startPrinter } from './chromium.ts';
import { documents, drawSet } from './set.ts';

/** Draws the held-out set; the first argument is the folder it goes to. Nothing is drawn, with exit code 0, without Chromium. */
const chromium = findChromium();
if (!chromium) {
  console.log(
    'The held-out set is drawn by Chromium, and there is none on the PATH (Debian: apt-get install chromium).',
  );
} else {
  const printer = await startPrinter(chromium);
  try {
    console.log(await drawSet(resolve(process.argv[2] ?? 'dist/accuracy-held-out'), documents(), printer));
  } finally {
    await printer.close();
  }
}
