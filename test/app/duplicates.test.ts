import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompte } from '../../shared/app/comptes.ts';
import { setAside } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { commit, documentHistory, load } from '../../shared/app/documents.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { readDocument } from '../../shared/reading/document.ts';
import { type MadeInvoice, makeCii, makeFacturX, makeTiff, makeUbl, SELLER } from '../support/invoices.ts';
import { MemoryTables } from '../support/memory-ports.ts';
import { COMPTE, manager, operator, par, type TestWorld, world } from './world.ts';

const invoice: MadeInvoice = { number: 'FA-2019-0042', date: '2019-05-05' };

/** A world whose reader is the real one. */
async function ready(): Promise<TestWorld> {
  const w = world();
  const reader = {
    ...w.deps.reader,
    read: (b: Uint8Array, h: { name: string }) => readDocument(new Uint8Array(b), h.name),
  };
  Object.assign(w.deps, { reader });
  await w.par(par());
  w.sent.length = 0;
  return w;
}

async function arrive(w: TestWorld, name: string, content: Uint8Array | string): Promise<string> {
  const id = await w.deposit(name, content);
  await dispatch(w.deps, COMPTE, id, 'deposit');
  return id;
}

const shown = async (w: TestWorld, id: string) => (await w.document(id))?.sameInvoice ?? [];

test('the same invoice as Factur-X and as bare XML: each is shown on the other, and both are filed', async () => {
  const w = await ready();
  const pdf = await arrive(w, 'a.pdf', await makeFacturX(invoice));
  assert.deepEqual(await shown(w, pdf), []);
  const xml = await arrive(w, 'b.xml', makeUbl(invoice));
  assert.deepEqual([await shown(w, pdf), await shown(w, xml)], [[xml], [pdf]]);
  assert.equal((await w.list('F')).length, 2);
  const later = await w.document(xml);
  assert.deepEqual(later?.duplicates, [], 'other bytes');
  assert.deepEqual(later?.remarks[0], {
    code: 'SAME_INVOICE',
    params: { number: 'FA-2019-0042', document: 'a.pdf' },
  });
  for (const id of [pdf, xml])
    assert.deepEqual(
      (await documentHistory(w.deps, manager, COMPTE, id)).map((e) => e.type),
      ['filed', 'same-invoice'],
    );
  await dispatch(w.deps, COMPTE, xml, 'deposit');
  await dispatch(w.deps, COMPTE, xml, 'again');
  assert.equal((await w.document(xml))?.version, 2, 'shown once, however often it is dispatched');
});

test('a number written otherwise is the same number; another seller, kind or year is another invoice', async () => {
  const w = await ready();
  const first = await arrive(w, 'a.xml', makeCii(invoice));
  const same = await arrive(w, 'b.xml', makeCii({ ...invoice, number: 'fa 2019/0042' }));
  const others = [
    { ...invoice, seller: { ...SELLER, siren: '404833048', siret: undefined } },
    { ...invoice, typeCode: '381' },
    { ...invoice, date: '2018-05-05' },
    { ...invoice, number: 'FA-2019-0043' },
  ];
  for (const [i, other] of others.entries()) {
    const id = await arrive(w, `o${i}.xml`, makeCii(other));
    assert.deepEqual(await shown(w, id), [], JSON.stringify(other));
  }
  assert.deepEqual([await shown(w, first), await shown(w, same)], [[same], [first]]);
});

test('two forms dispatched at the same time do not miss each other', async () => {
  for (let i = 0; i < 5; i++) {
    const w = await ready();
    const ids = [
      await w.deposit('a.xml', makeCii(invoice)),
      await w.deposit('b.xml', makeUbl(invoice)),
      await w.deposit('c.xml', makeCii({ ...invoice, profile: 'minimum' })),
    ];
    await Promise.all(ids.map((id) => dispatch(w.deps, COMPTE, id, 'deposit')));
    for (const id of ids) assert.deepEqual((await shown(w, id)).toSorted(), ids.filter((o) => o !== id).toSorted());
  }
});

test('a paper whose number and seller a person or a later reading gave is found by the e-invoice', async () => {
  const w = await ready();
  const paper = await arrive(w, 'scan.tif', makeTiff());
  const before = (await load(w.deps, COMPTE, paper))!;
  const facts = { number: 'FA 2019 0042', seller: 'Moulin', sellerSiren: SELLER.siren!, typeCode: null, date: null };
  await commit(w.deps, before, {
    type: 'waiting',
    by: 'system',
    after: { ...before.document, facts: { ...before.document.facts!, ...facts } },
  });
  const xml = await arrive(w, 'a.xml', makeCii(invoice));
  assert.deepEqual([await shown(w, paper), await shown(w, xml)], [[xml], [paper]]);
});

test('what a person set aside is no longer shown', async () => {
  const w = await ready();
  const pdf = await arrive(w, 'a.pdf', await makeFacturX(invoice));
  await setAside(w.deps, { by: manager, compte: COMPTE, id: pdf });
  const xml = await arrive(w, 'b.xml', makeCii(invoice));
  assert.deepEqual([await shown(w, pdf), await shown(w, xml)], [[], []]);
});

test('a crash while the two are shown to each other is made good by the next delivery', async () => {
  // After the five calls of a filed document: the look, then loads, events and rows of both.
  for (const [call, spare] of Object.entries({ range: 1, 'get-row': 0, create: 1, transact: 2 }))
    for (const when of ['before', 'after'] as const)
      for (const more of [0, 1]) {
        const w = await ready();
        const first = await arrive(w, 'a.xml', makeCii(invoice));
        const second = await w.deposit('b.xml', makeUbl(invoice));
        w.calls.fail(call, 1, when, spare + (call === 'range' ? 0 : more));
        const label = `${call} ${when} ${more}`;
        await assert.rejects(dispatch(w.deps, COMPTE, second, 'deposit'), /storage fault/, label);
        await dispatch(w.deps, COMPTE, second, 'deposit');
        assert.deepEqual([await shown(w, first), await shown(w, second)], [[second], [first]], label);
        for (const id of [first, second])
          assert.equal((await documentHistory(w.deps, manager, COMPTE, id)).length, 2, label);
      }
});

test('a rebuild gives the same rows back', async () => {
  const w = await ready();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  const pdf = await makeFacturX(invoice);
  await arrive(w, 'a.pdf', pdf);
  await arrive(w, 'copy.pdf', pdf);
  await arrive(w, 'a.pdf', pdf);
  await arrive(w, 'b.xml', makeUbl(invoice));
  const rows = (tables: MemoryTables) =>
    tables
      .rows('state', COMPTE)
      .filter((r) => /^[DFHI]\|/.test(r.key))
      .map((r) => [r.key, r.key.startsWith('H') ? {} : r.columns]);
  const before = rows(w.tables);
  assert.equal(before.filter(([k]) => String(k).startsWith('I|')).length, 3);
  const tables = new MemoryTables(w.calls);
  await rebuild({ ...w.deps, tables }, () => undefined);
  assert.deepEqual(rows(tables), before);
});
