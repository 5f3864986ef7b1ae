import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { BlobServiceClient } from '@azure/storage-blob';
import { startStorage } from '../../local/storage/storage.ts';
import { rowsOf } from '../../shared/app/documents.ts';
import type { Document } from '../../shared/domain/document.ts';
import { blank } from '../../shared/domain/document-after.ts';
import { newId } from '../../shared/domain/ids.ts';
import { CONTAINERS } from '../../shared/ports/blobs.ts';
import { type MemoryWorld, memoryWorld } from '../support/memory-ports.ts';
import { areKept, type CutResult } from './cuts/cuts.ts';
import { leftovers } from './cuts/leftovers.ts';
import { type Cut, planCuts } from './cuts/plan.ts';
import { verdictOn } from './cuts/verdict.ts';

/** A campaign that finds nothing proves nothing where it could not have found it: each thing is planted here. */

const COMPTE = 'c1';
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function world(): Promise<{ world: MemoryWorld; cuts: Cut[]; bytes: Uint8Array[] }> {
  const cuts = (await planCuts(8, 1, ['ftp'])).filter((c) => c.file.size < 1e6).slice(0, 3);
  return { world: memoryWorld(), cuts, bytes: await Promise.all(cuts.map((c) => c.file.bytes())) };
}

/** A document as the pipeline leaves it, on its list; `stored` where its blob holds something else. */
async function plant(
  { deps, tables, blobs }: MemoryWorld,
  cut: Cut,
  bytes: Uint8Array,
  more: Partial<Document> = {},
  stored = bytes,
): Promise<Document> {
  const id = newId(deps.clock.now(), randomBytes(11));
  const at = new Date(deps.clock.now()).toISOString();
  const { directory, name } = cut;
  const sha256 = hash(bytes);
  const deposit = {
    ...{ compte: COMPTE, id, directory, name, user: 'robot', address: '127.0.0.1', at },
    ...{ sha256, size: bytes.byteLength, unrenamed: false },
  };
  const document: Document = { ...blank(deposit), version: 1, changedAt: at, ...more };
  await blobs.create('deposits', `${COMPTE}/${id}`, stored);
  await tables.transact('state', COMPTE, [...rowsOf(document, 86_400_000).values()]);
  return document;
}

const waits = (code: string) => ({ reason: { code, params: {} } });
const all = (cuts: readonly Cut[]) => new Set(cuts.map((c) => c.file.sha256));
const figures = async ({ deps }: MemoryWorld, cuts: Cut[], acknowledged = all(cuts)) => {
  const { remarks, ...counts } = await verdictOn(deps, COMPTE, cuts, acknowledged);
  return counts;
};

const NOTHING = {
  ...{ lost: 0, doubled: 0, damaged: 0, published_truncated: 0, after_format_end: 0, incomplete_waiting: 0 },
  retries_collapsed: 0,
};

test('whole documents, each once, are nothing to tell', async () => {
  const { world: w, cuts, bytes } = await world();
  for (const [n, cut] of cuts.entries()) await plant(w, cut, bytes[n]!, waits('DATE_NOT_FOUND'));
  assert.deepEqual(await figures(w, cuts), { documents: 3, ...NOTHING });
});

test('an acknowledged file without a document is lost; one that nobody acknowledged is not', async () => {
  const { world: w, cuts, bytes } = await world();
  await plant(w, cuts[0]!, bytes[0]!);
  assert.deepEqual(await figures(w, cuts), { documents: 1, ...NOTHING, lost: 2 });
  assert.deepEqual(await figures(w, cuts, new Set([cuts[0]!.file.sha256])), { documents: 1, ...NOTHING });
});

test('a document that no list shows is lost', async () => {
  const { world: w, cuts, bytes } = await world();
  const [cut] = cuts as [Cut];
  const document = await plant(w, cut, bytes[0]!);
  const shown = [...rowsOf(document, 0).values()].find((r) => r.key.startsWith('W|'))!;
  await w.tables.transact('state', COMPTE, [{ op: 'delete', key: shown.key }]);
  assert.equal((await figures(w, [cut])).lost, 2, 'once for its file, once for itself');
});

test('one file twice on the lists is doubled; a repeat that was collapsed is not', async () => {
  const { world: w, cuts, bytes } = await world();
  const [cut] = cuts as [Cut];
  await plant(w, cut, bytes[0]!);
  await plant(w, cut, bytes[0]!, { state: 'retry' });
  assert.deepEqual(await figures(w, [cut]), { documents: 1, ...NOTHING, retries_collapsed: 1 });
  await plant(w, cut, bytes[0]!);
  assert.equal((await figures(w, [cut])).doubled, 1);
});

test('a document cut short is told by where it stands and by where its format ends', async () => {
  const { world: w, cuts, bytes } = await world();
  const [, , third] = cuts as [Cut, Cut, Cut];
  const { formatEnd } = third.file;
  const whole = Buffer.concat([bytes[2]!, Buffer.alloc(10)]);
  const cut: Cut = { ...third, file: { ...third.file, sha256: hash(whole), size: whole.byteLength } };
  await plant(w, cut, whole);
  await plant(w, cut, whole.subarray(0, formatEnd - 1), waits('FILE_INCOMPLETE'));
  await plant(w, cut, whole.subarray(0, formatEnd), waits('DATE_NOT_FOUND'));
  assert.deepEqual(await figures(w, [cut]), { documents: 3, ...NOTHING, incomplete_waiting: 1, after_format_end: 1 });
  await plant(w, cut, whole.subarray(0, formatEnd - 1), waits('DATE_NOT_FOUND'));
  await plant(w, cut, whole.subarray(0, 3), {
    state: 'filed',
    dossier: '007868',
    exercice: '201912',
    date: '2019-01-01',
  });
  assert.equal((await figures(w, [cut])).published_truncated, 2);
});

test('stored bytes that are not those of the deposit are damaged', async () => {
  const { world: w, cuts, bytes } = await world();
  const [cut] = cuts as [Cut];
  await plant(w, cut, bytes[0]!, {}, bytes[0]!.subarray(1));
  assert.deepEqual(await figures(w, [cut]), { documents: 1, ...NOTHING, damaged: 1 });
});

test('blocks that were never committed are found, under free names and under those of blobs', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ami-leftovers-'));
  const storage = await startStorage({ dataDir, blobPort: 0, tablePort: 0 });
  try {
    const service = BlobServiceClient.fromConnectionString(storage.connectionString);
    for (const name of CONTAINERS) await service.getContainerClient(name).create();
    const deposits = service.getContainerClient('deposits');
    const id = (n: number) => Buffer.from(`block-${n}`).toString('base64');
    await deposits.getBlockBlobClient('c1/whole').upload('abc', 3);
    await service.getContainerClient('staging').getBlockBlobClient('c1/staged').upload('abc', 3);
    assert.deepEqual(await leftovers(storage.connectionString), { blocks: 0, names: [], staged: 1 });

    for (const n of [1, 2]) await deposits.getBlockBlobClient('c1/broken').stageBlock(id(n), 'abc', 3);
    await deposits.getBlockBlobClient('c1/whole').stageBlock(id(3), 'abc', 3);
    assert.deepEqual(await leftovers(storage.connectionString), {
      blocks: 3,
      names: ['deposits/c1/broken', 'deposits/c1/whole'],
      staged: 1,
    });
  } finally {
    await storage.close();
    rmSync(dataDir, { recursive: true });
  }
});

test('the same seed plans the same cuts, and each file knows where its format ends', async () => {
  const [one, same, other] = await Promise.all([7, 7, 8].map((seed) => planCuts(25, seed, ['ftp', 'sftp'])));
  const facts = (cuts: readonly Cut[]) => cuts.map(({ file, ...c }) => ({ ...c, size: file.size }));
  assert.deepEqual(facts(one!), facts(same!));
  assert.notDeepEqual(facts(one!), facts(other!));
  for (const { at, file, name } of one!) {
    assert.ok(at >= 0 && at <= file.size, name);
    const bytes = Buffer.from(await file.bytes());
    assert.equal(bytes.byteLength, file.size);
    assert.equal(hash(bytes), file.sha256);
    if (name.endsWith('.xml')) assert.equal(bytes.subarray(0, file.formatEnd).at(-1), '>'.charCodeAt(0));
    if (name.endsWith('.pdf')) assert.equal(bytes.subarray(file.formatEnd - 5, file.formatEnd).toString(), '%%EOF');
    assert.match(bytes.subarray(file.formatEnd).toString('latin1'), /^[\n \0]*$/);
  }
});

test('one broken promise is enough to fail', () => {
  const kept = {
    ...{ cuts: 5, acknowledged: 5, published_truncated: 0, leftover_blocks: 0, lost: 0, doubled: 0, damaged: 0 },
    retries_failed: 0,
  } as CutResult;
  assert.equal(areKept(kept), true);
  for (const name of ['published_truncated', 'leftover_blocks', 'lost', 'doubled', 'damaged', 'retries_failed'])
    assert.equal(areKept({ ...kept, [name]: 1 }), false, name);
  assert.equal(areKept({ ...kept, acknowledged: 4 }), false);
  assert.equal(areKept({ ...kept, after_format_end: 9, incomplete_waiting: 9 }), true);
});
