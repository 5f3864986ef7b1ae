import { holds, parseRange } from '../../shared/domain/address-range.ts';
import type { StoredRule } from './fake-security-group.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Why Azure refuses a rule, in its own words; null where it takes it. Codes as users have met them. */
export function refusalOf(
  name: string,
  p: Properties,
  there: readonly StoredRule[],
): { code: string; message: string } | null {
  const refuse = (code: string, message: string) => ({ code, message });
  const others = there.filter((r) => r.name !== name);
  const priority = Number(p['priority']);
  if (!(priority >= 100 && priority <= 4096))
    return refuse(
      'SecurityRuleInvalidPriority',
      `Security rule has invalid priority ${priority}. Values from 100 to 4096.`,
    );
  const clash = others.find(
    (r) => r.properties['priority'] === priority && r.properties['direction'] === p['direction'],
  );
  if (clash)
    return refuse(
      'SecurityRuleConflict',
      `Security rule ${name} conflicts with rule ${clash.name}. Rules cannot have the same Priority and Direction.`,
    );
  if (others.length >= 1000)
    return refuse('SecurityRuleCountLimitReached', 'A security group cannot have more than 1000 security rules.');
  const sources = sourcesOf(p);
  const list = (p['sourceAddressPrefixes'] ?? []) as string[];
  const total = others.reduce((sum, r) => sum + sourcesOf(r.properties).length, sources.length);
  if (total > 4000)
    return refuse(
      'SecurityRuleAddressesOrPortsPerSecurityGroupLimitReached',
      `Network security group has ${total} SourceAddressPrefixes. A security group cannot have more than 4000 SourceAddressPrefixes as per the limit MaxSecurityRuleAddressesOrPortsPerSecurityGroup.`,
    );
  if (sources.length === 0) return refuse('SecurityRuleInvalidAddressPrefix', 'Security rule has no source.');
  const tag = list.find((s) => !/^[\da-fA-F.:]+(\/\d+)?$/.test(s));
  if (tag)
    return refuse(
      'SecurityRuleParameterContainsUnsupportedValue',
      `Security rule parameter SourceAddressPrefix cannot specify system tags. Unsupported value used: ${tag}.`,
    );
  if (new Set(list.map((s) => s.includes(':'))).size > 1)
    return refuse('SecurityRuleInvalidAddressPrefix', 'Security rule mixes IPv4 and IPv6.');
  const ranges = list.map(parseRange);
  if (list.length < 200 && ranges.some((a, i) => ranges.some((b, j) => i !== j && holds(a, b.octets))))
    return refuse(
      'OverlappingSubnetsNotPermittedInSecurityRule',
      'Security rule parameter SourceAddressPrefixes has overlapping subnets.',
    );
  return null;
}

function sourcesOf(p: Properties): unknown[] {
  const one = p['sourceAddressPrefix'];
  return [...(one ? [one] : []), ...((p['sourceAddressPrefixes'] ?? []) as unknown[])];
}
