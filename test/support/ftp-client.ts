import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';

/** Where to log in, and in which mode. */
export interface FtpTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly tls: boolean;
}

interface Reply {
  readonly code: number;
  readonly text: string;
}

/** The certificate of a bench is its own. */
const TRUST_ALL = { rejectUnauthorized: false } as const;

/** What a data connection is fed with: pieces sent one after the other, waiting where the other side is slow. */
export type Pieces = Iterable<Uint8Array>;

/** A data connection whose command was sent and answered with 150. */
export interface DataConnection {
  /** Encrypted where the client is. */
  readonly socket: Socket;
  /** The TCP connection below, the same where nothing is encrypted. */
  readonly raw: Socket;
}

/**
 * An FTP client with as little in it as possible, so that it is never what a bench measures: one control connection,
 * EPSV, and a data connection for each file. Every method rejects where the server answers anything but success. Its
 * parts can be used alone, to break an upload off.
 */
export class FtpClient {
  readonly #target: FtpTarget;
  readonly #raw: Socket;
  #socket: Socket;
  #text = '';
  #replies: Reply[] = [];
  #wake: (() => void) | null = null;
  #isClosed = false;

  private constructor(target: FtpTarget, socket: Socket) {
    this.#target = target;
    this.#raw = socket;
    this.#socket = socket;
    this.#listen(socket);
  }

  /** Connects and logs in; rejects where that takes longer than a minute. */
  static async open(target: FtpTarget): Promise<FtpClient> {
    const client = new FtpClient(target, connect({ host: target.host, port: target.port, noDelay: true }));
    const late = setTimeout(() => client.close(), 60_000);
    try {
      return await client.#logIn(target);
    } catch (e) {
      client.close();
      throw e;
    } finally {
      clearTimeout(late);
    }
  }

  async #logIn(target: FtpTarget): Promise<FtpClient> {
    await this.expect(220);
    if (target.tls) await this.#secure();
    await this.command(`USER ${target.user}`, 331);
    await this.command(`PASS ${target.password}`, 230);
    if (target.tls) {
      await this.command('PBSZ 0', 200);
      await this.command('PROT P', 200);
    }
    await this.command('TYPE I', 200);
    return this;
  }

  #listen(socket: Socket): void {
    socket.on('data', (d: Buffer) => this.#read(d.toString('latin1')));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (socket !== this.#socket) return;
      this.#isClosed = true;
      this.#wake?.();
    });
  }

  async #secure(): Promise<void> {
    await this.command('AUTH TLS', 234);
    const plain = this.#socket;
    plain.removeAllListeners('data');
    const secure = connectTls({ socket: plain, ...TRUST_ALL });
    await handshake(secure);
    this.#socket = secure;
    this.#listen(secure);
  }

  #read(chunk: string): void {
    this.#text += chunk;
    for (;;) {
      const m = /^(?:(\d{3})-[\s\S]*?\r\n\1 [^\r\n]*|\d{3} [^\r\n]*)\r\n/.exec(this.#text);
      if (!m) return;
      this.#text = this.#text.slice(m[0].length);
      this.#replies.push({ code: Number(m[0].slice(0, 3)), text: m[0].trimEnd() });
      this.#wake?.();
    }
  }

  async reply(): Promise<Reply> {
    for (;;) {
      const next = this.#replies.shift();
      if (next) return next;
      if (this.#isClosed) throw new Error('the control connection is closed');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }

  async expect(code: number): Promise<Reply> {
    const reply = await this.reply();
    if (reply.code !== code) throw new Error(`${code} was expected: ${reply.text}`);
    return reply;
  }

  send(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  command(line: string, code: number): Promise<Reply> {
    this.send(line);
    return this.expect(code);
  }

  async transfer(command: string): Promise<DataConnection> {
    const { text } = await this.command('EPSV', 229);
    const port = Number(/\|\|\|(\d+)\|/.exec(text)![1]);
    const raw = connect({ host: this.#target.host, port, noDelay: true });
    // It may break at any time from here on; whoever writes or waits for a reply sees that.
    raw.on('error', () => raw.destroy());
    await once(raw, 'connect');
    this.#socket.write(`${command}\r\n`);
    if (!this.#target.tls) {
      await this.#opened();
      return { socket: raw, raw };
    }
    const session = (this.#socket as TLSSocket).getSession();
    const data = connectTls({ socket: raw, session, ...TRUST_ALL });
    data.on('error', () => data.destroy());
    await Promise.all([handshake(data), this.#opened()]);
    return { socket: data, raw };
  }

  async #opened(): Promise<void> {
    const { code, text } = await this.reply();
    if (code !== 150 && code !== 125) throw new Error(text);
  }

  /** Sends a file and resolves with its 226. */
  async store(path: string, pieces: Pieces): Promise<void> {
    const { socket: data } = await this.transfer(`STOR ${path}`);
    // Where the server breaks it off, its reply says why.
    data.on('error', () => data.destroy());
    data.resume();
    for (const piece of pieces) {
      if (data.destroyed) break;
      if (!data.write(piece)) await drained(data);
    }
    data.end();
    await this.expect(226);
  }

  /** Fetches a file and throws it away; gives its size. */
  async fetch(path: string): Promise<number> {
    const { socket: data } = await this.transfer(`RETR ${path}`);
    let size = 0;
    data.on('data', (d: Buffer) => {
      size += d.length;
    });
    if (!data.closed) await once(data, 'close');
    await this.expect(226);
    return size;
  }

  async quit(): Promise<void> {
    await this.command('QUIT', 221);
    this.close();
  }

  close(): void {
    this.#socket.destroy();
    this.#raw.destroy();
  }

  /** Breaks the control connection off with a reset. */
  reset(): void {
    this.#raw.resetAndDestroy();
  }
}

/** Rejects where the connection ends first, with an error or without. */
function handshake(socket: TLSSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('secureConnect', resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the connection ended in its TLS handshake')));
  });
}

function drained(data: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      data.off('drain', done);
      data.off('close', done);
      resolve();
    };
    data.on('drain', done);
    data.on('close', done);
  });
}
