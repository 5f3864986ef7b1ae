import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Command } from 'commander';
import { buildProgram } from '../../cli/program.ts';

/** What operators read names only commands, options, files and points that there are. */

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const PAGES = [
  'docs/runbook.md',
  'docs/high-availability.md',
  'docs/adr/0011-one-known-address-and-a-second-gateway.md',
];

test('every ami command of the runbook is one, with the options that it is given', () => {
  const program = buildProgram('en');
  const calls = [...read('docs/runbook.md').matchAll(/\bami ((?:--compte \w+ )?[a-z][^`#;\n]*)/g)].map((m) =>
    m[1]!.trim(),
  );
  assert.ok(calls.length > 25, `${calls.length} calls`);
  for (const call of calls) assert.equal(wrong(program, call.split(/\s+/)), '', `ami ${call}`);
});

/** What is wrong with a call; empty: nothing. */
function wrong(program: Command, call: readonly string[]): string {
  let at = program;
  const options = new Set(['--compte', '--json', '--lang', '--help']);
  for (const [i, word] of call.entries()) {
    if (word.startsWith('--')) {
      if (!options.has(word) && !at.options.some((o) => o.long === word)) return `no option ${word}`;
    } else if (call[i - 1] !== '--compte') {
      const next = at.commands.find((c) => c.name() === word || c.aliases().includes(word));
      if (!next && at === program) return `no command ${word}`;
      at = next ?? at;
    }
  }
  return '';
}

test('links lead to files, and points of infra/verify.sh are points', () => {
  for (const page of PAGES) {
    for (const [, to] of read(page).matchAll(/\]\(([^)#]+)\)/g))
      assert.ok(existsSync(join(ROOT, page, '..', to!)), `${page}: ${to}`);
  }
  const points = spawnSync('bash', [join(ROOT, 'infra/verify.sh'), '--list'], { encoding: 'utf8' }).stdout.split('\n');
  const named = [...read('docs/runbook.md').matchAll(/erified \(`([a-z,-]+)`\)/g)].flatMap((m) => m[1]!.split(','));
  assert.ok(named.length > 5);
  for (const name of named) assert.ok(points.includes(name), name);
});

test('the runbook names every alert that is deployed', () => {
  const modules = ['alerts', 'log-alerts', 'metric-alerts'].map((m) => read(`infra/modules/${m}.bicep`)).join('');
  const single = [...modules.matchAll(/^ {2}name: '([a-z-]+)-\$\{token\}'/gm)].map((m) => m[1]!);
  const listed = [...modules.matchAll(/^ {4}name: '([a-z-]+)'/gm)].map((m) => m[1]!);
  const alerts = [...single, ...listed, 'work-waits', 'scans-waits'];
  assert.ok(alerts.length >= 17, alerts.join());
  for (const name of alerts) assert.ok(read('docs/runbook.md').includes(`\`${name}\``), name);
});
