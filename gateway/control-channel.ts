import type { Socket } from 'node:net';
import { decodeLine, type Encoding, encodeText, LineReader, LineTooLong } from './line-reader.ts';
import type { Tls } from './tls.ts';

const MAX_UNREAD_REPLY_BYTES = 64 * 1024;

export interface ChannelEvents {
  /** Lines that came together, without their ends. */
  readonly onLines: (lines: readonly string[]) => void;
  readonly onLineTooLong: () => void;
  /** The client ended its side, or the connection broke: nothing more comes. */
  readonly onEnd: () => void;
}

/** The bytes of one control connection, in clear and later under TLS: lines in, replies out. */
export class ControlChannel {
  readonly #events: ChannelEvents;
  readonly #unreadMs: number;
  #socket: Socket;
  #reader = new LineReader();
  #isShaking = false;
  #isSecure = false;
  #isDeaf = false;
  #encoding: Encoding = 'utf8';
  #isUtf8Asked = false;

  /** `unreadMs`: how long a client may leave its answers unread. */
  constructor(socket: Socket, unreadMs: number, events: ChannelEvents) {
    this.#events = events;
    this.#unreadMs = unreadMs;
    this.#socket = socket;
    this.#listen();
  }

  /** How names are written in answers: as the client writes them. */
  get encoding(): Encoding {
    return this.#encoding;
  }

  /** From now on bytes that are no UTF-8 do not change the encoding of answers. */
  useUtf8(): void {
    this.#isUtf8Asked = true;
    this.#encoding = 'utf8';
  }

  get isSecure(): boolean {
    return this.#isSecure;
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && !this.#socket.readableEnded;
  }

  /** Raw lines, ended already. Waits while the client does not read its answers, which ends its connection in the end. */
  async send(lines: string): Promise<void> {
    // A reply in clear would break the handshake, and tell on the wire what is meant to be hidden.
    if (!this.#socket.writable || this.#isShaking) return;
    const socket = this.#socket;
    socket.write(encodeText(lines, this.#encoding));
    if (socket.writableLength <= MAX_UNREAD_REPLY_BYTES) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(late);
        socket.off('drain', done).off('close', done);
        resolve();
      };
      const late = setTimeout(() => socket.destroy(), this.#unreadMs);
      socket.on('drain', done).on('close', done);
    });
  }

  /**
   * Sends `goAhead` and hands the connection to TLS. Nothing is read in between, so that no handshake is taken for
   * commands; what the client sent in clear behind its command is dropped, so that nobody in between can slip commands
   * into its session. Gives the new socket; rejects with `TlsFailed`, the connection destroyed.
   */
  async secure(tls: Tls, goAhead: string, ms: number): Promise<Socket> {
    const raw = this.#socket;
    raw.pause();
    raw.removeAllListeners('data');
    this.#reader = new LineReader();
    // What has been read and not been looked at was sent in clear.
    while (raw.read() !== null);
    raw.write(goAhead);
    this.#isShaking = true;
    this.#socket = await tls.secure(raw, ms);
    this.#isShaking = false;
    this.#isSecure = true;
    this.#listen();
    return this.#socket;
  }

  /** Sends what is to be sent, and closes. */
  end(): void {
    const socket = this.#socket;
    if (this.#isShaking) socket.destroy();
    else socket.end();
    // A client that never closes its side.
    setTimeout(() => socket.destroy(), 2_000).unref();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.on('data', (chunk) => this.#read(chunk));
    // The server ends its side when the client ends its own, so an end is the end of the session.
    for (const event of ['end', 'close'] as const) socket.once(event, () => this.#events.onEnd());
    // Not every error of TLS closes its socket; with its session gone no time would end it.
    socket.once('error', () => {
      socket.destroy();
      this.#events.onEnd();
    });
  }

  #read(chunk: Buffer): void {
    if (this.#isDeaf) return;
    let lines: Buffer[];
    try {
      lines = this.#reader.push(chunk);
    } catch (e) {
      if (!(e instanceof LineTooLong)) throw e;
      this.#isDeaf = true;
      this.#events.onLineTooLong();
      return;
    }
    this.#events.onLines(lines.map((line) => this.#decode(line)));
  }

  #decode(line: Buffer): string {
    const { text, encoding } = decodeLine(line);
    if (encoding === 'win1252' && !this.#isUtf8Asked) this.#encoding = encoding;
    return text;
  }
}
