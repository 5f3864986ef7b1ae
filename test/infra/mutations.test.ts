import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { changed, everything, inside, type Mutation, mustBeNoticed, without, withVariable } from './changed.ts';
import { skip, template, world } from './compiled.ts';

/** The checks find what they are for. */
const MUTATIONS: readonly Mutation[] = [
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
  mustBeNoticed(MUTATIONS);

  test('the template itself has nothing of that', async () => {
    assert.deepEqual(await everything(world('dev')), []);
  });
});
