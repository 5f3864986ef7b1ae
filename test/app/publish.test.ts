import assert from 'node:assert/strict';
import { test } from 'node:test';
import { downloaded, removed } from '../../shared/app/collect.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { postEntry } from '../../shared/app/entries.ts';
import { keys } from '../../shared/app/keys.ts';
import { listLots } from '../../shared/app/lots.ts';
import { listNotices } from '../../shared/app/notices.ts';
import { publish } from '../../shared/app/publish.ts';
import { takeReport } from '../../shared/app/returns.ts';
import { readPieces } from '../../shared/domain/dex/pieces.ts';
import { readDex } from '../../shared/domain/dex/read-dex.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { COMPTE, manager, par, reader, robot, type TestWorld, world } from './world.ts';

const refusal = (code: string) => (e: unknown) => e instanceof Refusal && e.code === code;

function entry(changes: Partial<Entry> = {}, cents = 12_345): Entry {
  const line = (account: string, debit: number, credit: number) => ({
    account,
    label: 'Farine',
    debit,
    credit,
    vatCode: null,
    dueDates: [],
    analytics: [],
  });
  return {
    journal: 'AC',
    date: '2019-05-05',
    piece: 'F1',
    label: 'Farine été',
    documentDate: '2019-05-05',
    reference: null,
    currency: 'EUR',
    lines: [line('60110000', cents, 0), line('40100000', 0, cents)],
    ...changes,
  };
}

async function ready(): Promise<TestWorld & { document1: string }> {
  const w = world();
  await w.par(par());
  const document1 = await w.deposit('a.pdf', 'date=2019-05-05');
  await dispatch(w.deps, COMPTE, document1, 'deposit');
  w.sent.length = 0;
  return { ...w, document1 };
}

const post = (w: TestWorld, key: string, e: Entry, documents: string[] = []) =>
  postEntry(w.deps, manager, COMPTE, '007868', key, { entry: e, documents });

const lotsOf = async (w: TestWorld) => (await listLots(w.deps, manager, COMPTE)).items;

const file = (stem: string, part: 'dex' | 'list' | 'piece', name: string) => ({ lot: stem, part, name });

test('an entry becomes attachments, their list and a DEX that reads back equal to the cent', async () => {
  const w = await ready();
  const { posted } = await post(w, 'k1', entry(), [w.document1]);
  await w.drain();
  const [lot] = await lotsOf(w);
  assert.equal(lot?.stem, '007868_201912_000001');
  assert.equal(lot.state, 'published');
  assert.deepEqual(lot.entries, [posted.id]);
  assert.deepEqual(
    lot.files.map((f) => f.name),
    ['007868_201912_000001_P0001.pdf', '007868_201912_000001_PJ.csv', '007868_201912_000001.DEX'],
  );
  const bytes = (name: string) => w.blobs.stored.get(`export/${COMPTE}/${name}`)!.bytes;
  const dex = readDex(bytes('007868_201912_000001.DEX'));
  assert.deepEqual(
    dex.entries.map((e) => e.entry.lines.map((l) => [l.account, l.debit, l.credit])),
    [
      [
        ['60110000', 12_345, 0],
        ['40100000', 0, 12_345],
      ],
    ],
  );
  const { pieces } = readPieces(bytes('007868_201912_000001_PJ.csv'));
  assert.equal(pieces[0]?.file, '007868_201912_000001_P0001.pdf');
  assert.equal(pieces[0]?.sha256, (await w.document(w.document1))?.deposit.sha256);
});

test('the same request under one idempotency key is one entry; another one is refused', async () => {
  const w = await ready();
  const a = await post(w, 'k1', entry());
  const b = await post(w, 'k1', entry());
  assert.deepEqual([a.posted.id, b.repeated], [b.posted.id, true]);
  await assert.rejects(post(w, 'k1', entry({}, 99)), refusal('IDEMPOTENCY_KEY_REUSED'));
  await w.drain();
  const lots = await lotsOf(w);
  assert.deepEqual(
    lots.map((l) => l.entries.length),
    [1],
  );
});

test('every reason of a refusal at once, and nothing published', async () => {
  const w = await ready();
  const bad = entry({ journal: 'ZZ', label: 'a\nb' });
  const lines = bad.lines.map((l, i) => (i ? { ...l, account: '99999999', credit: 1 } : l));
  await assert.rejects(post(w, 'k1', { ...bad, lines }, ['0123456789abcdefghjk']), (e) => {
    assert.ok(e instanceof Refusal);
    const codes = e.problems.map((p) => p.code);
    assert.ok(codes.length >= 5, codes.join(' '));
    assert.ok(codes.includes('ATTACHMENT_NOT_FOUND'));
    return true;
  });
  await assert.rejects(post(w, 'k2', entry({ date: '2018-05-05' })), refusal('ENTRY_REFUSED'));
  await assert.rejects(post(w, 'k3', entry({ date: '2031-05-05' })), refusal('ENTRY_REFUSED'));
  await w.drain();
  assert.deepEqual(await lotsOf(w), []);
});

test('several entries of an exercice share a lot; publishers at the same time never take one twice', async () => {
  const w = await ready();
  for (let i = 0; i < 90; i++) await post(w, `k${i}`, entry({ piece: `F${i}` }, 100 + i));
  await Promise.all(Array.from({ length: 4 }, () => publish(w.deps, COMPTE, '007868', '201912')));
  const lots = await lotsOf(w);
  const taken = lots.flatMap((l) => l.entries);
  assert.equal(taken.length, 90);
  assert.equal(new Set(taken).size, 90);
  assert.ok(lots.every((l) => l.state === 'published' && l.entries.length <= 40));
});

test('a crash at any step of a publication is finished by the next run, each entry in one lot', async () => {
  for (const call of ['range', 'create', 'transact', 'copy', 'put', 'get-row'])
    for (const when of ['before', 'after'] as const) {
      const w = await ready();
      await post(w, 'k1', entry(), [w.document1]);
      await post(w, 'k2', entry({ piece: 'F2' }));
      w.calls.fail(call, 1, when);
      await assert.rejects(publish(w.deps, COMPTE, '007868', '201912'), /storage fault/, `${call} ${when}`);
      await publish(w.deps, COMPTE, '007868', '201912');
      const lots = await lotsOf(w);
      assert.deepEqual(
        lots.map((l) => [l.state, l.entries.length]),
        [['published', 2]],
        `${call} ${when}`,
      );
    }
});

test('collected by the robot’s deletion after a complete download, not before, and not by a reader', async () => {
  const w = await ready();
  await post(w, 'k1', entry(), [w.document1]);
  await w.drain();
  const stem = '007868_201912_000001';
  const dex = file(stem, 'dex', `${stem}.DEX`);
  await assert.rejects(removed(w.deps, robot, dex), refusal('DEX_NOT_DOWNLOADED'));
  await downloaded(w.deps, reader, dex);
  await removed(w.deps, reader, dex);
  await assert.rejects(removed(w.deps, robot, dex), refusal('DEX_NOT_DOWNLOADED'));
  await downloaded(w.deps, robot, file(stem, 'piece', `${stem}_P0001.pdf`));
  await downloaded(w.deps, robot, dex);
  await removed(w.deps, robot, dex);
  await removed(w.deps, robot, dex);
  const [lot] = await lotsOf(w);
  assert.equal(lot?.state, 'collected');
  assert.equal(lot.collectedBy, 'robot');
  assert.ok(lot.publishedAt && lot.downloadedAt && lot.collectedAt);
  const name = keys.name('/export', `${stem}.DEX`, stem);
  assert.equal(await w.deps.tables.get('state', COMPTE, name), null, 'its files have left /export');
});

test('the robot’s report: imported, or rejected with its words on a list that a person sees', async () => {
  const w = await ready();
  await post(w, 'k1', entry());
  await w.drain();
  const stem = '007868_201912_000001';
  const report = async (name: string, text: string) =>
    takeReport(w.deps, COMPTE, await w.put('returns', '/retour', name, text));
  await report(`${stem}.ERR`, 'Compte 401 inconnu\r\nligne 3');
  let [lot] = await lotsOf(w);
  assert.equal(lot?.state, 'rejected');
  assert.match(lot.report ?? '', /401 inconnu/);
  assert.deepEqual(
    (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code),
    ['LOT_REJECTED'],
  );
  w.pass(1000);
  await report(`${stem}.OK`, '');
  [lot] = await lotsOf(w);
  assert.equal(lot?.state, 'imported');
  await report('007868_201912_000099.OK', '');
  await report('bonjour.txt', '');
  const codes = (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code).sort();
  assert.deepEqual(codes, ['REPORT_UNKNOWN', 'REPORT_UNKNOWN'], 'what was imported after all is settled');
});
