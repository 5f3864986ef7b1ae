import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServiceBusClient, type ServiceBusReceivedMessage, type ServiceBusReceiver } from '@azure/service-bus';
import { type ServiceBus, type ServiceBusOptions, startServiceBus } from '../../local/service-bus/index.ts';
import { CONTRACT_CONFIG, SHORT_LOCK } from './service-bus-config.ts';

/** What a test closes when it ends, last opened first. */
export interface Closing {
  after(close: () => unknown): void;
}

/** A client whose errors surface at once instead of after retries; close it. */
export function newClient(connectionString: string): ServiceBusClient {
  return new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, retryDelayInMs: 50 } });
}

/** The same, closed when the test ends. */
export function connect(t: Closing, connectionString: string): ServiceBusClient {
  const client = newClient(connectionString);
  t.after(() => client.close());
  return client;
}

export async function temporaryDirectory(t: Closing): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'service-bus-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** An emulator with the contract's queues, on a free port. */
export async function startEmulator(
  t: Closing,
  options: Partial<ServiceBusOptions> & { dataDir: string },
): Promise<ServiceBus> {
  const { overrides, ...rest } = options;
  const bus = await startServiceBus({
    port: 0,
    config: CONTRACT_CONFIG,
    overrides: { lockDuration: { 'contract-short': SHORT_LOCK }, ...overrides },
    ...rest,
  });
  t.after(() => bus.close());
  return bus;
}

/** Exactly `count` messages, or what came within five seconds. */
export async function receive(receiver: ServiceBusReceiver, count: number): Promise<ServiceBusReceivedMessage[]> {
  const messages: ServiceBusReceivedMessage[] = [];
  const deadline = Date.now() + 5000;
  while (messages.length < count && Date.now() < deadline) {
    const maxWaitTimeInMs = deadline - Date.now();
    messages.push(...(await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs })));
  }
  return messages;
}

/** What is there now. */
export function receiveNow(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage[]> {
  return receiver.receiveMessages(100, { maxWaitTimeInMs: 150 });
}

export function bodies(messages: ServiceBusReceivedMessage[]): unknown[] {
  return messages.map(({ body }) => body);
}

/**
 * Waits until a message and all after it have left their queue. To close a receiver while the SDK waits for the
 * answer to a settlement would leave the SDK waiting for a minute.
 */
export async function untilSettled(receiver: ServiceBusReceiver, message: ServiceBusReceivedMessage): Promise<void> {
  const from = { fromSequenceNumber: message.sequenceNumber! };
  while ((await receiver.peekMessages(1, from)).length > 0) await delay(5);
}

/** Empties a queue and its dead-letter queue. */
export async function purge(client: ServiceBusClient, queue: string): Promise<void> {
  for (const options of [{}, { subQueueType: 'deadLetter' as const }]) {
    const receiver = client.createReceiver(queue, { ...options, receiveMode: 'receiveAndDelete' });
    while ((await receiver.receiveMessages(100, { maxWaitTimeInMs: 200 })).length > 0);
    await receiver.close();
  }
}
