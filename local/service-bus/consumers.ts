import type { Delivery, EventContext, Sender } from 'rhea';
import { notImplemented, toAmqpError } from './amqp-error.ts';
import type { DurableQueue } from './durable-queue.ts';
import { tagFromToken, toDelivered, tokenFromTag } from './message.ts';
import type { Queue } from './queue.ts';
import type { AddedProperties } from './queue-model.ts';
import type { Place } from './record.ts';
import { creditLeft, isPresettled, settle } from './rhea-gaps.ts';

/** A link on which a client receives. Deliveries are locked, or gone at once when the client asked for that. */
class Consumer {
  readonly sender: Sender;
  readonly #presettled: boolean;
  readonly #unwritten: Delivery[] = [];

  constructor(sender: Sender) {
    this.sender = sender;
    this.#presettled = isPresettled(sender);
  }

  hasCredit(): boolean {
    return creditLeft(this.sender, this.#unwritten) > 0;
  }

  /** Sends the next message; false when there is none. */
  deliver(queue: Queue, place: Place): boolean {
    if (this.#presettled) {
      // Not held back until the removal is on disk: after a crash the message may come again, but isn't lost.
      const message = queue.take(place);
      if (message) this.#unwritten.push(this.sender.send(toDelivered(message, 'active')));
      return message !== undefined;
    }
    const locked = queue.receive(place);
    if (!locked) return false;
    const { message, token, lockedUntil } = locked;
    this.#unwritten.push(this.sender.send(toDelivered(message, 'locked', lockedUntil), tagFromToken(token)));
    return true;
  }
}

/** The consumers of one queue: each available message goes to the next one that asked for messages. */
export class Consumers {
  readonly #target: DurableQueue;
  readonly #consumers: Record<Place, Consumer[]> = { main: [], dead: [] };
  #scheduled: NodeJS.Immediate | undefined;

  constructor(target: DurableQueue) {
    this.#target = target;
    target.onAvailable = () => this.#schedule();
  }

  /** Serves a link until it, its session or its connection is gone. */
  add(sender: Sender, place: Place): void {
    this.#consumers[place].push(new Consumer(sender));
    sender.on('sendable', () => this.#schedule());
    // Whatever was available has been sent already; a message sent now could cross the client's giving up.
    sender.on('sender_draining', () => sender.set_drained(true));
    sender.on('accepted', (context) => this.#settle(context, (queue, token) => queue.complete(token)));
    sender.on('released', (context) => this.#settle(context, (queue, token) => queue.release(token)));
    sender.on('modified', (context) => this.#settle(context, modified(context)));
    sender.on('rejected', (context) => this.#settle(context, rejected(context)));
  }

  /** Forgets the links that are gone. */
  prune(): void {
    for (const place of ['main', 'dead'] as const) {
      this.#consumers[place] = this.#consumers[place].filter(({ sender }) => sender.is_open());
    }
  }

  close(): void {
    clearImmediate(this.#scheduled);
    this.#target.onAvailable = () => {};
  }

  #settle(context: EventContext, action: (queue: Queue, token: string) => void): void {
    const delivery = context.delivery!;
    const token = tokenFromTag(delivery.tag as Buffer);
    this.#target
      .change((queue) => action(queue, token))
      .then(
        () => settle(delivery, 'accepted'),
        (error) => settle(delivery, toAmqpError(error)),
      );
  }

  /** Delivers in a turn of its own, when rhea has written what earlier turns sent and its credit is right. */
  #schedule(): void {
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      this.#target.changeInMemory((queue) => {
        for (const place of ['main', 'dead'] as const) this.#deliver(queue, place);
      });
    });
  }

  #deliver(queue: Queue, place: Place): void {
    const consumers = this.#consumers[place];
    for (;;) {
      const next = consumers.findIndex((consumer) => consumer.hasCredit());
      const consumer = consumers[next];
      if (!consumer?.deliver(queue, place)) return;
      consumers.push(...consumers.splice(0, next + 1)); // the one served goes to the end
    }
  }
}

function modified({ delivery }: EventContext): (queue: Queue, token: string) => void {
  const { undeliverable_here, message_annotations } = delivery!.remote_state!;
  return (queue, token) => {
    if (undeliverable_here) throw notImplemented('defer is');
    queue.abandon(token, present(message_annotations));
  };
}

function rejected({ delivery }: EventContext): (queue: Queue, token: string) => void {
  const info = present(delivery!.remote_state!.error?.info);
  return (queue, token) => queue.deadLetter(token, info);
}

/** The properties that have a value. */
export function present(properties: AddedProperties | null | undefined): AddedProperties {
  return Object.fromEntries(
    Object.entries(properties ?? {}).filter(([, value]) => value !== null && value !== undefined),
  );
}
