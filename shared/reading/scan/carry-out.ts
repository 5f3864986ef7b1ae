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
      case 'archive':
        throw new Error(`${task.task} is not there yet`);
    }
  } catch (error) {
    if (error instanceof UnreadableError) return { answer: error.answer };
    throw error;
  }
}
