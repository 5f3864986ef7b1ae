import type { Entry } from '../shared/app/tree.ts';
import { listLine } from './listing.ts';

/** Packets of SFTP version 3 (draft-ietf-secsh-filexfer-02) and OpenSSH's extensions (its file PROTOCOL). */

export const REQUEST = {
  INIT: 1,
  OPEN: 3,
  CLOSE: 4,
  READ: 5,
  WRITE: 6,
  LSTAT: 7,
  FSTAT: 8,
  SETSTAT: 9,
  FSETSTAT: 10,
  OPENDIR: 11,
  READDIR: 12,
  REMOVE: 13,
  MKDIR: 14,
  RMDIR: 15,
  REALPATH: 16,
  STAT: 17,
  RENAME: 18,
  READLINK: 19,
  SYMLINK: 20,
  EXTENDED: 200,
} as const;

const RESPONSE = { VERSION: 2, STATUS: 101, HANDLE: 102, DATA: 103, NAME: 104, ATTRS: 105, EXTENDED: 201 } as const;

export const STATUS = {
  OK: 0,
  EOF: 1,
  NO_SUCH_FILE: 2,
  PERMISSION_DENIED: 3,
  FAILURE: 4,
  BAD_MESSAGE: 5,
  OP_UNSUPPORTED: 8,
} as const;

export const OPEN = { READ: 1, WRITE: 2, APPEND: 4, CREAT: 8, TRUNC: 16, EXCL: 32 } as const;

const ATTR = { SIZE: 1, UIDGID: 2, PERMISSIONS: 4, ACMODTIME: 8, EXTENDED: 0x80000000 } as const;

/** As OpenSSH's server has it: the length of a packet, and of the data in one. Bytes. */
export const MAX_PACKET_BYTES = 256 * 1024;
export const MAX_DATA_BYTES = MAX_PACKET_BYTES - 1024;

/** Not a packet of the protocol: nothing that follows it on the channel can be understood. */
export class BadPacket extends Error {
  override name = 'BadPacket';
}

/** The fields of a packet, one after the other. Every method throws `BadPacket` where the packet is too short. */
export class Fields {
  readonly #bytes: Buffer;
  #at: number;

  /** `at`: where the first one begins. */
  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  u32(): number {
    return this.#bytes.readUInt32BE(this.#take(4));
  }

  /** Null beyond what a number holds exactly. */
  u64(): number | null {
    const n = this.#bytes.readBigUInt64BE(this.#take(8));
    return n <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(n) : null;
  }

  /** Not copied. */
  string(): Buffer {
    const length = this.u32();
    const at = this.#take(length);
    return this.#bytes.subarray(at, at + length);
  }

  /** The size that attributes state, null where they state none; the rest of them is passed over. */
  size(): number | null {
    const flags = this.u32();
    const size = flags & ATTR.SIZE ? this.u64() : null;
    if (flags & ATTR.UIDGID) this.#take(8);
    if (flags & ATTR.PERMISSIONS) this.#take(4);
    if (flags & ATTR.ACMODTIME) this.#take(8);
    // A count that is not true ends at the packet's end.
    if (flags & ATTR.EXTENDED) for (let left = this.u32(); left > 0; left--) this.#pass(2);
    return size;
  }

  #pass(strings: number): void {
    for (; strings > 0; strings--) this.string();
  }

  #take(bytes: number): number {
    const at = this.#at;
    if (at + bytes > this.#bytes.length) throw new BadPacket('a field goes beyond its packet');
    this.#at += bytes;
    return at;
  }
}

/** Bytes to packets, each without its length. */
export class PacketReader {
  #length = Buffer.alloc(4);
  #lengthBytes = 0;
  #packet: Buffer | null = null;
  #filled = 0;

  /** Throws `BadPacket` for a length that no packet has. */
  push(chunk: Buffer): Buffer[] {
    const packets: Buffer[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (!this.#packet) {
        at += this.#readLength(chunk, at);
        if (this.#lengthBytes < 4) break;
        const length = this.#length.readUInt32BE(0);
        if (length < 1 || length > MAX_PACKET_BYTES) throw new BadPacket(`a packet of ${length} bytes`);
        if (chunk.length - at >= length) {
          packets.push(chunk.subarray(at, at + length));
          at += length;
          this.#lengthBytes = 0;
          continue;
        }
        this.#packet = Buffer.allocUnsafe(length);
        this.#filled = 0;
      }
      const copied = chunk.copy(this.#packet, this.#filled, at);
      at += copied;
      this.#filled += copied;
      if (this.#filled === this.#packet.length) {
        packets.push(this.#packet);
        this.#packet = null;
        this.#lengthBytes = 0;
      }
    }
    return packets;
  }

  #readLength(chunk: Buffer, at: number): number {
    const copied = chunk.copy(this.#length, this.#lengthBytes, at, at + 4 - this.#lengthBytes);
    this.#lengthBytes += copied;
    return copied;
  }
}

/** A packet of `bytes` bytes behind its type and `id`, still to be filled from `at`. */
function begin(type: number, id: number, bytes: number): { packet: Buffer; at: number } {
  const packet = Buffer.allocUnsafe(9 + bytes);
  packet.writeUInt32BE(5 + bytes, 0);
  packet[4] = type;
  packet.writeUInt32BE(id, 5);
  return { packet, at: 9 };
}

function putString(packet: Buffer, at: number, text: string | Buffer): number {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  packet.writeUInt32BE(bytes.length, at);
  bytes.copy(packet, at + 4);
  return at + 4 + bytes.length;
}

function sizeOf(text: string): number {
  return 4 + Buffer.byteLength(text);
}

/** `extensions`: name and version by turns. */
export function versionPacket(extensions: readonly string[]): Buffer {
  const { packet, at } = begin(
    RESPONSE.VERSION,
    3,
    extensions.reduce((n, t) => n + sizeOf(t), 0),
  );
  extensions.reduce((to, t) => putString(packet, to, t), at);
  return packet;
}

export function statusPacket(id: number, code: number, message: string, language: string): Buffer {
  const { packet, at } = begin(RESPONSE.STATUS, id, 4 + sizeOf(message) + sizeOf(language));
  packet.writeUInt32BE(code, at);
  putString(packet, putString(packet, at + 4, message), language);
  return packet;
}

export function handlePacket(id: number, handle: Buffer): Buffer {
  const { packet, at } = begin(RESPONSE.HANDLE, id, 4 + handle.length);
  putString(packet, at, handle);
  return packet;
}

export function dataPacket(id: number, chunks: readonly Uint8Array[]): Buffer {
  const length = chunks.reduce((n, c) => n + c.length, 0);
  const { packet, at } = begin(RESPONSE.DATA, id, 4 + length);
  packet.writeUInt32BE(length, at);
  let to = at + 4;
  for (const chunk of chunks) {
    packet.set(chunk, to);
    to += chunk.length;
  }
  return packet;
}

export function extendedPacket(id: number, numbers: readonly number[]): Buffer {
  const { packet, at } = begin(RESPONSE.EXTENDED, id, 8 * numbers.length);
  numbers.forEach((n, i) => {
    packet.writeBigUInt64BE(BigInt(n), at + 8 * i);
  });
  return packet;
}

const ATTRS_BYTES = 32;

/** Size, owner, permissions and times; times are whole seconds. */
function putAttrs(packet: Buffer, at: number, entry: Entry, now: number): number {
  const seconds = Math.floor((entry.at ?? now) / 1000);
  packet.writeUInt32BE(ATTR.SIZE | ATTR.UIDGID | ATTR.PERMISSIONS | ATTR.ACMODTIME, at);
  packet.writeBigUInt64BE(BigInt(entry.size), at + 4);
  packet.writeUInt32BE(0, at + 12);
  packet.writeUInt32BE(0, at + 16);
  packet.writeUInt32BE(entry.kind === 'dir' ? 0o040770 : 0o100660, at + 20);
  packet.writeUInt32BE(seconds, at + 24);
  packet.writeUInt32BE(seconds, at + 28);
  return at + ATTRS_BYTES;
}

/** `now`: milliseconds since 1970, for folders that have no time of their own. */
export function attrsPacket(id: number, entry: Entry, now: number): Buffer {
  const { packet, at } = begin(RESPONSE.ATTRS, id, ATTRS_BYTES);
  putAttrs(packet, at, entry, now);
  return packet;
}

/** Old clients take no packet over 34,000 bytes; and as OpenSSH's server, no more than a hundred names. */
const MAX_NAMES_BYTES = 32_000;
const MAX_NAMES = 100;

/** As many entries from `from` on as fit into one packet, each with its line of `ls -l`, and how many those are. */
export function namesPacket(
  id: number,
  entries: readonly Entry[],
  from: number,
  now: number,
): { packet: Buffer; count: number } {
  const lines: string[] = [];
  let bytes = 0;
  for (const entry of entries.slice(from, from + MAX_NAMES)) {
    const line = listLine(entry, now);
    bytes += sizeOf(entry.name) + sizeOf(line) + ATTRS_BYTES;
    if (lines.length > 0 && bytes > MAX_NAMES_BYTES) {
      bytes -= sizeOf(entry.name) + sizeOf(line) + ATTRS_BYTES;
      break;
    }
    lines.push(line);
  }
  const { packet, at } = begin(RESPONSE.NAME, id, 4 + bytes);
  packet.writeUInt32BE(lines.length, at);
  let to = at + 4;
  lines.forEach((line, i) => {
    const entry = entries[from + i]!;
    to = putAttrs(packet, putString(packet, putString(packet, to, entry.name), line), entry, now);
  });
  return { packet, count: lines.length };
}

/** The answer of REALPATH: one name without attributes. */
export function pathPacket(id: number, path: string): Buffer {
  const { packet, at } = begin(RESPONSE.NAME, id, 4 + 2 * sizeOf(path) + 4);
  packet.writeUInt32BE(1, at);
  packet.writeUInt32BE(0, putString(packet, putString(packet, at + 4, path), path));
  return packet;
}
