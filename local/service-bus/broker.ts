import { createServer, type Server, type Socket } from 'node:net';
import type { Connection, EventContext, link, Receiver, Sender } from 'rhea';
import rhea from 'rhea';
import { AmqpRefusal, entityNotFound, MAX_MESSAGE_SIZE, notImplemented, toAmqpError } from './amqp-error.ts';
import { answerCbs } from './cbs.ts';
import { Consumers } from './consumers.ts';
import type { DurableQueue } from './durable-queue.ts';
import { answerManagement } from './management.ts';
import { serveProducer } from './producers.ts';
import type { Place } from './record.ts';
import { serveRequests } from './requests.ts';
import { acceptAttach, refuseAttach, serve, socketOf, targetAddress } from './rhea-gaps.ts';

const CBS = '$cbs';
const CLOSE_PATIENCE = 500; // ms a client is given to answer the close of its connection

/** What an address stands for. */
interface Entity {
  target: DurableQueue;
  consumers: Consumers;
  place: Place;
  management: boolean;
}

/** The AMQP 1.0 side of the emulator: takes connections, and joins each link to the queue its address names. */
export class Broker {
  readonly #queues: Map<string, { target: DurableQueue; consumers: Consumers }>;
  readonly #container = rhea.create_container({ id: 'service-bus-emulator' });
  readonly #connections = new Set<Connection>();
  readonly #log: (line: string) => void;

  constructor(queues: DurableQueue[], log: (line: string) => void) {
    this.#log = log;
    this.#queues = new Map(
      queues.map((target) => [target.name.toLowerCase(), { target, consumers: new Consumers(target) }]),
    );
    const container = this.#container;
    container.on('sender_open', ({ sender }: EventContext) => this.#attach(sender!, () => this.#openSender(sender!)));
    container.on('receiver_open', ({ receiver }: EventContext) =>
      this.#attach(receiver!, () => this.#openReceiver(receiver!)),
    );
    for (const gone of ['sender_close', 'session_close', 'connection_close', 'disconnected']) {
      container.on(gone, ({ connection }: EventContext) => setImmediate(() => this.#gone(connection)));
    }
    // Without a listener rhea throws these, or prints them.
    for (const trouble of ['error', 'protocol_error', 'connection_error', 'session_error', 'sender_error']) {
      container.on(trouble, (cause: unknown) => this.#log(`${trouble}: ${describe(cause)}`));
    }
  }

  /** Serves a socket that was accepted. */
  serve(socket: Socket): void {
    this.#connections.add(serve(socket, this.#container));
  }

  /** Closes every connection as Azure does when it restarts a node: the SDK connects again. */
  async close(): Promise<void> {
    for (const { consumers } of this.#queues.values()) consumers.close();
    await Promise.all([...this.#connections].map(hangUp));
  }

  #gone(connection: Connection): void {
    if (!connection.is_open()) this.#connections.delete(connection);
    for (const { consumers } of this.#queues.values()) consumers.prune();
  }

  #attach(opened: link, open: () => void): void {
    try {
      open();
    } catch (error) {
      const address = opened.is_receiver() ? opened.target?.address : opened.source?.address;
      this.#log(`refused a link to "${address ?? ''}": ${describe(error)}`);
      refuseAttach(opened, toAmqpError(error));
    }
  }

  /** The client receives: from a queue, or the replies to its requests. */
  #openSender(sender: Sender): void {
    const address = sender.source?.address ?? '';
    const entity = address === CBS ? undefined : this.#resolve(address);
    if (!entity || entity.management) {
      acceptAttach(sender);
      return;
    }
    if (filters(sender).some((name) => name.includes('session-filter'))) throw notImplemented('sessions are');
    acceptAttach(sender, MAX_MESSAGE_SIZE);
    entity.consumers.add(sender, entity.place);
  }

  /** The client sends: to a queue, or requests. */
  #openReceiver(receiver: Receiver): void {
    const address = targetAddress(receiver);
    if (address === undefined) throw notImplemented('transactions are');
    const entity = address === CBS ? undefined : this.#resolve(address);
    if (!entity) {
      serveRequests(receiver, answerCbs, this.#log);
    } else if (entity.management) {
      serveRequests(receiver, (request) => answerManagement(entity, request), this.#log);
    } else if (entity.place === 'dead') {
      throw new AmqpRefusal('amqp:not-allowed', 'nothing can be sent to a dead-letter queue');
    } else {
      serveProducer(receiver, entity.target);
    }
    acceptAttach(receiver, MAX_MESSAGE_SIZE);
  }

  /** `<queue>[/$DeadLetterQueue][/$management]`; case doesn't matter. */
  #resolve(address: string): Entity {
    const [name = '', ...rest] = address.toLowerCase().split('/');
    if (rest[0] === 'subscriptions') throw notImplemented(`topics and subscriptions ("${address}") are`);
    if (rest[0] === '$transfer') throw notImplemented(`the transfer dead-letter queue ("${address}") is`);
    const place: Place = rest[0] === '$deadletterqueue' ? 'dead' : 'main';
    if (place === 'dead') rest.shift();
    const management = rest[0] === '$management';
    if (management) rest.shift();
    const queue = this.#queues.get(name);
    if (!queue || rest.length > 0) throw entityNotFound(address);
    return { ...queue, place, management };
  }
}

/**
 * Takes the port at once, so that a second emulator fails before it touches any file; sockets wait for `ready`.
 * @throws Error with code EADDRINUSE, naming the port, when another process has it
 */
export async function listen(port: number, host: string, ready: Promise<Broker>): Promise<Server> {
  const server = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => {
    ready.then(
      (broker) => {
        broker.serve(socket);
        socket.resume();
      },
      () => socket.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      const message = `port ${port} of ${host} is in use: another Service Bus emulator may be running. Stop it, or choose another port.`;
      reject(Object.assign(new Error(message, { cause: error }), { code: error.code, port }));
    });
    server.listen(port, host);
  });
  return server;
}

async function hangUp(connection: Connection): Promise<void> {
  const socket = socketOf(connection);
  if (socket.destroyed) return;
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const error = { condition: 'amqp:connection:forced', description: 'the emulator is stopping' };
  connection.close(error);
  // rhea stops its heartbeat on an error of the socket, not on its close
  const impatience = setTimeout(() => socket.destroy(new Error(error.description)), CLOSE_PATIENCE);
  await closed;
  clearTimeout(impatience);
}

function filters(sender: Sender): string[] {
  return Object.keys(sender.source?.filter ?? {});
}

function describe(cause: unknown): string {
  if (cause instanceof Error) return cause.message;
  const { error, sender, receiver, session, connection } = cause as EventContext;
  const found = error ?? sender?.error ?? receiver?.error ?? session?.error ?? connection?.error;
  return found
    ? `${(found as { condition?: string }).condition ?? ''} ${(found as Error).message ?? (found as { description?: string }).description ?? ''}`.trim()
    : 'unknown';
}
