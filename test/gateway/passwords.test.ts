import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Access } from '../../gateway/access.ts';
import { Monitor } from '../../gateway/monitor.ts';
import { findLogin } from '../../shared/app/access.ts';
import { COMPTES } from '../../shared/app/comptes.ts';
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

describe('passwords', { timeout: 300_000 }, () => {
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

  it('are worked out once where the same is asked several times at one time', async () => {
    const checker = new PasswordChecker(Date.now);
    const stored = await hashPassword('x');
    let worked = 0;
    const turn = (work: () => Promise<boolean>) => {
      worked++;
      return work();
    };
    const ask = (password: string, address = '192.0.2.1') => checker.check('u', password, stored, { address, turn });
    assert.deepEqual(await Promise.all([ask('x'), ask('x'), ask('y')]), [true, true, false]);
    assert.equal(worked, 2);
    assert.deepEqual(await Promise.all([ask('x'), ask('x', '192.0.2.2')]), [true, true]);
    assert.equal(worked, 2, 'remembered');
    await Promise.all([ask('y'), ask('y', '192.0.2.2')]);
    assert.equal(worked, 4, 'what one address is refused is not told another');
  });

  it('take effect at once when changed or disabled', async () => {
    const { tables, enter } = world();
    await addLogin(tables, 'robot');
    const { compte, user } = await enter(' Robot ', PASSWORD);
    assert.deepEqual({ compte, user }, { compte: 'c1', user: 'robot' });
    await tables.transact('logins', 'robot', [{ op: 'merge', key: 'login', columns: { disabled: true } }]);
    await assert.rejects(enter('robot', PASSWORD), Refusal);
    const hash = await hashPassword('another one');
    await tables.transact('logins', 'robot', [{ op: 'merge', key: 'login', columns: { disabled: false, hash } }]);
    await assert.rejects(enter('robot', PASSWORD), Refusal);
    await enter('robot', 'another one');
  });

  it('give no dossier where none is written', async () => {
    const { deps, tables } = memoryWorld();
    await addLogin(tables, 'a', { dossiers: undefined });
    await addLogin(tables, 'b', { dossiers: ' 007868, ab1 ,' });
    assert.deepEqual((await findLogin(deps, 'a'))?.principal.dossiers, []);
    assert.deepEqual((await findLogin(deps, 'b'))?.principal.dossiers, ['007868', 'AB1']);
  });

  it('take as long for an unknown user, a disabled one, and one from elsewhere, as for a wrong password', async () => {
    const { tables, enter } = world();
    await addLogin(tables, 'robot');
    await addLogin(tables, 'off', { disabled: true });
    await addLogin(tables, 'shut', { compte: 'c3' });
    await tables.transact('state', COMPTES, [{ op: 'merge', key: 'c3', columns: { allow: '203.0.113.1' } }]);
    const tries = { robot: 'wrong', nobody: PASSWORD, off: PASSWORD, shut: PASSWORD };
    const took: Record<string, number[]> = {};
    for (let i = 0; i < 7; i++)
      for (const [login, password] of Object.entries(tries)) {
        // From another address each time, or it would be locked out.
        const work = assert.rejects(enter(login, password, `192.0.2.${i}`), { code: 'LOGIN_REFUSED' });
        took[login] = [...(took[login] ?? []), await timed(() => work)];
      }
    for (const login of ['nobody', 'off', 'shut']) {
      const ratio = median(took[login]!) / median(took['robot']!);
      assert.ok(ratio > 0.5 && ratio < 2, `${login}: ${median(took[login]!)} ms against ${median(took['robot']!)} ms`);
    }
  });
});

function world() {
  const { deps, tables } = memoryWorld();
  const access = new Access(deps, new Monitor(deps.log));
  const enter = (login: string, password: string, address = '192.0.2.1') =>
    access.enter({ protocol: 'ftp', address }, login, { kind: 'password', password }, () => undefined);
  return { deps, tables, enter };
}
