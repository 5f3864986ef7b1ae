/** What the local Event Grid sends, held against the form that Azure documents. */

import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import {
  BlobSASPermissions,
  BlobServiceClient,
  type ContainerClient,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import {
  type BlobCreatedEvent,
  type EventGrid,
  type Subscription,
  startEventGrid,
} from '../../local/event-grid/event-grid.ts';
import { type Storage, startStorage } from '../../local/storage/storage.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SUBSCRIPTION: Subscription = { name: 'all', container: 'deposits', queue: 'dispatch' };

interface Sent {
  queue: string;
  messageId: string;
  body: BlobCreatedEvent;
  at: number;
}

describe('event grid', () => {
  let directory: string;
  let storage: Storage;
  let container: ContainerClient;
  let dataDir: string;
  let runs = 0;
  let sent: Sent[] = [];
  const grids: EventGrid[] = [];

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ami-events-'));
    storage = await startStorage({ dataDir: join(directory, 'storage'), blobPort: 0, tablePort: 0 });
    container = BlobServiceClient.fromConnectionString(storage.connectionString).getContainerClient('deposits');
    await container.create();
  });

  after(async () => {
    await storage?.close();
    await rm(directory, { recursive: true, force: true });
  });

  beforeEach(() => {
    runs += 1;
    dataDir = join(directory, `grid-${runs}`);
    sent = [];
  });

  afterEach(async () => {
    for (const grid of grids.splice(0)) await grid.close();
  });

  const start = (options: Partial<Parameters<typeof startEventGrid>[0]> = {}): EventGrid => {
    const grid = startEventGrid({
      storage,
      subscriptions: [SUBSCRIPTION],
      send: async (queue, message) => {
        sent.push({ queue, ...message, at: Date.now() });
      },
      dataDir,
      retry: { firstMs: 5, longestMs: 20 },
      ...options,
    });
    grids.push(grid);
    return grid;
  };

  const blob = (name: string) => container.getBlockBlobClient(name);
  const put = (name: string, text = 'content', options = {}) =>
    blob(name).upload(text, Buffer.byteLength(text), options);
  const id = (n: number) => Buffer.from(`block-${n}`).toString('base64');
  const subjects = () => sent.map(({ body }) => body.subject.replace('/blobServices/default/containers/', ''));

  describe('the envelope', () => {
    test('of Put Blob', async () => {
      const grid = start();
      const beforehand = Date.now();
      const answer = await put('compte1/facture.pdf', '%PDF-1.7', {
        blobHTTPHeaders: { blobContentType: 'application/pdf' },
      });
      await grid.settled();

      assert.equal(sent.length, 1);
      const { queue, messageId, body } = sent[0]!;
      const { eventTime, id: eventId, data, ...fixed } = body;
      const { sequencer, storageDiagnostics, ...details } = data;
      assert.deepEqual(fixed, {
        topic:
          '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local' +
          '/providers/Microsoft.Storage/storageAccounts/devstoreaccount1',
        subject: '/blobServices/default/containers/deposits/blobs/compte1/facture.pdf',
        eventType: 'Microsoft.Storage.BlobCreated',
        dataVersion: '',
        metadataVersion: '1',
      });
      assert.deepEqual(details, {
        api: 'PutBlob',
        clientRequestId: answer.clientRequestId,
        requestId: answer.requestId,
        eTag: answer.etag?.replaceAll('"', ''),
        contentType: 'application/pdf',
        contentLength: 8,
        blobType: 'BlockBlob',
        url: `http://127.0.0.1:${storage.blobPort}/devstoreaccount1/deposits/compte1/facture.pdf`,
      });
      assert.equal(queue, 'dispatch');
      assert.equal(messageId, eventId);
      assert.match(eventId, UUID);
      assert.match(storageDiagnostics.batchId, UUID);
      assert.match(sequencer, /^[0-9A-F]{32}$/);
      assert.equal(new Date(eventTime).toISOString(), eventTime);
      assert.ok(Math.abs(Date.parse(eventTime) - beforehand) < 5000);
      assert.match(body.data.eTag, /^0x[0-9A-F]+$/);
    });

    test('of Put Block List: length and type of the whole, one event', async () => {
      const grid = start();
      for (const n of [1, 2, 3]) await blob('blocks.pdf').stageBlock(id(n), 'x'.repeat(1000), 1000);
      await blob('blocks.pdf').commitBlockList([id(1), id(2), id(3)], {
        blobHTTPHeaders: { blobContentType: 'application/pdf' },
      });
      await grid.settled();
      assert.equal(sent.length, 1);
      const { api, contentLength, contentType, eTag } = sent[0]!.body.data;
      assert.deepEqual([api, contentLength, contentType], ['PutBlockList', 3000, 'application/pdf']);
      assert.equal(`"${eTag}"`, (await blob('blocks.pdf').getProperties()).etag);
    });

    test('of a copy: the target, with the length and type of the source', async () => {
      await put('source.pdf', 'content', { blobHTTPHeaders: { blobContentType: 'application/pdf' } });
      const grid = start();
      await (await blob('copied.pdf').beginCopyFromURL(blob('source.pdf').url)).pollUntilDone();
      await grid.settled();
      assert.deepEqual(subjects(), ['deposits/blobs/copied.pdf']);
      const { api, contentLength, contentType } = sent[0]!.body.data;
      assert.deepEqual([api, contentLength, contentType], ['CopyBlob', 7, 'application/pdf']);
    });

    test('sequencers of one blob ascend as text', async () => {
      const grid = start();
      for (let i = 0; i < 12; i++) await put('again', `version ${i}`);
      await grid.settled();
      const byTime = sent.toSorted((a, b) => a.body.eventTime.localeCompare(b.body.eventTime));
      const sequencers = sent.map(({ body }) => body.data.sequencer);
      assert.equal(new Set(sequencers).size, 12);
      assert.equal(byTime.at(-1)!.body.data.sequencer, sequencers.toSorted().at(-1));
      const last = sent.find(({ body }) => body.data.sequencer === sequencers.toSorted().at(-1))!;
      assert.equal(`"${last.body.data.eTag}"`, (await blob('again').getProperties()).etag);
    });

    for (const [name, path] of [
      ['compte1/Facture été.pdf', 'compte1/Facture%20%C3%A9t%C3%A9.pdf'],
      ['compte1/100%.pdf', 'compte1/100%25.pdf'],
      ['compte1/%20.pdf', 'compte1/%2520.pdf'],
      ['compte1/1+1.pdf', 'compte1/1%2B1.pdf'],
      ['compte1/#1?x=2&y.pdf', 'compte1/%231%3Fx%3D2%26y.pdf'],
      ['a/b c/d.pdf', 'a/b%20c/d.pdf'],
    ] as const) {
      test(`of the name ${name}: subject as it is, url encoded`, async () => {
        const grid = start();
        await put(name);
        await blob(`blocks/${name}`).stageBlock(id(1), 'x', 1);
        await blob(`blocks/${name}`).commitBlockList([id(1)]);
        await (await blob(`copy/${name}`).beginCopyFromURL(blob(name).url)).pollUntilDone();
        await grid.settled();
        const base = `http://127.0.0.1:${storage.blobPort}/devstoreaccount1/deposits`;
        for (const [api, folder] of [
          ['PutBlob', ''],
          ['PutBlockList', 'blocks/'],
          ['CopyBlob', 'copy/'],
        ]) {
          const { body } = sent.find((s) => s.body.data.api === api)!;
          assert.equal(body.subject, `/blobServices/default/containers/deposits/blobs/${folder}${name}`);
          assert.equal(body.data.url, `${base}/${folder}${path}`);
          assert.equal(
            decodeURIComponent(new URL(body.data.url).pathname),
            `/devstoreaccount1/deposits/${folder}${name}`,
          );
        }
      });
    }
  });

  test('every way to make a blob sends one event, whoever the writer is', async () => {
    const grid = start();
    await put('ways/put');
    await blob('ways/data').uploadData(Buffer.alloc(3_000_000), { blockSize: 1_000_000, maxSingleShotSize: 1_000_000 });
    await blob('ways/empty-list').commitBlockList([]);
    await container.getAppendBlobClient('ways/append').create();
    await container.getPageBlobClient('ways/page').create(512);
    const sas = await blob('ways/put').generateSasUrl({
      permissions: BlobSASPermissions.parse('r'),
      expiresOn: new Date(Date.now() + 60_000),
    });
    await blob('ways/sync-copy').syncCopyFromURL(sas);
    const key = /AccountKey=([^;]+)/.exec(storage.connectionString)![1]!;
    const write = generateBlobSASQueryParameters(
      {
        containerName: 'deposits',
        blobName: 'ways/fetch',
        permissions: BlobSASPermissions.parse('cw'),
        expiresOn: new Date(Date.now() + 60_000),
      },
      new StorageSharedKeyCredential('devstoreaccount1', key),
    );
    const answer = await fetch(`${blob('ways/fetch').url}?${write}`, {
      method: 'PUT',
      headers: { 'x-ms-blob-type': 'BlockBlob' },
      body: 'from a plain client',
    });
    assert.equal(answer.status, 201);
    await grid.settled();

    const seen = sent.map(({ body }) => [body.subject.split('/').at(-1), body.data.api, body.data.blobType]).sort();
    assert.deepEqual(seen, [
      ['append', 'PutBlob', 'AppendBlob'],
      ['data', 'PutBlockList', 'BlockBlob'],
      ['empty-list', 'PutBlockList', 'BlockBlob'],
      ['fetch', 'PutBlob', 'BlockBlob'],
      ['page', 'PutBlob', 'PageBlob'],
      ['put', 'PutBlob', 'BlockBlob'],
      ['sync-copy', 'CopyBlob', 'BlockBlob'],
    ]);
  });

  test('nothing else sends an event', async () => {
    await put('quiet', 'content', { tags: { a: '1' } });
    const grid = start();
    const quiet = blob('quiet');
    const lease = quiet.getBlobLeaseClient();
    await lease.acquireLease(15);
    await lease.releaseLease();
    await quiet.setMetadata({ m: '1' });
    await quiet.setTags({ t: '1' });
    await quiet.setHTTPHeaders({ blobContentType: 'text/plain' });
    await quiet.setAccessTier('Cool');
    await quiet.createSnapshot();
    await blob('unfinished').stageBlock(id(1), 'x', 1);
    await container.setMetadata({ m: '1' });
    await container.getAppendBlobClient('ways/append').appendBlock('x', 1);
    await container.getPageBlobClient('ways/page').uploadPages('x'.repeat(512), 0, 512);
    const other = BlobServiceClient.fromConnectionString(storage.connectionString).getContainerClient('other');
    await other.create();
    await other.getBlockBlobClient('elsewhere').upload('x', 1);
    await assert.rejects(put('quiet', 'x', { conditions: { ifNoneMatch: '*' } }), { statusCode: 409 });
    await assert.rejects(put('quiet', 'x', { conditions: { ifMatch: '"0x1"' } }), { statusCode: 412 });
    await assert.rejects(blob('nothing').commitBlockList([id(9)]), { statusCode: 400 });
    await quiet.download();
    await quiet.getProperties();
    for await (const _ of container.listBlobsFlat());
    await quiet.delete({ deleteSnapshots: 'include' });
    // The event of a last write shows that nothing came before it.
    await put('last');
    await grid.settled();
    assert.deepEqual(subjects(), ['deposits/blobs/last']);
  });

  describe('subscriptions', () => {
    test('choose by container, beginning, end and api', async () => {
      const base = '/blobServices/default/containers/deposits/blobs';
      const grid = start({
        subscriptions: [
          { ...SUBSCRIPTION, name: 'compte1', queue: 'q1', subjectBeginsWith: `${base}/COMPTE1/` },
          { ...SUBSCRIPTION, name: 'pdf', queue: 'q2', subjectEndsWith: '.pdf' },
          { ...SUBSCRIPTION, name: 'commits', queue: 'q3', includedApis: ['PutBlockList', 'CopyBlob'] },
          { name: 'prefix of a name', container: 'deposit', queue: 'q4' },
        ],
      });
      await put('compte1/a.PDF');
      await put('compte12/b.txt');
      await blob('compte2/c.pdf').commitBlockList([]);
      await grid.settled();
      const received = (queue: string) =>
        sent.filter((s) => s.queue === queue).map((s) => s.body.subject.split('/').at(-1));
      assert.deepEqual(received('q1'), ['a.PDF']);
      assert.deepEqual(received('q2').sort(), ['a.PDF', 'c.pdf']);
      assert.deepEqual(received('q3'), ['c.pdf']);
      assert.deepEqual(received('q4'), []);
    });

    test('two on one queue get the event each', async () => {
      const grid = start({ subscriptions: [SUBSCRIPTION, { ...SUBSCRIPTION, name: 'again' }] });
      await put('two');
      await grid.settled();
      assert.equal(sent.length, 2);
      assert.equal(sent[0]!.messageId, sent[1]!.messageId);
    });

    test('that are wrong are refused by name', () => {
      const refused = (subscription: Partial<Subscription>, why: RegExp) =>
        assert.throws(() => start({ subscriptions: [{ ...SUBSCRIPTION, ...subscription }] }), why);
      refused({ subjectBeginsWith: 'compte1/' }, /event subscription "all".*never matches/);
      refused({ subjectBeginsWith: '/blobServices/default/containers/other/' }, /never matches/);
      refused({ includedApis: ['PutBlobb'] }, /no api "PutBlobb"/);
      refused({ name: '' }, /name/);
      assert.throws(() => start({ subscriptions: [SUBSCRIPTION, SUBSCRIPTION] }), /"all".*only once/);
    });
  });

  describe('delivery', () => {
    test('is repeated with the same message until it succeeds, after longer and longer pauses', async () => {
      const tries: Sent[] = [];
      const grid = start({
        send: async (queue, message) => {
          tries.push({ queue, ...message, at: performance.now() });
          if (tries.length < 4) throw new Error('the queue is away');
        },
        retry: { firstMs: 20, longestMs: 40 },
      });
      await put('repeated');
      assert.equal(grid.due(), 1);
      await grid.settled();
      assert.equal(tries.length, 4);
      assert.equal(new Set(tries.map(({ messageId, body }) => JSON.stringify([messageId, body]))).size, 1);
      const pauses = tries.slice(1).map(({ at }, i) => at - tries[i]!.at);
      assert.ok(pauses[0]! >= 18 && pauses[1]! >= 38 && pauses[2]! >= 38, `pauses ${pauses}`);
    });

    test('a queue that is away does not hold up the others', async () => {
      const received = Promise.withResolvers<void>();
      const grid = start({
        subscriptions: [SUBSCRIPTION, { ...SUBSCRIPTION, name: 'other', queue: 'other' }],
        send: async (queue) => {
          if (queue === 'dispatch') throw new Error('the queue is away');
          received.resolve();
        },
      });
      await put('held-up');
      await received.promise;
      while (grid.due() > 1) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(grid.due(), 1);
    });

    test('what was not delivered is delivered by the next run, under the same number', async () => {
      const first = start({ send: () => Promise.reject(new Error('the queue is away')) });
      for (let i = 0; i < 5; i++) await put(`left/${i}`);
      await first.close();

      const second = start();
      await second.settled();
      assert.deepEqual(
        subjects().sort(),
        Array.from({ length: 5 }, (_, i) => `deposits/blobs/left/${i}`),
      );
      for (const { messageId, body } of sent) assert.equal(messageId, body.id);
      await second.close();

      sent = [];
      const third = start();
      assert.equal(third.due(), 0);
      await put('left/last');
      await third.settled();
      assert.deepEqual(subjects(), ['deposits/blobs/left/last']);
    });

    test('an event is on disk before the writer is answered, and a line cut off by a death is passed over', async () => {
      const first = start({ send: () => Promise.reject(new Error('the queue is away')) });
      await put('durable');
      const path = join(dataDir, 'deliveries.jsonl');
      const journal = await readFile(path, 'utf8');
      assert.match(journal, /blobs\/durable/);
      await first.close();

      await appendFile(path, '{"due":{"subscription":"all","messageId":"half');
      const second = start();
      await second.settled();
      assert.deepEqual(subjects(), ['deposits/blobs/durable']);
    });

    test('a journal that cannot be written breaks the write off instead of losing its event', async () => {
      const client = BlobServiceClient.fromConnectionString(storage.connectionString, {
        retryOptions: { maxTries: 1 },
      });
      const stop = storage.onBlobWritten(() => {
        throw new Error('the disk is full');
      });
      try {
        await assert.rejects(client.getContainerClient('deposits').getBlockBlobClient('cut').upload('x', 1));
      } finally {
        stop();
      }
      await put('cut');
    });

    test('many events arrive, each once', async () => {
      const grid = start();
      await Promise.all(Array.from({ length: 200 }, (_, i) => put(`many/${i}`, 'x')));
      await grid.settled();
      assert.equal(new Set(subjects()).size, 200);
      assert.equal(sent.length, 200);
    });

    test('twice under chaos: the same body a little later, under another message id', async () => {
      const grid = start({ chaos: { deliverTwice: true } });
      await Promise.all([put('twice/a'), put('twice/b')]);
      await grid.settled();
      assert.equal(sent.length, 4);
      for (const name of ['a', 'b']) {
        const [first, second] = sent.filter(({ body }) => body.subject.endsWith(name));
        assert.deepEqual(second!.body, first!.body);
        assert.equal(first!.messageId, first!.body.id);
        assert.notEqual(second!.messageId, first!.messageId);
        assert.ok(second!.at - first!.at >= 50, `${second!.at - first!.at} ms`);
      }
    });
  });
});
