/** The child process of the reader: reads the documents its parent sends, one at a time. Started by child.ts only. */
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { readDocument } from './document.ts';
import { BYTES_FD, type Report, type Request } from './protocol.ts';

const report = (message: Report): void => {
  process.send!(message);
};

// The parent decides when to end: Ctrl-C in a terminal reaches the whole group.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
// What a library left running after it answered must not harm the next document.
process.on('unhandledRejection', () => {});

/** The document on its way, and how much of it has arrived. */
let arriving: { request: Request; bytes: Uint8Array; filled: number } | null = null;
const input = new Socket({ fd: BYTES_FD, readable: true, writable: false }).pause();

process.on('message', (request: Request) => {
  arriving = { request, bytes: new Uint8Array(request.size), filled: 0 };
  input.resume();
});
input.on('data', (chunk: Buffer) => {
  if (!arriving) throw new Error('bytes without a document');
  arriving.bytes.set(chunk, arriving.filled);
  arriving.filled += chunk.length;
  if (arriving.filled < arriving.bytes.length) return;
  input.pause();
  const { request, bytes } = arriving;
  arriving = null;
  void answer(request, bytes);
});

async function answer({ id, name }: Request, bytes: Uint8Array): Promise<void> {
  report({ kind: 'started', id });
  try {
    report({ kind: 'reading', id, reading: await readDocument(bytes, name) });
  } catch (error) {
    // A defect of ours is a crash like any other: the parent sees the process end, and its last words.
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`, () => process.exit(1));
  }
}

/**
 * An endless loop never sees 'disconnect'. This thread does not share its fate: once the parent is gone, it ends the
 * whole process.
 */
const watchdog = `
  const parent = ${process.ppid};
  setInterval(() => {
    let gone = process.ppid !== parent;
    try { process.kill(parent, 0); } catch (error) { gone ||= error.code === 'ESRCH'; }
    if (gone) process.kill(process.pid, 'SIGKILL');
  }, 1000);
`;
new Worker(watchdog, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();

/**
 * A document known to be good, read before any other: the first real one finds the library warm, and where the library
 * does not work at all (a Node too old for it), the child fails to start instead of calling every PDF broken.
 */
const known = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 38>>stream
BT /F 9 Tf 9 9 Td (Date 1/2/20) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
startxref
9
%%EOF`;
const check = await readDocument(new TextEncoder().encode(known), 'known.pdf');
if (check.kind !== 'text') throw new Error(`the PDF library does not work here: ${JSON.stringify(check)}`);

report({ kind: 'ready' });
