import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BlobServiceClient } from '@azure/storage-blob';
import { ownHostKeys } from '../../local/host-keys.ts';
import { choosePort } from '../../local/ports.ts';
import { ownCertificate } from '../../local/self-signed.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { putUser } from '../../shared/app/users.ts';
import { createContext } from '../../shared/context.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import type { FtpTarget } from '../../test/support/ftp-client.ts';
import { type Account, accountOf, type SftpTarget } from './peers.ts';
import { type Driver, type Running, startDriver, startScript } from './processes.ts';

const SELF = fileURLToPath(import.meta.url);
const script = (path: string) => fileURLToPath(new URL(`${path}${extname(SELF)}`, import.meta.url));

const OPERATOR: Principal = { compte: '*', user: 'operator', role: 'operator', dossiers: 'all' };
const COMPTE = 'bench';
/** Robots share the load test's connections: one user may not open a thousand. */
const USERS = 40;
/** Where the contestants other than the gateway put their blobs, in the same storage. */
export const CONTAINER = 'bench';
export const DIRECTORY = '/import/007868';
export const PASSIVE = { min: 10_000, max: 11_000 };
const NULL_PASSIVE = { min: 15_500, max: 16_499 };

/** One storage, one gateway on it, one gateway on nothing, and the driver: each a process. */
export interface World {
  readonly directory: string;
  readonly storage: Running;
  readonly account: Account;
  readonly gateway: Running;
  readonly nullGateway: Running;
  readonly driver: Driver;
  /** Certificate and key, for peers. */
  readonly pem: string;
  /** Login `n` of the gateway, of the forty there are. */
  target(n: number, tls?: boolean): FtpTarget;
  nullTarget(tls: boolean): FtpTarget;
  readonly sftp: SftpTarget;
  freePort(): Promise<number>;
  stop(): Promise<void>;
}

export async function startWorld(profile: string | null): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'ami-bench-gateway-'));
  const password = randomBytes(12).toString('base64url');
  const taken = new Set<number>();
  const freePort = () => choosePort(24_000 + Math.floor(Math.random() * 5000), '127.0.0.1', taken);
  const started: Running[] = [];
  const log = (name: string) => join(directory, `${name}.log`);
  const stop = async () => {
    for (const p of started.reverse()) await p.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  const keep = <T extends Running>(p: T): T => {
    started.push(p);
    return p;
  };
  try {
    const storage = keep(
      await startScript(script('./storage-process'), [join(directory, 'storage')], {
        log: log('storage'),
        readyLine: 'storage ready',
      }),
    );
    await prepare(storage.ready, password);
    const certificate = ownCertificate(directory, '127.0.0.1');
    // vsftpd has both in one file.
    const pem = join(directory, 'both.pem');
    const texts = [certificate.keyFile, certificate.certFile].map((file) => readFileSync(file, 'utf8'));
    writeFileSync(pem, texts.join(''), { mode: 0o600 });
    const [ftpPort, sftpPort, nullPort] = [await freePort(), await freePort(), await freePort()];
    const tlsEnv = { AMI_TLS_CERT: certificate.certFile, AMI_TLS_KEY: certificate.keyFile };
    const startGateway = async (name: string, path: string, env: Record<string, string>) => {
      const dir = profile ? join(profile, name) : null;
      if (dir) mkdirSync(dir, { recursive: true });
      return keep(
        await startScript(script(path), [], {
          log: log(name),
          env: { Storage: storage.ready, AMI_FTP_HOST: '127.0.0.1', ...tlsEnv, ...env },
          execArgv: dir ? ['--cpu-prof', `--cpu-prof-dir=${dir}`] : [],
          readyLine: 'gateway ready',
        }),
      );
    };
    const gateway = await startGateway('gateway', '../../gateway/main', {
      AMI_FTP_PORT: String(ftpPort),
      AMI_FTP_PASSIVE: `${PASSIVE.min}-${PASSIVE.max}`,
      AMI_SFTP_PORT: String(sftpPort),
      AMI_SFTP_HOST_KEYS: ownHostKeys(directory).join(','),
    });
    const nullGateway = await startGateway('null-gateway', './null-gateway', {
      AMI_FTP_PORT: String(nullPort),
      AMI_FTP_PASSIVE: `${NULL_PASSIVE.min}-${NULL_PASSIVE.max}`,
      BENCH_USER: 'bench',
      BENCH_PASSWORD: password,
    });
    const driver = keep(await startDriver(script('./driver'), storage.ready));
    const host = '127.0.0.1';
    return {
      directory,
      storage,
      account: accountOf(storage.ready),
      gateway,
      nullGateway,
      driver,
      pem,
      target: (n, tls = false) => ({ host, port: ftpPort, user: `robot-${n % USERS}`, password, tls }),
      nullTarget: (tls) => ({ host, port: nullPort, user: 'bench', password, tls }),
      sftp: { port: sftpPort, user: 'robot-0', password },
      freePort,
      stop,
    };
  } catch (e) {
    await stop();
    throw e;
  }
}

async function prepare(connection: string, password: string): Promise<void> {
  const context = createContext('bench', {
    Storage: connection,
    // Never opened: nothing is sent.
    ServiceBus: 'Endpoint=sb://localhost;SharedAccessKeyName=x;SharedAccessKey=x;UseDevelopmentEmulator=true;',
    AMI_LOG_LEVEL: 'error',
  });
  try {
    await context.prepare();
    await BlobServiceClient.fromConnectionString(connection).getContainerClient(CONTAINER).createIfNotExists();
    await createCompte(context.deps, OPERATOR, { id: COMPTE, name: 'Bench', language: 'en' });
    const user = { password, role: 'robot', dossiers: 'all', language: 'en', disabled: false } as const;
    const names = Array.from({ length: USERS }, (_, n) => `robot-${n}`);
    await Promise.all(names.map((name) => putUser(context.deps, OPERATOR, COMPTE, { ...user, user: name })));
  } finally {
    await context.close();
  }
}
