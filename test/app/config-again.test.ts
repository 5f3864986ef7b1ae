import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompte } from '../../shared/app/comptes.ts';
import { depositConfigFile, runImportAgain } from '../../shared/app/config-again.ts';
import type { ConfigImport } from '../../shared/app/config-import.ts';
import { dossierConfig } from '../../shared/app/configuration.ts';
import { configure } from '../../shared/app/configure.ts';
import { dropExercice } from '../../shared/app/drop-exercice.ts';
import { dismissNotice, listNotices } from '../../shared/app/notices.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { depositFromMetadata } from '../../shared/domain/deposit-metadata.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { hostile, NAME } from '../support/hostile-par.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, par, robot, type TestWorld, world } from './world.ts';

const FOLDER = '/config/Export_PAR';
const report = async (w: TestWorld, id: string) =>
  JSON.parse((await w.deps.tables.get('state', COMPTE, `G|${id}`))!.columns['data'] as string) as ConfigImport;
const names = async (w: TestWorld) =>
  (await dossierConfig(w.deps, COMPTE, '007868'))?.exercices.map((e) => e.name).join(' ');
const refusal = (code: string) => (e: unknown) => e instanceof Refusal && e.code === code;

/** A file of 2019 and 2020; and one that overlaps them. */
const y2020 = { start: '2020-01-01', end: '2020-12-31', name: '202012', closed: false };
const next = par({ exercice: '202012', exercices: [par().exercices[1]!, y2020] });
const late = par({
  exercice: '202103',
  exercices: [{ start: '2020-04-01', end: '2021-03-31', name: '202103', closed: false }],
});

async function refused(): Promise<{ w: TestWorld; id: string }> {
  const w = world();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(par());
  w.pass(1000);
  await w.par(next);
  w.pass(1000);
  const id = await w.par(late);
  w.sent.length = 0;
  return { w, id };
}

// --- hostile files ----------------------------------------------------------------------------------------------------

test('each hostile PAR is refused and seen by a person, and the last good one stays in force', async () => {
  for (const [what, { code, make }] of Object.entries(hostile)) {
    const w = world();
    await w.par({ ...par(), dossier: { ...par().dossier, number: '007868' } });
    const before = await dossierConfig(w.deps, COMPTE, '007868');
    w.pass(1000);
    const id = await w.put('config', FOLDER, NAME, make());
    await configure(w.deps, COMPTE, id);
    const { outcome, problems } = await report(w, id);
    assert.equal(outcome, 'refused', what);
    assert.deepEqual(
      problems.map((p) => p.code),
      [what === '50 MB' ? 'CONFIG_TOO_LARGE' : code],
      what,
    );
    assert.deepEqual(await dossierConfig(w.deps, COMPTE, '007868'), before, what);
    assert.deepEqual(
      (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code),
      ['CONFIG_REFUSED'],
      what,
    );
  }
});

test('unknown elements are applied around, and stand in the report', async () => {
  const w = world();
  const text = writePar(par()).replace('</Dossier>', '<Paie/></Dossier><Immobilisations><I/><I/></Immobilisations>');
  const id = await w.put('config', FOLDER, NAME, text);
  await configure(w.deps, COMPTE, id);
  const { outcome, remarks } = await report(w, id);
  assert.equal(outcome, 'applied');
  assert.deepEqual(
    remarks.map((r) => [r.code, r.params?.['path']]),
    [
      ['PAR_UNKNOWN_ELEMENT', 'Dossier/Paie'],
      ['PAR_UNKNOWN_ELEMENT', 'Immobilisations'],
    ],
  );
});

// --- run again --------------------------------------------------------------------------------------------------------

test('a refused file stays readable, runs again after what it conflicted with is gone, and its notice goes', async () => {
  const { w, id } = await refused();
  const first = await report(w, id);
  assert.deepEqual([first.outcome, first.run, first.askedBy], ['refused', 1, null]);
  await dropExercice(w.deps, manager, COMPTE, '007868', '202012');
  w.pass(1000);
  assert.equal(
    (await runImportAgain(w.deps, manager, COMPTE, id)).outcome,
    'refused',
    'as it stands, until it has run',
  );
  await w.drain();
  const again = await report(w, id);
  assert.deepEqual([again.outcome, again.run, again.askedBy, again.at], ['applied', 2, 'marie', first.at]);
  assert.ok(again.ranAt > first.ranAt);
  assert.equal(await names(w), '201812 201912 202103');
  assert.deepEqual(await listNotices(w.deps, manager, COMPTE), []);
});

test('refused again: the report is the new one, and a notice that had been dismissed is back', async () => {
  const { w, id } = await refused();
  const [notice] = await listNotices(w.deps, manager, COMPTE);
  await dismissNotice(w.deps, manager, COMPTE, notice!.id);
  await runImportAgain(w.deps, manager, COMPTE, id);
  await w.drain();
  assert.deepEqual([(await report(w, id)).outcome, (await report(w, id)).run], ['refused', 2]);
  assert.equal((await listNotices(w.deps, manager, COMPTE)).length, 1);
  assert.equal(await names(w), '201812 201912 202012');
});

test('without being asked a file never runs twice; asked twice at once it runs, and its mark is gone', async () => {
  const { w, id } = await refused();
  await configure(w.deps, COMPTE, id);
  assert.equal((await report(w, id)).run, 1);
  await Promise.all([runImportAgain(w.deps, manager, COMPTE, id), runImportAgain(w.deps, manager, COMPTE, id)]);
  await w.drain();
  await configure(w.deps, COMPTE, id);
  assert.ok((await report(w, id)).run >= 2);
  const row = await w.deps.tables.get('state', COMPTE, `G|${id}`);
  assert.equal(row?.columns['again'], undefined);
});

test('an old file run again does not overrule a newer one', async () => {
  const w = world();
  const old = await w.par(par({ accounts: [{ number: '60700000', label: 'old' }] }));
  w.pass(1000);
  await w.par(par());
  const before = await dossierConfig(w.deps, COMPTE, '007868');
  await runImportAgain(w.deps, manager, COMPTE, old);
  await w.drain();
  assert.equal((await report(w, old)).outcome, 'superseded');
  assert.deepEqual((await dossierConfig(w.deps, COMPTE, '007868'))?.exercices, before?.exercices);
});

test('asked, and the message lost: the timer sends it; a crash while it runs: the next delivery runs it', async () => {
  const { w, id } = await refused();
  await dropExercice(w.deps, manager, COMPTE, '007868', '202012');
  await runImportAgain(w.deps, manager, COMPTE, id);
  w.sent.length = 0;
  w.pass(10 * 60_000);
  await reconcile(w.deps, COMPTE, { windowMs: 60_000 });
  const asked = w.sent.filter((s) => s.queue === 'config').map((s) => (s.message.body as { id: string }).id);
  assert.deepEqual(asked, [id]);
  for (const call of ['get-row', 'get-blob', 'range', 'put', 'transact'])
    for (const when of ['before', 'after'] as const) {
      w.calls.fail(call, 1, when);
      await configure(w.deps, COMPTE, id).catch(() => undefined);
      w.calls.reset();
    }
  await configure(w.deps, COMPTE, id);
  assert.deepEqual([(await report(w, id)).outcome, await names(w)], ['applied', '201812 201912 202103']);
});

test('a rebuild runs again what had been run again, in its place in time', async () => {
  const { w, id } = await refused();
  await dropExercice(w.deps, manager, COMPTE, '007868', '202012');
  w.pass(1000);
  await runImportAgain(w.deps, manager, COMPTE, id);
  await w.drain();
  w.pass(1000);
  await w
    .put('config', '/config', 'users.txt', 'lea;Léa;collaborateur;007868')
    .then((users) => configure(w.deps, COMPTE, users));
  const before = await dossierConfig(w.deps, COMPTE, '007868');
  const tables = new MemoryTables(w.calls);
  const deps = { ...w.deps, tables };
  for (let round = 0; round < 2; round++) {
    await rebuild(deps, () => undefined);
    const after = await dossierConfig(deps, COMPTE, '007868');
    assert.deepEqual(after?.exercices, before?.exercices, `round ${round}`);
    const kept = (t: MemoryTables, letter: string) =>
      t
        .rows('state', COMPTE)
        .filter((r) => r.key.startsWith(`${letter}|`))
        .map((r) => [r.key, r.columns['outcome'] ?? r.columns['data']]);
    assert.deepEqual(kept(tables, 'G'), kept(w.tables, 'G'));
    assert.deepEqual(kept(tables, 'V'), kept(w.tables, 'V'));
  }
});

test('who may not configure runs nothing again and deposits nothing', async () => {
  const { w, id } = await refused();
  const accountant: Principal = { compte: COMPTE, user: 'zoe', role: 'accountant', dossiers: 'all' };
  const foreign: Principal = { ...manager, compte: 'other' };
  const file = { name: 'dossiers.txt', bytes: Buffer.from('1;A') };
  for (const by of [accountant, foreign]) {
    await assert.rejects(runImportAgain(w.deps, by, COMPTE, id), refusal('FORBIDDEN'));
    await assert.rejects(depositConfigFile(w.deps, by, COMPTE, file), refusal('FORBIDDEN'));
  }
  await assert.rejects(runImportAgain(w.deps, manager, COMPTE, '0123456789abcdefghjk'), refusal('IMPORT_NOT_FOUND'));
});

// --- a corrected file without the robot -------------------------------------------------------------------------------

test('a corrected file is the same deposit as through the gateway, and settles the notice', async () => {
  const { w } = await refused();
  const name = '007868-202103_PAR.xml';
  const fixed = { ...late, exercices: [{ ...late.exercices[0]!, start: '2021-01-01' }] };
  w.pass(1000);
  const bytes = Buffer.from(writePar(fixed));
  const deposit = await depositConfigFile(w.deps, operator, COMPTE, { name, bytes, address: '192.0.2.1' });
  assert.deepEqual(
    [deposit.directory, deposit.name, deposit.compte, deposit.user, deposit.address, deposit.size],
    [FOLDER, name, COMPTE, 'operator', '192.0.2.1', bytes.length],
  );
  const blob = w.blobs.stored.get(`config/${COMPTE}/${deposit.id}`)!;
  assert.deepEqual(depositFromMetadata(blob.metadata), deposit);
  await configure(w.deps, COMPTE, deposit.id);
  assert.equal(await names(w), '201812 201912 202012 202103');
  assert.deepEqual(await listNotices(w.deps, manager, COMPTE), []);
});

test('names: any case, in the right folder; anything else is refused', async () => {
  const w = world();
  const put = (name: string, size = 3) =>
    depositConfigFile(w.deps, manager, COMPTE, { name, bytes: new Uint8Array(size) });
  assert.equal((await put('Dossiers.TXT')).directory, '/config');
  assert.equal((await put('users.txt')).name, 'users.txt');
  assert.equal((await put('007868_201912_par.xml')).directory, FOLDER);
  for (const name of ['../users.txt', 'a/dossiers.txt', 'notes.txt', '007868_PAR.xml', '', 'users.txt\0'])
    await assert.rejects(put(name), refusal('CONFIG_NAME'), name);
  await assert.rejects(put('dossiers.txt', 20 * 1024 ** 2 + 1), refusal('CONFIG_TOO_LARGE'));
  assert.equal(
    (await depositConfigFile(w.deps, robot, COMPTE, { name: 'users.txt', bytes: new Uint8Array() })).size,
    0,
  );
});
