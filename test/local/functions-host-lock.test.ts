import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { keepLock } from '../../local/functions-host/message-lock.ts';

const LOCK_MS = 10_000;

/** A broker that renews for LOCK_MS, on the mocked clock. */
function setUp(renew: () => boolean = () => true) {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const times: number[] = [];
  const receiver = {
    renewMessageLock: async () => {
      times.push(Date.now());
      if (!renew()) throw new Error('away');
      return new Date(Date.now() + LOCK_MS);
    },
  };
  const message = () => ({ lockedUntilUtc: new Date(Date.now() + LOCK_MS) }) as ServiceBusReceivedMessage;
  const pass = async (ms: number) => {
    for (let i = 0; i < ms / 100; i++) {
      mock.timers.tick(100);
      await Promise.resolve().then(() => {});
    }
  };
  return { times, receiver, message, pass };
}

describe('keeping a message lock', () => {
  it('renews at half the remaining time until released', async (t) => {
    const { times, receiver, message, pass } = setUp();
    t.after(() => mock.timers.reset());
    const lock = keepLock(receiver, message(), 300_000);
    await pass(16_000);
    assert.deepEqual(times, [5000, 10_000, 15_000]);
    lock.release();
    await pass(20_000);
    assert.equal(times.length, 3);
  });

  it('renews no longer than it is told to', async (t) => {
    const { times, receiver, message, pass } = setUp();
    t.after(() => mock.timers.reset());
    keepLock(receiver, message(), 12_000);
    await pass(60_000);
    assert.deepEqual(times, [5000, 10_000]);
  });

  it('tries again while the lock holds, then lets it go', async (t) => {
    const { times, receiver, message, pass } = setUp(() => false);
    t.after(() => mock.timers.reset());
    keepLock(receiver, message(), 300_000);
    await pass(60_000);
    assert.equal(times[0], 5000);
    assert.equal(times[1], 5500);
    assert.ok(times.at(-1)! <= LOCK_MS + 500);
  });
});
