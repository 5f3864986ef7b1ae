import type { AmqpError } from 'rhea';
import { LockLostError, MessageNotFoundError, NotAllowedError } from './queue-model.ts';

export const MAX_MESSAGE_SIZE = 256 * 1024; // bytes; the Standard tier's limit, for a batch as well

/** A refusal with the AMQP error condition that the client sees. */
export class AmqpRefusal extends Error {
  override name = 'AmqpRefusal';
  readonly condition: string;

  constructor(condition: string, description: string) {
    super(description);
    this.condition = condition;
  }
}

/** What this emulator doesn't do, by name. The SDK shows it as NotImplementedError and doesn't try again. */
export function notImplemented(what: string): AmqpRefusal {
  return new AmqpRefusal('amqp:not-implemented', `${what} not supported by this emulator`);
}

/** @see the SDK, which recognises this text */
export function entityNotFound(address: string): AmqpRefusal {
  return new AmqpRefusal('amqp:not-found', `The messaging entity '${address}' could not be found.`);
}

export function messageTooLarge(size: number): AmqpRefusal {
  return new AmqpRefusal(
    'amqp:link:message-size-exceeded',
    `The message has ${size} bytes; the largest allowed has ${MAX_MESSAGE_SIZE}.`,
  );
}

/** The AMQP error of whatever went wrong. */
export function toAmqpError(error: unknown): AmqpError {
  const description = error instanceof Error ? error.message : String(error);
  return { condition: conditionOf(error), description };
}

/** Status of a reply from `$management`, after the HTTP codes Service Bus uses. */
export function statusOf({ condition }: AmqpError): number {
  return STATUS[condition ?? ''] ?? 500;
}

const STATUS: Record<string, number> = {
  'amqp:not-allowed': 400,
  'amqp:decode-error': 400,
  'amqp:link:message-size-exceeded': 403,
  'amqp:not-found': 404,
  'com.microsoft:message-not-found': 404,
  'com.microsoft:message-lock-lost': 410,
  'amqp:not-implemented': 501,
};

function conditionOf(error: unknown): string {
  if (error instanceof AmqpRefusal) return error.condition;
  if (error instanceof LockLostError) return 'com.microsoft:message-lock-lost';
  if (error instanceof MessageNotFoundError) return 'com.microsoft:message-not-found';
  if (error instanceof NotAllowedError) return 'amqp:not-allowed';
  return 'amqp:internal-error';
}
