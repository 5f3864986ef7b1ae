import { extractPages } from '../archive/extract-pages.ts';
import { makeArchive } from '../archive/make-archive.ts';
import type { OcrEngine } from '../ocr/engine.ts';
import { UnreadableError } from '../raster/unreadable.ts';
import type { Answered } from '../serve.ts';
import { pagesOf, pictureOf } from './document.ts';
import { preparePicture } from './prepare-page.ts';
import { readPicture } from './read-page.ts';
import type { ScanAnswer, ScanTask } from './tasks.ts';

/** Does what was asked about one document; what is wrong with the document is its answer. */
export async function carryOut(task: ScanTask, bytes: Uint8Array, engine: OcrEngine): Promise<Answered<ScanAnswer>> {
  try {
    switch (task.task) {
      case 'outline':
        return { answer: { kind: 'pages', pages: await pagesOf(bytes) } };
      case 'read':
        return {
          answer: { kind: 'page', page: await readPicture(await pictureOf(bytes, task.page), task.page, engine) },
        };
      case 'prepare': {
        const { png, ...answer } = await preparePicture(await pictureOf(bytes, task.page), engine);
        return { answer, bytes: png };
      }
      case 'extract':
        await checkPages(bytes, task.pages);
        return { answer: { kind: 'file' }, bytes: await extractPages(bytes, task.pages) };
      case 'archive':
        return { answer: { kind: 'file' }, bytes: await makeArchive(bytes, task.pages) };
    }
  } catch (error) {
    if (error instanceof UnreadableError) return { answer: error.answer };
    throw error;
  }
}

async function checkPages(bytes: Uint8Array, pages: readonly number[]): Promise<void> {
  const count = await pagesOf(bytes);
  const missing = pages.find((page) => !Number.isInteger(page) || page < 1 || page > count);
  if (pages.length === 0 || missing !== undefined)
    throw new UnreadableError('PAGE_MISSING', { page: `${missing ?? 0}` });
}
