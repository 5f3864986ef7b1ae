import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BadRange, holds, parseAddress, parseRange, showRange } from '../../shared/domain/address-range.ts';

const shown = (text: string) => showRange(parseRange(text));
const within = (range: string, address: string) => {
  const octets = parseAddress(address);
  assert.ok(octets, address);
  return holds(parseRange(range), octets);
};

test('addresses and ranges are written in one way', () => {
  const same: Record<string, string> = {
    '192.0.2.1': '192.0.2.1',
    ' 192.0.2.0/24 ': '192.0.2.0/24',
    '192.0.2.1/32': '192.0.2.1',
    '0.0.0.0/0': '0.0.0.0/0',
    '2001:DB8:0:0:0:0:0:1': '2001:db8::1',
    '2001:db8::/32': '2001:db8::/32',
    '::': '::',
    '::/0': '::/0',
    '::1/128': '::1',
    '1::': '1::',
    '1:0:2:0:0:3:0:0': '1:0:2::3:0:0',
    '1:2:3:4:5:6:7::': '1:2:3:4:5:6:7:0',
    '64:ff9b::192.0.2.33': '64:ff9b::c000:221',
    '::ffff:192.0.2.1': '192.0.2.1',
    '::FFFF:c000:0201': '192.0.2.1',
    '::ffff:192.0.2.0/120': '192.0.2.0/24',
    '::ffff:0.0.0.0/96': '0.0.0.0/0',
  };
  for (const [text, expected] of Object.entries(same)) assert.equal(shown(text), expected, text);
});

test('what is no range is refused with its reason', () => {
  const refused: Record<string, string> = {
    '': 'ADDRESS_INVALID',
    '192.0.2': 'ADDRESS_INVALID',
    '192.0.2.256': 'ADDRESS_INVALID',
    '192.0.2.01': 'ADDRESS_INVALID',
    '0x7f.0.0.1': 'ADDRESS_INVALID',
    '192.0.2.1.': 'ADDRESS_INVALID',
    'robot.example': 'ADDRESS_INVALID',
    '1:2:3:4:5:6:7': 'ADDRESS_INVALID',
    '1:2:3:4:5:6:7:8:9': 'ADDRESS_INVALID',
    '1:2:3:4:5:6:7:8::': 'ADDRESS_INVALID',
    '1::2::3': 'ADDRESS_INVALID',
    ':1::2': 'ADDRESS_INVALID',
    '12345::': 'ADDRESS_INVALID',
    'fe80::1%eth0': 'ADDRESS_INVALID',
    '192.0.2.1::': 'ADDRESS_INVALID',
    '192.0.2.0/33': 'ADDRESS_PREFIX_INVALID',
    '192.0.2.0/': 'ADDRESS_PREFIX_INVALID',
    '192.0.2.0/024': 'ADDRESS_PREFIX_INVALID',
    '192.0.2.0/-1': 'ADDRESS_PREFIX_INVALID',
    '192.0.2.0/24/24': 'ADDRESS_PREFIX_INVALID',
    '192.0.2.0/255.255.255.0': 'ADDRESS_PREFIX_INVALID',
    '2001:db8::/129': 'ADDRESS_PREFIX_INVALID',
    '::ffff:192.0.2.0/24': 'ADDRESS_PREFIX_INVALID',
    '192.0.2.7/24': 'ADDRESS_BEYOND_PREFIX',
    '2001:db8::1/64': 'ADDRESS_BEYOND_PREFIX',
  };
  for (const [text, code] of Object.entries(refused))
    assert.throws(
      () => parseRange(text),
      (e) => e instanceof BadRange && e.code === code,
      text,
    );
  try {
    parseRange('192.0.2.7/24');
  } catch (e) {
    assert.equal((e as BadRange).params['range'], '192.0.2.0/24', 'what was meant, perhaps');
  }
});

test('a range holds its first and its last address, and none beside', () => {
  assert.ok(within('192.0.2.128/25', '192.0.2.128') && within('192.0.2.128/25', '192.0.2.255'));
  assert.ok(!within('192.0.2.128/25', '192.0.2.127') && !within('192.0.2.128/25', '192.0.3.0'));
  assert.ok(within('192.0.2.6/31', '192.0.2.7') && !within('192.0.2.6/31', '192.0.2.8'));
  assert.ok(within('2001:db8:40::/47', '2001:db8:41:ffff:ffff:ffff:ffff:ffff'));
  assert.ok(!within('2001:db8:40::/47', '2001:db8:42::'));
  assert.ok(within('192.0.2.1', '::ffff:192.0.2.1'), 'a mapped address is the IPv4 one');
  assert.ok(within('0.0.0.0/0', '255.255.255.255') && !within('0.0.0.0/0', '2001:db8::1'));
  assert.ok(within('::/0', '2001:db8::1') && !within('::/0', '192.0.2.1'), 'each its own family');
});
