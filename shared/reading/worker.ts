/** The child process of the reader: reads the documents its parent sends, one at a time. Started by child.ts only. */
import { Worker } from 'node:worker_threads';
import { readDocument } from './document.ts';
import type { Report, Request } from './protocol.ts';

const report = (message: Report): void => {
  process.send!(message);
};

// The parent decides when to end: Ctrl-C in a terminal reaches the whole group.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
// What a library left running after it answered must not harm the next document.
process.on('unhandledRejection', () => {});
process.on('message', (request: Request) => {
  report({ kind: 'started', id: request.id });
  // What arrives is a Buffer whatever was sent, which the PDF library refuses.
  const { buffer, byteOffset, length } = request.bytes;
  void readDocument(new Uint8Array(buffer, byteOffset, length), request.name).then(
    (reading) => report({ kind: 'reading', id: request.id, reading }),
    (error: unknown) => {
      // A defect of ours is a crash like any other: the parent sees the process end.
      console.error(error);
      process.exit(1);
    },
  );
});

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

report({ kind: 'ready' });
