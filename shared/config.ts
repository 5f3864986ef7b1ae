import { hostname } from 'node:os';
import type { UserLimits } from './domain/access-settings.ts';
import type { PlanSettings } from './domain/firewall/plan.ts';
import { environment } from './environment.ts';

/** `[::1]:8021` listens on `::1`. */
function hostAndPort(text: string | undefined): { host: string; port: number } | null {
  const m = /^(.*):(\d+)$/.exec(text ?? '');
  return m ? { host: m[1]!.replace(/^\[|\]$/g, ''), port: Number(m[2]) } : null;
}

type Connection =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'identity'; readonly clientId: string | undefined };

export interface Config {
  readonly storage: Connection & { readonly blobUri?: string; readonly tableUri?: string };
  /** Null where this process sends no messages (the gateway). */
  readonly bus: (Connection & { readonly namespace?: string }) | null;
  /** Where telemetry goes; null: nowhere. */
  readonly insights: { readonly connectionString: string; readonly clientId: string | undefined } | null;
  readonly operatorKeySha256: string | null;
  readonly maxReadBytes: number;
  readonly reader: { readonly processes: number; readonly seconds: number; readonly memoryMb: number };
  readonly scans: {
    /** 0: scans are not read. */
    readonly processes: number;
    readonly seconds: number;
    readonly memoryMb: number;
    readonly maxPages: number;
    readonly engine: 'auto' | 'native' | 'packaged';
  };
  /** Null: not used. */
  readonly documentIntelligence: {
    readonly endpoint: string;
    readonly mode: 'poor' | 'always';
    readonly clientId: string | undefined;
  } | null;
  /** Null: nothing follows the lists of the comptes. */
  readonly firewall: (PlanSettings & { readonly groupId: string; readonly clientId: string | undefined }) | null;
  readonly lotDelaySeconds: number;
  /** Layout of the DEX files that are written. */
  readonly dexVersion: '8700' | '8550';
  readonly hiddenForMs: number;
  readonly stagedForMs: number;
  /** Requests a minute for each API key and process. */
  readonly apiPerMinute: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Nothing is traced where there is neither a file nor `insights`. `sample`: 0 to 1. */
  readonly traces: { readonly file: string | null; readonly sample: number };
  readonly gateway: {
    readonly name: string;
    readonly bufferBytes: number;
    /** Null where it has no page of its own. */
    readonly http: { readonly host: string; readonly port: number } | null;
    readonly drainMs: number;
  };
  readonly ftp: {
    readonly host: string;
    readonly port: number;
    readonly passive: { readonly min: number; readonly max: number };
    readonly publicAddress: string | null;
    /** Null: no FTPS. */
    readonly certificate: { readonly certFile: string; readonly keyFile: string } | null;
    readonly isTlsRequired: boolean;
    readonly refreshMs: number;
    /** Null for no limit. */
    readonly limits: UserLimits;
    readonly proxies: { readonly from: readonly string[]; readonly isDataWithHeader: boolean };
  };
  /** Null: no SFTP. Its address is that of FTP. */
  readonly sftp: { readonly port: number; readonly hostKeyFiles: readonly string[] } | null;
}

export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Throws `ConfigError`, which names every variable that is missing or wrong; never its value where it may be secret. */
export function loadConfig(env: Record<string, string | undefined>, needs: { bus: boolean } = { bus: true }): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    throw new ConfigError(`These settings are wrong:\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  const missing: string[] = [];
  const identity = { kind: 'identity', clientId: e.AZURE_CLIENT_ID } as const;
  if (!e.Storage && !(e.Storage__blobServiceUri && e.Storage__tableServiceUri))
    missing.push('Storage (a connection string), or Storage__blobServiceUri and Storage__tableServiceUri');
  if (needs.bus && !e.ServiceBus && !e.ServiceBus__fullyQualifiedNamespace)
    missing.push('ServiceBus (a connection string), or ServiceBus__fullyQualifiedNamespace');
  const [min = 0, max = 0] = e.AMI_FTP_PASSIVE.split('-').map(Number);
  if (min < 1024 || max > 65535 || min > max)
    missing.push('AMI_FTP_PASSIVE: a range within 1024-65535, as in 10000-11000');
  const http = hostAndPort(e.AMI_GATEWAY_HTTP);
  if (http && http.port > 65535) missing.push('AMI_GATEWAY_HTTP: a port from 0 to 65535');
  if (!e.AMI_TLS_CERT !== !e.AMI_TLS_KEY) missing.push('AMI_TLS_CERT and AMI_TLS_KEY: both or none');
  if (e.AMI_TLS_REQUIRED === 'yes' && !e.AMI_TLS_CERT)
    missing.push('AMI_TLS_CERT and AMI_TLS_KEY, which AMI_TLS_REQUIRED needs');
  const hostKeyFiles = (e.AMI_SFTP_HOST_KEYS ?? '')
    .split(',')
    .map((f) => f.trim())
    .filter(Boolean);
  if (Number(e.AMI_SFTP_PORT ?? 0) > 65535) missing.push('AMI_SFTP_PORT: a port from 0 to 65535');
  if (e.AMI_SFTP_PORT && hostKeyFiles.length === 0) missing.push('AMI_SFTP_HOST_KEYS, which AMI_SFTP_PORT needs');
  if (missing.length) throw new ConfigError(`These settings are missing or wrong:\n  ${missing.join('\n  ')}`);
  return {
    storage: e.Storage
      ? { kind: 'string', value: e.Storage }
      : { ...identity, blobUri: e.Storage__blobServiceUri!, tableUri: e.Storage__tableServiceUri! },
    bus: e.ServiceBus
      ? { kind: 'string', value: e.ServiceBus }
      : e.ServiceBus__fullyQualifiedNamespace
        ? { ...identity, namespace: e.ServiceBus__fullyQualifiedNamespace }
        : null,
    insights: e.APPLICATIONINSIGHTS_CONNECTION_STRING
      ? { connectionString: e.APPLICATIONINSIGHTS_CONNECTION_STRING, clientId: e.AZURE_CLIENT_ID }
      : null,
    operatorKeySha256: e.AMI_OPERATOR_KEY_SHA256 || null,
    maxReadBytes: e.AMI_MAX_READ_BYTES,
    reader: { processes: e.AMI_READER_PROCESSES, seconds: e.AMI_READER_SECONDS, memoryMb: e.AMI_READER_MEMORY_MB },
    scans: {
      processes: e.AMI_SCAN_PROCESSES,
      seconds: e.AMI_SCAN_SECONDS,
      memoryMb: e.AMI_SCAN_MEMORY_MB,
      maxPages: e.AMI_MAX_SCAN_PAGES,
      engine: e.AMI_SCAN_ENGINE,
    },
    documentIntelligence: e.AMI_DOCUMENT_INTELLIGENCE_ENDPOINT
      ? {
          endpoint: e.AMI_DOCUMENT_INTELLIGENCE_ENDPOINT,
          mode: e.AMI_DOCUMENT_INTELLIGENCE || 'poor',
          clientId: e.AZURE_CLIENT_ID,
        }
      : null,
    firewall: e.AMI_FIREWALL_GROUP
      ? {
          groupId: e.AMI_FIREWALL_GROUP,
          clientId: e.AMI_FIREWALL_CLIENT_ID || undefined,
          ports: e.AMI_FIREWALL_PORTS.split(','),
          mayWiden: e.AMI_FIREWALL_WIDEN === 'yes',
        }
      : null,
    lotDelaySeconds: e.AMI_LOT_DELAY_SECONDS,
    dexVersion: e.AMI_DEX_VERSION,
    hiddenForMs: e.AMI_HIDDEN_HOURS * 3_600_000,
    stagedForMs: e.AMI_STAGED_HOURS * 3_600_000,
    apiPerMinute: e.AMI_API_PER_MINUTE,
    logLevel: e.AMI_LOG_LEVEL,
    traces: { file: e.AMI_TRACE_FILE || null, sample: e.AMI_TRACE_SAMPLE },
    gateway: {
      name: e.AMI_GATEWAY_NAME || `${hostname()}:${e.AMI_FTP_PORT}`,
      bufferBytes: e.AMI_GATEWAY_BUFFER_MB * 1024 ** 2,
      http,
      drainMs: e.AMI_DRAIN_SECONDS * 1000,
    },
    ftp: {
      host: e.AMI_FTP_HOST,
      port: e.AMI_FTP_PORT,
      passive: { min, max },
      publicAddress: e.AMI_FTP_PUBLIC_ADDRESS || null,
      certificate: e.AMI_TLS_CERT && e.AMI_TLS_KEY ? { certFile: e.AMI_TLS_CERT, keyFile: e.AMI_TLS_KEY } : null,
      isTlsRequired: e.AMI_TLS_REQUIRED === 'yes',
      refreshMs: e.AMI_ACCESS_REFRESH_SECONDS * 1000,
      limits: {
        sessions: e.AMI_FTP_SESSIONS_PER_USER || null,
        uploadBytes: e.AMI_FTP_MAX_UPLOAD_BYTES || null,
        dailyBytes: e.AMI_FTP_DAILY_BYTES || null,
      },
      proxies: { from: e.AMI_PROXY_FROM, isDataWithHeader: e.AMI_PROXY_DATA !== 'bare' },
    },
    sftp: e.AMI_SFTP_PORT ? { port: Number(e.AMI_SFTP_PORT), hostKeyFiles } : null,
  };
}
