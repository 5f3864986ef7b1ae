/** Event Grid on a laptop: BlobCreated events of the local storage, delivered to queues at least once. */

import type { Log } from '../../shared/ports/log.ts';
import type { Storage } from '../storage/storage.ts';
import { type Delivery, DeliveryJournal } from './delivery-journal.ts';
import { type BlobCreatedEvent, blobCreated, createSequencer } from './event.ts';
import { checkSubscriptions, matches, type Subscription } from './subscription.ts';

export type { BlobCreatedEvent } from './event.ts';
export type { Subscription } from './subscription.ts';

export interface EventGridOptions {
  storage: Pick<Storage, 'onBlobWritten'>;
  subscriptions: readonly Subscription[];
  /** Puts one message on a queue. Rejects when that failed; the event is then sent again, under the same messageId. */
  send: (queue: string, message: { messageId: string; body: BlobCreatedEvent }) => Promise<void>;
  /** Where events wait until they are delivered. */
  dataDir: string;
  /**
   * For tests. `deliverTwice`: each event comes a second time a little later, the same body under another messageId, so
   * that duplicate detection lets it through.
   */
  chaos?: { deliverTwice?: boolean };
  /** Pauses after a failed delivery, in milliseconds: the first one, doubled each time, up to the longest. */
  retry?: { firstMs: number; longestMs: number };
  log?: Log;
}

export interface EventGrid {
  /** Deliveries that are due, waiting ones included. */
  due(): number;
  /** Resolves when nothing is due any more. */
  settled(): Promise<void>;
  /** Takes no more events, waits for the deliveries under way; what is still due stays on disk for the next start. */
  close(): Promise<void>;
}

const RETRY = { firstMs: 200, longestMs: 30_000 };

/** Deliveries under way at the same time. */
const PARALLEL = 32;

/** How long `close` waits for the deliveries under way; one that takes longer is repeated at the next start. */
const CLOSE_MS = 5_000;

/** How much later the second delivery comes under `chaos.deliverTwice`, in milliseconds: from, and spread. */
const SECOND_DELIVERY_MS = { from: 100, spread: 400 };

/**
 * Starts delivering: first what an earlier run left, then the events of every write from now on.
 *
 * An event is on disk before the writer of its blob is told of success. A death between the blob and its event
 * therefore leaves a blob whose writer does not know that it exists, and no event.
 * @throws Error when a subscription is wrong, or the journal damaged
 */
export function startEventGrid(options: EventGridOptions): EventGrid {
  const { subscriptions, send, chaos, retry = RETRY, log } = options;
  checkSubscriptions(subscriptions);
  const journal = new DeliveryJournal(options.dataDir);
  const sequencer = createSequencer();

  const ready: Delivery[] = [];
  const attempts = new Map<Delivery, number>();
  const timers = new Set<NodeJS.Timeout>();
  const waiting: (() => void)[] = [];
  const underWay = new Set<Promise<void>>();
  let closed = false;

  const enqueue = (delivery: Delivery, delayMs: number): void => {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      ready.push(delivery);
      pump();
    }, delayMs);
    timers.add(timer);
  };

  const pump = (): void => {
    while (!closed && underWay.size < PARALLEL) {
      const delivery = ready.shift();
      if (delivery === undefined) return;
      const attempt: Promise<void> = deliver(delivery).finally(() => {
        underWay.delete(attempt);
        pump();
      });
      underWay.add(attempt);
    }
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const { queue, messageId, event } = delivery;
    try {
      await send(queue, { messageId, body: event });
      journal.done(delivery);
    } catch (error) {
      const failed = (attempts.get(delivery) ?? 0) + 1;
      attempts.set(delivery, failed);
      const pauseMs = Math.min(retry.longestMs, retry.firstMs * 2 ** (failed - 1));
      const message = error instanceof Error ? error.message : String(error);
      log?.warn('event-grid.delivery-failed', { queue, messageId, attempt: failed, pauseMs, message });
      enqueue(delivery, pauseMs);
      return;
    }
    attempts.delete(delivery);
    if (journal.size === 0) for (const resolve of waiting.splice(0)) resolve();
  };

  const accept = (event: BlobCreatedEvent): void => {
    const now = Date.now();
    for (const subscription of subscriptions) {
      if (!matches(subscription, event)) continue;
      const common = { subscription: subscription.name, queue: subscription.queue, event };
      const copies: Delivery[] = [{ ...common, messageId: event.id, notBefore: now }];
      if (chaos?.deliverTwice) {
        const later = now + SECOND_DELIVERY_MS.from + Math.random() * SECOND_DELIVERY_MS.spread;
        copies.push({ ...common, messageId: `${event.id}-again`, notBefore: later });
      }
      for (const delivery of copies) {
        journal.add(delivery);
        enqueue(delivery, delivery.notBefore - now);
      }
    }
  };

  for (const delivery of journal.due()) enqueue(delivery, Math.max(0, delivery.notBefore - Date.now()));
  const stopListening = options.storage.onBlobWritten((write) => accept(blobCreated(write, sequencer())));

  return {
    due: () => journal.size,
    settled: () => (journal.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
    async close() {
      if (closed) return;
      closed = true;
      stopListening();
      for (const timer of timers) clearTimeout(timer);
      await patiently(Promise.all(underWay), CLOSE_MS);
      journal.close();
    },
  };
}

async function patiently(work: Promise<unknown>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
