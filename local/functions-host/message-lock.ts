import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';

/** Time between two attempts when a renewal failed, in ms. */
const RETRY_MS = 500;

/**
 * Renews a message's lock at half its remaining time, until released or `maxMs` after now. @azure/service-bus does this
 * too, but keeps its timers by message id: of two messages with one id (a sender that repeats itself) taken at once, the
 * first that is settled ends the renewal of the other.
 */
export function keepLock(
  receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>,
  message: ServiceBusReceivedMessage,
  maxMs: number,
): { release(): void } {
  const lastRenewal = Date.now() + maxMs;
  let lockedUntil = message.lockedUntilUtc?.getTime() ?? 0;
  let isReleased = false;
  let timer: NodeJS.Timeout | undefined;

  function arm(delay: number): void {
    if (isReleased || Date.now() + delay > lastRenewal) return;
    timer = setTimeout(renew, delay);
    timer.unref();
  }

  async function renew(): Promise<void> {
    try {
      lockedUntil = (await receiver.renewMessageLock(message)).getTime();
      arm(Math.max((lockedUntil - Date.now()) / 2, RETRY_MS));
    } catch {
      // The broker may be away for a moment. A lock that has run out is lost: settling the message will say so.
      if (Date.now() < lockedUntil) arm(RETRY_MS);
    }
  }

  if (maxMs > 0) arm(Math.max((lockedUntil - Date.now()) / 2, 0));
  return {
    release() {
      isReleased = true;
      clearTimeout(timer);
    },
  };
}
