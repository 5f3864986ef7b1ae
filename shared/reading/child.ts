import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { extname } from 'node:path';
import type { Reading } from '../domain/invoice.ts';
import { BYTES_FD, type Report, type Request } from './protocol.ts';

export interface ChildLimits {
  /** For one document, from the moment it is sent. */
  readonly timeoutMs: number;
  /** Resident memory of the whole child. */
  readonly maxRssBytes: number;
  /** For the child to say that it is ready. */
  readonly startTimeoutMs: number;
}

/**
 * How the reading of one document ended: with its reading; with the cap it broke; with the child's death in the middle
 * of it; or with the child's death before it had the document, which is then not to blame.
 */
export type Outcome =
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'timeout' | 'memory' | 'not-started' }
  | { readonly kind: 'crashed'; readonly detail: string };

/** The worker beside this module, from sources (`.ts`) as well as built (`.js`). */
export const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);

/** How often the memory of a busy child is looked at. A bomb inflates some 10 MB meanwhile. */
const WATCH_EVERY_MS = 20;

interface Task {
  readonly id: number;
  started: boolean;
  verdict: 'timeout' | 'memory' | null;
  readonly settle: (outcome: Outcome) => void;
}

/** One child process. Keeps this process alive only while it reads. */
export class Child {
  /** Settles when it can take documents; rejected where it ended before. */
  readonly ready: Promise<void>;
  /** Settles when the process is gone, however it went. */
  readonly ended: Promise<void>;
  private readonly process: ChildProcess;
  private readonly bytes: Socket;
  private readonly limits: ChildLimits;
  private task: Task | null = null;
  private nextId = 1;
  private gone = false;
  private stderr = '';
  private restingRss = 0;

  constructor(limits: ChildLimits, worker: URL = WORKER) {
    this.limits = limits;
    this.process = fork(worker, [], {
      // JSON, so that what a document made of its child cannot reach into this process.
      serialization: 'json',
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: childFlags(limits.maxRssBytes),
      env: childEnvironment(),
    });
    this.bytes = this.process.stdio[BYTES_FD] as Socket;
    // A pipe that breaks means that the child is gone, which 'exit' tells.
    this.bytes.on('error', () => {});
    this.process.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-2000);
    });
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.gone = true;
        this.died();
        resolve();
      };
      // 'error' without 'exit': the process could not be started at all.
      this.process.once('exit', end).on('error', () => this.process.pid === undefined && end());
    });
    this.ready = this.awaitReady();
    this.ready.catch(() => {});
  }

  /** False once the process is gone or told to go. */
  get alive(): boolean {
    return !this.gone && !this.process.killed && this.process.connected;
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Reads one document; to be called when ready and idle. Never rejects. */
  async run(bytes: Uint8Array, name: string): Promise<Outcome> {
    const id = this.nextId++;
    this.keepAlive(true);
    let deadline: NodeJS.Timeout | undefined;
    let watch: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Outcome>((settle) => {
        const task: Task = { id, started: false, verdict: null, settle };
        this.task = task;
        this.stderr = '';
        const kill = (verdict: 'timeout' | 'memory') => {
          task.verdict ??= verdict;
          this.process.kill('SIGKILL');
        };
        deadline = setTimeout(kill, this.limits.timeoutMs, 'timeout');
        watch = setInterval(() => {
          if (this.rss() > this.limits.maxRssBytes) kill('memory');
        }, WATCH_EVERY_MS);
        if (this.gone) return this.died();
        const request: Request = { id, size: bytes.length, name };
        // A failure to send means that the child is dying: its end settles the task.
        this.process.send(request, (error) => error && this.process.kill('SIGKILL'));
        this.bytes.write(bytes);
      });
    } finally {
      clearTimeout(deadline);
      clearInterval(watch);
      this.task = null;
      if (!this.gone) this.keepAlive(false);
    }
  }

  /** True where it kept so much memory that the next document could pay for the last one. */
  bloated(): boolean {
    return this.rss() > this.restingRss + (this.limits.maxRssBytes - this.restingRss) / 2;
  }

  /** Ends the process; settles when it is gone. */
  async kill(): Promise<void> {
    if (!this.gone) {
      this.process.kill('SIGKILL');
      this.keepAlive(true);
    }
    await this.ended;
  }

  private awaitReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.process.kill('SIGKILL'), this.limits.startTimeoutMs);
      void this.ended.then(() => {
        clearTimeout(timer);
        reject(new Error(`the reader's child process could not start: ${this.lastWords()}`));
      });
      this.process.on('message', (report: Report) => {
        if (report.kind === 'ready') {
          clearTimeout(timer);
          this.restingRss = this.rss();
          if (!this.task) this.keepAlive(false);
          resolve();
        } else if (report.id === this.task?.id) {
          if (report.kind === 'started') this.task.started = true;
          else this.finish({ kind: 'reading', reading: report.reading });
        }
      });
    });
  }

  private finish(outcome: Outcome): void {
    this.task?.settle(outcome);
    this.task = null;
  }

  private died(): void {
    const task = this.task;
    if (!task) return;
    // V8 aborts when its own heap is full.
    const heap = this.process.signalCode === 'SIGABRT' || /heap out of memory/.test(this.stderr);
    if (task.verdict || heap) this.finish({ kind: task.verdict ?? 'memory' });
    else this.finish(task.started ? { kind: 'crashed', detail: this.lastWords() } : { kind: 'not-started' });
  }

  /** How the process ended and the first error it wrote, on one line. */
  private lastWords(): string {
    const status = this.process.signalCode ?? `exit code ${this.process.exitCode ?? 'unknown'}`;
    const error = /^.*error.*$/im.exec(this.stderr)?.[0] ?? '';
    return `${status} ${error}`.trim().slice(0, 200);
  }

  private keepAlive(busy: boolean): void {
    for (const handle of [this.process, this.process.channel, this.process.stderr as Socket | null, this.bytes]) {
      if (busy) handle?.ref();
      else handle?.unref();
    }
  }

  /** Resident bytes of the child; 0 where the system does not tell. */
  private rss(): number {
    try {
      const status = readFileSync(`/proc/${this.process.pid}/status`, 'latin1');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
    } catch {
      return 0;
    }
  }
}

/** Heap capped below the resident cap; where Node can, no writing, no other process, no native code. */
function childFlags(maxRssBytes: number): string[] {
  const flags = [`--max-old-space-size=${Math.max(64, Math.floor((maxRssBytes / 1024 ** 2) * 0.75))}`];
  if (process.allowedNodeEnvironmentFlags.has('--permission')) {
    flags.push('--permission', '--allow-fs-read=*', '--allow-worker');
  }
  return flags;
}

/** Nothing of this process's settings: the child opens hostile files and has no use for a connection string. */
function childEnvironment(): NodeJS.ProcessEnv {
  const { SystemRoot, TZ } = process.env;
  return { ...(SystemRoot ? { SystemRoot } : {}), ...(TZ ? { TZ } : {}) };
}
