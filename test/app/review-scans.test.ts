import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentView } from '../../functions/api/views.ts';
import { archiveCopy } from '../../shared/app/archive.ts';
import { bringBack, setAside } from '../../shared/app/decisions.ts';
import { dispatch, setWaiting } from '../../shared/app/dispatch.ts';
import { load } from '../../shared/app/documents.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { divide, finishSplit } from '../../shared/app/split.ts';
import { splitByPerson } from '../../shared/app/split-decision.ts';
import { planSplit } from '../../shared/domain/batch/plan.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { fakeScans, scanOf } from '../support/fake-scans.ts';
import { bill, numbered, scannedPage, sheetPage } from '../support/scanned-pages.ts';
import { COMPTE, manager, par, world } from './world.ts';

const MINUTE = 60_000;
const INVOICE = ['FACTURE', 'N° de facture : F12', 'Date de facture : 12/05/2019', 'Facture du 12/05/2019'];
const TIMEOUT = { kind: 'unreadable', reason: 'READER_TIMEOUT', params: { seconds: '60' } } as const;

async function ready() {
  const scans = fakeScans();
  const w = world({ scans });
  await w.par(par());
  w.sent.length = 0;
  return { w, scans };
}

/** A scan of two pages that a person has divided; its parts are not made yet. */
async function divided() {
  const { w, scans } = await ready();
  const id = await w.deposit('pile.tif', scanOf(['Page'], ['Autre']));
  await dispatch(w.deps, COMPTE, id, 'deposit');
  await w.drain();
  await splitByPerson(w.deps, { by: manager, compte: COMPTE, id }, { parts: [[1], [2]], kept: [] });
  w.sent.length = 0;
  const scan = (await w.document(id))!;
  assert.equal(scan.state, 'split');
  return { w, scans, id, scan };
}

const file = async () => ({ kind: 'file', bytes: Buffer.from(`scan\fa part ${Math.random()}`) }) as const;

test('of two that make the parts, one can’t: the scan does not come back beside its parts', async () => {
  const { w, scans, id, scan } = await divided();
  const gate = Promise.withResolvers<void>();
  const stuck = Promise.withResolvers<void>();
  scans.extract = async () => {
    stuck.resolve();
    await gate.promise;
    return TIMEOUT;
  };
  const slow = finishSplit(w.deps, scan).then(
    () => 'done',
    () => 'again',
  );
  await stuck.promise;
  scans.extract = file;
  await finishSplit(w.deps, scan);
  scans.extract = async () => TIMEOUT;
  gate.resolve();
  await slow;
  assert.equal(w.blobs.names('deposits').length, 3);
  assert.equal((await w.document(id))!.state, 'split', 'its parts are there');
});

test('of two that make the parts, one has given up: the other makes none of a scan that waits', async () => {
  const { w, scans, id, scan } = await divided();
  const gate = Promise.withResolvers<void>();
  const stuck = Promise.withResolvers<void>();
  scans.extract = async () => {
    stuck.resolve();
    await gate.promise;
    return file();
  };
  const slow = finishSplit(w.deps, scan).catch(() => null);
  await stuck.promise;
  scans.extract = async () => TIMEOUT;
  await finishSplit(w.deps, scan);
  const given = (await w.document(id))!;
  assert.equal(given.reason?.code, 'SPLIT_FAILED');
  const shown = documentView(given);
  assert.doesNotMatch(shown.reason!.fr, /[A-Z]_[A-Z]/, 'no code in the sentence');
  assert.equal(shown.remarks[0]?.code, 'READER_TIMEOUT', 'why is told beside it');
  scans.extract = file;
  gate.resolve();
  await slow;
  assert.equal(w.blobs.names('deposits').length, 1, 'it may be filed as one by now');
});

test('a fault of the machine that passes neither fails a division nor closes a scan for ever', async () => {
  const { w, scans, id, scan } = await divided();
  let failing = 1;
  scans.extract = async () => (failing-- > 0 ? TIMEOUT : file());
  await finishSplit(w.deps, scan);
  assert.equal((await w.document(id))!.state, 'split');
  assert.equal(w.blobs.names('deposits').length, 3);

  const other = await ready();
  const { outline } = other.scans;
  other.scans.outline = async (bytes) => {
    other.scans.outline = outline;
    return outline(bytes).then(() => TIMEOUT);
  };
  const filed = await other.w.deposit('scan.tif', scanOf(INVOICE));
  await dispatch(other.w.deps, COMPTE, filed, 'deposit');
  await other.w.drain();
  assert.equal((await other.w.document(filed))!.state, 'filed');
});

test('filed by what the firm states although pages were not read: that is said', async () => {
  const { w } = await ready();
  Object.assign(w.deps.settings, { maxScanPages: 3 });
  for (const [pages, code] of [
    [[INVOICE, ['BROKEN']], 'SCAN_PAGE_UNREADABLE'],
    [[INVOICE, INVOICE, INVOICE, INVOICE], 'TOO_MANY_PAGES'],
  ] as const) {
    const id = await w.deposit(`${code}.tif`, scanOf(...pages), '/import/007868_201912');
    await dispatch(w.deps, COMPTE, id, 'deposit');
    await w.drain();
    const d = (await w.document(id))!;
    assert.deepEqual([d.state, d.dateUncertain], ['filed', true], code);
    assert.ok(
      d.remarks.some((r) => r.code === code),
      `${code}: ${JSON.stringify(d.remarks)}`,
    );
  }
});

test('a scan whose reading ended with a person’s decision is read when its copy is asked for', async () => {
  const { w } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE));
  await dispatch(w.deps, COMPTE, id, 'deposit');
  const who = { by: manager, compte: COMPTE, id };
  await setAside(w.deps, who);
  await w.drain();
  await bringBack(w.deps, who);
  const copy = () => archiveCopy(w.deps, manager, COMPTE, id);
  await assert.rejects(copy(), (e) => e instanceof Refusal && e.code === 'ARCHIVE_NOT_YET');
  await w.drain();
  await copy();
  assert.equal((await w.document(id))!.reason?.code, 'BROUGHT_BACK', 'its place is the person’s');
});

test('a document that its row can’t hold is not written to the journal: its dead letter puts it on the waiting list', async () => {
  const { w } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE));
  await dispatch(w.deps, COMPTE, id, 'deposit');
  const before = (await load(w.deps, COMPTE, id))!;
  const parts = Array.from({ length: 200 }, (_, n) => ({
    pages: String(n + 1),
    why: { code: 'SPLIT_BY_PERSON', params: { user: 'u'.repeat(100) } },
  }));
  const who = { by: 'u', decidedBy: 'u' };
  await assert.rejects(divide(w.deps, before, before.document, { parts, kept: [] }, who), /does not fit its row/);
  await setWaiting(w.deps, COMPTE, id, 'MaxDeliveryCountExceeded');
  assert.equal((await w.document(id))!.reason?.code, 'PROCESSING_FAILED');
});

test('a reader that is away for days: what waits for it is still tried every hour, not every night', async () => {
  const { w } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE));
  await dispatch(w.deps, COMPTE, id, 'deposit');
  await setWaiting(w.deps, COMPTE, id, 'MaxDeliveryCountExceeded', 'READING_FAILED');
  w.pass(72 * 60 * MINUTE);
  let asked = 0;
  for (let minute = 0; minute < 60; minute += 5) {
    asked += (await reconcile(w.deps, COMPTE, { windowMs: 48 * 60 * MINUTE })).unread;
    w.pass(5 * MINUTE);
  }
  assert.ok(asked >= 1, 'asked for within an hour');
});

test('a faint page behind a sheet is no back of it: nothing that is printed is left out', () => {
  const faint = scannedPage([], { quality: { ink: 0.0015, confidence: null } });
  const pages = numbered([sheetPage(), faint, sheetPage(), bill()]);
  const plan = planSplit(pages);
  assert.ok(plan.kind !== 'one');
  assert.deepEqual(
    plan.parts.map((p) => p.pages),
    [[2], [4]],
  );
});
