import { join, resolve } from 'node:path';
import { findChromium, startPrinter } from './chromium.ts';
import { documents, drawSet, type Group } from './set.ts';

/** Draws both groups of the held-out set; the first argument is the folder they go to. Nothing is drawn, with exit code 0, without Chromium. */
const chromium = findChromium();
if (!chromium) {
  console.log(
    'The held-out set is drawn by Chromium, and there is none on the PATH (Debian: apt-get install chromium).',
  );
} else {
  const printer = await startPrinter(chromium);
  try {
    const folder = resolve(process.argv[2] ?? 'dist/accuracy-held-out');
    for (const group of ['first', 'reserve'] as const satisfies readonly Group[])
      console.log(await drawSet(join(folder, group), documents(group), printer));
  } finally {
    await printer.close();
  }
}
