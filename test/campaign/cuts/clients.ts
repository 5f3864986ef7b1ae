import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type SFTPWrapper } from 'ssh2';
import { FtpClient } from '../../support/ftp-client.ts';
import type { CutKind, Protocol } from './plan.ts';

/** Where the gateway is, and who logs in. */
export interface Door {
  readonly host: string;
  readonly ftp: number;
  readonly sftp: number;
  readonly user: string;
  readonly password: string;
}

export interface Upload {
  readonly protocol: Protocol;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A cut of an upload, as its client sees it. */
export interface Break {
  readonly kind: CutKind;
  readonly at: number;
  readonly pauseMs: number;
  /** What breaks off what is not the client's own: kills a process, lets storage fail. */
  strike(): Promise<void>;
}

/** `acknowledged`: the server said that it has the bytes that were sent; `sent` is how many those are. */
export interface Outcome {
  readonly acknowledged: boolean;
  readonly sent: number;
}

const CHUNK = 64 * 1024;
/** After which a client gives up. */
const PATIENCE_MS = 60_000;

const NOTHING: Outcome = { acknowledged: false, sent: 0 };

/** Uploads a file and breaks it off. Never rejects: a client that fails has no acknowledgement. */
export async function cutUpload(door: Door, upload: Upload, cut: Break): Promise<Outcome> {
  const cutting =
    cut.kind === 'client-killed'
      ? killedClient(door, upload, cut)
      : upload.protocol === 'sftp'
        ? cutSftp(door, upload, cut)
        : cutFtp(door, upload, cut);
  return cutting.catch(() => NOTHING);
}

/** Uploads a file as a robot does. Rejects where it is not acknowledged. */
export function wholeUpload(door: Door, upload: Upload): Promise<void> {
  return upload.protocol === 'sftp'
    ? withSftp(door, async ({ sftp }) => {
        const handle = await openFile(sftp, upload.path);
        await writeAll(sftp, handle, upload.bytes);
        await closeFile(sftp, handle);
      })
    : withFtp(door, upload.protocol, (client) => client.store(upload.path, pieces(upload.bytes)));
}

export function renameTo(door: Door, protocol: Protocol, from: string, to: string): Promise<void> {
  return protocol === 'sftp'
    ? withSftp(door, ({ sftp }) => called((done) => sftp.rename(from, to, done)))
    : withFtp(door, protocol, async (client) => {
        await client.command(`RNFR ${from}`, 350);
        await client.command(`RNTO ${to}`, 250);
      });
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

async function withFtp<T>(door: Door, protocol: Protocol, work: (client: FtpClient) => Promise<T>): Promise<T> {
  const { host, ftp: port, user, password } = door;
  const client = await FtpClient.open({ host, port, user, password, tls: protocol === 'ftps' });
  const late = setTimeout(() => client.close(), PATIENCE_MS);
  try {
    return await work(client);
  } finally {
    clearTimeout(late);
    client.close();
  }
}

function cutFtp(door: Door, { protocol, path, bytes }: Upload, cut: Break): Promise<Outcome> {
  return withFtp(door, protocol, async (client) => {
    const { socket, raw } = await client.transfer(`STOR ${path}`);
    socket.on('error', () => socket.destroy());
    raw.on('error', () => raw.destroy());
    socket.resume();
    const late = setTimeout(() => socket.destroy(), PATIENCE_MS);
    const answered = async (sent: number): Promise<Outcome> => {
      await client.expect(226);
      return { acknowledged: true, sent };
    };
    try {
      await send(socket, bytes.subarray(0, cut.at));
      if (cut.pauseMs > 0) await sleep(cut.pauseMs);
      switch (cut.kind) {
        case 'data-reset':
          raw.resetAndDestroy();
          return await answered(cut.at);
        case 'data-ended':
          // With TLS, half of them without saying so: only the TCP connection ends.
          if (socket !== raw && cut.at % 2 === 0) raw.end();
          else socket.end();
          return await answered(cut.at);
        case 'control-killed':
          if (cut.at % 2 === 0) client.reset();
          else client.close();
          socket.end();
          await sleep(50);
          return NOTHING;
        case 'abor':
          client.send('ABOR');
          // A client that read the answer would see 426 and 226, or 226 and 225 where the upload was through.
          if (cut.at % 2 === 0) socket.destroy();
          return await answered(cut.at);
        default:
          await cut.strike();
          await send(socket, bytes.subarray(cut.at));
          socket.end();
          return await answered(bytes.byteLength);
      }
    } finally {
      clearTimeout(late);
      socket.destroy();
      raw.destroy();
    }
  });
}

/** Resolves when the system has everything, so that a cut takes nothing of it away. Rejects where the connection is gone. */
async function send(socket: Socket, bytes: Uint8Array): Promise<void> {
  for (const piece of pieces(bytes)) {
    await new Promise<void>((resolve, reject) => {
      const gone = () => reject(new Error('the data connection is gone'));
      if (socket.destroyed) return gone();
      socket.once('close', gone);
      socket.write(piece, () => {
        socket.off('close', gone);
        resolve();
      });
    });
  }
}

async function killedClient(door: Door, { protocol, path, bytes }: Upload, cut: Break): Promise<Outcome> {
  const port = protocol === 'sftp' ? door.sftp : door.ftp;
  const target = `${protocol === 'sftp' ? 'sftp' : 'ftp'}://${door.host}:${port}${encodeURI(path)}`;
  const mode = protocol === 'ftps' ? ['--ssl-reqd'] : [];
  const args = [
    '-sS',
    '-k',
    '-u',
    `${door.user}:${door.password}`,
    '--ftp-method',
    'nocwd',
    ...mode,
    '-T',
    '-',
    target,
  ];
  const curl = spawn('curl', args, { stdio: ['pipe', 'ignore', 'ignore'] });
  curl.once('error', () => undefined);
  curl.stdin.on('error', () => undefined);
  const ended = exitOf(curl);
  const late = setTimeout(() => curl.kill('SIGKILL'), PATIENCE_MS);
  for (const piece of pieces(bytes.subarray(0, cut.at))) {
    if (curl.exitCode !== null) break;
    if (!curl.stdin.write(piece)) await Promise.race([once(curl.stdin, 'drain'), ended]);
  }
  if (cut.at === bytes.byteLength) curl.stdin.end();
  // It has logged in by then, or not: both happen to clients.
  if (cut.at > 0) await sleep(cut.pauseMs + 60 * Math.random());
  curl.kill('SIGKILL');
  const code = await ended;
  clearTimeout(late);
  return { acknowledged: code === 0, sent: cut.at };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
}

interface SftpSession {
  readonly sftp: SFTPWrapper;
  readonly socket: Socket;
}

async function withSftp<T>(door: Door, work: (session: SftpSession) => Promise<T>): Promise<T> {
  const client = new Client();
  const socket = connect({ host: door.host, port: door.sftp, noDelay: true });
  const broken = new Promise<never>((_, reject) => {
    client.on('error', reject);
    client.on('close', () => reject(new Error('the connection is closed')));
    socket.on('error', reject);
  });
  broken.catch(() => undefined);
  const late = setTimeout(() => socket.destroy(), PATIENCE_MS);
  try {
    const ready = once(client, 'ready');
    client.connect({ sock: socket, username: door.user, password: door.password, readyTimeout: PATIENCE_MS });
    await Promise.race([ready, broken]);
    const sftp = await Promise.race([
      new Promise<SFTPWrapper>((resolve, reject) => {
        client.sftp((e, s) => (e ? reject(e) : resolve(s)));
      }),
      broken,
    ]);
    return await Promise.race([work({ sftp, socket }), broken]);
  } finally {
    clearTimeout(late);
    client.end();
    socket.destroy();
  }
}

async function cutSftp(door: Door, { path, bytes }: Upload, cut: Break): Promise<Outcome> {
  return withSftp(door, async ({ sftp, socket }) => {
    const handle = await openFile(sftp, path);
    await writeAll(sftp, handle, bytes.subarray(0, cut.at));
    if (cut.pauseMs > 0) await sleep(cut.pauseMs);
    switch (cut.kind) {
      case 'data-reset':
        socket.resetAndDestroy();
        return NOTHING;
      case 'data-ended':
        await closeFile(sftp, handle);
        return { acknowledged: true, sent: cut.at };
      case 'control-killed':
        sftp.end();
        await sleep(50);
        return NOTHING;
      default:
        await cut.strike();
        await writeAll(sftp, handle, bytes.subarray(cut.at), cut.at);
        await closeFile(sftp, handle);
        return { acknowledged: true, sent: bytes.byteLength };
    }
  });
}

/** Rejects with what a callback is given. */
function called(call: (done: (e?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    call((e) => (e ? reject(e) : resolve()));
  });
}

function openFile(sftp: SFTPWrapper, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sftp.open(path, 'w', (e, handle) => (e ? reject(e) : resolve(handle)));
  });
}

function closeFile(sftp: SFTPWrapper, handle: Buffer): Promise<void> {
  return called((done) => sftp.close(handle, done));
}

/** Up to 32 requests on their way, as OpenSSH has. */
async function writeAll(sftp: SFTPWrapper, handle: Buffer, bytes: Uint8Array, from = 0): Promise<void> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const SIZE = 32 * 1024;
  const AT_ONCE = 32;
  for (let at = 0; at < whole.length; at += SIZE * AT_ONCE) {
    const writes: Promise<void>[] = [];
    for (let p = at; p < Math.min(whole.length, at + SIZE * AT_ONCE); p += SIZE) {
      const length = Math.min(SIZE, whole.length - p);
      writes.push(called((done) => sftp.write(handle, whole, p, length, from + p, done)));
    }
    await Promise.all(writes);
  }
}
