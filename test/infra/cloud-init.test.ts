import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { missing } from '../clients/tools.ts';
import { ROOT, skip } from './compiled.ts';
import { broughtFiles, cloudInit } from './machine.ts';

const GATEWAY = join(ROOT, 'infra/gateway');
const tool = (command: string, from: string) => missing({ command, version: [], from });

suite('the gateway machine', { skip }, () => {
  test('brings every file of infra/gateway as it is, and leaves nothing to fill in', () => {
    const brought = broughtFiles();
    assert.equal(cloudInit().includes('@@'), false);
    assert.deepEqual([...brought.keys()].map((path) => path.split('/').at(-1)).sort(), [
      'ami-gateway-health',
      'ami-gateway-health.service',
      'ami-gateway-health.timer',
      'ami-gateway-update',
      'ami-gateway-update.service',
      'ami-gateway-update.timer',
    ]);
    for (const [path, { bytes, mode }] of brought) {
      const name = path.split('/').at(-1)!;
      assert.deepEqual(bytes, readFileSync(join(GATEWAY, name)), name);
      assert.equal(mode, name.includes('.') ? '0644' : '0755', name);
    }
  });

  test('is no larger than Azure takes', () => {
    assert.ok(Buffer.from(cloudInit()).toString('base64').length <= 87_380, 'customData: 64 KiB before base64');
  });

  const noCloudInit = tool('cloud-init', 'Debian package cloud-init');
  test('is what cloud-init understands', { skip: noCloudInit }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'ami-cloud-init-'));
    const check = (text: string) => {
      const file = join(folder, 'cloud-init.yaml');
      writeFileSync(file, text);
      const done = spawnSync('cloud-init', ['schema', '--config-file', file], { encoding: 'utf8' });
      return { status: done.status, said: `${done.stdout}${done.stderr}` };
    };
    try {
      const { status, said } = check(cloudInit());
      assert.equal(status, 0, said);
      assert.doesNotMatch(said, /deprecat|error/i);
      assert.notEqual(check(cloudInit().replace('runcmd:', 'runcmd: 7\nruncommand:')).status, 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const noShellcheck = tool('shellcheck', 'Debian package shellcheck');
  test('its programs are sound to shellcheck', { skip: noShellcheck }, () => {
    const files = ['ami-gateway-update', 'ami-gateway-health'].map((f) => join(GATEWAY, f));
    const done = spawnSync('shellcheck', files, { encoding: 'utf8' });
    assert.equal(done.status, 0, done.stdout);
  });

  const noSystemd = tool('systemd-analyze', 'Debian package systemd');
  test('its units are sound to systemd', { skip: noSystemd }, () => {
    const units = [...broughtFiles().keys()].filter((path) => /\.(service|timer)$/.test(path));
    assert.equal(units.length, 4);
    const files = units.map((path) => join(GATEWAY, path.split('/').at(-1)!));
    const done = spawnSync('systemd-analyze', ['verify', ...files], { encoding: 'utf8' });
    // The programs are not on this machine; that the paths are those that cloud-init brings is looked at here.
    const said = `${done.stdout}${done.stderr}`.split('\n').filter((line) => {
      const program = /Command (\S+) is not executable/.exec(line)?.[1];
      return line.includes('ami-gateway') && !(program && broughtFiles().has(program));
    });
    assert.deepEqual(said, []);
  });
});
