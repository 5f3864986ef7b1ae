import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Lockout } from '../../gateway/lockout.ts';
import { NoTurn, Turns } from '../../gateway/turns.ts';

const MINUTE = 60_000;
const HERE = '192.0.2.1';
const ELSEWHERE = '198.51.100.1';

function lockout() {
  let now = 1e12;
  const l = new Lockout(() => now);
  const pass = (ms: number) => {
    now += ms;
  };
  const wrong = (times: number, user = 'robot', address = HERE) => {
    for (let i = 0; i < times; i++) l.wrong(user, address);
  };
  /** How long a pair is locked from now. Milliseconds. */
  const left = (user = 'robot', address = HERE) => {
    const from = now;
    while (l.locked(user, address)) now += 500;
    const ms = now - from;
    return ms;
  };
  return { l, pass, wrong, left };
}

describe('the lockout', () => {
  it('begins at the fifth wrong password and doubles up to 15 minutes', () => {
    const { l, wrong, left } = lockout();
    wrong(4);
    assert.equal(l.locked('robot', HERE), null);
    const seconds: number[] = [];
    for (let i = 0; i < 12; i++) {
      wrong(1);
      assert.equal(l.locked('robot', HERE), 'pair');
      seconds.push(left() / 1000);
    }
    assert.deepEqual(seconds, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it('locks the pair: neither the user from elsewhere nor others from there', () => {
    const { l, wrong } = lockout();
    wrong(20);
    assert.equal(l.locked('robot', ELSEWHERE), null);
    assert.equal(l.locked('scan', HERE), null);
  });

  it('forgets after the right password, and after half an hour', () => {
    const { l, pass, wrong } = lockout();
    wrong(4);
    l.right('robot', HERE);
    wrong(4);
    assert.equal(l.locked('robot', HERE), null);
    pass(31 * MINUTE);
    wrong(4);
    assert.equal(l.locked('robot', HERE), null);
    wrong(1);
    assert.equal(l.locked('robot', HERE), 'pair');
  });

  it('locks an address that tries many users, but not those who have come in from it', () => {
    const { l, wrong, left } = lockout();
    l.right('robot', HERE);
    for (let i = 0; i < 49; i++) wrong(1, `u${i}`);
    assert.equal(l.locked('next', HERE), null);
    wrong(1, 'u49');
    assert.equal(l.locked('next', HERE), 'address');
    assert.equal(l.locked('robot', HERE), null);
    assert.equal(l.locked('next', ELSEWHERE), null);
    assert.equal(left('next'), 1000);
    wrong(1, 'u50');
    assert.equal(left('next'), 2000);
  });

  it('takes the 2^64 addresses of one IPv6 network for one', () => {
    const { l, wrong } = lockout();
    for (let i = 0; i < 5; i++) wrong(1, 'robot', `2001:db8:1:2::${i}`);
    assert.equal(l.locked('robot', '2001:db8:1:2:ffff::1'), 'pair');
    assert.equal(l.locked('robot', '2001:db8:1:3::1'), null);
  });

  it('holds a bounded number of pairs: the oldest are forgotten', () => {
    const { l, wrong } = lockout();
    wrong(5);
    for (let i = 0; i < 50_000; i++) l.wrong(`u${i}`, ELSEWHERE);
    assert.equal(l.locked('robot', HERE), null);
  });
});

describe('turns', () => {
  /** Work that ends when told to. */
  function work(turns: Turns, done: string[]) {
    const ends: (() => void)[] = [];
    const ask = (address: string, name: string) =>
      turns
        .run(address, async () => {
          done.push(name);
          await new Promise<void>((resolve) => ends.push(resolve));
        })
        .catch((e) => {
          assert.ok(e instanceof NoTurn);
          done.push(`${name} refused`);
        });
    const settle = () => new Promise((r) => setImmediate(r));
    const endOne = async () => {
      ends.shift()!();
      await settle();
    };
    return { ask, endOne, settle };
  }

  it('go round by address: who asks much waits behind itself', async () => {
    const done: string[] = [];
    const { ask, endOne } = work(new Turns({ running: 1, waiting: 10 }), done);
    const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2'].map((n) => ask(n[0]!, n));
    for (const _ of all) await endOne();
    await Promise.all(all);
    assert.deepEqual(done, ['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
  });

  it('are refused where too many wait, first to whoever waits for most', async () => {
    const done: string[] = [];
    const { ask, endOne, settle } = work(new Turns({ running: 1, waiting: 3 }), done);
    const all = ['a1', 'a2', 'a3', 'a4', 'a5', 'b1', 'c1', 'd1'].map((n) => ask(n[0]!, n));
    await settle();
    assert.deepEqual(done, ['a1', 'a5 refused', 'a4 refused', 'a3 refused', 'd1 refused']);
    for (let i = 0; i < 4; i++) await endOne();
    await Promise.all(all);
    assert.deepEqual(done.slice(5), ['a2', 'b1', 'c1']);
  });

  it('go on after work that failed', async () => {
    const turns = new Turns({ running: 1, waiting: 1 });
    await assert.rejects(
      turns.run('a', () => Promise.reject(new Error('x'))),
      /x/,
    );
    assert.equal(await turns.run('a', async () => 1), 1);
  });
});
