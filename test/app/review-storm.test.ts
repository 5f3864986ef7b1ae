import assert from 'node:assert/strict';
import { test } from 'node:test';
import { downloaded, removed } from '../../shared/app/collect.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { configure, lookAgain } from '../../shared/app/configure.ts';
import { attribute, bringBack, setAside } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { claimOf, documentOf, rowsOf } from '../../shared/app/documents.ts';
import { postEntry } from '../../shared/app/entries.ts';
import { lastEvents } from '../../shared/app/journal.ts';
import { keys } from '../../shared/app/keys.ts';
import { cancelLot, republishLot } from '../../shared/app/lot-changes.ts';
import { lotOf } from '../../shared/app/lots.ts';
import { publish } from '../../shared/app/publish.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { takeReport } from '../../shared/app/returns.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import { isLive, isWithdrawn, type Lot } from '../../shared/domain/publication.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { type Calls, MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, par, robot, type TestWorld, world } from './world.ts';

/**
 * Everything at the same time, with a storage that fails before its work, after it, or loses its answer, and with
 * events that are lost and messages that come twice. Afterwards the timers run on a storage that works, and what was
 * promised must hold. `AMI_STORM_SEED=7` runs one seed, `AMI_STORMS=500` so many; identifiers and timing stay chance.
 */

const HOURS = 3_600_000;

function mulberry(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes every storage call fail now and then, and take its time. */
function storm(calls: Calls, random: () => number, rate: () => number): void {
  calls.run = async (name, work) => {
    for (let n = Math.floor(random() * 4); n >= 0; n--) await new Promise((r) => setImmediate(r));
    const fate = random() < rate() ? random() : 1;
    if (fate < 0.3) throw new Error(`storage fault before ${name}`);
    const result = await work();
    if (fate < 0.6) throw new Error(`storage fault after ${name}`);
    return fate < 0.9 ? work() : result;
  };
}

function entry(n: number): Entry {
  const line = { label: 'x', vatCode: null, dueDates: [], analytics: [] };
  return {
    journal: 'AC',
    date: '2019-05-05',
    piece: `F${n}`,
    label: 'x',
    documentDate: null,
    reference: null,
    currency: 'EUR',
    lines: [
      { ...line, account: '60110000', debit: 100 + n, credit: 0 },
      { ...line, account: '40100000', debit: 0, credit: 100 + n },
    ],
  };
}

const changedClosing = () =>
  par({ exercice: '202003', exercices: [{ start: '2019-01-01', end: '2020-03-31', name: '202003', closed: false }] });

async function weather(seed: number): Promise<void> {
  const random = mulberry(seed);
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  let rate = 0.12;
  storm(w.calls, random, () => rate);

  /** Work that is asked for again until it succeeds, as a message is. A refusal is an answer. */
  const untilDone = async <T>(work: () => Promise<T>): Promise<T | null> => {
    for (let i = 0; i < 60; i++) {
      try {
        return await work();
      } catch (e) {
        if (e instanceof Refusal) return null;
        if (!(e instanceof Error) || !/storage fault|kept changing|changed meanwhile/.test(e.message)) throw e;
      }
    }
    throw new Error('never done');
  };
  const later = () => new Promise((r) => setTimeout(r, random() * 20));
  const acknowledged: string[] = [];
  const running: Promise<unknown>[] = [];
  const event = (work: () => Promise<unknown>) => {
    if (random() < 0.15) return;
    for (let n = random() < 0.3 ? 2 : 1; n > 0; n--) running.push(later().then(() => untilDone(work)));
  };
  const deposit = async (name: string, content: string, directory?: string) => {
    const id = await untilDone(() => w.deposit(name, content, directory));
    event(() => dispatch(w.deps, COMPTE, id!, 'deposit'));
    return id!;
  };
  const configured = async (p = par()) => {
    const name = `${p.dossier.number}-${p.exercice}_PAR.xml`;
    const id = await untilDone(() => w.put('config', '/config/Export_PAR', name, writePar(p)));
    event(() => configure(w.deps, COMPTE, id!));
  };
  const report = async (stem: string, ending: string) => {
    const id = await untilDone(() => w.put('returns', '/retour', `${stem}.${ending}`, 'Compte inconnu'));
    event(() => takeReport(w.deps, COMPTE, id!));
  };
  /** A person who is told of a fault does the same again. */
  const person = (id: string, what: number) => {
    const d = { by: manager, compte: COMPTE, id };
    if (what < 0.5) return attribute(w.deps, d, { dossier: '007868', exercice: '201912' });
    return what < 0.8 ? setAside(w.deps, d) : bringBack(w.deps, d);
  };
  const post = async (n: number, documents: string[]) => {
    const input = { entry: entry(n), documents };
    for (let i = random() < 0.3 ? 2 : 1; i > 0; i--)
      running.push(
        later().then(async () => {
          const done = await untilDone(() => postEntry(w.deps, manager, COMPTE, '007868', `k${n}`, input));
          if (done) acknowledged.push(done.posted.id);
        }),
      );
  };
  const robotComes = async () => {
    const rows = (await untilDone(() => w.deps.tables.range('state', COMPTE, 'P|', 'P}'))) ?? [];
    for (const lot of rows.map(lotOf)) {
      const dex = { lot: lot.stem, part: 'dex' as const, name: `${lot.stem}.DEX` };
      await untilDone(() => downloaded(w.deps, robot, dex));
      await untilDone(() => removed(w.deps, robot, dex));
      const row = await untilDone(() => w.deps.tables.get('state', COMPTE, keys.publication(lot.stem)));
      if (random() < 0.5 && row?.columns['state'] === 'collected')
        await report(lot.stem, random() < 0.7 ? 'OK' : 'ERR');
    }
  };
  const late: typeof w.sent = [];
  const aboutLots = async () => {
    const rows = (await untilDone(() => w.deps.tables.range('state', COMPTE, 'P|', 'P}'))) ?? [];
    for (const lot of rows.map(lotOf)) {
      if (random() < 0.5) continue;
      const [keep, force] = [random() < 0.8, random() < 0.1];
      if (random() < 0.5) await untilDone(() => cancelLot(w.deps, manager, COMPTE, lot.stem, { keep }));
      else await untilDone(() => republishLot(w.deps, manager, COMPTE, lot.stem, { force }));
    }
  };
  const drain = async () => {
    for (let next = w.sent.shift(); next; next = w.sent.shift()) {
      const b = next.message.body as Record<string, string>;
      // A minute is longer than this day.
      if (rate > 0 && b['kind'] === 'look-again') {
        late.push(next);
        continue;
      }
      // The queue keeps what it has taken, and gives some of it twice.
      if (rate > 0 && random() < 0.1) w.sent.push(next);
      if (b['kind'] === 'dispatch')
        await untilDone(() => dispatch(w.deps, COMPTE, b['id']!, 'again' in b && !b['again'] ? 'deposit' : 'again'));
      if (b['kind'] === 'publish') await untilDone(() => publish(w.deps, COMPTE, b['dossier']!, b['exercice']!));
      if (b['kind'] === 'configure') await untilDone(() => configure(w.deps, COMPTE, b['id']!));
      if (b['kind'] === 'look-again') await untilDone(() => lookAgain(w.deps, COMPTE, b['dossier']!, 2));
      if (b['kind'] === 'report') await untilDone(() => takeReport(w.deps, COMPTE, b['id']!));
    }
  };

  // The day.
  const ids: string[] = [];
  await configured();
  for (let i = 0; i < 12; i++) {
    const content = i % 3 === 0 ? `paper ${i % 6}` : `date=2019-0${(i % 9) + 1}-05 n=${i % 5} seller=732829320 ${i}`;
    ids.push(await deposit(i % 4 === 3 ? `${i - 1}.pdf` : `${i}.pdf`, content));
    if (i === 5) {
      w.pass(5);
      await configured(changedClosing());
    }
    if (i % 5 === 4) ids.push(await deposit(`${i}.pdf`, content));
    running.push(later().then(drain));
    running.push(
      later().then(() => {
        const [id, what] = [ids[Math.floor(random() * ids.length)]!, random()];
        return untilDone(() => person(id, what));
      }),
    );
    await post(i, random() < 0.5 ? [ids[Math.floor(random() * ids.length)]!] : []);
    if (i % 4 === 3) running.push(later().then(robotComes));
    if (i % 4 === 1) running.push(later().then(aboutLots));
    await later();
  }
  while (running.length > 0) await Promise.all(running.splice(0));
  await drain();

  // The night: nothing fails, and the timers run.
  rate = 0;
  w.sent.push(...late);
  w.pass(60_000);
  await drain();
  w.pass(2 * HOURS);
  for (let i = 0; i < 3; i++) {
    await reconcile(w.deps, COMPTE, { windowMs: null });
    await drain();
  }
  while (running.length > 0) await Promise.all(running.splice(0));

  await check(w, acknowledged);
  await checkRebuild(w);
}

const rowsFrom = (tables: MemoryTables, letter: string) =>
  tables.rows('state', COMPTE).filter((r) => r.key.startsWith(`${letter}|`));

async function check(w: TestWorld, acknowledged: readonly string[]): Promise<void> {
  const documents = new Map(rowsFrom(w.tables, 'D').map((r) => [r.key.slice(2), documentOf(r)]));
  const blobs = w.blobs.names('deposits').map((n) => n.split('/')[1]!);
  assert.deepEqual([...documents.keys()].sort(), blobs.sort(), 'each deposit has its record');

  // One state, one list, as the journal says.
  const expected = new Set<string>();
  for (const d of documents.values()) for (const k of rowsOf(d, 1).keys()) if (/^[WFIJ]\|/.test(k)) expected.add(k);
  const listed = w.tables.rows('state', COMPTE).filter((r) => /^[WFIJ]\|/.test(r.key));
  assert.deepEqual(
    listed.map((r) => r.key).sort(),
    [...expected].sort(),
    'each document is on the lists of its state, and on no other',
  );
  for await (const { id, event } of lastEvents<Document>(w.deps.blobs, COMPTE, 'document'))
    assert.deepEqual(documents.get(id), event.after, 'the tables say what the journal says');

  // A retry is filed once, unless a person brought it back.
  const claims = new Map<string, Document>();
  for (const d of documents.values()) {
    if (d.state === 'retry' || d.decidedBy !== null) continue;
    const claim = `${claimOf(d.deposit)} ${d.deposit.sha256}`;
    assert.equal(claims.get(claim)?.deposit.id, undefined, `${d.deposit.name} twice`);
    claims.set(claim, d);
  }

  // Filed where the configuration says, and waiting only for what is not there.
  const exercices = new Map(
    rowsFrom(w.tables, 'C')
      .filter((r) => !r.key.endsWith('|'))
      .map((r) => [r.key.split('|')[2]!, r.columns]),
  );
  for (const d of documents.values()) {
    if (d.state !== 'filed') continue;
    const e = exercices.get(d.exerciceStart!);
    assert.equal(d.exercice, e?.['name'], `${d.deposit.name} under its exercice’s name`);
    if (d.date && d.decidedBy === null) assert.ok(d.date <= (e?.['end'] as string), d.date);
  }
  const versions = [...documents].map(([id, d]) => [id, d.version]);
  for (const [id] of documents) await dispatch(w.deps, COMPTE, id, 'again');
  assert.deepEqual(
    rowsFrom(w.tables, 'D').map((r) => [r.key.slice(2), documentOf(r).version]),
    versions.sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
    'a look again finds nothing to do',
  );

  // Each accepted entry in exactly one lot.
  const lots = rowsFrom(w.tables, 'P').map(lotOf);
  const taken = lots.filter(isLive).flatMap((l) => (l as Lot).entries);
  assert.deepEqual([...new Set(taken)].sort(), [...taken].sort(), 'no entry in two lots');
  const withdrawn = new Set(lots.filter(isWithdrawn).flatMap((l) => l.entries));
  for (const id of acknowledged) assert.ok(taken.includes(id) !== withdrawn.has(id), `entry ${id} is in a lot`);
  assert.deepEqual(rowsFrom(w.tables, 'Q'), [], 'none waits');
  for (const id of taken) assert.ok(await w.deps.tables.get('state', COMPTE, keys.entry(id)));
  for (const l of lots) assert.notEqual(l.state, 'preparing');
  assert.equal(rowsFrom(w.tables, 'R').length, w.blobs.names('returns').length, 'each report is taken');
}

async function checkRebuild(w: TestWorld): Promise<void> {
  const shape = (tables: MemoryTables) =>
    tables
      .rows('state', COMPTE)
      .filter((r) => /^[DWFIEPQC]\|/.test(r.key))
      .map((r) => {
        const { data, end, name, closed } = r.columns;
        // When a file was said to come may differ by the order in which equal ones were handled.
        return [r.key, r.key.startsWith('C|') ? [end, name, closed] : (data ?? r.columns)];
      });
  const tables = new MemoryTables(w.calls);
  await rebuild({ ...w.deps, tables }, () => undefined);
  assert.deepEqual(shape(tables), shape(w.tables), 'a rebuild makes the same tables');
}

const only = process.env['AMI_STORM_SEED'];
const seeds = only ? [Number(only)] : Array.from({ length: Number(process.env['AMI_STORMS'] ?? 12) }, (_, i) => i + 1);
for (const seed of seeds) test(`storm ${seed}`, { timeout: 30_000 }, () => weather(seed));
