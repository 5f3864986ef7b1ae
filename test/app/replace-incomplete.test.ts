import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompte } from '../../shared/app/comptes.ts';
import { attribute, bringBack, setAside } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { claimOf, documentHistory, documentOf } from '../../shared/app/documents.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { receive } from '../../shared/app/receive.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { sweepStaged } from '../../shared/app/sweep-staged.ts';
import type { Document } from '../../shared/domain/document.ts';
import { isIncomplete } from '../../shared/domain/incomplete.ts';
import { readDocument } from '../../shared/reading/document.ts';
import { random } from '../samples/random.ts';
import { makeFacturX } from '../support/invoices.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, par, robot, type TestWorld, world } from './world.ts';

const MINUTES = 60_000;
const DAYS = 24 * 60 * MINUTES;
const whole = 'date=2019-05-05 n=1';

async function ready(): Promise<TestWorld> {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(par());
  w.sent.length = 0;
  return w;
}

interface Sent {
  readonly name?: string;
  readonly directory?: string;
  readonly user?: string;
  readonly replaces?: string;
}

/** Deposited, and not dispatched yet. */
async function send(w: TestWorld, content: string, s: Sent = {}): Promise<string> {
  w.pass(1000);
  return w.deposit(s.name ?? 'a.pdf', content, s.directory, s.user, s.replaces);
}

async function arrive(w: TestWorld, content: string, s: Sent = {}): Promise<string> {
  const id = await send(w, content, s);
  await dispatch(w.deps, COMPTE, id, 'deposit');
  return id;
}

const timer = (w: TestWorld, windowMs: number | null = 2 * DAYS) => reconcile(w.deps, COMPTE, { windowMs });
const types = async (w: TestWorld, id: string) =>
  (await documentHistory(w.deps, manager, COMPTE, id)).map((e) => `${e.type} ${e.by}`);
const states = (w: TestWorld, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await w.document(id))?.state));

async function assertReplaced(w: TestWorld, id: string, by: string): Promise<void> {
  const [d, heir] = [await w.document(id), await w.document(by)];
  assert.deepEqual([d?.state, d?.replacedBy, d?.reason?.code], ['replaced', by, 'INCOMPLETE_REPLACED']);
  assert.ok(heir?.replaces?.includes(id), 'the other way too');
}

test('the gateway remembers: the incomplete one leaves the waiting list as soon as the next is read', async () => {
  const w = await ready();
  const cut = await arrive(w, 'cut 1');
  assert.deepEqual(await states(w, [cut]), ['waiting']);
  const next = await arrive(w, whole, { replaces: cut });
  await assertReplaced(w, cut, next);
  assert.deepEqual(await w.list('W'), []);
  assert.deepEqual(await types(w, cut), ['waiting system', 'replaced system']);
  assert.deepEqual(await types(w, next), ['filed system', 'replaces system']);
  for (const trigger of ['deposit', 'again'] as const)
    for (const id of [cut, next]) await dispatch(w.deps, COMPTE, id, trigger);
  await timer(w);
  assert.deepEqual([(await types(w, cut)).length, (await types(w, next)).length], [2, 2], 'once, however often');
});

test('as it comes through the gateway, read for what it is', async () => {
  const w = await ready();
  const read = async (b: Uint8Array, h: { name: string }) => readDocument(new Uint8Array(b), h.name);
  Object.assign(w.deps, { reader: { ...w.deps.reader, read } });
  const pdf = await makeFacturX({ number: 'F-1', date: '2019-05-05' });
  const through = async (bytes: Uint8Array) => {
    w.pass(1000);
    const incoming = receive(w.deps, robot, '127.0.0.1', '/import/007868/F-1.pdf');
    await incoming.write(bytes);
    const { id } = await incoming.commit();
    await dispatch(w.deps, COMPTE, id, 'deposit');
    return id;
  };
  const begun = await through(pdf.slice(0, 3));
  assert.equal((await w.document(begun))?.reason?.code, 'FILE_INCOMPLETE');
  const half = await through(pdf.slice(0, pdf.length / 2));
  await assertReplaced(w, begun, half);
  const last = await through(pdf);
  await assertReplaced(w, half, last);
  assert.deepEqual(await states(w, [last]), ['filed']);
});

test('nobody remembers: the timer finds it, however old it is', async () => {
  const w = await ready();
  const cut = await arrive(w, 'cut 1');
  w.pass(900 * DAYS);
  const next = await arrive(w, whole);
  assert.deepEqual(await states(w, [cut]), ['waiting']);
  await timer(w);
  await assertReplaced(w, cut, next);
});

test('the timer was down for weeks, and the names were forgotten: the night finds it', async () => {
  const w = await ready();
  const cut = await arrive(w, 'cut 1');
  const next = await arrive(w, whole);
  w.pass(30 * DAYS);
  await sweepStaged(w.deps, COMPTE);
  await timer(w);
  assert.deepEqual(await states(w, [cut]), ['waiting']);
  await timer(w, null);
  await assertReplaced(w, cut, next);
});

test('an incomplete one from before there was a row of it is found by night', async () => {
  const w = await ready();
  const cut = await arrive(w, 'cut 1');
  const row = w.tables.rows('state', COMPTE).find((r) => r.key.startsWith('J|'))!;
  await w.deps.tables.transact('state', COMPTE, [{ op: 'delete', key: row.key }]);
  w.pass(900 * DAYS);
  const next = await arrive(w, whole);
  await timer(w, null);
  await assertReplaced(w, cut, next);
});

test('read in the other order: the incomplete one sees what came after it', async () => {
  const w = await ready();
  const cut = await send(w, 'cut 1');
  const next = await arrive(w, whole, { replaces: cut });
  await dispatch(w.deps, COMPTE, cut, 'deposit');
  await assertReplaced(w, cut, next);
});

test('cut again: one line on the waiting list, the history shows all', async () => {
  const w = await ready();
  const first = await arrive(w, 'cut 1');
  const second = await arrive(w, 'cut 2');
  await assertReplaced(w, first, second);
  const third = await arrive(w, 'cut 3', { replaces: second });
  await assertReplaced(w, second, third);
  assert.deepEqual(
    (await w.list('W')).map((d) => d.deposit.id),
    [third],
  );
  const last = await arrive(w, whole, { replaces: third });
  await assertReplaced(w, third, last);
  assert.deepEqual(await w.list('W'), []);
});

test('cut twice and read in any order: the newest stays', async () => {
  const w = await ready();
  const ids = [await send(w, 'cut 1'), await send(w, 'cut 2'), await send(w, 'cut 3')];
  await Promise.all([2, 0, 1].map((i) => dispatch(w.deps, COMPTE, ids[i]!, 'deposit')));
  await timer(w);
  assert.deepEqual(await states(w, ids), ['replaced', 'replaced', 'waiting']);
});

test('the same bytes again collapse as before, and replace nothing', async () => {
  const w = await ready();
  const cut = await arrive(w, 'cut 1');
  const again = await arrive(w, 'cut 1', { replaces: cut });
  await timer(w, null);
  assert.deepEqual(await states(w, [cut, again]), ['waiting', 'retry']);
});

test('an empty file is incomplete too', async () => {
  const w = await ready();
  const { reader } = w.deps;
  Object.assign(w.deps, {
    reader: {
      ...reader,
      read: async (b: Uint8Array, h: { name: string }) =>
        b.length > 0 ? reader.read(b, h) : { kind: 'unreadable', mediaType: null, reason: 'FILE_EMPTY', remarks: [] },
    },
  });
  const empty = await arrive(w, '');
  const next = await arrive(w, whole);
  await timer(w);
  await assertReplaced(w, empty, next);
});

test('whole, sent again and cut, sent again: what repeats the first stands for it', async () => {
  const w = await ready();
  const first = await arrive(w, whole);
  const cut = await arrive(w, 'cut 1');
  const third = await arrive(w, whole, { replaces: cut });
  assert.deepEqual(await states(w, [first, cut, third]), ['filed', 'replaced', 'retry']);
  await assertReplaced(w, cut, first);
});

test('another user, folder or name, or a file unreadable for another reason, replaces nothing', async () => {
  const w = await ready();
  const cut = await arrive(w, 'cut 1');
  const other: Sent[] = [{ user: 'lucie' }, { directory: '/import/007869' }, { name: 'b.pdf' }];
  for (const [n, s] of other.entries()) await arrive(w, `date=2019-05-05 n=${n}`, { ...s, replaces: cut });
  await arrive(w, 'broken', { replaces: cut });
  w.pass(10 * MINUTES);
  await timer(w, null);
  assert.deepEqual(await states(w, [cut]), ['waiting']);
});

test('what is older replaces nothing', async () => {
  const w = await ready();
  await arrive(w, whole);
  const cut = await arrive(w, 'cut 1');
  await timer(w, null);
  assert.deepEqual(await states(w, [cut]), ['waiting']);
});

test('a person who decided is never overruled; a person may decide about what was replaced', async () => {
  const w = await ready();
  const by = (id: string) => ({ by: manager, compte: COMPTE, id });
  const to = { dossier: '007868', exercice: '201912' };
  const ids: string[] = [];
  for (const name of ['filed', 'aside', 'back']) ids.push(await arrive(w, `cut ${name}`, { name }));
  const [filed, aside, back] = ids as [string, string, string];
  await attribute(w.deps, by(filed), to);
  await setAside(w.deps, by(aside));
  await setAside(w.deps, by(back));
  await bringBack(w.deps, by(back));
  for (const [n, name] of ['filed', 'aside', 'back'].entries())
    await arrive(w, `date=2019-05-05 n=${n}`, { name, replaces: ids[n]! });
  await timer(w, null);
  assert.deepEqual(await states(w, ids), ['filed', 'set-aside', 'waiting']);

  const cut = await arrive(w, 'cut 9');
  const next = await arrive(w, 'date=2019-05-05 n=9', { replaces: cut });
  await assertReplaced(w, cut, next);
  const filedNow = await attribute(w.deps, by(cut), to);
  assert.deepEqual([filedNow.state, filedNow.replacedBy], ['filed', null]);
  const backNow = await bringBack(w.deps, by(cut));
  assert.deepEqual([backNow.state, backNow.replacedBy], ['waiting', null]);
  await dispatch(w.deps, COMPTE, next, 'deposit');
  await timer(w, null);
  assert.deepEqual(await states(w, [cut]), ['waiting']);
});

test('a look again at what replaced keeps the link', async () => {
  const w = await ready();
  const cut = await arrive(w, 'cut 1', { directory: '/import/007999' });
  const next = await arrive(w, whole, { directory: '/import/007999', replaces: cut });
  assert.deepEqual(await states(w, [next]), ['waiting'], 'its dossier is unknown yet');
  await w.par(par({ dossier: { ...par().dossier, number: '007999' } }), '007999-201912_PAR.xml');
  await dispatch(w.deps, COMPTE, next, 'again');
  assert.deepEqual(await states(w, [next]), ['filed']);
  await assertReplaced(w, cut, next);
});

test('an ordinary deposit costs no call more', async () => {
  const w = await ready();
  const count = async (s: Sent, n: number) => {
    const id = await send(w, `date=2019-05-05 n=${n}`, s);
    const run = w.calls.run;
    let calls = 0;
    w.calls.run = (name, work) => {
      calls++;
      return run.call(w.calls, name, work) as never;
    };
    await dispatch(w.deps, COMPTE, id, 'deposit');
    w.calls.run = run;
    return calls;
  };
  await count({ name: 'warm.pdf' }, 1);
  const plain = await count({ name: 'b.pdf' }, 2);
  await arrive(w, 'cut 1', { name: 'c.pdf' });
  assert.equal(await count({ name: 'c.pdf' }, 3), plain);
});

/** Names sent again and again, cut or whole, with faults, races, lost events and people; then the timers run. */
async function weather(seed: number): Promise<void> {
  const r = random(seed);
  const w = await ready();
  let rate = 0.1;
  const run = w.calls.run;
  w.calls.run = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    for (let n = r.int(0, 3); n > 0; n--) await new Promise((done) => setImmediate(done));
    const fate = r.chance(rate) ? r.next() : 1;
    if (fate < 0.4) throw new Error(`storage fault before ${name}`);
    const result = await work();
    if (fate < 0.8) throw new Error(`storage fault after ${name}`);
    return result;
  };
  const untilDone = async (work: () => Promise<unknown>) => {
    for (let n = 0; n < 60; n++) {
      try {
        return await work();
      } catch (e) {
        if (!/storage fault|kept changing/.test((e as Error).message)) return;
      }
    }
    throw new Error('never done');
  };
  const running: Promise<unknown>[] = [];
  const ids: string[] = [];
  const last = new Map<string, string>();
  for (let n = 0; n < 14; n++) {
    const name = r.pick(['a.pdf', 'b.pdf', 'c.pdf']);
    const isCut = r.chance(0.6);
    const content = isCut ? `cut ${r.int(1, 4)}` : r.chance(0.2) ? `broken ${n}` : `date=2019-05-05 n=${r.int(1, 4)}`;
    const replaces = r.chance(0.5) ? last.get(name) : undefined;
    w.pass(1000);
    rate = 0;
    const id = await w.deposit(name, content, '/import/007868', 'robot', replaces);
    rate = 0.1;
    ids.push(id);
    if (isCut) last.set(name, id);
    else last.delete(name);
    for (let times = r.int(0, 2); times > 0; times--)
      running.push(untilDone(() => dispatch(w.deps, COMPTE, id, 'deposit')));
    if (r.chance(0.15)) {
      const d = { by: manager, compte: COMPTE, id: r.pick(ids) };
      running.push(untilDone(() => (r.chance(0.5) ? setAside(w.deps, d) : bringBack(w.deps, d))));
    }
    if (r.chance(0.3)) running.push(timer(w).catch(() => undefined));
    if (r.chance(0.5)) await Promise.all(running.splice(0));
  }
  await Promise.all(running);
  rate = 0;
  w.calls.run = run;
  for (let n = 0; n < 3; n++) {
    w.pass(10 * MINUTES);
    await timer(w);
    for (let next = w.sent.shift(); next; next = w.sent.shift()) {
      const b = next.message.body as { kind: string; id: string; again?: boolean };
      if (b.kind === 'dispatch') await dispatch(w.deps, COMPTE, b.id, b.again === false ? 'deposit' : 'again');
    }
  }
  check(await documents(w), `seed ${seed}`);

  const before = w.tables.rows('state', COMPTE).filter((row) => /^[DWFJ]\|/.test(row.key));
  const tables = new MemoryTables(w.calls);
  Object.assign(w.deps, { tables });
  await rebuild(w.deps, () => undefined);
  const after = tables.rows('state', COMPTE).filter((row) => /^[DWFJ]\|/.test(row.key));
  const shape = (rows: typeof before) => rows.map((row) => [row.key, row.columns]);
  assert.deepEqual(shape(after), shape(before), `seed ${seed}: a rebuild says the same`);
}

async function documents(w: TestWorld): Promise<Document[]> {
  return w.tables
    .rows('state', COMPTE)
    .filter((row) => row.key.startsWith('D|'))
    .map(documentOf);
}

function check(all: readonly Document[], what: string): void {
  const byId = new Map(all.map((d) => [d.deposit.id, d]));
  for (const d of all) {
    const { id } = d.deposit;
    const same = all.filter((o) => claimOf(o.deposit) === claimOf(d.deposit));
    if (isIncomplete(d)) {
      const newer = same.filter((o) => o.deposit.id < id);
      assert.ok(!newer.some((o) => o.facts && o.facts.kind !== 'unreadable'), `${what}: ${id} came whole since`);
      assert.ok(!newer.some(isIncomplete), `${what}: ${id} is not the newest incomplete one`);
    }
    if (d.state !== 'replaced') continue;
    const heir = byId.get(d.replacedBy!);
    assert.equal(d.decidedBy, null, what);
    assert.ok(heir, `${what}: ${d.replacedBy} is there`);
    assert.ok(heir.replaces?.includes(id), `${what}: told both ways`);
    assert.ok(heir.facts && (heir.facts.kind !== 'unreadable' || heir.deposit.id < id), `${what}: by what may`);
    // Never out of sight: whoever follows the replacements finds a list, a person's word, or the whole file.
    let end: Document | undefined = heir;
    for (let n = 0; end?.state === 'replaced' && n < 50; n++) end = byId.get(end.replacedBy!);
    assert.ok(end && end.state !== 'replaced' && end.state !== 'retry', `${what}: ${id} leads to ${end?.state}`);
  }
}

test('storms of cuts', { timeout: 300_000 }, async () => {
  const one = process.env['AMI_STORM_SEED'];
  if (one) return weather(Number(one));
  const count = Number(process.env['AMI_STORMS'] ?? 60);
  for (let seed = 1; seed <= count; seed++) await weather(seed);
});
