import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { QueueOptions } from '../../local/service-bus/config.ts';
import { Queue } from '../../local/service-bus/queue.ts';
import { LockLostError, MessageNotFoundError, NotAllowedError } from '../../local/service-bus/queue-model.ts';
import { type Place, type QueueRecord, recordFromLine, recordToLine } from '../../local/service-bus/record.ts';

const OPTIONS: QueueOptions = {
  name: 'q',
  lockDuration: 1000,
  maxDeliveryCount: 3,
  defaultTimeToLive: 60_000,
  deadLetterOnExpiration: true,
  duplicateWindow: 5000,
};

/** A queue with a clock set by hand, whose changes become durable at once unless `hold` says otherwise. */
function makeQueue(options: Partial<QueueOptions> = {}, { deliverTwice = false, hold = false } = {}) {
  const clock = { now: 1_000_000 };
  const journal: QueueRecord[] = [];
  const queue = new Queue(
    { ...OPTIONS, ...options },
    {
      now: () => clock.now,
      journal: (record) => {
        journal.push(recordFromLine(recordToLine(record)));
        if (!hold) queue.admit(record);
      },
      annotate: (encoded, properties) => Buffer.from(`${encoded} ${JSON.stringify(properties)}`),
      deliverTwice,
    },
  );
  return { queue, clock, journal };
}

function text(body: string, more: { id?: string; timeToLive?: number; scheduledFor?: number } = {}) {
  return { encoded: Buffer.from(body), ...more };
}

function receiveText(queue: Queue, place: Place = 'main') {
  const locked = queue.receive(place);
  return (
    locked && { token: locked.token, text: locked.message.encoded.toString(), count: locked.message.deliveryCount }
  );
}

test('a message is not received before it is durable', () => {
  const { queue, journal } = makeQueue({}, { hold: true });
  queue.send([text('a')]);
  assert.equal(queue.receive('main'), undefined);
  assert.deepEqual(queue.peek('main', 0, 10), []);
  queue.admit(journal[0]!);
  assert.equal(receiveText(queue)?.text, 'a');
});

test('returned messages come before later ones, oldest first', () => {
  const { queue } = makeQueue();
  queue.send(['a', 'b', 'c', 'd'].map((body) => text(body)));
  const [a, b, c] = [receiveText(queue)!, receiveText(queue)!, receiveText(queue)!];
  queue.abandon(c.token);
  queue.release(b.token);
  queue.abandon(a.token);
  const again = [receiveText(queue)!, receiveText(queue)!, receiveText(queue)!, receiveText(queue)!];
  assert.deepEqual(
    again.map(({ text, count }) => [text, count]),
    [
      ['a', 1],
      ['b', 0],
      ['c', 1],
      ['d', 0],
    ],
  );
});

test('a lock ends exactly when it says, even before anything ticks', () => {
  const { queue, clock } = makeQueue();
  queue.send([text('a')]);
  const { token, lockedUntil } = queue.receive('main')!;
  assert.equal(lockedUntil, clock.now + 1000);
  assert.equal(queue.nextDeadline(), lockedUntil);
  clock.now = lockedUntil - 1;
  assert.equal(queue.renew(token), lockedUntil + 999);
  clock.now = lockedUntil + 998;
  queue.tick();
  assert.equal(queue.counts().locked, 1);
  clock.now = lockedUntil + 999;
  assert.throws(() => queue.complete(token), LockLostError);
  assert.throws(() => queue.renew(token), LockLostError);
  const again = receiveText(queue)!;
  assert.equal(again.count, 1);
  assert.throws(() => queue.complete(token), LockLostError, 'the old token means nothing for the new delivery');
});

test('expired locks count towards MaxDeliveryCount', () => {
  const { queue, clock } = makeQueue();
  queue.send([text('a')]);
  for (let i = 0; i < 3; i++) {
    assert.ok(queue.receive('main'));
    clock.now += 1000;
  }
  queue.tick();
  assert.deepEqual(queue.counts(), { active: 0, locked: 0, scheduled: 0, deadLettered: 1 });
  assert.match(receiveText(queue, 'dead')!.text, /MaxDeliveryCountExceeded/);
});

test('a dead letter does not expire, is not dead-lettered, and can fail any number of times', () => {
  const { queue, clock } = makeQueue();
  queue.send([text('a')]);
  queue.deadLetter(receiveText(queue)!.token, { DeadLetterReason: 'bad' });
  clock.now += 1_000_000;
  queue.tick();
  for (let i = 0; i < 5; i++) queue.abandon(receiveText(queue, 'dead')!.token);
  const { token, text: body, count } = receiveText(queue, 'dead')!;
  assert.equal(body, 'a {"DeadLetterReason":"bad"}');
  assert.equal(count, 5);
  assert.throws(() => queue.deadLetter(token, {}), NotAllowedError);
  queue.complete(token);
  assert.equal(queue.counts().deadLettered, 0);
});

test('time to live: the shorter of the message and the queue; a lock holds the expiry back', () => {
  const { queue, clock } = makeQueue();
  queue.send([
    text('short', { timeToLive: 100 }),
    text('long', { timeToLive: 1e9 }),
    text('held', { timeToLive: 100 }),
  ]);
  const short = receiveText(queue)!;
  const long = receiveText(queue)!;
  const held = receiveText(queue)!;
  queue.release(short.token);
  queue.release(long.token);
  clock.now += 100;
  queue.tick();
  assert.deepEqual(queue.counts(), { active: 1, locked: 1, scheduled: 0, deadLettered: 1 });
  queue.abandon(held.token);
  queue.tick();
  assert.equal(queue.counts().deadLettered, 2);
  clock.now += 59_900;
  queue.tick();
  assert.equal(queue.counts().deadLettered, 3, 'the queue allows no longer life than its own');
});

test('without dead-lettering on expiration an expired message is gone', () => {
  const { queue, clock } = makeQueue({ deadLetterOnExpiration: false });
  queue.send([text('a', { timeToLive: 1 })]);
  clock.now += 1;
  assert.equal(queue.receive('main'), undefined);
  assert.deepEqual(queue.counts(), { active: 0, locked: 0, scheduled: 0, deadLettered: 0 });
});

test('a MessageId is a duplicate within the window, not after it, even when its message is gone', () => {
  const { queue, clock } = makeQueue();
  assert.deepEqual(queue.send([text('a', { id: '1' }), text('b', { id: '1' }), text('c'), text('d')]), [
    1,
    undefined,
    2,
    3,
  ]);
  assert.equal(queue.take('main')!.encoded.toString(), 'a');
  clock.now += 4999;
  assert.deepEqual(queue.send([text('e', { id: '1' })]), [undefined]);
  clock.now += 1;
  assert.deepEqual(queue.send([text('f', { id: '1' })]), [4]);
  const { queue: plain } = makeQueue({ duplicateWindow: 0 });
  assert.deepEqual(plain.send([text('a', { id: '1' }), text('b', { id: '1' })]), [1, 2]);
});

test('a scheduled message joins the end of the queue when it is due; its life begins then', () => {
  const { queue, clock } = makeQueue();
  queue.send([text('later', { scheduledFor: clock.now + 500, timeToLive: 100 })]);
  queue.send([text('now')]);
  assert.deepEqual(queue.counts(), { active: 1, locked: 0, scheduled: 1, deadLettered: 0 });
  clock.now += 599;
  assert.equal(receiveText(queue)?.text, 'now');
  const later = queue.receive('main')!;
  assert.equal(later.message.encoded.toString(), 'later');
  assert.deepEqual([later.message.origin, later.message.seq], [1, 3]);
  assert.throws(() => queue.cancel([3]), MessageNotFoundError);
});

test('cancelling is all or nothing', () => {
  const { queue, clock } = makeQueue();
  const seqs = queue.send([text('a', { scheduledFor: clock.now + 1 }), text('b', { scheduledFor: clock.now + 1 })]);
  assert.throws(() => queue.cancel([...(seqs as number[]), 99]), MessageNotFoundError);
  assert.equal(queue.counts().scheduled, 2);
  queue.cancel(seqs as number[]);
  assert.equal(queue.counts().scheduled, 0);
});

type Step =
  | { do: 'send'; id: number; delay: number; ttl: number }
  | { do: 'receive' | 'take'; place: Place }
  | { do: 'complete' | 'abandon' | 'deadLetter' | 'renew' | 'release'; which: number }
  | { do: 'wait'; ms: number };

const place = fc.constantFrom<Place>('main', 'dead');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('send' as const),
    id: fc.nat(20),
    delay: fc.constantFrom(0, 0, 400, 3000),
    ttl: fc.constantFrom(300, 5000, 1e6),
  }),
  fc.record({ do: fc.constantFrom('receive' as const, 'receive' as const, 'take' as const), place }),
  fc.record({
    do: fc.constantFrom(
      'complete' as const,
      'abandon' as const,
      'deadLetter' as const,
      'renew' as const,
      'release' as const,
    ),
    which: fc.nat(5),
  }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 200, 700, 2500, 9000) }),
);

function run(queue: Queue, clock: { now: number }, steps: Step[]): { accepted: number; removed: number } {
  const tokens: string[] = [];
  let [accepted, removed] = [0, 0];
  for (const action of steps) {
    if (action.do === 'wait') {
      clock.now += action.ms;
      queue.tick();
    } else if (action.do === 'send') {
      const { id, delay, ttl } = action;
      const scheduledFor = clock.now + delay;
      const given = queue.send([text(`m${id}`, { id: `${id}`, timeToLive: ttl, ...(delay && { scheduledFor }) })]);
      accepted += given.filter((seq) => seq !== undefined).length;
    } else if (action.do === 'take') {
      if (queue.take(action.place)) removed++;
    } else if (!('which' in action)) {
      const locked = queue.receive(action.place);
      if (locked) tokens.unshift(locked.token);
    } else {
      try {
        const token = tokens[action.which] ?? 'none';
        if (action.do === 'deadLetter') queue.deadLetter(token, { why: 'x' });
        else queue[action.do](token);
        if (action.do === 'complete') removed++;
      } catch (error) {
        assert.ok(error instanceof LockLostError || error instanceof NotAllowedError, String(error));
      }
    }
  }
  return { accepted, removed };
}

/** A queue as a restart finds it, before it does what became due meanwhile. */
function restarted(records: Iterable<QueueRecord>, now: number): Queue {
  const { queue, clock } = makeQueue();
  clock.now = now;
  for (const record of records) queue.replay(recordFromLine(recordToLine(record)));
  return queue;
}

test('whatever happens: no message is lost or doubled, and the log rebuilds the same queue', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { queue, clock, journal } = makeQueue();
      const { accepted, removed } = run(queue, clock, steps);
      const { active, locked, scheduled, deadLettered } = queue.counts();
      assert.equal(active + locked + scheduled + deadLettered, accepted - removed);

      const lasting = [...queue.snapshot()];
      const replayed = restarted(journal, clock.now);
      assert.deepEqual([...replayed.snapshot()], lasting);
      const compacted = restarted(lasting, clock.now);
      assert.deepEqual([...compacted.snapshot()], lasting);

      const sendAll = Array.from({ length: 21 }, (_, id) => text('again', { id: `${id}` }));
      const given = queue.send(sendAll);
      assert.deepEqual(replayed.send(sendAll), given, 'the same duplicates and the same numbers');
      assert.deepEqual(compacted.send(sendAll), given);
    }),
    { numRuns: 300 },
  );
});

test('delivered twice: each message leaves after its second completion, also out of the dead-letter queue', () => {
  const { queue } = makeQueue({}, { deliverTwice: true });
  queue.send([text('a', { id: 'a' }), text('b', { id: 'b' })]);
  const taken: string[] = [];
  for (let got = receiveText(queue); got; got = receiveText(queue)) {
    taken.push(got.text);
    queue.complete(got.token);
  }
  assert.deepEqual(taken, ['a', 'b', 'a', 'b']);
  queue.send([text('c')]);
  queue.deadLetter(receiveText(queue)!.token, {});
  for (let i = 0; i < 2; i++) queue.complete(receiveText(queue, 'dead')!.token);
  assert.deepEqual(queue.counts(), { active: 0, locked: 0, scheduled: 0, deadLettered: 0 });
});

test('a long-lived queue keeps no deadlines of messages that are gone', () => {
  const { queue, clock } = makeQueue({ duplicateWindow: 0 });
  for (let i = 0; i < 20_000; i++, clock.now++) {
    queue.send([text('x')]);
    queue.complete(queue.receive('main')!.token);
  }
  let wakings = 0;
  for (let at = queue.nextDeadline(); at !== undefined; at = queue.nextDeadline()) {
    clock.now = at;
    queue.tick();
    wakings++;
  }
  assert.ok(wakings < 3000, `${wakings} wakings for nothing`);
});
