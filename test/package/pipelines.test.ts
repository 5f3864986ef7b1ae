import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from '../e2e/running.ts';

type Yaml = { parse(text: string): unknown };
// A package of the tools, not one of ours: where it is gone, what it checks is skipped.
const yaml = await import('yaml' as string).then(
  (m) => m as Yaml,
  () => null,
);

const WORKFLOWS = '.github/workflows';
const github = readdirSync(join(ROOT, WORKFLOWS)).map((f) => `${WORKFLOWS}/${f}`);
const all = [...github, 'azure-pipelines.yml'];
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Every value of `key` anywhere in a parsed file. */
function valuesOf(node: unknown, key: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([k, v]) => [...(k === key ? [v] : []), ...valuesOf(v, key)]);
}

test('the pipelines are YAML, and indented by spaces', (t) => {
  for (const file of all) assert.doesNotMatch(textOf(file), /\t/, file);
  if (!yaml) return t.skip('the package yaml is not installed');
  for (const file of all) assert.equal(typeof yaml.parse(textOf(file)), 'object', file);
});

test('every npm script, program and file that they name is there', () => {
  const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
  for (const file of all) {
    const text = textOf(file);
    for (const [, name] of text.matchAll(/npm run ([\w:-]+)/g)) assert.ok(scripts[name!], `${file}: npm run ${name}`);
    for (const [, path] of text.matchAll(/(?:^|\s)(\.ci\/\S+|\.\/\.github\/\S+)/gm))
      assert.ok(existsSync(join(ROOT, path!)), `${file}: ${path}`);
  }
  assert.match(all.map(textOf).join(), /npm run package/);
});

test('both deploy the packages that were tested, to services that azure.yaml knows', (t) => {
  if (!yaml) return t.skip('the package yaml is not installed');
  const { services } = yaml.parse(textOf('azure.yaml')) as { services: Record<string, unknown> };
  for (const file of [`${WORKFLOWS}/deploy-environment.yml`, 'azure-pipelines.yml']) {
    const [, service, path] = /azd deploy (\S+) --from-package (\S+) --no-prompt/.exec(textOf(file))!;
    assert.ok(service! in services, file);
    assert.equal(path, 'dist/package/functions.zip', file);
    assert.match(textOf(file), /azd provision --preview --no-prompt/, file);
  }
});

test('no job has more rights than it needs, and no secret is asked for', (t) => {
  for (const file of all) assert.doesNotMatch(textOf(file), /secrets\.|AZURE_CREDENTIALS|password/i, file);
  if (!yaml) return t.skip('the package yaml is not installed');
  for (const file of github) {
    const { permissions } = yaml.parse(textOf(file)) as { permissions: Record<string, string> };
    assert.equal(permissions['contents'], 'read', file);
    const granted = valuesOf(yaml.parse(textOf(file)), 'permissions').flatMap((p) => Object.entries(p as object));
    for (const [name, right] of granted)
      assert.ok(right === 'read' || name === 'id-token', `${file}: ${name}: ${right}`);
  }
});

test('the settings that the workflow hands over are those that the parameters ask for', (t) => {
  if (!yaml) return t.skip('the package yaml is not installed');
  const asked = [...textOf('infra/main.parameters.json').matchAll(/\$\{(\w+)/g)].map((m) => m[1]!);
  const { jobs } = yaml.parse(textOf(`${WORKFLOWS}/deploy-environment.yml`)) as {
    jobs: Record<string, { env: Record<string, string> }>;
  };
  for (const [job, { env }] of Object.entries(jobs))
    assert.deepEqual(
      asked.filter((name) => !(name in env)),
      [],
      job,
    );
});
