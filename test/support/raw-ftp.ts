import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type ConnectionOptions, connect as connectTls, type TLSSocket } from 'node:tls';
import { PASSWORD } from './ftp-world.ts';

export interface Reply {
  readonly code: number;
  readonly text: string;
}

/** An FTP client that does nothing by itself: bytes out, replies in. */
export class RawFtp {
  #socket: Socket;
  #text = '';
  readonly #replies: Reply[] = [];
  readonly #waiting: ((r: Reply | null) => void)[] = [];
  isClosed = false;
  greeting: Reply | null = null;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen(socket);
  }

  /** The control connection: TLS after `secure`. */
  get socket(): Socket {
    return this.#socket;
  }

  #listen(socket: Socket): void {
    socket.on('error', () => {});
    socket.on('data', (d) => this.#read(d.toString()));
    socket.on('close', () => {
      this.isClosed = true;
      for (const w of this.#waiting.splice(0)) w(null);
    });
  }

  static async open(port: number, localAddress?: string): Promise<RawFtp> {
    const ftp = new RawFtp(connect({ port, host: '127.0.0.1', localAddress, noDelay: true }));
    ftp.greeting = await ftp.reply();
    return ftp;
  }

  /** Over a connection that is there already; its greeting is still to come. */
  static over(socket: Socket): RawFtp {
    return new RawFtp(socket);
  }

  static async login(port: number, user = 'robot', password = PASSWORD): Promise<RawFtp> {
    const ftp = await RawFtp.open(port);
    await ftp.command(`USER ${user}`);
    const reply = await ftp.command(`PASS ${password}`);
    if (reply.code !== 230) throw new Error(`login: ${reply.code} ${reply.text}`);
    return ftp;
  }

  /** AUTH TLS, and everything after it under TLS. Rejects where the handshake fails. */
  async secure(options: ConnectionOptions = {}): Promise<TLSSocket> {
    const { code } = await this.command('AUTH TLS');
    if (code !== 234) throw new Error(`AUTH: ${code}`);
    return this.shake(options);
  }

  /** The handshake alone, after a 234. */
  async shake(options: ConnectionOptions = {}): Promise<TLSSocket> {
    this.#socket.removeAllListeners('data');
    const secure = await secured(this.#socket, options);
    this.#socket = secure;
    this.#listen(secure);
    return secure;
  }

  #read(chunk: string): void {
    this.#text += chunk;
    for (;;) {
      const m = /^(?:(\d{3})-[\s\S]*?\r\n\1 [^\r\n]*|\d{3} [^\r\n]*)\r\n/.exec(this.#text);
      if (!m) return;
      this.#text = this.#text.slice(m[0].length);
      const reply = { code: Number(m[0].slice(0, 3)), text: m[0].slice(4).trimEnd() };
      const w = this.#waiting.shift();
      if (w) w(reply);
      else this.#replies.push(reply);
    }
  }

  /** The next reply; rejects where the server closes instead. */
  async reply(): Promise<Reply> {
    const there = this.#replies.shift();
    if (there) return there;
    if (this.isClosed) throw new Error('control connection closed');
    const reply = await new Promise<Reply | null>((resolve) => this.#waiting.push(resolve));
    if (!reply) throw new Error('control connection closed');
    return reply;
  }

  send(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  command(line: string): Promise<Reply> {
    this.send(`${line}\r\n`);
    return this.reply();
  }

  async passivePort(): Promise<number> {
    const r = await this.command('EPSV');
    const m = /\|\|\|(\d+)\|/.exec(r.text);
    if (!m) throw new Error(`EPSV: ${r.code} ${r.text}`);
    return Number(m[1]);
  }

  /** EPSV and a data connection to it, from the address of the control connection. */
  async data(): Promise<Socket> {
    const port = await this.passivePort();
    const socket = connect({ port, host: '127.0.0.1', localAddress: this.socket.localAddress, noDelay: true });
    socket.on('error', () => {});
    await once(socket, 'connect');
    return socket;
  }

  /** Sends bytes by STOR; gives the final reply. */
  async store(path: string, bytes: Uint8Array | string): Promise<Reply> {
    const data = await this.data();
    const first = await this.command(`STOR ${path}`);
    if (first.code !== 150) {
      data.destroy();
      return first;
    }
    data.end(bytes);
    return this.reply();
  }

  /** Reads everything that a command sends; gives the final reply and the bytes. */
  async fetch(command: string): Promise<{ reply: Reply; bytes: Buffer }> {
    const data = await this.data();
    const chunks: Buffer[] = [];
    data.on('data', (d) => chunks.push(d));
    const first = await this.command(command);
    if (first.code !== 150) {
      data.destroy();
      return { reply: first, bytes: Buffer.alloc(0) };
    }
    if (!data.readableEnded && !data.destroyed) await once(data, 'close');
    return { reply: await this.reply(), bytes: Buffer.concat(chunks) };
  }

  /** Names alone, without the folder that NLST puts before them. */
  async list(path = ''): Promise<string[]> {
    const { reply, bytes } = await this.fetch(path ? `NLST ${path}` : 'NLST');
    if (reply.code !== 226) throw new Error(`NLST ${path}: ${reply.code} ${reply.text}`);
    const lines = bytes.toString().split('\r\n').filter(Boolean);
    return lines.map((l) => l.slice(l.lastIndexOf('/') + 1));
  }

  /** `store` on a data connection that is private, as clients do it that wait for 150 before their handshake. */
  async storePrivately(path: string, bytes: Uint8Array | string, options: ConnectionOptions = {}): Promise<Reply> {
    const raw = await this.data();
    const first = await this.command(`STOR ${path}`);
    if (first.code === 150) (await secured(raw, options)).end(bytes);
    else raw.destroy();
    return first.code === 150 ? this.reply() : first;
  }

  /** `fetch` on a data connection that is private. */
  async fetchPrivately(command: string): Promise<{ reply: Reply; bytes: Buffer }> {
    const raw = await this.data();
    const first = await this.command(command);
    const chunks: Buffer[] = [];
    if (first.code !== 150) return { reply: first, bytes: Buffer.alloc(0) };
    const data = await secured(raw, {});
    data.on('data', (d) => chunks.push(d));
    await once(data, 'close');
    return { reply: await this.reply(), bytes: Buffer.concat(chunks) };
  }

  close(): void {
    this.socket.destroy();
  }
}

/** The client's side of TLS over a connection. No certificate is checked. Rejects where the handshake fails. */
export async function secured(raw: Socket, options: ConnectionOptions): Promise<TLSSocket> {
  const socket = connectTls({ socket: raw, rejectUnauthorized: false, ...options });
  await new Promise<void>((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
  });
  socket.on('error', () => {});
  return socket;
}

/** Everything the server sends until it closes. */
export async function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (d) => (text += d.toString('latin1')));
  socket.on('error', () => {});
  if (!socket.closed) await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return text;
}
