import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
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
  startEmulator,
  temporaryDirectory,
} from './service-bus-helpers.ts';

const PLAIN = 0; // index of contract-plain in queues()
const SHORT = 1;

async function startChild(t: Closing, dataDir: string): Promise<{ child: ChildProcess; connectionString: string }> {
  const child = fork(join(import.meta.dirname, 'service-bus-child.ts'), [dataDir]);
  t.after(() => child.kill('SIGKILL'));
  const [connectionString] = (await once(child, 'message')) as [string];
  return { child, connectionString };
}

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
