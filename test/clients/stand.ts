import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ed25519Key } from '../../local/host-keys.ts';
import { type Storage, startStorage } from '../../local/storage/storage.ts';
import { type Context, createContext } from '../../shared/context.ts';
import { depositFromMetadata } from '../../shared/domain/deposit-metadata.ts';
import { addLogin, passiveRange } from '../support/ftp-world.ts';
import { type Certificate, makeCertificate } from './certificate.ts';

export type Protocol = 'ftp' | 'ftps' | 'sftp';

const MAIN = fileURLToPath(
  new URL(`../../gateway/main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** A document as it lies in storage: its facts, and the hash of the bytes that are really there. */
export interface Landed {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** What the clients are pointed at: the gateway as it runs, its own process, on the storage emulator. */
export interface Stand {
  readonly user: string;
  /** A folder of this stand alone. */
  readonly directory: string;
  readonly certificate: Certificate | null;
  /** `ftps` is explicit TLS on the port of FTP. */
  port(protocol: Protocol): number;
  /** Documents in a folder of /import, oldest first. */
  landed(folder: string): Promise<Landed[]>;
  close(): Promise<void>;
}

export async function makeStand(): Promise<Stand> {
  const directory = await mkdtemp(join(tmpdir(), 'ami-clients-'));
  const storage = await startStorage({ dataDir: join(directory, 'storage'), blobPort: 0, tablePort: 0 });
  try {
    return await standOn(storage, directory);
  } catch (e) {
    // What is left open would keep the test from ending.
    await storage.close();
    throw e;
  }
}

async function standOn(storage: Storage, directory: string): Promise<Stand> {
  const certificate = makeCertificate(directory);
  const hostKey = join(directory, 'host_key');
  await writeFile(hostKey, ed25519Key().private);
  const { min, max } = passiveRange();
  const env = {
    Storage: storage.connectionString,
    ServiceBus: 'Endpoint=sb://localhost:1;SharedAccessKeyName=x;SharedAccessKey=eA==;UseDevelopmentEmulator=true',
    AMI_FTP_HOST: '127.0.0.1',
    AMI_FTP_PORT: '0',
    AMI_FTP_PASSIVE: `${min}-${max}`,
    AMI_SFTP_PORT: '0',
    AMI_SFTP_HOST_KEYS: hostKey,
    AMI_LOG_LEVEL: 'error',
    ...(certificate ? { AMI_TLS_CERT: certificate.cert, AMI_TLS_KEY: certificate.key } : {}),
  };
  const context = createContext('test', env);
  await context.prepare();
  await addLogin(context.deps.tables, 'robot');
  const { child, ports } = await startGateway(env);
  return {
    user: 'robot',
    directory,
    certificate,
    port: (protocol) => ports[protocol === 'sftp' ? 'sftp' : 'ftp'],
    landed: (folder) => landed(context, folder),
    close: () => close(child, context, storage, directory),
  };
}

interface Ports {
  readonly ftp: number;
  readonly sftp: number;
}

async function startGateway(env: Record<string, string>): Promise<{ child: ChildProcess; ports: Ports }> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const line of createInterface({ input: child.stdout! })) {
    said += `${line}\n`;
    if (!line.startsWith('gateway ready ')) continue;
    const port = (scheme: string) => Number(new RegExp(`\\b${scheme}://[^\\s:]+:(\\d+)`).exec(said)?.[1]);
    child.stdout!.resume();
    return { child, ports: { ftp: port('ftp'), sftp: port('sftp') } };
  }
  throw new Error('the gateway did not start');
}

async function landed(context: Context, folder: string): Promise<Landed[]> {
  const { blobs } = context.deps;
  const found: (Landed & { id: string })[] = [];
  for await (const info of blobs.list('deposits', '')) {
    const deposit = depositFromMetadata(info.metadata);
    if (deposit?.directory !== folder) continue;
    const hash = createHash('sha256');
    const content = await blobs.stream('deposits', info.name, 0);
    for await (const chunk of content!.body) hash.update(chunk as Buffer);
    found.push({ name: deposit.name, size: info.size, sha256: hash.digest('hex'), id: deposit.id });
  }
  // Newer ids are smaller.
  return found.sort((a, b) => (a.id < b.id ? 1 : -1)).map(({ name, size, sha256 }) => ({ name, size, sha256 }));
}

async function close(child: ChildProcess, context: Context, storage: Storage, directory: string): Promise<void> {
  child.kill('SIGTERM');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  await context.close();
  await storage.close();
  await rm(directory, { recursive: true, force: true });
}
