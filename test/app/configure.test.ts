import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dossierConfig } from '../../shared/app/configuration.ts';
import { configure, listConfigImports, lookAgain } from '../../shared/app/configure.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { listNotices } from '../../shared/app/notices.ts';
import { COMPTE, manager, par, world } from './world.ts';

const config = (w: ReturnType<typeof world>) => dossierConfig(w.deps, COMPTE, '007868');
const outcomes = async (w: ReturnType<typeof world>) =>
  (await listConfigImports(w.deps, manager, COMPTE, { limit: 50 })).items.map((i) => i.outcome);

test('a first PAR makes the dossier and its exercices known', async () => {
  const w = world();
  await w.par(par());
  const c = await config(w);
  assert.equal(c?.dossier.number, '007868');
  assert.deepEqual(
    c.exercices.map((e) => [e.name, e.start, e.closed]),
    [
      ['201812', '2018-01-01', true],
      ['201912', '2019-01-01', false],
    ],
  );
  assert.deepEqual(await outcomes(w), ['applied']);
});

test('the same bytes again change nothing; the same file delivered twice neither', async () => {
  const w = world();
  const id = await w.par(par());
  const before = (await config(w))?.version;
  await configure(w.deps, COMPTE, id);
  w.pass(1000);
  await w.par(par());
  assert.equal((await config(w))?.version, before);
  assert.deepEqual(await outcomes(w), ['unchanged', 'applied']);
});

test('a newer PAR replaces the exercice with the same start; an older one that comes late does not', async () => {
  const w = world();
  const p = par();
  const oldText = { ...p, exercices: [{ ...p.exercices[1]!, end: '2019-11-30', name: '201911' }], exercice: '201911' };
  // Deposited first, processed last.
  const { writePar } = await import('../../shared/domain/par/write-par.ts');
  const late = await w.put('config', '/config/Export_PAR', '007868-201911_PAR.xml', writePar(oldText));
  w.pass(1000);
  await w.par(p);
  await configure(w.deps, COMPTE, late);
  assert.deepEqual(
    (await config(w))?.exercices.map((e) => e.name),
    ['201812', '201912'],
  );
  assert.deepEqual((await outcomes(w)).sort(), ['applied', 'superseded']);
});

test('overlapping exercices are refused, seen by a person, and the last good configuration stays in force', async () => {
  const w = world();
  await w.par(par());
  w.pass(1000);
  await w.par(
    par({
      exercice: '202003',
      exercices: [{ start: '2019-04-01', end: '2020-03-31', name: '202003', closed: false }],
    }),
  );
  assert.deepEqual(
    (await config(w))?.exercices.map((e) => e.name),
    ['201812', '201912'],
  );
  assert.deepEqual(await outcomes(w), ['refused', 'applied']);
  const [notice] = await listNotices(w.deps, manager, COMPTE);
  assert.equal(notice?.code, 'CONFIG_REFUSED');
  assert.deepEqual(
    notice.problems.map((p) => p.code),
    ['EXERCICES_OVERLAP_KNOWN'],
  );
});

test('a broken PAR is refused with its reasons', async () => {
  const w = world();
  await configure(w.deps, COMPTE, await w.put('config', '/config/Export_PAR', '007868-201912_PAR.xml', '<PAR'));
  assert.deepEqual(await outcomes(w), ['refused']);
  assert.equal(await config(w), null);
});

test('dossiers.txt makes dossiers known, never forgets one, and its bad lines are told', async () => {
  const w = world();
  const id = await w.deposit('a.pdf', 'date=2019-05-05', '/import/000042');
  await dispatch(w.deps, COMPTE, id, 'deposit');
  const text = 'numero;nom\r\n000042;Durand\r\n;sans numéro\r\n007868;Martin\r\n';
  await configure(w.deps, COMPTE, await w.put('config', '/config', 'dossiers.txt', text));
  await w.drain();
  assert.equal((await w.document(id))?.reason?.code, 'NO_EXERCICE', 'the dossier is known now, its exercices are not');
  w.pass(1000);
  await configure(w.deps, COMPTE, await w.put('config', '/config', 'dossiers.txt', '000043;Petit\r\n'));
  assert.equal((await config(w))?.dossier.name, 'Martin');
  const notice = (await listNotices(w.deps, manager, COMPTE)).find((n) => n.code === 'CONFIG_BAD_LINES');
  assert.equal(notice?.problems.length, 1);
});

test('a crash at any step of a configuration is made good by the next delivery, what waited included', async () => {
  for (const call of ['get-row', 'get-blob', 'range', 'put', 'transact'])
    for (const when of ['before', 'after'] as const) {
      const w = world();
      const waiting = await w.deposit('a.pdf', 'date=2019-05-05');
      await dispatch(w.deps, COMPTE, waiting, 'deposit');
      const { writePar } = await import('../../shared/domain/par/write-par.ts');
      const id = await w.put('config', '/config/Export_PAR', '007868-201912_PAR.xml', writePar(par()));
      w.calls.fail(call, 1, when);
      await assert.rejects(configure(w.deps, COMPTE, id), /storage fault/, `${call} ${when}`);
      await configure(w.deps, COMPTE, id);
      await w.drain();
      assert.equal((await w.document(waiting))?.state, 'filed', `${call} ${when}`);
    }
});

test('the second look takes only what was written meanwhile', async () => {
  const w = world();
  await w.par(par());
  w.sent.length = 0;
  const old = await w.deposit('old.tif', 'paper 1');
  await dispatch(w.deps, COMPTE, old, 'deposit');
  w.pass(3_600_000);
  const young = await w.deposit('young.tif', 'paper 2');
  await dispatch(w.deps, COMPTE, young, 'deposit');
  await lookAgain(w.deps, COMPTE, '007868', 2);
  assert.deepEqual(
    w.sent.map((s) => (s.message.body as { id: string }).id),
    [young],
  );
});
