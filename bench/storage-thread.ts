import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { startStorage } from '../local/storage/storage.ts';

/** The local storage on a thread of its own, so that whoever fills it has the other core. */
export interface StorageThread {
  readonly connectionString: string;
  /** Resolves when everything is on disk. */
  close(): Promise<void>;
}

export async function startStorageThread(dataDir: string): Promise<StorageThread> {
  const self = fileURLToPath(import.meta.url);
  const worker = new Worker(new URL(`./storage-thread${extname(self)}`, import.meta.url), { workerData: dataDir });
  const ended = new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
  const connectionString = await Promise.race([
    new Promise<string>((resolve) => worker.once('message', resolve)),
    ended.then(() => Promise.reject(new Error('the storage ended before it was ready'))),
  ]);
  return {
    connectionString,
    close() {
      worker.postMessage('close');
      return ended;
    },
  };
}

if (!isMainThread && typeof workerData === 'string') {
  const storage = await startStorage({ dataDir: workerData, blobPort: 0, tablePort: 0 });
  parentPort!.once('message', async () => {
    await storage.close();
    parentPort!.close();
  });
  parentPort!.postMessage(storage.connectionString);
}
