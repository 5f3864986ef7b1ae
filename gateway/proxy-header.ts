import { isIPv4, isIPv6, type Socket } from 'node:net';
import { plainAddress } from './address.ts';

/** The PROXY protocol, versions 1 and 2 (https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt). */

export class BadProxyHeader extends Error {
  override name = 'BadProxyHeader';
}

export interface ProxyHeader {
  /** Bytes that it takes; what follows is the client's. */
  readonly length: number;
  /** Null where it names nobody (LOCAL, UNKNOWN: the proxy's own health check): the connection's own addresses hold. */
  readonly client: { readonly address: string; readonly localAddress: string } | null;
}

const V1_PREFIX = Buffer.from('PROXY ');
const V1_MAX_BYTES = 107;
const V2_SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');
const V2_HEAD_BYTES = 16;
/** Addresses take at most 36; the rest is for the TLVs of a proxy in the cloud. */
const V2_MAX_BODY_BYTES = 2048;

const LOCAL = 0x20;
const PROXY = 0x21;
const TCP4 = 0x11;
const TCP6 = 0x21;
const UNSPECIFIED = 0x00;

/** Null where more bytes are needed. Throws `BadProxyHeader`. */
export function parseProxyHeader(bytes: Buffer): ProxyHeader | null {
  if (isPrefix(bytes, V2_SIGNATURE)) return bytes.length < V2_HEAD_BYTES ? null : parseV2(bytes);
  if (isPrefix(bytes, V1_PREFIX)) return parseV1(bytes);
  throw new BadProxyHeader('no PROXY header');
}

/** True where what both have is the same. */
function isPrefix(bytes: Buffer, expected: Buffer): boolean {
  const n = Math.min(bytes.length, expected.length);
  return bytes.subarray(0, n).equals(expected.subarray(0, n));
}

function parseV1(bytes: Buffer): ProxyHeader | null {
  const end = bytes.subarray(0, V1_MAX_BYTES).indexOf('\r\n');
  if (end < 0) {
    if (bytes.length >= V1_MAX_BYTES) throw new BadProxyHeader('version 1: no end of line');
    return null;
  }
  const length = end + 2;
  const [, family, source, destination, ...ports] = bytes.toString('latin1', 0, end).split(' ');
  if (family === 'UNKNOWN') return { length, client: null };
  const isAddress = family === 'TCP4' ? isIPv4 : family === 'TCP6' ? isIPv6 : null;
  if (!isAddress?.(source ?? '') || !isAddress(destination ?? '') || ports.length !== 2 || !ports.every(isPort))
    throw new BadProxyHeader('version 1: no such address');
  return { length, client: { address: plainAddress(source), localAddress: plainAddress(destination) } };
}

function isPort(text: string): boolean {
  return /^(0|[1-9]\d{0,4})$/.test(text) && Number(text) <= 65535;
}

function parseV2(bytes: Buffer): ProxyHeader | null {
  const command = bytes[12]!;
  const family = bytes[13]!;
  const bodyBytes = bytes.readUInt16BE(14);
  if (bodyBytes > V2_MAX_BODY_BYTES) throw new BadProxyHeader('version 2: too long');
  if (command !== LOCAL && command !== PROXY) throw new BadProxyHeader('version 2: unknown command');
  const length = V2_HEAD_BYTES + bodyBytes;
  const isNobody = command === LOCAL || family === UNSPECIFIED;
  const addressBytes = family === TCP4 ? 4 : family === TCP6 ? 16 : null;
  if (!isNobody && (addressBytes === null || bodyBytes < 2 * addressBytes + 4))
    throw new BadProxyHeader('version 2: no TCP address');
  if (bytes.length < length) return null;
  if (isNobody || addressBytes === null) return { length, client: null };
  const address = (at: number) => addressText(bytes.subarray(at, at + addressBytes));
  return { length, client: { address: address(16), localAddress: address(16 + addressBytes) } };
}

/** As the system writes addresses: IPv6 in its short form, IPv4 in IPv6 as IPv4. */
function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(2 * i).toString(16));
  if (groups.slice(0, 6).join(':') === '0:0:0:0:0:ffff') return bytes.subarray(12).join('.');
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/**
 * Takes the header off a paused connection and leaves it paused, the bytes behind the header still to be read. Rejects
 * with `BadProxyHeader`, also where the header is not there within `ms`.
 */
export function readProxyHeader(socket: Socket, ms: number): Promise<ProxyHeader> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const done = () => {
      clearTimeout(timer);
      socket.off('data', read);
      socket.off('end', ended);
      socket.off('close', ended);
    };
    const fail = (e: unknown) => {
      done();
      reject(e);
    };
    const ended = () => fail(new BadProxyHeader('ended before its header'));
    const timer = setTimeout(() => fail(new BadProxyHeader('no header in time')), ms);
    const read = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      try {
        const header = parseProxyHeader(bytes);
        if (!header) return;
        done();
        socket.pause();
        if (bytes.length > header.length) socket.unshift(bytes.subarray(header.length));
        resolve(header);
      } catch (e) {
        fail(e);
      }
    };
    socket.on('data', read);
    socket.once('end', ended);
    socket.once('close', ended);
    socket.resume();
  });
}
