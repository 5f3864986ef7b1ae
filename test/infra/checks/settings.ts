import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../../shared/config.ts';
import { at, differences, leaf, ofType, ROOT, type World } from '../compiled.ts';

/** What shared/config.ts asks the environment for, found by letting it ask. */
export function settingsRead(): string[] {
  const asked = new Set<string>();
  const env = new Proxy({} as Record<string, string | undefined>, {
    get: (_, key) => {
      if (typeof key === 'string') asked.add(key);
      return undefined;
    },
    has: (_, key) => {
      if (typeof key === 'string') asked.add(key);
      return false;
    },
  });
  try {
    loadConfig(env);
  } catch {
    // Nothing is set: it says so.
  }
  return [...asked].filter((key) => /^(AMI_|AZURE_|APPLICATIONINSIGHTS_|Storage|ServiceBus)/.test(key)).sort();
}

/** Connection strings with keys, of which there are none in Azure, and files. */
const LAPTOP = ['Storage', 'ServiceBus', 'AMI_TRACE_FILE'];
/** Read by the exporter of traces, wherever it runs. */
const OF_THE_EXPORTER = ['APPLICATION_INSIGHTS_NO_STATSBEAT'];
/** Read by the Functions host and its extensions. */
const OF_THE_HOST = [
  'ServiceBus__credential',
  'ServiceBus__clientId',
  'AzureWebJobsStorage__accountName',
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__clientId',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
];
const ONLY_GATEWAY = /^AMI_(FTP|GATEWAY|TLS|PROXY|SFTP|DRAIN|ACCESS)_/;
/** Only the gateway has no use for these. */
const ONLY_FUNCTIONS =
  /^(ServiceBus|AMI_(OPERATOR|MAX|READER|SCAN|LOT|DEX|HIDDEN|STAGED|API|DOCUMENT|FIREWALL)_|AMI_DOCUMENT_INTELLIGENCE)/;
/** The code's own default is right. A setting that moves from here into the template has to leave this list. */
const DEFAULTED = {
  functions: [
    'AMI_MAX_READ_BYTES',
    'AMI_READER_PROCESSES',
    'AMI_READER_SECONDS',
    'AMI_READER_MEMORY_MB',
    'AMI_SCAN_SECONDS',
    'AMI_SCAN_MEMORY_MB',
    'AMI_MAX_SCAN_PAGES',
    'AMI_LOT_DELAY_SECONDS',
    'AMI_DEX_VERSION',
    'AMI_HIDDEN_HOURS',
    'AMI_STAGED_HOURS',
    'AMI_API_PER_MINUTE',
  ],
  gateway: [
    'AMI_FTP_HOST',
    'AMI_GATEWAY_BUFFER_MB',
    'AMI_PROXY_FROM',
    'AMI_PROXY_DATA',
    'AMI_FTP_SESSIONS_PER_USER',
    'AMI_FTP_MAX_UPLOAD_BYTES',
    'AMI_FTP_DAILY_BYTES',
    'AMI_ACCESS_REFRESH_SECONDS',
  ],
};
/** Set on the machine, where the files are there. */
const BY_MACHINE = ['AMI_TLS_CERT', 'AMI_TLS_KEY', 'AMI_SFTP_HOST_KEYS'];

type Settings = Record<string, string>;

/** Every setting that the code reads is set or known to have a default, and none is set that nobody reads. */
export function settings(w: World): string[] {
  const read = settingsRead().filter((key) => !LAPTOP.includes(key));
  const functions = functionsSettings(w);
  const found = [
    ...differences(
      'settings of the functions',
      [...Object.keys(functions), ...DEFAULTED.functions],
      [...read.filter((key) => !ONLY_GATEWAY.test(key) && !isOff(w, key)), ...OF_THE_HOST, ...OF_THE_EXPORTER],
    ),
    ...loads('the functions', functions, true),
  ];
  const update = readFileSync(join(ROOT, 'infra/gateway/ami-gateway-update'), 'utf8');
  const asked = [...update.matchAll(/setting (DEPLOY_\w+)/g)].map((m) => m[1]!);
  const machines = ofType(w, 'Microsoft.Compute/virtualMachines');
  for (const machine of machines) {
    const own = machineSettings(machine);
    found.push(
      ...differences(
        `settings of ${leaf(machine)}`,
        [...Object.keys(own), ...DEFAULTED.gateway, ...BY_MACHINE],
        [...read.filter((key) => !ONLY_FUNCTIONS.test(key) && !isOff(w, key)), ...asked, ...OF_THE_EXPORTER],
      ),
      // TLS required asks for a certificate, which the machine adds.
      ...loads(leaf(machine), { ...own, AMI_TLS_CERT: 'c', AMI_TLS_KEY: 'k', AMI_SFTP_HOST_KEYS: 'h' }, false),
    );
    // The machine refuses what systemd would read otherwise than it was meant.
    for (const [key, value] of Object.entries(own))
      if (!/^[A-Za-z0-9_.:/,;@+=*\s-]*$/.test(value)) found.push(`${key} can't be handed to systemd: ${value}`);
  }
  const machineNames = machines.map((m) => machineSettings(m)['AMI_GATEWAY_NAME']);
  if (new Set(machineNames).size !== machines.length) found.push('two gateways have one name');
  for (const name of BY_MACHINE)
    if (!update.includes(`${name}=`)) found.push(`ami-gateway-update does not set ${name}`);
  return [...new Set(found)];
}

function isOff(w: World, key: string): boolean {
  if (key === 'AMI_SFTP_PORT') return w.environment !== 'prod';
  if (key.startsWith('AMI_FIREWALL_')) return w.environment === 'private';
  return key.startsWith('AMI_DOCUMENT_INTELLIGENCE') && w.environment !== 'private';
}

export function functionsSettings(w: World): Settings {
  const found = ofType(w, 'Microsoft.Web/sites/config').find((c) => leaf(c) === 'appsettings')!;
  return at(found, 'properties') as Settings;
}

export function machineSettings(machine: Parameters<typeof at>[0]): Settings {
  const text = Buffer.from(at(machine, 'properties.userData') as string, 'base64').toString();
  const lines = text.split('\n').filter(Boolean);
  return Object.fromEntries(lines.map((l) => [l.slice(0, l.indexOf('=')), l.slice(l.indexOf('=') + 1)]));
}

/** The code itself takes them. */
function loads(who: string, env: Settings, bus: boolean): string[] {
  try {
    const config = loadConfig(env, { bus });
    return config.storage.kind === 'identity' && (!bus || config.bus?.kind === 'identity')
      ? []
      : [`${who}: not by identity`];
  } catch (error) {
    return [`${who}: ${(error as Error).message}`];
  }
}
