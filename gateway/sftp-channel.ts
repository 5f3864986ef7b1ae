import type { Socket } from 'node:net';
import type { ServerChannel } from 'ssh2';
import { PacketReader } from './sftp-packets.ts';

/** The window that ssh2 opens every channel with. Bytes. */
const FIRST_WINDOW_BYTES = 2 * 1024 * 1024;
/** The window afterwards: what a client may have sent that nobody has taken yet. Several times the largest packet. */
const WINDOW_BYTES = 1024 * 1024;
const WINDOW_STEP_BYTES = WINDOW_BYTES / 4;

/** Requests at work at once. Those behind them wait, and the window holds their bytes. */
const MAX_RUNNING = 1024;

/** Answers that a client has not taken: beyond, files are read no further, and requests wait. */
const MAX_UNSENT_BYTES = 1024 * 1024;

/**
 * What is used of ssh2's channels beyond their types: its own window opens again as soon as bytes are read, which keeps
 * nobody from sending faster than storage takes.
 */
interface RawChannel {
  readonly incoming: { window: number };
  readonly outgoing: { readonly id: number; readonly state: string };
  readonly _client: { readonly _protocol: { channelWindowAdjust(id: number, bytes: number): void } };
  push(data: Buffer | null): boolean;
}

export interface PacketListener {
  /**
   * A packet without its length. The promise resolves when its bytes may be counted as taken and never rejects;
   * undefined where they are taken already.
   */
  packet(packet: Buffer): Promise<void> | undefined;
  /** The client sends no more, or is gone. Once. */
  end(): void;
  /** What came is none of the protocol. */
  broken(error: Error): void;
}

/** The packets of one SFTP channel, in both directions, each held back where the other side does not keep up. */
export class PacketChannel {
  readonly #channel: ServerChannel;
  readonly #raw: RawChannel;
  readonly #socket: Socket;
  readonly #listener: PacketListener;
  readonly #reader = new PacketReader();
  #waiting: Buffer[] = [];
  #running = 0;
  #granted = FIRST_WINDOW_BYTES;
  #taken = 0;
  #lent = 0;
  /** The client reads or sends no more. */
  #isOver = false;
  /** The connection is gone: ssh2 throws where it is written to. */
  #isDead = false;
  #unsent: Buffer[] = [];
  #unsentBytes = 0;
  #flushing: NodeJS.Immediate | null = null;
  #resting: Promise<void> | null = null;

  constructor(channel: ServerChannel, socket: Socket, listener: PacketListener) {
    this.#channel = channel;
    this.#raw = channel as unknown as RawChannel;
    this.#socket = socket;
    this.#listener = listener;
    const end = this.#raw.push.bind(channel);
    this.#raw.push = (data) => {
      if (data === null) {
        end(null);
        this.#end();
      } else this.#read(data);
      // "Enough for now": ssh2 leaves the window as it is.
      return false;
    };
    // Nothing ever lies in it, but its end must be read.
    channel.resume();
    channel.on('error', () => this.#end());
    channel.once('close', () => this.#end());
    for (const event of ['end', 'close'] as const)
      socket.once(event, () => {
        this.#isDead = true;
        this.#end();
      });
  }

  /** Puts a packet on its way, with whatever else is answered in this turn of the event loop. */
  send(packet: Buffer): void {
    if (this.#isOver) return;
    this.#unsent.push(packet);
    this.#unsentBytes += packet.length;
    this.#flushing ??= setImmediate(() => this.#flush());
  }

  /** Resolves when the client takes what it was sent; null where it does. Resolves also when the channel is over. */
  room(): Promise<void> | null {
    if (this.#isOver || !this.#isClogged) return null;
    return this.#roomAgain();
  }

  /** Lets the client send so much more though nobody has taken it; negative to take that back. Bytes. */
  lend(bytes: number): void {
    this.#lent += bytes;
    this.#openWindow();
  }

  /** Closes it, which clients wait for after their last word. */
  close(): void {
    this.#flush();
    this.#end();
    if (this.#isDead) return;
    this.#channel.exit(0);
    this.#channel.close();
  }

  get #isClogged(): boolean {
    return this.#unsentBytes + this.#channel.writableLength + this.#socket.writableLength > MAX_UNSENT_BYTES;
  }

  async #roomAgain(): Promise<void> {
    while (!this.#isOver && this.#isClogged) {
      this.#flush();
      await this.#drained();
    }
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const { writableNeedDrain: isChannel } = this.#channel;
      const { writableNeedDrain: isSocket } = this.#socket;
      if (!isChannel && !isSocket) return void setImmediate(resolve);
      const done = () => {
        this.#channel.off('drain', done);
        this.#socket.off('drain', done);
        this.#channel.off('close', done);
        this.#socket.off('close', done);
        resolve();
      };
      if (isChannel) this.#channel.on('drain', done);
      if (isSocket) this.#socket.on('drain', done);
      this.#channel.on('close', done);
      this.#socket.on('close', done);
    });
  }

  #read(chunk: Buffer): void {
    if (this.#isOver) return;
    try {
      if (this.#raw.incoming.window < 0) throw new Error('more bytes than the window allows');
      for (const packet of this.#reader.push(chunk)) this.#waiting.push(packet);
    } catch (e) {
      this.#listener.broken(e as Error);
      return;
    }
    this.#deliver();
  }

  #deliver(): void {
    let i = 0;
    for (; i < this.#waiting.length && this.#running < MAX_RUNNING && !this.#isOver && !this.#isClogged; i++) {
      const packet = this.#waiting[i]!;
      const bytes = packet.length + 4;
      const work = this.#listener.packet(packet);
      if (!work) {
        this.#taken += bytes;
        continue;
      }
      this.#running++;
      void work.then(() => {
        this.#running--;
        this.#taken += bytes;
        if (this.#waiting.length > 0) this.#deliver();
        else this.#openWindow();
      });
    }
    this.#waiting = i === this.#waiting.length ? [] : this.#waiting.slice(i);
    if (this.#waiting.length > 0 && this.#isClogged) this.#rest();
    this.#openWindow();
  }

  /** Who reads no answers is asked to send no more requests: those that wait keep the window closed. */
  #rest(): void {
    this.#resting ??= this.#roomAgain().then(() => {
      this.#resting = null;
      this.#deliver();
    });
  }

  /** Bytes that the window is to open by; 0 where it is not worth a packet. */
  get #due(): number {
    const more = this.#taken + this.#lent + WINDOW_BYTES - this.#granted;
    return more < WINDOW_STEP_BYTES || this.#raw.outgoing.state !== 'open' ? 0 : more;
  }

  /** With the answers of this turn: a packet of its own costs a write of its own. */
  #openWindow(): void {
    if (this.#due > 0 && !this.#isOver) this.#flushing ??= setImmediate(() => this.#flush());
  }

  #grant(more: number): void {
    this.#granted += more;
    this.#raw.incoming.window += more;
    this.#raw._client._protocol.channelWindowAdjust(this.#raw.outgoing.id, more);
  }

  #flush(): void {
    if (this.#flushing) clearImmediate(this.#flushing);
    this.#flushing = null;
    if (this.#isOver) return;
    const due = this.#due;
    this.#socket.cork();
    if (due > 0) this.#grant(due);
    if (this.#unsent.length > 0) this.#answer();
    this.#socket.uncork();
  }

  #answer(): void {
    // One piece, so that the channel cuts it into full SSH packets: each costs a cipher and several writes.
    const bytes = this.#unsent.length === 1 ? this.#unsent[0]! : Buffer.concat(this.#unsent, this.#unsentBytes);
    this.#unsent = [];
    this.#unsentBytes = 0;
    this.#channel.write(bytes);
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#flushing) clearImmediate(this.#flushing);
    this.#flushing = null;
    this.#waiting = [];
    this.#unsent = [];
    this.#listener.end();
  }
}
