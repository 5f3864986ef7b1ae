import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApiKey } from '../../shared/app/api-keys.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { listDocuments } from '../../shared/app/documents.ts';
import { assertReceivable, receive } from '../../shared/app/receive.ts';
import { rename } from '../../shared/app/staging.ts';
import { putUser } from '../../shared/app/users.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { COMPTE, manager, operator, par, type TestWorld, world } from './world.ts';

/** What a user of some dossiers may not see or change, and what a list may not cost. */

const scanner: Principal = { compte: COMPTE, user: 'scanner', role: 'write', dossiers: ['007868'] };
const paul: Principal = { compte: COMPTE, user: 'paul', role: 'accountant', dossiers: ['007869'] };

async function ready(): Promise<TestWorld> {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(par());
  await w.par(par({ dossier: { ...par().dossier, number: '007869' } }));
  w.sent.length = 0;
  return w;
}

test('who may deposit for one dossier can’t file into another by the name of a file', async () => {
  const w = await ready();
  for (const path of [
    '/import/007869_201912.tif',
    '/import/007869-201912 facture.pdf',
    '/import/Mes factures/007869_201912.tif',
  ])
    assert.throws(() => assertReceivable(scanner, path), { code: 'DEPOSIT_FORBIDDEN' }, path);
  for (const path of ['/import/scan0001.tif', '/import/007868_201912.tif', '/import/007868/007869_201912.tif'])
    assert.doesNotThrow(() => assertReceivable(scanner, path), path);
  assert.doesNotThrow(() => assertReceivable({ ...scanner, dossiers: 'all' }, '/import/007869_201912.tif'));
  const incoming = receive(w.deps, scanner, '', '/import/a.part');
  await incoming.write(Buffer.from('x'));
  await incoming.commit();
  await assert.rejects(rename(w.deps, scanner, '/import/a.part', '/import/007869_201912.tif'), {
    code: 'DEPOSIT_FORBIDDEN',
  });
});

test('a manager of some dossiers makes nobody who sees more', async () => {
  const w = await ready();
  const limited: Principal = { ...manager, dossiers: ['007868'] };
  const key = { user: 'x', role: 'manager', dossiers: 'all' } as const;
  await assert.rejects(createApiKey(w.deps, limited, COMPTE, key), { code: 'FORBIDDEN' });
  const user = { user: 'robot9', password: 'correct horse battery', role: 'robot', dossiers: 'all' } as const;
  await assert.rejects(putUser(w.deps, limited, COMPTE, { ...user, language: 'fr', disabled: false }), {
    code: 'FORBIDDEN',
  });
});

test('a page of what a user may see is read in few calls, however much lies between', async () => {
  const w = await ready();
  const at = async (n: number, directory: string) => {
    for (let i = 0; i < n; i++) {
      const id = await w.deposit(`${directory.at(-1)}${i}.tif`, `paper ${directory} ${i} ${Math.random()}`, directory);
      await dispatch(w.deps, COMPTE, id, 'deposit');
    }
  };
  await at(3, '/import/007869');
  await at(300, '/import/007868');
  await at(3, '/import/007869');
  w.calls.reset();
  const page = await listDocuments(w.deps, paul, COMPTE, { list: 'all', limit: 3 });
  assert.equal(page.items.length, 3);
  assert.ok(w.calls.made.length <= 3, `${w.calls.made.length} calls`);
  const rest = await listDocuments(w.deps, paul, COMPTE, { list: 'all', limit: 3, after: page.next! });
  assert.deepEqual([rest.items.length, rest.next], [3, null]);
  assert.ok(w.calls.made.length <= 6, `${w.calls.made.length} calls`);
});

test('the place to go on in a list names nothing that the user may not see', async () => {
  const w = await ready();
  for (const [i, directory] of ['/import/007868', '/import/007869', '/import/007868', '/import/007869'].entries()) {
    const id = await w.deposit(`${i}.tif`, `paper ${i}`, directory);
    await dispatch(w.deps, COMPTE, id, 'deposit');
    w.pass(10);
  }
  const page = await listDocuments(w.deps, paul, COMPTE, { list: 'waiting', limit: 1 });
  assert.ok(Buffer.from(page.next!, 'base64url').toString().endsWith(page.items[0]!.deposit.id));
});

test('a place to go on that no list gave is refused, whatever characters it holds', async () => {
  const w = await ready();
  for (const key of ['W|', 'D|\u0000', 'D|a\nb', 'E|x'])
    await assert.rejects(
      listDocuments(w.deps, manager, COMPTE, {
        list: 'all',
        limit: 1,
        after: Buffer.from(key).toString('base64url'),
      }),
      { code: 'CURSOR_INVALID' },
      key,
    );
});

test('the other form of an invoice in a dossier that a user may not see is told without its name', async () => {
  const w = await ready();
  const deposit = async (name: string, directory: string, more = '') => {
    const id = await w.deposit(name, `date=2019-05-05 n=1 seller=732829320 ${more}`, directory);
    await dispatch(w.deps, COMPTE, id, 'deposit');
    return id;
  };
  await deposit('Licenciement Durand.pdf', '/import/007868');
  const own = await deposit('b.xml', '/import/007869', 'other');
  const d = await w.document(own);
  assert.equal(d?.remarks[0]?.code, 'SAME_INVOICE');
  assert.doesNotMatch(JSON.stringify(d?.remarks), /Durand/);
});
