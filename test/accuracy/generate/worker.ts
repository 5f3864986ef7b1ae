import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { make } from './make.ts';
import { type Done, entryFile, type Order, writeWhole } from './set.ts';

/** A thread that makes one document after another. */
parentPort!.on('message', async ({ job, folder }: Order) => {
  let done: Done = {};
  try {
    const { entry, bytes } = await make(job);
    writeWhole(join(folder, entry.file), bytes);
    writeWhole(entryFile(folder, job), JSON.stringify(entry));
  } catch (error) {
    done = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort!.postMessage(done);
});
