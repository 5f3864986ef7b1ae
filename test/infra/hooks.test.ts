import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import ssh2 from 'ssh2';
import { type FakeAzure, fakeAzure } from './fake-azure.ts';
import { ensureHostKeys, uploadGateway } from './hooks.ts';

/** What azure.yaml's hooks do, against a Key Vault and a storage that answer as little as is asked of them. */

const VAULT = 'for-https://vault.azure.net';
const STORAGE = 'for-https://storage.azure.com';
let azure: FakeAzure;
before(async () => {
  azure = await fakeAzure();
});
beforeEach(() => azure.secrets.clear());
after(() => azure.close());

test('host keys are made once, are keys, and are never changed', async () => {
  assert.deepEqual(await ensureHostKeys(`${azure.url}/`, VAULT), ['sftp-host-ed25519', 'sftp-host-rsa']);
  const first = new Map(azure.secrets);
  for (const [name, { value }] of first) {
    const key = ssh2.utils.parseKey(value);
    assert.ok(!(key instanceof Error) && !Array.isArray(key) && key.isPrivateKey(), name);
    assert.match(key.type, name.endsWith('rsa') ? /^ssh-rsa$/ : /^ssh-ed25519$/);
  }
  assert.deepEqual(await ensureHostKeys(azure.url, VAULT), []);
  assert.deepEqual(new Map(azure.secrets), first);
});

test('a vault that refuses is an error, and no key is made', async () => {
  await assert.rejects(ensureHostKeys(azure.url, 'nobody'), /Key Vault answered 403/);
  assert.equal(azure.secrets.size, 0);
});

test('the package is there before the file that names it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ami-upload-'));
  try {
    const file = join(folder, 'gateway.tgz');
    writeFileSync(file, 'a package');
    const sha256 = createHash('sha256').update('a package').digest('hex');
    const order: string[] = [];
    const spy: typeof fetch = (url, init) => {
      order.push(String(url).split('/').at(-1)!);
      return fetch(url, init);
    };
    assert.equal(await uploadGateway(file, `${azure.url}/packages`, STORAGE, spy), sha256);
    assert.deepEqual(order, [`gateway-${sha256}.tgz`, 'gateway.sha256']);
    assert.equal(azure.blobs.get('gateway.sha256')?.toString(), `${sha256}\n`);
    await assert.rejects(uploadGateway(file, `${azure.url}/packages`, 'nobody'), /Storage answered 403/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
