import type { Socket } from 'node:net';
import type { AmqpError, Connection, Delivery, link, Message, Receiver, Sender } from 'rhea';
import rhea from 'rhea';

// What rhea 3.0.5 does but its types don't say, and what it needs to be told twice. Everything that reaches past
// rhea's declared API is here.

const MODE_SETTLED = 1; // snd-settle-mode: every delivery is sent settled

interface RheaLink {
  local: { attach: Record<string, unknown> };
  remote: { attach: Record<string, unknown> };
}

/** Options of a server-side connection. */
export const CONNECTION_OPTIONS = {
  tcp_no_delay: true, // Nagle's algorithm costs about 40 ms a reply
  receiver_options: { autoaccept: false, credit_window: 1000 },
  // An abandoned message arrives as "modified"; rhea would report it as "released" too.
  sender_options: { treat_modified_as_released: false, autosettle: true },
};

/** Serves an accepted socket; the declared API can only listen by itself. */
export function serve(socket: Socket, container: ReturnType<typeof rhea.create_container>): Connection {
  const connection = container.create_connection({ ...CONNECTION_OPTIONS, reconnect: false } as never);
  (connection as unknown as { accept(socket: Socket): void }).accept(socket);
  return connection;
}

/** The socket under a connection. */
export function socketOf(connection: Connection): Socket {
  return (connection as unknown as { socket: Socket }).socket;
}

/**
 * Where a link sends to; undefined when its target is of a kind that rhea doesn't decode, which can only be a
 * transaction coordinator. rhea then gives an AMQP null instead of nothing.
 */
export function targetAddress(receiver: Receiver): string | undefined {
  const target = receiver.target as { value?: unknown; address?: string } | undefined;
  return Array.isArray(target?.value) ? (target.address ?? '') : undefined;
}

/** Answers an attach with the peer's own source and target, and the settle modes it asked for. */
export function acceptAttach(link: link, maxMessageSize?: number): void {
  const { local, remote } = link as unknown as RheaLink;
  if (link.source) link.set_source(link.source);
  if (link.target) link.set_target(link.target);
  local.attach.snd_settle_mode = remote.attach.snd_settle_mode;
  local.attach.rcv_settle_mode = remote.attach.rcv_settle_mode;
  if (maxMessageSize !== undefined) local.attach.max_message_size = maxMessageSize;
}

/** Refuses an attach: the answer has no terminus of ours, and a detach with the error follows. */
export function refuseAttach(link: link, error: AmqpError): void {
  if (link.is_receiver() && link.source) link.set_source(link.source);
  if (link.is_sender() && link.target) link.set_target(link.target);
  link.close(error);
}

/** Whether the peer wants every delivery settled by us, that is receive and delete. */
export function isPresettled(sender: Sender): boolean {
  return (sender as unknown as RheaLink).remote.attach.snd_settle_mode === MODE_SETTLED;
}

/** How many messages may be sent now. rhea lowers a sender's credit only when it writes, later in the turn. */
export function creditLeft(sender: Sender, unwritten: Delivery[]): number {
  const session = sender.session as unknown as { outgoing: { next_pending_delivery: number; available(): number } };
  const { outgoing } = session;
  while (unwritten.length > 0 && unwritten[0]!.id < outgoing.next_pending_delivery) unwritten.shift();
  const { credit } = sender as unknown as { credit: number };
  return sender.is_open() ? Math.min(credit - unwritten.length, outgoing.available()) : 0;
}

/**
 * Settles a delivery that we sent, or received, with an outcome. For one that we sent, the peer waits for our
 * settlement and doesn't settle again, so rhea must be told that it is over, or its ring of 2,048 fills up.
 */
export function settle(delivery: Delivery, outcome: 'accepted' | AmqpError): void {
  const { message } = rhea as unknown as { message: Record<string, (fields?: unknown) => { described(): unknown }> };
  const state = outcome === 'accepted' ? message.accepted!() : message.rejected!({ error: outcome });
  delivery.update(true, state.described());
  if (delivery.link.is_sender()) (delivery as { remote_settled: boolean }).remote_settled = true;
}

/** Sends a reply to a request whose `reply_to` names a link of the same session; false when there is none. */
export function reply(request: Message, requestLink: link, answer: Record<string, unknown>): boolean {
  const to: unknown = request.reply_to;
  const sender = requestLink.session.find_sender((link: link) => link.name === to || link.target?.address === to);
  sender?.send({ correlation_id: request.message_id, ...answer } as unknown as Message);
  return sender !== undefined;
}
