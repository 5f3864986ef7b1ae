import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompte } from '../../shared/app/comptes.ts';
import { takeDeadLetter } from '../../shared/app/dead-letter.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { postEntry } from '../../shared/app/entries.ts';
import { keys } from '../../shared/app/keys.ts';
import { measureCompte } from '../../shared/app/measure.ts';
import { MOST_COMPTES, measureAll } from '../../shared/app/measure-all.ts';
import { metricsText } from '../../shared/app/metrics-text.ts';
import { dismissNotice, listNotices } from '../../shared/app/notices.ts';
import { publish } from '../../shared/app/publish.ts';
import { takeReport } from '../../shared/app/returns.ts';
import { RobotsSeen } from '../../shared/app/robots-seen.ts';
import { putUser } from '../../shared/app/users.ts';
import { GAUGES } from '../../shared/domain/metrics.ts';
import { COMPTE, manager, operator, par, robot, type TestWorld, world } from '../app/world.ts';
import { fakeScans, scanOf } from '../support/fake-scans.ts';
import { byName } from '../support/memory-meter.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function ready(): Promise<TestWorld> {
  const w = world({ scans: fakeScans() });
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  const user = { user: 'robot', role: 'robot', dossiers: 'all', language: 'fr', disabled: false } as const;
  await putUser(w.deps, manager, COMPTE, { ...user, password: 'correct horse battery' });
  await w.par(par());
  w.sent.length = 0;
  return w;
}

async function lot(w: TestWorld): Promise<void> {
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
  await postEntry(w.deps, manager, COMPTE, '007868', 'k1', { entry, documents: [] });
  await publish(w.deps, COMPTE, '007868', '201912');
}

const deposited = async (w: TestWorld, name: string, content: string) => {
  const id = await w.deposit(name, content);
  await dispatch(w.deps, COMPTE, id, 'deposit');
  return id;
};

test('what waits is told by what it waits for, with the age of the oldest', async () => {
  const w = await ready();
  await deposited(w, 'closed.pdf', 'date=2018-05-05 n=1');
  w.pass(2 * HOUR);
  await deposited(w, 'closed2.pdf', 'date=2018-05-06 n=2');
  await deposited(w, 'scan.tif', scanOf(['FACTURE']));
  await deposited(w, 'filed.pdf', 'date=2019-05-05 n=3');
  const failed = await w.deposit('failed.pdf', 'date=2019-05-06 n=4');
  const command = { kind: 'dispatch', compte: COMPTE, id: failed, again: false } as const;
  await takeDeadLetter(w.deps, { queue: 'deposits', messageId: 'm1', reason: 'MaxDeliveryCountExceeded', command });
  w.pass(30 * MINUTE);

  const f = await measureCompte(w.deps, COMPTE);
  assert.deepEqual(f.waiting.person, { count: 2, reasons: { EXERCICE_CLOSED: 2 }, age: 2.5 * 3600 });
  assert.deepEqual(f.waiting.reading, { count: 1, reasons: { READING: 1 }, age: 1800 });
  assert.deepEqual(f.waiting.repair, { count: 1, reasons: { PROCESSING_FAILED: 1 }, age: 1800 });
  assert.equal(f.deadLetters, 1);
  assert.equal(f.depositAge, 1800);

  const all = byName(await measureAll(w.deps));
  assert.equal(all['ami.document.waiting{person,EXERCICE_CLOSED}'], 2);
  assert.equal(all['ami.document.waiting_age{person}'], 9000);
  assert.equal(all['ami.document.waiting_age{reading}'], 1800);
  assert.equal(all['ami.document.deposit_age'], 1800);
  assert.equal(all['ami.dead_letter.open'], 1);
  assert.equal(all[`ami.compte.failed{${COMPTE}}`], 1);
});

test('a lot counts from its publication until it is collected; a rejected one until somebody deals with it', async () => {
  const w = await ready();
  await lot(w);
  w.pass(5 * HOUR);
  assert.deepEqual((await measureCompte(w.deps, COMPTE)).lots, { uncollected: 1, age: 5 * 3600 });

  const report = await w.put('returns', '/retour', '007868_201912_000001.ERR', 'compte absent');
  await takeReport(w.deps, COMPTE, report);
  const rejected = byName(await measureAll(w.deps));
  assert.equal(rejected['ami.lot.uncollected'], 0);
  assert.equal(rejected['ami.lot.uncollected_age'], 0);
  assert.equal(rejected['ami.lot.rejected'], 1);
  assert.equal(rejected['ami.notice.open{LOT_REJECTED}'], 1);

  const [notice] = await listNotices(w.deps, manager, COMPTE);
  await dismissNotice(w.deps, manager, COMPTE, notice!.id);
  assert.equal(byName(await measureAll(w.deps))['ami.lot.rejected'], 0);
});

test('a robot that comes is heard of, one that stays away for an hour is silent, a disabled one is not', async () => {
  const w = await ready();
  const robots = new RobotsSeen(w.deps);
  const rows = () => w.tables.rows('state', COMPTE).filter((r) => r.key.startsWith('Y|'));
  assert.equal((await measureCompte(w.deps, COMPTE)).robots.count, 0, 'one that never came is not missed');

  robots.seen({ ...robot, role: 'write', user: 'scanner' });
  robots.seen(robot);
  robots.seen(robot);
  await new Promise((r) => setTimeout(r, 20));
  assert.deepEqual(
    rows().map((r) => r.key),
    [keys.robotSeen('robot')],
  );
  const [first] = rows();
  w.pass(4 * MINUTE);
  robots.seen(robot);
  await new Promise((r) => setTimeout(r, 20));
  assert.equal(rows()[0]!.etag, first!.etag, 'not written again so soon');
  w.pass(59 * MINUTE - 4 * MINUTE);
  assert.deepEqual((await measureCompte(w.deps, COMPTE)).robots.silent, []);
  w.pass(2 * MINUTE);
  assert.deepEqual((await measureCompte(w.deps, COMPTE)).robots, { count: 1, silent: ['robot'], age: 61 * 60 });
  assert.equal(byName(await measureAll(w.deps))['ami.robot.silent'], 1);

  robots.seen(robot);
  await new Promise((r) => setTimeout(r, 20));
  assert.deepEqual((await measureCompte(w.deps, COMPTE)).robots.silent, [], 'back');

  w.pass(5 * HOUR);
  const user = { user: 'robot', role: 'robot', dossiers: 'all', language: 'fr', disabled: true } as const;
  await putUser(w.deps, manager, COMPTE, user);
  assert.deepEqual((await measureCompte(w.deps, COMPTE)).robots, { count: 0, silent: [], age: null });
});

test('where a visit can not be noted, nobody is told but the log, and the next one is', async () => {
  const w = await ready();
  const robots = new RobotsSeen(w.deps);
  w.calls.fail('transact');
  robots.seen(robot);
  await new Promise((r) => setTimeout(r, 20));
  assert.equal((await measureCompte(w.deps, COMPTE)).robots.count, 0);
  assert.ok(w.log.some((l) => l.event === 'robot-not-noted'));
  robots.seen(robot);
  await new Promise((r) => setTimeout(r, 20));
  assert.equal((await measureCompte(w.deps, COMPTE)).robots.count, 1);
});

test('configuration is missed where a robot brought some before, not where a person did', async () => {
  const w = await ready();
  new RobotsSeen(w.deps).seen(robot);
  await new Promise((r) => setTimeout(r, 20));
  w.pass(25 * HOUR);
  assert.equal(byName(await measureAll(w.deps))['ami.config.missing'], 0);
  w.pass(2 * HOUR);
  const id = await w.put('config', '/config', 'notes.txt', 'x', 'marie');
  const { configure } = await import('../../shared/app/configure.ts');
  await configure(w.deps, COMPTE, id);
  const all = byName(await measureAll(w.deps));
  assert.equal(all['ami.config.missing'], 1, 'a file that a person brought is no sign of the robot');
  assert.equal(all[`ami.compte.config_age{${COMPTE}}`], 27 * 3600);
  await w.par(par());
  assert.equal(byName(await measureAll(w.deps))['ami.config.missing'], 0);
});

test('a compte costs seven reads, and one that fails hides no other', async () => {
  const w = await ready();
  await createCompte(w.deps, operator, { id: 'other', name: 'Other', language: 'fr' });
  w.calls.made.length = 0;
  await measureAll(w.deps);
  // The list of comptes, the notices of the platform.
  assert.equal(w.calls.made.length, 2 * 7 + 2, w.calls.made.join());

  const { range } = w.tables;
  const tables = Object.assign(Object.create(w.tables), {
    range: (...a: Parameters<typeof range>) => {
      if (a[1] === 'other') throw new Error('storage fault');
      return w.tables.range(...a);
    },
  });
  const all = byName(await measureAll({ ...w.deps, tables }));
  assert.deepEqual([all['ami.compte.count'], all['ami.compte.unmeasured']], [1, 1]);
  assert.ok(w.log.some((l) => l.event === 'not-measured' && l.fields['compte'] === 'other'));
});

test('only so many comptes have series of their own: those that need somebody', async () => {
  const w = await ready();
  for (let i = 0; i < MOST_COMPTES + 5; i++)
    await createCompte(w.deps, operator, { id: `c${String(i).padStart(3, '0')}`, name: 'x', language: 'fr' });
  await deposited(w, 'closed.pdf', 'date=2018-05-05 n=1');
  w.pass(HOUR);
  const gauges = await measureAll(w.deps);
  const named = new Set(gauges.flatMap((g) => g.attributes['ami.compte'] ?? []));
  assert.equal(named.size, MOST_COMPTES);
  assert.ok(named.has(COMPTE));
  assert.equal(byName(gauges)['ami.compte.count'], MOST_COMPTES + 6);
  for (const { name, attributes } of gauges)
    assert.deepEqual(Object.keys(attributes).sort(), [...GAUGES[name].attributes].sort(), name);
});

test('every gauge of the list is measured', async () => {
  const w = await ready();
  new RobotsSeen(w.deps).seen(robot);
  await deposited(w, 'closed.pdf', 'date=2018-05-05 n=1');
  await takeDeadLetter(w.deps, { queue: 'config', messageId: 'm', reason: 'x', command: null });
  await new Promise((r) => setTimeout(r, 20));
  const measured = new Set((await measureAll(w.deps)).map((g) => g.name));
  assert.deepEqual([...measured].sort(), Object.keys(GAUGES).sort());
});

test('the text is for operators', async () => {
  const w = await ready();
  assert.throws(() => metricsText(w.deps, manager), { code: 'FORBIDDEN' });
  assert.throws(() => metricsText(w.deps, robot), { code: 'FORBIDDEN' });
  await metricsText(w.deps, operator);
});
