import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadConfig } from '../../shared/config.ts';
import { ROOT } from '../e2e/running.ts';

const PACKAGING = join(ROOT, 'gateway/packaging');
const lab = mkdtempSync(join(tmpdir(), 'ami-install-'));
after(() => rmSync(lab, { recursive: true, force: true }));

/** A machine that knows the install script by its folders only: a systemctl that writes down what it was told. */
function machine(name: string) {
  const root = join(lab, name);
  const bin = join(root, 'fake-bin');
  mkdirSync(bin, { recursive: true });
  const systemctl = `#!/bin/sh
echo "$@" >>"${root}/told"
case "$1" in
  show) echo 0 ;;
  restart) [ ! -e "${root}/opt/ami-gateway/current/lib/broken" ] ;;
esac
`;
  writeFileSync(join(bin, 'systemctl'), systemctl, { mode: 0o755 });
  const at = (path: string) => join(root, path);
  return {
    at,
    install(release: string, ...args: string[]) {
      const env = { ...process.env, DESTDIR: root, PATH: `${bin}:${process.env['PATH']}`, AMI_SETTLE_SECONDS: '0' };
      const done = spawnSync('sh', [join(release, 'install.sh'), ...args], { env, encoding: 'utf8' });
      return { status: done.status, said: done.stdout + done.stderr };
    },
    told: () => (existsSync(at('told')) ? readFileSync(at('told'), 'utf8').trim().split('\n') : []),
    current: () => readlinkSync(at('opt/ami-gateway/current')),
    releases: () => readdirSync(at('opt/ami-gateway/releases')),
    stopTimeout: () => readFileSync(at('etc/systemd/system/ami-gateway.service.d/drain.conf'), 'utf8'),
  };
}

/** What is in gateway.tgz, with next to nothing for its program and its Node. */
function release(version: string, files: Record<string, string> = {}): string {
  const directory = join(lab, `release-${version}`);
  cpSync(PACKAGING, directory, { recursive: true });
  for (const folder of ['lib', 'bin']) mkdirSync(join(directory, folder));
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(directory, 'bin/node'), '#!/bin/sh\necho v24.0.0\n');
  chmodSync(join(directory, 'bin/node'), 0o755);
  writeFileSync(join(directory, 'lib/main.js'), version);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

const one = release('1');
const two = release('2');

test('installed twice is installed once; settings stay as they are, and say how long a stop may take', () => {
  const m = machine('twice');
  const first = m.install(one);
  assert.equal(first.status, 0, first.said);
  assert.match(first.said, /settings to fill in/);
  assert.equal(readFileSync(m.at('opt/ami-gateway/current/lib/main.js'), 'utf8'), '1');
  assert.equal(statSync(m.at('etc/ami-gateway/env')).mode & 0o777, 0o640);
  assert.match(m.stopTimeout(), /^TimeoutStopSec=75$/m);
  assert.ok(m.told().includes('restart ami-gateway.service'));

  writeFileSync(m.at('etc/ami-gateway/env'), 'AMI_DRAIN_SECONDS=120\n');
  const before = m.current();
  // As after a change of settings: by the installed release itself.
  const again = m.install(m.at('opt/ami-gateway/current'));
  assert.equal(again.status, 0, again.said);
  assert.deepEqual([m.current(), m.releases().length], [before, 1]);
  assert.equal(readFileSync(m.at('etc/ami-gateway/env'), 'utf8'), 'AMI_DRAIN_SECONDS=120\n');
  assert.match(m.stopTimeout(), /^TimeoutStopSec=165$/m);
});

test('an upgrade keeps the release before; one that does not stay up gives way to it', () => {
  const m = machine('upgrade');
  m.install(one);
  const first = m.current();
  const upgraded = m.install(two);
  assert.equal(upgraded.status, 0, upgraded.said);
  const second = m.current();
  assert.notEqual(second, first);
  assert.equal(m.releases().length, 2);

  const broken = m.install(release('3', { 'lib/broken': '', 'ami-gateway.service': '[Service]\n' }));
  assert.equal(broken.status, 1);
  assert.match(broken.said, /does not stay up[\s\S]*back to/);
  assert.equal(m.current(), second);
  const unit = readFileSync(m.at('etc/systemd/system/ami-gateway.service'), 'utf8');
  assert.equal(unit, readFileSync(join(PACKAGING, 'ami-gateway.service'), 'utf8'), 'with its unit');
  assert.deepEqual(m.told().slice(-2), ['daemon-reload', 'restart ami-gateway.service']);

  assert.equal(m.install(two).status, 0);
  assert.ok(m.releases().length >= 2, 'the same again does not take the way back');
  assert.equal(m.install(release('4')).status, 0);
  assert.deepEqual(
    m
      .releases()
      .map((r) => `releases/${r}`)
      .sort(),
    [second, m.current()].sort(),
  );
});

test('--no-start starts nothing; another word is refused; a Node for another machine changes nothing', () => {
  const m = machine('refusals');
  assert.equal(m.install(one, '--nostart').status, 2);
  const foreign = m.install(release('5', { 'bin/node': '#!/bin/sh\nexit 126\n' }));
  assert.deepEqual([foreign.status, existsSync(m.at('opt'))], [1, false]);
  assert.match(foreign.said, /does not run on this machine/);
  assert.equal(m.install(one, '--no-start').status, 0);
  assert.ok(!m.told().some((line) => line.startsWith('restart')));
});

test('the example of settings is one that the gateway takes', () => {
  const lines = readFileSync(join(PACKAGING, 'env.example'), 'utf8').split('\n');
  const settings = lines.filter((line) => /^[A-Za-z]/.test(line)).map((line) => line.split(/=(.*)/s).slice(0, 2));
  const config = loadConfig(Object.fromEntries(settings) as Record<string, string>, { bus: false });
  assert.deepEqual([config.ftp.port, config.gateway.drainMs, config.sftp], [21, 30_000, null]);
});

test('systemd takes the unit', (t) => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) return t.skip('systemd-analyze is not installed');
  const unit = join(lab, 'ami-gateway.service');
  const text = readFileSync(join(PACKAGING, 'ami-gateway.service'), 'utf8');
  writeFileSync(unit, text.replace('/opt/ami-gateway/current/bin/node', process.execPath));
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', unit], { encoding: 'utf8' });
  assert.deepEqual([status, stderr.split('\n').filter((l) => l.includes('ami-gateway'))], [0, []]);
});
