import assert from 'node:assert/strict';
import { test } from 'node:test';
import { downloaded, removed } from '../../shared/app/collect.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { listEntries, postEntry } from '../../shared/app/entries.ts';
import { history } from '../../shared/app/journal.ts';
import { cancelLot, republishLot } from '../../shared/app/lot-changes.ts';
import { getLot, listLots } from '../../shared/app/lots.ts';
import { listNotices } from '../../shared/app/notices.ts';
import { publish } from '../../shared/app/publish.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { takeReport } from '../../shared/app/returns.ts';
import { list } from '../../shared/app/tree.ts';
import { readDex } from '../../shared/domain/dex/read-dex.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Par } from '../../shared/domain/par.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { isLive, type Lot } from '../../shared/domain/publication.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, par, robot, type TestWorld, world } from './world.ts';

const FIRST = '007868_201912_000001';
const SECOND = '007868_201912_000002';
const refusal = (code: string) => (e: unknown) => e instanceof Refusal && e.code === code;

function entry(piece: string, date = '2019-05-05'): Entry {
  const line = { label: 'Farine', vatCode: null, dueDates: [], analytics: [] };
  return {
    journal: 'AC',
    date,
    piece,
    label: 'Farine',
    documentDate: null,
    reference: null,
    currency: 'EUR',
    lines: [
      { ...line, account: '60110000', debit: 12_345, credit: 0 },
      { ...line, account: '40100000', debit: 0, credit: 12_345 },
    ],
  };
}

const post = (w: TestWorld, key: string, documents: string[] = [], date?: string) =>
  postEntry(w.deps, manager, COMPTE, '007868', key, { entry: entry(key, date), documents });

/** Two entries, one with an attachment, in one published lot. */
async function published(): Promise<TestWorld> {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(par());
  const document = await w.deposit('a.pdf', 'date=2019-05-05');
  await dispatch(w.deps, COMPTE, document, 'deposit');
  await post(w, 'k1', [document]);
  await post(w, 'k2');
  await w.drain();
  assert.deepEqual(await states(w), [[FIRST, 'published']]);
  return w;
}

const lots = async (w: TestWorld, deps = w.deps) => (await listLots(deps, manager, COMPTE)).items;
const states = async (w: TestWorld, deps = w.deps) => (await lots(w, deps)).map((l) => [l.stem, l.state]);
const lot = (w: TestWorld, stem = FIRST) => getLot(w.deps, manager, COMPTE, stem);
const shown = async (w: TestWorld) => (await list(w.deps, robot, '/export')).map((e) => e.name);
const pending = (w: TestWorld, deps = w.deps) => deps.tables.range('state', COMPTE, 'Q|', 'Q}');
const dex = (stem: string) => ({ lot: stem, part: 'dex' as const, name: `${stem}.DEX` });
const republish = (w: TestWorld, stem = FIRST, force = false) => republishLot(w.deps, manager, COMPTE, stem, { force });
const cancel = (w: TestWorld, keep: boolean, stem = FIRST) => cancelLot(w.deps, manager, COMPTE, stem, { keep });
const report = async (w: TestWorld, name: string, text = '') =>
  takeReport(w.deps, COMPTE, await w.put('returns', '/retour', name, text));

async function collect(w: TestWorld, stem = FIRST): Promise<void> {
  await downloaded(w.deps, robot, dex(stem));
  await removed(w.deps, robot, dex(stem));
}

/** Each entry is in one live lot, or waits, or was withdrawn: one of the three, and once. */
async function assertEachOnce(w: TestWorld, what: string, deps = w.deps): Promise<void> {
  const live = (await lots(w, deps)).filter(isLive) as unknown as Lot[];
  const waiting = (await pending(w, deps)).map((r) => r.key.split('|')[3]!);
  for (const e of await listEntries(deps, manager, COMPTE, 100)) {
    const holders = live.filter((l) => l.entries.includes(e.id)).map((l) => l.stem);
    const waits = waiting.filter((id) => id === e.id).length;
    assert.equal(holders.length + waits + (e.withdrawnAt ? 1 : 0), 1, `${what}: ${e.id} ${holders} ${waits}`);
    assert.equal(e.lot, waits ? null : (holders[0] ?? e.lot), what);
  }
}

const of2019 = par().exercices[1]!;
const years = (...exercices: Par['exercices']): Par =>
  par({ exercice: exercices.at(-1)!.name, exercices: [par().exercices[0]!, ...exercices] });

// --- sent again -------------------------------------------------------------------------------------------------------

/** A lot that ended so: `failed` because its exercice was closed for a while. */
async function lotThat(was: 'collected' | 'rejected' | 'failed'): Promise<TestWorld> {
  if (was !== 'failed') {
    const w = await published();
    await collect(w);
    if (was === 'rejected') await report(w, `${FIRST}.ERR`, 'Compte 401 inconnu');
    return w;
  }
  const w = world();
  await w.par(par());
  await post(w, 'k1');
  await post(w, 'k2');
  w.pass(1000);
  await w.par(years({ ...of2019, closed: true }));
  await w.drain();
  w.pass(1000);
  await w.par(years(of2019));
  return w;
}

for (const was of ['collected', 'rejected', 'failed'] as const)
  test(`a lot that was ${was} is sent again in a new one that says which it repeats`, async () => {
    const w = await lotThat(was);
    const codes = (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code);
    assert.deepEqual(codes, { collected: [], rejected: ['LOT_REJECTED'], failed: ['LOT_FAILED'] }[was]);
    assert.equal((await lot(w)).state, was);
    const before = await lot(w);
    const done = await republish(w);
    assert.deepEqual([done.state, done.endedBy], ['replaced', 'marie']);
    await assertEachOnce(w, 'between');
    await w.drain();
    const [old, repeat] = [await lot(w), await lot(w, SECOND)];
    assert.deepEqual([old.state, old.replacedBy], ['replaced', SECOND]);
    assert.deepEqual([repeat.state, repeat.repeats, repeat.entries], ['published', FIRST, before.entries]);
    const bytes = w.blobs.stored.get(`export/${COMPTE}/${SECOND}.DEX`)!.bytes;
    assert.equal(readDex(bytes).label, `${SECOND} R000001`);
    assert.equal(readDex(bytes).entries.length, 2);
    assert.ok((await shown(w)).includes(`${SECOND}.DEX`));
    assert.deepEqual(await listNotices(w.deps, manager, COMPTE), [], 'what was wrong is seen to');
    await assertEachOnce(w, was);
    const events = (await history<Lot>(w.deps.blobs, COMPTE, 'lot', FIRST)).map((e) => [e.type, e.by]);
    assert.deepEqual(events.slice(-2), [
      ['replaced', 'marie'],
      ['succeeded', 'system'],
    ]);
  });

test('the repeat is published by itself: what waits besides goes into another lot', async () => {
  const w = await published();
  await collect(w);
  await post(w, 'k3');
  await republish(w);
  await w.drain();
  const all = await lots(w);
  assert.deepEqual(all.map((l) => [l.state, l.entries.length, l.repeats ?? null]).sort(), [
    ['published', 1, null],
    ['published', 2, FIRST],
    ['replaced', 2, null],
  ]);
  await assertEachOnce(w, 'besides');
});

test('imported is sent again only where somebody insists; what awaits the robot or is being written, never', async () => {
  const w = await published();
  await assert.rejects(republish(w), refusal('LOT_AWAITS_ROBOT'));
  await collect(w);
  await report(w, `${FIRST}.OK`);
  await assert.rejects(republish(w), refusal('LOT_IMPORTED'));
  await republish(w, FIRST, true);
  await w.drain();
  assert.deepEqual(await states(w), [
    [FIRST, 'replaced'],
    [SECOND, 'published'],
  ]);
  await cancel(w, false, SECOND);
  await assert.rejects(republish(w, SECOND), refusal('LOT_ENDED'));
  await assert.rejects(republish(w, '007868_201912_000099'), refusal('PUBLICATION_NOT_FOUND'));
});

test('asked twice, by two at once, or again much later: one repeat', async () => {
  const w = await published();
  await collect(w);
  const both = await Promise.all([republish(w), republish(w), republish(w)]);
  assert.deepEqual(
    both.map((l) => l.state),
    ['replaced', 'replaced', 'replaced'],
  );
  await Promise.all(Array.from({ length: 3 }, () => publish(w.deps, COMPTE, '007868', '201912')));
  await w.drain();
  assert.equal((await republish(w)).replacedBy, SECOND);
  await w.drain();
  assert.deepEqual(await states(w), [
    [FIRST, 'replaced'],
    [SECOND, 'published'],
  ]);
  await assertEachOnce(w, 'twice');
});

test('a repeat that is rejected is repeated in its turn, and each names its own', async () => {
  const w = await published();
  await collect(w);
  await republish(w);
  await w.drain();
  await collect(w, SECOND);
  await report(w, `${SECOND}.ERR`, 'encore');
  await republish(w, SECOND);
  await w.drain();
  assert.deepEqual(
    (await lots(w)).map((l) => [l.state, l.repeats ?? null, l.replacedBy ?? null]),
    [
      ['replaced', null, SECOND],
      ['replaced', FIRST, '007868_201912_000003'],
      ['published', SECOND, null],
    ],
  );
});

test('the robot’s report comes while a person sends the lot again: one of the two, never both', async () => {
  for (let spread = 0; spread < 12; spread++) {
    const w = await published();
    await collect(w);
    const id = await w.put('returns', '/retour', `${FIRST}.OK`, '');
    const later = async () => {
      for (let i = 0; i < spread; i++) await new Promise((r) => setImmediate(r));
      return republish(w).then(
        () => 'replaced',
        (e: Refusal) => e.code,
      );
    };
    const [asked] = await Promise.all([later(), takeReport(w.deps, COMPTE, id).catch(() => undefined)]);
    await takeReport(w.deps, COMPTE, id);
    await w.drain();
    const { state } = await lot(w);
    assert.deepEqual([asked, state], asked === 'replaced' ? ['replaced', 'replaced'] : ['LOT_IMPORTED', 'imported']);
    const codes = (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code);
    assert.deepEqual(codes, asked === 'replaced' ? ['LOT_IMPORTED_THOUGH_REPLACED'] : [], String(spread));
    await assertEachOnce(w, String(spread));
  }
});

// --- cancelled --------------------------------------------------------------------------------------------------------

test('cancelled and kept: its files leave /export at once, its entries go into the next lot, which repeats nothing', async () => {
  const w = await published();
  assert.equal((await shown(w)).length, 3);
  const done = await cancel(w, true);
  assert.deepEqual([done.state, await shown(w), (await pending(w)).length], ['cancelled', [], 2]);
  await assertEachOnce(w, 'kept');
  await w.drain();
  const next = await lot(w, SECOND);
  assert.deepEqual([next.state, next.repeats, next.entries], ['published', undefined, done.entries]);
  assert.equal((await shown(w)).length, 3, 'with its attachment');
  assert.equal((await cancel(w, true)).state, 'cancelled', 'asked again');
  await assert.rejects(cancel(w, false), refusal('LOT_ENDED'), 'asked for something else');
});

test('cancelled and withdrawn: nothing waits, the entries say so, and the same request brings none back', async () => {
  const w = await published();
  await cancel(w, false);
  assert.deepEqual([await shown(w), await pending(w)], [[], []]);
  const entries = await listEntries(w.deps, manager, COMPTE, 10);
  assert.deepEqual(
    entries.map((e) => [e.lot, e.withdrawnAt !== null]),
    [
      [FIRST, true],
      [FIRST, true],
    ],
  );
  assert.equal((await post(w, 'k2')).repeated, true);
  await w.drain();
  assert.deepEqual(await states(w), [[FIRST, 'cancelled']]);
  await post(w, 'k3');
  await w.drain();
  assert.deepEqual((await lot(w, SECOND)).entries.length, 1);
  await assertEachOnce(w, 'withdrawn');
});

test('what the robot has is not cancelled: downloaded whole, collected, imported', async () => {
  const w = await published();
  await downloaded(w.deps, robot, { ...dex(FIRST), part: 'piece', name: `${FIRST}_P0001.pdf` });
  await downloaded(w.deps, robot, dex(FIRST));
  await assert.rejects(cancel(w, true), refusal('LOT_DOWNLOADED'));
  await removed(w.deps, robot, dex(FIRST));
  await assert.rejects(cancel(w, true), refusal('LOT_COLLECTED'));
  await report(w, `${FIRST}.OK`);
  await assert.rejects(cancel(w, false), refusal('LOT_COLLECTED'));
  await assert.rejects(cancel(w, false, SECOND), refusal('PUBLICATION_NOT_FOUND'));
});

test('a rejected lot is shown with the robot’s words, and may be given up', async () => {
  const w = await published();
  await collect(w);
  await report(w, `${FIRST}.ERR`, 'Exercice clos\r\nligne 3');
  const rejected = await lot(w);
  assert.deepEqual([rejected.state, rejected.report], ['rejected', 'Exercice clos\r\nligne 3']);
  const [notice] = await listNotices(w.deps, manager, COMPTE);
  assert.deepEqual([notice?.code, notice?.params['detail']], ['LOT_REJECTED', 'Exercice clos']);
  await cancel(w, false);
  assert.deepEqual([(await lot(w)).state, await listNotices(w.deps, manager, COMPTE)], ['cancelled', []]);
});

test('a robot in the middle of a download is told that it failed, whoever is faster: cancelled or taken, never both', async () => {
  let cancelled = 0;
  for (let spread = 0; spread < 24; spread++) {
    const w = await published();
    const wait = async (turns: number) => {
      for (let i = 0; i < turns; i++) await new Promise((r) => setImmediate(r));
    };
    const taking = async () => {
      await wait(Math.max(0, 12 - spread));
      return downloaded(w.deps, robot, dex(FIRST)).then(
        () => 'taken',
        (e: Refusal) => e.code,
      );
    };
    const cancelling = async () => {
      await wait(Math.max(0, spread - 12));
      return cancel(w, true).then(
        () => 'cancelled',
        (e: Refusal) => e.code,
      );
    };
    const outcome = await Promise.all([taking(), cancelling()]);
    if (outcome[1] === 'cancelled') {
      cancelled++;
      assert.equal(outcome[0], 'LOT_CANCELLED', String(spread));
      assert.deepEqual(await shown(w), []);
    } else {
      assert.deepEqual(outcome, ['taken', 'LOT_DOWNLOADED'], String(spread));
      assert.equal((await shown(w)).length, 3);
    }
    await w.drain();
    await assertEachOnce(w, String(spread));
  }
  assert.ok(cancelled > 0 && cancelled < 24, `${cancelled} of 24: both must happen`);
});

test('a late report on a cancelled lot: an import is told to a person, a rejection is nothing', async () => {
  const w = await published();
  await cancel(w, false);
  await report(w, `${FIRST}.ERR`, 'x');
  assert.deepEqual(await listNotices(w.deps, manager, COMPTE), []);
  await report(w, `${FIRST}.OK`);
  assert.deepEqual(
    (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code),
    ['LOT_IMPORTED_THOUGH_CANCELLED'],
  );
  assert.equal((await lot(w)).state, 'cancelled');
});

test('who may not decide about the dossier changes no lot', async () => {
  const w = await published();
  const strangers: [Principal, string][] = [
    [{ compte: COMPTE, user: 'zoe', role: 'accountant', dossiers: ['000042'] }, 'PUBLICATION_NOT_FOUND'],
    [{ ...manager, compte: 'other' }, 'PUBLICATION_NOT_FOUND'],
    [robot, 'PUBLICATION_NOT_FOUND'],
  ];
  for (const [by, code] of strangers) {
    await assert.rejects(cancelLot(w.deps, by, COMPTE, FIRST, { keep: true }), refusal(code), by.user);
    await assert.rejects(republishLot(w.deps, by, COMPTE, FIRST), refusal(code), by.user);
  }
  const zoe: Principal = { compte: COMPTE, user: 'zoe', role: 'accountant', dossiers: ['007868'] };
  assert.equal((await cancelLot(w.deps, zoe, COMPTE, FIRST, { keep: true })).endedBy, 'zoe');
});

// --- the exercice changes under a lot ---------------------------------------------------------------------------------

test('entries that wait while their exercice is renamed, or split, go out under its new name', async () => {
  const w = world();
  await w.par(par());
  await post(w, 'spring', [], '2019-03-03');
  await post(w, 'autumn', [], '2019-09-09');
  w.pass(1000);
  const half = { ...of2019, end: '2019-06-30', name: '201906' };
  await w.par(years(half, { ...of2019, start: '2019-07-01' }));
  await w.drain();
  await w.drain();
  assert.deepEqual(
    (await lots(w)).map((l) => [l.stem, l.state, l.entries.length]),
    [
      ['007868_201906_000001', 'published', 1],
      ['007868_201912_000001', 'cancelled', 2],
      ['007868_201912_000002', 'published', 1],
    ],
  );
  const exo = readDex(w.blobs.stored.get(`export/${COMPTE}/007868_201906_000001.DEX`)!.bytes).exercice;
  assert.deepEqual([exo?.start, exo?.end], ['2019-01-01', '2019-06-30']);
  const entries = await listEntries(w.deps, manager, COMPTE, 10);
  assert.deepEqual(entries.map((e) => e.exercice).sort(), ['201906', '201912']);
  await assertEachOnce(w, 'split');
});

test('a lot sent again after its exercice was renamed repeats the old one under the new name', async () => {
  const w = await published();
  await collect(w);
  w.pass(1000);
  await w.par(years({ ...of2019, end: '2020-03-31', name: '202003' }));
  await republish(w);
  await w.drain();
  const repeat = await lot(w, '007868_202003_000001');
  assert.deepEqual([repeat.state, repeat.repeats], ['published', FIRST]);
  assert.equal((await lot(w)).replacedBy, repeat.stem);
  await assertEachOnce(w, 'renamed');
});

test('an exercice that is closed before its entries are written: the lot fails, is told, and goes out once it is open', async () => {
  const w = world();
  await w.par(par());
  await post(w, 'k1');
  w.pass(1000);
  await w.par(years({ ...of2019, closed: true }));
  await w.drain();
  assert.deepEqual(await states(w), [[FIRST, 'failed']]);
  const [notice] = await listNotices(w.deps, manager, COMPTE);
  assert.deepEqual([notice?.code, notice?.problems[0]?.code], ['LOT_FAILED', 'ENTRY_EXERCICE_CLOSED']);
  w.pass(1000);
  await w.par({ ...years(of2019), vatCodes: [{ code: 'A', label: null, rate: '20', account: null, kind: null }] });
  await republish(w);
  await w.drain();
  assert.deepEqual((await states(w)).at(-1), [SECOND, 'published']);
});

// --- crashes ----------------------------------------------------------------------------------------------------------

/** Raises a fault in the `nth` call of a kind, whatever else it is; then lets everything run to its end. */
async function withFault(w: TestWorld, fault: string, work: () => Promise<unknown>): Promise<boolean> {
  const [call, nth, when] = fault.split(' ') as [string, string, 'before' | 'after'];
  let left = Number(nth);
  const original = w.calls.run;
  w.calls.run = (name, inner) => {
    if (name === call && left-- === 0) w.calls.fail(call, 1, when);
    return original.call(w.calls, name, inner) as never;
  };
  let failed = false;
  try {
    await work();
  } catch (e) {
    assert.match((e as Error).message, /storage fault/, fault);
    failed = true;
  }
  w.calls.run = original;
  w.calls.reset();
  return failed;
}

const FAULTS = ['get-row', 'range', 'create', 'transact', 'copy', 'put', 'get-blob'].flatMap((call) =>
  [0, 1, 2, 3, 4, 5].flatMap((nth) => [`${call} ${nth} before`, `${call} ${nth} after`]),
);

/** What a person, the queue and the timers do after a crash. */
async function settleDown(w: TestWorld): Promise<void> {
  await w.drain();
  w.pass(3_600_000);
  await reconcile(w.deps, COMPTE, { windowMs: null });
  await w.drain();
}

test('a crash at any step of sending again: asked again, the entries are in one live lot, and the old one names it', async () => {
  let faults = 0;
  for (const fault of FAULTS) {
    const w = await published();
    await collect(w);
    const all = async () => {
      await republish(w);
      await w.drain();
    };
    if (await withFault(w, fault, all)) faults++;
    await republish(w);
    await w.drain();
    await settleDown(w);
    const [old, repeat, ...more] = await lots(w);
    assert.deepEqual([old?.state, old?.replacedBy], ['replaced', SECOND], fault);
    assert.deepEqual(
      [repeat?.state, repeat?.repeats, repeat?.entries.length, more.length],
      ['published', FIRST, 2, 0],
      fault,
    );
    await assertEachOnce(w, fault);
  }
  assert.ok(faults > 30, `${faults} faults were raised`);
});

test('a crash at any step of sending again, and nobody asks again: the timers end it one way or the other', async () => {
  for (const fault of FAULTS) {
    const w = await published();
    await collect(w);
    await withFault(w, fault, async () => {
      await republish(w);
      await w.drain();
    });
    await settleDown(w);
    const all = await states(w);
    assert.ok(
      ['collected', 'replaced published'].includes(all.map(([, s]) => s).join(' ')),
      `${fault}: ${JSON.stringify(all)}`,
    );
    assert.equal((await pending(w)).length, 0, fault);
    await assertEachOnce(w, fault);
  }
});

test('a crash at any step of cancelling: asked again, it is cancelled, and the entries are where they should be', async () => {
  for (const keep of [true, false])
    for (const fault of FAULTS) {
      const w = await published();
      await withFault(w, fault, async () => {
        await cancel(w, keep);
        await w.drain();
      });
      await cancel(w, keep);
      await settleDown(w);
      const all = (await states(w)).map(([, s]) => s).join(' ');
      assert.equal(all, keep ? 'cancelled published' : 'cancelled', fault);
      assert.equal((await shown(w)).length, keep ? 3 : 0, fault);
      await assertEachOnce(w, fault);
    }
});

test('a crash between the event and its rows, and the robot comes: it gets no lot that is cancelled', async () => {
  const w = await published();
  w.calls.fail('transact');
  await assert.rejects(cancel(w, true), /storage fault/);
  assert.equal((await shown(w)).length, 3, 'the tables are one behind');
  await assert.rejects(downloaded(w.deps, robot, dex(FIRST)), refusal('LOT_CANCELLED'));
  assert.deepEqual(await shown(w), [], 'and are brought forward');
  await settleDown(w);
  assert.deepEqual(
    (await states(w)).map(([, s]) => s),
    ['cancelled', 'published'],
  );
});

test('answers of the storage that get lost change nothing', async () => {
  for (const call of ['create', 'transact'])
    for (const spare of [0, 1, 2]) {
      const w = await published();
      await collect(w);
      w.calls.loseAnswer(call, 1, spare);
      await republish(w);
      await w.drain();
      await cancel(w, true, SECOND);
      w.calls.loseAnswer(call, 1, spare);
      await settleDown(w);
      assert.deepEqual(
        (await states(w)).map(([, s]) => s),
        ['replaced', 'cancelled', 'published'],
        `${call} ${spare}`,
      );
      assert.deepEqual((await lots(w)).at(-1)?.repeats, FIRST, 'what never left still repeats the first');
      assert.equal((await lot(w)).replacedBy, '007868_201912_000003');
      await assertEachOnce(w, `${call} ${spare}`);
    }
});

// --- rebuild ----------------------------------------------------------------------------------------------------------

test('a rebuild gives the same lots, the same entries waiting and the same withdrawn, at every stage', async () => {
  const w = await published();
  const stages: (() => Promise<unknown>)[] = [
    () => collect(w),
    () => republish(w),
    () => w.drain(),
    () => cancel(w, true, SECOND),
    () => w.drain(),
    () => cancel(w, false, '007868_201912_000003'),
    () => post(w, 'k3'),
    () => w.drain(),
  ];
  for (const [i, stage] of stages.entries()) {
    w.pass(1000);
    await stage();
    const keep = [...w.sent];
    const tables = new MemoryTables(w.calls);
    const deps = { ...w.deps, tables };
    const shape = (t: MemoryTables) =>
      t
        .rows('state', COMPTE)
        .filter((r) => /^([PQ]|N\|export)\|/.test(r.key))
        .map((r) => [r.key, r.columns['state'] ?? null, r.columns['repeats'] ?? null]);
    for (let round = 0; round < 2; round++) {
      await rebuild(deps, () => undefined);
      assert.deepEqual(shape(tables), shape(w.tables), `stage ${i}, round ${round}`);
      assert.deepEqual(
        (await listEntries(deps, manager, COMPTE, 10)).map((e) => [e.id, e.exercice, e.lot, e.withdrawnAt]),
        (await listEntries(w.deps, manager, COMPTE, 10)).map((e) => [e.id, e.exercice, e.lot, e.withdrawnAt]),
        `stage ${i}, round ${round}`,
      );
      await assertEachOnce(w, `stage ${i}`, deps);
    }
    w.sent.splice(0, w.sent.length, ...keep);
  }
});

test('a rebuild gives an entry to the lot that has it, also where the names of lots sort the other way round', async () => {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(years({ ...of2019, end: '2020-03-31', name: '202003' }));
  await post(w, 'k1');
  await w.drain();
  await collect(w, '007868_202003_000001');
  w.pass(1000);
  await w.par(years(of2019));
  await republish(w, '007868_202003_000001');
  await w.drain();
  assert.deepEqual(await states(w), [
    [FIRST, 'published'],
    ['007868_202003_000001', 'replaced'],
    // Taken under the old name, and given back before anything was written.
    ['007868_202003_000002', 'cancelled'],
  ]);
  const tables = new MemoryTables(w.calls);
  const deps = { ...w.deps, tables };
  for (let round = 0; round < 2; round++) {
    await rebuild(deps, () => undefined);
    assert.deepEqual(await pending(w, deps), [], `round ${round}`);
    await assertEachOnce(w, `round ${round}`, deps);
  }
  // A part of the tables is lost, and the lots' own rows are not.
  const held = tables.rows('state', COMPTE).filter((r) => /^[EQ]\|/.test(r.key));
  await tables.transact(
    'state',
    COMPTE,
    held.map((r) => ({ op: 'delete', key: r.key })),
  );
  await rebuild(deps, () => undefined);
  await assertEachOnce(w, 'a part lost', deps);
});

test('a lot as large as they come is cancelled in one transaction', async () => {
  const w = world();
  await w.par(par());
  for (let i = 0; i < 40; i++) {
    const id = await w.deposit(`f${i}.pdf`, `date=2019-05-05 f${i}`);
    await dispatch(w.deps, COMPTE, id, 'deposit');
    await post(w, `k${i}`, [id]);
  }
  await w.drain();
  assert.deepEqual([(await lot(w)).entries.length, (await shown(w)).length], [40, 42]);
  await cancel(w, true);
  assert.deepEqual([(await pending(w)).length, (await shown(w)).length], [40, 0]);
  await w.drain();
  assert.deepEqual([(await lot(w, SECOND)).entries.length, (await shown(w)).length], [40, 42]);
});
