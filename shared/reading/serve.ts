/** What every child process of the readers does around its answers: takes documents one at a time, and ends in time. */
import { Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { BYTES_FD, type Report, type Request } from './protocol.ts';

/** What a child says of a document; `bytes` go back to the parent as they are. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly bytes?: Uint8Array;
}

/** Answers what the parent asks until it is gone. `bytes` are the callee's own. Called once, when the child is ready. */
export function serve<Question, Answer>(
  answerTo: (question: Question, bytes: Uint8Array) => Promise<Answered<Answer>>,
): void {
  const report = (message: Report<Answer>): void => {
    process.send!(message);
  };
  /** The document on its way, and how much of it has arrived. */
  let arriving: { request: Request<Question>; bytes: Uint8Array; filled: number } | null = null;
  const pipe = new Socket({ fd: BYTES_FD, readable: true, writable: true }).pause();
  pipe.on('error', () => {});

  const answer = async ({ id, question }: Request<Question>, document: Uint8Array): Promise<void> => {
    report({ kind: 'started', id });
    try {
      const { answer, bytes } = await answerTo(question, document);
      if (bytes) pipe.write(bytes);
      report({ kind: 'answer', id, answer, size: bytes?.length ?? 0 });
    } catch (error) {
      // A defect of ours is a crash like any other: the parent sees the process end, and its last words.
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`, () => process.exit(1));
    }
  };

  process.on('message', (request: Request<Question>) => {
    if (request.size === 0) return void answer(request, new Uint8Array(0));
    arriving = { request, bytes: new Uint8Array(request.size), filled: 0 };
    pipe.resume();
  });
  pipe.on('data', (chunk: Buffer) => {
    if (!arriving) throw new Error('bytes without a document');
    arriving.bytes.set(chunk, arriving.filled);
    arriving.filled += chunk.length;
    if (arriving.filled < arriving.bytes.length) return;
    pipe.pause();
    const { request, bytes } = arriving;
    arriving = null;
    void answer(request, bytes);
  });
  report({ kind: 'ready' });
}

/**
 * To be called first. Ends the process with its parent, whatever it is doing then.
 *
 * @param ownGroup true where it leads a process group: programs that it started end with it.
 */
export function endWithParent(ownGroup = false): void {
  const end = ownGroup ? `process.kill(-${process.pid}, 'SIGKILL')` : `process.kill(${process.pid}, 'SIGKILL')`;
  // The parent decides when to end: Ctrl-C in a terminal reaches the whole group.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => (ownGroup ? process.kill(-process.pid, 'SIGKILL') : process.exit(0)));
  // What a library left running after it answered must not harm the next document.
  process.on('unhandledRejection', () => {});
  // An endless loop never sees 'disconnect'. This thread does not share its fate: once the parent is gone, it ends the
  // whole process.
  const watchdog = `
    const parent = ${process.ppid};
    setInterval(() => {
      let gone = process.ppid !== parent;
      try { process.kill(parent, 0); } catch (error) { gone ||= error.code === 'ESRCH'; }
      if (gone) ${end};
    }, 1000);
  `;
  new Worker(watchdog, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).unref();
}
