import type { AddressRange } from '../address-range.ts';

/** Addresses as numbers, first and last included. */
interface Span {
  first: bigint;
  last: bigint;
}

const WIDTHS = [32, 128] as const;

/**
 * The fewest ranges that hold the same addresses: overlapping and neighbouring ones become one. IPv4 before IPv6, each
 * from the lowest. Everything is said as two halves (`/1`): firewalls take `/0` for a word of their own.
 */
export function mergeRanges(ranges: readonly AddressRange[]): AddressRange[] {
  return WIDTHS.flatMap((width) => {
    const spans = ranges.filter((r) => r.octets.length * 8 === width).map(spanOf);
    spans.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
    const joined: Span[] = [];
    for (const s of spans) {
      const before = joined.at(-1);
      if (!before || s.first > before.last + 1n) joined.push(s);
      else if (s.last > before.last) before.last = s.last;
    }
    return joined.flatMap((s) => rangesOf(s, width));
  });
}

/** Whether these ranges, as `mergeRanges` makes them, hold every IPv4 address. */
export function holdsAllIpv4(merged: readonly AddressRange[]): boolean {
  return merged.filter((r) => r.octets.length === 4 && r.bits === 1).length === 2;
}

/**
 * The ranges with no prefix longer than `bits` of its family: more addresses, fewer ranges. Merged.
 */
export function widenRanges(
  ranges: readonly AddressRange[],
  bits: { readonly ipv4: number; readonly ipv6: number },
): AddressRange[] {
  const wide = ranges.map((r) => {
    const width = r.octets.length * 8;
    const most = width === 32 ? bits.ipv4 : bits.ipv6;
    if (r.bits <= most) return r;
    const host = BigInt(width - most);
    return { octets: octetsOf((spanOf(r).first >> host) << host, width), bits: most };
  });
  return mergeRanges(wide);
}

function spanOf({ octets, bits }: AddressRange): Span {
  const first = octets.reduce((n, o) => (n << 8n) | BigInt(o), 0n);
  return { first, last: first + (1n << BigInt(octets.length * 8 - bits)) - 1n };
}

function rangesOf(span: Span, width: number): AddressRange[] {
  const found: AddressRange[] = [];
  let first = span.first;
  while (first <= span.last) {
    let host = 0;
    // As wide as the first address allows, and as the last one does.
    while (
      host < width - 1 &&
      (first & ((1n << BigInt(host + 1)) - 1n)) === 0n &&
      first + (1n << BigInt(host + 1)) - 1n <= span.last
    )
      host++;
    found.push({ octets: octetsOf(first, width), bits: width - host });
    first += 1n << BigInt(host);
  }
  return found;
}

function octetsOf(address: bigint, width: number): Uint8Array {
  return Uint8Array.from({ length: width / 8 }, (_, i) => Number((address >> BigInt(width - 8 * (i + 1))) & 0xffn));
}
