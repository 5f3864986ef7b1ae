import { extname } from 'node:path';
import type { ScanReader, Unreadable } from '../../ports/scan-reader.ts';
import { ChildPool, type Failure, MEGABYTE, sizeFailure } from '../child-pool.ts';
import type { ScanAnswer, ScanTask } from './tasks.ts';

export interface ScanReaderOptions {
  /** Children, each working on one page at a time. Default 1. */
  readonly processes?: number;
  /** For a page. Default 120 s. */
  readonly timeoutMs?: number;
  /** Resident memory of a child with the programs it starts. Default 512 MB; the packaged engine takes 350 of them. */
  readonly maxRssBytes?: number;
  /** Default 100 MB. */
  readonly maxInputBytes?: number;
  /** For a child to start and its engine to be loaded. Default 60 s. */
  readonly startTimeoutMs?: number;
  /** What reads letters; `auto`: the machine's Tesseract where it has French, else the packaged one. */
  readonly engine?: 'auto' | 'native' | 'packaged';
  /** Another worker than the reader's own, for tests. */
  readonly worker?: URL;
}

/**
 * The packaged engine never gives back what it took for a page, and comes to 350 MB after some ten. A new child each time would
 * start cold, which costs a third of a page's time; one that is short of memory for a page is replaced, and the page read again.
 */
const KEPT_SHARE = 0.8;

/** The worker beside this module, from sources (`.ts`) as well as built (`.js`). */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/** A {@link ScanReader} over child processes with caps: see {@link ChildPool}. */
export function createScanReader(options: ScanReaderOptions = {}): ScanReader {
  const { timeoutMs = 120_000, maxInputBytes = 100 * MEGABYTE, engine = 'auto' } = options;
  const pool = new ChildPool<ScanTask, ScanAnswer>(
    {
      name: 'the scan reader',
      processes: Math.max(1, options.processes ?? 1),
      maxRssBytes: options.maxRssBytes ?? 512 * MEGABYTE,
      startTimeoutMs: options.startTimeoutMs ?? 60_000,
      keptShare: KEPT_SHARE,
    },
    {
      worker: options.worker ?? WORKER,
      arguments: [engine],
      // sharp is native code; the machine's Tesseract is a program of its own, found on the path.
      permissions: ['--allow-addons', ...(engine === 'packaged' ? [] : ['--allow-child-process'])],
      environment: engine === 'packaged' ? [] : ['PATH'],
      startsPrograms: true,
    },
  );

  /** Asks about one document; `pages`: how many it concerns, for the time it may take. */
  const ask = async (task: ScanTask, bytes: Uint8Array, pages = 1) => {
    const failure = sizeFailure(bytes, maxInputBytes);
    const result = failure ?? (await pool.ask(task, bytes, timeoutMs * Math.max(1, pages)));
    return 'answer' in result ? result : { answer: unreadable(result), bytes: new Uint8Array(0) };
  };
  const file = async (task: ScanTask, bytes: Uint8Array, pages: number) => {
    const { answer, bytes: made } = await ask(task, bytes, pages);
    return answer.kind === 'file' ? { kind: answer.kind, bytes: made } : expect(answer, 'unreadable');
  };
  return {
    outline: async (bytes) => expect((await ask({ task: 'outline' }, bytes)).answer, 'pages', 'unreadable'),
    readPage: async (bytes, page) => expect((await ask({ task: 'read', page }, bytes)).answer, 'page', 'unreadable'),
    preparePage: async (bytes, page) => {
      const { answer, bytes: png } = await ask({ task: 'prepare', page }, bytes);
      return answer.kind === 'prepared' ? { ...answer, png } : expect(answer, 'unreadable');
    },
    extract: (bytes, pages) => file({ task: 'extract', pages }, bytes, pages.length),
    archive: (bytes, pages) => file({ task: 'archive', pages }, bytes, pages.length),
    close: () => pool.close(),
  };
}

function unreadable(failure: Failure): Unreadable {
  return { kind: 'unreadable', ...failure };
}

/** What a child answers to a task is one of the kinds that belong to it. */
function expect<Kind extends ScanAnswer['kind']>(answer: ScanAnswer, ...kinds: Kind[]) {
  if (!kinds.some((kind) => kind === answer.kind)) throw new Error(`the scan reader answered "${answer.kind}"`);
  return answer as Extract<ScanAnswer, { kind: Kind }>;
}
