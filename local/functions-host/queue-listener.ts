import { type ServiceBusClient, ServiceBusError, type ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Turns } from '../../shared/app/turns.ts';
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

/** What the queue functions of a host have in common. */
export type QueueWork = {
  invoke: Invoke;
  inFlight: InFlight;
  /** Of each function. */
  maxConcurrentCalls: number;
  maxAutoLockRenewalMs: number;
};

/**
 * Feeds one function from its queue: peek-lock, complete when it returned, abandon when it failed; the lock is renewed
 * meanwhile. When the connection is lost, the listener is of no more use: see queue-connection.ts.
 */
export function listenToQueue(
  client: ServiceBusClient,
  fn: PlannedFunction<QueueTrigger>,
  slots: Turns,
  work: QueueWork,
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

  // The SDK goes on for long to settle over a connection that is gone.
  const closed = Promise.withResolvers<never>();
  closed.promise.catch(() => {});

  async function process(message: ServiceBusReceivedMessage): Promise<void> {
    report.reset();
    const lock = keepLock(receiver, message, work.maxAutoLockRenewalMs);
    const isDone = await slots.run(() => call(message));
    lock.release();
    if (isDone === undefined) return;
    try {
      await Promise.race([
        isDone ? receiver.completeMessage(message) : receiver.abandonMessage(message),
        closed.promise,
      ]);
    } catch (error) {
      const { error: name, message: reason } = errorFields(error);
      log.warn(
        { function: fn.name, messageId: message.messageId, error: name, message: reason },
        `could not ${isDone ? 'complete' : 'abandon'} the message: it will be delivered again`,
      );
    }
  }

  /** @returns whether the function succeeded; undefined when it was not called */
  async function call(message: ServiceBusReceivedMessage): Promise<boolean | undefined> {
    // The connection was lost while this message waited for its turn: it comes again, by another one.
    if (receiver.isClosed) return undefined;
    try {
      await work.invoke(fn, {
        data: bodyData(message.body),
        metadata: messageMetadata(message),
        traceParent: messageTraceParent(message),
      });
      return true;
    } catch {
      // The invocation's own line has said what went wrong.
      return false;
    }
  }

  let isStopping = false;
  const subscription = receiver.subscribe(
    {
      processMessage: (message) => work.inFlight.track(process(message)),
      processError: async ({ error }) => {
        if (!isStopping) report.error(error);
      },
    },
    { autoCompleteMessages: false, maxConcurrentCalls: work.maxConcurrentCalls },
  );
  return {
    stop() {
      isStopping = true;
      return subscription.close();
    },
    async close() {
      isStopping = true;
      closed.reject(new Error('the connection to Service Bus was closed'));
      // Ends the attempts to subscribe that may still be under way.
      await Promise.allSettled([subscription.close(), receiver.close()]);
    },
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
