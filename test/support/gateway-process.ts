import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startStorage } from '../../local/storage/storage.ts';
import { type Context, createContext } from '../../shared/context.ts';
import { passiveRange } from './ftp-world.ts';

const MAIN = fileURLToPath(
  new URL(`../../gateway/main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** A gateway that runs as its own process. */
export interface GatewayProcess {
  readonly child: ChildProcess;
  readonly port: number;
  /** Of its status page. */
  readonly status: string;
  /** Everything it wrote so far. */
  output(): { stdout: string; stderr: string };
  /** Its exit code, null where a signal ended it. Both outputs have been read to their end by then. */
  readonly ended: Promise<number | null>;
}

/** Storage for gateways that run as processes, and what is needed to look into it. */
export interface GatewayLab {
  readonly context: Context;
  start(env?: Record<string, string>): Promise<GatewayProcess>;
  /** A gateway that is not expected to get ready. */
  run(env?: Record<string, string>): Omit<GatewayProcess, 'port' | 'status'>;
  close(): Promise<void>;
}

export async function gatewayLab(settings: Record<string, string> = {}): Promise<GatewayLab> {
  const directory = await mkdtemp(join(tmpdir(), 'ami-gateways-'));
  const storage = await startStorage({ dataDir: directory, blobPort: 0, tablePort: 0 });
  const { min, max } = passiveRange();
  const base = {
    Storage: storage.connectionString,
    ServiceBus: 'Endpoint=sb://localhost:1;SharedAccessKeyName=x;SharedAccessKey=eA==;UseDevelopmentEmulator=true',
    AMI_FTP_HOST: '127.0.0.1',
    AMI_FTP_PORT: '0',
    AMI_FTP_PASSIVE: `${min}-${max}`,
    AMI_GATEWAY_HTTP: '127.0.0.1:0',
    ...settings,
  };
  const context = createContext('test', { ...base, AMI_LOG_LEVEL: 'warn' });
  await context.prepare();
  const children = new Set<ChildProcess>();

  function run(env: Record<string, string> = {}): Omit<GatewayProcess, 'port' | 'status'> {
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, ...base, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.add(child);
    const written = { stdout: '', stderr: '' };
    child.stdout.on('data', (d) => (written.stdout += d));
    child.stderr.on('data', (d) => (written.stderr += d));
    const ended = once(child, 'close').then(([code]) => {
      children.delete(child);
      return code as number | null;
    });
    return { child, ended, output: () => ({ ...written }) };
  }

  async function start(env: Record<string, string> = {}): Promise<GatewayProcess> {
    const started = run(env);
    const hasEnded = started.ended.then(() => true);
    for (;;) {
      const { stdout } = started.output();
      const port = /^gateway ready ftp:\/\/127\.0\.0\.1:(\d+)$/m.exec(stdout)?.[1];
      const status = /^gateway listens .*(http:\/\/\S+)/m.exec(stdout)?.[1];
      if (port && status) return { ...started, port: Number(port), status };
      if (await Promise.race([hasEnded, new Promise((r) => setTimeout(r, 50, false))]))
        throw new Error(`the gateway did not start: ${started.output().stderr}`);
    }
  }

  return {
    context,
    run,
    start,
    async close() {
      for (const child of children) child.kill('SIGKILL');
      await context.close();
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The first line that a server says to a new connection; null where it says none or can't be reached. */
export async function greeting(port: number): Promise<string | null> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.setEncoding('utf8');
  let said = '';
  try {
    for await (const chunk of socket) {
      said += chunk;
      const end = said.indexOf('\n');
      if (end >= 0) return said.slice(0, end).trim();
    }
  } catch {
    // Refused or reset.
  } finally {
    socket.destroy();
  }
  return null;
}
