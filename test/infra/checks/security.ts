import { at, leaf, ofType, type World } from '../compiled.ts';

const RULES: readonly [type: string, path: string, wanted: unknown][] = [
  ['Microsoft.Storage/storageAccounts', 'properties.allowBlobPublicAccess', false],
  ['Microsoft.Storage/storageAccounts', 'properties.allowSharedKeyAccess', false],
  ['Microsoft.Storage/storageAccounts', 'properties.minimumTlsVersion', 'TLS1_2'],
  ['Microsoft.Storage/storageAccounts', 'properties.supportsHttpsTrafficOnly', true],
  ['Microsoft.Storage/storageAccounts', 'properties.allowCrossTenantReplication', false],
  ['Microsoft.Storage/storageAccounts/blobServices', 'properties.deleteRetentionPolicy.enabled', true],
  ['Microsoft.Storage/storageAccounts/blobServices/containers', 'properties.publicAccess', 'None'],
  ['Microsoft.ServiceBus/namespaces', 'properties.disableLocalAuth', true],
  ['Microsoft.ServiceBus/namespaces', 'properties.minimumTlsVersion', '1.2'],
  ['Microsoft.Insights/components', 'properties.DisableLocalAuth', true],
  ['Microsoft.OperationalInsights/workspaces', 'properties.features.disableLocalAuth', true],
  ['Microsoft.CognitiveServices/accounts', 'properties.disableLocalAuth', true],
  ['Microsoft.KeyVault/vaults', 'properties.enableRbacAuthorization', true],
  ['Microsoft.KeyVault/vaults', 'properties.enableSoftDelete', true],
  ['Microsoft.Web/sites', 'properties.httpsOnly', true],
  ['Microsoft.Web/sites', 'properties.siteConfig.minTlsVersion', '1.2'],
  ['Microsoft.Web/sites', 'properties.siteConfig.scmMinTlsVersion', '1.2'],
  ['Microsoft.Web/sites', 'properties.siteConfig.ftpsState', 'Disabled'],
  ['Microsoft.Web/sites/basicPublishingCredentialsPolicies', 'properties.allow', false],
  ['Microsoft.Compute/virtualMachines', 'properties.osProfile.linuxConfiguration.disablePasswordAuthentication', true],
  [
    'Microsoft.Compute/virtualMachines',
    'properties.osProfile.linuxConfiguration.patchSettings.patchMode',
    'AutomaticByPlatform',
  ],
];

/** Anything that has keys or takes passwords and is not named above would slip through: these types are known. */
const SEEN = new Set(RULES.map(([type]) => type));
const WITH_KEYS =
  /^Microsoft\.(Storage\/storageAccounts|ServiceBus\/namespaces|CognitiveServices\/accounts|KeyVault\/vaults|Web\/sites|DocumentDB\/\w+|EventHub\/namespaces|Cache\/\w+|ContainerRegistry\/\w+|Sql\/\w+|Search\/\w+)$/;

/** No keys, no passwords, nothing public, TLS 1.2 everywhere. */
export function security(w: World): string[] {
  const found: string[] = [];
  for (const [type, path, wanted] of RULES)
    for (const r of ofType(w, type)) {
      const got = at(r, path);
      if (got !== wanted) found.push(`${type} ${r.name}: ${path} is ${JSON.stringify(got)}`);
    }
  for (const r of w.resources)
    if (WITH_KEYS.test(r.type) && !SEEN.has(r.type)) found.push(`${r.type}: no rule says how it is closed`);
  const secret = /listKeys|listAccountSas|AccountKey=|SharedAccessKey|authorizationRules/i.exec(w.text);
  if (secret) found.push(`the template handles a key: ${secret[0]}`);
  const policies = ofType(w, 'Microsoft.Web/sites/basicPublishingCredentialsPolicies').map(leaf);
  for (const kind of ['scm', 'ftp']) if (!policies.includes(kind)) found.push(`passwords for ${kind} are not refused`);
  return [...found, ...retention(w), ...network(w)];
}

/** Ten years, of the originals, and never locked. */
function retention(w: World): string[] {
  const type = 'Microsoft.Storage/storageAccounts/blobServices/containers';
  const found: string[] = [];
  const policies = ofType(w, `${type}/immutabilityPolicies`);
  const wanted = w.environment === 'dev' ? 0 : 1;
  if (policies.length !== wanted) found.push(`${policies.length} retention policies instead of ${wanted}`);
  for (const p of policies) {
    if (p.name.split('/')[2] !== 'deposits') found.push(`retention of ${p.name}, not of deposits`);
    if (!((at(p, 'properties.immutabilityPeriodSinceCreationInDays') as number) >= 3653))
      found.push('retention is shorter than ten years');
    if (at(p, 'properties.state') === 'Locked')
      found.push('a locked retention can never be lifted for a lawful deletion');
  }
  const versioned = ofType(w, type).filter((c) => at(c, 'properties.immutableStorageWithVersioning.enabled'));
  if (versioned.map(leaf).join() !== (wanted ? 'deposits' : '')) found.push('retention is not by version');
  return found;
}

function network(w: World): string[] {
  const found: string[] = [];
  const isPrivate = w.environment === 'private';
  const endpoints = ofType(w, 'Microsoft.Network/privateEndpoints').map((e) => {
    const [to] = at(e, 'properties.privateLinkServiceConnections') as {
      properties: { privateLinkServiceId: string };
    }[];
    return to!.properties.privateLinkServiceId;
  });
  const closed = ['Microsoft.Storage/storageAccounts', 'Microsoft.KeyVault/vaults'];
  for (const r of w.resources) {
    if (closed.includes(r.type)) {
      const action = at(r, 'properties.networkAcls.defaultAction');
      if ((action === 'Deny') !== isPrivate) found.push(`${r.name}: by default ${action}`);
    }
    if (isPrivate && WITH_KEYS.test(r.type) && r.type !== 'Microsoft.Web/sites' && !endpoints.includes(r.id))
      found.push(`${r.name} has no private endpoint`);
  }
  const [bus] = ofType(w, 'Microsoft.ServiceBus/namespaces');
  const tier = at(bus!, 'sku.name');
  if (tier !== (isPrivate ? 'Premium' : 'Standard')) found.push(`Service Bus is ${tier}`);
  const rules = ofType(w, 'Microsoft.ServiceBus/namespaces/networkRuleSets');
  if (isPrivate && at(rules[0]!, 'properties.defaultAction') !== 'Deny') found.push('Service Bus lets everybody in');
  const subnet = at(ofType(w, 'Microsoft.Web/sites')[0]!, 'properties.virtualNetworkSubnetId');
  if (isPrivate !== (typeof subnet === 'string' && subnet.endsWith('/subnets/functions')))
    found.push(`the functions' subnet is ${subnet}`);
  return found;
}
