import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import ssh2 from 'ssh2';
import { parsePublicKey } from '../../shared/domain/public-key.ts';
import { ROOT } from './compiled.ts';
import { type FakeAzure, fakeAzure } from './fake-azure.ts';
import { ensureHostKeys, patient, publicKeyOfNobody, uploadGateway } from './hooks.ts';

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

test('the key of nobody is one that sshd takes, new each time', () => {
  const line = publicKeyOfNobody('ami-admin');
  const key = ssh2.utils.parseKey(line);
  assert.ok(!(key instanceof Error) && !Array.isArray(key));
  assert.equal(key.type, 'ssh-rsa');
  assert.match(line, /^ssh-rsa AAAAB3NzaC1yc2E\S{600,} ami-admin$/);
  assert.equal(parsePublicKey(line).type, 'ssh-rsa');
  assert.notEqual(publicKeyOfNobody('ami-admin'), line);
});

test('a role that does not count yet is waited for, and not for ever', async () => {
  const said: string[] = [];
  let refused = 2;
  const fetchIt: typeof fetch = async (url, init) =>
    refused-- > 0 ? new Response('no', { status: 403 }) : fetch(url, init);
  const waits = patient({ pauseMs: 1, say: (text) => said.push(text), fetchIt });
  assert.deepEqual(await ensureHostKeysWith(waits), ['sftp-host-ed25519', 'sftp-host-rsa']);
  assert.equal(said.length, 2);
  const never = patient({
    minutes: 0,
    say: () => assert.fail(),
    fetchIt: async () => new Response('no', { status: 403 }),
  });
  await assert.rejects(ensureHostKeysWith(never), /Key Vault answered 403/);
});

const ensureHostKeysWith = (fetchIt: typeof fetch) => ensureHostKeys(`${azure.url}/`, VAULT, fetchIt);

test('hooks that run before anything is installed need nothing that is', () => {
  for (const file of ['preprovision.mjs', 'admin-key.mjs', 'azd.mjs'])
    for (const [, from] of readFileSync(join(ROOT, 'infra/hooks', file), 'utf8').matchAll(/from '([^']+)'/g))
      assert.match(from!, /^(node:|\.\/)/, file);
});
