import type { Deployed } from '../arm/expand.ts';
import { at, differences, leaf, ofType, type World } from '../compiled.ts';

const NAMES: Record<string, string> = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': 'Storage Blob Data Contributor',
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': 'Storage Blob Data Reader',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': 'Storage Table Data Contributor',
  '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39': 'Azure Service Bus Data Sender',
  '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0': 'Azure Service Bus Data Receiver',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': 'Key Vault Secrets Officer',
  'a4417e6f-fecd-4de8-b567-7b0420556985': 'Key Vault Certificates Officer',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
  'a97b65f3-24c7-4388-baec-2e87135dc908': 'Cognitive Services User',
};

/** Of the firewall (shared/azure/network-security-group.ts): what is asked of Azure, and no more. */
const FIREWALL_ACTIONS = [
  'Microsoft.Network/networkSecurityGroups/read',
  'Microsoft.Network/networkSecurityGroups/securityRules/read',
  'Microsoft.Network/networkSecurityGroups/securityRules/write',
  'Microsoft.Network/networkSecurityGroups/securityRules/delete',
];
const FIREWALL = 'AMI firewall rules ';

/** Who needs what, and on what: from what the code calls. */
const ALWAYS = [
  // shared/azure/blobs.ts, tables.ts, bus.ts; the triggers receive.
  'functions: Storage Blob Data Contributor on stdata',
  'functions: Storage Table Data Contributor on stdata',
  'functions: Azure Service Bus Data Sender on sb-',
  'functions: Azure Service Bus Data Receiver on sb-',
  // The Functions host's own leases, timers and diagnostics.
  'functions: Storage Blob Data Owner on sthost',
  'functions: Storage Table Data Contributor on sthost',
  'functions: Monitoring Metrics Publisher on appi-',
  // Its traces (shared/azure/insights-traces.ts).
  'gateway: Monitoring Metrics Publisher on appi-',
  // It sends no message (shared/context.ts).
  'gateway: Storage Blob Data Contributor on stdata',
  'gateway: Storage Table Data Contributor on stdata',
  // infra/gateway/ami-gateway-update
  'gateway: Storage Blob Data Reader on sthost/gateway-packages',
  'gateway: Key Vault Secrets User on kv-',
  'events: Azure Service Bus Data Sender on sb-/deposits',
  'events: Azure Service Bus Data Sender on sb-/config',
  'events: Azure Service Bus Data Sender on sb-/returns',
  'events: Storage Blob Data Contributor on stdata/event-dead-letters',
];
/** Where the firewall follows the lists: on the one group, by an identity that has nothing else. */
const OF_FIREWALL = [`firewall: ${FIREWALL.trim()} on nsg-gateway-`];
/** infra/hooks */
const OF_DEPLOYER = [
  'deployer: Storage Blob Data Contributor on sthost/gateway-packages',
  'deployer: Key Vault Secrets Officer on kv-',
  'deployer: Key Vault Certificates Officer on kv-',
];
const WANTED = {
  dev: [...ALWAYS, ...OF_FIREWALL],
  prod: [...ALWAYS, ...OF_DEPLOYER, ...OF_FIREWALL],
  private: [...ALWAYS, 'functions: Cognitive Services User on di-'],
};

/** Every role that is needed, and no more. */
export function roles(w: World): string[] {
  const assignments = ofType(w, 'Microsoft.Authorization/roleAssignments');
  const own = new Map(ofType(w, 'Microsoft.Authorization/roleDefinitions').map((d) => [leaf(d), roleName(d)]));
  const got = assignments.map((a) => {
    const who = String(at(a, 'properties.principalId')).replace(/^id-(\w+)-.*$/, '$1');
    const role = String(at(a, 'properties.roleDefinitionId')).split('/').at(-1)!;
    return `${who}: ${NAMES[role] ?? own.get(role) ?? role} on ${place(a.scope)}`;
  });
  const twice = got.filter((g, i) => got.indexOf(g) !== i).map((g) => `roles: ${g} twice`);
  // Two assignments under one name would be one.
  const names = assignments.map((a) => a.name);
  const clash = names.filter((n, i) => names.indexOf(n) !== i).map((n) => `roles: two are named ${n}`);
  return [...differences('roles', got, WANTED[w.environment]), ...twice, ...clash, ...identities(w), ...definitions(w)];
}

const roleName = (d: Deployed) =>
  String(at(d, 'properties.roleName'))
    .replace(/[0-9a-f]{13}$/, '')
    .trim();

/** The roles that are made here: one where the firewall follows, as narrow as it can be. */
function definitions(w: World): string[] {
  const made = ofType(w, 'Microsoft.Authorization/roleDefinitions');
  return [
    ...differences('own roles', made.map(roleName), w.environment === 'private' ? [] : [FIREWALL.trim()]),
    ...made.flatMap((d) => {
      const [first, ...more] = at(d, 'properties.permissions') as Record<string, string[]>[];
      const { actions = [], ...others } = first ?? {};
      const empty = more.length === 0 && Object.values(others).every((list) => list.length === 0);
      const where = at(d, 'properties.assignableScopes') as string[];
      return [
        ...differences(`actions of ${roleName(d)}`, actions, FIREWALL_ACTIONS),
        ...(empty ? [] : [`${roleName(d)} has more permissions`]),
        ...(where.length === 1 && /\/resourceGroups\/[^/]+$/.test(where[0]!)
          ? []
          : [`${roleName(d)} may be given at ${where}`]),
      ];
    }),
  ];
}

/** `stdata`, `sb-/deposits`: names without what makes them unique. */
function place(scope: string | null): string {
  const parts = (scope ?? '').split('/providers/')[1]?.split('/') ?? ['', '', 'the whole group'];
  const names = parts.slice(2).filter((_, i) => i % 2 === 0 && parts[2 + i] !== 'default');
  return names.map((n) => n.replace(/[0-9a-f]{13}$/, '')).join('/');
}

/** Each component runs as itself. */
function identities(w: World): string[] {
  const runsAs = [
    ['Microsoft.Web/sites', w.environment === 'private' ? ['id-functions-'] : ['id-functions-', 'id-firewall-']],
    ['Microsoft.Compute/virtualMachines', ['id-gateway-']],
    ['Microsoft.EventGrid/systemTopics', ['id-events-']],
  ] as const;
  return runsAs.flatMap(([type, names]) =>
    ofType(w, type).flatMap((r) => {
      const of = Object.keys((at(r, 'identity.userAssignedIdentities') ?? {}) as object);
      return of.length === names.length &&
        names.every((name) => of.some((id) => id.includes(name))) &&
        at(r, 'identity.type') === 'UserAssigned'
        ? []
        : [`${r.name} runs as ${of.join(', ')}`];
    }),
  );
}
