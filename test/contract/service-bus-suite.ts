import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceBusClient, ServiceBusReceiver, ServiceBusSender } from '@azure/service-bus';
import { bodies, purge, receive, receiveNow } from './service-bus-helpers.ts';

const NO_RENEWAL = { maxAutoLockRenewalDurationInMs: 0 }; // the SDK renews locks by itself otherwise
const QUEUES = ['contract-plain', 'contract-short', 'contract-unique'];

/**
 * What a Service Bus namespace does for this product, through the real SDK. It runs against anything that has the
 * queues of service-bus-config.ts: the emulator, or a namespace in Azure. Every test leaves its queues empty.
 */
export function serviceBusContract(name: string, connect: () => Promise<ServiceBusClient>): void {
  suite(`Service Bus contract: ${name}`, () => {
    let client: ServiceBusClient;
    let sender: ServiceBusSender;
    let receiver: ServiceBusReceiver;
    let deadLetters: ServiceBusReceiver;

    before(async () => {
      client = await connect();
      await Promise.all(QUEUES.map((queue) => purge(client, queue)));
      sender = client.createSender('contract-plain');
      receiver = client.createReceiver('contract-plain');
      deadLetters = client.createReceiver('contract-plain', { subQueueType: 'deadLetter' });
    });
    after(() => client.close());

    async function receiveOne(from = receiver) {
      const [message] = await receive(from, 1);
      assert.ok(message, 'a message was expected');
      return message;
    }

    async function assertEmpty(from = receiver) {
      assert.deepEqual(bodies(await receiveNow(from)), []);
    }

    test('a message arrives with what was sent and what the broker adds', async () => {
      const sentAt = Date.now();
      await sender.sendMessages({
        body: { facture: 'été' },
        messageId: 'id-1',
        subject: 'subject',
        contentType: 'application/json',
        correlationId: 'correlation',
        replyTo: 'reply',
        to: 'to',
        partitionKey: 'partition',
        applicationProperties: { text: 'é', number: -5, real: 1.5, yes: true, big: 2 ** 40, date: new Date(1e12) },
      });
      const message = await receiveOne();
      assert.deepEqual(message.body, { facture: 'été' });
      const { messageId, subject, contentType, correlationId, replyTo, to, partitionKey } = message;
      assert.deepEqual(
        { messageId, subject, contentType, correlationId, replyTo, to, partitionKey },
        {
          messageId: 'id-1',
          subject: 'subject',
          contentType: 'application/json',
          correlationId: 'correlation',
          replyTo: 'reply',
          to: 'to',
          partitionKey: 'partition',
        },
      );
      assert.deepEqual(message.applicationProperties, {
        text: 'é',
        number: -5,
        real: 1.5,
        yes: true,
        big: 2 ** 40,
        date: 1e12,
      });
      assert.equal(message.deliveryCount, 0);
      assert.equal(message.state, 'active');
      assert.ok(Math.abs(message.enqueuedTimeUtc!.getTime() - sentAt) < 60_000);
      assert.equal(message.expiresAtUtc!.getTime() - message.enqueuedTimeUtc!.getTime(), 3_600_000);
      assert.ok(message.lockedUntilUtc!.getTime() > sentAt);
      assert.match(message.lockToken!, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      await receiver.completeMessage(message);
      await assertEmpty();
    });

    test('bytes and text stay what they are', async () => {
      const bytes = Buffer.from([0, 255, 10, 128]);
      await sender.sendMessages([{ body: bytes }, { body: 'texte' }, { body: null }]);
      const messages = await receive(receiver, 3);
      assert.deepEqual(bodies(messages), [bytes, 'texte', null]);
      for (const message of messages) await receiver.completeMessage(message);
    });

    test('a batch arrives whole and in order, and says when it is full', async () => {
      const batch = await sender.createMessageBatch();
      assert.ok(batch.maxSizeInBytes >= 256 * 1024);
      for (let i = 0; i < 20; i++) assert.ok(batch.tryAddMessage({ body: i, messageId: `batch-${i}` }));
      assert.equal(batch.tryAddMessage({ body: 'x'.repeat(batch.maxSizeInBytes) }), false);
      await sender.sendMessages(batch);
      const messages = await receive(receiver, 20);
      assert.deepEqual(
        bodies(messages),
        Array.from({ length: 20 }, (_, i) => i),
      );
      const numbers = messages.map(({ sequenceNumber }) => sequenceNumber!.toNumber());
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
      await Promise.all(messages.map((message) => receiver.completeMessage(message)));
      await assertEmpty();
    });

    test('a message above the largest size is refused', async () => {
      const body = 'x'.repeat(300 * 1024);
      await assert.rejects(sender.sendMessages({ body }), { code: 'MessageSizeExceeded' });
      await assertEmpty();
    });

    test('receiveAndDelete takes messages for good', async () => {
      await sender.sendMessages([{ body: 1 }, { body: 2 }]);
      const eager = client.createReceiver('contract-plain', { receiveMode: 'receiveAndDelete' });
      assert.deepEqual(bodies(await receive(eager, 2)), [1, 2]);
      await eager.close();
      await assertEmpty();
    });

    test('a message is completed once', async () => {
      await sender.sendMessages({ body: 1 });
      const message = await receiveOne();
      await receiver.completeMessage(message);
      await assert.rejects(receiver.completeMessage(message));
      await assertEmpty();
    });

    test('an abandoned message returns to its place, counted, with the properties it was given', async () => {
      await sender.sendMessages([{ body: 'first', applicationProperties: { kept: 1 } }, { body: 'second' }]);
      await receiver.abandonMessage(await receiveOne(), { why: 'later' });
      const [first, second] = await receive(receiver, 2);
      assert.equal(first!.body, 'first');
      assert.equal(first!.deliveryCount, 1);
      assert.deepEqual(first!.applicationProperties, { kept: 1, why: 'later' });
      assert.equal(second!.body, 'second');
      assert.equal(second!.deliveryCount, 0);
      await receiver.completeMessage(first!);
      await receiver.completeMessage(second!);
    });

    test('a message that failed MaxDeliveryCount times is dead-lettered', async () => {
      await sender.sendMessages({ body: 'poison', messageId: 'poison-1' });
      for (let failed = 0; failed < 3; failed++) {
        const message = await receiveOne();
        assert.equal(message.deliveryCount, failed);
        await receiver.abandonMessage(message);
      }
      await assertEmpty();
      const dead = await receiveOne(deadLetters);
      assert.equal(dead.body, 'poison');
      assert.equal(dead.messageId, 'poison-1');
      assert.equal(dead.deadLetterReason, 'MaxDeliveryCountExceeded');
      assert.match(dead.deadLetterErrorDescription!, /3/);
      await deadLetters.completeMessage(dead);
      await assertEmpty(deadLetters);
    });

    test('a message is dead-lettered with reason, description and properties', async () => {
      await sender.sendMessages({ body: 'bad', applicationProperties: { kept: 'yes' } });
      await receiver.deadLetterMessage(await receiveOne(), {
        deadLetterReason: 'unreadable',
        deadLetterErrorDescription: 'not a PDF',
        step: 3,
      });
      await assertEmpty();
      const dead = await receiveOne(deadLetters);
      assert.equal(dead.deadLetterReason, 'unreadable');
      assert.equal(dead.deadLetterErrorDescription, 'not a PDF');
      assert.equal(dead.applicationProperties!.step, 3);
      assert.equal(dead.applicationProperties!.kept, 'yes');
      await deadLetters.abandonMessage(dead);
      await deadLetters.completeMessage(await receiveOne(deadLetters));
      await assertEmpty(deadLetters);
    });

    test('peek shows messages in order and locks nothing', async () => {
      await sender.sendMessages([{ body: 'a' }, { body: 'b' }, { body: 'c' }]);
      const zero = (await receiver.peekMessages(1))[0]!.sequenceNumber!.multiply(0);
      const all = await receiver.peekMessages(10, { fromSequenceNumber: zero });
      assert.deepEqual(bodies(all), ['a', 'b', 'c']);
      assert.equal(all[0]!.state, 'active');
      assert.equal(all[0]!.lockToken, undefined);
      const rest = await receiver.peekMessages(10, { fromSequenceNumber: all[1]!.sequenceNumber! });
      assert.deepEqual(bodies(rest), ['b', 'c']);
      const received = await receive(receiver, 3);
      const locked = await receiver.peekMessages(10, { fromSequenceNumber: zero });
      assert.deepEqual(bodies(locked), ['a', 'b', 'c'], 'locked messages can be peeked');
      for (const message of received) await receiver.deadLetterMessage(message);
      assert.deepEqual(await receiver.peekMessages(10, { fromSequenceNumber: zero }), []);
      assert.equal((await deadLetters.peekMessages(10, { fromSequenceNumber: zero })).length, 3);
      for (const dead of await receive(deadLetters, 3)) await deadLetters.completeMessage(dead);
    });

    test('a scheduled message arrives when it is due, not before', async () => {
      const due = Date.now() + 1200;
      const [number] = await sender.scheduleMessages({ body: 'scheduled', messageId: 's-1' }, new Date(due));
      await sender.sendMessages({ body: 'sent for later', scheduledEnqueueTimeUtc: new Date(due) });
      const waiting = await receiver.peekMessages(10, { fromSequenceNumber: number! });
      assert.deepEqual(
        waiting.map(({ state }) => state),
        ['scheduled', 'scheduled'],
      );
      assert.equal(waiting[0]!.scheduledEnqueueTimeUtc!.getTime(), due);
      await assertEmpty();
      const messages = await receive(receiver, 2);
      assert.ok(Date.now() >= due);
      assert.deepEqual(bodies(messages), ['scheduled', 'sent for later']);
      assert.equal(messages[0]!.messageId, 's-1');
      assert.ok(messages[0]!.enqueuedTimeUtc!.getTime() >= due);
      for (const message of messages) await receiver.completeMessage(message);
    });

    test('a scheduled message can be cancelled, once', async () => {
      const numbers = await sender.scheduleMessages([{ body: 1 }, { body: 2 }], new Date(Date.now() + 60_000));
      assert.equal(numbers.length, 2);
      await sender.cancelScheduledMessages(numbers);
      await assert.rejects(sender.cancelScheduledMessages(numbers), { code: 'MessageNotFound' });
      assert.deepEqual(await receiver.peekMessages(10, { fromSequenceNumber: numbers[0]! }), []);
    });

    test('an expired message is dead-lettered where the queue says so, and dropped where not', async () => {
      const short = client.createSender('contract-short');
      await sender.sendMessages({ body: 'expires', timeToLive: 300 });
      await short.sendMessages({ body: 'expires', timeToLive: 300 });
      const dead = await receiveOne(deadLetters);
      assert.equal(dead.body, 'expires');
      assert.equal(dead.deadLetterReason, 'TTLExpiredException');
      await deadLetters.completeMessage(dead);
      await assertEmpty();
      await assertEmpty(client.createReceiver('contract-short'));
      await assertEmpty(client.createReceiver('contract-short', { subQueueType: 'deadLetter' }));
    });

    test('a MessageId that was seen within the window is accepted and dropped', async () => {
      const unique = client.createSender('contract-unique');
      const from = client.createReceiver('contract-unique');
      const id = `twice-${Date.now()}`;
      await unique.sendMessages({ body: 'first', messageId: id });
      await from.completeMessage(await receiveOne(from));
      await unique.sendMessages({ body: 'again', messageId: id });
      await unique.sendMessages([
        { body: 'again in a batch', messageId: id },
        { body: 'other', messageId: `${id}-other` },
        { body: 'other, again', messageId: `${id}-other` },
        { body: 'without an id' },
        { body: 'without an id' },
      ]);
      const messages = await receive(from, 3);
      assert.deepEqual(bodies(messages), ['other', 'without an id', 'without an id']);
      for (const message of messages) await from.completeMessage(message);
      await assertEmpty(from);
    });

    test('a renewed lock holds longer', async () => {
      const from = client.createReceiver('contract-short', NO_RENEWAL);
      await client.createSender('contract-short').sendMessages({ body: 'slow' });
      const message = await receiveOne(from);
      const first = message.lockedUntilUtc!.getTime();
      await delay((first - Date.now()) / 2);
      const renewed = await from.renewMessageLock(message);
      assert.ok(renewed.getTime() > first);
      await delay(first - Date.now() + 50);
      await from.completeMessage(message);
      await assertEmpty(from);
    });

    test('when a lock expires the message returns, counted, and its holder has lost it', async () => {
      const from = client.createReceiver('contract-short', NO_RENEWAL);
      const other = client.createReceiver('contract-short', NO_RENEWAL);
      await client.createSender('contract-short').sendMessages({ body: 'forgotten' });
      const held = await receiveOne(from);
      const again = await receiveOne(other);
      assert.ok(Date.now() >= held.lockedUntilUtc!.getTime());
      assert.equal(again.body, 'forgotten');
      assert.equal(again.deliveryCount, 1);
      await assert.rejects(from.renewMessageLock(held), { code: 'MessageLockLost' });
      await assert.rejects(from.completeMessage(held), { code: 'MessageLockLost' });
      await other.completeMessage(again);
    });

    test('a lock outlives its link: the message can still be settled, and nobody else gets it', async () => {
      const from = client.createReceiver('contract-plain');
      await sender.sendMessages({ body: 'held' });
      const held = await receiveOne(from);
      await from.close();
      await assertEmpty();
      await receiver.completeMessage(held);
      await assertEmpty();
    });
  });
}
