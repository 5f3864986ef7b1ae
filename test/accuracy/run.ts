import { readFileSync } from 'node:fs';
import type { Reading } from '../../shared/domain/invoice.ts';
import type { Item } from './manifest.ts';
import type { FileReader, PagesRead } from './scans/read-scans.ts';

/** What the reader made of one file, and in how many milliseconds; of pages that were kept, those of their own time. */
export interface Read {
  readonly item: Item;
  readonly reading: Reading;
  readonly ms: number;
  readonly pages: PagesRead | null;
}

/** Reads all files, as many at a time as the readers have processes: none waits for its turn in the measured time. */
export async function readAll(
  items: readonly Item[],
  reader: FileReader,
  processes: number,
  progress: (done: number, of: number) => void = () => {},
): Promise<Read[]> {
  const reads: Read[] = new Array(items.length);
  let [next, done] = [0, 0];
  const work = async () => {
    for (let n = next++; n < items.length; n = next++) {
      const item = items[n]!;
      const bytes = new Uint8Array(readFileSync(item.path));
      const from = performance.now();
      const { reading, pages } = await reader.read(
        bytes,
        item.entry.file.split('/').at(-1)!,
        item.entry.received ?? null,
      );
      const now = performance.now() - from;
      const kept = pages?.kept ? pages.ms.reduce((sum, ms) => sum + ms, 0) : 0;
      reads[n] = { item, reading, ms: now + kept, pages };
      progress(++done, items.length);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return reads;
}
