import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentView } from '../../functions/api/views.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { attribute, bringBack, setAside } from '../../shared/app/decisions.ts';
import type { Deps } from '../../shared/app/deps.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { documentHistory } from '../../shared/app/documents.ts';
import { keys } from '../../shared/app/keys.ts';
import { lookAgain } from '../../shared/app/look-again.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { forgetSupplier, listSuppliers } from '../../shared/app/supplier-memory.ts';
import { document as documentSchema } from '../../shared/contracts/views.ts';
import type { Reading } from '../../shared/domain/invoice.ts';
import type { Correction } from '../../shared/domain/memory/correction.ts';
import type { Par } from '../../shared/domain/par.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { pageOf } from '../domain/memory/pages.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, par, type TestWorld, world } from './world.ts';

const HOUR = 3_600_000;
const IN_2019 = { dossier: '007868', exercice: '201912' };
const KEY = '732829320';

function parOf(number: string, siren: string): Par {
  const p = par();
  const exercices = [...p.exercices, { start: '2020-01-01', end: '2020-12-31', name: '202012', closed: false }];
  return { ...p, dossier: { ...p.dossier, number, siren }, exercices };
}

/** Deposits that begin with FACTURE are the lines of a page; the others as in `world`. */
async function ready(): Promise<{ w: TestWorld; deps: Deps }> {
  const w = world();
  const { read } = w.deps.reader;
  const reader = {
    read: async (bytes: Uint8Array, hint: { name: string }): Promise<Reading> => {
      const text = Buffer.from(bytes).toString();
      return text.startsWith('FACTURE') ? pageOf(text.split('\n')) : read(bytes, hint);
    },
    close: async () => undefined,
  } as Deps['reader'];
  // `drain` works with these too.
  Object.assign(w.deps, { reader });
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  await w.par(parOf('007868', '404833048'));
  await w.par(parOf('007869', '303265045'));
  w.calls.reset();
  w.sent.length = 0;
  return { w, deps: w.deps };
}

/** No date that is labelled as its own: it waits. */
const edited = (day: string, number: string, seller = 'RCS Lyon 732 829 320') =>
  `FACTURE\nN° de facture : ${number}\nÉdité le ${day}\nRèglement : 01/06/2020\n${seller}`;

async function deposit(w: TestWorld, text: string, directory = '/import/007868'): Promise<string> {
  const id = await w.deposit(`${w.blobs.names('deposits').length}.pdf`, text, directory);
  await dispatch(w.deps, COMPTE, id, 'deposit');
  return id;
}

const correct = (deps: Deps, id: string, said: Correction, to = IN_2019, by: Principal = manager) =>
  attribute(deps, { by, compte: COMPTE, id }, to, said);

const refused = (code: string) => (e: unknown) => e instanceof Refusal && e.code === code;

/** What shows documents and suppliers. */
const rows = (tables: MemoryTables) =>
  tables
    .rows('state', COMPTE)
    .filter((r) => /^[DWFSXI]\|/.test(r.key))
    .map((r) => [r.key, r.columns]);

test('a person’s word stands beside what was read, and the next document of the supplier is filed by it', async () => {
  const { w, deps } = await ready();
  const first = await deposit(w, edited('05/11/2019', 'F1'));
  assert.equal((await w.document(first))?.reason?.code, 'DATE_NOT_FOUND');
  const corrected = await correct(deps, first, { date: '2019-11-05', number: 'F-1', gross: 12_000 });
  assert.deepEqual(
    [corrected.state, corrected.date, corrected.facts?.date, corrected.facts?.number, corrected.facts?.gross],
    ['filed', '2019-11-05', '2019-11-05', 'F-1', 12_000],
  );
  const [, event] = await documentHistory(deps, manager, COMPTE, first);
  assert.deepEqual([event!.type, event!.by], ['attributed', 'marie']);
  const view = documentSchema.parse(documentView(corrected));
  const french = view.evidence!.fields.map((f) => f.fr);
  for (const text of [
    'Dossier 007868, d’après le nom du répertoire « /import/007868 »',
    'Date de facture 05/11/2019, indiqué par marie, page 1, après « Édité le »',
    'Numéro F-1, indiqué par marie',
    'Lu : Numéro F1, page 1, après « N° de facture »',
    'Total TTC 120.00, indiqué par marie',
  ])
    assert.ok(french.includes(text), `${text} in ${french.join(' | ')}`);

  const second = await deposit(w, edited('07/12/2019', 'F2'));
  const d = (await w.document(second))!;
  assert.deepEqual([d.state, d.exercice, d.date, d.dateUncertain], ['filed', '201912', '2019-12-07', false]);
  assert.deepEqual(
    d.remarks.map((r) => r.code),
    ['MEMORY_USED'],
  );
  const [known] = await listSuppliers(deps, manager, COMPTE, '007868');
  assert.deepEqual([known!.key, known!.used, known!.lessons.length], [KEY, 1, 1]);
  assert.deepEqual([known!.lessons[0]!.document, known!.lessons[0]!.by], [first, 'marie']);
});

test('a date in the next year goes to the next year', async () => {
  const { w, deps } = await ready();
  await correct(deps, await deposit(w, edited('05/11/2019', 'F1')), { date: '2019-11-05' });
  const next = await deposit(w, edited('03/01/2020', 'F2'));
  assert.deepEqual([(await w.document(next))?.exercice, (await w.document(next))?.date], ['202012', '2020-01-03']);
});

test('what waits for the date of that supplier is looked at again, and nothing else', async () => {
  const { w, deps } = await ready();
  const first = await deposit(w, edited('05/11/2019', 'F1'));
  const same = await deposit(w, edited('07/12/2019', 'F2'));
  const other = await deposit(w, edited('08/12/2019', 'F3', 'RCS Lyon 552 081 317'));
  const otherDossier = await deposit(w, edited('09/12/2019', 'F4'), '/import/007869');
  await correct(deps, first, { date: '2019-11-05' });
  assert.deepEqual(
    w.sent.map((s) => (s.message.body as { id: string }).id),
    [same],
  );
  await w.drain();
  assert.equal((await w.document(same))?.exercice, '201912');
  for (const id of [other, otherDossier]) assert.equal((await w.document(id))?.reason?.code, 'DATE_NOT_FOUND');
});

test('another dossier of the compte learns nothing of it, nor sees it', async () => {
  const { w, deps } = await ready();
  await correct(deps, await deposit(w, edited('05/11/2019', 'F1')), { date: '2019-11-05' });
  const there = await deposit(w, edited('07/12/2019', 'F2'), '/import/007869');
  assert.equal((await w.document(there))?.reason?.code, 'DATE_NOT_FOUND');
  assert.deepEqual(await listSuppliers(deps, manager, COMPTE, '007869'), []);
  const lea: Principal = { compte: COMPTE, user: 'lea', role: 'accountant', dossiers: ['007869'] };
  await assert.rejects(listSuppliers(deps, lea, COMPTE, '007868'), refused('DOSSIER_NOT_FOUND'));
  await assert.rejects(forgetSupplier(deps, lea, COMPTE, '007868', KEY), refused('DOSSIER_NOT_FOUND'));
  const looker: Principal = { compte: 'autre', user: 'x', role: 'manager', dossiers: 'all' };
  await assert.rejects(listSuppliers(deps, looker, COMPTE, '007868'));
});

test('a date outside the exercice is refused with both, and nothing changes', async () => {
  const { w, deps } = await ready();
  const id = await deposit(w, edited('05/11/2019', 'F1'));
  const before = await w.document(id);
  await assert.rejects(correct(deps, id, { date: '2020-01-05' }), (e: unknown) => {
    assert.ok(e instanceof Refusal && e.kind === 'invalid');
    const { date, exercice, start, end } = e.params;
    assert.deepEqual(
      [e.code, date, exercice, start, end],
      ['CORRECTED_DATE_OUTSIDE', '2020-01-05', '201912', '2019-01-01', '2019-12-31'],
    );
    return true;
  });
  assert.deepEqual(await w.document(id), before);
  await correct(deps, id, { date: '2019-11-05' });
  // Moved to another exercice, the day that a person gave is not there.
  await assert.rejects(correct(deps, id, {}, { ...IN_2019, exercice: '202012' }), refused('CORRECTED_DATE_OUTSIDE'));
});

test('a date is picked by its text and page; what was not read, or reads in two ways, is refused', async () => {
  const { w, deps } = await ready();
  const id = await deposit(w, 'FACTURE\nInvoice date: 03/04/2019\nDue date: 01/06/2019\nVAT number FR44732829320');
  const picked = { text: '03/04/2019', page: 1 };
  const undated = await deposit(w, edited('05/11/2019', 'F1', 'RCS Lyon 552 081 317'));
  await assert.rejects(correct(deps, undated, { candidate: { text: '1/1/2019' } }), refused('CANDIDATE_NOT_FOUND'));
  await assert.rejects(
    correct(deps, undated, { candidate: { text: '05/11/2019', page: 2 } }),
    refused('CANDIDATE_NOT_FOUND'),
  );
  await assert.rejects(
    correct(deps, undated, { candidate: { text: '05/11/2019' }, date: '2019-11-06' }),
    refused('CANDIDATE_OTHER_DAY'),
  );
  assert.equal((await correct(deps, undated, { candidate: { text: '05/11/2019' } })).date, '2019-11-05');
  const both = (await w.document(id))!.facts!.evidence!.dates[0]!.dates;
  if (both.length === 2) await assert.rejects(correct(deps, id, { candidate: picked }), refused('CANDIDATE_UNCLEAR'));
  assert.equal((await correct(deps, id, { candidate: picked, date: both.at(-1)! })).date, both.at(-1));
});

test('a seller needs a number that holds', async () => {
  const { w, deps } = await ready();
  const id = await deposit(w, edited('05/11/2019', 'F1'));
  const nobody = { siren: null, vatNumber: null, name: 'X' };
  for (const seller of [
    nobody,
    { ...nobody, siren: '123456789' },
    { ...nobody, vatNumber: 'FR00123456789' },
    { ...nobody, vatNumber: '44732829320' },
    { ...nobody, siren: '552081317', vatNumber: 'FR44732829320' },
  ])
    await assert.rejects(correct(deps, id, { seller }), refused('SELLER_UNKNOWN'), JSON.stringify(seller));
  const done = await correct(deps, id, { seller: { siren: null, vatNumber: 'fr 44 732829320', name: ' Moulin ' } });
  assert.deepEqual(
    [done.facts?.sellerSiren, done.facts?.sellerVat, done.facts?.seller],
    [KEY, 'FR44732829320', 'Moulin'],
  );
});

test('a certain date that memory contradicts waits with both, until a person says which is right', async () => {
  const { w, deps } = await ready();
  await correct(deps, await deposit(w, edited('05/11/2019', 'F1')), { date: '2019-11-05' });
  const text = 'FACTURE\nDate de facture : 02/01/2020\nÉdité le 30/12/2019\nRCS Lyon 732 829 320';
  const id = await deposit(w, text);
  const waiting = (await w.document(id))!;
  assert.equal(waiting.reason?.code, 'MEMORY_CONTRADICTS');
  const { date, dates, label } = waiting.reason!.params;
  assert.deepEqual([date, dates, label, waiting.proposal], ['2020-01-02', '30/12/2019', 'Édité le', null]);
  assert.ok(!waiting.remarks.some((r) => r.code === 'MEMORY_CONTRADICTS'), 'told once');
  await correct(deps, id, { date: '2020-01-02' }, { dossier: '007868', exercice: '202012' });
  const next = await deposit(w, text.replace('02/01', '05/02').replace('30/12/2019', '04/02/2020'));
  assert.deepEqual([(await w.document(next))?.state, (await w.document(next))?.date], ['filed', '2020-02-05']);
});

test('forgotten, it counts no more from the next document on, and what was filed by it stays', async () => {
  const { w, deps } = await ready();
  const first = await deposit(w, edited('05/11/2019', 'F1'));
  await correct(deps, first, { date: '2019-11-05' });
  const by = await deposit(w, edited('07/12/2019', 'F2'));
  w.pass(HOUR);
  await forgetSupplier(deps, manager, COMPTE, '007868', KEY);
  assert.deepEqual(await listSuppliers(deps, manager, COMPTE, '007868'), []);
  await assert.rejects(forgetSupplier(deps, manager, COMPTE, '007868', KEY), refused('SUPPLIER_NOT_FOUND'));
  const next = await deposit(w, edited('08/12/2019', 'F3'));
  assert.equal((await w.document(next))?.reason?.code, 'DATE_NOT_FOUND');
  const filed = await w.document(by);
  await dispatch(deps, COMPTE, by, 'again');
  assert.deepEqual(await w.document(by), filed);
  // Said once more, it is known again.
  w.pass(HOUR);
  const again = await correct(deps, first, { date: '2019-11-05' });
  assert.equal((await documentHistory(deps, manager, COMPTE, first)).at(-1)!.type, 'corrected');
  assert.equal(again.exercice, '201912');
  await w.drain();
  assert.equal((await w.document(next))?.exercice, '201912');
});

test('only who may decide forgets', async () => {
  const { w, deps } = await ready();
  await correct(deps, await deposit(w, edited('05/11/2019', 'F1')), { date: '2019-11-05' });
  const marc: Principal = { compte: COMPTE, user: 'marc', role: 'accountant', dossiers: ['007868'] };
  await assert.rejects(
    forgetSupplier(deps, { ...marc, role: 'robot' }, COMPTE, '007868', KEY),
    (e: unknown) => e instanceof Refusal,
  );
  await forgetSupplier(deps, marc, COMPTE, '007868', KEY);
});

test('a correction that is set aside, brought back or moved teaches where it is filed, and nowhere else', async () => {
  const { w, deps } = await ready();
  const id = await deposit(w, edited('05/11/2019', 'F1'));
  const at = { by: manager, compte: COMPTE, id };
  const keysOf = async (dossier: string) => (await listSuppliers(deps, manager, COMPTE, dossier)).map((s) => s.key);
  await correct(deps, id, { date: '2019-11-05' });
  assert.deepEqual(await keysOf('007868'), [KEY]);
  await setAside(deps, at);
  assert.deepEqual(await keysOf('007868'), []);
  await bringBack(deps, at);
  assert.deepEqual(await keysOf('007868'), []);
  const there = await attribute(deps, at, { dossier: '007869', exercice: '201912' });
  assert.deepEqual([await keysOf('007868'), await keysOf('007869')], [[], [KEY]]);
  assert.deepEqual([there.date, there.facts?.date], ['2019-11-05', '2019-11-05']);
});

test('a number that is corrected later leaves who taught the label, and the same said twice is one event', async () => {
  const { w, deps } = await ready();
  const id = await deposit(w, edited('05/11/2019', 'F1'));
  await correct(deps, id, { date: '2019-11-05' });
  await correct(deps, id, { number: 'F-1' }, IN_2019, { ...manager, user: 'paul' });
  await correct(deps, id, { number: 'F-1' });
  const types = (await documentHistory(deps, manager, COMPTE, id)).map((e) => e.type);
  assert.deepEqual(types, ['waiting', 'attributed', 'corrected']);
  const [known] = await listSuppliers(deps, manager, COMPTE, '007868');
  assert.equal(known!.lessons[0]!.by, 'marie');
  const said = (await w.document(id))!.facts!.evidence!.fields.filter((f) => f.origin === 'person');
  assert.deepEqual(
    said.map((f) => [f.field, f.by]),
    [
      ['date', 'marie'],
      ['number', 'paul'],
    ],
  );
  assert.equal((await w.document(id))!.date, '2019-11-05');
});

test('what a person said stays where the place is lost and the document is read again', async () => {
  const { w, deps } = await ready();
  const id = await deposit(w, edited('05/11/2019', 'F1'));
  await correct(deps, id, { date: '2019-11-30', number: 'F-1' });
  // The exercice that it was filed in is gone.
  await deps.tables.transact('state', COMPTE, [{ op: 'delete', key: keys.exercice('007868', '2019-01-01') }]);
  await lookAgain(deps, COMPTE, '007868');
  const lost = (await w.document(id))!;
  assert.deepEqual([lost.state, lost.reason?.code, lost.decidedBy], ['waiting', 'EXERCICE_CHANGED', null]);
  assert.deepEqual(await listSuppliers(deps, manager, COMPTE, '007868'), []);
  const moved = [{ start: '2019-02-01', end: '2019-12-31', name: '201912', closed: false }];
  const exercices = [...moved, { start: '2020-01-01', end: '2020-12-31', name: '202012', closed: false }];
  await w.par({ ...parOf('007868', '404833048'), exercices });
  await w.drain();
  const d = (await w.document(id))!;
  assert.deepEqual([d.state, d.date, d.exerciceStart, d.decidedBy], ['filed', '2019-11-30', '2019-02-01', null]);
  assert.deepEqual([d.facts?.date, d.facts?.number, d.corrected?.by], ['2019-11-30', 'F-1', 'marie']);
});

test('paper and e-invoices are corrected too, teach nothing, and cost no storage call more', async () => {
  const { w, deps } = await ready();
  const paper = await deposit(w, 'paper');
  const said = await correct(deps, paper, { date: '2019-11-05', seller: { siren: KEY, vatNumber: null, name: 'M' } });
  assert.deepEqual([said.facts?.kind, said.facts?.date, said.facts?.sellerSiren], ['paper', '2019-11-05', KEY]);
  const xml = await deposit(w, 'date=2019-05-05 n=A1 seller=552081317');
  const moved = await correct(deps, xml, { date: '2019-06-05' });
  assert.deepEqual([moved.date, moved.facts?.date], ['2019-06-05', '2019-06-05']);
  const french = documentSchema.parse(documentView(moved)).evidence!.fields.map((f) => f.fr);
  for (const text of [
    'Date de facture 05/06/2019, indiqué par marie',
    'Lu : Date de facture 05/05/2019, facture électronique, BT-2',
    'Numéro A1, facture électronique, BT-1',
    'Vendeur 552081317, facture électronique, BT-30',
  ])
    assert.ok(french.includes(text), `${text} in ${french.join(' | ')}`);
  assert.deepEqual(await listSuppliers(deps, manager, COMPTE, '007868'), []);
  const named = documentView((await w.document(paper))!).evidence!.fields.map((f) => f.en);
  for (const text of [
    'Seller 732829320, said by marie',
    'Seller M, said by marie',
    'Invoice date 2019-11-05, said by marie',
  ])
    assert.ok(named.includes(text), `${text} in ${named.join(' | ')}`);

  const ranges = async (text: string) => {
    w.calls.made.length = 0;
    await deposit(w, text);
    return w.calls.made.filter((c) => c === 'range').length;
  };
  assert.equal(await ranges('date=2019-05-05 n=A2 seller=552081317'), 2, 'configuration, same invoice');
  assert.equal(await ranges('paper 2'), 2, 'configuration, and again because it waits');
  assert.equal(await ranges('FACTURE\nÉdité le 05/11/2019\nN° de facture : F8'), 2, 'the same: no supplier is told');
  assert.equal(await ranges(edited('05/11/2019', 'F9')), 5, 'and the same invoice, and the memory before and after');
  const filed = 'FACTURE\nDate de facture : 05/11/2019\nN° de facture : F7\nRCS Lyon 732 829 320';
  assert.equal(await ranges(filed), 3, 'configuration, same invoice, memory');
});

test('a document that is dispatched while a person corrects another of its supplier sees it in the end', async () => {
  for (let spare = 0; spare < 14; spare++) {
    const { w, deps } = await ready();
    const first = await deposit(w, edited('05/11/2019', 'F1'));
    const next = await w.deposit('next.pdf', edited('07/12/2019', 'F2'), '/import/007868');
    // The correction comes whole between two storage calls of the dispatch.
    const { run } = w.calls;
    let left = spare;
    let corrected: Promise<unknown> | undefined;
    w.calls.run = async (name, work) => {
      if (left-- === 0) {
        w.calls.run = run;
        corrected = correct(deps, first, { date: '2019-11-05' });
        await corrected;
      }
      return run.call(w.calls, name, work) as never;
    };
    await dispatch(deps, COMPTE, next, 'deposit');
    w.calls.run = run;
    if (!corrected) break;
    await w.drain();
    assert.equal((await w.document(next))?.exercice, '201912', `after ${spare} calls`);
    assert.ok(spare < 13, 'every call of the dispatch was tried');
  }
});

test('of two corrections at the same time one stands, and the other person is told', async () => {
  const { w, deps } = await ready();
  const id = await deposit(w, edited('05/11/2019', 'F1'));
  const results = await Promise.allSettled([
    correct(deps, id, { date: '2019-11-05' }),
    correct(deps, id, { date: '2019-11-06' }, IN_2019, { ...manager, user: 'paul' }),
  ]);
  assert.deepEqual(results.map((r) => r.status).sort(), ['fulfilled', 'rejected']);
  const lost = results.find((r) => r.status === 'rejected')!;
  assert.ok(refused('DOCUMENT_CHANGED')((lost as PromiseRejectedResult).reason));
  const won = results.find((r) => r.status === 'fulfilled')!;
  assert.deepEqual((await w.document(id))!.date, (won as PromiseFulfilledResult<{ date: string }>).value.date);
});

test('corrections of two documents of one supplier at the same time are both remembered', async () => {
  const { w, deps } = await ready();
  const a = await deposit(w, edited('05/11/2019', 'F1'));
  const b = await deposit(w, edited('06/11/2019', 'F2').replace('Édité', 'Imprimé'));
  await Promise.all([correct(deps, a, { date: '2019-11-05' }), correct(deps, b, { date: '2019-11-06' })]);
  const [known] = await listSuppliers(deps, manager, COMPTE, '007868');
  assert.deepEqual(known!.lessons.map((l) => l.label!.key).sort(), ['edite le', 'imprime le']);
});

test('wherever a correction or a forgetting is cut off, it comes to the same when it is done again', async () => {
  for (const name of ['create', 'transact', 'get-row', 'range', 'insert', 'get-blob'])
    for (const when of ['before', 'after'] as const)
      for (let spare = 0; spare < 8; spare++) {
        const { w, deps } = await ready();
        const id = await deposit(w, edited('05/11/2019', 'F1'));
        const next = await deposit(w, edited('07/12/2019', 'F2'));
        const twice = async (work: () => Promise<unknown>, gone: string[] = []) => {
          w.calls.reset();
          w.calls.fail(name, 1, when, spare);
          try {
            await work();
          } catch (e) {
            assert.ok(!(e instanceof Refusal), String(e));
            await work().catch((x: unknown) => {
              if (!(x instanceof Refusal && gone.includes(x.code))) throw x;
            });
          }
          w.calls.reset();
        };
        await twice(() => correct(deps, id, { date: '2019-11-05' }));
        await w.drain();
        const at = `${name} ${when} ${spare}`;
        assert.equal((await w.document(next))?.exercice, '201912', at);
        const types = (await documentHistory(deps, manager, COMPTE, id)).map((e) => e.type);
        assert.deepEqual(types, ['waiting', 'attributed'], at);
        w.pass(HOUR);
        await twice(() => forgetSupplier(deps, manager, COMPTE, '007868', KEY), ['SUPPLIER_NOT_FOUND']);
        assert.deepEqual(await listSuppliers(deps, manager, COMPTE, '007868'), [], at);
      }
});

test('a correction whose tables were left behind by a crash is brought forward by the timer', async () => {
  const { w, deps } = await ready();
  const id = await deposit(w, edited('05/11/2019', 'F1'));
  w.calls.fail('transact');
  await assert.rejects(correct(deps, id, { date: '2019-11-05' }));
  assert.deepEqual(await listSuppliers(deps, manager, COMPTE, '007868'), []);
  w.pass(HOUR);
  await reconcile(deps, COMPTE, { windowMs: null });
  assert.equal((await listSuppliers(deps, manager, COMPTE, '007868')).length, 1);
});

test('a rebuild gives the same memory: what was taught, used and forgotten', async () => {
  const { w, deps } = await ready();
  const first = await deposit(w, edited('05/11/2019', 'F1'));
  await correct(deps, first, { date: '2019-11-05' });
  await deposit(w, edited('07/12/2019', 'F2'));
  const other = await deposit(w, edited('08/12/2019', 'F3', 'RCS Lyon 552 081 317'));
  await correct(deps, other, { date: '2019-12-08' });
  await w.drain();
  w.pass(HOUR);
  await forgetSupplier(deps, manager, COMPTE, '007868', '552081317');
  const before = rows(w.tables);
  assert.equal(before.filter(([key]) => /^[SX]\|/.test(key as string)).length, 4);
  const tables = new MemoryTables(w.calls);
  const rebuilt = { ...deps, tables };
  for (let i = 0; i < 2; i++) {
    await rebuild(rebuilt, () => undefined);
    assert.deepEqual(rows(tables), before);
  }
  assert.deepEqual(
    (await listSuppliers(rebuilt, manager, COMPTE, '007868')).map((s) => [s.key, s.used]),
    [[KEY, 1]],
  );
});
