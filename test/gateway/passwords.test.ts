import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { logIn } from '../../shared/app/access.ts';
import { hashPassword, PasswordChecker, verifyPassword } from '../../shared/app/passwords.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { addLogin, PASSWORD } from '../support/ftp-world.ts';
import { memoryWorld } from '../support/memory-ports.ts';

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const median = (n: number[]) => [...n].sort((a, b) => a - b)[Math.floor(n.length / 2)]!;

describe('passwords', { timeout: 60_000 }, () => {
  it('are kept as scrypt with their parameters, each with its own salt', async () => {
    const [a, b] = [await hashPassword('x'), await hashPassword('x')];
    assert.match(a, /^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    assert.notEqual(a, b);
    assert.equal(await verifyPassword('x', a), true);
    assert.equal(await verifyPassword('y', a), false);
    assert.equal(await verifyPassword('e\u0301', await hashPassword('\u00e9')), true);
    for (const bad of [
      '',
      'x',
      'scrypt$3$8$1$AAAA$AAAA',
      'scrypt$9999999$8$1$AAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAA',
      a.slice(0, -30),
    ])
      assert.equal(await verifyPassword('x', bad), false, bad);
  });

  it('are remembered when right, for ten minutes, and bound to the stored hash', async () => {
    let now = 1e12;
    const checker = new PasswordChecker(() => now);
    const stored = await hashPassword('x');
    assert.equal(await checker.check('u', 'x', stored), true);
    assert.ok((await timed(() => checker.check('u', 'x', stored))) < 10, 'remembered');
    assert.equal(await checker.check('u', 'y', stored), false);
    assert.equal(await checker.check('u', 'x', await hashPassword('other')), false);
    now += 10 * 60_000 + 1;
    assert.ok((await timed(() => checker.check('u', 'x', stored))) > 10, 'forgotten');
  });

  it('take effect at once when changed or disabled', async () => {
    const { deps, tables } = memoryWorld();
    const checker = new PasswordChecker(deps.clock.now);
    await addLogin(tables, 'robot');
    const { principal } = await logIn(deps, checker, ' Robot ', PASSWORD);
    assert.deepEqual(principal, { compte: 'c1', user: 'robot', role: 'robot', dossiers: 'all' });
    await tables.transact('logins', 'robot', [{ op: 'merge', key: 'login', columns: { disabled: true } }]);
    await assert.rejects(logIn(deps, checker, 'robot', PASSWORD), Refusal);
    const hash = await hashPassword('another one');
    await tables.transact('logins', 'robot', [{ op: 'merge', key: 'login', columns: { disabled: false, hash } }]);
    await assert.rejects(logIn(deps, checker, 'robot', PASSWORD), Refusal);
    await logIn(deps, checker, 'robot', 'another one');
  });

  it('give no dossier where none is written', async () => {
    const { deps, tables } = memoryWorld();
    const checker = new PasswordChecker(deps.clock.now);
    await addLogin(tables, 'a', { dossiers: undefined });
    await addLogin(tables, 'b', { dossiers: ' 007868, ab1 ,' });
    assert.deepEqual((await logIn(deps, checker, 'a', PASSWORD)).principal.dossiers, []);
    assert.deepEqual((await logIn(deps, checker, 'b', PASSWORD)).principal.dossiers, ['007868', 'AB1']);
  });

  it('take as long for an unknown user as for a wrong password', async () => {
    const { deps, tables } = memoryWorld();
    const checker = new PasswordChecker(deps.clock.now);
    await addLogin(tables, 'robot');
    const unknown: number[] = [];
    const wrong: number[] = [];
    for (let i = 0; i < 7; i++) {
      unknown.push(await timed(() => logIn(deps, checker, 'nobody', PASSWORD).catch(() => {})));
      wrong.push(await timed(() => logIn(deps, checker, 'robot', 'wrong').catch(() => {})));
    }
    const ratio = median(unknown) / median(wrong);
    assert.ok(ratio > 0.5 && ratio < 2, `${median(unknown)} ms against ${median(wrong)} ms`);
  });
});
