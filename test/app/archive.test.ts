import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archiveCopy, archiveInBackground, makeArchiveCopy } from '../../shared/app/archive.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { say } from '../../shared/domain/messages.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import type { ScanReader } from '../../shared/ports/scan-reader.ts';
import { fakeScans, scanOf } from '../support/fake-scans.ts';
import { COMPTE, manager, par, world } from './world.ts';

const LINES = ['FACTURE', 'Date de facture : 12/05/2019', 'Facture du 12/05/2019'];

/** A world whose reader makes copies that tell which pages they were made with. */
async function ready() {
  const made: number[][] = [];
  const archive: ScanReader['archive'] = async (_bytes, pages) => {
    made.push(pages.map((p) => p.page.number));
    return { kind: 'file', bytes: Buffer.from(`%PDF of ${pages.length}`) };
  };
  const scans = Object.assign(fakeScans(), { archive });
  const w = world({ scans });
  await w.par(par());
  const read = async (content: string, name = 'scan.tif', user = 'robot') => {
    const id = await w.deposit(name, content, '/import/007868', user);
    await dispatch(w.deps, COMPTE, id, 'deposit');
    await w.drain();
    for (const copy of w.blobs.names('archive')) await w.deps.blobs.remove('archive', copy);
    made.length = 0;
    return id;
  };
  const text = async (id: string, by: Principal = manager) => {
    const { body } = await archiveCopy(w.deps, by, COMPTE, id);
    const chunks: Buffer[] = [];
    for await (const chunk of body) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };
  const refused = (id: string, kind: string, code: string, by: Principal = manager) =>
    assert.rejects(text(id, by), (e: unknown) => {
      assert.ok(e instanceof Refusal, String(e));
      assert.deepEqual([e.kind, e.code], [kind, code]);
      for (const language of ['fr', 'en'] as const) assert.notEqual(say(code, e.params, language), code);
      return true;
    });
  return { w, scans, made, read, text, refused };
}

test('the copy of a scan is made when it is first asked for, once', async () => {
  const { w, made, read, text } = await ready();
  const id = await read(scanOf(LINES));
  assert.equal(await text(id), '%PDF of 1');
  assert.equal(await text(id), '%PDF of 1');
  assert.deepEqual(made, [[1]]);
  assert.deepEqual(w.blobs.names('archive'), [`${COMPTE}/${id}.pdf`]);
  assert.equal(
    w.blobs.stored.get(`deposits/${COMPTE}/${id}`)?.bytes.toString(),
    scanOf(LINES),
    'the deposit is as it was',
  );
});

test('two that ask at the same time get the same; one that is gone is made again', async () => {
  const { w, read, text } = await ready();
  const id = await read(scanOf(LINES));
  assert.deepEqual(await Promise.all([text(id), text(id)]), ['%PDF of 1', '%PDF of 1']);
  await w.deps.blobs.remove('archive', `${COMPTE}/${id}.pdf`);
  assert.equal(await text(id), '%PDF of 1');
});

test('a page that could not be read is given without words, and the copy is made all the same', async () => {
  const { made, read, text } = await ready();
  const id = await read(scanOf(LINES, ['BROKEN'], ['Page 3']));
  await text(id);
  assert.deepEqual(made, [[1, 2, 3]]);
});

test('in the background it is made before anybody asks', async () => {
  const { w, made, read, text } = await ready();
  const id = await read(scanOf(LINES));
  await archiveInBackground(w.deps, COMPTE, id);
  await archiveInBackground(w.deps, COMPTE, id);
  assert.equal(await text(id), '%PDF of 1');
  assert.equal(made.length, 1);
});

test('nothing is made of what is not read, and that is said', async () => {
  const { w, made, refused } = await ready();
  const id = await w.deposit('scan.tif', scanOf(LINES));
  await dispatch(w.deps, COMPTE, id, 'deposit');
  assert.deepEqual(await makeArchiveCopy(w.deps, COMPTE, id), { kind: 'not-read' });
  await archiveInBackground(w.deps, COMPTE, id);
  await refused(id, 'conflict', 'ARCHIVE_NOT_YET');
  assert.deepEqual([made, w.blobs.names('archive')], [[], []]);
});

test('an e-invoice has no copy; a scan that can not be opened has none', async () => {
  const { w, read, refused } = await ready();
  await refused(await read('date=2019-05-05 n=1', 'f.pdf'), 'not-found', 'ARCHIVE_NONE');
  const closed = await read('paper that can not be opened');
  await archiveInBackground(w.deps, COMPTE, closed);
  await refused(closed, 'conflict', 'ARCHIVE_IMPOSSIBLE');
  await refused(await read('broken', 'b.pdf'), 'conflict', 'ARCHIVE_IMPOSSIBLE');
  await refused('0123456789abcdefghjk', 'not-found', 'DOCUMENT_NOT_FOUND');
});

test('where scans are not read there is none', async () => {
  const w = world();
  await w.par(par());
  const id = await w.deposit('scan.tif', scanOf(LINES));
  await dispatch(w.deps, COMPTE, id, 'deposit');
  await assert.rejects(archiveCopy(w.deps, manager, COMPTE, id), { code: 'ARCHIVE_NOT_YET' });
});

test('a copy that can not be made: the one who asks is told, the message is given back', async () => {
  const { w, scans, read, refused } = await ready();
  const id = await read(scanOf(LINES));
  Object.assign(scans, { archive: async () => ({ kind: 'unreadable', reason: 'READER_MEMORY' }) });
  await refused(id, 'conflict', 'ARCHIVE_IMPOSSIBLE');
  await assert.rejects(archiveInBackground(w.deps, COMPTE, id), /READER_MEMORY/);
  assert.deepEqual(w.blobs.names('archive'), []);
});

test('rights are those of the document', async () => {
  const { read, refused } = await ready();
  const id = await read(scanOf(LINES));
  const elsewhere: Principal = { compte: COMPTE, user: 'paul', role: 'accountant', dossiers: ['000001'] };
  await refused(id, 'not-found', 'DOCUMENT_NOT_FOUND', elsewhere);
  await refused(id, 'forbidden', 'FORBIDDEN', { ...manager, compte: 'autre' });
});

test('a retry has the copy of what it repeats', async () => {
  const { w, read, text } = await ready();
  const first = await read(scanOf(LINES));
  const again = await read(scanOf(LINES));
  assert.equal((await w.document(again))?.retryOf, first);
  assert.equal(await text(again), '%PDF of 1');
  assert.deepEqual(w.blobs.names('archive'), [`${COMPTE}/${first}.pdf`]);
});

test('it is made in the end, whichever call of storage fails', async () => {
  for (const call of ['head', 'get-blob', 'create', 'stream'])
    for (const when of ['before', 'after'] as const) {
      const { w, read, text } = await ready();
      const id = await read(scanOf(LINES, LINES));
      w.calls.fail(call, 1, when);
      await assert.rejects(text(id), /storage fault/, `${call} ${when}`);
      w.calls.reset();
      assert.equal(await text(id), '%PDF of 2', `${call} ${when}`);
    }
});
