/** Which half of a queue a message is in: the queue itself, or its `$DeadLetterQueue`. */
export type Place = 'main' | 'dead';

/** A message as the queue keeps it, in memory and on disk. Times are milliseconds since 1970, durations milliseconds. */
export interface StoredMessage {
  /** Position in the queue: unique, growing, given again when a message moves (activation, dead-lettering). */
  seq: number;
  /** The sequence number it had when it was first accepted. */
  origin: number;
  /** MessageId as text, for duplicate detection. */
  id: string;
  place: Place;
  /** When it became (or becomes) receivable. */
  enqueuedAt: number;
  /** Time to live counted from `enqueuedAt`, never more than the queue's default. */
  ttl: number;
  /** When it is to become receivable, if it was scheduled. */
  scheduledFor?: number;
  /** Deliveries that failed so far. */
  deliveryCount: number;
  /** It is the second delivery that `chaos.deliverTwice` made: it is not made a third time. */
  repeated?: boolean;
  /** The whole AMQP message, encoded. */
  encoded: Buffer;
}

/**
 * One change of a queue, written as one line and therefore all there or not at all. The fields apply in this order:
 * `next` (lowest sequence number not yet given), `seen` (MessageIds and when, for duplicate detection), `drop`
 * (sequence numbers gone), `put` (messages that came), `failed` (deliveries that failed; `encoded` when the
 * consumer changed properties).
 */
export interface QueueRecord {
  next?: number;
  seen?: Array<[id: string, at: number]>;
  drop?: number[];
  put?: StoredMessage[];
  failed?: { seq: number; deliveryCount: number; encoded?: Buffer };
}

/** The record as one line of JSON without its newline; `encoded` becomes Base64. */
export function recordToLine(record: QueueRecord): string {
  const { put, failed, ...rest } = record;
  return JSON.stringify({
    ...rest,
    put: put?.map((message) => ({ ...message, encoded: message.encoded.toString('base64') })),
    failed: failed && { ...failed, encoded: failed.encoded?.toString('base64') },
  });
}

/** The inverse of {@link recordToLine}. Throws SyntaxError when the line is not a whole record. */
export function recordFromLine(line: string): QueueRecord {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new SyntaxError('not a record');
  const record = parsed as QueueRecord;
  for (const message of record.put ?? []) message.encoded = fromBase64(message.encoded);
  if (record.failed?.encoded) record.failed.encoded = fromBase64(record.failed.encoded);
  return record;
}

function fromBase64(value: unknown): Buffer {
  if (typeof value !== 'string') throw new SyntaxError('a message without its bytes');
  return Buffer.from(value, 'base64');
}
