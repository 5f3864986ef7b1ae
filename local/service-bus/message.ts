import { randomUUID } from 'node:crypto';
import type { Message } from 'rhea';
import rhea from 'rhea';
import type { AddedProperties, Draft, MessageState } from './queue-model.ts';
import type { StoredMessage } from './record.ts';

const { types, message: codec } = rhea;

/** Message format of a batch: every data section is one encoded message. */
export const BATCH_FORMAT = 0x80013700;

const SCHEDULED_ENQUEUE_TIME = 'x-opt-scheduled-enqueue-time';
const STATE_CODE: Record<MessageState, number> = { writing: 0, active: 0, locked: 0, scheduled: 2 };
const MAX_UINT32 = 0xffffffff;

/**
 * What a sender's message means to the queue. A message without MessageId is given one, which is not checked for
 * duplicates. rhea decodes before we see the bytes, so numbers are stored in AMQP's smallest fitting type.
 */
export function toDraft(message: Message): Draft {
  const given = message.message_id !== undefined;
  const complete = given ? message : { ...message, message_id: randomUUID() };
  const scheduled: unknown = message.message_annotations?.[SCHEDULED_ENQUEUE_TIME];
  return {
    ...(given && { id: messageIdText(message.message_id) }),
    encoded: codec.encode(complete),
    ...(typeof message.ttl === 'number' && { timeToLive: message.ttl }),
    ...(scheduled !== undefined && { scheduledFor: Number(scheduled) }),
  };
}

/** The message of these bytes. */
export function decodeMessage(encoded: Buffer): Message {
  return codec.decode(encoded) as unknown as Message; // rhea declares the type twice
}

/** The messages of a batch, of message format {@link BATCH_FORMAT}. */
export function decodeBatch(bytes: Buffer): Message[] {
  const body: { content: Buffer | Buffer[] } = decodeMessage(bytes).body;
  return [body.content].flat().map((encoded) => decodeMessage(encoded));
}

/** A message made inside this process. The body is sent as the SDK would: bytes as they are, anything else as JSON. */
export interface LocalMessage {
  messageId: string;
  body: unknown;
  contentType?: string;
  applicationProperties?: Record<string, string | number | boolean>;
}

/** The AMQP message of a {@link LocalMessage}. */
export function composeMessage(message: LocalMessage): Message {
  const { body } = message;
  const bytes = body instanceof Uint8Array ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  return {
    message_id: message.messageId,
    ...(message.contentType !== undefined && { content_type: message.contentType }),
    ...(message.applicationProperties && { application_properties: message.applicationProperties }),
    body: codec.data_section(bytes),
  };
}

/** The message with these application properties added. */
export function annotate(encoded: Buffer, properties: AddedProperties): Buffer {
  const message = decodeMessage(encoded);
  return codec.encode({ ...message, application_properties: { ...message.application_properties, ...properties } });
}

/** The message as a consumer sees it, with the broker's header fields and annotations. */
export function toDelivered(stored: StoredMessage, state: MessageState, lockedUntil?: number): Message {
  const message = decodeMessage(stored.encoded);
  return {
    ...message,
    ttl: Math.min(stored.ttl, MAX_UINT32),
    delivery_count: stored.deliveryCount,
    message_annotations: {
      ...message.message_annotations,
      'x-opt-sequence-number': types.wrap_long(stored.seq),
      'x-opt-enqueue-sequence-number': types.wrap_long(stored.origin),
      'x-opt-enqueued-time': types.wrap_timestamp(stored.enqueuedAt),
      'x-opt-message-state': types.wrap_int(STATE_CODE[state]),
      ...(stored.scheduledFor !== undefined && {
        [SCHEDULED_ENQUEUE_TIME]: types.wrap_timestamp(stored.scheduledFor),
      }),
      ...(lockedUntil !== undefined && { 'x-opt-locked-until': types.wrap_timestamp(lockedUntil) }),
    },
  };
}

/** The delivered message encoded, for replies that carry messages; without its body when asked. */
export function encodeDelivered(stored: StoredMessage, state: MessageState, omitBody = false): Buffer {
  const message = toDelivered(stored, state);
  return codec.encode(omitBody ? { ...message, body: codec.data_section(Buffer.alloc(0)) } : message);
}

// A lock token is a UUID as text. As delivery tag it has the byte order of a .NET Guid: the first three groups
// little-endian. In requests to $management it has the order of RFC 9562.

/** Delivery tag of a lock token. */
export function tagFromToken(token: string): Buffer {
  return swapGuid(Buffer.from(token.replaceAll('-', ''), 'hex'));
}

/** Lock token of a delivery tag. */
export function tokenFromTag(tag: Buffer): string {
  return tokenFromUuid(swapGuid(Buffer.from(tag)));
}

/** Lock token of the 16 bytes of a UUID. */
export function tokenFromUuid(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function swapGuid(bytes: Buffer): Buffer {
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** MessageId as text; bytes and numbers stay apart from the strings that look like them. */
function messageIdText(id: unknown): string {
  if (typeof id === 'string') return id;
  return Buffer.isBuffer(id) ? `bytes:${id.toString('hex')}` : `${typeof id}:${String(id)}`;
}
