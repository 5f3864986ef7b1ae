import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposalView } from '../../functions/api/proposal-view.ts';
import { rememberAccounts, rememberAllAccounts } from '../../shared/app/account-memory.ts';
import { attribute } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { postEntry } from '../../shared/app/entries.ts';
import { proposeEntry } from '../../shared/app/propose.ts';
import { newEntry } from '../../shared/contracts/api.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { PostedEntry } from '../../shared/domain/publication.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { readDocument } from '../../shared/reading/document.ts';
import { plan } from '../domain/proposal-samples.ts';
import { type MadeInvoice, makeCii, makeFacturX, makeUbl } from '../support/invoices.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, robot, type TestWorld, world } from './world.ts';

const invoice: MadeInvoice = { number: 'FA-2019-0042', date: '2019-05-05', dueDate: '2019-06-04' };

/** A world with the real reader and a dossier that has a plan of accounts. */
async function ready(): Promise<TestWorld> {
  const w = world();
  const read = (b: Uint8Array, h: { name: string }) => readDocument(new Uint8Array(b), h.name);
  Object.assign(w.deps, { reader: { ...w.deps.reader, read } });
  await w.par(plan);
  w.sent.length = 0;
  return w;
}

async function filed(w: TestWorld, name: string, content: Uint8Array | string): Promise<string> {
  const id = await w.deposit(name, content);
  await dispatch(w.deps, COMPTE, id, 'deposit');
  return id;
}

const propose = (w: TestWorld, id: string) => proposeEntry(w.deps, manager, COMPTE, id);
const accounts = (e: Entry | null) => e?.lines.map((l) => `${l.account} ${l.vatCode ?? '-'}`);

/** Posts an entry for a document, and remembers its accounts as the posting of entries does. */
async function accept(w: TestWorld, id: string, entry: Entry): Promise<PostedEntry> {
  const input = { entry, documents: [id] };
  const { posted } = await postEntry(w.deps, manager, COMPTE, '007868', id, input);
  await rememberAccounts(w.deps, COMPTE, posted);
  return posted;
}

/** The proposal with another charge. */
function changed(entry: Entry | null, from: string, to: string): Entry {
  const lines = entry!.lines.map((l) => (l.account === from ? { ...l, account: to } : l));
  return { ...entry!, lines };
}

test('a filed e-invoice gives an entry that the posting takes as it is; nothing is published before', async () => {
  const w = await ready();
  for (const content of [await makeFacturX(invoice), makeUbl({ ...invoice, number: '7' })]) {
    const id = await filed(w, 'a', content);
    w.calls.reset();
    const p = await propose(w, id);
    assert.ok(!w.calls.made.some((c) => ['create', 'put', 'insert', 'transact'].includes(c)), 'nothing is written');
    assert.deepEqual(
      [p.document, p.dossier, p.exercice, p.direction, p.complete],
      [id, '007868', '201912', 'purchase', true],
    );
    assert.deepEqual(accounts(p.entry), ['60110000 A', '44566000 A', '401MOULIN -']);
    const sent = newEntry.parse(JSON.parse(JSON.stringify(proposalView(p).entry)));
    assert.deepEqual(sent, { entry: p.entry, documents: [id] }, 'the view is a body of the POST');
    const { posted } = await postEntry(w.deps, manager, COMPTE, '007868', id, sent);
    assert.equal(posted.exercice, '201912');
  }
});

test('the entry proposed for an e-invoice is that of what a person said of it', async () => {
  const w = await ready();
  const id = await filed(w, 'a.xml', makeCii(invoice));
  const to = { dossier: '007868', exercice: '201912' };
  await attribute(w.deps, { by: manager, compte: COMPTE, id }, to, { date: '2019-06-05', number: 'A-1' });
  const { entry } = await propose(w, id);
  assert.deepEqual([entry?.date, entry?.documentDate, entry?.reference], ['2019-06-05', '2019-06-05', 'A-1']);
});

test('what was used for a third party is proposed the next time, whatever the order in which it is remembered', async () => {
  const w = await ready();
  const first = await filed(w, 'a.xml', makeCii(invoice));
  const one = await accept(w, first, changed((await propose(w, first)).entry, '60110000', '60610000'));
  const next = await filed(w, 'b.xml', makeCii({ ...invoice, number: 'FA-2' }));
  const p = await propose(w, next);
  assert.deepEqual(accounts(p.entry), ['60610000 A', '44566000 A', '401MOULIN -']);
  assert.ok(p.evidence.every((e) => !e.uncertain));

  w.pass(1000);
  const two = await accept(w, next, p.entry!);
  await rememberAccounts(w.deps, COMPTE, one);
  await rememberAccounts(w.deps, COMPTE, { ...one, at: two.at });
  const rows = w.tables.rows('state', COMPTE).filter((r) => r.key.startsWith('L|'));
  assert.deepEqual(
    rows.map((r) => [r.key, r.columns]),
    [['L|007868|ac|732829320', { account: '60610000', vatCode: 'A', thirdParty: '401MOULIN', at: two.at }]],
  );
});

test('a supplier that the PAR does not know keeps the account a person gave it', async () => {
  const w = await ready();
  const seller = { name: 'Nouveau Fournisseur', vatNumber: null };
  const first = await filed(w, 'a.xml', makeCii({ ...invoice, seller }));
  const p = await propose(w, first);
  assert.equal(p.entry?.lines.at(-1)?.account, '40100000');
  await accept(w, first, changed(p.entry, '40100000', '401LUMIER'));
  const next = await filed(w, 'b.xml', makeCii({ ...invoice, number: 'FA-2', seller }));
  assert.equal((await propose(w, next)).entry?.lines.at(-1)?.account, '401LUMIER');
  const other = await filed(w, 'c.xml', makeCii({ ...invoice, seller: { name: 'Un autre', vatNumber: null } }));
  assert.equal((await propose(w, other)).entry?.lines.at(-1)?.account, '40100000');
});

test('an entry over documents of several third parties, or without a charge, is not remembered', async () => {
  const w = await ready();
  const a = await filed(w, 'a.xml', makeCii(invoice));
  const b = await filed(w, 'b.xml', makeCii({ ...invoice, seller: { name: 'Un autre', siren: '303265045' } }));
  const { entry } = await propose(w, a);
  const posted = await accept(w, a, entry!);
  const tables = new MemoryTables(w.calls);
  for (const row of w.tables.rows('state', COMPTE).filter((r) => r.key.startsWith('D|')))
    await tables.insert('state', COMPTE, row.key, row.columns);
  const deps = { ...w.deps, tables };
  const payment = { ...entry!, lines: entry!.lines.map((l) => ({ ...l, account: '51200000' })) };
  await rememberAccounts(deps, COMPTE, { ...posted, documents: [a, b] });
  await rememberAccounts(deps, COMPTE, { ...posted, documents: [] });
  await rememberAccounts(deps, COMPTE, { ...posted, documents: ['0'.repeat(20)] });
  await rememberAccounts(deps, COMPTE, { ...posted, entry: payment });
  assert.equal(tables.rows('state', COMPTE).filter((r) => r.key.startsWith('L|')).length, 0);
});

test('the memory is made again from the journal of entries, and its loss refuses nothing', async () => {
  const w = await ready();
  for (const [i, account] of ['60610000', '60110000'].entries()) {
    const id = await filed(w, `${i}.xml`, makeCii({ ...invoice, number: `FA-${i}` }));
    await accept(w, id, changed((await propose(w, id)).entry, '60110000', account));
    w.pass(1000);
  }
  const rows = (t: MemoryTables) =>
    t
      .rows('state', COMPTE)
      .filter((r) => r.key.startsWith('L|'))
      .map((r) => r.columns);
  const before = rows(w.tables);
  assert.equal(before.length, 1);
  const tables = new MemoryTables(w.calls);
  for (const row of w.tables.rows('state', COMPTE).filter((r) => r.key.startsWith('D|')))
    await tables.insert('state', COMPTE, row.key, row.columns);
  await rememberAllAccounts({ ...w.deps, tables }, COMPTE);
  assert.deepEqual(rows(tables), before);

  const id = await filed(w, 'x.xml', makeCii({ ...invoice, number: 'FA-X' }));
  const { posted } = await postEntry(w.deps, manager, COMPTE, '007868', id, {
    entry: (await propose(w, id)).entry!,
    documents: [id],
  });
  w.calls.fail('get-row');
  await rememberAccounts(w.deps, COMPTE, posted);
  assert.ok(w.log.some((l) => l.event === 'accounts-not-remembered'));
});

test('a document filed by a person in a later exercice: the date is brought inside it', async () => {
  const w = await ready();
  const id = await filed(w, 'a.xml', makeCii({ ...invoice, date: '2018-12-31' }));
  await attribute(w.deps, { by: manager, compte: COMPTE, id }, { dossier: '007868', exercice: '201912' });
  const p = await propose(w, id);
  assert.deepEqual([p.entry?.date, p.entry?.documentDate, p.complete], ['2019-01-01', '2018-12-31', true]);
});

test('no proposal, and why: not filed, no e-invoice, foreign currency, no plan of accounts', async () => {
  const w = await ready();
  const waiting = await filed(w, 'late.xml', makeCii({ ...invoice, date: '2021-05-05' }));
  const paper = await filed(w, 'scan.pdf', '%PDF-1.4 nothing');
  await attribute(w.deps, { by: manager, compte: COMPTE, id: paper }, { dossier: '007868', exercice: '201912' });
  const dollars = await filed(w, 'd.xml', makeCii({ ...invoice, currency: 'USD' }));
  const whole = await filed(w, 'a.xml', makeCii({ ...invoice, number: 'FA-9' }));
  for (const [id, code] of [
    [waiting, 'PROPOSAL_NOT_FILED'],
    [paper, 'PROPOSAL_NO_DATA'],
    [dollars, 'PROPOSAL_CURRENCY'],
  ]) {
    const p = await propose(w, id!);
    assert.deepEqual([p.entry, p.complete, p.problems.map((x) => x.code)], [null, false, [code]]);
  }
  // A dossier made known by a person, whose PAR has not come: its exercices are known from nowhere else.
  for (const row of w.tables.rows('state', COMPTE).filter((r) => r.key.startsWith('C|')))
    await w.tables.transact('state', COMPTE, [{ op: 'merge', key: row.key, columns: { par: '' } }]);
  assert.deepEqual(
    (await propose(w, whole)).problems.map((x) => x.code),
    ['PAR_MISSING'],
  );
});

test('another form of the invoice is told, on both', async () => {
  const w = await ready();
  const ids = [await filed(w, 'a.pdf', await makeFacturX(invoice)), await filed(w, 'b.xml', makeUbl(invoice))];
  for (const [i, id] of ids.entries()) {
    const told = (await propose(w, id)).evidence.filter((e) => e.code === 'PROPOSAL_SAME_INVOICE');
    assert.deepEqual(
      told.map((e) => e.params['document']),
      [ids[1 - i]],
    );
  }
});

test('only who may decide on the dossier gets a proposal', async () => {
  const w = await ready();
  const id = await filed(w, 'a.xml', makeCii(invoice));
  const refused = (code: string) => (e: unknown) => e instanceof Refusal && e.code === code;
  await assert.rejects(proposeEntry(w.deps, robot, COMPTE, id), refused('FORBIDDEN'));
  const stranger = { ...manager, role: 'accountant' as const, dossiers: ['000001'] };
  await assert.rejects(proposeEntry(w.deps, stranger, COMPTE, id), refused('DOCUMENT_NOT_FOUND'));
  await assert.rejects(proposeEntry(w.deps, manager, COMPTE, '0'.repeat(20)), refused('DOCUMENT_NOT_FOUND'));
});
