import type { Message } from 'rhea';
import rhea from 'rhea';
import { AmqpRefusal, MAX_MESSAGE_SIZE, messageTooLarge, notImplemented, statusOf, toAmqpError } from './amqp-error.ts';
import { present } from './consumers.ts';
import type { DurableQueue } from './durable-queue.ts';
import { decodeMessage, encodeDelivered, toDraft, tokenFromUuid } from './message.ts';
import type { Queue } from './queue.ts';
import type { AddedProperties } from './queue-model.ts';
import type { Place } from './record.ts';
import type { Answer } from './requests.ts';

const { types } = rhea;
const LONG = 0x81;
const TIMESTAMP = 0x83;

/** The queue, or dead-letter queue, that a `$management` link belongs to. */
export interface ManagedEntity {
  target: DurableQueue;
  place: Place;
}

type Fields = Record<string, unknown>;
type Operation = (entity: ManagedEntity, fields: Fields) => Promise<Fields | undefined>;

/** Operations by the name they have after `com.microsoft:`; each gives the body of its reply, undefined = no content. */
const OPERATIONS: Record<string, Operation> = {
  'renew-lock': async ({ target }, fields) => {
    const tokens = lockTokens(fields);
    const expirations = target.changeInMemory((queue) => tokens.map((token) => queue.renew(token)));
    return { expirations: types.wrap_array(expirations, TIMESTAMP, undefined) };
  },

  'schedule-message': async ({ target, place }, fields) => {
    if (place === 'dead') throw new AmqpRefusal('amqp:not-allowed', 'nothing can be sent to a dead-letter queue');
    const entries = fields.messages as Array<{ message: Buffer }>;
    const drafts = entries.map(({ message }) => toDraft(decodeMessage(message)));
    const size = drafts.reduce((sum, { encoded }) => sum + encoded.length, 0);
    if (size > MAX_MESSAGE_SIZE) throw messageTooLarge(size);
    const given = await target.send(drafts);
    // A duplicate is accepted and dropped; its number is one that no message has.
    return {
      'sequence-numbers': types.wrap_array(
        given.map((seq) => seq ?? 0),
        LONG,
        undefined,
      ),
    };
  },

  'cancel-scheduled-message': async ({ target }, fields) => {
    const seqs = (fields['sequence-numbers'] as unknown[]).map(Number);
    await target.change((queue) => queue.cancel(seqs));
    return {};
  },

  'peek-message': async ({ target, place }, fields) => {
    const omitBody = fields['omit-message-body'] === true;
    const found = target.queue.peek(place, Number(fields['from-sequence-number']), Number(fields['message-count']));
    if (found.length === 0) return undefined;
    return { messages: found.map(({ message, state }) => ({ message: encodeDelivered(message, state, omitBody) })) };
  },

  'update-disposition': async ({ target }, fields) => {
    const status = String(fields['disposition-status']);
    const settle = DISPOSITIONS[status];
    if (!settle) throw notImplemented(`update-disposition to "${status}" is`);
    const properties = present(fields['properties-to-modify'] as AddedProperties | undefined);
    const reasons = present({
      DeadLetterReason: fields['deadletter-reason'],
      DeadLetterErrorDescription: fields['deadletter-description'],
    });
    const tokens = lockTokens(fields);
    await target.change((queue) => {
      for (const token of tokens) settle(queue, token, properties, reasons);
    });
    return {};
  },
};

type Disposition = (queue: Queue, token: string, properties: AddedProperties, reasons: AddedProperties) => void;

const DISPOSITIONS: Record<string, Disposition> = {
  completed: (queue, token) => queue.complete(token),
  abandoned: (queue, token, properties) => queue.abandon(token, properties),
  suspended: (queue, token, properties, reasons) => queue.deadLetter(token, { ...properties, ...reasons }),
};

/** Answers a request to `<queue>/$management`. What can't be done is answered with its status and AMQP condition. */
export async function answerManagement(entity: ManagedEntity, request: Message): Promise<Answer> {
  const name = String(request.application_properties?.operation);
  try {
    const operation = OPERATIONS[name.replace(/^com\.microsoft:/, '')];
    if (!operation) throw notImplemented(`the operation "${name}" is`);
    const body = await operation(entity, request.body ?? {});
    const [statusCode, statusDescription] = body ? [200, 'OK'] : [204, 'No Content'];
    return { application_properties: { statusCode, statusDescription }, body: body ?? {} };
  } catch (error) {
    const { condition = '', description = '' } = toAmqpError(error);
    const statusCode = statusOf({ condition });
    return {
      application_properties: { statusCode, statusDescription: description, errorCondition: condition },
      body: {},
    };
  }
}

function lockTokens(fields: Fields): string[] {
  return (fields['lock-tokens'] as Buffer[]).map(tokenFromUuid);
}
