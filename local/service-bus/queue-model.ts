import type { QueueRecord, StoredMessage } from './record.ts';

/** What a sender gives: the encoded message and what the queue must know of it. Times in ms since 1970. */
export interface Draft {
  /** MessageId as text; absent = not subject to duplicate detection. */
  id?: string;
  encoded: Buffer;
  timeToLive?: number;
  scheduledFor?: number;
}

/** A message that a consumer holds until `lockedUntil`. */
export interface Locked {
  token: string;
  lockedUntil: number;
  message: StoredMessage;
}

export type MessageState = 'writing' | 'scheduled' | 'active' | 'locked';

/** Properties a consumer or the queue adds to a message's application properties. */
export type AddedProperties = Record<string, unknown>;

/** Counts by state, as the portal shows them; `active` excludes what is locked. */
export interface QueueCounts {
  active: number;
  locked: number;
  scheduled: number;
  deadLettered: number;
}

export interface QueueEnvironment {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Takes each change after it was made in memory; once it is durable, {@link Queue.admit} shows what it `put`. */
  journal: (record: QueueRecord) => void;
  /** Gives the encoded message with these application properties added. */
  annotate: (encoded: Buffer, properties: AddedProperties) => Buffer;
  /** Every message completed for the first time comes back once more. */
  deliverTwice?: boolean;
}

/** The lock token is unknown: it expired, or the message was settled. */
export class LockLostError extends Error {
  override name = 'LockLostError';
}

/** No scheduled message has this sequence number. */
export class MessageNotFoundError extends Error {
  override name = 'MessageNotFoundError';
}

/** The operation makes no sense here: dead-lettering what is dead-lettered. */
export class NotAllowedError extends Error {
  override name = 'NotAllowedError';
}
