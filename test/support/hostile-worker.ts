/**
 * The reader's own worker, made to misbehave for documents of certain names: `loop` never ends, `exit` and `abort` end
 * the process, `balloon` takes memory outside the heap, `heap` inside it. All others are read as usual.
 */
import '../../shared/reading/worker.ts';

interface Named {
  readonly id: number;
  readonly question: { readonly name: string };
}

const [read] = process.listeners('message') as ((request: Named) => void)[];
process.removeAllListeners('message');
process.on('message', (request: Named) => {
  const misbehaviour = Object.entries(misbehaviours).find(([name]) => request.question.name.startsWith(name));
  if (!misbehaviour) return read!(request);
  // Said before, as the real one does: the document has arrived and is to blame.
  process.send!({ kind: 'started', id: request.id }, () => misbehaviour[1]());
});

const misbehaviours: Record<string, () => void> = {
  loop: () => {
    for (;;) Math.random();
  },
  exit: () => process.exit(7),
  abort: () => process.kill(process.pid, 'SIGSEGV'),
  balloon: () => {
    const kept: Buffer[] = [];
    setInterval(() => kept.push(Buffer.alloc(16e6, 1)), 1);
  },
  heap: () => {
    const kept: string[][] = [];
    for (;;) kept.push(Array.from({ length: 1000 }, (_, i) => `${i}-${kept.length}`));
  },
};
