/** What discarding an upload in blocks relies on, with the project's own adapter on the real storage. */

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BlobServiceClient } from '@azure/storage-blob';
import { azureBlobs } from '../../shared/azure/blobs.ts';
import type { BlobStore, Upload } from '../../shared/ports/blobs.ts';
import { type StorageUnderTest, storageUnderTest } from './storage-under-test.ts';

describe('uploads in blocks that come to nothing', () => {
  let target: StorageUnderTest;
  let service: BlobServiceClient;
  let blobs: BlobStore & { prepare(): Promise<void> };
  const name = (what: string) => `${target.uniqueName('compte')}/${what}`;

  before(async () => {
    target = await storageUnderTest();
    service = BlobServiceClient.fromConnectionString(target.connectionString);
    blobs = azureBlobs(service);
    await blobs.prepare();
  });
  after(async () => target?.close());

  const uncommitted = async () => {
    const found: string[] = [];
    const container = service.getContainerClient('deposits');
    for await (const b of container.listBlobsFlat({ includeUncommitedBlobs: true, prefix: name('') }))
      found.push(b.name);
    return found;
  };

  const staged = async (blob: string): Promise<Upload> => {
    const upload = blobs.upload('deposits', blob);
    await Promise.all([upload.stage(Buffer.from('one ')), upload.stage(Buffer.from('two'))]);
    return upload;
  };

  test('blocks in the order of the calls', async () => {
    const upload = await staged(name('whole'));
    await upload.commit({ sha256: 'x' });
    assert.equal(Buffer.from((await blobs.get('deposits', name('whole')))!.bytes).toString(), 'one two');
    await blobs.discard('deposits', name('whole'));
    assert.ok(await blobs.head('deposits', name('whole')), 'what is committed stays');
    await blobs.remove('deposits', name('whole'));
  });

  test('are gone after discarding, and nothing shows', async () => {
    await staged(name('cut'));
    assert.deepEqual(await uncommitted(), [name('cut')]);
    await blobs.discard('deposits', name('cut'));
    assert.deepEqual(await uncommitted(), []);
    assert.equal(await blobs.head('deposits', name('cut')), null);
    await blobs.discard('deposits', name('cut'));
  });

  test('can’t be committed any more', async () => {
    const upload = await staged(name('late'));
    await blobs.discard('deposits', name('late'));
    await assert.rejects(upload.commit({}));
    assert.deepEqual(await uncommitted(), []);
  });

  test('the empty blob that a try left behind is no file, and goes at the next try', async () => {
    await blobs.create('deposits', name('half'), Buffer.alloc(0), { discarded: 'true' });
    assert.equal(await blobs.head('deposits', name('half')), null);
    assert.equal(await blobs.get('deposits', name('half')), null);
    for await (const b of blobs.list('deposits', name(''))) assert.fail(b.name);
    await blobs.discard('deposits', name('half'));
    assert.deepEqual(await uncommitted(), []);
  });
});
