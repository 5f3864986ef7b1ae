import { readFileSync } from 'node:fs';
import type { Reading } from '../../shared/domain/invoice.ts';
import type { Reader } from '../../shared/ports/reader.ts';
import type { Item } from './manifest.ts';

/** What the reader made of one file, and in how many milliseconds. */
export interface Read {
  readonly item: Item;
  readonly reading: Reading;
  readonly ms: number;
}

/** Reads all files, as many at a time as the reader has processes: none waits for its turn in the measured time. */
export async function readAll(
  items: readonly Item[],
  reader: Reader,
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
      const reading = await reader.read(bytes, { name: item.entry.file.split('/').at(-1)! });
      reads[n] = { item, reading, ms: performance.now() - from };
      progress(++done, items.length);
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return reads;
}
