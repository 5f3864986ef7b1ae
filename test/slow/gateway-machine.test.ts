import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { startStorage } from '../../local/storage/storage.ts';
import { createContext } from '../../shared/context.ts';
import { missing } from '../clients/tools.ts';
import { machineSettings } from '../infra/checks/settings.ts';
import { skip as noBicep, ROOT } from '../infra/compiled.ts';
import { type FakeAzure, fakeAzure } from '../infra/fake-azure.ts';
import { ensureHostKeys, uploadGateway } from '../infra/hooks.ts';
import { broughtFiles, machineOf } from '../infra/machine.ts';

/**
 * A gateway's machine as far as it goes without Azure: a fresh Debian in a folder (chroot), the files that the template's
 * cloud-init brings, a pretended metadata service, Key Vault and storage, the real package, and the gateway started from
 * what was installed. systemd is a program that notes what it is told.
 *
 * AMI_TEST_CHROOT names a folder that debootstrap has made before, which saves minutes; it is copied.
 */

const tool = (command: string, from: string) => missing({ command, version: [], from });
const skip =
  noBicep ||
  (process.getuid?.() === 0 ? false : 'only root may make a chroot') ||
  tool('debootstrap', 'Debian package debootstrap') ||
  tool('openssl', 'Debian package openssl');

const CALLS = '/var/log/systemctl';
const SYSTEMCTL = `#!/bin/sh
echo "$*" >>${CALLS}
case "$1" in
  is-active) [ ! -e /var/log/broken ] ;;
  show) echo 0 ;;
esac
`;

let azure: FakeAzure;
let machine = '';
let out = '';
let cannot: string | undefined;
const at = (path: string) => join(machine, path);

before(async () => {
  if (skip) return;
  azure = await fakeAzure();
  machine = mkdtempSync(join(tmpdir(), 'ami-machine-'));
  const made = process.env['AMI_TEST_CHROOT'];
  const debian = made
    ? spawnSync('cp', ['-a', `${made}/.`, machine], { encoding: 'utf8' })
    : spawnSync(
        'debootstrap',
        ['--variant=minbase', '--include=ca-certificates,curl,jq,openssl', 'bookworm', machine],
        { encoding: 'utf8' },
      );
  // The root of the machine: its users must be able to enter it.
  chmodSync(machine, 0o755);
  if (debian.status !== 0) {
    cannot = `no Debian could be made: ${`${debian.stdout}${debian.stderr}`.trim().split('\n').slice(-3).join(' ')}`;
    return;
  }
  writeFileSync(at('/usr/bin/systemctl'), SYSTEMCTL, { mode: 0o755 });
  for (const [path, { bytes, mode }] of broughtFiles()) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), bytes);
    chmodSync(at(path), Number.parseInt(mode, 8));
  }
  azure.settings = {
    ...machineSettings(machineOf()),
    DEPLOY_PACKAGES_URI: `${azure.url}/packages`,
    DEPLOY_VAULT_URI: `${azure.url}/`,
  };
  out = mkdtempSync(join(tmpdir(), 'ami-machine-package-'));
  const script = join(ROOT, 'scripts/package.mjs');
  execFileSync(process.execPath, [script, '--out', out, '--only', 'gateway'], { stdio: 'pipe' });
});
after(async () => {
  await azure?.close();
  for (const folder of [machine, out]) if (folder) rmSync(folder, { recursive: true, force: true });
});

/** One run of what the timer starts. */
function update(): Promise<{ code: number | null; said: string; systemctl: string[] }> {
  rmSync(at(CALLS), { force: true });
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', AMI_IMDS: azure.url, AMI_SETTLE_SECONDS: '0' };
  const child = spawn('chroot', [machine, '/usr/local/sbin/ami-gateway-update'], { env: { ...process.env, ...env } });
  let said = '';
  child.stdout.on('data', (d) => (said += d));
  child.stderr.on('data', (d) => (said += d));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      const calls = existsSync(at(CALLS)) ? readFileSync(at(CALLS), 'utf8').trim().split('\n') : [];
      resolve({ code, said, systemctl: calls });
    }),
  );
}

const env = () => readFileSync(at('/etc/ami-gateway/env'), 'utf8');
const RESTART = 'restart ami-gateway.service';

function certificate(name: string): { pem: string; pkcs12: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ami-certificate-'));
  const file = (f: string) => join(folder, f);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '30',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    file('key'),
    '-out',
    file('cert'),
  );
  openssl('pkcs12', '-export', '-passout', 'pass:', '-inkey', file('key'), '-in', file('cert'), '-out', file('p12'));
  const text = (f: string) => readFileSync(file(f), 'utf8');
  const made = { pem: `${text('key')}${text('cert')}`, pkcs12: readFileSync(file('p12')).toString('base64') };
  rmSync(folder, { recursive: true });
  return made;
}

const inside = (name: string) =>
  execFileSync('openssl', ['x509', '-noout', '-subject', '-in', at('/etc/ami-gateway/cert.pem')], {
    encoding: 'utf8',
  }).includes(name);

suite('a machine that cloud-init has prepared', { skip }, () => {
  test('waits for its first package', async (t) => {
    if (cannot) return t.skip(cannot);
    const { code, said, systemctl } = await update();
    assert.equal(code, 0, said);
    assert.match(said, /no package was brought yet/);
    assert.deepEqual(systemctl, []);
  });

  test('a package that is not what its SHA-256 says is not unpacked', async (t) => {
    if (cannot) return t.skip(cannot);
    azure.blobs.set('gateway.sha256', Buffer.from(`${'0'.repeat(64)}\n`));
    azure.blobs.set(`gateway-${'0'.repeat(64)}.tgz`, Buffer.from('something else'));
    const { code, said } = await update();
    assert.equal(code, 1);
    assert.match(said, /not what its SHA-256 says/);
    assert.equal(existsSync(at('/opt/ami-gateway/current')), false);
  });

  test('takes the package, and neither FTPS nor SFTP where Key Vault holds nothing for them', async (t) => {
    if (cannot) return t.skip(cannot);
    await uploadGateway(join(out, 'gateway.tgz'), `${azure.url}/packages`, 'for-https://storage.azure.com');
    const { code, said, systemctl } = await update();
    assert.equal(code, 0, said);
    assert.match(said, /no certificate "gateway": no FTPS/);
    assert.match(said, /no SFTP/);
    assert.ok(systemctl.includes(RESTART), systemctl.join('\n'));
    assert.doesNotMatch(env(), /AMI_SFTP_PORT|AMI_TLS_CERT|DEPLOY_/);
    assert.match(env(), /^AMI_FTP_PASSIVE=10000-11000$/m);
    assert.match(
      readFileSync(at('/etc/systemd/system/ami-gateway.service.d/drain.conf'), 'utf8'),
      /TimeoutStopSec=165/,
    );
  });

  test('certificate and host keys that are put into Key Vault are taken', async (t) => {
    if (cannot) return t.skip(cannot);
    await ensureHostKeys(azure.url, 'for-https://vault.azure.net');
    azure.secrets.set('gateway', { value: certificate('first').pem, contentType: 'application/x-pem-file' });
    const { code, said, systemctl } = await update();
    assert.equal(code, 0, said);
    assert.ok(systemctl.includes(RESTART));
    assert.match(env(), /^AMI_TLS_CERT=\/etc\/ami-gateway\/cert\.pem$/m);
    assert.match(
      env(),
      /^AMI_SFTP_HOST_KEYS=\/etc\/ami-gateway\/sftp-host-ed25519,\/etc\/ami-gateway\/sftp-host-rsa$/m,
    );
    for (const file of ['key.pem', 'sftp-host-rsa', 'env'])
      assert.equal(statSync(at(`/etc/ami-gateway/${file}`)).mode & 0o777, 0o640, file);
    assert.ok(inside('first'));
  });

  test('where nothing changed nothing is done', async (t) => {
    if (cannot) return t.skip(cannot);
    assert.deepEqual(await update(), { code: 0, said: '', systemctl: [] });
  });

  test('the gateway starts from what was installed, as its user, with FTPS and SFTP', async (t) => {
    if (cannot) return t.skip(cannot);
    const storage = await startStorage({ dataDir: join(out, 'storage'), blobPort: 0, tablePort: 0 });
    const context = createContext('gateway', { Storage: storage.connectionString });
    await context.prepare();
    const settings = Object.fromEntries(
      env()
        .split('\n')
        .filter(Boolean)
        .map((l) => l.split(/=(.*)/s).slice(0, 2)),
    );
    let gateway: ChildProcess | undefined;
    try {
      // Ports below 1024 are systemd's to allow; there is no managed identity here.
      const own = {
        Storage: storage.connectionString,
        AMI_FTP_PORT: '0',
        AMI_SFTP_PORT: '0',
        AMI_GATEWAY_HTTP: '127.0.0.1:0',
      };
      const start = 'cd /opt/ami-gateway/current && exec bin/node lib/main.js';
      gateway = spawn('chroot', ['--userspec=ami-gateway:ami-gateway', machine, 'sh', '-c', start], {
        env: { PATH: process.env['PATH'], ...settings, ...own },
      });
      const said = await new Promise<string>((resolve) => {
        let text = '';
        const more = (d: Buffer) => {
          text += d;
          if (/gateway ready/.test(text)) resolve(text);
        };
        gateway!.stdout!.on('data', more);
        gateway!.stderr!.on('data', more);
        gateway!.on('close', () => resolve(text));
      });
      assert.match(said, /gateway listens ftp:\/\/0\.0\.0\.0:\d+ \(TLS offered\), sftp:\/\/0\.0\.0\.0:\d+/);
    } finally {
      gateway?.kill('SIGKILL');
      await context.close();
      await storage.close();
    }
  });

  test('a renewed certificate restarts nothing; one that can not be used changes nothing', async (t) => {
    if (cannot) return t.skip(cannot);
    azure.secrets.set('gateway', { value: certificate('second').pkcs12, contentType: 'application/x-pkcs12' });
    assert.deepEqual((await update()).systemctl, []);
    assert.ok(inside('second'));
    const [one, other] = [certificate('third'), certificate('fourth')];
    const mixed =
      one.pem.split('-----BEGIN CERTIFICATE')[0] + other.pem.slice(other.pem.indexOf('-----BEGIN CERTIFICATE'));
    for (const value of [mixed, 'nonsense']) {
      azure.secrets.set('gateway', { value, contentType: 'application/x-pem-file' });
      const { code, said } = await update();
      assert.equal(code, 0);
      assert.match(said, /can not be used; the old one stays/);
      assert.ok(inside('second'));
    }
    azure.secrets.delete('gateway');
    assert.match((await update()).said, /the old one stays/);
    assert.match(env(), /AMI_TLS_CERT/);
  });

  test('a changed setting restarts the gateway', async (t) => {
    if (cannot) return t.skip(cannot);
    azure.settings = { ...azure.settings, AMI_DRAIN_SECONDS: '60' };
    const { systemctl } = await update();
    assert.ok(systemctl.includes(RESTART));
    assert.match(env(), /^AMI_DRAIN_SECONDS=60$/m);
    assert.match(
      readFileSync(at('/etc/systemd/system/ami-gateway.service.d/drain.conf'), 'utf8'),
      /TimeoutStopSec=105/,
    );
  });

  test('settings that can not be had, or are none, change nothing', async (t) => {
    if (cannot) return t.skip(cannot);
    const before = { settings: azure.settings, env: env() };
    const others: FakeAzure['settings'][] = [null, { AMI_FTP_PORT: '21', EVIL: '$(reboot)"' }, { OTHER: 'x' }];
    for (const settings of others) {
      azure.settings = settings;
      const { code, systemctl } = await update();
      assert.equal(code, 1);
      assert.deepEqual(systemctl, []);
      assert.equal(env(), before.env);
    }
    azure.settings = before.settings;
  });

  test('a package that does not stay up is given back, once', async (t) => {
    if (cannot) return t.skip(cannot);
    const current = execFileSync('readlink', [at('/opt/ami-gateway/current')], { encoding: 'utf8' });
    const stage = join(out, 'broken');
    mkdirSync(stage);
    execFileSync('tar', ['-xzf', join(out, 'gateway.tgz'), '-C', stage]);
    writeFileSync(join(stage, 'lib/main.js'), 'throw new Error();\n');
    execFileSync('tar', ['-czf', join(out, 'broken.tgz'), '-C', stage, '.']);
    await uploadGateway(join(out, 'broken.tgz'), `${azure.url}/packages`, 'for-https://storage.azure.com');
    writeFileSync(at('/var/log/broken'), '');
    const { code, said } = await update();
    assert.equal(code, 1);
    assert.match(said, /was not taken/);
    assert.equal(execFileSync('readlink', [at('/opt/ami-gateway/current')], { encoding: 'utf8' }), current);
    rmSync(at('/var/log/broken'));
    assert.deepEqual(await update().then(({ code: c, systemctl }) => ({ c, systemctl })), { c: 0, systemctl: [] });
  });
});
