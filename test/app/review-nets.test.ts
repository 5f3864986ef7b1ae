import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allComptes, COMPTES, createCompte } from '../../shared/app/comptes.ts';
import { configure, lookAgain } from '../../shared/app/configure.ts';
import { type DeadLetter, takeDeadLetter } from '../../shared/app/dead-letter.ts';
import { attribute, bringBack, setAside } from '../../shared/app/decisions.ts';
import { dispatch, setWaiting } from '../../shared/app/dispatch.ts';
import { load } from '../../shared/app/documents.ts';
import { stateDossier } from '../../shared/app/dossiers.ts';
import { listNotices, replayNotice } from '../../shared/app/notices.ts';
import { receive } from '../../shared/app/receive.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { sweepStaged } from '../../shared/app/sweep-staged.ts';
import { configMessage, depositMessage, returnMessage } from '../../shared/contracts/messages.ts';
import { parisDay } from '../../shared/domain/calendar.ts';
import { depositMetadata } from '../../shared/domain/deposit-metadata.ts';
import { numberKey, partyKey } from '../../shared/domain/party-key.ts';
import { COMPTE, manager, operator, par, robot, type TestWorld, world } from './world.ts';

/** The nets under the pipeline: dead letters, timers, and what they may never let through. */

const HOURS = 3_600_000;

async function ready(): Promise<TestWorld> {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(par());
  w.sent.length = 0;
  return w;
}

const letter = (command: DeadLetter['command'], messageId = 'm1'): DeadLetter => ({
  queue: command?.kind === 'configure' || command?.kind === 'look-again' ? 'config' : 'deposits',
  messageId,
  reason: 'MaxDeliveryCountExceeded',
  command,
});

const codes = async (w: TestWorld) => (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code).sort();

test('a dispatch that failed for good before it claimed the bytes still collapses the robot’s retries', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  w.calls.fail('transact', 5);
  for (let i = 0; i < 5; i++) await assert.rejects(dispatch(w.deps, COMPTE, id, 'deposit'));
  await takeDeadLetter(w.deps, letter({ kind: 'dispatch', compte: COMPTE, id, again: true }));
  assert.equal((await w.document(id))?.reason?.code, 'PROCESSING_FAILED');
  await dispatch(w.deps, COMPTE, id, 'again');
  assert.equal((await w.document(id))?.state, 'filed');
  const retry = await w.deposit('a.pdf', 'date=2019-05-05');
  await dispatch(w.deps, COMPTE, retry, 'deposit');
  assert.equal((await w.document(retry))?.state, 'retry');
  assert.equal((await w.list('F')).length, 1);
});

test('a second look at a filed document that fails for good is on a list that a person sees, and can be sent again', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  await takeDeadLetter(w.deps, letter({ kind: 'dispatch', compte: COMPTE, id, again: true }));
  const [notice] = await listNotices(w.deps, manager, COMPTE);
  assert.ok(notice?.command, 'told, and can be sent again');
  assert.equal(notice.dossier, '007868', 'to those who see its dossier');
  w.sent.length = 0;
  await replayNotice(w.deps, manager, COMPTE, notice.id);
  assert.deepEqual(depositMessage.parse(w.sent[0]?.message.body), {
    kind: 'dispatch',
    compte: COMPTE,
    id,
    again: true,
  });
});

test('a dead letter whose document can’t be written is a notice, not a dead letter for ever', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  const { tables } = w.deps;
  const deps = {
    ...w.deps,
    tables: {
      get: tables.get.bind(tables),
      insert: tables.insert.bind(tables),
      range: tables.range.bind(tables),
      transact: async (...a: Parameters<typeof tables.transact>) => {
        if (a[2].some((o) => o.key.startsWith('D|'))) throw new Error('PropertyValueTooLarge');
        return tables.transact(...a);
      },
    },
  };
  await takeDeadLetter(deps, letter({ kind: 'dispatch', compte: COMPTE, id, again: true }));
  const [notice] = await listNotices(w.deps, manager, COMPTE);
  assert.ok(notice?.command);
});

test('a configuration file that fails again and again is one notice a day, not one each five minutes', async () => {
  const w = await ready();
  const id = await w.put('config', '/config', 'dossiers.txt', 'x;y');
  for (let i = 0; i < 5; i++)
    await takeDeadLetter(w.deps, letter({ kind: 'configure', compte: COMPTE, id }, `message ${i}`));
  assert.deepEqual(await codes(w), ['CONFIG_FAILED']);
  w.pass(25 * HOURS);
  await takeDeadLetter(w.deps, letter({ kind: 'configure', compte: COMPTE, id }, 'message 9'));
  assert.equal((await codes(w)).length, 2);
});

test('the notices of the platform are no comptes', async () => {
  const w = await ready();
  await takeDeadLetter(w.deps, letter(null));
  assert.deepEqual(
    (await allComptes(w.deps)).map((c) => c.id),
    [COMPTE],
  );
  assert.equal((await listNotices(w.deps, operator, COMPTES)).length, 1);
});

test('configuration that comes between a dispatch’s look and its row is seen even where the dispatch then crashed', async () => {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  // The configuration is read twice: before the decision, and again after the row is on the waiting list.
  w.calls.fail('range', 1, 'before', 1);
  await assert.rejects(dispatch(w.deps, COMPTE, id, 'deposit'), /storage fault/);
  assert.equal((await w.document(id))?.reason?.code, 'DOSSIER_UNKNOWN');
  // As the configuration would have seen the waiting list a moment before that row.
  const { bus } = w.deps;
  const lost = { ...w.deps, bus: { ...bus, send: async () => undefined } };
  await stateDossier(lost, manager, COMPTE, { number: '007868', name: 'Martin', siren: null });
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.equal((await w.document(id))?.reason?.code, 'NO_EXERCICE');
});

test('the other form of an invoice is shown even where the dispatch of a lost event crashed before that', async () => {
  const w = await ready();
  const one = await w.deposit('a.pdf', 'date=2019-05-05 n=1 seller=732829320');
  await dispatch(w.deps, COMPTE, one, 'deposit');
  const two = await w.deposit('b.xml', 'date=2019-05-05 n=1 seller=732829320 other form');
  w.calls.reset();
  w.calls.fail('range', 1, 'before', 1);
  await assert.rejects(dispatch(w.deps, COMPTE, two, 'again'), /storage fault/);
  assert.equal((await w.document(two))?.state, 'filed');
  await dispatch(w.deps, COMPTE, two, 'again');
  assert.deepEqual((await w.document(one))?.sameInvoice, [two]);
  assert.deepEqual((await w.document(two))?.sameInvoice, [one]);
});

test('what a person filed follows its exercice when a changed closing renames it', async () => {
  const w = await ready();
  const id = await w.deposit('scan.tif', 'paper');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  await attribute(w.deps, { by: manager, compte: COMPTE, id }, { dossier: '007868', exercice: '201912' });
  w.pass(1000);
  const exercices = [{ start: '2019-01-01', end: '2020-03-31', name: '202003', closed: false }];
  await w.par(par({ exercice: '202003', exercices }));
  await w.drain();
  const d = await w.document(id);
  assert.deepEqual([d?.state, d?.exercice], ['filed', '202003']);
});

test('a document whose name its sender’s PAR makes unreadable in length is told in a report that fits its row', async () => {
  const w = await ready();
  const name = (i: number) => `E${i}${'x'.repeat(3000)}`;
  const unknown = Array.from({ length: 30 }, (_, i) => `<${name(i)}>1</${name(i)}>`).join('');
  const { writePar } = await import('../../shared/domain/par/write-par.ts');
  const text = Buffer.from(writePar(par()))
    .toString('latin1')
    .replace(/<\/([A-Za-z]+)>\s*$/, `${unknown}</$1>`);
  w.pass(1000);
  await configure(w.deps, COMPTE, await w.put('config', '/config/Export_PAR', '007868-201912_PAR.xml', text));
  assert.equal(w.tables.rows('state', COMPTE).filter((r) => r.key.startsWith('G|')).length, 2);
});

test('names and numbers of any letters make keys that a table takes', () => {
  // 𠀀 takes two UTF-16 units: a cut between them is no Unicode text.
  assert.ok(numberKey(`${'𠀀'.repeat(40)}1`)?.isWellFormed());
  assert.ok(partyKey({ siren: null, vatNumber: `1${'𠀀'.repeat(40)}`, name: null })?.isWellFormed());
  assert.ok(partyKey({ siren: null, vatNumber: null, name: `a${'𠀀'.repeat(40)}` })?.isWellFormed());
});

test('an event of a blob that no gateway named is refused as a message, before it is a key', () => {
  const event = (container: string, path: string) => ({
    eventType: 'Microsoft.Storage.BlobCreated',
    subject: `/blobServices/default/containers/${container}/blobs/${path}`,
  });
  for (const [schema, container] of [
    [depositMessage, 'deposits'],
    [configMessage, 'config'],
    [returnMessage, 'returns'],
  ] as const) {
    assert.ok(schema.safeParse(event(container, `${COMPTE}/ybqxmjqfqbfwz65d24j0`)).success);
    for (const path of ['scan.pdf', `${COMPTE}/a/b.pdf`, `${COMPTE}/scan #1.pdf`, `_comptes/ybqxmjqfqbfwz65d24j0`])
      assert.ok(!schema.safeParse(event(container, path)).success, path);
  }
});

test('a blob that no gateway named does not come back with every look', async () => {
  const w = await ready();
  for (const container of ['deposits', 'config', 'returns'] as const)
    await w.deps.blobs.create(container, `${COMPTE}/z-scan.pdf`, Buffer.from('x'));
  w.pass(HOURS);
  w.sent.length = 0;
  await reconcile(w.deps, COMPTE, { windowMs: null });
  await reconcile(w.deps, COMPTE, { windowMs: null });
  assert.deepEqual(w.sent, []);
  assert.deepEqual(await codes(w), ['FOREIGN_BLOB', 'FOREIGN_BLOB', 'FOREIGN_BLOB']);
});

test('a file under a temporary name that was never renamed is dropped only for one in the same folder', async () => {
  const w = await ready();
  await w.par(par({ dossier: { ...par().dossier, number: '007869' } }));
  const send = async (path: string) => {
    const incoming = receive(w.deps, robot, '127.0.0.1', path);
    await incoming.write(Buffer.from('date=2019-05-05'));
    return (await incoming.commit()).id;
  };
  const filed = await send('/import/007868/a.pdf');
  await dispatch(w.deps, COMPTE, filed, 'deposit');
  await send('/import/007868/a.pdf.part');
  const other = await send('/import/007869/a.pdf.part');
  w.pass(25 * HOURS);
  assert.deepEqual(await sweepStaged(w.deps, COMPTE), { promoted: 1, dropped: 1, forgotten: 1 });
  await dispatch(w.deps, COMPTE, other, 'deposit');
  assert.equal((await w.document(other))?.reason?.code, 'NEVER_RENAMED');
});

test('a configuration file that was never renamed is shown to a person', async () => {
  const w = await ready();
  const incoming = receive(w.deps, robot, '127.0.0.1', '/config/dossiers.txt.part');
  await incoming.write(Buffer.from('000042;Durand'));
  await incoming.commit();
  w.pass(25 * HOURS);
  await sweepStaged(w.deps, COMPTE);
  const [name] = w.blobs.names('config').slice(-1);
  for (const n of w.blobs.names('config')) await configure(w.deps, COMPTE, n.split('/')[1]!);
  assert.ok(name);
  assert.deepEqual(await codes(w), ['CONFIG_REFUSED']);
});

test('a look at what waits does not read a message away that a person’s decision needs', async () => {
  const w = await ready();
  const id = await w.deposit('scan.tif', 'paper');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  await Promise.all([
    attribute(w.deps, { by: manager, compte: COMPTE, id }, { dossier: '007868', exercice: '201912' }),
    dispatch(w.deps, COMPTE, id, 'again'),
    lookAgain(w.deps, COMPTE, '007868'),
  ]);
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
  assert.equal((await w.list('W')).length, 0);
});

test('a backlog is queued again once, not once each five minutes', async () => {
  const w = await ready();
  for (let i = 0; i < 3; i++) await w.deposit(`${i}.pdf`, `date=2019-05-05 ${i}`);
  w.pass(10 * 60_000);
  await reconcile(w.deps, COMPTE, { windowMs: 48 * HOURS });
  await reconcile(w.deps, COMPTE, { windowMs: 48 * HOURS });
  const ids = w.sent.map((s) => s.message.messageId);
  assert.ok(ids.every((m) => m !== undefined));
  assert.equal(new Set(ids).size, 3, 'the queue knows the second for the first');
});

test('a deposit whose metadata name another compte is this compte’s own', async () => {
  const w = await ready();
  const id = 'ybqxmjqfqbfwz65d24j0';
  const metadata = depositMetadata({
    compte: 'autre',
    id,
    directory: '/import/007868',
    name: 'a.pdf',
    user: 'robot',
    address: '',
    at: new Date().toISOString(),
    sha256: 'a'.repeat(64),
    size: 1,
    unrenamed: false,
  });
  await w.deps.blobs.create('deposits', `${COMPTE}/${id}`, Buffer.from('date=2019-05-05'), metadata);
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.deepEqual(w.tables.rows('state', 'autre'), []);
  assert.equal((await w.document(id))?.reason?.code, 'NO_ORIGIN');
});

test('what a crash left in the journal before the configuration changed is looked at again when it comes forward', async () => {
  const w = await ready();
  const [filed, decided] = [await w.deposit('a.pdf', 'date=2019-12-05'), await w.deposit('scan.tif', 'paper')];
  await dispatch(w.deps, COMPTE, decided, 'deposit');
  w.calls.fail('transact', 1, 'before', 1);
  await assert.rejects(dispatch(w.deps, COMPTE, filed, 'deposit'), /storage fault/);
  w.calls.fail('transact');
  const to = { dossier: '007868', exercice: '201912' };
  await assert.rejects(attribute(w.deps, { by: manager, compte: COMPTE, id: decided }, to), /storage fault/);
  w.pass(1000);
  const exercices = [{ start: '2019-01-01', end: '2019-11-30', name: '201911', closed: false }];
  await w.par(par({ exercice: '201911', exercices }));
  await w.drain();
  w.pass(HOURS);
  await reconcile(w.deps, COMPTE, { windowMs: null });
  await w.drain();
  assert.equal((await w.document(filed))?.reason?.code, 'EXERCICE_UNKNOWN');
  assert.equal((await w.document(decided))?.exercice, '201911');
});

test('the other form of an invoice that came while a document was set aside is shown when it is back', async () => {
  const w = await ready();
  const arrive = async (name: string) => {
    const id = await w.deposit(name, `date=2019-05-05 n=1 seller=732829320 ${name}`);
    await dispatch(w.deps, COMPTE, id, 'deposit');
    return id;
  };
  const one = await arrive('a.pdf');
  await setAside(w.deps, { by: manager, compte: COMPTE, id: one });
  const two = await arrive('b.xml');
  assert.equal((await w.document(two))?.sameInvoice, undefined);
  const back = await bringBack(w.deps, { by: manager, compte: COMPTE, id: one });
  assert.deepEqual(back.sameInvoice, [two]);
  assert.equal(back.version, (await w.document(one))?.version);
  assert.deepEqual((await w.document(two))?.sameInvoice, [one]);
});

test('a PAR that comes after a newer one of its exercice still says what it alone says of others', async () => {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  const { writePar } = await import('../../shared/domain/par/write-par.ts');
  const late = await w.put('config', '/config/Export_PAR', '007868-201912_PAR.xml', writePar(par()));
  w.pass(1000);
  const exercices = [{ start: '2019-01-01', end: '2020-03-31', name: '202003', closed: false }];
  await w.par(par({ exercice: '202003', exercices }));
  await configure(w.deps, COMPTE, late);
  const rows = w.tables.rows('state', COMPTE).filter((r) => /^C\|.*\|.+/.test(r.key));
  assert.deepEqual(
    rows.map((r) => r.columns['name']),
    ['201812', '202003'],
  );
});

test('the day of a deposit is the day in Paris', async () => {
  assert.equal(parisDay('2019-12-31T22:59:59.000Z'), '2019-12-31');
  assert.equal(parisDay('2019-12-31T23:30:00.000Z'), '2020-01-01');
  assert.equal(parisDay('2020-06-30T22:30:00.000Z'), '2020-07-01');
});

test('one name in progress that can’t be shown does not hold up the others', async () => {
  const w = await ready();
  const send = async (name: string) => {
    const incoming = receive(w.deps, robot, '127.0.0.1', `/import/007868/${name}`);
    await incoming.write(Buffer.from(`paper ${name}`));
    return (await incoming.commit()).id;
  };
  const lost = await send('a.part');
  w.pass(1000);
  await send('b.part');
  await w.deps.blobs.remove('staging', `${COMPTE}/${lost}`);
  w.pass(25 * HOURS);
  await assert.rejects(sweepStaged(w.deps, COMPTE));
  assert.equal(w.blobs.names('deposits').length, 1);
});

test('one document that the tables refuse does not hold up what else the timer looks at', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  w.calls.fail('transact', 1, 'before', 1);
  await assert.rejects(dispatch(w.deps, COMPTE, id, 'deposit'), /storage fault/);
  await w.deps.tables.insert('state', COMPTE, 'Q|007868|201912|x', { at: '2019-01-01T00:00:00.000Z', attachments: 0 });
  w.pass(HOURS);
  w.calls.fail('transact');
  await reconcile(w.deps, COMPTE, { windowMs: 48 * HOURS });
  assert.ok(w.sent.some((s) => s.queue === 'publish'));
});

test('the reports of configuration files of years are not read every five minutes', async () => {
  const w = await ready();
  w.pass(100 * HOURS);
  const read: number[] = [];
  const { tables } = w.deps;
  const range: typeof tables.range = async (...a) => {
    const rows = await tables.range(...a);
    if (a[2].startsWith('G|')) read.push(rows.length);
    return rows;
  };
  const deps = {
    ...w.deps,
    tables: {
      get: tables.get.bind(tables),
      insert: tables.insert.bind(tables),
      transact: tables.transact.bind(tables),
      range,
    },
  };
  await reconcile(deps, COMPTE, { windowMs: 48 * HOURS });
  assert.deepEqual(read, [0]);
});

test('a document whose dispatch failed for good is tried again by the timer, not at every run', async () => {
  const w = await ready();
  const id = await w.deposit('a.pdf', 'date=2019-05-05');
  await setWaiting(w.deps, COMPTE, id, 'storage fault');
  w.sent.length = 0;
  w.pass(5 * 60_000);
  await reconcile(w.deps, COMPTE, { windowMs: 48 * HOURS });
  assert.deepEqual(
    w.sent.filter((s) => s.queue === 'deposits').map((s) => (s.message.body as { id: string }).id),
    [id],
  );
  await dispatch(w.deps, COMPTE, id, 'again');
  assert.equal((await load(w.deps, COMPTE, id))?.document.state, 'filed');
  const hopeless = await w.deposit('b.pdf', 'date=2019-05-06');
  for (let i = 0; i < 10; i++) await setWaiting(w.deps, COMPTE, hopeless, 'always');
  assert.equal((await load(w.deps, COMPTE, hopeless))?.document.version, 1, 'said once');
  w.sent.length = 0;
  w.pass(60_000);
  await reconcile(w.deps, COMPTE, { windowMs: 48 * HOURS });
  assert.deepEqual(
    w.sent.filter((s) => s.queue === 'deposits'),
    [],
  );
});
