import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { networkSecurityGroup } from '../../shared/azure/network-security-group.ts';
import { type Firewall, FirewallFault } from '../../shared/ports/firewall.ts';
import { credential, error, type FakeSecurityGroup, fakeSecurityGroup } from '../support/fake-security-group.ts';

/** The real client of Azure's SDK, against the pretended API. */

let azure: FakeSecurityGroup;
let firewall: Firewall;
const firewallOf = (timeoutMs = 20_000, of: typeof credential = credential) =>
  networkSecurityGroup(azure.id, of, {
    pollMs: 5,
    timeoutMs,
    client: { endpoint: azure.endpoint, tlsOptions: { ca: azure.ca } },
  });
before(async () => {
  azure = await fakeSecurityGroup();
});
beforeEach(() => {
  azure.rules.clear();
  azure.asked.length = 0;
  azure.instead.length = 0;
  Object.assign(azure, { updating: 1, ends: 'Succeeded' });
  firewall = firewallOf();
});
after(() => azure.close());

const RULE = { name: 'ami-clients-1000', priority: 1000, sources: ['192.0.2.1', '198.51.100.0/24'], ports: ['21'] };
const fault = (code: string) => (e: unknown) => e instanceof FirewallFault && e.code === code;

test('a rule is written, is in force when the promise resolves, and is read as it was written', async () => {
  azure.updating = 3;
  await firewall.put(RULE);
  assert.equal(azure.rules.get(RULE.name)?.properties.provisioningState, 'Succeeded');
  assert.deepEqual(await firewall.read(), [{ ...RULE, isInbound: true, asWritten: true }]);
  await firewall.put({ ...RULE, sources: ['*'] });
  assert.deepEqual((await firewall.read())[0]?.sources, ['*']);
  assert.equal(azure.rules.get(RULE.name)?.properties['sourceAddressPrefix'], '*');
});

test('nothing is asked but the group and its rules', async () => {
  await firewall.put(RULE);
  await firewall.remove(RULE.name);
  await firewall.read();
  assert.deepEqual(
    azure.asked.filter((a) => !/^(GET |(GET|PUT|DELETE) \/securityRules\/ami-clients-1000)$/.test(a)),
    [],
  );
});

test('a removed rule is gone when the promise resolves, and none is no error', async () => {
  await firewall.put(RULE);
  await firewall.remove(RULE.name);
  assert.equal(azure.rules.size, 0);
  await firewall.remove(RULE.name);
});

test('what somebody changed by hand is told', async () => {
  for (const [key, value] of Object.entries({ access: 'Deny', protocol: '*', destinationAddressPrefix: '10.0.0.4' })) {
    await firewall.put(RULE);
    azure.rules.get(RULE.name)!.properties[key] = value;
    assert.equal((await firewall.read())[0]?.asWritten, false, key);
  }
  azure.rules.get(RULE.name)!.properties['direction'] = 'Outbound';
  assert.equal((await firewall.read())[0]?.isInbound, false);
});

test('throttling and other operations are waited for, as long as Azure says', async () => {
  const throttled = { ...error(429, 'TooManyRequests', 'Slow down.'), headers: { 'retry-after': '1' } };
  azure.instead.push(throttled, error(409, 'AnotherOperationInProgress', 'Another operation is in progress.'));
  azure.instead.push(error(429, 'RetryableError', 'A retryable error occured.'));
  const began = performance.now();
  await firewall.put(RULE);
  assert.ok(performance.now() - began >= 1000);
  assert.equal(azure.rules.size, 1);
  // Two at once: the second is told to come again.
  azure.updating = 5;
  await Promise.all([firewall.put(RULE), firewall.put({ ...RULE, name: 'ami-clients-1001', priority: 1001 })]);
  assert.equal(azure.rules.size, 2);
});

test('what Azure refuses is said in its own word, never with the token', async () => {
  await firewall.put(RULE);
  await assert.rejects(firewall.put({ ...RULE, name: 'ami-clients-1001' }), (e) => {
    assert.ok(fault('SecurityRuleConflict')(e));
    assert.doesNotMatch(JSON.stringify(e) + String((e as Error).stack), /the-token/);
    return true;
  });
  azure.instead.push(error(412, 'PreconditionFailed', 'Changed.'));
  await assert.rejects(firewall.put(RULE), fault('PreconditionFailed'));
  await assert.rejects(
    firewall.put({ ...RULE, sources: ['10.0.0.0/8', '10.1.0.0/16'] }),
    fault('OverlappingSubnetsNotPermittedInSecurityRule'),
  );
  azure.ends = 'Failed';
  await assert.rejects(firewall.put(RULE), fault('RuleFailed'));
  const nobody = firewallOf(1000, { getToken: async () => ({ token: 'wrong', expiresOnTimestamp: Date.now() + 1e6 }) });
  await assert.rejects(nobody.read(), fault('AuthenticationFailed'));
});

test('patience ends', async () => {
  azure.updating = 10_000;
  await assert.rejects(firewallOf(50).put(RULE), fault('Timeout'));
  await assert.rejects(firewallOf(50).put(RULE), fault('RetryableError'));
});

test('what is no security group is refused at once', () => {
  assert.throws(() => networkSecurityGroup('/subscriptions/1/resourceGroups/g', credential), /not the resource id/);
});
