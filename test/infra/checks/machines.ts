import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../shared/config.ts';
import { at, leaf, ofType, ROOT, type World } from '../compiled.ts';
import { openPorts, securityGroup } from './security-group.ts';
import { machineSettings } from './settings.ts';

/** The gateway's ports and what the firewall opens are the same; Node is the one that the tests run on. */
export function machines(w: World): string[] {
  const found: string[] = [];
  const [group] = ofType(w, 'Microsoft.Network/networkSecurityGroups');
  const open = openPorts(w);
  for (const machine of ofType(w, 'Microsoft.Compute/virtualMachines')) {
    const own = machineSettings(machine);
    const wanted = [own['AMI_FTP_PORT'], own['AMI_SFTP_PORT'], own['AMI_FTP_PASSIVE']].filter(Boolean);
    if (JSON.stringify(open) !== JSON.stringify(wanted)) found.push(`open are ${open}, the gateway has ${wanted}`);
    const config = loadConfig({ Storage: 'x' }, { bus: false });
    if (own['AMI_FTP_PASSIVE'] !== `${config.ftp.passive.min}-${config.ftp.passive.max}`)
      found.push('the passive range is not what firms have opened');
    if (!/^\d+\.\d+\.\d+\.\d+$/.test(own['AMI_FTP_PUBLIC_ADDRESS'] ?? '')) found.push('no public address is told');
  }
  const subnets = at(ofType(w, 'Microsoft.Network/virtualNetworks')[0]!, 'properties.subnets') as {
    name: string;
    properties: { networkSecurityGroup?: { id: string } };
  }[];
  if (subnets.find((s) => s.name === 'gateway')?.properties.networkSecurityGroup?.id !== group!.id)
    found.push("the gateways' subnet has no security group");
  for (const card of ofType(w, 'Microsoft.Network/networkInterfaces')) {
    const [ip] = at(card, 'properties.ipConfigurations') as { properties: { subnet: { id: string } } }[];
    if (!ip!.properties.subnet.id.endsWith('/subnets/gateway')) found.push(`${card.name} is in another subnet`);
  }
  return [...found, ...securityGroup(w), ...node(w), ...alerts(w)];
}

function node(w: World): string[] {
  const project = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const major = project.devDependencies.node.split('.')[0];
  const app = ofType(w, 'Microsoft.Web/sites')[0]!;
  const { name, version } = at(app, 'properties.functionAppConfig.runtime') as { name: string; version: string };
  return name === 'node' && version === major
    ? []
    : [`the functions run on ${name} ${version}, tests on node ${major}`];
}

/** Every alert tells somebody. */
function alerts(w: World): string[] {
  const [group] = ofType(w, 'Microsoft.Insights/actionGroups');
  const found: string[] = [];
  for (const a of ofType(w, 'Microsoft.Insights/metricAlerts')) {
    const [action] = at(a, 'properties.actions') as { actionGroupId: string }[];
    if (action?.actionGroupId !== group!.id) found.push(`${a.name} tells nobody`);
  }
  for (const a of ofType(w, 'Microsoft.Insights/scheduledQueryRules'))
    if ((at(a, 'properties.actions.actionGroups') as string[])[0] !== group!.id) found.push(`${leaf(a)} tells nobody`);
  const written = (at(group!, 'properties.emailReceivers') as unknown[]).length;
  if (written !== (w.environment === 'prod' ? 1 : 0)) found.push(`${written} receivers of alerts`);
  return found;
}
