import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authenticate, createApiKey } from '../../shared/app/api-keys.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { attribute } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { documentOf } from '../../shared/app/documents.ts';
import { postEntry } from '../../shared/app/entries.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { putUser } from '../../shared/app/users.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, par, world } from './world.ts';

test('the tables are made again from the blobs and the journal: same documents, same exercices, same lots', async () => {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await putUser(w.deps, operator, COMPTE, {
    user: 'robot1',
    password: 'correct horse battery',
    role: 'robot',
    dossiers: 'all',
    language: 'fr',
    disabled: false,
  });
  const { key } = await createApiKey(w.deps, operator, COMPTE, { user: 'marie', role: 'manager', dossiers: 'all' });
  await w.par(par());
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push(await w.deposit(`f${i}.pdf`, `date=2019-0${i + 1}-05`));
  ids.push(await w.deposit('f0.pdf', 'date=2019-01-05'), await w.deposit('scan.tif', 'paper'));
  ids.push(await w.deposit('closed.pdf', 'date=2018-05-05'));
  for (const id of ids) await dispatch(w.deps, COMPTE, id, 'deposit');
  await attribute(w.deps, { by: manager, compte: COMPTE, id: ids[6]! }, { dossier: '007868', exercice: '201912' });
  const line = { label: 'x', vatCode: null, dueDates: [], analytics: [] };
  await postEntry(w.deps, manager, COMPTE, '007868', 'k1', {
    documents: [ids[0]!],
    entry: {
      journal: 'AC',
      date: '2019-05-05',
      piece: null,
      label: 'x',
      documentDate: null,
      reference: null,
      currency: 'EUR',
      lines: [
        { ...line, account: '60110000', debit: 100, credit: 0 },
        { ...line, account: '40100000', debit: 0, credit: 100 },
      ],
    },
  });
  await w.drain();
  const undispatched = await w.deposit('late.pdf', 'date=2019-09-05');

  const shape = (tables: MemoryTables) =>
    tables
      .rows('state', COMPTE)
      .filter((r) => /^[DWFPE]\|/.test(r.key))
      .map((r) =>
        /^[DWF]/.test(r.key) ? [r.key, documentOf(r).state, documentOf(r).exercice] : [r.key, r.columns['state']],
      );
  const before = shape(w.tables);

  const tables = new MemoryTables(w.calls);
  const deps = { ...w.deps, tables };
  w.sent.length = 0;
  const done = await rebuild(deps, () => undefined);
  assert.deepEqual(shape(tables), before);
  assert.equal(done.documents, 8);
  assert.equal(done.queued, 1);
  const dispatches = w.sent.filter((s) => s.queue === 'deposits').map((s) => (s.message.body as { id: string }).id);
  assert.deepEqual(dispatches, [undispatched]);
  assert.equal((await authenticate(deps, key, null)).user, 'marie');
  assert.ok(await tables.get('logins', 'robot1', 'login'));

  // A retry is still known as one after the rebuild, and a second rebuild changes nothing.
  const again = await w.deposit('f1.pdf', 'date=2019-02-05');
  await dispatch(deps, COMPTE, again, 'deposit');
  const row = await tables.get('state', COMPTE, `D|${again}`);
  assert.equal(documentOf(row!).state, 'retry');
  const settled = shape(tables);
  await rebuild(deps, () => undefined);
  assert.deepEqual(shape(tables), settled);
});
