import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { registered, triggers } from './checks/functions.ts';
import { machines } from './checks/machines.ts';
import { metrics } from './checks/metrics.ts';
import { names } from './checks/names.ts';
import { roles } from './checks/roles.ts';
import { security } from './checks/security.ts';
import { settings, settingsRead } from './checks/settings.ts';
import { zones } from './checks/zones.ts';
import { complaints, ENVIRONMENTS, type Environment, skip, template, world } from './compiled.ts';

/** What can be known of an environment without Azure: the compiled template, worked out for its parameters. */

suite('infra', { skip }, () => {
  test('builds and lints without a warning', () => {
    assert.deepEqual(complaints(), []);
  });

  for (const environment of Object.keys(ENVIRONMENTS) as Environment[])
    suite(environment, () => {
      const w = skip ? null! : world(environment);
      test('nothing is public, no keys, TLS 1.2', () => assert.deepEqual(security(w), []));
      test('queues, containers, tables and events are those of the code', () => assert.deepEqual(names(w), []));
      test('every role that is needed, and no more', () => assert.deepEqual(roles(w), []));
      test('every setting that is read, and no more', () => assert.deepEqual(settings(w), []));
      test('ports, Node, alerts', () => assert.deepEqual(machines(w), []));
      test('alerts and board ask for the metrics of the code', () => assert.deepEqual(metrics(w), []));
      test('what a zone may take along', () => assert.deepEqual(zones(w), []));
      test('functions and queues fit each other', async () => assert.deepEqual(triggers(w, await registered()), []));

      test('names are short enough, and each resource is there once', () => {
        const max: Record<string, number> = {
          'Microsoft.Storage/storageAccounts': 24,
          'Microsoft.KeyVault/vaults': 24,
          'Microsoft.ServiceBus/namespaces': 50,
          'Microsoft.Web/sites': 60,
        };
        for (const r of w.resources) assert.ok(r.name.length <= (max[r.type] ?? 90), r.name);
        const ids = w.resources.map((r) => r.id);
        assert.deepEqual(
          ids.filter((id, i) => ids.indexOf(id) !== i),
          [],
        );
      });

      test('its resources are the known ones', (t) => {
        const unique = world(environment)
          .resources.find((r) => r.type.endsWith('/namespaces'))!
          .name.slice('sb-'.length);
        const all = w.resources.map((r) => `${r.type}@${r.apiVersion} ${r.name.replaceAll(unique, 'TOKEN')}`);
        // Names of role assignments are hashes.
        t.assert.snapshot(all.map((line) => line.replace(/ [0-9a-f]{8}-[0-9a-f-]{27}$/, ' GUID')).sort());
      });
    });

  test('the code asks for settings', () => {
    const read = settingsRead();
    for (const name of ['Storage__blobServiceUri', 'AMI_FTP_PASSIVE', 'AMI_LOG_LEVEL', 'AZURE_CLIENT_ID'])
      assert.ok(read.includes(name), name);
  });

  test('what azd asks for is a parameter, and nothing that is needed is left out', async () => {
    const file = (await import('../../infra/main.parameters.json', { with: { type: 'json' } })).default;
    const given = Object.keys(file.parameters);
    const parameters = template().parameters!;
    for (const name of given) assert.ok(parameters[name], `${name} is no parameter`);
    for (const [name, p] of Object.entries(parameters))
      assert.ok('defaultValue' in p || given.includes(name), `${name} has no value`);
    for (const { value } of Object.values(file.parameters)) assert.match(value, /^\$\{[A-Z_0-9]+(=[a-z A-Z]*)?\}$/);
  });
});
