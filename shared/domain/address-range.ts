/**
 * IP addresses and ranges of them (CIDR, RFC 4632 and RFC 4291). An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) is
 * the IPv4 address. Nothing that programs read in different ways is taken: octets with leading zeros, zones, short forms.
 */

export interface AddressRange {
  /** 4 or 16 octets, zero after the prefix. */
  readonly octets: Uint8Array;
  /** Length of the prefix in bits: 32 or 128 for one address. */
  readonly bits: number;
}

/** Why a text is no range: a code of the messages, with what it needs. */
export class BadRange extends Error {
  override name = 'BadRange';
  readonly code: 'ADDRESS_INVALID' | 'ADDRESS_PREFIX_INVALID' | 'ADDRESS_BEYOND_PREFIX';
  readonly params: Readonly<Record<string, string>>;
  constructor(code: BadRange['code'], params: Readonly<Record<string, string>>) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** The octets of an address, 4 or 16; null for a text that is none. */
export function parseAddress(text: string): Uint8Array | null {
  if (!text.includes(':')) return parseIpv4(text);
  const octets = parseIpv6(text);
  return octets && isMapped(octets) ? octets.subarray(12) : octets;
}

function parseIpv4(text: string): Uint8Array | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((p) => /^(0|[1-9]\d{0,2})$/.test(p) && Number(p) <= 255)) return null;
  return Uint8Array.from(parts, Number);
}

function parseIpv6(text: string): Uint8Array | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half, i) => groups(half, i === halves.length - 1));
  if (!head || (halves.length === 2 && !tail)) return null;
  const given = head.length + (tail?.length ?? 0);
  // `::` stands for at least one group.
  if (tail ? given > 7 : given !== 8) return null;
  const all = [...head, ...Array.from({ length: tail ? 8 - given : 0 }, () => 0), ...(tail ?? [])];
  return Uint8Array.from(all.flatMap((g) => [g >> 8, g & 0xff]));
}

/** Groups of 16 bits; the last two of an address may be written as IPv4. Null where one is none. */
function groups(text: string, isLast: boolean): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const last = isLast && parts.at(-1)!.includes('.') ? parseIpv4(parts.pop()!) : undefined;
  if (last === null || !parts.every((p) => /^[0-9a-f]{1,4}$/i.test(p))) return null;
  const found = parts.map((p) => Number.parseInt(p, 16));
  return last ? [...found, (last[0]! << 8) | last[1]!, (last[2]! << 8) | last[3]!] : found;
}

function isMapped(octets: Uint8Array): boolean {
  return octets.subarray(0, 10).every((o) => o === 0) && octets[10] === 0xff && octets[11] === 0xff;
}

/** `192.0.2.0/24`, `2001:db8::/32` or one address. Throws `BadRange`. */
export function parseRange(text: string): AddressRange {
  const [, address = '', prefix] = /^([^/]*)(?:\/(.*))?$/s.exec(text.trim()) ?? [];
  const octets = parseAddress(address);
  if (!octets) throw new BadRange('ADDRESS_INVALID', { text });
  const width = octets.length * 8;
  if (prefix === undefined) return { octets, bits: width };
  // The prefix of a mapped address counts the 96 bits before it.
  const offset = address.includes(':') && width === 32 ? 96 : 0;
  const bits = Number(prefix) - offset;
  if (!/^(0|[1-9]\d{0,2})$/.test(prefix) || bits < 0 || bits > width)
    throw new BadRange('ADDRESS_PREFIX_INVALID', { text, max: String(width + offset) });
  const first = octets.map((o, i) => o & mask(bits, i));
  if (first.some((o, i) => o !== octets[i]))
    throw new BadRange('ADDRESS_BEYOND_PREFIX', { text, range: showRange({ octets: first, bits }) });
  return { octets, bits };
}

/** Bits of octet `i` that lie in a prefix of `bits`. */
function mask(bits: number, i: number): number {
  const inside = Math.min(8, Math.max(0, bits - i * 8));
  return (0xff << (8 - inside)) & 0xff;
}

export function holds(range: AddressRange, octets: Uint8Array): boolean {
  return (
    range.octets.length === octets.length && range.octets.every((o, i) => o === (octets[i]! & mask(range.bits, i)))
  );
}

/** The range in one way of writing (RFC 5952 for IPv6). */
export function showRange({ octets, bits }: AddressRange): string {
  const address = octets.length === 4 ? octets.join('.') : showIpv6(octets);
  return bits === octets.length * 8 ? address : `${address}/${bits}`;
}

function showIpv6(octets: Uint8Array): string {
  const text = Array.from({ length: 8 }, (_, i) => ((octets[2 * i]! << 8) | octets[2 * i + 1]!).toString(16)).join(':');
  // The longest run of zeros, the first of equals, and never a single one.
  const runs = [...text.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)].sort((a, b) => b[0].length - a[0].length);
  const run = runs[0];
  if (!run) return text;
  const before = text.slice(0, run.index).replace(/:$/, '');
  const after = text.slice(run.index + run[0].length).replace(/^:/, '');
  return `${before}::${after}`;
}
