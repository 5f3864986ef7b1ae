import { availableParallelism } from 'node:os';
import { z } from 'zod';

/**
 * The environment, read once and checked. Names follow Azure Functions' own: a connection is either one setting that
 * holds a connection string (laptop, emulators) or `NAME__...` settings that name the service, reached by identity.
 */
export const environment = z.object({
  Storage: z.string().min(1).optional(),
  Storage__blobServiceUri: z.url().optional(),
  Storage__tableServiceUri: z.url().optional(),
  ServiceBus: z.string().min(1).optional(),
  ServiceBus__fullyQualifiedNamespace: z.string().min(1).optional(),
  AZURE_CLIENT_ID: z.string().min(1).optional(),
  /** Application Insights, which the Functions host reads too; reached by identity. Nothing is sent where absent. */
  APPLICATIONINSIGHTS_CONNECTION_STRING: z.string().optional(),
  /** SHA-256 (hexadecimal) of the operator's API key; without it no operator can call the API. */
  AMI_OPERATOR_KEY_SHA256: z
    .string()
    .regex(/^([0-9a-f]{64})?$/, '64 hexadecimal digits')
    .optional(),
  AMI_MAX_READ_BYTES: number(1024, 1024 ** 3, 100 * 1024 ** 2),
  AMI_READER_PROCESSES: number(1, 16, 1),
  AMI_READER_SECONDS: number(1, 600, 20),
  AMI_READER_MEMORY_MB: number(128, 4096, 512),
  /** Pages of scans read at one time: one core is left for everything else. 0: scans are not read. */
  AMI_SCAN_PROCESSES: number(0, 64, Math.max(1, availableParallelism() - 1)),
  /** Of one page. */
  AMI_SCAN_SECONDS: number(1, 240, 120),
  /** Of one process that reads pages. */
  AMI_SCAN_MEMORY_MB: number(256, 8192, 1024),
  AMI_MAX_SCAN_PAGES: number(1, 9999, 300),
  /** What reads letters; `auto`: the machine's Tesseract where it has French, else the packaged one. */
  AMI_SCAN_ENGINE: z.enum(['auto', 'native', 'packaged']).default('auto'),
  /** `https://<name>.cognitiveservices.azure.com`, reached by identity: letters are read there. Not used where absent. */
  AMI_DOCUMENT_INTELLIGENCE_ENDPOINT: z
    .string()
    .regex(/^(https:\/\/[\w.-]+(:\d{1,5})?\/?)?$/, 'an address as in https://<name>.cognitiveservices.azure.com')
    .optional(),
  /** Which pages are sent there: those that are read badly here, or all. */
  AMI_DOCUMENT_INTELLIGENCE: z.enum(['poor', 'always', '']).optional(),
  /** Resource id of the security group before the gateways, whose rules follow the lists of the comptes. None where absent. */
  AMI_FIREWALL_GROUP: z
    .string()
    .regex(
      /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/networkSecurityGroups\/[^/]+)?$/i,
      'the resource id of a network security group',
    )
    .optional(),
  /** The identity that may change its rules, and nothing else. */
  AMI_FIREWALL_CLIENT_ID: z.string().optional(),
  /** What of the gateways the listed addresses may reach. */
  AMI_FIREWALL_PORTS: z
    .string()
    .regex(/^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*$/, 'ports and ranges, as in 21,10000-11000')
    .default('21,10000-11000'),
  /** `yes`: where there are more ranges than the group takes, they become wider ones (/24, /48). */
  AMI_FIREWALL_WIDEN: z.enum(['yes', 'no', '']).optional(),
  AMI_LOT_DELAY_SECONDS: number(0, 3600, 60),
  AMI_DEX_VERSION: z.enum(['8700', '8550']).default('8700'),
  AMI_HIDDEN_HOURS: number(0.001, 24 * 30, 24),
  AMI_STAGED_HOURS: number(0.001, 24 * 30, 24),
  AMI_API_PER_MINUTE: number(10, 1_000_000, 1200),
  AMI_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** A file that this process alone appends its spans to (laptop, tests). */
  AMI_TRACE_FILE: z.string().optional(),
  /** How many traces of those that begin in this process are kept, 0 to 1. */
  AMI_TRACE_SAMPLE: number(0, 1, 1),
  AMI_FTP_HOST: z.string().min(1).default('0.0.0.0'),
  AMI_FTP_PORT: number(0, 65535, 21),
  AMI_FTP_PASSIVE: z
    .string()
    .regex(/^\d{1,5}-\d{1,5}$/, 'two ports, as in 10000-11000')
    .default('10000-11000'),
  /** Bytes of uploads that a gateway holds at once, in MiB: what bounds its memory. */
  AMI_GATEWAY_BUFFER_MB: number(16, 65_536, 64),
  /** Where the gateway answers /metrics, /health and /ready, without a login: `127.0.0.1:8021`. Nowhere where absent. */
  AMI_GATEWAY_HTTP: z
    .string()
    .regex(/^((\[[\da-fA-F:.]+\]|[\w.-]+):\d{1,5})?$/, 'an address and a port, as in 127.0.0.1:8021')
    .optional(),
  /** How long transfers may go on when the gateway is told to stop. */
  AMI_DRAIN_SECONDS: number(0, 24 * 3600, 30),
  /** Names a gateway among several, the same after a restart; host name and port where absent. */
  AMI_GATEWAY_NAME: z
    .string()
    .regex(/^[\w.:-]{0,60}$/, 'letters, digits, . : - _')
    .optional(),
  /** PEM files: certificate with its chain, and key. Both or none; without them there is no FTPS. */
  AMI_TLS_CERT: z.string().optional(),
  AMI_TLS_KEY: z.string().optional(),
  /** `yes`: nobody may log in by FTP without TLS. Otherwise each compte says so for itself. */
  AMI_TLS_REQUIRED: z.enum(['yes', 'no', '']).optional(),
  /** CIDRs of the load balancers whose PROXY headers are believed, and demanded. */
  AMI_PROXY_FROM: z.string().optional().transform(toCidrs),
  /** `bare`: these load balancers send no PROXY header on passive connections. */
  AMI_PROXY_DATA: z.enum(['header', 'bare', '']).optional(),
  /** Sessions of one user at one time; 0 for any number. A user's own limits come before these. */
  AMI_FTP_SESSIONS_PER_USER: number(0, 1_000_000, 100),
  /** Bytes of one upload; 0 for any size. */
  AMI_FTP_MAX_UPLOAD_BYTES: number(0, Number.MAX_SAFE_INTEGER, 10 * 1024 ** 3),
  /** Bytes of one user in a UTC day; 0 for any. */
  AMI_FTP_DAILY_BYTES: number(0, Number.MAX_SAFE_INTEGER, 0),
  /** How soon a changed address list, password or user ends the sessions that are open. */
  AMI_ACCESS_REFRESH_SECONDS: number(1, 3600, 10),
  /** Port of SFTP, on the address of FTP (0: any free one); no SFTP where absent. */
  AMI_SFTP_PORT: z
    .string()
    .regex(/^(\d{1,5})?$/, 'a port')
    .optional(),
  /** Files of private keys (OpenSSH or PEM) with a comma between them: what clients recognise the server by. */
  AMI_SFTP_HOST_KEYS: z.string().optional(),
  /** Address told to clients for passive connections; the control connection's own where absent. */
  AMI_FTP_PUBLIC_ADDRESS: z.union([z.ipv4(), z.literal('')]).optional(),
});

function number(min: number, max: number, fallback: number) {
  return z
    .string()
    .optional()
    .transform((text, ctx) => {
      if (text === undefined || text === '') return fallback;
      const n = Number(text);
      if (Number.isFinite(n) && n >= min && n <= max) return n;
      ctx.addIssue({ code: 'custom', message: `a number from ${min} to ${max}, not "${text}"` });
      return z.NEVER;
    });
}

const cidr = z.union([z.cidrv4(), z.cidrv6()]);

function toCidrs(text: string | undefined, ctx: z.RefinementCtx): readonly string[] {
  const parts = (text ?? '').split(/[\s,]+/).filter(Boolean);
  const wrong = parts.find((p) => !cidr.safeParse(p).success);
  if (wrong === undefined) return parts;
  ctx.addIssue({ code: 'custom', message: `CIDRs with a comma between them, as in 10.0.0.0/8; not "${wrong}"` });
  return z.NEVER;
}
