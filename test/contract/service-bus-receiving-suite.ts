import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { ServiceBusClient, ServiceBusReceivedMessage, ServiceBusSender } from '@azure/service-bus';
import { purge, receive, untilSettled } from './service-bus-helpers.ts';

/** The second half of the contract: how messages reach consumers that wait, stream, compete and stop. */
export function serviceBusReceivingContract(name: string, connect: () => Promise<ServiceBusClient>): void {
  suite(`Service Bus receiving contract: ${name}`, () => {
    let client: ServiceBusClient;
    let sender: ServiceBusSender;

    before(async () => {
      client = await connect();
      await purge(client, 'contract-plain');
      sender = client.createSender('contract-plain');
    });
    after(() => client.close());

    test('receiveMessages waits no longer than it was told, and loses nothing by giving up', async () => {
      const receiver = client.createReceiver('contract-plain');
      const started = Date.now();
      assert.deepEqual(await receiver.receiveMessages(5, { maxWaitTimeInMs: 300 }), []);
      const waited = Date.now() - started;
      assert.ok(waited >= 290 && waited < 2500, `waited ${waited} ms`);
      await sender.sendMessages([{ body: 1 }, { body: 2 }]);
      const messages = await receive(receiver, 2);
      assert.deepEqual(
        messages.map(({ body, deliveryCount }) => [body, deliveryCount]),
        [
          [1, 0],
          [2, 0],
        ],
      );
      for (const message of messages) await receiver.completeMessage(message);
      await receiver.close();
    });

    test('a message that comes while receiveMessages waits ends the wait', async () => {
      const receiver = client.createReceiver('contract-plain');
      const waiting = receiver.receiveMessages(1, { maxWaitTimeInMs: 10_000 });
      await sender.sendMessages({ body: 'now' });
      const [message] = await waiting;
      assert.equal(message?.body, 'now');
      await receiver.completeMessage(message!);
      await receiver.close();
    });

    test('giving up again and again while messages arrive loses and repeats nothing', async () => {
      const receiver = client.createReceiver('contract-plain');
      const seen: unknown[] = [];
      const sending = (async () => {
        for (let i = 0; i < 40; i++) await sender.sendMessages({ body: i });
      })();
      const deadline = Date.now() + 8000;
      while (seen.length < 40 && Date.now() < deadline) {
        for (const message of await receiver.receiveMessages(3, { maxWaitTimeInMs: 5 })) {
          assert.equal(message.deliveryCount, 0);
          seen.push(message.body);
          await receiver.completeMessage(message);
        }
      }
      await sending;
      assert.deepEqual(
        (seen as number[]).toSorted((a, b) => a - b),
        Array.from({ length: 40 }, (_, i) => i),
      );
      await receiver.close();
    });

    test('subscribe completes what its handler handled and abandons what it threw on', async () => {
      const receiver = client.createReceiver('contract-plain');
      let first: ServiceBusReceivedMessage | undefined;
      const handled: Array<[unknown, number]> = [];
      const errors: string[] = [];
      const done = Promise.withResolvers<void>();
      receiver.subscribe(
        {
          processMessage: async (message) => {
            const { body, deliveryCount } = message;
            first ??= message;
            handled.push([body, deliveryCount ?? 0]);
            if (body === 'fails once' && deliveryCount === 0) throw new Error('not this time');
            if (handled.length === 4) done.resolve();
          },
          processError: async ({ error }) => void errors.push(error.message),
        },
        { maxConcurrentCalls: 1 },
      );
      await sender.sendMessages([{ body: 'a' }, { body: 'fails once' }, { body: 'b' }]);
      await done.promise;
      await untilSettled(receiver, first!);
      await receiver.close();
      assert.deepEqual(
        handled.toSorted((a, b) => String(a).localeCompare(String(b))),
        [
          ['a', 0],
          ['b', 0],
          ['fails once', 0],
          ['fails once', 1],
        ],
      );
      assert.deepEqual(errors, ['not this time']);
    });

    test('subscribe runs as many handlers at once as it was told', async () => {
      const receiver = client.createReceiver('contract-plain');
      const three = Promise.withResolvers<void>();
      let first: ServiceBusReceivedMessage | undefined;
      let running = 0;
      let most = 0;
      let finished = 0;
      const done = Promise.withResolvers<void>();
      receiver.subscribe(
        {
          processMessage: async (message) => {
            first ??= message;
            most = Math.max(most, ++running);
            if (running === 3) three.resolve();
            await three.promise;
            running--;
            if (++finished === 9) done.resolve();
          },
          processError: async ({ error }) => done.reject(error),
        },
        { maxConcurrentCalls: 3 },
      );
      await sender.sendMessages(Array.from({ length: 9 }, (_, body) => ({ body })));
      await done.promise;
      await untilSettled(receiver, first!);
      assert.equal(most, 3);
      await receiver.close();
    });

    test('competing consumers share the messages, each one once', async () => {
      const receivers = [1, 2, 3].map(() => client.createReceiver('contract-plain'));
      let first: ServiceBusReceivedMessage | undefined;
      const seen = receivers.map((): unknown[] => []);
      const done = Promise.withResolvers<void>();
      for (const [index, receiver] of receivers.entries()) {
        receiver.subscribe({
          processMessage: async (message) => {
            first ??= message;
            seen[index]!.push(message.body);
            if (seen.flat().length === 60) done.resolve();
          },
          processError: async ({ error }) => done.reject(error),
        });
      }
      for (let i = 0; i < 60; i += 10)
        await sender.sendMessages(Array.from({ length: 10 }, (_, j) => ({ body: i + j })));
      await done.promise;
      await untilSettled(receivers[0]!, first!);
      for (const receiver of receivers) await receiver.close();
      assert.equal(new Set(seen.flat()).size, 60);
      assert.ok(
        seen.every(({ length }) => length > 0),
        'nobody starves',
      );
    });

    test('more than 2,048 messages pass through one link', async () => {
      const receiver = client.createReceiver('contract-plain');
      const count = 2500;
      const done = Promise.withResolvers<void>();
      let first: ServiceBusReceivedMessage | undefined;
      let handled = 0;
      receiver.subscribe(
        {
          processMessage: async (message) => {
            first ??= message;
            if (++handled === count) done.resolve();
          },
          processError: async ({ error }) => done.reject(error),
        },
        { maxConcurrentCalls: 50 },
      );
      for (let i = 0; i < count; i += 500) {
        await sender.sendMessages(Array.from({ length: 500 }, (_, j) => ({ body: i + j })));
      }
      await done.promise;
      await untilSettled(receiver, first!);
      await receiver.close();
      assert.equal(handled, count);
    });

    test('an unknown queue is refused by name, to senders, receivers and peekers', async () => {
      const expected = { code: 'MessagingEntityNotFound', message: /no-such-queue/ };
      await assert.rejects(client.createSender('no-such-queue').sendMessages({ body: 1 }), expected);
      await assert.rejects(client.createReceiver('no-such-queue').receiveMessages(1), expected);
      await assert.rejects(client.createReceiver('no-such-queue').peekMessages(1), expected);
    });
  });
}
