import type { EventContext, Message, Receiver } from 'rhea';
import { AmqpRefusal, MAX_MESSAGE_SIZE, messageTooLarge, notImplemented, toAmqpError } from './amqp-error.ts';
import type { DurableQueue } from './durable-queue.ts';
import { BATCH_FORMAT, decodeBatch, toDraft } from './message.ts';
import type { Draft } from './queue-model.ts';
import { settle } from './rhea-gaps.ts';

/** Serves a link on which a client sends: each message is accepted when it is on disk. */
export function serveProducer(receiver: Receiver, target: DurableQueue): void {
  receiver.on('message', ({ message, delivery }: EventContext) => {
    accept(message!, delivery!.format, target).then(
      () => settle(delivery!, 'accepted'),
      (error) => settle(delivery!, toAmqpError(error)),
    );
  });
}

async function accept(message: Message, format: number, target: DurableQueue): Promise<void> {
  const drafts = draftsOf(message, format);
  const size = drafts.reduce((sum, { encoded }) => sum + encoded.length, 0);
  if (size > MAX_MESSAGE_SIZE) throw messageTooLarge(size);
  await target.send(drafts);
}

/** @param message as rhea gives it: decoded in format 0, and the bytes in any other format */
function draftsOf(message: Message, format: number): Draft[] {
  if (!format) return [toDraft(message)];
  if (format !== BATCH_FORMAT) throw notImplemented(`message format ${format} is`);
  try {
    return decodeBatch(message as unknown as Buffer).map(toDraft);
  } catch (error) {
    throw new AmqpRefusal('amqp:decode-error', `the batch cannot be decoded: ${(error as Error).message}`);
  }
}
