import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { completionScript } from '../../cli/completion.ts';
import { buildProgram } from '../../cli/program.ts';
import { runAmi } from './run-ami.ts';

const script = completionScript(buildProgram('en'), 'bash');
let dir: string;
before(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ami-cli-'));
  await writeFile(join(dir, 'dossiers été.txt'), '');
});
after(() => rm(dir, { recursive: true, force: true }));

/** What bash would offer for the last of `words`. */
function offered(...words: string[]): string[] {
  const end = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ami; printf '%s\n' "\${COMPREPLY[@]}"`;
  const ran = spawnSync('bash', ['--norc', '-c', `${script}\n${end}`, 'bash', 'ami', ...words], {
    cwd: dir,
    encoding: 'utf8',
  });
  assert.equal(ran.stderr, '');
  return ran.stdout.split('\n').filter((line) => line !== '');
}

describe('ami completion', () => {
  it('prints a script that bash can read, with no API and no settings', async () => {
    const { code, out, err } = await runAmi(['completion', 'bash'], { cwd: dir });
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.equal(out, script);
    const checked = spawnSync('bash', ['-n'], { input: out, encoding: 'utf8' });
    assert.deepEqual([checked.status, checked.stderr], [0, '']);
    const zsh = await runAmi(['completion', 'zsh'], { cwd: dir });
    assert.match(zsh.out, /^autoload -Uz compinit bashcompinit\n/);
    assert.ok(zsh.out.endsWith(script));
    assert.equal((await runAmi(['completion', 'fish'], { cwd: dir })).code, 2);
  });

  it('offers every command', () => {
    const names = buildProgram('en').commands.map((c) => c.name());
    const words = offered('');
    for (const name of names) assert.ok(words.includes(name), name);
    assert.deepEqual(offered('repub'), ['republish']);
  });

  it('offers subcommands, options and fixed values where they stand', () => {
    assert.deepEqual(offered('users', 'p'), ['put']);
    assert.deepEqual(offered('cancel', 'STEM', '--k'), ['--keep']);
    assert.deepEqual(offered('documents', '--k'), []);
    assert.deepEqual(offered('config', '--li'), ['--limit']);
    assert.deepEqual(offered('users', 'put', 'x', '--role', ''), ['robot', 'write', 'read']);
    assert.deepEqual(offered('--lang', ''), ['fr', 'en']);
    assert.deepEqual(offered('completion', 'z'), ['zsh']);
  });

  it('takes no value of an option for a command', () => {
    assert.deepEqual(offered('--compte', 'users', 'entr'), ['entries', 'entry']);
    assert.deepEqual(offered('--compte', ''), []);
  });

  it('offers files, whole, where a file is asked', () => {
    assert.deepEqual(offered('config', 'put', 'dos'), ['dossiers été.txt']);
    assert.deepEqual(offered('fetch', 'x', '-o', 'dos'), ['dossiers été.txt']);
    assert.deepEqual(offered('document', 'dos'), []);
  });
});
