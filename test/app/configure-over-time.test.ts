import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runImportAgain } from '../../shared/app/config-again.ts';
import { dossierConfig } from '../../shared/app/configuration.ts';
import { configure, lookAgain, putDossier } from '../../shared/app/configure.ts';
import { attribute } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { commit, documentHistory, load } from '../../shared/app/documents.ts';
import { dropExercice } from '../../shared/app/drop-exercice.ts';
import { postEntry } from '../../shared/app/entries.ts';
import { dismissNotice, listNotices } from '../../shared/app/notices.ts';
import type { Exercice } from '../../shared/domain/exercice.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import type { Par } from '../../shared/domain/par.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { COMPTE, manager, par, type TestWorld, world } from './world.ts';

/** The exercices of a dossier as the years go by: what is replaced, closed, opened again, renamed, and what follows. */

const ex = (start: string, end: string, closed = false): Exercice => ({
  start,
  end,
  name: end.slice(0, 4) + end.slice(5, 7),
  closed,
});
const Y2018 = ex('2018-01-01', '2018-12-31', true);
const Y2019 = ex('2019-01-01', '2019-12-31');
const LONG_2019 = ex('2019-01-01', '2020-03-31');
const HALF_2019 = ex('2019-01-01', '2019-06-30');
const Y2020 = ex('2020-01-01', '2020-12-31');
const LATE_2020 = ex('2020-04-01', '2020-12-31');

/** A PAR for the last of the exercices given. */
const parOf = (...exercices: Exercice[]): Par => par({ exercice: exercices.at(-1)!.name, exercices });
const config = async (w: TestWorld) => (await dossierConfig(w.deps, COMPTE, '007868'))!;
const names = async (w: TestWorld) => (await config(w)).exercices.map((e) => `${e.name}${e.closed ? ' closed' : ''}`);
const outcome = async (w: TestWorld, id: string) =>
  (await w.deps.tables.get('state', COMPTE, `G|${id}`))?.columns['outcome'];

/** Deposits a PAR a second after what came before, and lets everything that it sets off happen. */
async function arrives(w: TestWorld, p: Par): Promise<unknown> {
  w.pass(1000);
  const id = await w.par(p);
  await w.drain();
  return outcome(w, id);
}

async function deposited(w: TestWorld, name: string, text: string, directory?: string): Promise<string> {
  const id = await w.deposit(name, text, directory);
  await dispatch(w.deps, COMPTE, id, 'deposit');
  return id;
}

const place = async (w: TestWorld, id: string) => {
  const d = (await w.document(id))!;
  return d.state === 'filed' ? d.exercice : `${d.state} ${d.reason?.code}`;
};

// --- closed and opened again ------------------------------------------------------------------------------------------

test('closed: what is filed stays, what comes waits; opened again: what waited is filed', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, Y2019));
  const before = await deposited(w, 'a.pdf', 'date=2019-05-05');
  await arrives(w, parOf(Y2018, { ...Y2019, closed: true }));
  const after = await deposited(w, 'b.pdf', 'date=2019-06-06');
  assert.deepEqual([await place(w, before), await place(w, after)], ['201912', 'waiting EXERCICE_CLOSED']);
  assert.equal((await documentHistory(w.deps, manager, COMPTE, before)).length, 1, 'closing is no event of a document');
  await arrives(w, parOf(Y2018, Y2019));
  assert.deepEqual([await place(w, before), await place(w, after)], ['201912', '201912']);
});

test('the file of the next exercice tells that the last one is closed; what it lists counts by its age', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, Y2019));
  await arrives(w, parOf({ ...Y2019, closed: true }, Y2020));
  assert.deepEqual(await names(w), ['201812 closed', '201912 closed', '202012']);
  const held = (await config(w)).exercices[1]!;
  assert.notEqual(held.par, (await config(w)).exercices[2]!.par, 'its plan stays that of its own file');
});

// --- files that come again, late, or in any order ---------------------------------------------------------------------

test('files of several exercices handled in any order end the same', async () => {
  const first = parOf(Y2018, Y2019);
  const second = { ...parOf({ ...Y2019, closed: true }, Y2020), accounts: [{ number: '60700000', label: 'x' }] };
  const third = { ...parOf(Y2018), dossier: { ...par().dossier, name: 'Newest' } };
  const seen: unknown[] = [];
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
    [2, 0, 1],
  ]) {
    const w = world();
    const ids: string[] = [];
    for (const p of [first, second, third]) {
      w.pass(1000);
      ids.push(await w.put('config', '/config/Export_PAR', `007868-${p.exercice}_PAR.xml`, writePar(p)));
    }
    for (const i of order) await configure(w.deps, COMPTE, ids[i]!);
    const c = await config(w);
    seen.push([
      c.dossier.name,
      c.par?.slice(-20),
      c.exercices.map((e) => [e.name, e.closed, e.par?.slice(-20)]),
      await Promise.all(ids.map((id) => outcome(w, id))),
    ]);
  }
  for (const other of seen.slice(1)) assert.deepEqual(other, seen[0]);
  assert.deepEqual((seen[0] as unknown[])[3], ['applied', 'applied', 'applied'], 'each has a plan of its own');
  assert.equal((seen[0] as unknown[])[0], 'Newest');
});

test('a file left behind under the old name comes every night and undoes nothing', async () => {
  const w = world();
  const old = parOf(Y2018, Y2019);
  await arrives(w, old);
  await arrives(w, parOf(Y2018, LONG_2019));
  const { version } = await config(w);
  for (let night = 0; night < 3; night++) {
    assert.equal(await arrives(w, parOf(Y2018, LONG_2019)), 'unchanged');
    assert.equal(await arrives(w, old), 'unchanged');
  }
  assert.deepEqual([await names(w), (await config(w)).version], [['201812 closed', '202003'], version]);
});

test('shortened: the old name sorts after the new one, and still undoes nothing', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, LONG_2019));
  await arrives(w, parOf(Y2018, Y2019));
  assert.equal(await arrives(w, parOf(Y2018, LONG_2019)), 'unchanged');
  assert.deepEqual(await names(w), ['201812 closed', '201912']);
});

// --- renamed ----------------------------------------------------------------------------------------------------------

test('a changed closing renames: by date, by the firm’s word, by a person, and in a closed exercice, all follow', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, Y2019));
  const byDate = await deposited(w, 'date.pdf', 'date=2019-05-05');
  const byBoth = await deposited(w, 'both.pdf', 'date=2019-05-06', '/import/007868_201912');
  const byWord = await deposited(w, 'word.tif', 'paper', '/import/007868_201912');
  const byPerson = await deposited(w, 'person.tif', 'paper');
  await attribute(w.deps, { by: manager, compte: COMPTE, id: byPerson }, { dossier: '007868', exercice: '201912' });
  await arrives(w, parOf(Y2018, { ...LONG_2019, closed: true }));
  for (const id of [byDate, byBoth, byWord, byPerson]) {
    assert.equal(await place(w, id), '202003', (await w.document(id))!.deposit.name);
    const history = await documentHistory(w.deps, manager, COMPTE, id);
    assert.equal(history.at(-1)?.type, 'exercice-changed');
  }
  assert.equal((await w.document(byPerson))?.decidedBy, 'marie', 'still a person’s word');
  assert.equal((await w.document(byWord))?.dateUncertain, true);
  assert.deepEqual(
    (await w.list('F')).map((d) => d.exercice),
    ['202003', '202003', '202003', '202003'],
    'and nothing is left under the old name',
  );
  // Back to the very bytes of the beginning: no telling them from a file left behind, so a person says that they count.
  assert.equal(await arrives(w, parOf(Y2018, Y2019)), 'unchanged');
  const [latest] = await w.deps.tables.range('state', COMPTE, 'G|', 'G}', 1);
  await runImportAgain(w.deps, manager, COMPTE, latest!.key.slice(2));
  await w.drain();
  assert.deepEqual([await place(w, byWord), await place(w, byDate)], ['201912', '201912']);
});

test('a shortened exercice: what lies beyond its new end is looked at anew, a person’s word stays', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, LONG_2019));
  const inside = await deposited(w, 'in.pdf', 'date=2019-05-05');
  const beyond = await deposited(w, 'out.pdf', 'date=2020-02-02');
  const said = await deposited(w, 'said.pdf', 'date=2020-02-03');
  await attribute(w.deps, { by: manager, compte: COMPTE, id: said }, { dossier: '007868', exercice: '202003' });
  await arrives(w, parOf(Y2018, Y2019));
  assert.deepEqual([await place(w, inside), await place(w, beyond)], ['201912', 'waiting EXERCICE_UNKNOWN']);
  await arrives(w, parOf(Y2018, Y2019, Y2020));
  assert.equal(await place(w, beyond), '202012', 'the next exercice takes it');
});

test('an exercice split in two: dates decide, and a word that now names the other half is weighed again', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, Y2019));
  const spring = await deposited(w, 'a.pdf', 'date=2019-03-03');
  const autumn = await deposited(w, 'b.pdf', 'date=2019-09-09');
  const word = await deposited(w, 'c.tif', 'paper', '/import/007868_201912');
  await arrives(w, parOf(Y2018, HALF_2019));
  assert.equal(await place(w, autumn), 'waiting EXERCICE_UNKNOWN');
  assert.equal(await place(w, word), '201906', 'nothing else is called 201912 yet');
  await arrives(w, parOf(Y2018, HALF_2019, ex('2019-07-01', '2019-12-31')));
  assert.deepEqual([await place(w, spring), await place(w, autumn)], ['201906', '201912']);
  assert.equal(await place(w, word), '201912');
});

test('a dispatch that had read the old dates is caught by the second look', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, Y2019));
  const id = await deposited(w, 'a.tif', 'paper', '/import/007868_201912');
  const late = await deposited(w, 'b.pdf', 'date=2019-12-12');
  const p = parOf(Y2018, LONG_2019);
  w.pass(1000);
  const file = await w.put('config', '/config/Export_PAR', `007868-${p.exercice}_PAR.xml`, writePar(p));
  // Its first look sees nothing of the two: they come a moment later, with what they read before.
  const rows = await Promise.all([id, late].map((d) => w.deps.tables.get('state', COMPTE, `D|${d}`)));
  await configure(w.deps, COMPTE, file);
  for (const row of rows) {
    const stale = JSON.parse(row!.columns['data'] as string);
    const now = (await w.document(stale.deposit.id))!;
    // Filed under the old name again: what such a dispatch would write.
    const before = (await load(w.deps, COMPTE, stale.deposit.id))!;
    await commit(w.deps, before, { type: 'filed', by: 'system', after: { ...now, exercice: '201912' } });
  }
  await lookAgain(w.deps, COMPTE, '007868', 2);
  await w.drain();
  assert.deepEqual([await place(w, id), await place(w, late)], ['202003', '202003']);
});

// --- overlapping, and the way out -------------------------------------------------------------------------------------

test('overlapping: refused night after night is told once; told again when the file changes; gone when it is good', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, Y2019, Y2020));
  const wrong = parOf(ex('2019-06-01', '2020-05-31'));
  const notices = async () => (await listNotices(w.deps, manager, COMPTE)).map((n) => n.code);
  for (let night = 0; night < 3; night++) assert.equal(await arrives(w, wrong), 'refused');
  assert.deepEqual(await notices(), ['CONFIG_REFUSED']);
  assert.deepEqual(await names(w), ['201812 closed', '201912', '202012']);
  const [notice] = await listNotices(w.deps, manager, COMPTE);
  await dismissNotice(w.deps, manager, COMPTE, notice!.id);
  assert.equal(await arrives(w, wrong), 'refused');
  assert.deepEqual(await notices(), [], 'seen, and nothing has changed');
  assert.equal(await arrives(w, { ...wrong, accounts: [] }), 'refused');
  assert.deepEqual(await notices(), ['CONFIG_REFUSED'], 'another content is told');
});

test('a closing that moves the first day of the next exercice is refused until a person drops the old one', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, Y2019));
  await arrives(w, parOf(Y2019, Y2020));
  const filed = await deposited(w, 'a.pdf', 'date=2020-02-02');
  const prolonged = parOf(LATE_2020, LONG_2019);
  assert.equal(await arrives(w, prolonged), 'refused');

  const drop = () => dropExercice(w.deps, manager, COMPTE, '007868', '202012');
  await assert.rejects(drop(), (e) => e instanceof Refusal && e.code === 'EXERCICE_IN_USE');
  await attribute(w.deps, { by: manager, compte: COMPTE, id: filed }, { dossier: '007868', exercice: '201912' });
  await drop();
  assert.deepEqual(await names(w), ['201812 closed', '201912']);
  assert.equal(await arrives(w, prolonged), 'applied');
  assert.deepEqual(await names(w), ['201812 closed', '202003', '202012']);
  assert.equal(await place(w, filed), '202003');
  assert.deepEqual(await listNotices(w.deps, manager, COMPTE), [], 'settled');
  await assert.rejects(
    dropExercice(w.deps, { ...manager, role: 'accountant' }, COMPTE, '007868', '202003'),
    (e) => e instanceof Refusal && e.kind === 'forbidden',
  );
  await assert.rejects(
    dropExercice(w.deps, manager, COMPTE, '007868', '203012'),
    (e) => e instanceof Refusal && e.kind === 'not-found',
  );
});

// --- dossiers.txt and PAR on one dossier ------------------------------------------------------------------------------

test('dossiers.txt: an older file that comes late does not bring back who works on a dossier; none said keeps them', async () => {
  const w = world();
  const users = async () => (await config(w)).users;
  const ids: string[] = [];
  for (const text of ['007868;A;;marie', '007868;A;;paul,zoe', '007868;A', '007868;A;;paul,zoe']) {
    w.pass(1000);
    ids.push(await w.put('config', '/config', 'dossiers.txt', text));
  }
  await configure(w.deps, COMPTE, ids[1]!);
  await configure(w.deps, COMPTE, ids[0]!);
  assert.deepEqual(await users(), ['paul', 'zoe']);
  await configure(w.deps, COMPTE, ids[2]!);
  assert.deepEqual(await users(), ['paul', 'zoe'], 'nothing said');
  // Said again later: a file from in between, handled afterwards, is older than that.
  const between = { number: '007868', name: 'A', siren: null, users: ['intrus'] };
  await configure(w.deps, COMPTE, ids[3]!);
  const at = (await w.deps.tables.get('state', COMPTE, `G|${ids[2]}`))!;
  await putDossier(w.deps, COMPTE, between, JSON.parse(at.columns['data'] as string).at);
  assert.deepEqual(await users(), ['paul', 'zoe']);
  w.pass(1000);
  await configure(w.deps, COMPTE, await w.put('config', '/config', 'dossiers.txt', '007868;A;;-'));
  assert.deepEqual(await users(), [], 'nobody');
});

test('a PAR without a SIREN keeps the one of dossiers.txt; one with a SIREN replaces it', async () => {
  const w = world();
  await configure(w.deps, COMPTE, await w.put('config', '/config', 'dossiers.txt', '007868;A;732829320'));
  await arrives(w, parOf(Y2018, Y2019));
  assert.equal((await config(w)).dossier.siren, '732829320');
  await arrives(w, { ...parOf(Y2018, Y2019), dossier: { ...par().dossier, siren: '303265045' } });
  assert.equal((await config(w)).dossier.siren, '303265045');
});

test('what waits is dispatched again by dossiers.txt only where it could help', async () => {
  const w = world();
  const unknown = await deposited(w, 'a.pdf', 'date=2019-05-05', '/import/000042');
  const known = await deposited(w, 'b.tif', 'paper', '/import/007868');
  await arrives(w, parOf(Y2018, Y2019));
  assert.equal(await place(w, known), 'waiting DATE_NOT_FOUND');
  const text = '000042;Durand\n007868;Martin;;marie';
  await configure(w.deps, COMPTE, await w.put('config', '/config', 'dossiers.txt', text));
  await w.drain();
  assert.equal(await place(w, unknown), 'waiting NO_EXERCICE');
  w.sent.length = 0;
  await configure(w.deps, COMPTE, await w.put('config', '/config', 'dossiers.txt', text));
  assert.deepEqual(w.sent, [], 'the same file the next night sends nothing');
});

// --- entries ----------------------------------------------------------------------------------------------------------

test('an entry is checked against the exercice as it is now, and its own plan', async () => {
  const w = world();
  await arrives(w, parOf(Y2018, Y2019));
  const line = { label: 'x', vatCode: null, dueDates: [], analytics: [] };
  const post = (key: string, date: string) =>
    postEntry(w.deps, manager, COMPTE, '007868', key, {
      documents: [],
      entry: {
        journal: 'AC',
        date,
        piece: null,
        label: 'x',
        documentDate: null,
        reference: null,
        currency: 'EUR',
        lines: [
          { ...line, account: '60110000', debit: 100, credit: 0 },
          { ...line, account: '40100000', debit: 0, credit: 100 },
        ],
      },
    });
  await assert.rejects(post('k1', '2020-02-02'), (e) => e instanceof Refusal && e.code === 'ENTRY_REFUSED');
  await arrives(w, parOf(Y2018, LONG_2019));
  assert.equal((await post('k2', '2020-02-02')).posted.exercice, '202003');
  await arrives(w, parOf(Y2018, { ...LONG_2019, closed: true }));
  await assert.rejects(post('k3', '2020-02-02'), (e) => e instanceof Refusal && e.code === 'ENTRY_REFUSED');
});

test('a crash at any step of a renaming is made good by the next delivery', async () => {
  for (const call of ['get-row', 'get-blob', 'range', 'put', 'create', 'transact'])
    for (const nth of [0, 1, 2])
      for (const when of ['before', 'after'] as const) {
        const what = `${call} ${nth} ${when}`;
        const w = world();
        await arrives(w, parOf(Y2018, Y2019));
        const word = await deposited(w, 'a.tif', 'paper', '/import/007868_201912');
        const dated = await deposited(w, 'b.pdf', 'date=2019-05-05');
        const p = parOf(Y2018, LONG_2019);
        w.pass(1000);
        const id = await w.put('config', '/config/Export_PAR', `007868-${p.exercice}_PAR.xml`, writePar(p));
        let left = nth;
        const run = w.calls.run.bind(w.calls);
        w.calls.run = (name, work) => {
          if (name === call && left-- === 0) w.calls.fail(call, 1, when);
          return run(name, work);
        };
        await configure(w.deps, COMPTE, id).catch((e: Error) => assert.match(e.message, /storage fault/, what));
        w.calls.reset();
        left = -1;
        await configure(w.deps, COMPTE, id);
        await w.drain();
        assert.deepEqual([await place(w, word), await place(w, dated)], ['202003', '202003'], what);
        assert.deepEqual(await names(w), ['201812 closed', '202003'], what);
      }
});
