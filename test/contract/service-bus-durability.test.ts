import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ServiceBusClient } from '@azure/service-bus';
import {
  bodies,
  connect,
  receive,
  receiveNow,
  startEmulator,
  temporaryDirectory,
  untilSettled,
} from './service-bus-helpers.ts';

const PLAIN = 0; // index of contract-plain in queues()

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
