import { join } from 'node:path';
import type { QueueOptions } from './config.ts';
import { LogFile } from './log-file.ts';
import { annotate } from './message.ts';
import { Queue } from './queue.ts';
import type { Draft } from './queue-model.ts';
import { type QueueRecord, recordFromLine, recordToLine } from './record.ts';

export interface DurableQueueSettings {
  dataDir: string;
  now: () => number;
  deliverTwice: boolean;
  /** Smallest log size, in bytes, at which compaction is considered. */
  compactAbove?: number;
}

const LONGEST_SLEEP = 1000; // ms; bounds how late a deadline is seen after the clock jumped or the machine slept

/** A queue whose changes are on disk, in `<dataDir>/<name>.log`, and whose deadlines are kept by a timer. */
export class DurableQueue {
  readonly queue: Queue;
  /** Called whenever a message may have become available. */
  onAvailable: () => void = () => {};
  readonly #now: () => number;
  #log!: LogFile;
  #timer: NodeJS.Timeout | undefined;
  #wakesAt = Number.POSITIVE_INFINITY;
  #closed = false;

  private constructor(options: QueueOptions, { now, deliverTwice }: DurableQueueSettings) {
    this.#now = now;
    this.queue = new Queue(options, { now, deliverTwice, annotate, journal: (record) => this.#journal(record) });
  }

  /** Opens the queue with what its log holds; what was locked is available. @throws DamagedLogError */
  static async open(options: QueueOptions, settings: DurableQueueSettings): Promise<DurableQueue> {
    const opened = new DurableQueue(options, settings);
    const { queue } = opened;
    opened.#log = await LogFile.open({
      path: join(settings.dataDir, `${options.name.toLowerCase()}.log`),
      replay: (line) => queue.replay(recordFromLine(line)),
      snapshot: () => Array.from(queue.snapshot(), recordToLine),
      compactAbove: settings.compactAbove,
    });
    queue.resume();
    opened.#changed();
    return opened;
  }

  get name(): string {
    return this.queue.options.name;
  }

  /** Accepts messages, all or none; resolves when they are on disk. Duplicates resolve when the first is. */
  send(drafts: Draft[]): Promise<Array<number | undefined>> {
    return this.change((queue) => queue.send(drafts));
  }

  /** Changes the queue and resolves, with what the change gave, when that is on disk. */
  async change<T>(action: (queue: Queue) => T): Promise<T> {
    const result = action(this.queue);
    this.#changed();
    await this.#log.flushed();
    return result;
  }

  /** Changes the queue in a way that needs nothing on disk, such as a lock. */
  changeInMemory<T>(action: (queue: Queue) => T): T {
    const result = action(this.queue);
    this.#wake();
    return result;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#log.close();
  }

  #journal(record: QueueRecord): void {
    this.#log.append(recordToLine(record)).then(
      () => {
        this.queue.admit(record);
        this.#changed();
      },
      () => {}, // whoever waits for flushed() is told
    );
  }

  #changed(): void {
    this.#wake();
    this.onAvailable();
  }

  /** Sets the timer for the queue's next deadline, if it isn't set for earlier. */
  #wake(): void {
    const deadline = this.queue.nextDeadline();
    if (deadline === undefined || this.#closed) return;
    const now = this.#now();
    const at = Math.min(Math.max(deadline, now), now + LONGEST_SLEEP);
    if (this.#wakesAt <= at) return;
    clearTimeout(this.#timer);
    this.#wakesAt = at;
    this.#timer = setTimeout(() => {
      this.#wakesAt = Number.POSITIVE_INFINITY;
      this.queue.tick();
      this.#changed();
    }, at - now);
  }
}
