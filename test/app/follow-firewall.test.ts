import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setCompteAccess } from '../../shared/app/compte-access.ts';
import { COMPTES, createCompte } from '../../shared/app/comptes.ts';
import type { Deps } from '../../shared/app/deps.ts';
import { followFirewall, lookAtFirewall } from '../../shared/app/follow-firewall.ts';
import { takeLease } from '../../shared/app/lease.ts';
import { listNotices } from '../../shared/app/notices.ts';
import { followNow, showFirewall } from '../../shared/app/show-firewall.ts';
import { networkSecurityGroup } from '../../shared/azure/network-security-group.ts';
import { holds, parseAddress, parseRange } from '../../shared/domain/address-range.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { FirewallFault } from '../../shared/ports/firewall.ts';
import { credential, error, type FakeSecurityGroup, fakeSecurityGroup } from '../support/fake-security-group.ts';
import { memoryWorld } from '../support/memory-ports.ts';
import { operator } from './world.ts';

/** From the lists of the comptes to the rules of the pretended security group, by the real client of the SDK. */

let azure: FakeSecurityGroup;
before(async () => {
  azure = await fakeSecurityGroup();
});
beforeEach(() => {
  azure.rules.clear();
  azure.asked.length = 0;
  azure.instead.length = 0;
  Object.assign(azure, { updating: 1, ends: 'Succeeded', onChange: () => undefined });
  // As Bicep leaves it.
  const nobody = { priority: 4000, direction: 'Inbound', access: 'Deny', protocol: '*', sourceAddressPrefix: '*' };
  azure.rules.set('nobody-else', {
    name: 'nobody-else',
    etag: 'W/"1"',
    properties: { ...nobody, provisioningState: 'Succeeded' },
  });
});
after(() => azure.close());

function world(mayWiden = false) {
  const ports = ['21', '22', '10000-11000'];
  const w = memoryWorld({ firewall: { ports, mayWiden } });
  const client = { endpoint: azure.endpoint, tlsOptions: { ca: azure.ca } };
  const firewall = networkSecurityGroup(azure.id, credential, { pollMs: 2, timeoutMs: 2_000, client });
  return { ...w, deps: { ...w.deps, firewall } };
}

async function compte(deps: Deps, id: string, allow: string[] | null): Promise<void> {
  await createCompte(deps, operator, { id, name: id, language: 'fr' });
  if (allow) await lists(deps, id, allow);
}
const lists = (deps: Deps, id: string, allow: string[]) =>
  setCompteAccess(deps, operator, id, { allow, tlsRequired: false });
const own = () => [...azure.rules.values()].filter((r) => r.name.startsWith('ami-clients-'));
const sources = () =>
  own()
    .flatMap((r) => (r.properties['sourceAddressPrefixes'] as string[] | undefined) ?? ['*'])
    .sort();
const notices = async (deps: Deps) => (await listNotices(deps, operator, COMPTES)).map((n) => n.code);
const writes = () => azure.asked.filter((a) => /^(PUT|DELETE)/.test(a));

test('the lists of all comptes become rules; the same again writes nothing', async () => {
  const { deps } = world();
  await compte(deps, 'durand', ['192.0.2.14', '2001:db8::/48']);
  await compte(deps, 'martin', ['192.0.2.15', '198.51.100.0/28']);
  assert.deepEqual(await followFirewall(deps), { kind: 'followed', changes: 2 });
  assert.deepEqual(sources(), ['192.0.2.14/31', '198.51.100.0/28', '2001:db8::/48']);
  assert.deepEqual(own()[0]?.properties['destinationPortRanges'], ['21', '22', '10000-11000']);
  assert.equal(writes().length, 2);
  assert.deepEqual(await followFirewall(deps), { kind: 'followed', changes: 0 });
  assert.equal(writes().length, 2);
  assert.equal(azure.rules.get('nobody-else')?.etag, 'W/"1"');
  assert.deepEqual(await notices(deps), []);
});

test('without a firewall there is nothing to do', async () => {
  const { firewall: _, ...deps } = world().deps;
  assert.deepEqual(await followFirewall(deps), { kind: 'none' });
  assert.equal(await lookAtFirewall(deps), null);
});

test('who stays is let in all the time', async () => {
  const { deps } = world();
  const stays = ['192.0.2.14', '198.51.100.3'];
  await compte(deps, 'durand', ['192.0.2.14', '203.0.113.1']);
  await compte(deps, 'martin', ['198.51.100.3', '2001:db8::1']);
  await followFirewall(deps);
  let looks = 0;
  azure.onChange = () => {
    looks++;
    for (const address of stays)
      assert.ok(
        sources().some((s) => s === '*' || holds(parseRange(s), parseAddress(address)!)),
        address,
      );
  };
  await lists(deps, 'durand', ['192.0.2.0/24']);
  await lists(deps, 'martin', ['198.51.100.0/30']);
  await followFirewall(deps);
  await lists(deps, 'martin', []);
  await followFirewall(deps);
  await lists(deps, 'martin', ['198.51.100.3']);
  await followFirewall(deps);
  assert.ok(looks >= 6, String(looks));
  assert.deepEqual(sources(), ['192.0.2.0/24', '198.51.100.3']);
});

test('a compte without a list keeps the firewall open, which operators are told as long as it lasts', async () => {
  const { deps } = world();
  await compte(deps, 'durand', ['192.0.2.14']);
  await compte(deps, 'martin', null);
  await followFirewall(deps);
  assert.deepEqual(sources(), ['*']);
  const [notice] = await listNotices(deps, operator, COMPTES);
  assert.deepEqual([notice?.code, notice?.params], ['FIREWALL_OPEN', { comptes: 'martin', count: '1' }]);
  await lists(deps, 'martin', ['198.51.100.3']);
  await followFirewall(deps);
  assert.deepEqual(sources(), ['192.0.2.14', '198.51.100.3']);
  assert.deepEqual(await notices(deps), []);
});

test('more than Azure takes changes nothing, and is told; with leave, the ranges become wider', async () => {
  const { deps } = world();
  const range = (n: number) => Array.from({ length: 500 }, (_, i) => `10.${n}.${i >> 7}.${(i & 127) * 2}`);
  await compte(deps, 'c1', range(1));
  await followFirewall(deps);
  const before = sources();
  for (let n = 2; n <= 9; n++) await compte(deps, `c${n}`, range(n));
  assert.deepEqual(await followFirewall(deps), {
    kind: 'kept',
    code: 'FIREWALL_TOO_MANY',
    params: { ranges: '4500', max: '3999' },
  });
  assert.deepEqual(sources(), before);
  assert.deepEqual(await notices(deps), ['FIREWALL_TOO_MANY']);
  const wide = { ...deps, settings: { ...deps.settings, firewall: { ports: ['21'], mayWiden: true } } };
  assert.equal((await followFirewall(wide)).kind, 'followed');
  assert.ok(sources().includes('10.9.3.0/24') || sources().includes('10.9.0.0/22'), sources().join());
  assert.deepEqual(await notices(deps), []);
});

test('where no compte can be read the rules stay: their rows are lost', async () => {
  const { deps, tables } = world();
  assert.deepEqual(await followFirewall(deps), { kind: 'followed', changes: 0 });
  await compte(deps, 'durand', ['192.0.2.14']);
  await followFirewall(deps);
  tables.clear('state');
  assert.deepEqual(await followFirewall(deps), { kind: 'kept', code: 'FIREWALL_NO_COMPTE', params: {} });
  assert.deepEqual(sources(), ['192.0.2.14']);
});

test('two runs at once: one works; one that died is followed when its lease ends', async () => {
  const { deps, pass } = world();
  await compte(deps, 'durand', ['192.0.2.14']);
  const both = await Promise.all([followFirewall(deps), followFirewall(deps)]);
  assert.deepEqual(both.map((b) => b.kind).sort(), ['busy', 'followed']);
  assert.equal(writes().length, 1);

  const dead = await takeLease(deps, 'firewall', 5 * 60_000);
  await lists(deps, 'durand', ['192.0.2.15']);
  assert.deepEqual(await followFirewall(deps), { kind: 'busy' });
  pass(5 * 60_000 + 1);
  assert.deepEqual(await followFirewall(deps), { kind: 'followed', changes: 1 });
  assert.equal(await dead?.renew(), false);
});

test('a run that lost its lease on the way writes no more', async () => {
  const { deps, pass } = world();
  await compte(deps, 'durand', ['192.0.2.14', '2001:db8::1']);
  azure.onChange = () => {
    azure.onChange = () => undefined;
    pass(6 * 60_000);
    void takeLease(deps, 'firewall', 60_000);
  };
  assert.deepEqual(await followFirewall(deps), { kind: 'busy' });
  assert.equal(writes().length, 1);
});

test('what the firewall refuses is told; nothing is removed before what replaces it stands', async () => {
  const { deps } = world();
  await compte(deps, 'durand', ['192.0.2.14']);
  await followFirewall(deps);
  await lists(deps, 'durand', ['2001:db8::1']);
  azure.instead.push(error(403, 'AuthorizationFailed', 'The client does not have authorization.'));
  await assert.rejects(followFirewall(deps), (e) => e instanceof FirewallFault && e.code === 'AuthorizationFailed');
  assert.deepEqual(sources(), ['192.0.2.14']);
  assert.deepEqual(await notices(deps), ['FIREWALL_FAILED']);
  // The lease was given back: the next run goes on at once.
  assert.deepEqual(await followFirewall(deps), { kind: 'followed', changes: 2 });
  assert.deepEqual(sources(), ['2001:db8::1']);
  assert.deepEqual(await notices(deps), []);
});

test('a list that changes while rules are written is followed in the same run', async () => {
  const { deps } = world();
  await compte(deps, 'durand', ['192.0.2.14']);
  let changing: Promise<unknown> | undefined;
  azure.onChange = () => {
    changing ??= lists(deps, 'durand', ['198.51.100.3']);
  };
  assert.deepEqual(await followFirewall(deps), { kind: 'followed', changes: 2 });
  await changing;
  assert.deepEqual(sources(), ['198.51.100.3']);
});

test('looking changes nothing', async () => {
  const { deps } = world();
  await compte(deps, 'durand', ['192.0.2.14']);
  const state = await lookAtFirewall(deps);
  assert.equal(state?.plan.kind === 'steps' && state.plan.steps.length, 1);
  assert.deepEqual(writes(), []);
});

test('operators may ask and order, nobody else', async () => {
  const { deps } = world();
  await compte(deps, 'durand', ['192.0.2.14']);
  const manager = { compte: 'durand', user: 'm', role: 'manager', dossiers: 'all' } as const;
  const forbidden = (e: unknown) => e instanceof Refusal && e.kind === 'forbidden';
  await assert.rejects(showFirewall(deps, manager), forbidden);
  await assert.rejects(followNow(deps, manager), forbidden);
  assert.deepEqual(await followNow(deps, operator), { kind: 'followed', changes: 1 });
  const state = await showFirewall(deps, operator);
  // Not what others wrote.
  assert.deepEqual(
    state?.rules.map((r) => r.name),
    ['ami-clients-1000'],
  );
  await lists(deps, 'durand', ['192.0.2.15']);
  azure.instead.push(error(403, 'AuthorizationFailed', 'No.'));
  await assert.rejects(
    followNow(deps, operator),
    (e) => e instanceof Refusal && e.params['code'] === 'AuthorizationFailed',
  );
});
