import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AFFECTATIONS_HOLD_MS } from '../../shared/app/affectations.ts';
import { authenticate, createApiKey, listApiKeys } from '../../shared/app/api-keys.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { configure } from '../../shared/app/configure.ts';
import { attribute } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { documentHistory, getDocument, listDocuments } from '../../shared/app/documents.ts';
import { getDossier, listDossiers } from '../../shared/app/dossiers.ts';
import { listEntries, postEntry } from '../../shared/app/entries.ts';
import { getLot, listLots } from '../../shared/app/lots.ts';
import { listPeople } from '../../shared/app/people.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { listUsers, putUser } from '../../shared/app/users.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, par, type TestWorld, world } from './world.ts';

const OTHER = par({ dossier: { ...par().dossier, number: '000042', name: 'Durand' } });
const refused = (kind: string) => (e: unknown) => e instanceof Refusal && e.kind === kind;

async function ready() {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(par());
  await w.par(OTHER);
  return w;
}

async function file(w: TestWorld, name: string, text: string): Promise<string> {
  w.pass(1000);
  const id = await w.put('config', '/config', name, text);
  await configure(w.deps, COMPTE, id);
  return id;
}

async function accountant(w: TestWorld, user: string, dossiers: 'all' | 'affected' | string[] = 'affected') {
  const { key } = await createApiKey(w.deps, operator, COMPTE, { user, role: 'accountant', dossiers });
  return () => authenticate(w.deps, key, null);
}

// --- what an accountant sees ------------------------------------------------------------------------------------------

test('a key with affected dossiers sees those whose affectations name its user, from either file, and no other', async () => {
  const w = await ready();
  const marie = await accountant(w, 'Marie');
  const paul = await accountant(w, 'paul');
  assert.deepEqual((await marie()).dossiers, [], 'nothing said yet: nothing seen');
  w.pass(AFFECTATIONS_HOLD_MS);
  await file(w, 'dossiers.txt', '007868;Martin;;marie\n000042;Durand;;Paul,zoe');
  assert.deepEqual((await marie()).dossiers, ['007868']);
  assert.deepEqual((await paul()).dossiers, ['000042']);
  await file(w, 'users.txt', 'marie;Marie;collaborateur;000042,007868');
  w.pass(AFFECTATIONS_HOLD_MS);
  assert.deepEqual([...(await marie()).dossiers].sort(), ['000042', '007868']);
  assert.deepEqual((await paul()).dossiers, ['000042']);
});

test('another dossier’s user sees nothing of a dossier: no document, entry, publication, history, by any way in', async () => {
  const w = await ready();
  await file(w, 'dossiers.txt', '007868;Martin;;marie\n000042;Durand;;paul');
  const marie = await (await accountant(w, 'marie'))();
  const paul = await (await accountant(w, 'paul'))();
  const filed = await w.deposit('a.pdf', 'date=2019-05-05');
  const waiting = await w.deposit('b.tif', 'paper');
  const nowhere = await w.deposit('c.pdf', 'date=2019-05-05 n=2', '/import');
  for (const id of [filed, waiting, nowhere]) await dispatch(w.deps, COMPTE, id, 'deposit');
  const line = { label: 'x', vatCode: null, dueDates: [], analytics: [] };
  const entry = {
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
  };
  await postEntry(w.deps, marie, COMPTE, '007868', 'k1', { documents: [filed], entry });
  await w.drain();

  const seen = async (by: typeof marie) => ({
    documents: (await listDocuments(w.deps, by, COMPTE, { list: 'all', limit: 50 })).items.length,
    waiting: (await listDocuments(w.deps, by, COMPTE, { list: 'waiting', limit: 50 })).items.length,
    dossiers: (await listDossiers(w.deps, by, COMPTE)).map((d) => d.dossier.number),
    entries: (await listEntries(w.deps, by, COMPTE, 50)).length,
    lots: (await listLots(w.deps, by, COMPTE)).items.length,
  });
  assert.deepEqual(await seen(marie), { documents: 2, waiting: 1, dossiers: ['007868'], entries: 1, lots: 1 });
  assert.deepEqual(await seen(paul), { documents: 0, waiting: 0, dossiers: ['000042'], entries: 0, lots: 0 });
  await assert.rejects(getDocument(w.deps, paul, COMPTE, filed), refused('not-found'));
  await assert.rejects(documentHistory(w.deps, paul, COMPTE, filed), refused('not-found'));
  await assert.rejects(getDossier(w.deps, paul, COMPTE, '007868'), refused('not-found'));
  await assert.rejects(getLot(w.deps, paul, COMPTE, '007868_201912_000001'), refused('not-found'));
  await assert.rejects(postEntry(w.deps, paul, COMPTE, '007868', 'k2', { documents: [], entry }), refused('forbidden'));
  const steal = { by: paul, compte: COMPTE, id: waiting };
  await assert.rejects(attribute(w.deps, steal, { dossier: '000042', exercice: '201912' }), refused('not-found'));
});

test('a removed affectation takes effect within thirty seconds, and so does a new one', async () => {
  const w = await ready();
  await file(w, 'dossiers.txt', '007868;Martin;;marie');
  const marie = await accountant(w, 'marie');
  const paul = await accountant(w, 'paul');
  assert.deepEqual([(await marie()).dossiers, (await paul()).dossiers], [['007868'], []]);
  await file(w, 'dossiers.txt', '007868;Martin;;paul');
  w.pass(AFFECTATIONS_HOLD_MS - 5000);
  assert.deepEqual((await marie()).dossiers, ['007868'], 'remembered');
  w.pass(5000);
  assert.deepEqual([(await marie()).dossiers, (await paul()).dossiers], [[], ['007868']]);
  await file(w, 'dossiers.txt', '007868;Martin;;-');
  w.pass(AFFECTATIONS_HOLD_MS);
  assert.deepEqual((await paul()).dossiers, []);
  w.pass(1000);
  await w.par({ ...par(), accounts: [] });
  assert.deepEqual((await paul()).dossiers, [], 'a PAR says nothing of it');
});

test('a burst of requests looks affectations up once', async () => {
  const w = await ready();
  await file(w, 'dossiers.txt', '007868;Martin;;marie');
  const marie = await accountant(w, 'marie');
  await marie();
  w.calls.reset();
  for (let i = 0; i < 20; i++) await marie();
  assert.equal(w.calls.made.filter((c) => c === 'range').length, 0);
});

test('a key that lists dossiers, or has all, is not narrowed by affectations; a manager neither', async () => {
  const w = await ready();
  await file(w, 'dossiers.txt', '007868;Martin;;marie');
  assert.deepEqual((await (await accountant(w, 'paul', ['000042']))()).dossiers, ['000042']);
  assert.equal((await (await accountant(w, 'paul', 'all'))()).dossiers, 'all');
  assert.equal((await listDossiers(w.deps, manager, COMPTE)).length, 2);
});

test('affected dossiers are for accountants whose name a file could hold', async () => {
  const w = await ready();
  for (const k of [
    { user: 'marie', role: 'manager' as const },
    { user: 'marie', role: 'robot' as const },
    { user: 'Marie Durand', role: 'accountant' as const },
  ])
    await assert.rejects(
      createApiKey(w.deps, operator, COMPTE, { ...k, dossiers: 'affected' }),
      (e) => e instanceof Refusal && e.code === 'AFFECTED_NEEDS_ACCOUNTANT',
    );
  await accountant(w, 'marie');
  assert.deepEqual(
    (await listApiKeys(w.deps, operator, COMPTE)).map((k) => k.dossiers),
    ['affected'],
  );
});

test('a dossier called by the letters of a keyword is a dossier', async () => {
  const w = await ready();
  await file(w, 'dossiers.txt', 'AFFECTED;Un dossier;;zoe\nALL;Un autre');
  assert.deepEqual((await (await accountant(w, 'paul', ['AFFECTED']))()).dossiers, ['AFFECTED']);
  assert.deepEqual((await (await accountant(w, 'zoe'))()).dossiers, ['AFFECTED']);
});

// --- users.txt --------------------------------------------------------------------------------------------------------

test('users.txt invites people: no login, no password; absence deletes nobody; a bad line is told', async () => {
  const w = await ready();
  await putUser(w.deps, operator, COMPTE, {
    user: 'robot1',
    password: 'correct horse battery',
    role: 'robot',
    dossiers: 'all',
    language: 'fr',
    disabled: false,
  });
  const text = 'marie;Marie <marie@cabinet.fr>;gestionnaire\nrobot1;Robert;collaborateur\nx y;;collaborateur';
  const id = await file(w, 'users.txt', text);
  const report = (await w.deps.tables.get('state', COMPTE, `G|${id}`))!;
  assert.equal(report.columns['outcome'], 'applied');
  assert.match(report.columns['data'] as string, /"code":"USERS_NAME","params":\{"user":"x y"\},"line":3/);
  await file(w, 'users.txt', 'zoe;;collaborateur');
  const people = await listPeople(w.deps, operator, COMPTE);
  assert.deepEqual(
    people.map((p) => [p.user, p.name, p.email, p.role, p.state]),
    [
      ['marie', 'Marie', 'marie@cabinet.fr', 'manager', 'invited'],
      ['robot1', 'Robert', null, 'accountant', 'invited'],
      ['zoe', 'zoe', null, 'accountant', 'invited'],
    ],
  );
  assert.deepEqual(
    (await listUsers(w.deps, operator, COMPTE)).map((u) => u.user),
    ['robot1'],
    'the FTP login alone',
  );
  for (const user of ['marie', 'zoe']) assert.equal(await w.deps.tables.get('logins', user, 'login'), null);
  assert.ok(
    (await w.deps.tables.get('logins', 'robot1', 'login'))?.columns['hash'],
    'a login of this name is untouched',
  );
  assert.equal(JSON.stringify(people).includes('hash'), false);
  await assert.rejects(listPeople(w.deps, { ...manager, role: 'accountant' }, COMPTE), refused('forbidden'));
});

test('a newer line changes a person, an older one that comes late does not; dossiers not said are kept', async () => {
  const w = await ready();
  const person = async () => (await listPeople(w.deps, operator, COMPTE))[0]!;
  const ids: string[] = [];
  for (const text of ['zoe;Zoé;collaborateur;000042', 'zoe;Zoé;gestionnaire', 'zoe;Zoé;gestionnaire;-']) {
    w.pass(1000);
    ids.push(await w.put('config', '/config', 'users.txt', text));
  }
  await configure(w.deps, COMPTE, ids[0]!);
  await configure(w.deps, COMPTE, ids[1]!);
  assert.deepEqual(
    [(await person()).role, (await person()).dossiers, (await person()).version],
    ['manager', ['000042'], 2],
  );
  await configure(w.deps, COMPTE, ids[2]!);
  assert.deepEqual((await person()).dossiers, []);
  w.pass(1000);
  await configure(w.deps, COMPTE, await w.put('config', '/config', 'users.txt', 'zoe;Zoé;gestionnaire;-'));
  assert.equal((await person()).version, 3, 'said again: no event');
  const late = await w.put('config', '/config', 'users.txt', 'zoe;Zoé;collaborateur');
  const blob = w.blobs.stored.get(`config/${COMPTE}/${late}`)!;
  w.blobs.stored.set(`config/${COMPTE}/${late}`, {
    ...blob,
    metadata: { ...blob.metadata, at: '2020-01-01T00:00:00.000Z' },
  });
  await configure(w.deps, COMPTE, late);
  assert.equal((await person()).role, 'manager');
});

test('a crash at any step of users.txt and dossiers.txt is made good by the next delivery', async () => {
  for (const call of ['get-row', 'get-blob', 'range', 'create', 'transact'])
    for (const nth of [0, 1, 2])
      for (const when of ['before', 'after'] as const) {
        const what = `${call} ${nth} ${when}`;
        const w = await ready();
        const users = await w.put(
          'config',
          '/config',
          'users.txt',
          'marie;M;collaborateur;000042\npaul;P;gestionnaire',
        );
        const dossiers = await w.put('config', '/config', 'dossiers.txt', '007868;A;;marie\n000042;B;;paul');
        for (const id of [users, dossiers]) {
          let left = nth;
          const run = w.calls.run.bind(w.calls);
          w.calls.run = (name, work) => {
            if (name === call && left-- === 0) w.calls.fail(call, 1, when);
            return run(name, work);
          };
          await configure(w.deps, COMPTE, id).catch((e: Error) => assert.match(e.message, /storage fault/, what));
          left = -1;
          w.calls.reset();
          await configure(w.deps, COMPTE, id);
        }
        const people = await listPeople(w.deps, operator, COMPTE);
        assert.deepEqual(
          people.map((p) => [p.user, p.role, p.version]),
          [
            ['marie', 'accountant', 1],
            ['paul', 'manager', 1],
          ],
          what,
        );
        const marie = await (await accountant(w, 'marie'))();
        assert.deepEqual([...marie.dossiers].sort(), ['000042', '007868'], what);
      }
});

test('a rebuild gives people and affectations back', async () => {
  const w = await ready();
  await file(w, 'users.txt', 'marie;Marie;collaborateur;000042');
  await file(w, 'users.txt', 'marie;Marie Élan;gestionnaire');
  await file(w, 'dossiers.txt', '007868;Martin;;marie,paul');
  await file(w, 'dossiers.txt', '007868;Martin;;paul');
  const rows = (t: MemoryTables) =>
    t
      .rows('state', COMPTE)
      .filter((r) => /^[VB]\|/.test(r.key))
      .map((r) => [r.key, r.columns['data']]);
  const tables = new MemoryTables(w.calls);
  await rebuild({ ...w.deps, tables }, () => undefined);
  assert.deepEqual(rows(tables), rows(w.tables));
  assert.equal(rows(tables).length, 2);
});
