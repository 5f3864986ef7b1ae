/** A process with a reader whose child never ends its document: killed by a test, to see that the child goes too. */
import { extname } from 'node:path';
import { createReader } from '../../shared/reading/pool.ts';
import { makeTiff } from './invoices.ts';

const extension = extname(import.meta.url);
const reader = createReader({ worker: new URL(`./hostile-worker${extension}`, import.meta.url), timeoutMs: 60_000 });
await reader.read(makeTiff(), { name: 'good' });
void reader.read(makeTiff(), { name: process.argv[2] ?? 'loop' });
console.log('reading');
