import type { Worker as Thread } from 'node:worker_threads';
import { createWorker, type Worker, type WorkerOptions } from 'tesseract.js';

export interface ThreadOptions {
  readonly language: 'fra' | 'osd';
  /** Folder of `<language>.traineddata.gz`. */
  readonly langPath: string;
  readonly workerPath: string;
  /** The model that tells orientation is Tesseract's older one. */
  readonly legacy: boolean;
  readonly startTimeoutMs: number;
}

/** Its warnings on a picture ("Invalid resolution") are not for this process's error output. */
const QUIET = 'debug_file /dev/null';

/** One thread of tesseract.js. It opens no connection: its data are a local folder, its core a package beside it. */
export class OcrThread {
  private readonly worker: Worker;
  private readonly thread: Thread;
  private readonly failed: Promise<never>;
  private fail: (error: Error) => void = () => {};
  private over = false;

  private constructor(worker: Worker, thread: Thread) {
    this.worker = worker;
    this.thread = thread;
    this.failed = new Promise((_, reject) => {
      this.fail = (error) => {
        this.over = true;
        reject(error);
      };
    });
    this.failed.catch(() => {});
    thread.on('error', (error: Error) => this.fail(new Error(`its thread failed: ${error.message}`)));
    thread.on('exit', () => this.fail(new Error('its thread ended')));
  }

  /** Rejected where the data can't be read: the library itself would say nothing and wait for ever. */
  static async start(options: ThreadOptions): Promise<OcrThread> {
    const settings: Partial<WorkerOptions> = {
      workerPath: options.workerPath,
      langPath: options.langPath,
      gzip: true,
      cacheMethod: 'none',
      legacyCore: options.legacy,
      legacyLang: options.legacy,
    };
    let timer: NodeJS.Timeout | undefined;
    let refuse: (why: unknown) => void = () => {};
    const failed = new Promise<never>((_, reject) => {
      refuse = (why) => reject(new Error(`it can't start: ${String(why)}`));
    });
    failed.catch(() => {});
    // Without a handler the library throws what fails in its thread where nobody can catch it.
    let starting = true;
    const errorHandler = (why: unknown) => {
      if (!starting) return;
      refuse(why);
      // Its thread answers a second time where the data are no model, and the library fails over that.
      void thread.then((t) => t.removeAllListeners('message'));
    };
    const { worker, thread } = captured(() =>
      createWorker(options.language, options.legacy ? 0 : 1, { ...settings, errorHandler }, QUIET),
    );
    try {
      timer = setTimeout(refuse, options.startTimeoutMs, `not ready after ${options.startTimeoutMs / 1000} s`);
      return new OcrThread(await Promise.race([worker, failed]), await thread);
    } catch (error) {
      await (await thread).terminate();
      throw error;
    } finally {
      starting = false;
      clearTimeout(timer);
    }
  }

  get alive(): boolean {
    return !this.over;
  }

  /** Runs one job. Where it takes too long the thread is ended. */
  async run<T>(job: (worker: Worker) => Promise<T>, timeoutMs: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    try {
      timer = setTimeout(() => void this.end(`it took more than ${timeoutMs / 1000} s`), timeoutMs);
      return await Promise.race([job(this.worker).catch(refused), this.failed]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** What it was doing is rejected with `why`; settles when it is gone. */
  async end(why: string): Promise<void> {
    this.fail(new Error(why));
    await this.thread.terminate();
  }
}

/** The library rejects with plain texts. */
function refused(why: unknown): never {
  throw new Error(String(why));
}

/**
 * The thread that `create` makes. The library gives none where its start fails, and the thread would stay for ever; its
 * own `terminate` waits for nothing. Node tells of each new thread in the tick after: the last one told is this one.
 */
function captured(create: () => Promise<Worker>): { worker: Promise<Worker>; thread: Promise<Thread> } {
  let last: Thread | null = null;
  const see = (thread: Thread) => {
    last = thread;
  };
  process.on('worker', see);
  const worker = create();
  worker.catch(() => {});
  const thread = new Promise<Thread>((resolve, reject) => {
    process.nextTick(() => {
      process.off('worker', see);
      if (last) resolve(last);
      else reject(new Error("it can't start: it made no thread"));
    });
  });
  thread.catch(() => {});
  return { worker, thread };
}
