import { once } from 'node:events';
import ssh2 from 'ssh2';
import type { EntranceLimits } from '../../gateway/accept.ts';
import { Access } from '../../gateway/access.ts';
import { Monitor } from '../../gateway/monitor.ts';
import { type SftpServer, startSftp } from '../../gateway/sftp.ts';
import type { SftpTimings } from '../../gateway/sftp-connection.ts';
import { ed25519Key } from '../../local/host-keys.ts';
import { addLogin, PASSWORD } from './ftp-world.ts';
import { type MemoryWorld, memoryWorld } from './memory-ports.ts';

export const HOST_KEY = ed25519Key();
/** Of user robot where `knowsKey` is asked: see `sftpWorld`. */
export const USER_KEY = ed25519Key();

export interface SftpWorld extends MemoryWorld {
  readonly sftp: SftpServer;
  readonly access: Access;
}

/** An SFTP server on memory, with users robot (English), writer, reader and french. */
export async function sftpWorld(
  options: { timings?: Partial<SftpTimings>; limits?: Partial<EntranceLimits>; hostKeys?: readonly string[] } = {},
): Promise<SftpWorld> {
  const world = memoryWorld();
  await addLogin(world.tables, 'robot');
  await addLogin(world.tables, 'writer', { role: 'write' });
  await addLogin(world.tables, 'reader', { role: 'read' });
  await addLogin(world.tables, 'french', { language: undefined });
  const monitor = new Monitor(world.deps.log);
  const access = new Access(world.deps, monitor);
  const sftp = await startSftp(
    { deps: world.deps, monitor, access },
    {
      host: '127.0.0.1',
      port: 0,
      hostKeys: options.hostKeys ?? [HOST_KEY.private],
      timings: { wrongLoginMs: 5, ...options.timings },
      limits: options.limits,
    },
  );
  world.calls.reset();
  return { ...world, sftp, access };
}

/** A client that is logged in; rejects where it is refused. */
export async function connect(
  port: number,
  username = 'robot',
  config: Partial<ssh2.ConnectConfig> = {},
): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  const ready = once(client, 'ready');
  client.connect({ host: '127.0.0.1', port, username, password: PASSWORD, ...config });
  await ready;
  client.on('error', () => {});
  // Its packets go out in pieces: without this each waits 40 ms for the last one's acknowledgement.
  client.setNoDelay(true);
  return client;
}

/** ssh2's SFTP client with promises. A refusal is an `Error` with `code`, the status, and `message`. */
export class TestSftp {
  readonly client: ssh2.Client;
  readonly raw: ssh2.SFTPWrapper;

  private constructor(client: ssh2.Client, raw: ssh2.SFTPWrapper) {
    this.client = client;
    this.raw = raw;
  }

  static async login(port: number, username = 'robot', config: Partial<ssh2.ConnectConfig> = {}): Promise<TestSftp> {
    return TestSftp.on(await connect(port, username, config));
  }

  /** One more channel of a connection. */
  static on(client: ssh2.Client): Promise<TestSftp> {
    return new Promise((resolve, reject) => {
      client.sftp((e, raw) => (e ? reject(e) : resolve(new TestSftp(client, raw))));
    });
  }

  close(): void {
    this.client.end();
  }

  #ask<T>(ask: (cb: (e: Error | null | undefined, result: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      ask((e, result) => (e ? reject(e) : resolve(result)));
    });
  }

  open(path: string, flags: ssh2.OpenMode | number): Promise<Buffer> {
    return this.#ask((cb) => this.raw.open(path, flags as ssh2.OpenMode, cb));
  }
  write(handle: Buffer, data: Buffer, offset: number): Promise<void> {
    return this.#ask((cb) => this.raw.write(handle, data, 0, data.length, offset, (e) => cb(e, undefined)));
  }
  /** Null at the end of the file. */
  async read(handle: Buffer, offset: number, length: number): Promise<Buffer | null> {
    const buffer = Buffer.alloc(length);
    const n = await this.#ask<number>((cb) => this.raw.read(handle, buffer, 0, length, offset, cb));
    return n === 0 ? null : buffer.subarray(0, n);
  }
  done(handle: Buffer): Promise<void> {
    return this.#ask((cb) => this.raw.close(handle, (e) => cb(e, undefined)));
  }
  stat(path: string): Promise<ssh2.Stats> {
    return this.#ask((cb) => this.raw.stat(path, cb));
  }
  fstat(handle: Buffer): Promise<ssh2.Stats> {
    return this.#ask((cb) => this.raw.fstat(handle, cb));
  }
  list(path: string): Promise<ssh2.FileEntry[]> {
    return this.#ask((cb) => this.raw.readdir(path, cb));
  }
  realpath(path: string): Promise<string> {
    return this.#ask((cb) => this.raw.realpath(path, cb));
  }
  mkdir(path: string): Promise<void> {
    return this.#ask((cb) => this.raw.mkdir(path, (e) => cb(e, undefined)));
  }
  rmdir(path: string): Promise<void> {
    return this.#ask((cb) => this.raw.rmdir(path, (e) => cb(e, undefined)));
  }
  remove(path: string): Promise<void> {
    return this.#ask((cb) => this.raw.unlink(path, (e) => cb(e, undefined)));
  }
  rename(from: string, to: string): Promise<void> {
    return this.#ask((cb) => this.raw.rename(from, to, (e) => cb(e, undefined)));
  }
  setTimes(path: string): Promise<void> {
    return this.#ask((cb) => this.raw.utimes(path, 1, 2, (e) => cb(e, undefined)));
  }

  /** A whole deposit, in writes of 32 KiB that are all on their way at once. */
  async put(path: string, bytes: Buffer): Promise<void> {
    const handle = await this.open(path, 'w');
    const writes: Promise<void>[] = [];
    for (let at = 0; at < bytes.length; at += 32_768)
      writes.push(this.write(handle, bytes.subarray(at, at + 32_768), at));
    await Promise.all(writes);
    await this.done(handle);
  }

  async get(path: string, from = 0): Promise<Buffer> {
    const handle = await this.open(path, 'r');
    const parts: Buffer[] = [];
    for (let at = from; ; ) {
      const part = await this.read(handle, at, 32_768);
      if (!part) break;
      parts.push(part);
      at += part.length;
    }
    await this.done(handle);
    return Buffer.concat(parts);
  }
}
