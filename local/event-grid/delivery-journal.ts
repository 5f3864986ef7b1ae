import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LineFile, readRecords } from '../storage/line-file.ts';
import type { BlobCreatedEvent } from './event.ts';

/** One event on its way to one queue. */
export interface Delivery {
  /** Name of the subscription that wants it. */
  subscription: string;
  /** Also the Service Bus MessageId; the same at every attempt. */
  messageId: string;
  queue: string;
  event: BlobCreatedEvent;
  /** Not sent before, in milliseconds since 1970. */
  notBefore: number;
}

interface DeliveryKey {
  subscription: string;
  messageId: string;
}

type Record = { due: Delivery } | { done: DeliveryKey };

/** Rewritten when it has grown to this size and little of it is still due. */
const REWRITE_ABOVE_BYTES = 4 * 1024 * 1024;

/** The deliveries that are due, kept on disk until they are done. */
export class DeliveryJournal {
  readonly #path: string;
  readonly #due = new Map<string, Delivery>();
  #file: LineFile;

  /**
   * Opens the journal of `dataDir` with what is still due in it.
   * @throws Error that names the file when it is damaged
   */
  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.#path = join(dataDir, 'deliveries.jsonl');
    for (const record of readRecords(this.#path) as Record[]) {
      if ('due' in record) this.#due.set(key(record.due), record.due);
      else this.#due.delete(key(record.done));
    }
    this.#file = this.#rewrite();
  }

  get size(): number {
    return this.#due.size;
  }

  /** What is due, the oldest first. */
  due(): Delivery[] {
    return [...this.#due.values()];
  }

  /** On disk when it returns. @throws Error that names the file when the disk refuses */
  add(delivery: Delivery): void {
    this.#file.append(JSON.stringify({ due: delivery } satisfies Record));
    this.#due.set(key(delivery), delivery);
  }

  /** A death right after a delivery may lose this mark: the event is delivered again then, under the same MessageId. */
  done(delivery: Delivery): void {
    this.#due.delete(key(delivery));
    const { subscription, messageId } = delivery;
    this.#file.append(JSON.stringify({ done: { subscription, messageId } } satisfies Record));
    if (this.#file.bytes > REWRITE_ABOVE_BYTES && this.#due.size < 100) {
      this.#file.close();
      this.#file = this.#rewrite();
    }
  }

  close(): void {
    this.#file.close();
  }

  /** Leaves only what is due in the file: written beside, then renamed over it. */
  #rewrite(): LineFile {
    const beside = `${this.#path}.new`;
    rmSync(beside, { force: true });
    const next = new LineFile(beside);
    for (const delivery of this.#due.values()) next.append(JSON.stringify({ due: delivery } satisfies Record));
    next.close();
    renameSync(beside, this.#path);
    return new LineFile(this.#path);
  }
}

function key({ subscription, messageId }: DeliveryKey): string {
  return `${subscription}\n${messageId}`;
}
