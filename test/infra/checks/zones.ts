import { at, leaf, ofType, type World } from '../compiled.ts';

const ALL = '1,2,3';
/** Environments that ask for functions in several zones; it is paid for. */
const WITH_FUNCTIONS: readonly World['environment'][] = ['private'];

/** `prod` loses no gateway, document or package with one zone; `dev` pays for nothing of that. */
export function zones(w: World): string[] {
  const isSpread = w.environment !== 'dev';
  const found: string[] = [];
  const of = (zones: unknown) => ((zones ?? []) as string[]).join();
  const machines = ofType(w, 'Microsoft.Compute/virtualMachines').map((m) => of(at(m, 'zones')));
  const turn = machines.map((_, i) => (isSpread ? String((i % 3) + 1) : ''));
  if (machines.join(' ') !== turn.join(' ')) found.push(`machines stand in zones ${machines.join(' ')}`);
  // In one zone it would be lost with it, and couldn't be moved to the second gateway.
  for (const address of ofType(w, 'Microsoft.Network/publicIPAddresses'))
    if (of(at(address, 'zones')) !== (isSpread ? ALL : ''))
      found.push(`${address.name} stands in zones ${of(at(address, 'zones'))}`);
  for (const account of ofType(w, 'Microsoft.Storage/storageAccounts')) {
    const sku = String(at(account, 'sku.name'));
    if (/ZRS$/.test(sku) !== isSpread) found.push(`${leaf(account)} is ${sku}`);
  }
  const plan = at(ofType(w, 'Microsoft.Web/serverfarms')[0]!, 'properties.zoneRedundant');
  if (plan !== WITH_FUNCTIONS.includes(w.environment)) found.push(`zoneRedundant of the plan is ${plan}`);
  return found;
}
