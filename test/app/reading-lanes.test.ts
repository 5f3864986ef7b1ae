import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { laneFor, SHORT, sendAllToRead } from '../../shared/app/reading-lanes.ts';
import { Turns } from '../../shared/app/turns.ts';
import type { Bus, OutgoingMessage, Queue } from '../../shared/ports/bus.ts';

function world() {
  let now = Date.parse('2026-03-02T09:00:00Z');
  const sent: [Queue, number][] = [];
  const bus: Bus = {
    send: async (queue, messages) => void sent.push([queue, messages.length]),
    close: async () => undefined,
  };
  const clock = { now: () => now, random: () => new Uint8Array() };
  return { deps: { bus, clock } as never, sent, pass: (minutes: number) => (now += minutes * 60_000) };
}

describe('the lane of a scan', () => {
  test('a compte has its share, another has its own, and time gives it back', () => {
    const { deps, pass } = world();
    for (let n = 0; n < SHORT; n++) assert.equal(laneFor(deps, 'a', 1), 'reading');
    assert.equal(laneFor(deps, 'a', 1), 'backlog');
    assert.equal(laneFor(deps, 'b', 1), 'reading');
    pass(1);
    // A tenth of the share a minute.
    for (let n = 0; n < SHORT / 10; n++) assert.equal(laneFor(deps, 'a', 1), 'reading');
    assert.equal(laneFor(deps, 'a', 1), 'backlog', 'what went to the backlog took nothing of it');
    pass(1000);
    for (let n = 0; n < SHORT; n++) assert.equal(laneFor(deps, 'a', 1), 'reading');
    assert.equal(laneFor(deps, 'a', 1), 'backlog', 'a long pause gives no more than one share');
  });

  test('a scan longer than the share goes to the backlog whole, and leaves the share to others of its compte', () => {
    const { deps } = world();
    assert.equal(laneFor(deps, 'a', SHORT + 1), 'backlog');
    assert.equal(laneFor(deps, 'a', SHORT), 'reading');
  });

  test('a clock that is set back gives nothing and takes nothing', () => {
    const { deps, pass } = world();
    for (let n = 0; n < SHORT - 1; n++) laneFor(deps, 'a', 1);
    pass(-60);
    assert.equal(laneFor(deps, 'a', 1), 'reading');
    assert.equal(laneFor(deps, 'a', 1), 'backlog');
  });

  test('of many that are asked for at once, the share goes to the first', async () => {
    const { deps, sent } = world();
    const messages = Array.from({ length: 2000 }, (_, n): OutgoingMessage => ({ body: n }));
    await sendAllToRead(deps, 'a', messages);
    assert.deepEqual(sent, [
      ['reading', SHORT],
      ['backlog', 2000 - SHORT],
    ]);
  });
});

describe('turns', () => {
  /** Works that end when they are told to, in the order in which they began. */
  function works(turns: Turns) {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const ask = (name: string, isFirst: boolean) =>
      turns.run(() => {
        begun.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      }, isFirst);
    const endOne = async () => {
      ends.shift()!();
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { begun, ask, endOne };
  }

  test('those that come first go before the others, which have every fourth turn', async () => {
    const { begun, ask, endOne } = works(new Turns(1));
    const all = ['o1', 'o2', 'o3', 'f1', 'f2', 'f3', 'f4', 'f5'].map((name) => ask(name, name.startsWith('f')));
    for (const _ of all) await endOne();
    await Promise.all(all);
    assert.deepEqual(begun, ['o1', 'f1', 'f2', 'f3', 'o2', 'f4', 'f5', 'o3']);
  });

  test('no more than there are turns at once, and one that fails gives its turn on', async () => {
    const turns = new Turns(2);
    let [running, most] = [0, 0];
    const work = async (n: number) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (n % 3 === 0) throw new Error('failed');
    };
    const all = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => turns.run(() => work(n), n % 2 === 0)));
    assert.equal(most, 2);
    assert.equal(all.filter((a) => a.status === 'rejected').length, 7);
    await turns.run(() => Promise.resolve());
  });
});
