import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, beforeEach, describe, test } from 'node:test';
import { TableClient, type TransactionAction } from '@azure/data-tables';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { type Storage, startStorage } from '../../local/storage/storage.ts';

const containerOf = (connectionString: string): ContainerClient =>
  BlobServiceClient.fromConnectionString(connectionString).getContainerClient('deposits');

const tableOf = (connectionString: string, name = 'state'): TableClient =>
  TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true });

const put = (container: ContainerClient, name: string, text: string, metadata = {}) =>
  container.getBlockBlobClient(name).upload(text, Buffer.byteLength(text), { metadata });

/** Everything that a client can see: blobs with their content and metadata, rows with their columns. */
async function everything(connectionString: string): Promise<{ blobs: object[]; rows: object[] }> {
  const blobs: object[] = [];
  const container = containerOf(connectionString);
  for await (const { name, metadata, properties } of container.listBlobsFlat({ includeMetadata: true })) {
    const content = (await container.getBlobClient(name).downloadToBuffer()).toString();
    blobs.push({ name, content, metadata, etag: properties.etag, modified: properties.lastModified });
  }
  const rows: object[] = [];
  for (const table of ['state', 'logins']) {
    for await (const { 'odata.metadata': _, ...row } of tableOf(connectionString, table).listEntities()) {
      rows.push({ table, ...row });
    }
  }
  return { blobs, rows };
}

/** Writes of every kind that the product makes; leaves two uncommitted blocks under `blocks/later`. */
async function writeOfEveryKind(connectionString: string): Promise<void> {
  const container = containerOf(connectionString);
  await container.create();
  for (let i = 0; i < 20; i++) await put(container, `put/${i}`, `content ${i}`, { n: String(i) });
  await put(container, 'put/3', 'replaced', { again: 'yes' });
  await container.deleteBlob('put/4');
  const blocks = container.getBlockBlobClient('blocks/now');
  const id = (n: number) => Buffer.from(`b${n}`).toString('base64');
  for (const n of [1, 2]) await blocks.stageBlock(id(n), `block ${n} `, 8);
  await blocks.commitBlockList([id(1), id(2)], { metadata: { kind: 'blocks' } });
  const later = container.getBlockBlobClient('blocks/later');
  for (const n of [1, 2]) await later.stageBlock(id(n), `block ${n} `, 8);
  const source = container.getBlobClient('put/5').url;
  await (
    await container.getBlobClient('copy').beginCopyFromURL(source, { metadata: { kind: 'copy' } })
  ).pollUntilDone();
  await container.getBlobClient('put/6').setMetadata({ changed: 'yes' });

  const state = tableOf(connectionString);
  await state.createTable();
  await state.createEntity({ partitionKey: 'c1', rowKey: 'D|1', ttl: 'kept', constraints: 7, at: new Date(0) });
  await state.submitTransaction(
    Array.from({ length: 100 }, (_, i): TransactionAction => ['create', { partitionKey: 'c1', rowKey: `W|${i}`, i }]),
  );
  await state.upsertEntity({ partitionKey: 'c1', rowKey: 'W|1', merged: true }, 'Merge');
  await state.upsertEntity({ partitionKey: 'c1', rowKey: 'W|2', replaced: true }, 'Replace');
  await state.deleteEntity('c1', 'W|3');
  const failing: TransactionAction[] = [
    ['upsert', { partitionKey: 'c1', rowKey: 'W|4', wrong: true }, 'Merge'],
    ['delete', { partitionKey: 'c1', rowKey: 'W|5' }],
    ['create', { partitionKey: 'c1', rowKey: 'X|1' }],
    ['create', { partitionKey: 'c1', rowKey: 'W|6' }],
  ];
  await assert.rejects(state.submitTransaction(failing));
  const logins = tableOf(connectionString, 'logins');
  await logins.createTable();
  await logins.createEntity({ partitionKey: 'before', rowKey: 'a' });
  await logins.deleteTable();
  await logins.createTable();
  await logins.createEntity({ partitionKey: 'after', rowKey: 'a', v: 1 });
}

async function commitLaterBlocks(connectionString: string): Promise<void> {
  const later = containerOf(connectionString).getBlockBlobClient('blocks/later');
  await later.commitBlockList(['b1', 'b2'].map((id) => Buffer.from(id).toString('base64')));
  assert.equal((await later.downloadToBuffer()).toString(), 'block 1 block 2 ');
}

describe('local storage', () => {
  let dataDir: string;
  const directories: string[] = [];
  const open = (options = {}): Promise<Storage> => startStorage({ dataDir, blobPort: 0, tablePort: 0, ...options });

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'ami-storage-'));
    directories.push(dataDir);
  });

  after(async () => {
    for (const directory of directories) await rm(directory, { recursive: true, force: true });
  });

  test('a clean restart finds everything', async () => {
    const first = await open();
    await writeOfEveryKind(first.connectionString);
    const beforehand = await everything(first.connectionString);
    assert.equal(beforehand.blobs.length, 21);
    assert.equal(beforehand.rows.length, 101);
    await first.close();
    assert.deepEqual((await readdir(dataDir)).sort(), ['blobs.json', 'extents', 'extents.json', 'tables.json']);

    const second = await open();
    assert.deepEqual(await everything(second.connectionString), beforehand);
    await commitLaterBlocks(second.connectionString);
    await second.close();
  });

  test('kill -9 loses nothing that was acknowledged', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'storage-process.ts'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let beforehand: unknown;
    try {
      const [connectionString] = await once(createInterface(child.stdout), 'line');
      await writeOfEveryKind(connectionString);
      beforehand = await everything(connectionString);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }

    const storage = await open();
    assert.deepEqual(await everything(storage.connectionString), beforehand);
    await put(containerOf(storage.connectionString), 'new', 'after the crash');
    await tableOf(storage.connectionString).createEntity({ partitionKey: 'c1', rowKey: 'after the crash' });
    await commitLaterBlocks(storage.connectionString);
    const afterwards = await everything(storage.connectionString);
    await storage.close();

    const again = await open();
    assert.deepEqual(await everything(again.connectionString), afterwards);
    await again.close();
  });

  test('closing answers and keeps the writes that have arrived', async () => {
    const first = await open();
    // Without retries, which would go on long after the storage is gone.
    const service = BlobServiceClient.fromConnectionString(first.connectionString, { retryOptions: { maxTries: 1 } });
    const container = service.getContainerClient('deposits');
    await container.create();
    const writes = Array.from({ length: 30 }, (_, i) => put(container, `w/${i}`, 'x'.repeat(50_000)));
    while (first.requests().blob < 31) await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([first.close(), ...writes]);

    const second = await open();
    for (let i = 0; i < 30; i++) {
      const { contentLength } = await containerOf(second.connectionString).getBlobClient(`w/${i}`).getProperties();
      assert.equal(contentLength, 50_000);
    }
    await second.close();
  });

  test('an entity-group transaction is one line of the journal, among others at the same time too', async () => {
    const storage = await open();
    const table = tableOf(storage.connectionString);
    await table.createTable();
    await Promise.all(
      Array.from({ length: 16 }, (_, n) => [
        table.submitTransaction(
          Array.from(
            { length: 20 },
            (_, i): TransactionAction => ['create', { partitionKey: 'p', rowKey: `t${n}-${i}` }],
          ),
        ),
        table.createEntity({ partitionKey: 'p', rowKey: `single-${n}` }),
      ]).flat(),
    );
    const journal = (await readdir(dataDir)).find((name) => name.startsWith('tables.json.journal-'))!;
    const lines = (await readFile(join(dataDir, journal), 'utf8')).trimEnd().split('\n');
    for (let n = 0; n < 16; n++) {
      const holding = lines.filter((line) => line.includes(`"t${n}-`));
      assert.equal(holding.length, 1, `transaction ${n}`);
      for (let i = 0; i < 20; i++) assert.ok(holding[0]!.includes(`"RowKey":"t${n}-${i}"`));
    }
    await storage.close();
  });

  test('a port in use is named, and the data is not touched', async () => {
    const first = await open();
    await containerOf(first.connectionString).create();
    const files = await readdir(dataDir);
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    for (const [options, what] of [
      [{ blobPort: port }, 'blob'],
      [{ tablePort: port }, 'table'],
      [{ blobPort: first.blobPort }, 'blob'],
    ] as const) {
      await assert.rejects(open(options), (error: NodeJS.ErrnoException) => {
        assert.equal(error.code, 'EADDRINUSE');
        assert.match(
          error.message,
          new RegExp(`port ${Object.values(options)[0]} of 127.0.0.1, meant for ${what} storage`),
        );
        return true;
      });
    }
    assert.deepEqual(await readdir(dataDir), files);
    taken.close();
    await first.close();
  });

  test('a directory has one storage at a time', async () => {
    const first = await open();
    await assert.rejects(open(), (error: Error) => error.message.includes(dataDir));
    await first.close();
    await first.close();
    await (await open()).close();
  });

  test('a damaged database is named', async () => {
    const first = await open();
    await first.close();
    await writeFile(join(dataDir, 'tables.json'), '{"collections":[');
    await assert.rejects(open(), /tables\.json is damaged/);
    assert.equal(await readFile(join(dataDir, 'tables.json'), 'utf8'), '{"collections":[');
    await writeFile(join(dataDir, 'tables.json.journal-9'), '');
    await rm(join(dataDir, 'tables.json'));
    await (await open()).close();
  });

  test('telemetry has no library to send with', async () => {
    const { createRequire } = await import('node:module');
    const storage = await open();
    const azurite = createRequire(createRequire(import.meta.url).resolve('azurite/package.json'));
    assert.deepEqual(azurite('applicationinsights'), {});
    await storage.close();
  });

  describe('with faults', () => {
    let storage: Storage;
    let fail: (request: { method: string; url: string }) => number | undefined = () => undefined;

    before(async () => {
      const directory = await mkdtemp(join(tmpdir(), 'ami-storage-'));
      directories.push(directory);
      storage = await startStorage({ dataDir: directory, blobPort: 0, tablePort: 0, faults: { fail: (r) => fail(r) } });
      await containerOf(storage.connectionString).create();
      await tableOf(storage.connectionString).createTable();
    });

    after(() => storage.close());

    test('a fault that passes is bridged by the SDK, one that stays is told', async () => {
      const seen: string[] = [];
      let times = 1;
      fail = ({ method, url }) => {
        seen.push(`${method} ${url.split('?')[0]}`);
        return times-- > 0 ? 503 : undefined;
      };
      const container = containerOf(storage.connectionString);
      await put(container, 'faulty', 'x'.repeat(100_000));
      assert.deepEqual(seen, Array(2).fill('PUT /devstoreaccount1/deposits/faulty'));

      fail = () => 403;
      await assert.rejects(put(container, 'refused', 'x'), { statusCode: 403, code: 'AuthorizationFailure' });
      await assert.rejects(tableOf(storage.connectionString).getEntity('a', 'b'), { statusCode: 403 });
      fail = () => undefined;
      assert.equal(await container.getBlobClient('refused').exists(), false);
    });

    test('requests are counted, a transaction as one', async () => {
      const beforehand = storage.requests();
      await put(containerOf(storage.connectionString), 'counted', 'x');
      await tableOf(storage.connectionString).submitTransaction(
        Array.from({ length: 50 }, (_, i): TransactionAction => ['create', { partitionKey: 'p', rowKey: `n${i}` }]),
      );
      const afterwards = storage.requests();
      assert.deepEqual(
        { blob: afterwards.blob - beforehand.blob, table: afterwards.table - beforehand.table },
        { blob: 1, table: 1 },
      );
    });

    test('an upload that breaks off leaves nothing', async () => {
      const container = containerOf(storage.connectionString);
      const { generateBlobSASQueryParameters, BlobSASPermissions, StorageSharedKeyCredential } = await import(
        '@azure/storage-blob'
      );
      const key = /AccountKey=([^;]+)/.exec(storage.connectionString)![1]!;
      const sas = generateBlobSASQueryParameters(
        {
          containerName: 'deposits',
          blobName: 'broken',
          permissions: BlobSASPermissions.parse('cw'),
          expiresOn: new Date(Date.now() + 60_000),
        },
        new StorageSharedKeyCredential('devstoreaccount1', key),
      );
      const upload = request(`${container.getBlobClient('broken').url}?${sas}`, {
        method: 'PUT',
        headers: { 'content-length': 100_000, 'x-ms-blob-type': 'BlockBlob' },
      });
      upload.on('error', () => {});
      await new Promise<void>((resolve) => upload.write(Buffer.alloc(30_000), () => resolve()));
      upload.destroy();
      await new Promise((resolve) => upload.once('close', resolve));
      assert.equal(await container.getBlobClient('broken').exists(), false);
      await put(container, 'after', 'x');
      assert.equal((await container.getBlobClient('after').downloadToBuffer()).toString(), 'x');
    });
  });
});
