import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holds, parseAddress, parseRange, showRange } from '../../../shared/domain/address-range.ts';
import { holdsAllIpv4, mergeRanges, widenRanges } from '../../../shared/domain/firewall/merge-ranges.ts';

const merged = (...texts: string[]) => mergeRanges(texts.map(parseRange)).map(showRange);

test('the fewest ranges that hold the same addresses, each family for itself', () => {
  assert.deepEqual(merged(), []);
  assert.deepEqual(merged('192.0.2.7', '192.0.2.6', '192.0.2.0/24', '198.51.100.1'), ['192.0.2.0/24', '198.51.100.1']);
  assert.deepEqual(merged('192.0.2.1', '192.0.2.2', '192.0.2.3'), ['192.0.2.1', '192.0.2.2/31']);
  assert.deepEqual(merged('2001:db8::1', '2001:db8::', '10.0.0.0/9', '10.128.0.0/9'), ['10.0.0.0/8', '2001:db8::/127']);
  assert.deepEqual(merged('255.255.255.254', '255.255.255.255'), ['255.255.255.254/31']);
});

test('everything is said in two halves', () => {
  assert.deepEqual(merged('0.0.0.0/0', '::/0'), ['0.0.0.0/1', '128.0.0.0/1', '::/1', '8000::/1']);
  assert.ok(holdsAllIpv4(mergeRanges([parseRange('0.0.0.0/0')])));
  assert.ok(!holdsAllIpv4(mergeRanges([parseRange('::/0'), parseRange('0.0.0.0/1')])));
});

test('any ranges: the same addresses, in order, none twice, whatever the order they came in', () => {
  // Few prefixes, so that they meet.
  const range = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 255 }), fc.integer({ min: 22, max: 32 }))
    .map(([c, d, bits]) => {
      const n = ((c << 8) | d) & (0xffff << (32 - bits));
      return parseRange(`10.0.${(n >> 8) & 255}.${n & 255}/${bits}`);
    });
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), fc.integer({ min: 0, max: 1023 }), (ranges, n) => {
      const result = mergeRanges(ranges);
      const address = parseAddress(`10.0.${n >> 8}.${n & 255}`)!;
      const holders = result.filter((r) => holds(r, address)).length;
      assert.equal(holders, ranges.some((r) => holds(r, address)) ? 1 : 0);
      assert.deepEqual(mergeRanges([...ranges].reverse()), result);
      assert.deepEqual(mergeRanges(result), result);
      const wide = widenRanges(ranges, { ipv4: 24, ipv6: 48 });
      assert.ok(wide.length <= result.length && wide.every((r) => r.bits <= 24));
      for (const r of result) assert.ok(wide.some((w) => holds(w, r.octets)));
    }),
  );
});
