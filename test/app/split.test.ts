import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentView } from '../../functions/api/views.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { attribute, bringBack, setAside } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { handleReading } from '../../shared/app/read-scan.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { splitByPerson } from '../../shared/app/split-decision.ts';
import { document as documentSchema } from '../../shared/contracts/views.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import type { ScannedPage } from '../../shared/domain/scan/scanned-page.ts';
import { type FakeScans, fakeScans } from '../support/fake-scans.ts';
import { bill, blankPage, SELLERS, scannedPage, sheetPage } from '../support/scanned-pages.ts';
import { COMPTE, manager, operator, par, world } from './world.ts';

/** Pages by their letter; a scan of `SAB` is a sheet and two invoices. */
const PAGES: Readonly<Record<string, ScannedPage>> = {
  S: sheetPage(),
  _: blankPage(),
  A: bill({ number: 'A-100', more: ['Facture du 05/05/2019'] }),
  B: bill({ number: 'B-200', siret: SELLERS[1], more: ['Facture du 05/05/2019'] }),
  C: bill({ number: 'C-300', siret: SELLERS[2], more: ['Facture du 05/05/2019'] }),
  D: bill({ number: 'A-101', more: ['Facture du 05/05/2019'] }),
  t: scannedPage(['Conditions particulières', 'Article 1']),
};
const lettersOf = (bytes: Uint8Array) => [...Buffer.from(bytes).toString().replace('batch:', '')];

async function ready() {
  const scans: FakeScans = {
    ...fakeScans(),
    outline: async (bytes) => ({ kind: 'pages', pages: lettersOf(bytes).length }),
    readPage: async (bytes, n) => {
      scans.asked.push(n);
      const page = PAGES[lettersOf(bytes)[n - 1]!]!;
      return { kind: 'page', page: { ...page, page: { ...page.page, number: n } } };
    },
    extract: async (bytes, pages) => ({
      kind: 'file',
      bytes: Buffer.from(`batch:${pages.map((n) => lettersOf(bytes)[n - 1]).join('')}`),
    }),
  };
  const w = world({ scans });
  await w.par(par());
  w.sent.length = 0;
  const settle = async () => {
    // What Event Grid does: every deposit is dispatched once it is there.
    for (let n = 0; n < 4; n++) {
      for (const name of w.blobs.names('deposits')) {
        const id = name.split('/')[1]!;
        if (!(await w.document(id))) await dispatch(w.deps, COMPTE, id, 'deposit');
      }
      await w.drain();
    }
  };
  const letters = async (id: string) =>
    lettersOf((await w.deps.blobs.get('deposits', `${COMPTE}/${id}`))!.bytes).join('');
  return { w, scans, settle, letters };
}

const refusal = (code: string) => (e: unknown) => e instanceof Refusal && e.code === code;

test('a stack with sheets becomes a document for each, and the stack leaves the waiting list', async () => {
  const { w, scans, settle, letters } = await ready();
  const id = await w.deposit('pile.tif', 'batch:SAtS_BSC');
  await settle();
  const scan = (await w.document(id))!;
  assert.equal(scan.state, 'split');
  assert.deepEqual(
    scan.parts?.map((p) => p.pages),
    ['2-3', '6', '8'],
  );
  assert.deepEqual(
    scan.kept?.map((k) => [k.pages, k.why.code]),
    [
      ['1,4,7', 'SPLIT_KEPT_SEPARATOR'],
      ['5', 'SPLIT_KEPT_BACK'],
    ],
  );
  const parts = await Promise.all(scan.parts!.map(async (p) => (await w.document(p.id))!));
  assert.deepEqual(
    parts.map((d) => [d.deposit.name, d.deposit.partOf, d.deposit.pages, d.state, d.exercice, d.facts?.number]),
    [
      ['pile p2-3.pdf', id, '2-3', 'filed', '201912', 'A-100'],
      ['pile p6.pdf', id, '6', 'filed', '201912', 'B-200'],
      ['pile p8.pdf', id, '8', 'filed', '201912', 'C-300'],
    ],
  );
  assert.equal(await letters(parts[0]!.deposit.id), 'At');
  assert.equal(await letters(id), 'SAtS_BSC', 'the scan stays as it came');
  assert.equal(scans.asked.length, 8, 'no page is read twice');
  assert.equal((await w.list('W')).length, 0);
  const shown = documentSchema.parse(documentView(scan));
  assert.deepEqual(
    shown.parts?.map((p) => p.pages),
    [[2, 3], [6], [8]],
  );
  assert.match(shown.parts![1]!.why.fr, /feuille de séparation, page 5|feuille de séparation, page 4/);
  assert.equal(documentView(parts[0]!).partOf, id);
});

test('siblings with the same bytes are no duplicates, and the same stack again is a repeat without parts', async () => {
  const { w, settle } = await ready();
  const id = await w.deposit('pile.tif', 'batch:SASA');
  await settle();
  const parts = (await w.document(id))!.parts!;
  for (const p of parts) {
    const d = (await w.document(p.id))!;
    assert.deepEqual([d.state, d.duplicates, d.retryOf], ['filed', [], null]);
  }
  const again = await w.deposit('pile.tif', 'batch:SASA');
  await settle();
  assert.equal((await w.document(again))!.state, 'retry');
  assert.equal(w.blobs.names('deposits').length, 4);
});

test('a crash at any storage call of a division is made good, with the same parts', async () => {
  const whole = await ready();
  const first = await whole.w.deposit('pile.tif', 'batch:SASB');
  await whole.settle();
  const expected = (await whole.w.document(first))!.parts!.map((p) => p.pages);
  let crashes = 0;
  for (const call of ['create', 'transact', 'head', 'get-blob'])
    for (const when of ['before', 'after'] as const)
      for (let spare = 0; spare < 9; spare++) {
        const { w, settle } = await ready();
        const id = await w.deposit('pile.tif', 'batch:SASB');
        await dispatch(w.deps, COMPTE, id, 'deposit');
        // All is read; what is left is the look that divides.
        w.calls.reset();
        for (let m = w.sent.shift(); m; m = w.sent.shift()) {
          const body = m.message.body as { kind: string };
          if (body.kind === 'dispatch') break;
          w.sent.push(m);
          if (w.sent.length > 50) break;
          w.sent.splice(w.sent.indexOf(m), 1);
          await handleReading(w.deps, body as never);
        }
        w.sent.length = 0;
        w.calls.fail(call, 1, when, spare);
        const crashed = await dispatch(w.deps, COMPTE, id, 'again').then(
          () => false,
          (e: Error) => /storage fault/.test(e.message),
        );
        if (crashed) crashes++;
        w.calls.reset();
        await dispatch(w.deps, COMPTE, id, 'again');
        await settle();
        const scan = (await w.document(id))!;
        const name = `${call} ${when} ${spare}`;
        assert.deepEqual(
          scan.parts?.map((p) => p.pages),
          expected,
          name,
        );
        assert.equal(w.blobs.names('deposits').length, 3, name);
        const filed = (await w.list('F')).map((d) => d.facts?.number).sort();
        assert.deepEqual(filed, ['A-100', 'B-200'], name);
        const copies = w.blobs.names('archive').filter((n) => !n.includes(id));
        assert.equal(copies.length, 2, `${name}: each part has its copy`);
      }
  assert.ok(crashes > 20, `${crashes} crashes`);
});

test('a division that nobody finished is found by the timer, and survives a rebuild of emptied tables', async () => {
  const { w, settle } = await ready();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  const id = await w.deposit('pile.tif', 'batch:AD');
  await settle();
  await splitByPerson(w.deps, { by: manager, compte: COMPTE, id }, null);
  w.sent.length = 0;
  w.pass(3_600_000);
  assert.equal(w.blobs.names('deposits').length, 1, 'its message was lost');
  await reconcile(w.deps, COMPTE, { windowMs: null });
  await settle();
  assert.equal((await w.list('F')).length, 2);
  w.tables.clear('state');
  await rebuild(w.deps, () => {});
  await settle();
  assert.equal((await w.document(id))!.state, 'split');
  assert.deepEqual(
    (await w.list('F')).map((d) => d.deposit.partOf),
    [id, id],
  );
});

test('a doubtful one waits with its proposal; accepted, it is divided once', async () => {
  const { w, settle } = await ready();
  const id = await w.deposit('pile.tif', 'batch:AD');
  await settle();
  const d = (await w.document(id))!;
  assert.deepEqual(
    [d.state, d.reason?.code, d.proposedSplit?.parts.map((p) => p.pages)],
    ['waiting', 'SPLIT_DOUBTFUL', ['1', '2']],
  );
  assert.ok(d.proposedSplit!.doubts.length > 0);
  assert.deepEqual(
    documentSchema.parse(documentView(d)).proposedParts?.map((p) => p.pages),
    [[1], [2]],
  );
  const order = { by: manager, compte: COMPTE, id, version: d.version };
  await splitByPerson(w.deps, order, null);
  await assert.rejects(splitByPerson(w.deps, order, null), refusal('DOCUMENT_CHANGED'));
  await splitByPerson(w.deps, { ...order, version: undefined }, { parts: [[1], [2]], kept: [] });
  await assert.rejects(
    splitByPerson(w.deps, { ...order, version: undefined }, { parts: [[2, 1], []], kept: [] }),
    refusal('SPLIT_ALREADY'),
  );
  await settle();
  assert.deepEqual((await w.list('F')).map((x) => x.facts?.number).sort(), ['A-100', 'A-101']);
  for (const decide of [setAside, bringBack])
    await assert.rejects(decide(w.deps, { by: manager, compte: COMPTE, id }), refusal('DOCUMENT_IS_SPLIT'));
  const part = (await w.document(id))!.parts![0]!.id;
  await assert.rejects(
    splitByPerson(w.deps, { by: manager, compte: COMPTE, id: part }, null),
    refusal('SPLIT_OF_A_PART'),
  );
});

test('filed in an exercice by a person, a doubtful one is one invoice and stays it', async () => {
  const { w, settle } = await ready();
  const id = await w.deposit('pile.tif', 'batch:AD');
  await settle();
  await attribute(w.deps, { by: manager, compte: COMPTE, id }, { dossier: '007868', exercice: '201912' });
  await dispatch(w.deps, COMPTE, id, 'again');
  await settle();
  assert.equal((await w.document(id))!.state, 'filed');
  assert.equal(w.blobs.names('deposits').length, 1);
  await assert.rejects(splitByPerson(w.deps, { by: manager, compte: COMPTE, id }, null), refusal('SPLIT_NOT_WAITING'));
});

test('a person may divide otherwise, every page in one place; what is wrong is said', async () => {
  const { w, settle } = await ready();
  const id = await w.deposit('pile.tif', 'batch:ADt');
  await settle();
  const by = { by: manager, compte: COMPTE, id };
  const wrong: readonly [number[][], number[], string[]][] = [
    [[[1], [2]], [], ['SPLIT_PAGE_MISSING']],
    [
      [
        [1, 2],
        [2, 3],
      ],
      [],
      ['SPLIT_PAGE_TWICE'],
    ],
    [[[1], [2]], [2, 3], ['SPLIT_PAGE_TWICE']],
    [[[1], [2, 3, 4]], [], ['SPLIT_PAGE_UNKNOWN']],
    [[[1, 2, 3], []], [], ['SPLIT_PART_EMPTY']],
    [[[1, 2, 3]], [], ['SPLIT_INTO_ONE']],
    [[], [1, 2, 3], ['SPLIT_NO_PARTS']],
  ];
  for (const [parts, kept, codes] of wrong)
    await assert.rejects(
      splitByPerson(w.deps, by, { parts, kept }),
      (e) =>
        e instanceof Refusal && e.code === 'SPLIT_INVALID' && codes.join() === e.problems.map((p) => p.code).join(),
    );
  assert.equal((await w.document(id))!.state, 'waiting');
  await splitByPerson(w.deps, by, { parts: [[1, 3]], kept: [2] });
  await settle();
  const scan = (await w.document(id))!;
  assert.deepEqual([scan.parts!.map((p) => p.pages), scan.kept!.map((k) => k.pages)], [['1,3'], ['2']]);
  assert.equal((await w.document(scan.parts![0]!.id))!.facts?.number, 'A-100');
});

test('pages that can’t be taken apart: the scan waits whole, and is not filed as one', async () => {
  const { w, scans, settle } = await ready();
  scans.extract = async () => ({ kind: 'unreadable', reason: 'TIFF_BROKEN' });
  const id = await w.deposit('pile.tif', 'batch:SASB');
  await settle();
  await dispatch(w.deps, COMPTE, id, 'again');
  const d = (await w.document(id))!;
  assert.deepEqual([d.state, d.reason?.code, d.parts], ['waiting', 'SPLIT_FAILED', undefined]);
  assert.equal(w.blobs.names('deposits').length, 1);
});
