import { randomUUID } from 'node:crypto';
import type { QueueOptions } from './config.ts';
import { Deadlines } from './deadlines.ts';
import { MinHeap } from './heap.ts';
import { MessageIds } from './message-ids.ts';
import {
  type AddedProperties,
  type Draft,
  type Locked,
  LockLostError,
  MessageNotFoundError,
  type MessageState,
  NotAllowedError,
  type QueueCounts,
  type QueueEnvironment,
} from './queue-model.ts';
import type { Place, QueueRecord, StoredMessage } from './record.ts';

interface Entry {
  message: StoredMessage;
  state: MessageState;
  lock?: { token: string; until: number };
}

/**
 * One queue with its dead-letter queue, as a state machine without I/O or timers. Every lasting change is a
 * {@link QueueRecord}: made by `#commit`, replayed by `replay`; both go through `#apply`, so what a restart finds is
 * what was. Locks are not lasting: after a restart, what was locked is available.
 *
 * A lock outlives the link and the connection of its holder, as in Azure: what a lost consumer held returns when the
 * lock expires, and counts as a failed delivery.
 */
export class Queue {
  readonly options: QueueOptions;
  readonly #env: QueueEnvironment;
  readonly #places: Record<Place, Map<number, Entry>> = { main: new Map(), dead: new Map() };
  readonly #ready: Record<Place, MinHeap<number>> = { main: new MinHeap(Number), dead: new MinHeap(Number) };
  readonly #locks = new Map<string, Entry>();
  readonly #seen: MessageIds;
  /** Lock expiry, activation and time to live; entries that no longer apply are passed over when their time comes. */
  readonly #deadlines = new Deadlines();
  #next = 1;

  constructor(options: QueueOptions, environment: QueueEnvironment) {
    this.options = options;
    this.#env = environment;
    this.#seen = new MessageIds(options.duplicateWindow);
  }

  /** Repeats a change read from the log; {@link resume} ends the replay. */
  replay(record: QueueRecord): void {
    this.#apply(record);
  }

  /** Makes everything that was replayed available. */
  resume(): void {
    for (const place of Object.values(this.#places)) for (const entry of place.values()) this.#show(entry);
    this.tick();
  }

  /** Records from which {@link replay} rebuilds the queue as it is now. */
  *snapshot(): Generator<QueueRecord> {
    yield { next: this.#next, seen: this.#seen.since(this.#env.now()) };
    for (const place of Object.values(this.#places)) {
      for (const { message } of place.values()) yield { put: [message] };
    }
  }

  /**
   * Accepts messages, all or none; a MessageId seen within the window is accepted and dropped, as in Azure.
   * @returns the sequence number of each, in order; undefined for a duplicate
   */
  send(drafts: Draft[]): Array<number | undefined> {
    const now = this.#env.now();
    const put: StoredMessage[] = [];
    const seen: Array<[string, number]> = [];
    let next = this.#next;
    const given = drafts.map(({ id, encoded, timeToLive = Number.POSITIVE_INFINITY, scheduledFor = 0 }) => {
      if (id !== undefined && this.options.duplicateWindow > 0) {
        if (!this.#seen.add(id, now)) return undefined;
        seen.push([id, now]);
      }
      const seq = next++;
      const ttl = Math.min(timeToLive, this.options.defaultTimeToLive);
      const later = scheduledFor > now ? { scheduledFor } : {};
      const enqueuedAt = Math.max(now, scheduledFor);
      put.push({ seq, origin: seq, id: id ?? '', place: 'main', enqueuedAt, ttl, ...later, deliveryCount: 0, encoded });
      return seq;
    });
    if (put.length > 0) this.#commit(seen.length > 0 ? { seen, put } : { put });
    return given;
  }

  /** Makes what a durable record `put` visible to consumers. */
  admit(record: QueueRecord): void {
    for (const { seq } of record.put ?? []) {
      const entry = this.#find(seq);
      if (entry?.state === 'writing') this.#show(entry);
    }
    this.tick();
  }

  /** Locks the oldest available message; undefined when there is none. */
  receive(place: Place): Locked | undefined {
    const entry = this.#takeReady(place);
    if (!entry) return undefined;
    const lock = { token: randomUUID(), until: this.#env.now() + this.options.lockDuration };
    entry.state = 'locked';
    entry.lock = lock;
    this.#locks.set(lock.token, entry);
    this.#watch(entry);
    return { token: lock.token, lockedUntil: lock.until, message: entry.message };
  }

  /** Takes the oldest available message for good (receive and delete). */
  take(place: Place): StoredMessage | undefined {
    const entry = this.#takeReady(place);
    if (entry) this.#commit({ drop: [entry.message.seq] });
    return entry?.message;
  }

  /** @throws LockLostError */
  complete(token: string): void {
    const { message } = this.#unlock(token);
    if (this.#env.deliverTwice && !message.repeated) {
      this.#move(message, { enqueuedAt: this.#env.now(), deliveryCount: 0, repeated: true });
    } else {
      this.#commit({ drop: [message.seq] });
    }
  }

  /** Gives the message back as a failed delivery; the last allowed one dead-letters it. @throws LockLostError */
  abandon(token: string, properties: AddedProperties = {}): void {
    this.#deliveryFailed(this.#unlock(token), properties);
  }

  /** Gives the message back without counting a delivery. @throws LockLostError */
  release(token: string): void {
    this.#makeReady(this.#unlock(token));
  }

  /** @throws LockLostError, or NotAllowedError when the message is in the dead-letter queue already */
  deadLetter(token: string, properties: AddedProperties): void {
    if (this.#held(token).message.place === 'dead') {
      throw new NotAllowedError('a message of a dead-letter queue cannot be dead-lettered again');
    }
    this.#bury(this.#unlock(token).message, properties);
  }

  /** Starts the lock again; gives the new time of expiry. @throws LockLostError */
  renew(token: string): number {
    const entry = this.#held(token);
    entry.lock!.until = this.#env.now() + this.options.lockDuration;
    this.#watch(entry);
    return entry.lock!.until;
  }

  /** Removes scheduled messages, all or none. @throws MessageNotFoundError */
  cancel(seqs: number[]): void {
    for (const seq of seqs) {
      if (this.#places.main.get(seq)?.state === 'scheduled') continue;
      throw new MessageNotFoundError(`no scheduled message of ${this.options.name} has sequence number ${seq}`);
    }
    this.#commit({ drop: seqs });
  }

  /** Up to `count` messages from a sequence number on, in order, whatever their state; changes nothing. */
  peek(place: Place, fromSeq: number, count: number): Array<{ message: StoredMessage; state: MessageState }> {
    const found: Entry[] = [];
    for (const [seq, entry] of this.#places[place]) {
      if (found.length >= count) break;
      if (seq >= fromSeq && entry.state !== 'writing') found.push(entry);
    }
    return found;
  }

  counts(): QueueCounts {
    const counts = { active: 0, locked: 0, scheduled: 0, deadLettered: this.#places.dead.size };
    for (const { state } of this.#places.main.values()) if (state !== 'writing') counts[state]++;
    return counts;
  }

  /** When {@link tick} has something to do next; undefined when nothing waits for time to pass. */
  nextDeadline(): number | undefined {
    return this.#deadlines.next();
  }

  /** Does what is due: expired locks, activations, expired messages. */
  tick(): void {
    const now = this.#env.now();
    for (let seq = this.#deadlines.takeDue(now); seq !== undefined; seq = this.#deadlines.takeDue(now)) {
      const entry = this.#find(seq);
      if (!entry) continue;
      if (entry.state === 'locked' && entry.lock!.until <= now) {
        this.#deliveryFailed(this.#unlock(entry.lock!.token, 'even if expired'));
      } else if (entry.state === 'scheduled' && entry.message.scheduledFor! <= now) {
        this.#move(entry.message, { enqueuedAt: now });
      } else if (entry.state === 'active' && this.#expired(entry.message)) {
        this.#expire(entry.message);
      }
    }
    this.#seen.forget(now);
    this.#forgetStaleDeadlines();
  }

  #commit(record: QueueRecord): void {
    this.#apply(record);
    this.#env.journal(record);
  }

  #apply({ next, seen, drop, put, failed }: QueueRecord): void {
    if (next !== undefined) this.#next = Math.max(this.#next, next);
    for (const [id, at] of seen ?? []) this.#seen.add(id, at);
    for (const seq of drop ?? []) {
      this.#places.main.delete(seq);
      this.#places.dead.delete(seq);
    }
    for (const message of put ?? []) {
      this.#places[message.place].set(message.seq, { message, state: 'writing' });
      this.#next = Math.max(this.#next, message.seq + 1);
    }
    const entry = failed && this.#find(failed.seq);
    if (entry) {
      const { deliveryCount, encoded = entry.message.encoded } = failed;
      entry.message = { ...entry.message, deliveryCount, encoded };
    }
  }

  #find(seq: number): Entry | undefined {
    return this.#places.main.get(seq) ?? this.#places.dead.get(seq);
  }

  /** First showing of a message that is on disk. */
  #show(entry: Entry): void {
    if ((entry.message.scheduledFor ?? 0) > this.#env.now()) {
      entry.state = 'scheduled';
      this.#watch(entry);
    } else {
      this.#makeReady(entry);
    }
  }

  #makeReady(entry: Entry): void {
    entry.state = 'active';
    this.#ready[entry.message.place].push(entry.message.seq);
    this.#watch(entry);
  }

  #takeReady(place: Place): Entry | undefined {
    this.tick();
    for (let seq = this.#ready[place].pop(); seq !== undefined; seq = this.#ready[place].pop()) {
      const entry = this.#places[place].get(seq);
      if (entry?.state === 'active') return entry;
    }
    return undefined;
  }

  #held(token: string): Entry {
    const entry = this.#locks.get(token);
    if (entry && entry.lock!.until > this.#env.now()) return entry;
    throw new LockLostError(
      'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
    );
  }

  #unlock(token: string, when?: 'even if expired'): Entry {
    const entry = when ? this.#locks.get(token)! : this.#held(token);
    this.#locks.delete(token);
    entry.lock = undefined;
    entry.state = 'writing'; // until the caller has decided where it goes
    return entry;
  }

  #deliveryFailed(entry: Entry, properties: AddedProperties = {}): void {
    const { message } = entry;
    const deliveryCount = message.deliveryCount + 1;
    const encoded = Object.keys(properties).length > 0 ? this.#env.annotate(message.encoded, properties) : undefined;
    if (message.place === 'main' && deliveryCount >= this.options.maxDeliveryCount) {
      this.#bury(
        { ...message, deliveryCount, encoded: encoded ?? message.encoded },
        {
          DeadLetterReason: 'MaxDeliveryCountExceeded',
          DeadLetterErrorDescription: `Message could not be consumed after ${deliveryCount} delivery attempts.`,
        },
      );
      return;
    }
    this.#commit({ failed: { seq: message.seq, deliveryCount, ...(encoded && { encoded }) } });
    this.#makeReady(entry);
  }

  #bury(message: StoredMessage, properties: AddedProperties): void {
    this.#move(message, { place: 'dead', encoded: this.#env.annotate(message.encoded, properties) });
  }

  /** The message leaves its position for the end of the queue, or of the dead-letter queue. */
  #move(message: StoredMessage, changes: Partial<StoredMessage>): void {
    this.#commit({ drop: [message.seq], put: [{ ...message, ...changes, seq: this.#next }] });
  }

  #expired(message: StoredMessage): boolean {
    return message.place === 'main' && message.enqueuedAt + message.ttl <= this.#env.now();
  }

  #expire(message: StoredMessage): void {
    if (this.options.deadLetterOnExpiration) {
      this.#bury(message, {
        DeadLetterReason: 'TTLExpiredException',
        DeadLetterErrorDescription: 'The message expired and was dead lettered.',
      });
    } else {
      this.#commit({ drop: [message.seq] });
    }
  }

  #watch(entry: Entry): void {
    const at = deadlineOf(entry);
    if (at !== undefined) this.#deadlines.add(at, entry.message.seq);
  }

  #forgetStaleDeadlines(): void {
    const { main, dead } = this.#places;
    if (!this.#deadlines.isStale(main.size + dead.size)) return;
    this.#deadlines.clear();
    for (const entry of main.values()) this.#watch(entry);
    for (const entry of dead.values()) this.#watch(entry);
  }
}

/** When time alone changes the message's state. */
function deadlineOf({ state, message, lock }: Entry): number | undefined {
  if (state === 'locked') return lock!.until;
  if (state === 'scheduled') return message.scheduledFor;
  return state === 'active' && message.place === 'main' ? message.enqueuedAt + message.ttl : undefined;
}
