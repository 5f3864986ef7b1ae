import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';
import { PUBLIC_KEY } from './samples.ts';

let api: FakeApi;
let dir: string;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(async () => {
  api.reset();
  dir = await mkdtemp(join(tmpdir(), 'ami-cli-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const ami = (args: string[]) =>
  runAmi(['--compte', 'durand', ...args], { cwd: dir, env: { AMI_API: api.url, AMI_KEY: KEY } });
const last = () => api.asked.at(-1)!;

describe('ami comptes access', () => {
  it('shows the settings', async () => {
    const { out } = await ami(['comptes', 'access', '--lang', 'fr']);
    assert.match(out, /Adresses admises {2}192\.0\.2\.14\n.*en clair ou chiffré/);
    assert.equal(last().route, 'getAccess');
  });

  it('changes what is given and keeps the rest, and says who is shut out', async () => {
    const { out, err } = await ami(['comptes', 'access', '--tls', 'required']);
    assert.deepEqual(last().body, { allow: ['192.0.2.14'], tlsRequired: true });
    assert.match(out, /encrypted \(TLS\) only/);
    assert.match(err, /no longer lets in:\n {2}198\.51\.100\.7, scan, 2025-11-20/);
    await ami(['comptes', 'access', '--allow', '192.0.2.0/24, 2001:db8::/32']);
    assert.deepEqual(last().body, { allow: ['192.0.2.0/24', '2001:db8::/32'], tlsRequired: false });
    assert.match((await ami(['comptes', 'access', '--allow', 'everywhere'])).out, /everywhere/);
    assert.deepEqual(last().body, { allow: [], tlsRequired: false });
  });
});

describe('ami users limits', () => {
  it('shows and changes, what is not given stays', async () => {
    assert.match((await ami(['users', 'limits', 'scan-durand'])).out, /Size of one file {6}200 MB/);
    await ami(['users', 'limits', 'Scan-Durand', '--sessions', '4', '--daily', '5G']);
    assert.equal(last().route, 'setUserLimits');
    assert.deepEqual(last().body, { sessions: 4, uploadBytes: 200_000_000, dailyBytes: 5_000_000_000 });
    await ami(['users', 'limits', 'scan-durand', '--upload', 'default']);
    assert.deepEqual(last().body, { sessions: null, uploadBytes: null, dailyBytes: null });
  });

  it('refuses what is no size, and an unknown user', async () => {
    for (const bad of ['0', '-1', '5T', 'x']) {
      const { code } = await ami(['users', 'limits', 'scan-durand', '--upload', bad]);
      assert.equal(code, 2, bad);
    }
    assert.match((await ami(['users', 'limits', 'nobody'])).err, /no user nobody/);
  });
});

describe('ami users keys', () => {
  it('lists fingerprints, adds from a file, removes by fingerprint', async () => {
    const { out } = await ami(['users', 'keys', 'robot-durand']);
    const fingerprint = /SHA256:\S{43}/.exec(out)?.[0];
    assert.ok(fingerprint, out);
    assert.match(out, /ssh-ed25519 +robot@durand/);
    const other = PUBLIC_KEY.replace('IGtl', 'IGtm').replace('robot', 'other');
    await writeFile(join(dir, 'keys.pub'), `# two\n\n${other}\n`);
    await ami(['users', 'keys', 'robot-durand', '--add', 'keys.pub']);
    assert.deepEqual(last().body, { publicKeys: [PUBLIC_KEY, other] });
    assert.match((await ami(['users', 'keys', 'robot-durand', '--remove', fingerprint])).err, /No public key/);
    assert.deepEqual(last().body, { publicKeys: [] });
    const wrong = await ami(['users', 'keys', 'robot-durand', '--remove', 'SHA256:x']);
    assert.match(wrong.err, /no key with the fingerprint SHA256:x/);
  });
});
