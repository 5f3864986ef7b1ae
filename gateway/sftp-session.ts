import type { Socket } from 'node:net';
import type { ServerChannel } from 'ssh2';
import type { Deps } from '../shared/app/deps.ts';
import type { Entry } from '../shared/app/tree.ts';
import { splitPath } from '../shared/domain/ftp-path.ts';
import { Refusal } from '../shared/domain/refusal.ts';
import type { Client, Visit } from './access.ts';
import { PacketChannel } from './sftp-channel.ts';
import { Download } from './sftp-download.ts';
import {
  attrsPacket,
  BadPacket,
  dataPacket,
  extendedPacket,
  Fields,
  handlePacket,
  MAX_DATA_BYTES,
  MAX_PACKET_BYTES,
  namesPacket,
  OPEN,
  pathPacket,
  REQUEST,
  STATUS,
  statusPacket,
  versionPacket,
} from './sftp-packets.ts';
import { statusOf, utf8 } from './sftp-status.ts';
import { Upload } from './sftp-upload.ts';
import { text } from './texts.ts';
import { Aborted } from './transfer.ts';

/** Files and folders open at once on one channel. */
export const MAX_HANDLES = 100;

const EXTENSIONS = ['posix-rename@openssh.com', '1', 'fsync@openssh.com', '1', 'limits@openssh.com', '1'];

/** A folder that a client reads: its entries as they were when it was opened. */
interface Listing {
  readonly kind: 'listing';
  readonly entry: Entry;
  readonly entries: readonly Entry[];
  at: number;
}

type Handle = Upload | Download | Listing;

/** What a session needs of the connection that it is on. */
export interface SessionHost {
  readonly deps: Deps;
  readonly visit: Visit;
  readonly client: Client;
  readonly socket: Socket;
  readonly isDraining: () => boolean;
  /** A request came, or was answered. */
  active(): void;
  /** The channel is over and nothing of it is open any more. */
  ended(session: SftpSession): void;
  /** It asks for more than it may have; it goes on with what it has. */
  refused(reason: string): void;
  /** What came is none of the protocol. */
  broken(error: Error): void;
}

/** One SFTP channel: requests run side by side, except those on one handle, which run in the order they came. */
export class SftpSession {
  readonly #host: SessionHost;
  readonly #channel: PacketChannel;
  readonly #handles = new Map<string, Handle>();
  #lastHandle = 0;
  #opening = 0;
  #running = 0;
  #isReady = false;
  #isOver = false;
  #whenIdle: (() => void) | null = null;

  constructor(channel: ServerChannel, host: SessionHost) {
    this.#host = host;
    this.#channel = new PacketChannel(channel, host.socket, {
      packet: (packet) => this.#accept(packet),
      end: () => void this.#end(),
      broken: (error) => host.broken(error),
    });
  }

  /** True while a file is open or a request is under way. */
  get isBusy(): boolean {
    return this.#running > 0 || [...this.#handles.values()].some((h) => h.kind !== 'listing');
  }

  close(): void {
    this.#channel.close();
  }

  #accept(packet: Buffer): Promise<void> | undefined {
    this.#host.active();
    const type = packet[0]!;
    if (!this.#isReady || type === REQUEST.INIT) {
      this.#init(type);
      return;
    }
    if (packet.length < 5) {
      this.#host.broken(new BadPacket('a request without an id'));
      return;
    }
    const id = packet.readUInt32BE(1);
    const fields = new Fields(packet, 5);
    this.#running++;
    return this.#run(type, id, fields)
      .catch((e: unknown) => this.#fail(id, type, e))
      .then(() => {
        this.#running--;
        if (this.#running === 0) this.#whenIdle?.();
        this.#host.active();
      });
  }

  #init(type: number): void {
    if (this.#isReady || type !== REQUEST.INIT) {
      this.#host.broken(new BadPacket('INIT is the first packet, once'));
      return;
    }
    this.#isReady = true;
    this.#channel.send(versionPacket(EXTENSIONS));
  }

  async #run(type: number, id: number, f: Fields): Promise<void> {
    switch (type) {
      case REQUEST.WRITE:
        return this.#write(id, f);
      case REQUEST.READ:
        return this.#read(id, f);
      case REQUEST.OPEN:
        return this.#open(id, f);
      case REQUEST.CLOSE:
        return this.#close(id, f);
      case REQUEST.STAT:
      case REQUEST.LSTAT:
        return this.#attrs(id, await this.#tree.stat(this.#path(f)));
      case REQUEST.FSTAT:
        return this.#fstat(id, f);
      case REQUEST.SETSTAT:
        return this.#setstat(id, f);
      case REQUEST.FSETSTAT:
        return this.#fsetstat(id, f);
      case REQUEST.OPENDIR:
        return this.#opendir(id, f);
      case REQUEST.READDIR:
        return this.#readdir(id, f);
      case REQUEST.REALPATH:
        return this.#realpath(id, f);
      case REQUEST.REMOVE:
        return this.#done(id, this.#tree.remove(this.#path(f)));
      case REQUEST.MKDIR:
        return this.#done(id, this.#tree.makeFolder(this.#path(f)));
      case REQUEST.RMDIR:
        return this.#done(id, this.#tree.removeFolder(this.#path(f)));
      case REQUEST.RENAME:
        return this.#rename(id, f);
      case REQUEST.EXTENDED:
        return this.#extended(id, f);
      case REQUEST.READLINK:
      case REQUEST.SYMLINK:
        return this.#status(id, STATUS.OP_UNSUPPORTED, 'NO_LINKS');
      default:
        return this.#status(id, STATUS.OP_UNSUPPORTED, 'UNSUPPORTED', { command: `SFTP ${type}` });
    }
  }

  async #open(id: number, f: Fields): Promise<void> {
    const path = this.#path(f);
    const flags = f.u32();
    f.size();
    if (this.#host.isDraining()) throw new Refusal('conflict', 'CLOSING');
    return this.#opened(id, () =>
      flags & OPEN.WRITE ? this.#openWrite(path, flags) : Download.open(this.#tree, path),
    );
  }

  /** A deposit is a whole file: nothing is appended to and nothing changed in place. */
  async #openWrite(path: string, flags: number): Promise<Upload> {
    if (flags & OPEN.APPEND) throw new Refusal('invalid', 'NO_RESUMED_UPLOAD');
    const isWhole = (flags & OPEN.CREAT) !== 0 && (flags & OPEN.TRUNC) !== 0 && (flags & OPEN.EXCL) === 0;
    if (!isWhole) {
      const there = await this.#tree.stat(path).catch((e: unknown) => {
        if (e instanceof Refusal && e.kind === 'not-found' && flags & OPEN.CREAT) return null;
        throw e;
      });
      if (there?.kind === 'dir') throw new Refusal('invalid', 'NOT_A_FILE', { path });
      if (there && flags & OPEN.EXCL) throw new Refusal('conflict', 'FILE_EXISTS', { path });
      if (there && !(flags & OPEN.TRUNC)) throw new Refusal('invalid', 'NO_RESUMED_UPLOAD');
    }
    return new Upload(this.#tree.openWrite(path), (bytes) => this.#channel.lend(bytes));
  }

  async #opendir(id: number, f: Fields): Promise<void> {
    const path = this.#path(f);
    return this.#opened(id, async () => {
      await this.#tree.assertFolder(path);
      const entries = await this.#tree.list(path);
      const name = splitPath(path).name || '/';
      return { kind: 'listing', entry: { name, kind: 'dir', size: 0, at: null, id: null }, entries, at: 0 };
    });
  }

  async #opened(id: number, open: () => Promise<Handle>): Promise<void> {
    if (this.#handles.size + this.#opening >= MAX_HANDLES) {
      this.#host.refused('too many handles');
      throw new Refusal('too-many', 'TOO_MANY_HANDLES', { limit: String(MAX_HANDLES) });
    }
    this.#opening++;
    let handle: Handle;
    try {
      handle = await open();
    } finally {
      this.#opening--;
    }
    if (this.#isOver) return this.#drop(handle);
    const name = Buffer.alloc(4);
    name.writeUInt32BE(++this.#lastHandle);
    this.#handles.set(name.toString('latin1'), handle);
    this.#channel.send(handlePacket(id, name));
  }

  async #write(id: number, f: Fields): Promise<void> {
    const handle = this.#handle(f, 'upload');
    await handle.write(f.u64(), f.string());
    this.#ok(id);
  }

  async #read(id: number, f: Fields): Promise<void> {
    const handle = this.#handle(f, 'download');
    const offset = f.u64() ?? Number.MAX_SAFE_INTEGER;
    const length = Math.min(f.u32(), MAX_DATA_BYTES);
    const bytes = await handle.read(offset, length, () => this.#channel.room());
    if (bytes) this.#channel.send(dataPacket(id, bytes));
    else this.#status(id, STATUS.EOF, 'END_OF_FILE');
  }

  async #close(id: number, f: Fields): Promise<void> {
    const key = f.string().toString('latin1');
    const handle = this.#handles.get(key);
    if (!handle) throw new Refusal('invalid', 'BAD_HANDLE');
    this.#handles.delete(key);
    if (handle.kind === 'upload') await handle.commit();
    if (handle.kind === 'download') await handle.end();
    this.#ok(id);
  }

  async #fstat(id: number, f: Fields): Promise<void> {
    const handle = this.#handle(f);
    const entry: Entry =
      handle.kind === 'upload' ? { name: '', kind: 'file', size: handle.size, at: null, id: null } : handle.entry;
    this.#attrs(id, entry);
  }

  /** Times and permissions are taken and not kept: clients set them after an upload and take a refusal for a failure. */
  async #setstat(id: number, f: Fields): Promise<void> {
    this.#path(f);
    if (f.size() !== null) throw new Refusal('invalid', 'SIZE_NOT_SET');
    this.#ok(id);
  }

  async #fsetstat(id: number, f: Fields): Promise<void> {
    const handle = this.#handle(f);
    const size = f.size();
    if (size !== null) {
      if (handle.kind !== 'upload') throw new Refusal('invalid', 'SIZE_NOT_SET');
      handle.announce(size);
    }
    this.#ok(id);
  }

  async #readdir(id: number, f: Fields): Promise<void> {
    const handle = this.#handle(f, 'listing');
    const wait = this.#channel.room();
    if (wait) await wait;
    if (handle.at >= handle.entries.length) return this.#status(id, STATUS.EOF, 'END_OF_LIST');
    const { packet, count } = namesPacket(id, handle.entries, handle.at, this.#now);
    handle.at += count;
    this.#channel.send(packet);
  }

  /** Above the root there is the root, as on every Unix: a client that goes up to find the top gets there. */
  async #realpath(id: number, f: Fields): Promise<void> {
    const argument = utf8(f.string());
    const path = /^\/*(\.{0,2}\/+)*\.{0,2}$/.test(argument) ? '/' : this.#tree.resolve('/', argument);
    this.#channel.send(pathPacket(id, path));
  }

  async #rename(id: number, f: Fields): Promise<void> {
    const from = this.#path(f);
    return this.#done(id, this.#tree.rename(from, this.#path(f)));
  }

  async #extended(id: number, f: Fields): Promise<void> {
    const name = utf8(f.string());
    switch (name) {
      case 'posix-rename@openssh.com':
        return this.#rename(id, f);
      case 'fsync@openssh.com':
        // What is open is not yet a document; what its close acknowledges is durable.
        this.#handle(f);
        return this.#ok(id);
      case 'limits@openssh.com':
        this.#channel.send(extendedPacket(id, [MAX_PACKET_BYTES, MAX_DATA_BYTES, MAX_DATA_BYTES, MAX_HANDLES]));
        return;
      default:
        return this.#status(id, STATUS.OP_UNSUPPORTED, 'UNSUPPORTED', { command: name.slice(0, 60) });
    }
  }

  get #tree(): Visit['vfs'] {
    return this.#host.visit.vfs;
  }

  get #now(): number {
    return this.#host.deps.clock.now();
  }

  #path(f: Fields): string {
    return this.#tree.resolve('/', utf8(f.string()));
  }

  #handle<K extends Handle['kind']>(f: Fields, kind: K): Extract<Handle, { kind: K }>;
  #handle(f: Fields): Handle;
  #handle(f: Fields, kind?: Handle['kind']): Handle {
    const handle = this.#handles.get(f.string().toString('latin1'));
    if (!handle || (kind && handle.kind !== kind)) throw new Refusal('invalid', 'BAD_HANDLE');
    return handle;
  }

  async #done(id: number, work: Promise<void>): Promise<void> {
    await work;
    this.#ok(id);
  }

  #attrs(id: number, entry: Entry): void {
    this.#channel.send(attrsPacket(id, entry, this.#now));
  }

  #ok(id: number): void {
    this.#status(id, STATUS.OK, 'OK');
  }

  #status(id: number, code: number, message: string, params?: Readonly<Record<string, string>>): void {
    const { language } = this.#host.visit;
    this.#channel.send(statusPacket(id, code, text(language, message, params), language));
  }

  #fail(id: number, type: number, e: unknown): void {
    // Its stream was taken away, or there is nobody left to be told.
    if (e instanceof Aborted || this.#isOver) return;
    if (e instanceof BadPacket) {
      this.#status(id, STATUS.BAD_MESSAGE, 'BAD_PACKET');
      return;
    }
    if (e instanceof Refusal) {
      this.#status(id, statusOf(e), e.code, e.params);
      return;
    }
    const { client, visit, deps } = this.#host;
    deps.log.error('sftp-fault', { request: type, user: visit.user, address: client.address, error: e });
    this.#status(id, STATUS.FAILURE, 'FAULT');
  }

  /** What was open when the channel ended: no upload of it becomes a document. */
  async #end(): Promise<void> {
    this.#isOver = true;
    const open = [...this.#handles.values()];
    this.#handles.clear();
    await Promise.all(open.map((h) => this.#drop(h)));
    // A close that was under way goes through.
    if (this.#running > 0)
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve;
      });
    this.#channel.close();
    this.#host.ended(this);
  }

  async #drop(handle: Handle): Promise<void> {
    const gone = new Aborted('control');
    try {
      if (handle.kind === 'upload') await handle.abort(gone);
      if (handle.kind === 'download') await handle.end(gone);
    } catch (error) {
      this.#host.deps.log.warn('sftp-undo-failed', { user: this.#host.visit.user, error });
    }
  }
}
