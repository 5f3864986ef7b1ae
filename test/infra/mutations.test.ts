import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Template } from './arm/expand.ts';
import { registered, triggers } from './checks/functions.ts';
import { machines } from './checks/machines.ts';
import { metrics } from './checks/metrics.ts';
import { names } from './checks/names.ts';
import { roles } from './checks/roles.ts';
import { security } from './checks/security.ts';
import { settings } from './checks/settings.ts';
import { zones } from './checks/zones.ts';
import { type Environment, skip, template, type World, world } from './compiled.ts';

/** The checks find what they are for: each of these changes of the compiled template must be noticed, and named. */

async function everything(w: World): Promise<string[]> {
  const code = await registered();
  return [
    ...security(w),
    ...names(w),
    ...roles(w),
    ...settings(w),
    ...machines(w),
    ...metrics(w),
    ...zones(w),
    ...triggers(w, code),
  ];
}

/** `what` in the template's text, everywhere; throws where it is not there, or the mutation would prove nothing. */
function changed(what: string, to: string): Template {
  const text = JSON.stringify(template());
  assert.ok(text.includes(what), `${what} is not in the template`);
  return JSON.parse(text.replaceAll(what, () => to)) as Template;
}

/** The template of one module. */
function inside(t: Template, module: string): Template {
  const stack = (t.resources as Record<string, { properties: { template: Template } }>)['stack']!.properties.template;
  const found = (stack.resources as Record<string, { properties: { template: Template } }>)[module];
  assert.ok(found, `no module ${module}`);
  return found.properties.template;
}

/** Without one resource of a module. */
function without(module: string, symbol: string): Template {
  const t = template();
  const resources = inside(t, module).resources as Record<string, unknown>;
  assert.ok(resources[symbol], `no ${symbol} in ${module}`);
  delete resources[symbol];
  return t;
}

function withVariable(module: string, name: string, change: (value: unknown[]) => unknown[]): Template {
  const t = template();
  const variables = inside(t, module).variables!;
  variables[name] = change(variables[name] as unknown[]);
  return t;
}

const MUTATIONS: readonly [what: string, environment: Environment, mutate: () => Template, said: RegExp][] = [
  [
    'a queue with another name',
    'dev',
    () => withVariable('serviceBus', 'queues', (q) => q.with(4, 'scans')),
    /reading is missing/,
  ],
  [
    'a queue too much',
    'dev',
    () => withVariable('serviceBus', 'queues', (q) => [...q, 'mail']),
    /nobody listens to mail/,
  ],
  [
    'a container less',
    'dev',
    () => withVariable('dataStorage', 'containers', (c) => c.slice(0, -1)),
    /stdata\/archive is missing/,
  ],
  ['a table less', 'dev', () => withVariable('dataStorage', 'tables', (t) => t.slice(0, 1)), /logins is missing/],
  [
    'an event to nobody',
    'dev',
    () => withVariable('events', 'containers', (c) => c.slice(0, 2)),
    /of returns to returns is missing/,
  ],
  [
    'events of all containers',
    'dev',
    () => changed("/blobServices/default/containers/{0}/blobs/', ", "/blobServices/default/{0}', "),
    /of undefined to/,
  ],
  [
    'a role dropped',
    'dev',
    () => withVariable('dataStorage', 'onAccount', (r) => r.slice(1)),
    /functions: Storage Blob Data Contributor on stdata is missing/,
  ],
  [
    'a wider role',
    'dev',
    () => changed('ba92f5b4-2d11-453d-a403-e96b0029c9fe', 'b24988ac-6180-42a0-ab88-20f7382dd24c'),
    /b24988ac-.* is too much/,
  ],
  [
    'a role on the whole account',
    'dev',
    () => {
      const t = template();
      const at = inside(t, 'hostStorage').resources as Record<string, Record<string, unknown>>;
      at['gatewayReads']!['scope'] = at['hostAssignment']!['scope'];
      return t;
    },
    /gateway: Storage Blob Data Reader on sthost is too much/,
  ],
  [
    "the gateway's role for the vault",
    'dev',
    () => without('vault', 'gatewayReads'),
    /Key Vault Secrets User on kv- is missing/,
  ],
  [
    'the gateway as the functions',
    'dev',
    () =>
      changed("reference('identities').outputs.gateway.value.id", "reference('identities').outputs.functions.value.id"),
    /runs as/,
  ],
  [
    'a setting that nobody reads',
    'dev',
    () => changed("'AMI_DRAIN_SECONDS', '120'", "'AMI_DRAIN_SECOND', '120'"),
    /AMI_DRAIN_SECOND is too much/,
  ],
  [
    'a setting that is missing',
    'dev',
    () => changed("'AMI_SCAN_ENGINE', ", "'AMI_MAX_READ_BYTES', "),
    /AMI_SCAN_ENGINE is missing/,
  ],
  [
    'a setting that the code refuses',
    'dev',
    () => changed("'AMI_SCAN_ENGINE', 'packaged'", "'AMI_SCAN_ENGINE', 'best'"),
    /AMI_SCAN_ENGINE/,
  ],
  [
    'another passive range in the settings',
    'dev',
    () => changed("'AMI_FTP_PASSIVE', parameters('passivePorts')", "'AMI_FTP_PASSIVE', '10000-10500'"),
    /open are 21,10000-11000/,
  ],
  [
    'another passive range everywhere',
    'dev',
    () => changed('10000-11000', '20000-21000'),
    /not what firms have opened/,
  ],
  ['SFTP that is not let in', 'prod', () => changed("createArray('22')", "createArray('2222')"), /open are 21,2222/],
  ['SSH for everybody', 'dev', () => changed("createArray('21')", "createArray('21', '22')"), /open are 21,22/],
  [
    'a group that a deployment writes as a whole',
    'dev',
    () => changed('"onlyIfNotExists":[]', ''),
    /takes the rules of the functions away/,
  ],
  ['no last refusal', 'dev', () => without('network', 'nobodyElse'), /default rules let neighbours in/],
  [
    'clients let in beside the lists',
    'dev',
    () =>
      changed("if(variables('isClientsOpen'), 'Allow', 'Deny')", "if(variables('isClientsOpen'), 'Allow', 'Allow')"),
    /1 rules let somebody in/,
  ],
  [
    'rules of the functions left in force where none are wanted',
    'private',
    () => changed("if(parameters('followsData'), 4000, 900)", "if(parameters('followsData'), 4000, 4000)"),
    /nobody-else has priority 4000/,
  ],
  [
    'a refusal before the rules of the functions',
    'dev',
    () => changed("if(parameters('followsData'), 4000, 900)", "if(parameters('followsData'), 900, 900)"),
    /nobody-else has priority 900/,
  ],
  [
    'another group to follow',
    'dev',
    () => changed("reference('network').outputs.securityGroupId.value", "reference('network').outputs.networkId.value"),
    /another group|AMI_FIREWALL_GROUP/,
  ],
  [
    'a wider role for the firewall',
    'dev',
    () =>
      changed(
        'Microsoft.Network/networkSecurityGroups/securityRules/write',
        'Microsoft.Network/networkSecurityGroups/write',
      ),
    /actions of AMI firewall rules: Microsoft.Network\/networkSecurityGroups\/write is too much/,
  ],
  [
    'the role of the firewall for the functions',
    'dev',
    () =>
      changed(
        "reference('identities').outputs.firewall.value.principalId",
        "reference('identities').outputs.functions.value.principalId",
      ),
    /functions: AMI firewall rules on nsg-gateway- is too much/,
  ],
  [
    'the identity of the firewall not with the functions',
    'dev',
    () => changed("createArray(reference('identities').outputs.firewall.value.id)", 'createArray()'),
    /runs as/,
  ],
  [
    'both gateways in one zone',
    'private',
    () =>
      changed("mod(range(0, parameters('gatewayCount'))[copyIndex()], max(1, length(parameters('sizes').zones)))", '0'),
    /machines stand in zones 1 1/,
  ],
  [
    'an address in one zone',
    'prod',
    () => changed('"zones":"[if(empty(parameters(\'zones\')), null(), parameters(\'zones\'))]"', '"zones":["1"]'),
    /pip-gateway-1 stands in zones 1/,
  ],
  [
    'packages in one zone',
    'prod',
    () => changed('"hostSku":"Standard_ZRS"', '"hostSku":"Standard_LRS"'),
    /sthost\w+ is Standard_LRS/,
  ],
  [
    'functions in several zones unasked',
    'prod',
    () => changed('"zoneRedundant":"[parameters(\'isZoneRedundant\')]"', '"zoneRedundant":true'),
    /zoneRedundant of the plan is true/,
  ],
  [
    'no security group',
    'dev',
    () => changed("'networkSecurityGroup', ", "'networkSecurityGroups', "),
    /no security group/,
  ],
  [
    'more deliveries than locally',
    'dev',
    () => changed('"maxDeliveryCount":5', '"maxDeliveryCount":10'),
    /maxDeliveryCount is 10, locally 5/,
  ],
  ['a shorter lock', 'dev', () => changed('"lockDuration":"PT1M"', '"lockDuration":"PT30S"'), /lockDuration is PT30S/],
  [
    'no duplicate detection',
    'dev',
    () => changed('"requiresDuplicateDetection":true', '"requiresDuplicateDetection":false'),
    /requiresDuplicateDetection is false/,
  ],
  ['another Node', 'dev', () => changed('"defaultValue":"24"', '"defaultValue":"22"'), /functions run on node 22/],
  [
    'public blobs',
    'dev',
    () => changed('"allowBlobPublicAccess":false', '"allowBlobPublicAccess":true'),
    /allowBlobPublicAccess is true/,
  ],
  [
    'shared keys',
    'prod',
    () => changed('"allowSharedKeyAccess":false', '"allowSharedKeyAccess":true'),
    /allowSharedKeyAccess is true/,
  ],
  ['old TLS', 'dev', () => changed('"minTlsVersion":"1.2"', '"minTlsVersion":"1.0"'), /minTlsVersion is "1.0"/],
  [
    'keys of Service Bus',
    'dev',
    () => changed('"disableLocalAuth":true,"minimumTlsVersion"', '"disableLocalAuth":false,"minimumTlsVersion"'),
    /disableLocalAuth is false/,
  ],
  ['passwords for deployments', 'dev', () => without('functions', 'app::scm'), /passwords for scm/],
  [
    'a retention that is locked',
    'prod',
    () => changed('"allowProtectedAppendWrites":false', '"state":"Locked"'),
    /never be lifted/,
  ],
  [
    'a shorter retention',
    'prod',
    () => changed('"retentionDays":3653', '"retentionDays":365'),
    /shorter than ten years/,
  ],
  ['no retention', 'prod', () => without('dataStorage', 'retention'), /0 retention policies/],
  [
    'a private service without its endpoint',
    'private',
    () => changed("'vault', 'id'", "'vault', 'no-id'"),
    /there is no id/,
  ],
  [
    'a private account that is open',
    'private',
    () => changed("if(parameters('isPrivate'), 'Deny', 'Allow')", "if(parameters('isPrivate'), 'Allow', 'Deny')"),
    /by default Allow/,
  ],
  [
    'an alert that tells nobody',
    'dev',
    () => changed('"actionGroupId":"[parameters', '"group":"[parameters'),
    /tells nobody/,
  ],
  [
    'an alert on a metric that nobody measures',
    'dev',
    () => changed("Name == 'ami.compte.robots_silent'", "Name == 'ami.compte.robots_quiet'"),
    /robots-silent-.*: there is no metric ami.compte.robots_quiet/,
  ],
  [
    'an alert by an attribute that its metric has not',
    'dev',
    () =>
      changed("Name == 'ami.dead_letter.open'", "Name == 'ami.dead_letter.open' and Properties['ami.queue'] == 'x'"),
    /ami.dead_letter.open has no attribute ami.queue/,
  ],
  [
    'an alert that looks at too short a time',
    'dev',
    () => withVariable('metricAlerts', 'alerts', (a) => a.map((x) => ({ ...(x as object), window: 'PT5M' }))),
    /robots-silent-.* looks at PT5M of metrics/,
  ],
  [
    'a metric that nobody looks at',
    'dev',
    () => changed("'ami.lot.published', ", ''),
    /nobody asks for ami.lot.published/,
  ],
  [
    'an always-ready function that is none',
    'prod',
    () => changed('function:dispatchDeposit', 'function:dispatch'),
    /there is no function:dispatch/,
  ],
];

suite('changed templates', { skip }, () => {
  for (const [what, environment, mutate, said] of MUTATIONS)
    test(what, async () => {
      let found: string[];
      try {
        found = await everything(world(environment, mutate()));
      } catch (error) {
        // What can't be worked out at all is noticed too.
        found = [(error as Error).message];
      }
      assert.ok(
        found.some((f) => said.test(f)),
        found.join('\n') || 'nothing was noticed',
      );
    });

  test('the template itself has nothing of that', async () => {
    assert.deepEqual(await everything(world('dev')), []);
  });
});
