import assert from 'node:assert/strict';
import { test } from 'node:test';
import ssh2 from 'ssh2';
import { findLogin } from '../../shared/app/access.ts';
import { getCompteAccess, setCompteAccess } from '../../shared/app/compte-access.ts';
import { createCompte, listComptes } from '../../shared/app/comptes.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { listUsers, putUser, setUserKeys, setUserLimits } from '../../shared/app/users.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, robot, world } from './world.ts';

const KEY = `${ssh2.utils.generateKeyPairSync('ed25519').public.trim()} robot`;
const USER = { user: 'robot1', role: 'robot', dossiers: 'all', language: 'fr', disabled: false } as const;
const LIMITS = { sessions: 4, uploadBytes: null, dailyBytes: 5_000_000_000 };

async function ready() {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await putUser(w.deps, manager, COMPTE, { ...USER, password: 'correct horse battery' });
  return w;
}

const refusal = (kind: string, code: string) => (e: unknown) =>
  e instanceof Refusal && e.kind === kind && e.code === code;

test('are kept in one way of writing, and come back with a rebuild', async () => {
  const w = await ready();
  assert.deepEqual(await getCompteAccess(w.deps, manager, COMPTE), { allow: [], tlsRequired: false });
  const allow = ['192.0.2.0/24', '::ffff:198.51.100.7', '2001:DB8::/32', '192.0.2.0/24'];
  const set = await setCompteAccess(w.deps, manager, COMPTE, { allow, tlsRequired: true });
  const kept = { allow: ['192.0.2.0/24', '198.51.100.7', '2001:db8::/32'], tlsRequired: true };
  assert.deepEqual(set, { ...kept, shutOut: [] });
  await setUserLimits(w.deps, manager, COMPTE, 'Robot1', LIMITS);
  await setUserKeys(w.deps, manager, COMPTE, 'robot1', [KEY, KEY]);

  const tables = new MemoryTables(w.calls);
  const deps = { ...w.deps, tables };
  await rebuild(deps, () => undefined);
  for (const d of [w.deps, deps]) {
    assert.deepEqual(await getCompteAccess(d, manager, COMPTE), kept);
    const [user] = await listUsers(d, manager, COMPTE);
    assert.deepEqual([user?.limits, user?.publicKeys], [LIMITS, [KEY]]);
    const login = await findLogin(d, 'robot1');
    assert.deepEqual([login?.limits, login?.publicKeys], [LIMITS, [KEY]]);
  }
  const [compte] = await listComptes(deps, operator);
  assert.deepEqual(Object.keys(compte!).sort(), ['at', 'id', 'language', 'name']);
});

test('stay as they are where something else of the user changes', async () => {
  const w = await ready();
  await setUserLimits(w.deps, manager, COMPTE, 'robot1', LIMITS);
  await setUserKeys(w.deps, manager, COMPTE, 'robot1', [KEY]);
  const before = await findLogin(w.deps, 'robot1');
  await putUser(w.deps, manager, COMPTE, { ...USER, disabled: true });
  assert.deepEqual(await findLogin(w.deps, 'robot1'), { ...before, mayEnter: false });
  await setUserKeys(w.deps, manager, COMPTE, 'robot1', []);
  assert.deepEqual((await findLogin(w.deps, 'robot1'))?.publicKeys, []);
});

test('two changes at one time: none undoes the other', async () => {
  const w = await ready();
  const both = await Promise.allSettled([
    setUserLimits(w.deps, manager, COMPTE, 'robot1', LIMITS),
    setUserKeys(w.deps, manager, COMPTE, 'robot1', [KEY]),
  ]);
  const login = await findLogin(w.deps, 'robot1');
  assert.equal(login?.limits.sessions, both[0].status === 'fulfilled' ? 4 : null);
  assert.equal(login?.publicKeys.length, both[1].status === 'fulfilled' ? 1 : 0);
  for (const r of both)
    if (r.status === 'rejected') assert.ok(refusal('conflict', 'CHANGED_MEANWHILE')(r.reason), String(r.reason));
  assert.ok(both.some((r) => r.status === 'fulfilled'));
});

test('a crash between the journal and the rows: the next change shows both', async () => {
  const w = await ready();
  w.calls.fail('transact');
  await assert.rejects(setUserLimits(w.deps, manager, COMPTE, 'robot1', LIMITS));
  await setUserKeys(w.deps, manager, COMPTE, 'robot1', [KEY]);
  const login = await findLogin(w.deps, 'robot1');
  assert.deepEqual([login?.limits, login?.publicKeys], [LIMITS, [KEY]]);
});

test('bad lines are refused with their numbers and reasons, and nothing changes', async () => {
  const w = await ready();
  await setCompteAccess(w.deps, manager, COMPTE, { allow: ['192.0.2.1'], tlsRequired: false });
  const allow = ['192.0.2.0/24', '192.0.2.7/24', 'here', '::/130'];
  await assert.rejects(setCompteAccess(w.deps, manager, COMPTE, { allow, tlsRequired: true }), (e) => {
    assert.ok(e instanceof Refusal);
    assert.deepEqual(
      e.problems.map((p) => [p.code, p.line]),
      [
        ['ADDRESS_BEYOND_PREFIX', 2],
        ['ADDRESS_INVALID', 3],
        ['ADDRESS_PREFIX_INVALID', 4],
      ],
    );
    return true;
  });
  assert.deepEqual(await getCompteAccess(w.deps, manager, COMPTE), { allow: ['192.0.2.1'], tlsRequired: false });
  const many = Array.from({ length: 501 }, (_, i) => `10.0.${i >> 8}.${i & 255}`);
  await assert.rejects(
    setCompteAccess(w.deps, manager, COMPTE, { allow: many, tlsRequired: false }),
    refusal('invalid', 'TOO_MANY_ADDRESSES'),
  );
  await assert.rejects(setUserKeys(w.deps, manager, COMPTE, 'robot1', [KEY, 'ssh-dss AAAA']), (e) => {
    assert.ok(e instanceof Refusal);
    assert.deepEqual([e.code, e.problems.map((p) => p.line)], ['PUBLIC_KEYS_REFUSED', [2]]);
    return true;
  });
  assert.deepEqual((await findLogin(w.deps, 'robot1'))?.publicKeys, []);
});

test('the longest list of addresses and of keys fits its row', async () => {
  const w = await ready();
  const allow = Array.from({ length: 500 }, (_, i) => `2001:db8:1111:2222:3333:4444:5555:${(i + 4096).toString(16)}`);
  await setCompteAccess(w.deps, manager, COMPTE, { allow, tlsRequired: false });
  const big = ssh2.utils.generateKeyPairSync('rsa', { bits: 4096, comment: '' }).public.trim();
  // As long as 8192 bits, each of its own.
  const modulus = (i: number) => Buffer.concat([Buffer.from([0, 0x80 + i]), Buffer.alloc(1023, 7)]);
  const field = (b: Buffer) => Buffer.concat([Buffer.from([0, 0, b.length >> 8, b.length & 255]), b]);
  const keys = Array.from({ length: 20 }, (_, i) => {
    const bytes = Buffer.concat([field(Buffer.from('ssh-rsa')), field(Buffer.from([1, 0, 1])), field(modulus(i))]);
    return `ssh-rsa ${bytes.toString('base64')} ${'x'.repeat(200)}`;
  });
  await setUserKeys(w.deps, manager, COMPTE, 'robot1', keys);
  assert.equal((await findLogin(w.deps, 'robot1'))?.publicKeys.length, 20);
  await assert.rejects(
    setUserKeys(w.deps, manager, COMPTE, 'robot1', [...keys, big]),
    refusal('invalid', 'TOO_MANY_PUBLIC_KEYS'),
  );
});

test('a list that shuts out who deposited lately is taken, and says whom', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  const deposit = (await w.document(id))!.deposit;
  const { shutOut } = await setCompteAccess(w.deps, manager, COMPTE, { allow: ['203.0.113.0/24'], tlsRequired: false });
  assert.deepEqual(shutOut, [{ address: deposit.address, user: deposit.user, at: deposit.at }]);
  const own = await setCompteAccess(w.deps, manager, COMPTE, { allow: [deposit.address], tlsRequired: false });
  assert.deepEqual(own.shutOut, []);
});

test('only administrators of the compte, and the operator, may see or change them', async () => {
  const w = await ready();
  const elsewhere: Principal = { ...manager, compte: 'autre' };
  const narrow: Principal = { ...manager, dossiers: ['007868'] };
  const accountant: Principal = { ...manager, role: 'accountant' };
  for (const by of [elsewhere, narrow, accountant, robot]) {
    const forbidden = refusal('forbidden', 'FORBIDDEN');
    await assert.rejects(getCompteAccess(w.deps, by, COMPTE), forbidden);
    await assert.rejects(setCompteAccess(w.deps, by, COMPTE, { allow: [], tlsRequired: false }), forbidden);
    await assert.rejects(setUserLimits(w.deps, by, COMPTE, 'robot1', LIMITS), forbidden);
    await assert.rejects(setUserKeys(w.deps, by, COMPTE, 'robot1', []), forbidden);
  }
  await setCompteAccess(w.deps, operator, COMPTE, { allow: ['192.0.2.1'], tlsRequired: false });
  await assert.rejects(
    setCompteAccess(w.deps, operator, 'autre', { allow: [], tlsRequired: false }),
    refusal('not-found', 'COMPTE_NOT_FOUND'),
  );
  await assert.rejects(setUserKeys(w.deps, operator, COMPTE, 'nobody', []), refusal('not-found', 'USER_NOT_FOUND'));
});
