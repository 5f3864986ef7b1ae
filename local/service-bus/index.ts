import { readdir } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { Broker, listen } from './broker.ts';
import { loadConfig, type QueueOptions } from './config.ts';
import { DurableQueue, type DurableQueueSettings } from './durable-queue.ts';
import { composeMessage, type LocalMessage, toDraft } from './message.ts';
import type { QueueCounts } from './queue-model.ts';

export { ServiceBusConfigError } from './config.ts';
export { DamagedLogError } from './log-file.ts';
export type { LocalMessage } from './message.ts';

export interface ServiceBusOptions {
  /** 0 = any free port. */
  port: number;
  /** Default 127.0.0.1: the emulator asks for no key, so it should not listen where others can reach it. */
  host?: string;
  /** Directory of the queues' logs, one file a queue; made when absent. Only one emulator at a time may use it. */
  dataDir: string;
  /** The official emulator's Config.json: its path, or the parsed file. */
  config: unknown;
  log?: (line: string) => void;
  /** `deliverTwice`: every message comes once more after it was first completed, as at-least-once delivery allows. */
  chaos?: { deliverTwice?: boolean };
  /** Milliseconds since 1970; default Date.now. */
  now?: () => number;
  /**
   * For tests: what Config.json's ranges don't allow. `lockDuration` by queue name, in ms; `compactAbove`, the
   * smallest log size at which a log is compacted, in bytes.
   */
  overrides?: { lockDuration?: Record<string, number>; compactAbove?: number };
}

export interface ServiceBus {
  port: number;
  /** For ServiceBusClient. Its key is a placeholder: the emulator checks none. */
  connectionString: string;
  /**
   * Sends from inside this process, with the durability and duplicate detection of any sender.
   * @throws Error when the queue is unknown or its log can't be written
   */
  send(queue: string, message: LocalMessage): Promise<void>;
  /** What each queue holds; `active` excludes what is locked. */
  queues(): Array<{ name: string } & QueueCounts>;
  /** Closes the connections and writes what is still waiting. */
  close(): Promise<void>;
}

/**
 * Starts a Service Bus emulator (AMQP 1.0, queues only) for the unmodified `@azure/service-bus`. A message that was
 * acknowledged to its sender is on disk; after a restart, what was locked is available again.
 * @throws ServiceBusConfigError for an unknown, unsupported or out-of-range property; an Error with code EADDRINUSE
 * when the port is taken; DamagedLogError when a log can't be read
 */
export async function startServiceBus(options: ServiceBusOptions): Promise<ServiceBus> {
  const { host = '127.0.0.1', log = () => {}, overrides = {} } = options;
  const queueOptions = loadConfig(options.config).map((queue) => ({
    ...queue,
    lockDuration: overrides.lockDuration?.[queue.name] ?? queue.lockDuration,
  }));
  const broker = Promise.withResolvers<Broker>();
  broker.promise.catch(() => {}); // told to whoever starts; sockets that came early are dropped
  const server = await listen(options.port, host, broker.promise);
  try {
    await logOrphans(options.dataDir, queueOptions, log);
    const queues = await openQueues(queueOptions, {
      dataDir: options.dataDir,
      now: options.now ?? Date.now,
      deliverTwice: options.chaos?.deliverTwice ?? false,
      compactAbove: overrides.compactAbove,
    });
    const running = new Broker(queues, log);
    broker.resolve(running);
    return handle(server, running, queues, host);
  } catch (error) {
    server.close();
    broker.reject(error);
    throw error;
  }
}

function handle(server: Server, broker: Broker, queues: DurableQueue[], host: string): ServiceBus {
  const byName = new Map(queues.map((queue) => [queue.name.toLowerCase(), queue]));
  const { port } = server.address() as AddressInfo;
  const authority = `${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    const stopped = new Promise((resolve) => server.close(resolve));
    await broker.close();
    await stopped;
    await Promise.all(queues.map((queue) => queue.close()));
  }

  return {
    port,
    connectionString: `Endpoint=sb://${authority};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`,
    async send(name, message) {
      const queue = byName.get(name.toLowerCase());
      if (!queue) throw new Error(`there is no queue "${name}"; there are: ${[...byName.keys()].join(', ')}`);
      await queue.send([toDraft(composeMessage(message))]);
    },
    queues: () => queues.map((queue) => ({ name: queue.name, ...queue.queue.counts() })),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function openQueues(options: QueueOptions[], settings: DurableQueueSettings): Promise<DurableQueue[]> {
  const opened = await Promise.allSettled(options.map((queue) => DurableQueue.open(queue, settings)));
  const failed = opened.find((result) => result.status === 'rejected');
  const queues = opened.filter((result) => result.status === 'fulfilled').map(({ value }) => value);
  if (!failed) return queues;
  await Promise.all(queues.map((queue) => queue.close()));
  throw failed.reason;
}

/** A queue taken out of the configuration keeps its messages; say so, because nobody will receive them. */
async function logOrphans(dataDir: string, options: QueueOptions[], log: (line: string) => void): Promise<void> {
  const expected = new Set(options.map(({ name }) => `${name.toLowerCase()}.log`));
  const files = await readdir(dataDir).catch(() => []);
  for (const file of files.filter((name) => name.endsWith('.log') && !expected.has(name))) {
    log(`${file} in ${dataDir} belongs to no configured queue; it is left as it is`);
  }
}
