import { at, leaf, ofType, type World } from '../compiled.ts';
import { functionsSettings } from './settings.ts';

/** What clients may come to: by the rule of the template, or by those that the functions keep in the group. */
export function openPorts(w: World): string[] {
  const follows = functionsSettings(w)['AMI_FIREWALL_PORTS'];
  return follows === undefined ? (clients(w)['destinationPortRanges'] as string[]) : follows.split(',');
}

const rulesOf = (w: World): Record<string, unknown>[] =>
  ofType(w, 'Microsoft.Network/networkSecurityGroups/securityRules').map((r) => ({
    name: leaf(r),
    ...(at(r, 'properties') as Record<string, unknown>),
  }));
const clients = (w: World): Record<string, unknown> => rulesOf(w).find((r) => r.name === 'clients') ?? {};

/** The rules of the functions (shared/domain/firewall/rules.ts): between those that stand before and after them. */
const BAND = { first: 1000, last: 1999 };

/** Nobody comes through whom no rule lets in, and a deployment takes no rule of the functions away. */
export function securityGroup(w: World): string[] {
  const found: string[] = [];
  const [group, ...more] = ofType(w, 'Microsoft.Network/networkSecurityGroups');
  if (more.length > 0) found.push('there are several security groups');
  if (at(group!, 'properties.securityRules') !== undefined || at(group!, '@options.onlyIfNotExists') === undefined)
    found.push('a deployment writes the whole group, and takes the rules of the functions away');
  const settings = functionsSettings(w);
  const follows = settings['AMI_FIREWALL_GROUP'] !== undefined;
  if (follows !== (w.environment !== 'private')) found.push(`the firewall follows the lists: ${follows}`);
  if (follows && settings['AMI_FIREWALL_GROUP'] !== group!.id) found.push('the functions follow another group');
  const rules = rulesOf(w);
  const open = rules.filter((r) => r['access'] === 'Allow');
  if (open.length !== (follows ? 0 : 1)) found.push(`${open.length} rules let somebody in`);
  const last = rules.find((r) => r['access'] === 'Deny' && r['protocol'] === '*' && r['sourceAddressPrefix'] === '*');
  if (last?.['destinationPortRange'] !== '*') found.push('the default rules let neighbours in');
  const priority = Number(last?.['priority']);
  if (follows ? priority <= BAND.last : priority >= BAND.first)
    found.push(`nobody-else has priority ${priority}, the rules of the functions ${BAND.first} to ${BAND.last}`);
  for (const r of rules)
    if (Number(r['priority']) >= BAND.first && Number(r['priority']) <= BAND.last)
      found.push(`${r.name} stands among the rules of the functions`);
  if (open.some((r) => Number(r['priority']) > priority)) found.push('clients come after nobody-else');
  return found;
}
