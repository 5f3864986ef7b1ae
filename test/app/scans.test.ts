import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentInList, documentView } from '../../functions/api/views.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { takeDeadLetter } from '../../shared/app/dead-letter.ts';
import { setAside } from '../../shared/app/decisions.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { documentHistory } from '../../shared/app/documents.ts';
import { listNotices } from '../../shared/app/notices.ts';
import { handleReading, type ReadingCommand, readPage } from '../../shared/app/read-scan.ts';
import { allWithProgress, withProgress } from '../../shared/app/reading-progress.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { reconcile } from '../../shared/app/reconcile.ts';
import { document as documentSchema } from '../../shared/contracts/views.ts';
import { fakeScans, scanOf } from '../support/fake-scans.ts';
import { COMPTE, manager, operator, par, world } from './world.ts';

const MINUTE = 60_000;

/** A date is certain on a scan where it is read twice. */
const INVOICE = [
  'FACTURE',
  'N° de facture : F12',
  'Date de facture : 12/05/2019',
  'Facture du 12/05/2019',
  'RCS Lyon 732 829 320',
  'Total TTC 120,00 €',
];
const ANNEX = ['Conditions générales de vente', 'Article 1'];

async function ready() {
  const scans = fakeScans();
  const w = world({ scans });
  await w.par(par());
  const take = (id: string) => dispatch(w.deps, COMPTE, id, 'deposit');
  const pending = (queue: string) =>
    w.sent.filter((s) => s.queue === queue).map((s) => s.message.body as ReadingCommand);
  return { w, scans, take, pending };
}

test('a scan waits while it is read, and is then filed by what its page says', async () => {
  const { w, scans, take, pending } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE));
  await take(id);
  const waiting = (await w.document(id))!;
  assert.deepEqual([waiting.state, waiting.reason?.code, waiting.facts?.kind], ['waiting', 'READING', 'paper']);
  assert.deepEqual(pending('reading'), [{ kind: 'read', compte: COMPTE, id }]);
  assert.equal(scans.asked.length, 0, 'nothing is read by the dispatch');

  await w.drain();
  const d = (await w.document(id))!;
  assert.deepEqual([d.state, d.exercice, d.date, d.dateUncertain], ['filed', '201912', '2019-05-12', false]);
  assert.deepEqual([d.facts?.kind, d.facts?.number, d.remarks], ['scan', 'F12', []]);
  assert.equal(d.facts?.evidence?.fields.find((f) => f.field === 'date')?.origin, 'ocr');
  documentSchema.parse(documentView(d));
  const events = await documentHistory(w.deps, manager, COMPTE, id);
  assert.deepEqual(events.map((e) => e.type).sort(), ['filed', 'waiting']);
  assert.deepEqual(scans.asked, [1]);
});

test('the pages of a longer one are shared out as messages, and the last one has the document looked at', async () => {
  const { w, scans, take, pending } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE, ANNEX, ['BLANK']));
  await take(id);
  await handleReading(w.deps, pending('reading')[0]!);
  const pages = pending('reading').filter((m) => m.kind === 'read-page');
  assert.deepEqual(
    pages,
    [1, 2, 3].map((page) => ({ kind: 'read-page', compte: COMPTE, id, page, pages: 3 })),
  );
  for (const m of pages.slice(0, 2)) await handleReading(w.deps, m);
  assert.deepEqual(pending('deposits'), [], 'a page is missing');

  const shown = documentInList(await withProgress(w.deps, (await w.document(id))!));
  assert.equal(shown.reason?.code, 'READING');
  assert.match(shown.reason?.fr ?? '', /pages lues : 2 sur 3/);
  assert.match(shown.reason?.en ?? '', /2 of 3 pages/);
  const [listed] = await allWithProgress(w.deps, await w.list('W'));
  assert.deepEqual(listed?.reason?.params, { read: '2', pages: '3' });

  await handleReading(w.deps, pages[2]!);
  assert.deepEqual(pending('deposits'), [{ kind: 'dispatch', compte: COMPTE, id, again: true }]);
  await w.drain();
  const d = (await w.document(id))!;
  assert.deepEqual([d.state, d.exercice], ['filed', '201912']);
  assert.deepEqual(d.remarks, [{ code: 'SCAN_BLANK_PAGES', params: { pages: '3' } }]);
  assert.deepEqual(scans.asked, [1, 2, 3], 'each page once');
  assert.deepEqual(w.blobs.names('archive'), [`${COMPTE}/${id}.pdf`], 'and a searchable copy is made');
  const line = w.log.find((l) => l.event === 'page-read')!;
  assert.deepEqual([line.fields['engine'], line.fields['words'], typeof line.fields['ms']], ['fake 1.0', 6, 'number']);
});

test('two pages that end at the same time: the document is looked at, whoever comes last', async () => {
  const { w, scans, take, pending } = await ready();
  Object.assign(w.deps.settings, { scanProcesses: 2 });
  const id = await w.deposit('scan.tif', scanOf(INVOICE, ANNEX));
  await take(id);
  await handleReading(w.deps, pending('reading')[0]!);
  // Neither is stored before both were read.
  const both = Promise.withResolvers<void>();
  scans.hold = () => {
    if (scans.asked.length === 2) both.resolve();
    return both.promise;
  };
  await Promise.all([1, 2].map((page) => readPage(w.deps, COMPTE, id, page, 2)));
  assert.ok(pending('deposits').length >= 1);
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
  assert.equal((await documentHistory(w.deps, manager, COMPTE, id)).length, 2);
});

test('whatever step fails, and however often its message comes, the document is read and filed once', async () => {
  // The steps that storage and bus take for a scan of two pages, each failing once, before or after its work is done.
  for (const when of ['before', 'after'] as const)
    for (const call of ['get-row', 'insert', 'transact', 'create', 'get-blob', 'head', 'send', 'reader'])
      for (let spare = 0; spare < 12; spare++) {
        const { w, scans } = await ready();
        const id = await w.deposit('scan.tif', scanOf(INVOICE, ANNEX));
        let sends = call === 'send' ? spare : -1;
        const { send } = w.deps.bus;
        const flaky = async (...args: Parameters<typeof send>) => {
          const fails = sends-- === 0;
          if (fails && when === 'before') throw new Error('bus fault');
          await send(...args);
          if (fails) throw new Error('bus fault');
        };
        Object.assign(w.deps.bus, { send: flaky });
        if (call === 'reader') scans.down = spare % 3;
        else if (call !== 'send') w.calls.fail(call, 1, when, spare);
        const work: (() => Promise<void>)[] = [() => dispatch(w.deps, COMPTE, id, 'deposit')];
        let steps = 0;
        for (let next = work.shift(); next; next = work.shift()) {
          assert.ok(++steps < 100, `${call} ${when} ${spare} goes on without end`);
          try {
            await next();
          } catch {
            // The message is given back, and comes again.
            work.push(next);
          }
          for (const { queue, message } of w.sent.splice(0)) {
            const body = message.body as ReadingCommand;
            if (queue === 'reading') work.push(() => handleReading(w.deps, body));
            else work.push(() => dispatch(w.deps, COMPTE, body.id, 'again'));
          }
        }
        w.calls.reset();
        const d = await w.document(id);
        const where = `${call} ${when} ${spare}`;
        assert.deepEqual([d?.state, d?.exercice, d?.facts?.kind], ['filed', '201912', 'scan'], where);
        assert.equal((await documentHistory(w.deps, manager, COMPTE, id)).length, 2, where);
        assert.equal((await w.list('W')).length, 0, where);
      }
});

test('the pages may end in any order; where the last step was lost, the next message has the document looked at', async () => {
  const { w, scans, take, pending } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE, ANNEX));
  await take(id);
  await handleReading(w.deps, pending('reading')[0]!);
  for (const page of [2, 1]) {
    assert.deepEqual(pending('deposits'), [], 'a page is missing');
    await readPage(w.deps, COMPTE, id, page, 2);
  }
  assert.equal(pending('deposits').length, 1);
  w.sent.length = 0;
  await handleReading(w.deps, { kind: 'read', compte: COMPTE, id });
  assert.equal(pending('deposits').length, 1);
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
  assert.deepEqual(scans.asked, [2, 1]);
});

test('a page that could not be read: the document waits with its number, and with what the other pages propose', async () => {
  const { w, scans, take } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE, ['SLOW'], ['BROKEN'], ['SLOW ONCE']));
  await take(id);
  await w.drain();
  const d = (await w.document(id))!;
  assert.deepEqual(d.reason, { code: 'SCAN_PAGE_UNREADABLE', params: { page: '2, 3', reason: 'READER_TIMEOUT' } });
  assert.deepEqual(d.proposal, { dossier: '007868', exercice: '201912' });
  assert.deepEqual([d.state, d.date, d.facts?.date], ['waiting', null, null]);
  assert.ok(d.facts!.evidence!.fields.length > 0, 'what was read is evidence');
  assert.equal(d.remarks[0]?.code, 'READER_TIMEOUT');
  // Slow ones were tried twice, the damaged one is as it is.
  assert.deepEqual(
    [1, 2, 3, 4].map((n) => scans.asked.filter((p) => p === n).length),
    [1, 2, 1, 2],
  );
  assert.match(documentInList(d).reason!.fr, /2, 3/);
});

test('what the firm states files a scan that could not be read, unless its other pages contradict', async () => {
  const { w, take } = await ready();
  const folder = '/import/007868_201912';
  const [slow, other, agreed, broken, blank] = [
    await w.deposit('a.tif', scanOf(['SLOW']), folder),
    await w.deposit('b.tif', scanOf([...INVOICE.map((l) => l.replace('2019', '2018'))], ['SLOW']), folder),
    await w.deposit('c.tif', scanOf(INVOICE, ['SLOW']), folder),
    await w.deposit('d.tif', 'no pages', folder),
    await w.deposit('e.tif', scanOf(['BLANK'], ['BLANK']), folder),
  ];
  for (const id of [slow, other, agreed, broken, blank]) await take(id);
  await w.drain();
  const seen = async (id: string) => {
    const d = (await w.document(id))!;
    return [d.state, d.exercice, d.dateUncertain, d.reason?.code ?? null];
  };
  assert.deepEqual(await seen(slow), ['filed', '201912', true, null]);
  assert.deepEqual(await seen(other), ['waiting', null, false, 'CANDIDATES_CONTRADICT']);
  assert.deepEqual(await seen(agreed), ['filed', '201912', true, null]);
  assert.deepEqual(await seen(broken), ['filed', '201912', true, null]);
  assert.deepEqual(await seen(blank), ['waiting', null, false, 'SCAN_BLANK']);
});

test('a certain date that contradicts what the firm states makes a scan wait', async () => {
  const { w, take } = await ready();
  const id = await w.deposit('a.tif', scanOf(INVOICE), '/import/007868_201812');
  await take(id);
  await w.drain();
  assert.equal((await w.document(id))?.reason?.code, 'STATEMENT_CONTRADICTED');
});

test('a scan of more pages than are read, or that can’t be opened, waits with its reason', async () => {
  const scans = fakeScans();
  const w = world({ scans });
  Object.assign(w.deps.settings, { maxScanPages: 2 });
  await w.par(par());
  const long = await w.deposit('a.tif', scanOf(INVOICE, ANNEX, ANNEX));
  const broken = await w.deposit('b.tif', 'no pages');
  for (const id of [long, broken]) await dispatch(w.deps, COMPTE, id, 'deposit');
  await w.drain();
  assert.deepEqual((await w.document(long))?.reason, { code: 'TOO_MANY_PAGES', params: { pages: '3', limit: '2' } });
  assert.equal((await w.document(broken))?.reason?.code, 'TIFF_BROKEN');
  assert.equal(scans.asked.length, 0);
  // Looked at again, they are not opened again.
  for (const id of [long, broken]) await dispatch(w.deps, COMPTE, id, 'again');
  await w.drain();
  assert.equal(scans.outlines, 2);
});

test('a reading whose message was lost is asked for again, not at every run, and by the night’s look at once', async () => {
  const { w, take, pending } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE));
  await take(id);
  w.sent.length = 0;
  const asked: number[] = [];
  for (let minute = 5; minute <= 180; minute += 5) {
    w.pass(5 * MINUTE);
    const { unread } = await reconcile(w.deps, COMPTE, { windowMs: 48 * 60 * MINUTE });
    if (unread > 0) asked.push(minute);
  }
  assert.deepEqual(asked, [15, 20, 30, 35, 60, 65, 120, 125]);
  w.sent.length = 0;
  assert.equal((await reconcile(w.deps, COMPTE, { windowMs: null })).unread, 1);
  assert.deepEqual(pending('reading'), [{ kind: 'read', compte: COMPTE, id }]);
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
});

test('a dead letter of the reading is a document that says so; it is tried again by the timer', async () => {
  const { w, scans, take, pending } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE, ANNEX));
  await take(id);
  await handleReading(w.deps, pending('reading')[0]!);
  const [page] = pending('reading').filter((m) => m.kind === 'read-page');
  scans.down = 1;
  await assert.rejects(() => handleReading(w.deps, page!), /does not start/);
  w.sent.length = 0;
  const letter = { queue: 'reading', messageId: 'm', reason: 'MaxDeliveryCountExceeded', command: page! } as const;
  await takeDeadLetter(w.deps, letter);
  const d = (await w.document(id))!;
  assert.deepEqual([d.state, d.reason?.code], ['waiting', 'READING_FAILED']);
  w.pass(5 * MINUTE);
  await reconcile(w.deps, COMPTE, { windowMs: 48 * 60 * MINUTE });
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
  // What is read to its end has not failed: it is looked at.
  await takeDeadLetter(w.deps, letter);
  assert.deepEqual(pending('deposits'), [{ kind: 'dispatch', compte: COMPTE, id }]);
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
});

test('a reader that is away for hours: pages are tried again after pauses, at least every hour, until it is back', async () => {
  const { w, scans, take } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE, ANNEX));
  await take(id);
  /** As the queue does: what fails is a dead letter, at once. */
  const deliver = async () => {
    let failed = 0;
    for (let m = w.sent.shift(); m; m = w.sent.shift()) {
      const command = m.message.body as ReadingCommand;
      try {
        if (m.queue === 'reading') await handleReading(w.deps, command);
        else await dispatch(w.deps, COMPTE, command.id, 'again');
      } catch {
        failed++;
        await takeDeadLetter(w.deps, { queue: 'reading', messageId: 'm', reason: 'MaxDeliveryCountExceeded', command });
      }
    }
    return failed;
  };
  scans.down = Number.POSITIVE_INFINITY;
  assert.equal(await deliver(), 1);
  const tried: number[] = [];
  for (let minute = 5; minute <= 360; minute += 5) {
    w.pass(5 * MINUTE);
    await reconcile(w.deps, COMPTE, { windowMs: 48 * 60 * MINUTE });
    if ((await deliver()) > 0) tried.push(minute);
  }
  assert.deepEqual(tried, [5, 10, 15, 20, 25, 40, 45, 60, 65, 120, 125, 180, 185, 240, 245, 300, 305, 360]);
  const shown = documentInList((await w.document(id))!);
  assert.equal(shown.reason?.code, 'READING_FAILED');
  assert.match(shown.reason?.fr ?? '', /retentée d’elle-même/);
  assert.equal(
    (await documentHistory(w.deps, manager, COMPTE, id)).length,
    2,
    'its journal does not grow with each try',
  );

  scans.down = 0;
  w.pass(60 * MINUTE);
  await reconcile(w.deps, COMPTE, { windowMs: 48 * 60 * MINUTE });
  assert.equal(await deliver(), 0);
  assert.equal((await w.document(id))?.state, 'filed');
});

test('the same scan sent again is a repeat, and read once; other bytes under its name are another', async () => {
  const { w, scans, take } = await ready();
  const first = await w.deposit('scan.tif', scanOf(INVOICE));
  const again = await w.deposit('scan.tif', scanOf(INVOICE));
  for (const id of [first, again]) await take(id);
  await w.drain();
  assert.deepEqual([(await w.document(first))?.state, (await w.document(again))?.state], ['filed', 'retry']);
  assert.deepEqual(scans.asked, [1]);
});

test('an incomplete scan leaves the waiting list when it comes whole, while that is still being read', async () => {
  const { w, take } = await ready();
  const cut = await w.deposit('scan.tif', 'cut');
  await take(cut);
  w.pass(1000);
  const whole = await w.deposit('scan.tif', scanOf(INVOICE), undefined, undefined, cut);
  await take(whole);
  assert.deepEqual([(await w.document(cut))?.state, (await w.document(cut))?.replacedBy], ['replaced', whole]);
  await w.drain();
  const d = (await w.document(whole))!;
  assert.deepEqual([d.state, d.replaces], ['filed', [cut]]);
});

test('what a person set aside is not read, nor what is gone', async () => {
  const { w, scans, take } = await ready();
  const id = await w.deposit('scan.tif', scanOf(INVOICE, ANNEX));
  await take(id);
  await setAside(w.deps, { by: manager, compte: COMPTE, id });
  await w.drain();
  assert.deepEqual([scans.outlines, scans.asked.length], [0, 0]);
  const gone = await w.deposit('b.tif', scanOf(INVOICE, ANNEX));
  await take(gone);
  await w.deps.blobs.remove('deposits', `${COMPTE}/${gone}`);
  await w.drain();
  assert.equal(scans.asked.length, 0);
  assert.ok(w.log.some((l) => l.event === 'deposit-missing'));
});

test('a rebuild uses what was read before, and asks for what was not', async () => {
  const { w, scans, take } = await ready();
  await createCompte(w.deps, operator, { id: COMPTE, name: 'Cabinet', language: 'fr' });
  const [filed, unread] = [await w.deposit('a.tif', scanOf(INVOICE)), await w.deposit('b.tif', scanOf(ANNEX))];
  await take(filed);
  await w.drain();
  await take(unread);
  w.sent.length = 0;
  w.pass(MINUTE);
  w.tables.clear('state');
  await rebuild(w.deps, () => {});
  await w.drain();
  assert.equal((await w.document(filed))?.state, 'filed');
  assert.equal((await w.document(unread))?.reason?.code, 'DATE_NOT_FOUND');
  await dispatch(w.deps, COMPTE, filed, 'again');
  await w.drain();
  assert.deepEqual(scans.asked, [1, 1], 'each page once, before and after');
});

test('a filed scan whose reading is lost stays where it is while it is read again', async () => {
  const { w, scans, take } = await ready();
  const id = await w.deposit('a.tif', scanOf(INVOICE));
  await take(id);
  await w.drain();
  for (const name of w.blobs.names('readings')) await w.deps.blobs.remove('readings', name);
  await dispatch(w.deps, COMPTE, id, 'again');
  assert.equal((await w.document(id))?.state, 'filed');
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
  assert.equal((await documentHistory(w.deps, manager, COMPTE, id)).length, 2);
  assert.deepEqual(scans.asked, [1, 1]);
});

test('the file is fetched once for all pages that are read one after the other', async () => {
  const { w, take } = await ready();
  const id = await w.deposit('a.tif', scanOf(INVOICE, ...Array.from({ length: 5 }, () => ANNEX)));
  await take(id);
  const fetched: string[] = [];
  const { get } = w.deps.blobs;
  w.deps.blobs.get = (container, name, most) => {
    if (container === 'deposits') fetched.push(name);
    return get.call(w.deps.blobs, container, name, most);
  };
  await w.drain();
  // For the pages, for the look at the document at the end, and for its searchable copy.
  assert.equal(fetched.length, 3);
});

test('no more pages are read at one time than the settings say', async () => {
  const { w, scans, take, pending } = await ready();
  Object.assign(w.deps.settings, { scanProcesses: 2 });
  const id = await w.deposit('a.tif', scanOf(INVOICE, ...Array.from({ length: 7 }, () => ANNEX)));
  await take(id);
  await handleReading(w.deps, pending('reading')[0]!);
  let [running, most] = [0, 0];
  scans.hold = async () => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, 2));
    running--;
  };
  await Promise.all(Array.from({ length: 8 }, (_, n) => readPage(w.deps, COMPTE, id, n + 1, 8)));
  assert.equal(most, 2);
  await w.drain();
  assert.equal((await w.document(id))?.state, 'filed');
});

test('a searchable copy that can’t be made is a notice; the document stays where it is', async () => {
  const { w, scans, take } = await ready();
  scans.archive = async () => ({ kind: 'unreadable', reason: 'READER_CRASHED', params: { detail: '?' } });
  const id = await w.deposit('scan.tif', scanOf(INVOICE));
  await take(id);
  const command = { kind: 'archive', compte: COMPTE, id } as const;
  await assert.rejects(() => w.drain(), /READER_CRASHED/);
  await w.drain();
  await takeDeadLetter(w.deps, { queue: 'reading', messageId: 'm', reason: 'MaxDeliveryCountExceeded', command });
  const notices = await listNotices(w.deps, manager, COMPTE);
  assert.deepEqual(
    notices.map((n) => [n.code, n.params['document'], n.command]),
    [['ARCHIVE_FAILED', 'scan.tif', { queue: 'reading', body: command }]],
  );
  assert.equal((await w.document(id))?.state, 'filed');
});
