import { suite } from 'node:test';
import { changed, type Mutation, mustBeNoticed, without } from './changed.ts';
import { skip } from './compiled.ts';

/** The checks of the firewall and of the zones find what they are for. */
const MUTATIONS: readonly Mutation[] = [
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
];

suite('changed networks', { skip }, () => mustBeNoticed(MUTATIONS));
