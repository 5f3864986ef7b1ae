import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runAmi } from './run-ami.ts';

let cwd: string;
const trace = 'd'.repeat(32);
before(() => {
  cwd = mkdtempSync(join(tmpdir(), 'ami-cli-'));
  mkdirSync(join(cwd, '.ami/traces'), { recursive: true });
  writeFileSync(join(cwd, '.ami/cli.json'), JSON.stringify({ api: 'http://127.0.0.1:1', key: 'k' }));
  const span = {
    trace,
    span: '1'.repeat(16),
    parent: null,
    name: 'deposit',
    component: 'gateway',
    start: 1_700_000_000_000,
    ms: 42,
    failed: false,
    facts: { 'ami.document': 'ybqayn0010aq5z7mfhd7', 'ami.protocol': 'sftp' },
    links: [],
  };
  writeFileSync(join(cwd, '.ami/traces/gateway.jsonl'), `${JSON.stringify(span)}\n`);
});
after(() => rmSync(cwd, { recursive: true, force: true }));

describe('ami trace', () => {
  it('prints the tree of a document, from the files of this machine alone', async () => {
    const en = await runAmi(['trace', 'ybqayn'], { cwd });
    assert.deepEqual([en.code, en.err], [0, '']);
    assert.match(
      en.out,
      /^Trace d{32} .*1 span, 42 ms\n {2}deposit {2}sftp {2}ybqayn0010aq5z7mfhd7 .*42 ms {2}gateway\n/,
    );
    const fr = await runAmi(['--lang', 'fr', 'trace', trace.slice(0, 8)], { cwd });
    assert.match(fr.out, /1 étape, 42 ms\n {2}dépôt/);
    const json = await runAmi(['--json', 'trace', 'ybqayn'], { cwd });
    assert.equal(JSON.parse(json.out).items[0][0].trace, trace);
  });

  it('says where there is none', async () => {
    const none = await runAmi(['trace', 'zzzzzz'], { cwd });
    assert.deepEqual([none.code, none.out], [1, '']);
    assert.match(none.err, /No trace of zzzzzz/);
    const nowhere = await runAmi(['--lang', 'fr', 'trace', 'zzzzzz'], { cwd: tmpdir() });
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.err, /npm start/);
  });
});
