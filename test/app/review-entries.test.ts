import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompte } from '../../shared/app/comptes.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { postEntry } from '../../shared/app/entries.ts';
import { keys } from '../../shared/app/keys.ts';
import { commitLot, listLots, loadLot } from '../../shared/app/lots.ts';
import { listNotices } from '../../shared/app/notices.ts';
import { publish } from '../../shared/app/publish.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { takeReport } from '../../shared/app/returns.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, knownDossier, manager, operator, par, type TestWorld, world } from './world.ts';

/** Entries, lots and the robot's reports where things go wrong at the worst moment. */

function entry(piece = 'F1'): Entry {
  const line = { label: 'x', vatCode: null, dueDates: [], analytics: [] };
  return {
    journal: 'AC',
    date: '2019-05-05',
    piece,
    label: 'x',
    documentDate: null,
    reference: null,
    currency: 'EUR',
    lines: [
      { ...line, account: '60110000', debit: 100, credit: 0 },
      { ...line, account: '40100000', debit: 0, credit: 100 },
    ],
  };
}

async function ready(): Promise<TestWorld> {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(par());
  w.sent.length = 0;
  return w;
}

async function filed(w: TestWorld, name: string, directory = '/import/007868'): Promise<string> {
  const id = await w.deposit(name, `date=2019-05-05 ${name}`, directory);
  await dispatch(w.deps, COMPTE, id, 'deposit');
  return id;
}

const post = (w: TestWorld, key: string, documents: string[] = [], deps = w.deps, e = entry()) =>
  postEntry(deps, manager, COMPTE, '007868', key, { entry: e, documents });

const publishAll = (w: TestWorld, deps = w.deps) => publish(deps, COMPTE, '007868', '201912');

const lotsOf = async (w: TestWorld, deps = w.deps) => (await listLots(deps, manager, COMPTE)).items;

const inLots = async (w: TestWorld, deps = w.deps) => (await lotsOf(w, deps)).flatMap((l) => l.entries).length;

const codes = async (w: TestWorld) => (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code).sort();

test('a client’s second try that is slow does not put an entry that a lot has taken back in the queue', async () => {
  const w = await ready();
  const { tables } = w.deps;
  w.calls.fail('transact');
  await assert.rejects(post(w, 'k1'), /storage fault/);
  // The second try has seen that there are no rows yet, and stops there until the third is in a lot.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let stopped = false;
  const slow = {
    ...w.deps,
    tables: {
      get: tables.get.bind(tables),
      insert: tables.insert.bind(tables),
      range: tables.range.bind(tables),
      transact: async (...a: Parameters<typeof tables.transact>) => {
        stopped = true;
        await held;
        return tables.transact(...a);
      },
    },
  };
  const second = post(w, 'k1', [], slow);
  for (let i = 0; i < 1000 && !stopped; i++) await new Promise((r) => setImmediate(r));
  await post(w, 'k1');
  await publishAll(w);
  release();
  assert.equal((await second).repeated, true);
  await publishAll(w);
  assert.equal(await inLots(w), 1, 'in one lot');
});

test('answers that get lost while lots are made leave each entry in one lot', async () => {
  for (const call of ['create', 'transact', 'copy'])
    for (const spare of [0, 1]) {
      const w = await ready();
      const document = await filed(w, 'a.pdf');
      w.calls.loseAnswer(call, 1, spare);
      await post(w, 'k1', [document]);
      await post(w, 'k2');
      w.calls.loseAnswer(call, 1, spare);
      await publishAll(w);
      const lots = await lotsOf(w);
      assert.deepEqual(
        lots.map((l) => [l.state, l.entries.length]),
        [['published', 2]],
        `${call} ${spare}`,
      );
    }
});

test('an entry that a fault left in the journal alone is published when everything is looked at', async () => {
  const w = await ready();
  w.calls.fail('transact');
  await assert.rejects(post(w, 'k1'), /storage fault/);
  w.pass(3_600_000);
  await reconcile(w.deps, COMPTE, { windowMs: null });
  await w.drain();
  assert.equal(await inLots(w), 1);
});

test('a rebuild restores a lot of as many entries and attachments as one may have', async () => {
  const w = await ready();
  for (let i = 0; i < 40; i++) await post(w, `k${i}`, [await filed(w, `f${i}.pdf`)]);
  await publishAll(w);
  const before = await lotsOf(w);
  const deps = { ...w.deps, tables: new MemoryTables(w.calls) };
  await rebuild(deps, () => undefined);
  assert.deepEqual(await lotsOf(w, deps), before);
  await publishAll(w, deps);
  assert.equal(await inLots(w, deps), 40);
});

test('a rebuild on tables that lost only the rows of entries does not publish them again', async () => {
  const w = await ready();
  await post(w, 'k1');
  await publishAll(w);
  for (const { key } of w.tables.rows('state', COMPTE))
    if (key.startsWith('E|')) await w.deps.tables.transact('state', COMPTE, [{ op: 'delete', key }]);
  await rebuild(w.deps, () => undefined);
  await publishAll(w);
  assert.equal(await inLots(w), 1);
});

test('an attachment of a dossier that the user may not see is not found, and its name not told', async () => {
  const w = await ready();
  await w.par(par({ dossier: { ...par().dossier, number: '007869' } }));
  const secret = await filed(w, 'Licenciement Durand.pdf', '/import/007869');
  const accountant = { compte: COMPTE, user: 'paul', role: 'accountant', dossiers: ['007868'] } as const;
  const input = { entry: entry(), documents: [secret] };
  await assert.rejects(postEntry(w.deps, accountant, COMPTE, '007868', 'k1', input), (e) => {
    assert.ok(e instanceof Refusal);
    assert.doesNotMatch(JSON.stringify(e.problems), /Durand/);
    assert.deepEqual(
      e.problems.map((p) => p.code),
      ['ATTACHMENT_NOT_FOUND'],
    );
    return true;
  });
});

test('a report on a lot that is still being written changes nothing but what a person sees', async () => {
  const w = await ready();
  await post(w, 'k1');
  w.calls.fail('put');
  await assert.rejects(publishAll(w), /storage fault/);
  const stem = '007868_201912_000001';
  await takeReport(w.deps, COMPTE, await w.put('returns', '/retour', `${stem}.OK`, ''));
  await publishAll(w);
  assert.equal((await loadLot(w.deps, COMPTE, stem))?.lot.state, 'published');
  assert.deepEqual(await codes(w), ['REPORT_UNKNOWN']);
});

test('a report whose event was lost is taken all the same', async () => {
  const w = await ready();
  await post(w, 'k1');
  await publishAll(w);
  w.sent.length = 0;
  const id = await w.put('returns', '/retour', '007868_201912_000001.ERR', 'Compte 401 inconnu');
  w.pass(600_000);
  await reconcile(w.deps, COMPTE, { windowMs: 48 * 3_600_000 });
  const bodies = () => w.sent.filter((s) => s.queue === 'returns').map((s) => s.message.body);
  assert.deepEqual(bodies(), [{ kind: 'report', compte: COMPTE, id }]);
  await takeReport(w.deps, COMPTE, id);
  assert.deepEqual(await codes(w), ['LOT_REJECTED']);
  w.sent.length = 0;
  await reconcile(w.deps, COMPTE, { windowMs: 48 * 3_600_000 });
  assert.deepEqual(bodies(), [], 'taken once');
});

test('a report under the other spelling of its lot’s name is the lot’s', async () => {
  const w = await ready();
  await post(w, 'k1');
  await publishAll(w);
  await takeReport(w.deps, COMPTE, await w.put('returns', '/retour', '007868-201912_000001.ok', ''));
  assert.equal((await lotsOf(w))[0]?.state, 'imported');
});

test('a report as large as a film is read no further than a person would', async () => {
  const w = await ready();
  await post(w, 'k1');
  await publishAll(w);
  const text = `Compte 401 inconnu\r\n${'é'.repeat(3_000_000)}`;
  const id = await w.put('returns', '/retour', '007868_201912_000001.ERR', text);
  w.calls.reset();
  await takeReport(w.deps, COMPTE, id);
  assert.ok(!w.calls.made.includes('get-blob') || w.calls.made.includes('stream'), w.calls.made.join(' '));
  const [lot] = await lotsOf(w);
  assert.match(lot?.report ?? '', /^Compte 401 inconnu\r\n/);
  assert.ok((lot?.report ?? '').length <= 4000);
});

test('publishers that meet a lot’s event without its row bring the row first', async () => {
  const w = await ready();
  await post(w, 'k1');
  const row = (await w.deps.tables.range('state', COMPTE, 'E|', 'E}'))[0]!;
  w.calls.fail('transact');
  const lot = {
    compte: COMPTE,
    stem: '007868_201912_000001',
    dossier: '007868',
    exercice: '201912',
    number: 1,
    state: 'preparing' as const,
    entries: [row.key.slice(2)],
    files: [],
    preparedAt: new Date().toISOString(),
    publishedAt: null,
    downloadedAt: null,
    collectedAt: null,
    collectedBy: null,
    reportedAt: null,
    report: null,
    exportedOn: '2020-01-01',
  };
  await assert.rejects(commitLot(w.deps, null, 'prepared', 'system', lot), /storage fault/);
  await Promise.all([publishAll(w), publishAll(w)]);
  assert.equal(await inLots(w), 1);
  assert.equal((await w.deps.tables.get('state', COMPTE, keys.entry(lot.entries[0]!)))?.columns['lot'], lot.stem);
});

test('a dossier that is known again keeps nothing from being published', async () => {
  const w = await ready();
  await post(w, 'k1');
  await knownDossier(w);
  await publishAll(w);
  assert.equal(await inLots(w), 1);
});

test('the robot’s last word on a lot counts, in whatever order the words are handled', async () => {
  const w = await ready();
  await post(w, 'k1');
  await publishAll(w);
  const stem = '007868_201912_000001';
  const put = async (ending: string) => {
    w.pass(1000);
    return w.put('returns', '/retour', `${stem}.${ending}`, 'Compte 401 inconnu');
  };
  const [first, second, third] = [await put('ERR'), await put('OK'), await put('ERR')];
  for (const id of [first, third, second]) await takeReport(w.deps, COMPTE, id);
  assert.equal((await lotsOf(w))[0]?.state, 'rejected');
  assert.deepEqual(await codes(w), ['LOT_REJECTED']);
  const fourth = await put('OK');
  const late = await put('ERR');
  const fifth = await put('OK');
  w.calls.fail('transact', 1, 'before', 1);
  for (const id of [fourth, fifth]) {
    await takeReport(w.deps, COMPTE, id).catch(() => undefined);
    await takeReport(w.deps, COMPTE, id);
  }
  await takeReport(w.deps, COMPTE, late);
  assert.equal((await lotsOf(w))[0]?.state, 'imported');
  assert.deepEqual(await codes(w), [], 'an older rejection that comes late is no doubt');
});
