import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from '../../local/self-signed.ts';
import { COMPTES } from '../../shared/app/comptes.ts';
import { addLogin, PASSWORD } from './ftp-world.ts';
import { type GatewayLab, type GatewayProcess, gatewayLab } from './gateway-process.ts';
import { RawFtp } from './raw-ftp.ts';
import { HOST_KEY } from './sftp-world.ts';

/** Where the good client comes from; attacks come from elsewhere. */
const GOOD_ADDRESS = '127.0.0.77';

/** A line of the audit log. */
export type Told = Readonly<Record<string, unknown>>;

/**
 * A gateway as it runs, under attack: FTP, FTPS and SFTP, users `robot` and `other` of compte c1, `elsewhere` of c2,
 * and `careful` of a compte that requires TLS.
 */
export interface AbuseLab {
  readonly lab: GatewayLab;
  readonly port: number;
  readonly sftpPort: number;
  /** Waits for a line of `turned-away` since the last `serves` with these fields. A RegExp is matched. */
  told(fields: Readonly<Record<string, string | RegExp>>): Promise<Told>;
  /** What the audit log holds since the last `serves`. */
  lines(): Told[];
  /** A sample of /metrics, 0 where there is none. */
  metric(name: string): Promise<number>;
  /**
   * A deposit and a listing by a good client; then no connection is left but `held`, no passive port is in use, no
   * transfer under way and no byte in flight. Nothing was a fault meanwhile.
   */
  serves(held?: { readonly ftp?: number; readonly sftp?: number }): Promise<void>;
  /** Only the first half of `serves`. */
  deposits(): Promise<void>;
  close(): Promise<void>;
}

export async function abuseLab(settings: Record<string, string> = {}): Promise<AbuseLab> {
  const directory = mkdtempSync(join(tmpdir(), 'ami-abuse-'));
  const file = (name: string, content: string) => {
    const path = join(directory, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const { cert, key } = selfSigned(['localhost'], new Date());
  const lab = await gatewayLab({
    AMI_LOG_LEVEL: 'info',
    AMI_TLS_CERT: file('cert.pem', cert),
    AMI_TLS_KEY: file('key.pem', key),
    AMI_SFTP_PORT: '0',
    AMI_SFTP_HOST_KEYS: file('host-key', HOST_KEY.private),
    ...settings,
  });
  const { tables } = lab.context.deps;
  await tables.insert('state', COMPTES, 'c9', {
    name: 'Cabinet',
    language: 'en',
    at: '2025-01-01T00:00:00.000Z',
    allow: '',
    tlsRequired: true,
  });
  await addLogin(tables, 'robot');
  await addLogin(tables, 'other');
  await addLogin(tables, 'elsewhere', { compte: 'c2' });
  await addLogin(tables, 'careful', { compte: 'c9' });
  const gateway = await lab.start();
  const sftpPort = Number(/sftp:\/\/127\.0\.0\.1:(\d+)/.exec(gateway.output().stdout)?.[1]);
  let from = 0;
  let deposited = 0;

  const lines = () => linesOf(gateway, from);
  const metrics = async () => (await fetch(`${gateway.status}/metrics`)).text();
  const metric = async (name: string) => sampleOf(await metrics(), name);

  async function deposits(): Promise<void> {
    const ftp = await RawFtp.open(gateway.port, GOOD_ADDRESS);
    assert.equal(ftp.greeting?.code, 220);
    await ftp.command('USER robot');
    assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 230);
    const name = `good-${++deposited}.pdf`;
    assert.equal((await ftp.store(`/import/GOOD/${name}`, `%PDF-1.4 ${name}`)).code, 226);
    assert.ok((await ftp.list('/import/GOOD')).includes(name));
    ftp.close();
  }

  return {
    lab,
    port: gateway.port,
    sftpPort,
    lines,
    metric,
    deposits,
    told: (fields) =>
      eventually(`turned-away ${JSON.stringify(Object.entries(fields).map(String))}`, async () =>
        lines().find((l) => l['msg'] === 'turned-away' && isLike(l, fields)),
      ),
    async serves(held = {}) {
      await deposits();
      const rest = {
        'sessions{protocol="ftp"}': held.ftp ?? 0,
        'sessions{protocol="sftp"}': held.sftp ?? 0,
        passive_ports_in_use: 0,
        bytes_in_flight: 0,
        'transfers_in_progress{direction="in",protocol="ftp"}': 0,
        'transfers_in_progress{direction="in",protocol="sftp"}': 0,
      };
      await eventually(`at rest: ${JSON.stringify(rest)}`, async () => {
        const text = await metrics();
        return Object.entries(rest).every(([name, n]) => sampleOf(text, `ami_gateway_${name}`) === n);
      });
      const faults = lines().filter((l) => l['level'] === 'error');
      assert.deepEqual(faults, []);
      from = gateway.output().stderr.length;
    },
    async close() {
      gateway.child.kill('SIGTERM');
      const code = await gateway.ended;
      await lab.close();
      rmSync(directory, { recursive: true, force: true });
      assert.equal(code, 0, gateway.output().stderr.slice(-2000));
    },
  };
}

function isLike(line: Told, fields: Readonly<Record<string, string | RegExp>>): boolean {
  return Object.entries(fields).every(([k, v]) =>
    v instanceof RegExp ? v.test(String(line[k])) : String(line[k]) === v,
  );
}

/** Whole lines from a place of the output on. */
function linesOf(gateway: GatewayProcess, from: number): Told[] {
  const text = gateway.output().stderr.slice(from);
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((l) => l.startsWith('{'))
    .map((l) => JSON.parse(l) as Told);
}

function sampleOf(text: string, name: string): number {
  const line = text.split('\n').find((l) => l.startsWith(`${name} `));
  return line ? Number(line.slice(name.length + 1)) : 0;
}

/** What `look` finds; rejects where it finds nothing for long. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
  const until = Date.now() + 30_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > until) throw new Error(`never: ${what}`);
    await new Promise((r) => setTimeout(r, 20));
  }
}

/** A connection from an address of this machine, with everything it was sent. Errors end it. */
export class Wire {
  readonly socket: Socket;
  /** Resolves when it is closed, with all that was received, as Latin-1. */
  readonly closed: Promise<string>;
  received = '';

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => {});
    socket.on('data', (d) => (this.received += d.toString('latin1')));
    this.closed = new Promise((resolve) => socket.once('close', () => resolve(this.received)));
  }

  /** Resolves when it is connected, rejects where it is refused. */
  static open(port: number, localAddress = '127.0.0.1'): Promise<Wire> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Wire(socket));
      });
    });
  }

  /** Waits until what was received matches, or the connection is closed. */
  async says(pattern: RegExp): Promise<string> {
    await eventually(`${pattern} in ${JSON.stringify(this.received.slice(-300))}`, async () =>
      pattern.test(this.received) || this.socket.closed ? true : undefined,
    );
    assert.match(this.received, pattern);
    return this.received;
  }
}
