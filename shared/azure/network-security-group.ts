import { setTimeout as sleep } from 'node:timers/promises';
import type { NetworkManagementClient, NetworkManagementClientOptionalParams, SecurityRule } from '@azure/arm-network';
import type { TokenCredential } from '@azure/identity';
import type { ClientRule, FoundRule } from '../domain/firewall/rules.ts';
import { type Firewall, FirewallFault } from '../ports/firewall.ts';

export interface NetworkSecurityGroupOptions {
  /** Between two questions whether a rule is in force, and before a refused write is tried again unless Azure says. Default 2 s. */
  readonly pollMs?: number;
  /** For one write, with all its waiting. Default 120 s. */
  readonly timeoutMs?: number;
  /** Further options of the SDK's client, for tests. */
  readonly client?: NetworkManagementClientOptionalParams;
}

/** What every rule of ours says beside its sources, ports, name and priority. */
const FIXED = {
  access: 'Allow',
  direction: 'Inbound',
  protocol: 'Tcp',
  sourcePortRange: '*',
  destinationAddressPrefix: '*',
} as const;
const DESCRIPTION =
  'Clients of the comptes, from their lists of addresses. Written by a program: changes by hand do not last.';

/**
 * A {@link Firewall} on the rules of one network security group, by its resource id.
 *
 * It asks Azure for `Microsoft.Network/networkSecurityGroups/read` and `.../securityRules/read`, `write` and `delete` on the
 * group, and for nothing else: the SDK's poller would ask how the operation fares at an address of the subscription
 * (`Microsoft.Network/locations/operations/read`), so that the rule itself is asked instead.
 */
export function networkSecurityGroup(
  id: string,
  credential: TokenCredential,
  { pollMs = 2000, timeoutMs = 120_000, client: further = {} }: NetworkSecurityGroupOptions = {},
): Firewall {
  const parts = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.*\/networkSecurityGroups\/([^/]+)$/i.exec(id);
  if (!parts) throw new Error('not the resource id of a network security group');
  const [, subscription = '', group = '', name = ''] = parts;
  let opened: NetworkManagementClient | undefined;
  const open = async () => {
    // Loaded where it is used: it is large, and most processes never do.
    const { NetworkManagementClient } = await import('@azure/arm-network');
    opened ??= new NetworkManagementClient(credential, subscription, further);
    return opened;
  };

  /** One write, tried again while Azure is busy with another, and `isDone` asked until it is in force. */
  const write = async (send: () => Promise<void>, isDone: () => Promise<boolean>) => {
    const until = Date.now() + timeoutMs;
    const wait = async (error: unknown) => {
      const ms = retryAfterMs(error) ?? pollMs;
      if (Date.now() + ms > until)
        throw faultOf(error ?? new FirewallFault('Timeout', 'Azure did not say in time that it is done'));
      await sleep(ms);
    };
    for (;;)
      try {
        await send();
        break;
      } catch (error) {
        if (!isBusy(error)) throw faultOf(error);
        await wait(error);
      }
    for (;;) {
      if (await isDone().catch((error) => (isBusy(error) ? false : Promise.reject(faultOf(error))))) return;
      await wait(undefined);
    }
  };

  return {
    async read() {
      const client = await open();
      try {
        const { securityRules } = await client.networkSecurityGroups.get(group, name);
        return (securityRules ?? []).map(foundRule);
      } catch (error) {
        throw faultOf(error);
      }
    },

    async put(rule) {
      const { securityRules } = await open();
      await write(
        () => securityRules.createOrUpdate(group, name, rule.name, armRule(rule)).submitted(),
        async () => {
          const { provisioningState } = await securityRules.get(group, name, rule.name);
          if (provisioningState === 'Failed' || provisioningState === 'Canceled')
            throw new FirewallFault(`Rule${provisioningState}`, `${rule.name} was taken, and is not in force`);
          return provisioningState === 'Succeeded';
        },
      );
    },

    async remove(ruleName) {
      const { securityRules } = await open();
      await write(
        () => securityRules.delete(group, name, ruleName).submitted(),
        () =>
          securityRules.get(group, name, ruleName).then(
            () => false,
            (error) => (statusOf(error) === 404 ? true : Promise.reject(error)),
          ),
      );
    },
  };
}

/** Tags and `*` stand in the singular, lists in the plural: Azure refuses them the other way round. */
function armRule(rule: ClientRule): SecurityRule {
  const isAll = rule.sources[0] === '*';
  return {
    ...FIXED,
    description: DESCRIPTION,
    priority: rule.priority,
    ...(isAll ? { sourceAddressPrefix: '*' } : { sourceAddressPrefixes: [...rule.sources] }),
    destinationPortRanges: [...rule.ports],
  };
}

function foundRule(r: SecurityRule): FoundRule {
  const list = (one: string | undefined, more: string[] | undefined) => [...(one ? [one] : []), ...(more ?? [])];
  const fixed = Object.entries(FIXED) as [keyof typeof FIXED, string][];
  const groups = [
    r.sourceApplicationSecurityGroups,
    r.destinationApplicationSecurityGroups,
    r.destinationAddressPrefixes,
  ];
  return {
    name: r.name ?? '',
    priority: r.priority ?? 0,
    sources: list(r.sourceAddressPrefix, r.sourceAddressPrefixes),
    ports: list(r.destinationPortRange, r.destinationPortRanges),
    isInbound: r.direction === 'Inbound',
    asWritten:
      // Azure gives `Tcp` back in another case at times.
      fixed.every(([key, value]) => r[key]?.toLowerCase() === value.toLowerCase()) &&
      groups.every((g) => (g ?? []).length === 0) &&
      r.provisioningState !== 'Failed',
  };
}

function statusOf(error: unknown): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}

/** Another operation on the group (409, 429), too many requests (429), a passing fault. */
function isBusy(error: unknown): boolean {
  return [409, 429, 500, 502, 503, 504].includes(statusOf(error) ?? 0);
}

function retryAfterMs(error: unknown): number | null {
  const { response } = (error ?? {}) as { response?: { headers?: { get?(name: string): string | undefined } } };
  const seconds = Number(response?.headers?.get?.('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

/** Azure's own word and sentence; never the SDK's error itself, which carries the request and its token. */
function faultOf(error: unknown): FirewallFault {
  if (error instanceof FirewallFault) return error;
  const { code, message, details, name } = error as {
    code?: string;
    message?: string;
    name?: string;
    details?: { error?: { code?: string; message?: string } };
  };
  const said = details?.error;
  return new FirewallFault(said?.code ?? code ?? name ?? 'Error', said?.message ?? message?.split('\n', 1)[0] ?? '');
}
