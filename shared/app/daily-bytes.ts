import type { Deps } from './deps.ts';
import { keys, ranges } from './keys.ts';

/** How old what other gateways have counted may be. Milliseconds. */
const READ_AGAIN_MS = 60_000;
/** How long what this process has counted may be nowhere else. Milliseconds. */
const WRITE_AFTER_MS = 5_000;
/** Rows of days gone by that are taken out at once. */
const MAX_REMOVED = 50;

/** One user's day. Bytes. */
interface Day {
  readonly compte: string;
  readonly user: string;
  readonly day: string;
  /** Counted by other gateways. */
  others: number;
  /** Counted here, by the runs of this gateway before too. */
  own: number;
  written: number;
  /** Of uploads that have not ended. */
  pending: number;
  readAt: number;
  reading: Promise<void> | null;
}

/**
 * What users with a daily limit have deposited in a UTC day. Every gateway writes a row of its own, a few seconds after
 * the deposit, and reads those of the others once a minute while the user deposits: no row is written by two. So a user
 * may go over by what other gateways took in the last 65 s, and by what a killed one took in its last 5.
 */
export class DailyBytes {
  readonly #deps: Deps;
  readonly #gateway: string;
  readonly #days = new Map<string, Day>();
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();

  /** `gateway`: its name among several, the same after a restart. */
  constructor(deps: Deps, gateway: string) {
    this.#deps = deps;
    this.#gateway = gateway;
  }

  /** Counts bytes that are on their way in; they are told of again by `settle`. Resolves with the day's sum. */
  async take(compte: string, user: string, bytes: number): Promise<number> {
    const day = this.#today(compte, user);
    day.pending += bytes;
    if (this.#deps.clock.now() - day.readAt >= READ_AGAIN_MS) {
      day.reading ??= this.#read(day).finally(() => {
        day.reading = null;
      });
      await day.reading;
    }
    return day.others + day.own + day.pending;
  }

  /** The end of an upload that `taken` bytes were counted of: `kept` of them were deposited. */
  settle(compte: string, user: string, taken: number, kept: number): void {
    const day = this.#today(compte, user);
    // It may have begun before midnight.
    day.pending = Math.max(0, day.pending - taken);
    day.own += kept;
    if (kept > 0) this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref();
  }

  /** Writes what is not written yet; what storage does not take now is tried again. */
  flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#flushing = this.#flushing.then(() => this.#write());
    return this.#flushing;
  }

  async #write(): Promise<void> {
    const today = this.#day();
    for (const [id, d] of this.#days) {
      try {
        if (d.own > d.written) {
          // Where a run before counted too, its sum must be known first.
          if (d.readAt === Number.NEGATIVE_INFINITY) await this.#read(d);
          const { own } = d;
          const key = keys.dailyBytes(d.user, d.day, this.#gateway);
          await this.#deps.tables.transact('state', d.compte, [{ op: 'put', key, columns: { bytes: own } }]);
          d.written = own;
        }
        if (d.day !== today && d.own === d.written) this.#days.delete(id);
      } catch (error) {
        this.#deps.log.warn('daily-bytes-not-written', { compte: d.compte, user: d.user, error });
        this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref();
      }
    }
  }

  #day(): string {
    return new Date(this.#deps.clock.now()).toISOString().slice(0, 10);
  }

  #today(compte: string, user: string): Day {
    const day = this.#day();
    const id = `${compte}|${user}|${day}`;
    let found = this.#days.get(id);
    if (!found) {
      const none = { others: 0, own: 0, written: 0, pending: 0, readAt: Number.NEGATIVE_INFINITY, reading: null };
      found = { compte, user, day, ...none };
      this.#days.set(id, found);
    }
    return found;
  }

  async #read(d: Day): Promise<void> {
    const rows = await this.#deps.tables.range('state', d.compte, ...ranges.dailyBytes(d.user));
    const mine = keys.dailyBytes(d.user, d.day, this.#gateway);
    const [begin, end] = ranges.dailyBytes(d.user, d.day);
    const isFirst = d.readAt === Number.NEGATIVE_INFINITY;
    d.others = 0;
    for (const { key, columns } of rows.filter((r) => r.key >= begin && r.key < end)) {
      const bytes = Number(columns['bytes'] ?? 0);
      if (key !== mine) d.others += bytes;
      else if (isFirst) {
        d.own += bytes;
        d.written += bytes;
      }
    }
    d.readAt = this.#deps.clock.now();
    const old = rows.filter((r) => r.key < begin).slice(0, MAX_REMOVED);
    if (old.length === 0) return;
    const ops = old.map((r) => ({ op: 'delete', key: r.key }) as const);
    await this.#deps.tables.transact('state', d.compte, ops).catch((error: unknown) => {
      this.#deps.log.warn('daily-bytes-not-removed', { compte: d.compte, user: d.user, error });
    });
  }
}
