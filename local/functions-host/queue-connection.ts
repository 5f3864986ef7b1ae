import type { EventEmitter } from 'node:events';
import { ServiceBusClient } from '@azure/service-bus';
import { Turns } from '../../shared/app/turns.ts';
import { within } from './in-flight.ts';
import type { HostLog } from './log.ts';
import type { PlannedFunction, QueueTrigger } from './plan.ts';
import { listenToQueue, type QueueListener, type QueueWork } from './queue-listener.ts';

/** Every queue function's link to its broker. */
export type Queues = {
  /** Takes no further message; those under way can still be settled. */
  stop(): Promise<void>;
  /** Closes the connections: what is not settled by then is delivered again. */
  close(): Promise<void>;
};

type QueueFunction = PlannedFunction<QueueTrigger>;
/** A connection and all that hangs on it; it is never mended, but thrown away and made again. */
type Connection = { client: ServiceBusClient; listeners: QueueListener[] };

/** Time between the loss of a connection and the next attempt, in ms. */
const RECONNECT_MS = 500;
/** For what the SDK itself tries again on a connection that holds, in ms: an unknown queue, a settlement. */
const RETRY = { maxRetries: 1, retryDelayInMs: 500, timeoutInMs: 10_000 };
/** How long a broker may take to say goodbye, in ms. */
const GOODBYE_MS = 2000;

/** Connects the functions to their queues, one connection per connection string. Does not wait for the brokers. */
export function startQueues(functions: QueueFunction[], work: QueueWork, log: HostLog): Queues {
  const byConnection = Map.groupBy(functions, (fn) => fn.trigger.source.connectionString);
  const connections = [...byConnection].map(([text, served]) => keepConnected(text, served, work, log));
  return {
    stop: () => within(GOODBYE_MS, Promise.all(connections.map((connection) => connection.stop()))),
    close: () => within(GOODBYE_MS, Promise.all(connections.map((connection) => connection.close()))),
  };
}

/**
 * Holds one connection open, making a new one whenever it is lost. @azure/service-bus mends a connection by itself, but
 * not well (7.9.5): a receiver may come back with twice its credit, hence more messages at once than allowed; and when the
 * broker goes while the SDK opens its management link, it waits 60 s before it looks again. A fresh client does neither.
 */
function keepConnected(connectionString: string, functions: QueueFunction[], work: QueueWork, log: HostLog): Queues {
  // These outlive a connection: what a lost one had taken still runs.
  const slots = new Map(functions.map((fn) => [fn, new Turns(work.maxConcurrentCalls)]));
  let current: Connection | undefined;
  let attempt: NodeJS.Timeout | undefined;
  let isStopped = false;
  let isLostSaid = false;

  function connect(): void {
    const client = new ServiceBusClient(connectionString, { retryOptions: RETRY });
    const connection: Connection = { client, listeners: [] };
    current = connection;
    const events = connectionEvents(client);
    const onLost = () => {
      if (connection !== current || isStopped) return;
      current = undefined;
      void discard(connection);
      if (!isLostSaid) log.warn('the connection to Service Bus is lost: trying again');
      isLostSaid = true;
      attempt = setTimeout(connect, RECONNECT_MS);
    };
    events.once('disconnected', onLost);
    events.once('connection_close', onLost);
    events.once('connection_open', () => {
      if (isLostSaid) log.info('connected to Service Bus again');
      isLostSaid = false;
    });
    connection.listeners = functions.map((fn) => listenToQueue(client, fn, slots.get(fn)!, work, log));
  }

  connect();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(attempt);
      await Promise.allSettled((current?.listeners ?? []).map((listener) => listener.stop()));
    },
    async close() {
      if (current !== undefined) await discard(current);
    },
  };
}

async function discard({ client, listeners }: Connection): Promise<void> {
  await Promise.allSettled(listeners.map((listener) => listener.close()));
  await client.close().catch(() => {});
}

/**
 * The SDK tells nobody that its connection came or went, so this reaches for the connection inside it.
 * @throws Error when a release of the SDK has it no longer there
 */
function connectionEvents(client: ServiceBusClient): EventEmitter {
  const { _connectionContext: context } = client as unknown as { _connectionContext?: { connection?: EventEmitter } };
  if (typeof context?.connection?.once !== 'function') {
    throw new Error('@azure/service-bus keeps its connection elsewhere than in 7.9: adapt queue-connection.ts');
  }
  return context.connection;
}
