import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { ServiceBusClient } from '@azure/service-bus';
import { DamagedLogError } from '../../local/service-bus/index.ts';
import {
  bodies,
  type Closing,
  connect,
  newClient,
  receive,
  receiveNow,
  startEmulator,
  temporaryDirectory,
  untilSettled,
} from './service-bus-helpers.ts';

const PLAIN = 0; // index of contract-plain in queues()
const SHORT = 1;

async function startChild(t: Closing, dataDir: string): Promise<{ child: ChildProcess; connectionString: string }> {
  const child = fork(join(import.meta.dirname, 'service-bus-child.ts'), [dataDir]);
  t.after(() => child.kill('SIGKILL'));
  const [connectionString] = (await once(child, 'message')) as [string];
  return { child, connectionString };
}

test('what was acknowledged survives a restart: messages, dead letters, properties, counts and order', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const first = await startEmulator(t, { dataDir });
  const client = new ServiceBusClient(first.connectionString);
  const sender = client.createSender('contract-plain');
  await sender.sendMessages([
    { body: 'done' },
    { body: 'abandoned', applicationProperties: { kept: true } },
    { body: 'dead' },
    { body: Buffer.from([1, 2, 3]), messageId: 'bytes' },
  ]);
  const receiver = client.createReceiver('contract-plain');
  const [done, abandoned, dead] = await receive(receiver, 3);
  await receiver.completeMessage(done!);
  await receiver.abandonMessage(abandoned!, { why: 'again' });
  await receiver.deadLetterMessage(dead!, { deadLetterReason: 'bad', deadLetterErrorDescription: 'unreadable' });
  await client.close();
  await first.close();

  const second = await startEmulator(t, { dataDir });
  assert.deepEqual(second.queues()[PLAIN], {
    name: 'contract-plain',
    active: 2,
    locked: 0,
    scheduled: 0,
    deadLettered: 1,
  });
  const again = connect(t, second.connectionString);
  const messages = await receive(again.createReceiver('contract-plain'), 2);
  assert.deepEqual(bodies(messages), ['abandoned', Buffer.from([1, 2, 3])]);
  assert.equal(messages[0]!.deliveryCount, 1);
  assert.deepEqual(messages[0]!.applicationProperties, { kept: true, why: 'again' });
  assert.equal(messages[1]!.messageId, 'bytes');
  assert.deepEqual(messages[0]!.enqueuedTimeUtc, abandoned!.enqueuedTimeUtc);
  const deadLetters = again.createReceiver('contract-plain', { subQueueType: 'deadLetter' });
  assert.equal((await receive(deadLetters, 1))[0]!.deadLetterReason, 'bad');
});

test('what was locked is available after a restart, and new messages come after it', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const first = await startEmulator(t, { dataDir });
  const client = connect(t, first.connectionString);
  await client.createSender('contract-plain').sendMessages([{ body: 1 }, { body: 2 }]);
  const held = await receive(client.createReceiver('contract-plain'), 2);
  await first.close();
  const second = await startEmulator(t, { dataDir });
  await second.send('contract-plain', { messageId: '3', body: 3 });
  const messages = await receive(connect(t, second.connectionString).createReceiver('contract-plain'), 3);
  assert.deepEqual(bodies(messages), [1, 2, 3]);
  assert.ok(messages[2]!.sequenceNumber!.greaterThan(held[1]!.sequenceNumber!));
});

test('duplicate detection and scheduled messages survive a restart', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const first = await startEmulator(t, { dataDir });
  const client = connect(t, first.connectionString);
  const due = new Date(Date.now() + 1000);
  const numbers = await client
    .createSender('contract-plain')
    .scheduleMessages([{ body: 'scheduled' }, { body: 'cancelled' }], due);
  await client.createSender('contract-plain').cancelScheduledMessages([numbers[1]!]);
  await client.createSender('contract-unique').sendMessages({ body: 1, messageId: 'once' });
  const unique = client.createReceiver('contract-unique', { receiveMode: 'receiveAndDelete' });
  assert.equal((await receive(unique, 1)).length, 1);
  await first.close();

  const second = await startEmulator(t, { dataDir });
  const again = connect(t, second.connectionString);
  await again.createSender('contract-unique').sendMessages({ body: 2, messageId: 'once' });
  await second.send('contract-unique', { messageId: 'once', body: 3 });
  assert.deepEqual(bodies(await receiveNow(again.createReceiver('contract-unique'))), []);
  assert.equal(second.queues()[PLAIN]!.scheduled, 1);
  const messages = await receive(again.createReceiver('contract-plain'), 1);
  assert.deepEqual(bodies(messages), ['scheduled']);
  assert.ok(Date.now() >= due.getTime());
});

test('a scheduled message whose time came while nothing ran arrives after the start', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const first = await startEmulator(t, { dataDir });
  await connect(t, first.connectionString)
    .createSender('contract-plain')
    .scheduleMessages({ body: 'overdue' }, new Date(Date.now() + 50_000));
  await first.close();
  const second = await startEmulator(t, { dataDir, now: () => Date.now() + 60_000 });
  assert.equal(second.queues()[PLAIN]!.active, 1);
});

test('kill -9 right after acknowledgements loses none of them', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const { child, connectionString } = await startChild(t, dataDir);
  const client = new ServiceBusClient(connectionString, { retryOptions: { maxRetries: 0, timeoutInMs: 1000 } });
  const sender = client.createSender('contract-unique');
  const acknowledged: string[] = [];
  const killed = once(child, 'exit');
  const senders = Array.from({ length: 16 }, async (_, worker) => {
    for (let i = 0; child.connected; i++) {
      const messageId = `${worker}-${i}`;
      await sender.sendMessages({ body: messageId, messageId });
      acknowledged.push(messageId);
      if (acknowledged.length === 300) child.kill('SIGKILL');
    }
  });
  await killed;
  await Promise.allSettled(senders); // what was under way when the process died fails
  await client.close();
  assert.ok(acknowledged.length >= 300);

  const bus = await startEmulator(t, { dataDir });
  const again = connect(t, bus.connectionString);
  // The sender repeats everything, as it would after a crash: what is there already is a duplicate.
  await again
    .createSender('contract-unique')
    .sendMessages(acknowledged.map((messageId) => ({ body: 'sent again', messageId })));
  const receiver = again.createReceiver('contract-unique', { receiveMode: 'receiveAndDelete' });
  const found = bodies(await receive(receiver, bus.queues()[2]!.active));
  assert.equal(found.includes('sent again'), false);
  assert.deepEqual(
    acknowledged.filter((id) => !found.includes(id)),
    [],
  );
  assert.equal(new Set(found).size, found.length, 'nothing is there twice');
});

test('kill -9 brings no completed message back', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const { child, connectionString } = await startChild(t, dataDir);
  const client = connect(t, connectionString);
  await client
    .createSender('contract-plain')
    .sendMessages(Array.from({ length: 100 }, (_, body) => ({ body, messageId: `${body}` })));
  const receiver = client.createReceiver('contract-plain');
  const messages = await receive(receiver, 100);
  const completed: unknown[] = [];
  const killed = once(child, 'exit');
  for (const message of messages.slice(0, 60)) {
    await receiver.completeMessage(message);
    completed.push(message.body);
  }
  child.kill('SIGKILL');
  await killed;
  const bus = await startEmulator(t, { dataDir });
  const left = bodies(await receive(connect(t, bus.connectionString).createReceiver('contract-plain'), 40));
  assert.deepEqual(
    left,
    Array.from({ length: 40 }, (_, i) => i + 60),
  );
  assert.equal(completed.length, 60);
});

test('a last line that a crash tore is dropped, and the log goes on', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const log = join(dataDir, 'contract-plain.log');
  const first = await startEmulator(t, { dataDir });
  await first.send('contract-plain', { messageId: 'whole', body: 1 });
  await first.close();
  const line = (await readFile(log, 'utf8')).trimEnd();
  await appendFile(log, line.slice(0, line.length / 2));

  const second = await startEmulator(t, { dataDir });
  assert.equal(second.queues()[PLAIN]!.active, 1);
  await second.send('contract-plain', { messageId: 'next', body: 2 });
  await second.close();
  const third = await startEmulator(t, { dataDir });
  assert.equal(third.queues()[PLAIN]!.active, 2);
});

test('a log damaged before its end stops the start, by name and line, and is left as it is', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const log = join(dataDir, 'contract-plain.log');
  const first = await startEmulator(t, { dataDir });
  for (const messageId of ['a', 'b', 'c']) await first.send('contract-plain', { messageId, body: messageId });
  await first.close();
  const lines = (await readFile(log, 'utf8')).split('\n');
  const damaged = [lines[0], lines[1]!.slice(5), ...lines.slice(2)].join('\n');
  await writeFile(log, damaged);
  await assert.rejects(startEmulator(t, { dataDir }), (error) => {
    assert.ok(error instanceof DamagedLogError);
    assert.match(error.message, /contract-plain\.log is damaged at line 2/);
    return true;
  });
  assert.equal(await readFile(log, 'utf8'), damaged);
});

test('the log does not grow without end, and its compaction loses nothing', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const overrides = { compactAbove: 20_000 };
  const first = await startEmulator(t, { dataDir, overrides });
  const client = connect(t, first.connectionString);
  const receiver = client.createReceiver('contract-unique');
  await first.send('contract-unique', { messageId: 'stays', body: 'stays' });
  const [stays] = await receive(receiver, 1);
  for (let i = 0; i < 200; i++) {
    await first.send('contract-unique', { messageId: `m-${i}`, body: 'x'.repeat(1000) });
    await receiver.completeMessage((await receive(receiver, 1))[0]!);
  }
  await receiver.abandonMessage(stays!);
  await first.close();
  const { size } = await stat(join(dataDir, 'contract-unique.log'));
  assert.ok(size < 100_000, `${size} bytes`);

  const second = await startEmulator(t, { dataDir, overrides });
  await second.send('contract-unique', { messageId: 'm-0', body: 'a duplicate' });
  const messages = await receiveNow(connect(t, second.connectionString).createReceiver('contract-unique'));
  assert.deepEqual(
    messages.map(({ body, deliveryCount }) => [body, deliveryCount]),
    [['stays', 1]],
  );
  assert.ok(messages[0]!.sequenceNumber!.equals(stays!.sequenceNumber!));
});

test('a consumer that vanishes with a message leaves it to the next one', async (t) => {
  const bus = await startEmulator(t, { dataDir: await temporaryDirectory(t) });
  const lost = new ServiceBusClient(bus.connectionString);
  await lost.createSender('contract-short').sendMessages([{ body: 1 }, { body: 2 }]);
  assert.equal((await receive(lost.createReceiver('contract-short'), 2)).length, 2);
  await lost.close();
  assert.equal(bus.queues()[SHORT]!.locked, 2);
  const messages = await receive(connect(t, bus.connectionString).createReceiver('contract-short'), 2);
  assert.deepEqual(
    messages.map(({ body, deliveryCount }) => [body, deliveryCount]),
    [
      [1, 1],
      [2, 1],
    ],
  );
});

test('a consumer whose connection was cut gets nothing more: the next message goes to another', async (t) => {
  const bus = await startEmulator(t, { dataDir: await temporaryDirectory(t) });
  const sockets: Socket[] = [];
  const wire = createServer((near) => {
    const far = createConnection(bus.port, '127.0.0.1');
    for (const socket of [near, far]) sockets.push(socket.on('error', () => {}));
    near.pipe(far).pipe(near);
  });
  await once(wire.listen(0, '127.0.0.1'), 'listening');
  const { port } = wire.address() as AddressInfo;
  const lost = newClient(bus.connectionString.replace(`:${bus.port}`, `:${port}`));
  const receiver = lost.createReceiver('contract-plain');
  const arrived = Promise.withResolvers<void>();
  receiver.subscribe(
    {
      processMessage: async () => {
        arrived.resolve();
        await new Promise(() => {}); // never done
      },
      processError: async () => {},
    },
    { maxConcurrentCalls: 10 },
  );
  await bus.send('contract-plain', { messageId: 'held', body: 'held' });
  await arrived.promise;
  wire.close();
  for (const socket of sockets) socket.destroy();
  const client = connect(t, bus.connectionString);
  await client.createSender('contract-plain').sendMessages({ body: 'next' });
  const [next] = await receive(client.createReceiver('contract-plain'), 1);
  assert.deepEqual([next!.body, next!.deliveryCount], ['next', 0]);
  assert.equal(bus.queues()[PLAIN]!.locked, 2);
  await lost.close();
});

test('a streaming consumer goes on by itself after the emulator came back on the same port', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const first = await startEmulator(t, { dataDir });
  const client = connect(t, first.connectionString);
  const receiver = client.createReceiver('contract-plain');
  const arrived = Promise.withResolvers<unknown>();
  receiver.subscribe(
    {
      processMessage: async (message) => {
        await receiver.completeMessage(message);
        arrived.resolve(message.body);
      },
      processError: async () => {},
    },
    { autoCompleteMessages: false },
  );
  await first.close();
  const second = await startEmulator(t, { dataDir, port: first.port });
  await second.send('contract-plain', { messageId: '1', body: 'after' });
  assert.equal(await arrived.promise, 'after');
});

test('a message sent from inside the process is like any other', async (t) => {
  const bus = await startEmulator(t, { dataDir: await temporaryDirectory(t) });
  const message = {
    messageId: 'event-1',
    body: { id: 'event-1', data: { url: 'http://x/é' } },
    contentType: 'application/json',
    applicationProperties: { source: 'events', number: 2 },
  };
  await bus.send('CONTRACT-unique', message);
  await bus.send('contract-unique', message);
  const receiver = connect(t, bus.connectionString).createReceiver('contract-unique');
  const messages = await receiveNow(receiver);
  assert.equal(messages.length, 1);
  const { messageId, body, contentType, applicationProperties } = messages[0]!;
  assert.deepEqual({ messageId, body, contentType, applicationProperties }, message);
  await assert.rejects(bus.send('nowhere', message), /there is no queue "nowhere"/);
});

test('with deliverTwice every message comes once more after it was first completed', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const chaos = { deliverTwice: true };
  const first = await startEmulator(t, { dataDir, chaos });
  const client = connect(t, first.connectionString);
  const receiver = client.createReceiver('contract-unique');
  await client.createSender('contract-unique').sendMessages([
    { body: 'a', messageId: 'a', applicationProperties: { n: 1 } },
    { body: 'b', messageId: 'b' },
  ]);
  const [a, b] = await receive(receiver, 2);
  await receiver.abandonMessage(a!);
  await receiver.completeMessage((await receive(receiver, 1))[0]!);
  await receiver.completeMessage(b!);
  const [again] = await receive(receiver, 1);
  assert.deepEqual(
    [again!.body, again!.messageId, again!.deliveryCount, again!.applicationProperties],
    ['a', 'a', 0, { n: 1 }],
  );
  await receiver.completeMessage(again!);
  await first.close();

  const second = await startEmulator(t, { dataDir, chaos });
  const other = connect(t, second.connectionString).createReceiver('contract-unique');
  const [repeated] = await receive(other, 1);
  assert.equal(repeated!.body, 'b', 'a repetition survives a restart');
  await other.completeMessage(repeated!);
  await untilSettled(other, repeated!);
  assert.deepEqual(bodies(await receiveNow(other)), []);
});

test('a port in use is named, and no file is touched', async (t) => {
  const first = await startEmulator(t, { dataDir: await temporaryDirectory(t) });
  const dataDir = join(await temporaryDirectory(t), 'never-made');
  await assert.rejects(startEmulator(t, { dataDir, port: first.port }), (error: NodeJS.ErrnoException) => {
    assert.equal(error.code, 'EADDRINUSE');
    assert.match(error.message, new RegExp(`port ${first.port} of 127\\.0\\.0\\.1 is in use`));
    return true;
  });
  await assert.rejects(stat(dataDir), { code: 'ENOENT' });
});

test('the log of a queue that is no longer configured is reported and kept', async (t) => {
  const dataDir = await temporaryDirectory(t);
  await writeFile(join(dataDir, 'former.log'), '{}\n');
  const lines: string[] = [];
  await startEmulator(t, { dataDir, log: (line) => lines.push(line) });
  assert.match(lines.join('\n'), /former\.log in .* belongs to no configured queue/);
  assert.equal(await readFile(join(dataDir, 'former.log'), 'utf8'), '{}\n');
});
