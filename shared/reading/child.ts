import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { BYTES_FD, type Report, type Request } from './protocol.ts';

export interface ChildLimits {
  /** Resident memory of the whole child, with the programs it started. */
  readonly maxRssBytes: number;
  /** For the child to say that it is ready. */
  readonly startTimeoutMs: number;
  /** Part of the memory between what it needs to be ready and its cap that it may keep after a document: half where absent. */
  readonly keptShare?: number;
}

const KEPT_SHARE = 0.5;

/** What runs in the child, and what it may do. */
export interface ChildProgram {
  readonly worker: URL;
  readonly arguments?: readonly string[];
  /** Flags of Node's permission model, beyond reading files and starting threads. */
  readonly permissions?: readonly string[];
  /** Names of settings of this process that the child is given. */
  readonly environment?: readonly string[];
  /** True where it starts programs: they are killed with it, and their memory is counted. */
  readonly startsPrograms?: boolean;
}

/**
 * How the work on one document ended: with its answer; with the cap it broke; with the child's death in the middle of
 * it; or with the child's death before it had the document, which is then not to blame.
 */
export type Outcome<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly bytes: Uint8Array }
  | { readonly kind: 'timeout' | 'memory' | 'not-started' }
  | { readonly kind: 'crashed'; readonly detail: string };

/** How often the memory of a busy child is looked at. A bomb inflates some 10 MB meanwhile. */
const WATCH_EVERY_MS = 20;
/** An answer of more bytes is none. */
const MOST_ANSWER_BYTES = 512 * 1024 ** 2;

interface Task<Answer> {
  readonly id: number;
  started: boolean;
  verdict: 'timeout' | 'memory' | null;
  /** The answer once it is here, and the bytes of it that have arrived. */
  answer: { readonly answer: Answer; readonly size: number } | null;
  readonly chunks: Buffer[];
  arrived: number;
  readonly settle: (outcome: Outcome<Answer>) => void;
}

/** One child process. Keeps this process alive only while it works. */
export class Child<Question, Answer> {
  /** Settles when it can take documents; rejected where it ended before. */
  readonly ready: Promise<void>;
  /** Settles when the process is gone, however it went. */
  readonly ended: Promise<void>;
  private readonly process: ChildProcess;
  private readonly bytes: Socket;
  private readonly limits: ChildLimits;
  private readonly program: ChildProgram;
  private task: Task<Answer> | null = null;
  private nextId = 1;
  private gone = false;
  private stderr = '';
  private restingRss = 0;

  constructor(limits: ChildLimits, program: ChildProgram) {
    this.limits = limits;
    this.program = program;
    this.process = fork(program.worker, program.arguments ?? [], {
      // JSON, so that what a document made of its child cannot reach into this process.
      serialization: 'json',
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: childFlags(limits.maxRssBytes, program),
      env: childEnvironment(program),
      // Leads a process group of its own, to be killed as one.
      detached: this.hasGroup,
    });
    this.bytes = this.process.stdio[BYTES_FD] as Socket;
    // A pipe that breaks means that the child is gone, which 'exit' tells.
    this.bytes.on('error', () => {}).on('data', (chunk) => this.take(chunk as Buffer));
    this.process.stderr!.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-2000);
    });
    this.ended = new Promise((resolve) => {
      const end = () => {
        this.gone = true;
        // Programs that it started outlive one that ended by itself.
        if (this.hasGroup && this.process.pid !== undefined) killGroup(this.process.pid);
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

  private get hasGroup(): boolean {
    return this.program.startsPrograms === true && process.platform !== 'win32';
  }

  /**
   * Asks about one document; to be called when ready and idle. Never rejects.
   *
   * @param timeoutMs from the moment it is sent.
   */
  async run(question: Question, bytes: Uint8Array, timeoutMs: number): Promise<Outcome<Answer>> {
    const id = this.nextId++;
    this.keepAlive(true);
    let deadline: NodeJS.Timeout | undefined;
    let watch: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Outcome<Answer>>((settle) => {
        const task: Task<Answer> = { id, started: false, verdict: null, answer: null, chunks: [], arrived: 0, settle };
        this.task = task;
        this.stderr = '';
        const kill = (verdict: 'timeout' | 'memory') => {
          task.verdict ??= verdict;
          this.end();
        };
        deadline = setTimeout(kill, timeoutMs, 'timeout');
        watch = setInterval(() => {
          if (this.rss() > this.limits.maxRssBytes) kill('memory');
        }, WATCH_EVERY_MS);
        if (this.gone) return this.died();
        const request: Request<Question> = { id, size: bytes.length, question };
        // A failure to send means that the child is dying: its end settles the task.
        this.process.send(request, (error) => error && this.end());
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
    const { maxRssBytes, keptShare = KEPT_SHARE } = this.limits;
    return this.rss() > this.restingRss + (maxRssBytes - this.restingRss) * keptShare;
  }

  /** Ends the process; settles when it is gone. */
  async kill(): Promise<void> {
    if (!this.gone) {
      this.end();
      this.keepAlive(true);
    }
    await this.ended;
  }

  private awaitReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end(), this.limits.startTimeoutMs);
      void this.ended.then(() => {
        clearTimeout(timer);
        reject(new Error(`the reader's child process could not start: ${this.lastWords()}`));
      });
      this.process.on('message', (report: Report<Answer>) => {
        if (report.kind === 'ready') {
          clearTimeout(timer);
          this.restingRss = this.rss();
          if (!this.task) this.keepAlive(false);
          resolve();
        } else if (report.id === this.task?.id) {
          if (report.kind === 'started') this.task.started = true;
          else this.task.answer = report;
          this.finishWhole(this.task);
        }
      });
    });
  }

  private take(chunk: Buffer): void {
    const task = this.task;
    if (!task) return;
    task.arrived += chunk.length;
    task.chunks.push(chunk);
    if (task.arrived > MOST_ANSWER_BYTES) this.end();
    else this.finishWhole(task);
  }

  /** The words of an answer and its bytes come on two ways: whichever is last. */
  private finishWhole({ answer, arrived, chunks }: Task<Answer>): void {
    if (!answer || arrived < answer.size) return;
    this.finish({ kind: 'answer', answer: answer.answer, bytes: Buffer.concat(chunks) });
  }

  private finish(outcome: Outcome<Answer>): void {
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

  private end(): void {
    if (this.hasGroup && !this.gone && this.process.pid !== undefined) killGroup(this.process.pid);
    this.process.kill('SIGKILL');
  }

  /** Resident bytes of the child and of what it started; 0 where the system does not tell. */
  private rss(): number {
    const pid = this.process.pid!;
    const programs = this.program.startsPrograms ? startedBy(pid) : [];
    return programs.reduce((sum, program) => sum + rssOf(program), rssOf(pid));
  }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

function startedBy(pid: number): readonly number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function rssOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Heap capped below the resident cap; where Node can, no writing, no other process, no native code but as allowed. */
function childFlags(maxRssBytes: number, { permissions = [] }: ChildProgram): string[] {
  const flags = [`--max-old-space-size=${Math.max(64, Math.floor((maxRssBytes / 1024 ** 2) * 0.75))}`];
  if (process.allowedNodeEnvironmentFlags.has('--permission')) {
    flags.push('--permission', '--allow-fs-read=*', '--allow-worker', ...permissions);
  }
  return flags;
}

/** Nothing of this process's settings: the child opens hostile files and has no use for a connection string. */
function childEnvironment({ environment = [] }: ChildProgram): NodeJS.ProcessEnv {
  const names = ['SystemRoot', 'TZ', ...environment];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
