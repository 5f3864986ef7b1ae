import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadConfig } from '../../shared/config.ts';
import { ROOT } from '../e2e/running.ts';

const SCRIPT = join(ROOT, 'scripts/start-func.mjs');
const { findFunc, localSettings } = (await import(SCRIPT)) as {
  findFunc(candidates?: readonly string[]): string | null;
  localSettings(example: string, cloud: Record<'Storage' | 'ServiceBus' | 'operatorKey', string>): string;
};
const lab = mkdtempSync(join(tmpdir(), 'ami-func-'));
after(() => rmSync(lab, { recursive: true, force: true }));

test('where the Core Tools are missing, or are there without their program, it says so and ends with 1', (t) => {
  const hollow = join(lab, 'func');
  writeFileSync(hollow, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  assert.equal(findFunc([join(lab, 'nowhere'), hollow]), null);
  if (findFunc()) return t.skip('the Core Tools are installed');
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /Core Tools are not installed[\s\S]*npm install[\s\S]*npm start/);
});

test('the settings it writes are the example’s, on the local cloud, and the functions take them', () => {
  const example = readFileSync(join(ROOT, 'local.settings.example.json'), 'utf8');
  const cloud = {
    Storage: 'BlobEndpoint=http://127.0.0.1:1',
    ServiceBus: 'Endpoint=sb://localhost:2',
    operatorKey: 'k',
  };
  const { IsEncrypted, Values } = JSON.parse(localSettings(example, cloud));
  assert.deepEqual(Object.keys(Values), Object.keys(JSON.parse(example).Values));
  assert.equal(IsEncrypted, false);
  assert.equal(Values.AzureWebJobsStorage, cloud.Storage);
  const config = loadConfig(Values);
  assert.deepEqual([config.storage.kind, config.bus?.kind], ['string', 'string']);
  assert.equal(config.operatorKeySha256, createHash('sha256').update('k').digest('hex'));
});

test('func is started in the packaged app, with the local cloud’s settings, and its end is the end', () => {
  // Stands in for the Core Tools, which the machines of these tests can't download.
  const bin = join(lab, 'bin');
  mkdirSync(bin);
  const func = `#!/bin/sh
[ "$1" = --version ] && echo 4 && exit 0
echo "$@" >"${lab}/args"
cp local.settings.json host.json package.json "${lab}"
exit 3
`;
  writeFileSync(join(bin, 'func'), func, { mode: 0o755 });
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };
  const args = [SCRIPT, '--port', '7099', '--data', join(lab, 'data')];
  const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
  assert.equal(status, 3, stderr);
  assert.equal(readFileSync(join(lab, 'args'), 'utf8').trim(), 'start --port 7099');
  const { Values } = JSON.parse(readFileSync(join(lab, 'local.settings.json'), 'utf8'));
  assert.match(Values.Storage, /BlobEndpoint=http:\/\/127\.0\.0\.1:\d+/);
  assert.equal(JSON.parse(readFileSync(join(lab, 'package.json'), 'utf8')).main, 'lib/main.js');
});
