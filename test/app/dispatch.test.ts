import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attribute, bringBack, setAside } from '../../shared/app/decisions.ts';
import { dispatch, setWaiting } from '../../shared/app/dispatch.ts';
import { documentHistory, listDocuments } from '../../shared/app/documents.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { COMPTE, manager, par, robot, world } from './world.ts';

const refusal = (code: string) => (e: unknown) => e instanceof Refusal && e.code === code;

async function ready() {
  const w = world();
  await w.par(par());
  w.sent.length = 0;
  return w;
}

test('an e-invoice is filed in the exercice of its date, once, however often it is dispatched', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05 n=1');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  await dispatch(w.deps, COMPTE, id, 'again');
  const filed = await w.list('F');
  assert.deepEqual(
    filed.map((d) => [d.deposit.name, d.dossier, d.exercice, d.version]),
    [['a.pdf', '007868', '201912', 1]],
  );
  assert.equal((await w.list('W')).length, 0);
});

test('eight dispatches of one deposit at the same time file it once', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  await Promise.all(Array.from({ length: 8 }, (_, i) => dispatch(w.deps, COMPTE, id, i % 2 ? 'again' : 'deposit')));
  assert.equal((await w.list('F')).length, 1);
  assert.equal((await w.document(id))?.version, 1);
  assert.equal((await documentHistory(w.deps, manager, COMPTE, id)).length, 1);
});

test('a filed e-invoice costs six storage calls after its deposit', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05 n=1 seller=732829320');
  w.calls.reset();
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.deepEqual(w.calls.made, ['get-blob', 'transact', 'range', 'create', 'transact', 'range']);
});

test('a crash at any storage call is made good by the next delivery, with the result of once', async () => {
  const calls = ['get-blob', 'transact', 'range', 'create', 'transact', 'range'];
  for (const [n, call] of calls.entries())
    for (const when of ['before', 'after'] as const) {
      const w = await ready();
      const id = await w.deposit('a.pdf', 'date=2019-05-05 n=1 seller=732829320');
      w.calls.fail(call, 1, when, calls.slice(0, n).filter((c) => c === call).length);
      await assert.rejects(dispatch(w.deps, COMPTE, id, 'deposit'), /storage fault/, `${call} ${when}`);
      await dispatch(w.deps, COMPTE, id, 'deposit');
      assert.equal((await w.list('F')).length, 1, `${call} ${when}`);
      assert.equal((await documentHistory(w.deps, manager, COMPTE, id)).length, 1, `${call} ${when}`);
    }
});

test('the same user, name and bytes again is a retry; the same bytes under another name a possible duplicate', async () => {
  const w = await ready();
  const first = await w.deposit('a.pdf', 'date=2019-05-05');
  const retry = await w.deposit('a.pdf', 'date=2019-05-05');
  const other = await w.deposit('copie.pdf', 'date=2019-05-05');
  const elsewhere = await w.deposit('a.pdf', 'date=2019-05-05', '/import/007868/Factures');
  const somebody = await w.deposit('a.pdf', 'date=2019-05-05', '/import/007868', 'scanner');
  await Promise.all([first, retry, other, elsewhere, somebody].map((id) => dispatch(w.deps, COMPTE, id, 'deposit')));
  const states = await Promise.all([first, retry].map(async (id) => (await w.document(id))?.state));
  assert.deepEqual(states.sort(), ['filed', 'retry'], 'one of the two is the retry of the other');
  const filed = await w.list('F');
  assert.equal(filed.length, 4);
  assert.ok(filed.filter((d) => d.duplicates.length > 0).length >= 3, 'all but the first see another');
  const copy = await w.document(other);
  assert.equal(copy?.state, 'filed');
});

test('two uploads of one name with other bytes are two documents', async () => {
  const w = await ready();
  for (const text of ['date=2019-05-05 n=1', 'date=2019-05-05 n=2'])
    await dispatch(w.deps, COMPTE, await w.deposit('scan0001.tif', text), 'deposit');
  assert.equal((await w.list('F')).length, 2);
});

test('what waited for its dossier and exercice is dispatched when the PAR comes', async () => {
  const w = world();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.equal((await w.document(id))?.reason?.code, 'DOSSIER_UNKNOWN');
  await w.par(par());
  await w.drain();
  const d = await w.document(id);
  assert.equal(d?.state, 'filed');
  assert.equal(d?.exercice, '201912');
  assert.equal((await w.list('W')).length, 0);
  assert.deepEqual(
    (await documentHistory(w.deps, manager, COMPTE, id)).map((e) => e.type),
    ['waiting', 'filed'],
  );
});

test('configuration that comes between the look and the waiting list does not miss the document', async () => {
  const w = world();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  const { append } = { append: w.deps.blobs.create.bind(w.deps.blobs) };
  let once = true;
  // The PAR is applied after the dispatch has read the configuration and before its document is on the list.
  w.deps.blobs.create = async (container, ...rest) => {
    if (container === 'journal' && once) {
      once = false;
      await w.par(par());
      w.sent.length = 0;
    }
    return append(container, ...rest);
  };
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.equal((await w.document(id))?.state, 'filed');
});

test('a changed closing is looked at: what it held moves, and says so', async () => {
  const w = await ready();
  const late = await w.deposit('dec.pdf', 'date=2019-12-15');
  const early = await w.deposit('may.pdf', 'date=2019-05-05');
  for (const id of [late, early]) await dispatch(w.deps, COMPTE, id, 'deposit');
  w.pass(1000);
  await w.par(
    par({
      exercice: '201909',
      exercices: [
        { start: '2019-01-01', end: '2019-09-30', name: '201909', closed: false },
        { start: '2019-10-01', end: '2020-09-30', name: '202009', closed: false },
      ],
    }),
  );
  await w.drain();
  assert.equal((await w.document(early))?.exercice, '201909', 'renamed with its exercice');
  assert.equal((await w.document(late))?.exercice, '202009', 'moved to the one that holds its date');
  assert.equal((await w.list('F')).length, 2);
  const events = await documentHistory(w.deps, manager, COMPTE, late);
  assert.deepEqual(
    events.map((e) => e.type),
    ['filed', 'exercice-changed'],
  );
});

test('an exercice that closes later keeps what was filed in it', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  w.pass(1000);
  const p = par();
  await w.par({ ...p, exercices: p.exercices.map((e) => ({ ...e, closed: true })) });
  await w.drain();
  await dispatch(w.deps, COMPTE, id, 'again');
  assert.equal((await w.document(id))?.state, 'filed');
});

test('a person attributes, moves, sets aside, brings back; the dispatch never overrules it', async () => {
  const w = await ready();
  const id = await w.deposit('scan.tif', 'paper');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.equal((await w.document(id))?.reason?.code, 'DATE_NOT_FOUND');
  const by = { by: manager, compte: COMPTE, id };
  await assert.rejects(attribute(w.deps, by, { dossier: '007868', exercice: '201812' }), refusal('EXERCICE_IS_CLOSED'));
  await assert.rejects(attribute(w.deps, by, { dossier: '007868', exercice: '202512' }), refusal('EXERCICE_NOT_FOUND'));
  const filed = await attribute(w.deps, { ...by, version: 1 }, { dossier: '007868', exercice: '201912' });
  assert.deepEqual([filed.state, filed.decidedBy, filed.version], ['filed', 'marie', 2]);
  await assert.rejects(setAside(w.deps, { ...by, version: 1 }), refusal('DOCUMENT_CHANGED'));
  await dispatch(w.deps, COMPTE, id, 'again');
  assert.equal((await w.document(id))?.version, 2);
  await setAside(w.deps, by);
  assert.deepEqual([(await w.list('F')).length, (await w.list('W')).length], [0, 0]);
  await bringBack(w.deps, by);
  assert.deepEqual(
    (await w.list('W')).map((d) => d.reason?.code),
    ['BROUGHT_BACK'],
  );
  const events = await documentHistory(w.deps, manager, COMPTE, id);
  assert.deepEqual(
    events.map((e) => [e.type, e.by]),
    [
      ['waiting', 'system'],
      ['attributed', 'marie'],
      ['set-aside', 'marie'],
      ['brought-back', 'marie'],
    ],
  );
});

test('a crash between a person’s event and the tables is rolled forward, by the next person or by the timer', async () => {
  for (const mender of ['person', 'timer']) {
    const w = await ready();
    const id = await w.deposit('scan.tif', 'paper');
    await dispatch(w.deps, COMPTE, id, 'deposit');
    const to = { dossier: '007868', exercice: '201912' };
    const by = { by: manager, compte: COMPTE, id };
    w.calls.fail('transact', 1, 'before');
    await assert.rejects(attribute(w.deps, by, to), /storage fault/);
    assert.equal((await w.document(id))?.state, 'waiting');
    if (mender === 'person') await assert.rejects(setAside(w.deps, by), refusal('DOCUMENT_CHANGED'));
    else assert.equal((await reconcile(w.deps, COMPTE, { windowMs: 3_600_000, graceMs: 0 })).forwarded, 1);
    assert.equal((await w.document(id))?.state, 'filed', mender);
    assert.equal((await w.list('W')).length, 0);
  }
});

test('a deposit without a record is found and queued; a record without an event is not', async () => {
  const w = await ready();
  const seen = await w.deposit('a.pdf', 'date=2019-05-05 n=1');
  await dispatch(w.deps, COMPTE, seen, 'deposit');
  const unseen = await w.deposit('b.pdf', 'date=2019-05-05 n=2');
  assert.equal((await reconcile(w.deps, COMPTE, { windowMs: 3_600_000 })).deposits, 0, 'still within its grace');
  w.pass(10 * 60_000);
  assert.equal((await reconcile(w.deps, COMPTE, { windowMs: 3_600_000 })).deposits, 1);
  await w.drain();
  assert.equal((await w.document(unseen))?.state, 'filed');
  assert.equal((await reconcile(w.deps, COMPTE, { windowMs: null })).deposits, 0);
});

test('a dead letter becomes a waiting document with its reason, and does not touch what is done', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  await setWaiting(w.deps, COMPTE, id, 'MaxDeliveryCountExceeded');
  const [d] = await w.list('W');
  assert.deepEqual(d?.reason, { code: 'PROCESSING_FAILED', params: { detail: 'MaxDeliveryCountExceeded' } });
  await dispatch(w.deps, COMPTE, id, 'again');
  assert.equal((await w.document(id))?.state, 'filed');
  await setWaiting(w.deps, COMPTE, id, 'late');
  assert.equal((await w.document(id))?.state, 'filed');
});

test('a dispatch that failed for good is tried again by the timer, without end, after pauses that grow', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  await setWaiting(w.deps, COMPTE, id, 'MaxDeliveryCountExceeded');
  const tried: number[] = [];
  for (let minute = 5; minute <= 24 * 60; minute += 5) {
    w.pass(5 * 60_000);
    w.sent.length = 0;
    await reconcile(w.deps, COMPTE, { windowMs: 48 * 3_600_000 });
    if (w.sent.length === 0) continue;
    tried.push(minute);
    await setWaiting(w.deps, COMPTE, id, 'MaxDeliveryCountExceeded');
  }
  assert.deepEqual(
    tried.filter((minute) => minute >= 20),
    [20, 25, 40, 45, 80, 85, 160, 165, 320, 325, 640, 645, 1280, 1285],
  );
  assert.equal((await w.document(id))?.version, 1);
  w.sent.length = 0;
  await reconcile(w.deps, COMPTE, { windowMs: null });
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
});

test('a file put into the container by hand waits with its reason', async () => {
  const w = await ready();
  const id = (await w.deposit('x', 'date=2019-05-05')).replace(/.$/, (c) => (c === '0' ? '1' : '0'));
  await w.deps.blobs.create('deposits', `${COMPTE}/${id}`, Buffer.from('date=2019-05-05'));
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.equal((await w.document(id))?.reason?.code, 'NO_ORIGIN');
});

test('lists page by page, without a gap, and only what a principal may see', async () => {
  const w = await ready();
  for (let i = 0; i < 7; i++) await dispatch(w.deps, COMPTE, await w.deposit(`s${i}.tif`, `paper ${i}`), 'deposit');
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listDocuments(w.deps, manager, COMPTE, { list: 'waiting', limit: 3, after });
    seen.push(...page.items.map((d) => d.deposit.name));
    after = page.next ?? undefined;
  } while (after);
  assert.equal(new Set(seen).size, 7);
  assert.equal(seen.length, 7);
  const other = { ...manager, role: 'accountant' as const, dossiers: ['000001'] };
  assert.equal((await listDocuments(w.deps, other, COMPTE, { list: 'all', limit: 10 })).items.length, 0);
  await assert.rejects(listDocuments(w.deps, robot, COMPTE, { list: 'all', limit: 10 }), refusal('FORBIDDEN'));
  await assert.rejects(
    listDocuments(w.deps, { ...manager, compte: 'autre' }, COMPTE, { list: 'all', limit: 10 }),
    refusal('FORBIDDEN'),
  );
});
