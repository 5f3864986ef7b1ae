import assert from 'node:assert/strict';
import { test } from 'node:test';
import { downloaded, removed } from '../../shared/app/collect.ts';
import { takeDeadLetter } from '../../shared/app/dead-letter.ts';
import { attribute, setAside } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { postEntry } from '../../shared/app/entries.ts';
import { publish } from '../../shared/app/publish.ts';
import { receive } from '../../shared/app/receive.ts';
import { takeReport } from '../../shared/app/returns.ts';
import { COUNTERS } from '../../shared/domain/metrics.ts';
import type { Meter } from '../../shared/ports/meter.ts';
import { COMPTE, manager, par, robot, type TestWorld, world } from '../app/world.ts';
import { memoryMeter } from '../support/memory-meter.ts';

async function ready(meter: Meter) {
  const w = world({ meter });
  await w.par(par());
  return w;
}

const line = { label: 'x', vatCode: null, dueDates: [], analytics: [] };
const entry = {
  journal: 'AC',
  date: '2019-05-05',
  piece: 'F1',
  label: 'Farine',
  documentDate: '2019-05-05',
  reference: null,
  currency: 'EUR',
  lines: [
    { ...line, account: '60110000', debit: 100, credit: 0 },
    { ...line, account: '40100000', debit: 0, credit: 100 },
  ],
};
const STEM = '007868_201912_000001';
const DEX = { lot: STEM, part: 'dex', name: `${STEM}.DEX` } as const;

async function published(w: TestWorld): Promise<void> {
  await postEntry(w.deps, manager, COMPTE, '007868', 'k1', { entry, documents: [] });
  await publish(w.deps, COMPTE, '007868', '201912');
}

test('documents are counted once each, however often their messages come', async () => {
  const { meter, counts } = memoryMeter();
  const w = await ready(meter);
  const filed = await w.deposit('a.pdf', 'date=2019-05-05 n=1');
  const closed = await w.deposit('b.pdf', 'date=2018-05-05 n=2');
  for (let i = 0; i < 3; i++) {
    await dispatch(w.deps, COMPTE, filed, 'deposit');
    await dispatch(w.deps, COMPTE, closed, i === 0 ? 'deposit' : 'again');
  }
  assert.deepEqual(
    { ...counts },
    {
      'ami.document.deposited': 2,
      'ami.document.filed{system}': 1,
      'ami.document.held{EXERCICE_CLOSED}': 1,
    },
  );
  await attribute(w.deps, { by: manager, compte: COMPTE, id: closed }, { dossier: '007868', exercice: '201912' });
  assert.equal(counts['ami.document.filed{person}'], 1);
  await setAside(w.deps, { by: manager, compte: COMPTE, id: closed });
  assert.equal(counts['ami.document.deposited'], 2);
});

test('of dispatches at the same time one counts', async () => {
  const { meter, counts } = memoryMeter();
  const w = await ready(meter);
  const id = await w.deposit('a.pdf', 'date=2019-05-05 n=1');
  await Promise.allSettled(Array.from({ length: 4 }, () => dispatch(w.deps, COMPTE, id, 'deposit')));
  assert.deepEqual({ ...counts }, { 'ami.document.deposited': 1, 'ami.document.filed{system}': 1 });
});

test('a lot: published, collected by a deletion or by a report, imported, refused', async () => {
  const { meter, counts } = memoryMeter();
  const w = await ready(meter);
  await published(w);
  await downloaded(w.deps, robot, DEX);
  await removed(w.deps, robot, DEX);
  assert.deepEqual({ ...counts }, { 'ami.lot.published': 1, 'ami.lot.collected{deletion}': 1 });
  await takeReport(w.deps, COMPTE, await w.put('returns', '/retour', `${STEM}.OK`, ''));
  assert.equal(counts['ami.lot.imported'], 1);
  assert.equal(counts['ami.lot.collected{report}'], undefined, 'once');

  const other = memoryMeter();
  const v = await ready(other.meter);
  await published(v);
  await takeReport(v.deps, COMPTE, await v.put('returns', '/retour', `${STEM}.ERR`, 'non'));
  assert.deepEqual(
    { ...other.counts },
    { 'ami.lot.published': 1, 'ami.lot.collected{report}': 1, 'ami.lot.refused{rejected}': 1 },
  );
});

test('dead letters are counted by queue, but not those that only expired', async () => {
  const { meter, counts } = memoryMeter();
  const w = await ready(meter);
  const letter = { queue: 'config', messageId: 'm', command: null } as const;
  await takeDeadLetter(w.deps, { ...letter, reason: 'MaxDeliveryCountExceeded' });
  const command = { kind: 'configure', compte: COMPTE, id: 'x' } as const;
  await takeDeadLetter(w.deps, { ...letter, reason: 'TTLExpiredException', command });
  assert.deepEqual({ ...counts }, { 'ami.dead_letter.taken{config}': 1 });
});

test('every counter of the list is counted somewhere', async () => {
  const { readFileSync, globSync } = await import('node:fs');
  const text = globSync('shared/app/*.ts')
    .map((f) => readFileSync(f, 'utf8'))
    .join('\n');
  for (const name of Object.keys(COUNTERS)) assert.ok(text.includes(`count(deps, '${name}'`), name);
});

test('a meter that fails fails no deposit, no dispatch, no lot, no dead letter', async () => {
  const broken: Meter = {
    count() {
      throw new Error('no meter');
    },
    report: () => Promise.reject(new Error('no meter')),
    text: () => Promise.reject(new Error('no meter')),
    close: async () => {},
  };
  const w = await ready(broken);
  const incoming = receive(w.deps, robot, '127.0.0.1', '/import/007868/a.pdf');
  await incoming.write(Buffer.from('date=2019-05-05 n=1'));
  const { id } = await incoming.commit();
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.equal((await w.document(id))?.state, 'filed');
  await published(w);
  await downloaded(w.deps, robot, DEX);
  await removed(w.deps, robot, DEX);
  await takeDeadLetter(w.deps, { queue: 'config', messageId: 'm', reason: 'x', command: null });
  assert.ok(w.log.some((l) => l.event === 'not-counted'));
});
