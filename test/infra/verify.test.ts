import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { QUEUES } from '../../shared/ports/bus.ts';

/** What infra/verify.sh asks is only answered on Azure; here: that it asks for things that are there. */

const ROOT = join(import.meta.dirname, '../..');
const SCRIPT = join(ROOT, 'infra/verify.sh');
const text = readFileSync(SCRIPT, 'utf8');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const modules = readdirSync(join(ROOT, 'infra/modules'))
  .map((name) => read(`infra/modules/${name}`))
  .join('\n');

function run(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync('bash', [SCRIPT, ...args], { encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } });
}
const points = () => run(['--list']).stdout.trim().split('\n');
/** The words of a bash array `NAME=(...)`. */
const words = (name: string) => new RegExp(`^${name}=\\(([^)]*)\\)`, 'm').exec(text)![1]!.trim().split(/\s+/);

test('a dry run shows every point with its title and what it would run, and needs neither Azure nor a name', () => {
  const { status, stdout, stderr } = run(['--dry-run']);
  assert.equal(status, 0);
  assert.equal(stderr, '');
  const shown = [...stdout.matchAll(/^# ([a-z-]+): (.+)\n {4}\S/gm)].map((m) => m[1]);
  assert.deepEqual(shown, points());
  assert.ok(shown.length >= 25);
});

test('every function of a point is listed', () => {
  const written = [...text.matchAll(/^point_([a-z-]+)\(\)/gm)].map((m) => m[1]);
  assert.deepEqual(written.sort(), points().sort());
});

test('the names that it needs are outputs of the Bicep, and those that it may need are set by azd', () => {
  const outputs = [...read('infra/main.bicep').matchAll(/^output (\w+)/gm)].map((m) => m[1]!);
  for (const name of words('NEEDED')) assert.ok(outputs.includes(name), name);
  const known = [...outputs, ...[...read('infra/main.parameters.json').matchAll(/\$\{(\w+)/g)].map((m) => m[1]!)];
  // azd keeps the subscription itself.
  for (const name of words('CHOSEN')) assert.ok(name === 'AZURE_SUBSCRIPTION_ID' || known.includes(name), name);
});

test('queues, names of resources, alerts, rules and functions are those of the Bicep and the code', () => {
  assert.deepEqual(words('QUEUES').sort(), [...QUEUES].sort());
  for (const prefix of new Set(
    [...text.matchAll(/"((?:stdata|sthost|sb-|evgt-|budget-|nsg-gateway-))\$TOKEN/g)].map((m) => m[1]),
  )) {
    assert.ok(modules.includes(`'${prefix}\${token}'`), prefix);
  }
  for (const who of ['functions', 'gateway', 'events', 'firewall'])
    assert.ok(modules.includes(`'id-${who}-\${token}'`), who);
  const alerts = /for name in (dead-letters-stay[^;]*);/.exec(text)![1]!.split(/[\s\\]+/);
  const said = [...modules.matchAll(/name: '([a-z-]+?)(?:-\$\{token\})?'/g)].map((m) => m[1]);
  for (const name of alerts) assert.ok(said.includes(name.replace(/^(work|scans)-waits$/, '$1')), name);
  const rules = /'(documents-cool-down [a-z -]+)'/.exec(text)![1]!.split(' ');
  for (const name of rules) assert.ok(modules.includes(`name: '${name}'`), name);
  const code = read('functions/queues.ts') + read('functions/timers.ts');
  const registered = [...code.matchAll(/app\.\w+\('(\w+)'/g)].map((m) => m[1]!);
  const asked = /for name in (dispatchDeposit[^;]*);/.exec(text)![1]!.split(' ');
  assert.deepEqual(asked.sort(), registered.sort());
});

test('without a deployment, or wrongly called, it says so and does not pass', () => {
  assert.equal(run(['--nonsense']).status, 101);
  assert.match(run(['--only', 'nothing']).stderr, /no such point: nothing/);
  withAz('exit 1', (path) => {
    const { status, stderr } = run([], { PATH: path });
    assert.equal(status, 101);
    assert.match(stderr, /AZURE_RESOURCE_GROUP is not known/);
  });
});

const deployed = {
  AZURE_RESOURCE_GROUP: 'rg-test',
  AMI_FUNCTIONS_NAME: 'func-abc',
  AMI_API_URL: 'https://127.0.0.1:9/api',
  AMI_GATEWAY_ADDRESSES: '["127.0.0.1"]',
  AMI_GATEWAY_PACKAGES_URI: 'https://127.0.0.1:9/gateway-packages',
  AMI_KEY_VAULT_URI: 'https://kv-abc.vault.azure.net/',
  AMI_KEY: 'secret-that-nobody-sees',
};

test('passed, failed and skipped are told apart; the exit code is how many failed', () => {
  const answers = `case "$*" in
    *'queue show'*) echo 'true PT5M' ;;
    *'account keys list'*) echo the-account-key ;;
    *'container list'*) exit 0 ;;
    *) exit 1 ;; esac`;
  withAz(answers, (path) => {
    const only = 'duplicate-detection,shared-key,key-vault,sftp';
    const { status, stdout, stderr } = run(['--only', only], { ...deployed, PATH: path });
    assert.match(stdout, /^PASS {2}duplicate-detection /m);
    // The key was not refused: that is the failure that the point is for.
    assert.match(stdout, /^FAIL {2}shared-key .*was answered/m);
    assert.match(stdout, /^FAIL {2}key-vault /m);
    assert.match(stdout, /^SKIP {2}sftp .*AMI_SFTP is off/m);
    assert.match(stdout, /^1 passed, 2 failed, 1 skipped$/m);
    assert.equal(status, 2);
    assert.doesNotMatch(stdout + stderr, /the-account-key|secret-that-nobody-sees/);
  });
  withAz(
    `case "$*" in *'keys list'*) echo k ;; *) echo KeyBasedAuthenticationNotPermitted >&2; exit 1 ;; esac`,
    (path) => {
      assert.equal(run(['--only', 'shared-key'], { ...deployed, PATH: path }).status, 0);
    },
  );
});

test('shellcheck has nothing to say', (t) => {
  const { error, status, stdout } = spawnSync('shellcheck', [SCRIPT], { encoding: 'utf8' });
  if (error) return t.skip('shellcheck is not installed');
  assert.equal(status, 0, stdout);
});

/** With an `az` that runs `body`, before all other programs. */
function withAz(body: string, work: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'ami-verify-'));
  try {
    for (const [name, lines] of [
      ['az', body],
      ['azd', 'exit 1'],
    ] as const) {
      writeFileSync(join(folder, name), `#!/usr/bin/env bash\n${lines}\n`);
      chmodSync(join(folder, name), 0o755);
    }
    work(`${folder}${delimiter}${process.env['PATH']}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
