import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A dispatch that committed, as its own line in the log of the functions host tells. */
export interface Dispatched {
  readonly id: string;
  readonly state: string;
  readonly exercice: string | null;
  /** When its rows were committed, by the clock of the functions host. Milliseconds since 1970. */
  readonly at: number;
  readonly readMs: number;
  /** Of the whole invocation; null where the line of the host can't be told from that of another one. */
  invocationMs: number | null;
}

/** A page of a scan that was read. */
export interface PageRead {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly ms: number;
  readonly engine: string | null;
}

export interface LogPart {
  readonly dispatched: Dispatched[];
  readonly pages: PageRead[];
  /** Invocations by function. */
  readonly invocations: Map<string, number>;
}

const POLL_MS = 100;
const DISPATCHED = '"msg":"dispatched"}\n';

/** The log of the functions host, read on from a mark: measuring by it costs the cloud nothing. */
export class FunctionsLog {
  readonly #path: string;
  #offset = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** What is written from here on is read by the next `until`. */
  mark(): void {
    this.#offset = statSync(this.#path).size;
  }

  /** Resolves when `count` dispatches were told since the mark; rejects after `seconds` without a new one. */
  async until(count: number, seconds = 60): Promise<LogPart> {
    let told = 0;
    // Only what is new is looked at each time: the measuring process must not take the cores from what it measures.
    let seen = this.#offset;
    for (let waited = 0; waited < seconds * 1000; waited += POLL_MS) {
      const text = this.#read(seen);
      const whole = text.lastIndexOf('\n') + 1;
      const more = text.slice(0, whole).split(DISPATCHED).length - 1;
      seen += Buffer.byteLength(text.slice(0, whole));
      told += more;
      if (told >= count) return this.read();
      if (more > 0) waited = 0;
      await sleep(POLL_MS);
    }
    throw new Error(`only ${told} of ${count} documents were dispatched; see ${this.#path}`);
  }

  /** Everything since the mark. */
  read(): LogPart {
    return parseLog(this.#read(this.#offset));
  }

  #read(from: number): string {
    const file = openSync(this.#path, 'r');
    try {
      const bytes = Buffer.alloc(Math.max(0, statSync(this.#path).size - from));
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from));
    } finally {
      closeSync(file);
    }
  }
}

/**
 * Reads lines of the functions host. A dispatch tells how long it read, the host how long the invocation took; the two
 * lines share no key, so they are joined only where no other dispatch was between its line and its end.
 */
export function parseLog(text: string): LogPart {
  const dispatched: Dispatched[] = [];
  const pages: PageRead[] = [];
  const invocations = new Map<string, number>();
  let open: Dispatched[] = [];
  let ended = 0;
  for (const line of text.split('\n').slice(0, -1)) {
    if (!line.startsWith('{')) continue;
    const l = JSON.parse(line) as Record<string, unknown>;
    if (l['msg'] === 'dispatched') {
      const { id, state, exercice, readMs, time } = l as unknown as Dispatched & { time: string };
      const told = { id, state, exercice, readMs, at: Date.parse(time), invocationMs: null };
      dispatched.push(told);
      open.push(told);
    } else if (l['msg'] === 'page-read') {
      const { id, ms, engine = null, time } = l as unknown as PageRead & { time: string };
      pages.push({ id, ms, engine, at: Date.parse(time) });
    } else if (typeof l['function'] === 'string' && typeof l['outcome'] === 'string') {
      invocations.set(l['function'], (invocations.get(l['function']) ?? 0) + 1);
      if (l['function'] !== 'dispatchDeposit') continue;
      ended++;
      if (open.length === 1 && ended === 1) open[0]!.invocationMs = Number(l['ms']);
      if (ended >= open.length) {
        open = [];
        ended = 0;
      }
    }
  }
  return { dispatched, pages, invocations };
}
