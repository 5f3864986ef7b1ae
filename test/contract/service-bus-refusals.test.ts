import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import type { AmqpError, EventContext, Sender } from 'rhea';
import rhea from 'rhea';
import type { ServiceBus } from '../../local/service-bus/index.ts';
import { type Closing, connect, receive, startEmulator, temporaryDirectory } from './service-bus-helpers.ts';

// What the emulator doesn't do, and how the SDK sees it. A real namespace does most of this.

async function start(t: Closing) {
  const lines: string[] = [];
  const bus = await startEmulator(t, { dataDir: await temporaryDirectory(t), log: (line) => lines.push(line) });
  return { bus, lines, client: connect(t, bus.connectionString) };
}

test('sessions are refused by name', async (t) => {
  const { client, lines } = await start(t);
  const expected = { message: 'NotImplementedError: sessions are not supported by this emulator' };
  await assert.rejects(client.acceptNextSession('contract-plain'), expected);
  // Here the SDK puts its own words over the answer, so the reason is in the log.
  await assert.rejects(client.acceptSession('contract-plain', 'one'), { code: 'SessionCannotBeLocked' });
  assert.equal(lines.filter((line) => /"contract-plain".*sessions are not supported/.test(line)).length, 2);
});

test('defer is refused by name, and the message stays with its holder until the lock expires', async (t) => {
  const { client, bus } = await start(t);
  const receiver = client.createReceiver('contract-short', { maxAutoLockRenewalDurationInMs: 0 });
  await client.createSender('contract-short').sendMessages({ body: 'later' });
  const [message] = await receive(receiver, 1);
  await assert.rejects(receiver.deferMessage(message!), {
    message: 'NotImplementedError: defer is not supported by this emulator',
  });
  assert.equal(bus.queues()[1]!.locked, 1);
  const [again] = await receive(receiver, 1);
  assert.equal(again!.body, 'later');
  await assert.rejects(receiver.receiveDeferredMessages([again!.sequenceNumber!]), {
    message: /NotImplementedError: the operation "com.microsoft:receive-by-sequence-number" is not supported/,
  });
  await receiver.completeMessage(again!);
});

test('defer is refused by name when the link of the message is gone', async (t) => {
  const { client } = await start(t);
  const receiver = client.createReceiver('contract-plain');
  const other = client.createReceiver('contract-plain');
  await client.createSender('contract-plain').sendMessages({ body: 1 });
  const [message] = await receive(receiver, 1);
  await receiver.close();
  await assert.rejects(other.deferMessage(message!), {
    message: 'NotImplementedError: update-disposition to "defered" is not supported by this emulator',
  });
});

test('topics, subscriptions and rules are refused by name', async (t) => {
  const { client } = await start(t);
  const expected = {
    message: /^NotImplementedError: topics and subscriptions \("topic\/Subscriptions\/sub.*\) are not/,
  };
  await assert.rejects(client.createReceiver('topic', 'sub').receiveMessages(1), expected);
  await assert.rejects(client.createRuleManager('topic', 'sub').createRule('rule', { correlationId: '1' }), expected);
});

test('nothing can be sent to a dead-letter queue, nor dead-lettered out of one', async (t) => {
  const { client } = await start(t);
  await assert.rejects(client.createSender('contract-plain/$DeadLetterQueue').sendMessages({ body: 1 }), {
    message: 'InvalidOperationError: nothing can be sent to a dead-letter queue',
  });
  const receiver = client.createReceiver('contract-plain');
  const deadLetters = client.createReceiver('contract-plain', { subQueueType: 'deadLetter' });
  await client.createSender('contract-plain').sendMessages({ body: 1 });
  await receiver.deadLetterMessage((await receive(receiver, 1))[0]!);
  await assert.rejects(deadLetters.deadLetterMessage((await receive(deadLetters, 1))[0]!), {
    message: /InvalidOperationError: a message of a dead-letter queue cannot be dead-lettered again/,
  });
});

test('the transfer dead-letter queue is refused by name', async (t) => {
  const { client } = await start(t);
  const receiver = client.createReceiver('contract-plain', { subQueueType: 'transferDeadLetter' });
  await assert.rejects(receiver.receiveMessages(1), { message: /NotImplementedError: the transfer dead-letter queue/ });
});

test('transactions are refused by name', async (t) => {
  const { bus } = await start(t);
  const { types } = rhea;
  // A target of type "coordinator" (AMQP 1.0, part 4); rhea has no call for it.
  const coordinator = types.wrap_described([[types.wrap_symbol('amqp:local-transactions')]], 0x30);
  const error = await attachRaw(t, bus, (sender) => {
    (sender as unknown as { local: { attach: { target: unknown } } }).local.attach.target = coordinator;
  });
  assert.equal(error.condition, 'amqp:not-implemented');
  assert.equal(error.description, 'transactions are not supported by this emulator');
});

test('a message format other than plain and batch is refused, a batch that cannot be read too', async (t) => {
  const { bus } = await start(t);
  assert.equal((await sendRaw(t, bus, 77)).condition, 'amqp:not-implemented');
  assert.equal((await sendRaw(t, bus, 0x80013700)).condition, 'amqp:decode-error');
});

test('a peer that speaks nonsense is dropped, and the others are served', async (t) => {
  const { bus, client } = await start(t);
  const { connect: dial } = await import('node:net');
  const socket = dial(bus.port, '127.0.0.1');
  socket.end('GET / HTTP/1.1\r\n\r\n');
  socket.resume();
  await once(socket, 'close');
  await client.createSender('contract-plain').sendMessages({ body: 'still here' });
  assert.equal(bus.queues()[0]!.active, 1);
});

function rawConnection(t: Closing, bus: ServiceBus) {
  const connection = rhea
    .create_container()
    .connect({ port: bus.port, host: '127.0.0.1', username: 'anonymous', reconnect: false });
  connection.on('disconnected', () => {}); // else rhea prints it
  t.after(() => connection.close());
  return connection;
}

/** Attaches a sender as `change` makes it, and gives the error it is detached with. */
async function attachRaw(t: Closing, bus: ServiceBus, change: (sender: Sender) => void): Promise<AmqpError> {
  const sender = rawConnection(t, bus).open_sender('ignored');
  change(sender);
  await once(sender, 'sender_error');
  return sender.error as AmqpError;
}

/** Sends bytes that are no message, in a format, and gives the error they are rejected with. */
async function sendRaw(t: Closing, bus: ServiceBus, format: number): Promise<AmqpError> {
  const sender = rawConnection(t, bus).open_sender('contract-plain');
  sender.once('sendable', () => sender.send(Buffer.from('nonsense'), undefined, format));
  const [{ delivery }] = (await once(sender, 'rejected')) as [EventContext];
  return delivery!.remote_state!.error;
}
