import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticate, createApiKey, disableApiKey } from '../../shared/app/api-keys.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { attribute, setAside } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { documentHistory } from '../../shared/app/documents.ts';
import { stateDossier } from '../../shared/app/dossiers.ts';
import { putUser } from '../../shared/app/users.ts';
import { COMPTE, manager, operator, par, world } from './world.ts';

/** Answers of the storage that get lost: the SDK asks again by itself and is told that the name or the row is taken. */

async function ready() {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(par());
  w.sent.length = 0;
  return w;
}

const to = { dossier: '007868', exercice: '201912' };

test('a dispatch whose storage answers are lost files once, with one event', async () => {
  for (const call of ['transact', 'create', 'insert'])
    for (const spare of [0, 1]) {
      const w = await ready();
      const id = await w.deposit('a.pdf', 'date=2019-05-05 n=1 seller=732829320');
      w.calls.loseAnswer(call, 1, spare);
      await dispatch(w.deps, COMPTE, id, 'deposit');
      assert.equal((await w.list('F')).length, 1, `${call} ${spare}`);
      assert.equal((await documentHistory(w.deps, manager, COMPTE, id)).length, 1, `${call} ${spare}`);
    }
});

test('a person whose decision was written, but the answer lost, is told that it was', async () => {
  for (const call of ['create', 'transact']) {
    const w = await ready();
    const id = await w.deposit('scan.tif', 'paper');
    await dispatch(w.deps, COMPTE, id, 'deposit');
    w.calls.loseAnswer(call);
    const done = await attribute(w.deps, { by: manager, compte: COMPTE, id, version: 1 }, to);
    assert.deepEqual([done.state, done.version], ['filed', 2], call);
    assert.equal((await w.list('F')).length, 1, call);
  }
});

test('a person who tries again after a fault between event and tables is told that the decision stands', async () => {
  const w = await ready();
  const id = await w.deposit('scan.tif', 'paper');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  w.calls.fail('transact');
  await assert.rejects(attribute(w.deps, { by: manager, compte: COMPTE, id, version: 1 }, to), /storage fault/);
  const done = await attribute(w.deps, { by: manager, compte: COMPTE, id, version: 1 }, to);
  assert.deepEqual([done.state, done.exercice, done.version], ['filed', '201912', 2]);
  w.calls.fail('transact');
  await assert.rejects(setAside(w.deps, { by: manager, compte: COMPTE, id }), /storage fault/);
  assert.equal((await setAside(w.deps, { by: manager, compte: COMPTE, id })).state, 'set-aside');
});

test('another person’s decision in between is still told', async () => {
  const w = await ready();
  const id = await w.deposit('scan.tif', 'paper');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  const other = { ...manager, user: 'paul' };
  w.calls.fail('transact');
  await assert.rejects(setAside(w.deps, { by: other, compte: COMPTE, id }), /storage fault/);
  await assert.rejects(attribute(w.deps, { by: manager, compte: COMPTE, id, version: 1 }, to), {
    code: 'DOCUMENT_CHANGED',
  });
});

test('keys and users whose event was written, but the answer lost, take effect', async () => {
  const w = await ready();
  w.calls.loseAnswer('create');
  const { key, id } = await createApiKey(w.deps, operator, COMPTE, { user: 'marie', role: 'manager', dossiers: 'all' });
  assert.equal((await authenticate(w.deps, key, null)).user, 'marie');
  w.calls.loseAnswer('create');
  await disableApiKey(w.deps, operator, COMPTE, id);
  await assert.rejects(authenticate(w.deps, key, null), { code: 'UNAUTHENTICATED' });
  w.calls.loseAnswer('create');
  const login = { user: 'robot1', password: 'correct horse battery', role: 'robot', dossiers: 'all' } as const;
  await putUser(w.deps, operator, COMPTE, { ...login, language: 'fr', disabled: false });
  assert.ok(await w.deps.tables.get('logins', 'robot1', 'login'));
  w.calls.loseAnswer('create');
  await stateDossier(w.deps, manager, COMPTE, { number: '000042', name: 'Durand', siren: null });
});

test('of two changes of one user at the same time, the tables keep what the journal says last', async () => {
  const w = await ready();
  const login = { user: 'robot1', role: 'robot', dossiers: 'all', language: 'fr' } as const;
  await putUser(w.deps, operator, COMPTE, { ...login, password: 'correct horse battery', disabled: false });
  // The first change stops between its event and the tables until the second, a disabling, is done.
  const { tables } = w.deps;
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = {
    ...w.deps,
    tables: {
      get: tables.get.bind(tables),
      insert: tables.insert.bind(tables),
      range: tables.range.bind(tables),
      transact: async (...a: Parameters<typeof tables.transact>) => {
        await held;
        return tables.transact(...a);
      },
    },
  };
  const first = putUser(slow, operator, COMPTE, { ...login, language: 'en', disabled: false });
  const events = () => w.blobs.names('journal').filter((n) => n.includes('/user/robot1/')).length;
  for (let i = 0; i < 1000 && events() < 2; i++) await new Promise((r) => setImmediate(r));
  await putUser(w.deps, operator, COMPTE, { ...login, disabled: true });
  release();
  await first;
  assert.equal((await tables.get('logins', 'robot1', 'login'))?.columns['disabled'], true);
});
