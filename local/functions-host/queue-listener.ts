import { type ServiceBusClient, ServiceBusError, type ServiceBusReceivedMessage } from '@azure/service-bus';
import type { InFlight } from './in-flight.ts';
import type { Invoke } from './invocation.ts';
import { errorFields, type HostLog } from './log.ts';
import { keepLock } from './message-lock.ts';
import type { PlannedFunction, QueueTrigger } from './plan.ts';
import { bodyData, messageMetadata, messageTraceParent } from './queue-message.ts';

export type QueueListener = {
  /** Takes no further message; those under way go on and can still be settled. */
  stop(): Promise<void>;
  /** Closes the link: what is not settled by then is delivered again. */
  close(): Promise<void>;
};

/**
 * Feeds one function from its queue: peek-lock, complete when it returned, abandon when it failed; the lock is renewed
 * while it runs. The link comes back by itself whenever the broker does.
 */
export function listenToQueue(
  client: ServiceBusClient,
  fn: PlannedFunction<QueueTrigger>,
  invoke: Invoke,
  inFlight: InFlight,
  options: { maxConcurrentCalls: number; maxAutoLockRenewalMs: number },
  log: HostLog,
): QueueListener {
  const { queueName, isDeadLetter } = fn.trigger.source;
  const receiver = client.createReceiver(queueName, {
    receiveMode: 'peekLock',
    ...(isDeadLetter ? { subQueueType: 'deadLetter' as const } : {}),
    // The library parses JSON, as in Azure; the SDK must leave the bytes alone.
    skipParsingBodyAsJson: true,
    // The SDK's own renewal is kept by message id, and loses one of two messages that share theirs: see message-lock.ts.
    maxAutoLockRenewalDurationInMs: 0,
  });
  const report = createErrorReport(log, { function: fn.name, queue: queueName });

  async function process(message: ServiceBusReceivedMessage): Promise<void> {
    report.reset();
    const lock = keepLock(receiver, message, options.maxAutoLockRenewalMs);
    let isDone = false;
    try {
      await invoke(fn, {
        data: bodyData(message.body),
        metadata: messageMetadata(message),
        traceParent: messageTraceParent(message),
      });
      isDone = true;
    } catch {
      // The invocation's own line has said what went wrong.
    } finally {
      lock.release();
    }
    try {
      if (isDone) await receiver.completeMessage(message);
      else await receiver.abandonMessage(message);
    } catch (error) {
      const act = isDone ? 'complete' : 'abandon';
      log.warn(
        { function: fn.name, messageId: message.messageId, ...errorFields(error) },
        `could not ${act} the message: it will be delivered again`,
      );
    }
  }

  let isStopping = false;
  const subscription = receiver.subscribe(
    {
      processMessage: (message) => inFlight.track(process(message)),
      processError: async ({ error }) => {
        if (!isStopping) report.error(error);
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: options.maxConcurrentCalls },
  );
  return {
    stop() {
      isStopping = true;
      return subscription.close();
    },
    close: () => receiver.close(),
  };
}

/** Tells each trouble of a link once, not at every attempt to mend it. */
function createErrorReport(log: HostLog, fields: Record<string, unknown>) {
  let last: string | undefined;
  return {
    error(error: Error): void {
      const code = error instanceof ServiceBusError ? error.code : error.name;
      if (code === last) return;
      last = code;
      log.warn({ ...fields, code, error: error.name, message: error.message }, 'Service Bus: trying again');
    },
    reset(): void {
      last = undefined;
    },
  };
}
