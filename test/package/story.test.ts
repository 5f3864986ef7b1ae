import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Running, run } from '../e2e/running.ts';
import { sendScans } from '../e2e/send-scans.ts';
import { tellStory } from '../e2e/story.ts';
import { makePackages, unpack } from './packed.ts';

let r: Running;
let out = '';
let app = '';
before(async () => {
  out = makePackages().out;
  app = unpack(out, 'functions.zip');
  const packages = { functions: app, gateway: unpack(out, 'gateway.tgz') };
  // The machine's own Tesseract is not there in Azure either.
  r = await run({ AMI_SCAN_PROCESSES: '1', AMI_SCAN_ENGINE: 'packaged' }, packages);
});
after(async () => {
  await r?.stop();
  if (out) rmSync(out, { recursive: true, force: true });
});

test('the packaged functions reach no package but their own', () => {
  const require = createRequire(join(app, 'lib/main.js'));
  assert.throws(() => require.resolve('zod'), { code: 'MODULE_NOT_FOUND' });
  assert.ok(existsSync(join(app, 'node_modules/sharp')));
});

tellStory(() => r);

test('the packaged engine reads the scans that a robot sends, in the packaged functions', () => sendScans(r));

test('separator sheets are made by what is loaded late', async () => {
  const answer = await r.api('GET', 'comptes/demo/separators?count=1&dossier=007868');
  assert.equal(answer.status, 200, await answer.clone().text());
  assert.match(Buffer.from(await answer.arrayBuffer()).toString('latin1'), /^%PDF-/);
});
