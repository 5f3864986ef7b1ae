import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { holds, parseAddress, parseRange, showRange } from '../../../shared/domain/address-range.ts';
import { MAX_SOURCES, planRules } from '../../../shared/domain/firewall/plan.ts';
import type { ClientRule, FoundRule } from '../../../shared/domain/firewall/rules.ts';
import type { Step } from '../../../shared/domain/firewall/steps.ts';
import { wantedOf } from '../../../shared/domain/firewall/wanted.ts';

const PORTS = ['21', '10000-11000'];
const settings = { ports: PORTS, mayWiden: false };

const comptes = (...lists: string[][]) =>
  wantedOf(lists.map((allow, i) => ({ id: `c${i + 1}`, access: { allow, tlsRequired: false } })));
const found = (rule: ClientRule, more: Partial<FoundRule> = {}): FoundRule => ({
  ...rule,
  isInbound: true,
  asWritten: true,
  ...more,
});
const own = (priority: number, ...sources: string[]) =>
  found({ name: `ami-clients-${priority}`, priority, sources, ports: PORTS });
const deny = found({ name: 'nobody-else', priority: 4000, sources: ['*'], ports: ['*'] }, { asWritten: false });

function steps(...args: Parameters<typeof planRules>): Step[] {
  const plan = planRules(...args);
  assert.equal(plan.kind, 'steps');
  return plan.kind === 'steps' ? [...plan.steps] : [];
}
/** `put 1000 192.0.2.1` or `remove 1000`. */
const short = (all: readonly Step[]) =>
  all.map((s) =>
    s.do === 'put'
      ? `put ${s.rule.priority} ${s.rule.sources.join(' ')}`
      : `remove ${s.name.replace('ami-clients-', '')}`,
  );
/** What is there after some of the steps. */
function after(rules: readonly FoundRule[], all: readonly Step[]): FoundRule[] {
  const kept = new Map(rules.map((r) => [r.name, r]));
  for (const s of all) {
    if (s.do === 'remove') kept.delete(s.name);
    else kept.set(s.rule.name, found(s.rule));
  }
  return [...kept.values()];
}

test('a rule for each family of addresses, in the reserved band; the same again does nothing', () => {
  const wanted = comptes(['192.0.2.1', '2001:db8::/32'], ['198.51.100.0/24', '192.0.2.1']);
  const made = steps(wanted, [deny], settings);
  assert.deepEqual(made, [
    {
      do: 'put',
      rule: { name: 'ami-clients-1000', priority: 1000, sources: ['192.0.2.1', '198.51.100.0/24'], ports: PORTS },
    },
    { do: 'put', rule: { name: 'ami-clients-1001', priority: 1001, sources: ['2001:db8::/32'], ports: PORTS } },
  ]);
  assert.deepEqual(steps(wanted, after([deny], made), settings), []);
});

test('what others wrote is left alone, its priorities too', () => {
  const other = found({ name: 'support', priority: 1000, sources: ['203.0.113.9'], ports: ['21'] });
  const out = found({ name: 'out', priority: 1001, sources: ['*'], ports: ['*'] }, { isInbound: false });
  assert.deepEqual(short(steps(comptes(['192.0.2.1']), [other, out, deny], settings)), ['put 1001 192.0.2.1']);
});

test('a changed address is one write of one rule', () => {
  const rules = [own(1000, '192.0.2.1', '198.51.100.7'), deny];
  assert.deepEqual(short(steps(comptes(['192.0.2.1', '203.0.113.5']), rules, settings)), [
    'put 1000 192.0.2.1 203.0.113.5',
  ]);
});

test('one compte that lets everybody in keeps the firewall open, and is named', () => {
  const open = comptes(['192.0.2.1'], [], ['0.0.0.0/0']);
  assert.deepEqual(open.openBy, ['c2', 'c3']);
  const rules = [own(1000, '192.0.2.1'), deny];
  const opened = steps(open, rules, settings);
  assert.deepEqual(short(opened), ['put 1001 *', 'remove 1000']);
  // And back: the others are let in before the rule for all goes.
  const back = steps(comptes(['192.0.2.1']), after(rules, opened), settings);
  assert.deepEqual(short(back), ['put 1000 192.0.2.1', 'remove 1001']);
});

test('a list that nobody can read lets nobody in', () => {
  const wanted = comptes(['nonsense']);
  assert.deepEqual([wanted.openBy, wanted.ranges, wanted.unreadable], [[], [], [{ compte: 'c1', text: 'nonsense' }]]);
});

test('ranges that overlap never stand in one rule, on the way neither', () => {
  const rules = [own(1000, '192.0.2.1', '203.0.113.0/25'), own(1001, '2001:db8::1'), deny];
  assert.deepEqual(short(steps(comptes(['192.0.2.0/24', '2001:db8::2']), rules, settings)), [
    'put 1000 192.0.2.0/24 203.0.113.0/25',
    'put 1001 2001:db8::1 2001:db8::2',
    'put 1000 192.0.2.0/24',
    'put 1001 2001:db8::2',
  ]);
});

test('what was changed by hand is put right: ports, direction, another place, tags', () => {
  const wanted = comptes(['192.0.2.1']);
  const ports = [found({ ...own(1000, '192.0.2.1'), ports: ['21'] })];
  assert.deepEqual(short(steps(wanted, ports, settings)), ['put 1000 192.0.2.1']);
  const denied = [{ ...own(1000, '192.0.2.1/32'), asWritten: false }];
  assert.deepEqual(short(steps(wanted, denied, settings)), ['put 1000 192.0.2.1']);
  const moved = [{ ...own(1000, '192.0.2.1'), priority: 1500 }];
  assert.deepEqual(short(steps(wanted, moved, settings)), ['put 1001 192.0.2.1', 'remove 1000']);
  assert.deepEqual(short(steps(wanted, [own(1000, 'Internet')], settings)), ['put 1000 192.0.2.1']);
  // Another way of writing the same is no difference.
  assert.deepEqual(steps(wanted, [own(1000, '192.0.2.1/32')], settings), []);
});

/** As many addresses that can't be merged, 128 in a /24. */
const many = (n: number) => Array.from({ length: n }, (_, i) => `10.0.${(i >> 7) * 2}.${(i & 127) * 2}`);

test('thousands stand in several rules, and one more rewrites one of them', () => {
  const made = steps(comptes(many(1200)), [deny], settings);
  assert.deepEqual(
    made.map((s) => s.do === 'put' && [s.rule.priority, s.rule.sources.length]),
    [
      [1000, 500],
      [1001, 500],
      [1002, 200],
    ],
  );
  const rules = after([deny], made);
  const [one, ...none] = steps(comptes([...many(1200), '9.9.9.9']), rules, settings);
  assert.deepEqual(none, []);
  assert.ok(one?.do === 'put' && one.rule.priority === 1002 && one.rule.sources.includes('9.9.9.9'));
});

test('more than Azure takes is never cut: nothing, or wider ranges where that was allowed', () => {
  const wanted = comptes(many(MAX_SOURCES));
  assert.deepEqual(planRules(wanted, [deny], settings), { kind: 'too-many', sources: 4000, max: 3999 });
  const plan = planRules(wanted, [deny], { ...settings, mayWiden: true });
  assert.ok(plan.kind === 'steps' && plan.isWidened);
  const names = new Set(plan.steps.flatMap((s) => (s.do === 'put' ? s.rule.sources : [])));
  assert.equal(names.size, plan.sources);
  assert.ok(names.has('10.0.0.0/24') && plan.sources <= 3999);
});

test('where old and new together are too many, the old go first', () => {
  const rules = after([deny], steps(comptes(many(3900)), [deny], settings));
  const half = many(3900).map((a, i) => (i % 2 ? a : a.replace('10.', '11.')));
  const way = steps(comptes(half), rules, settings);
  let at = rules;
  for (const step of way) {
    at = after(at, [step]);
    const sources = at.reduce((sum, r) => sum + r.sources.length, 0);
    assert.ok(sources <= MAX_SOURCES, String(sources));
  }
  assert.deepEqual(steps(comptes(half), at, settings), []);
});

test('from any lists to any others: who stays is let in after every step, the end is right and stays', () => {
  const address = fc.integer({ min: 0, max: 40 }).map((n) => `192.0.2.${n}`);
  const range = fc.integer({ min: 0, max: 9 }).map((n) => `192.0.2.${n * 4}/30`);
  const list = fc.array(fc.oneof(address, range, fc.constant('2001:db8::1')), { minLength: 1, maxLength: 6 });
  const lists = fc.array(fc.oneof({ weight: 8, arbitrary: list }, fc.constant([] as string[])), { maxLength: 4 });
  const isIn = (rules: readonly FoundRule[], text: string) =>
    rules.some(
      (r) => r.name.startsWith('ami-') && r.sources.some((s) => s === '*' || holds(parseRange(s), parseAddress(text)!)),
    );
  fc.assert(
    fc.property(lists, lists, fc.nat(8), (first, second, cut) => {
      const before = after([deny], steps(comptes(...first), [deny], settings));
      const way = steps(comptes(...second), before, settings);
      const stays = [...Array(42).keys()]
        .map((n) => `192.0.2.${n}`)
        .filter((a) => isIn(before, a) && isIn(after(before, way), a));
      for (let n = 1; n <= way.length; n++) {
        const at = after(before, way.slice(0, n));
        for (const a of stays) assert.ok(isIn(at, a), a);
        for (const r of at.filter((r) => r.name.startsWith('ami-') && r.sources[0] !== '*')) {
          const parsed = r.sources.map(parseRange);
          assert.ok(!parsed.some((x) => parsed.some((y) => x !== y && holds(x, y.octets))), 'ranges overlap');
        }
      }
      // A run that broke off anywhere is finished by the next.
      const broken = after(before, way.slice(0, cut));
      const end = after(broken, steps(comptes(...second), broken, settings));
      assert.deepEqual(steps(comptes(...second), end, settings), []);
      const wanted = comptes(...second);
      const all = end.filter((r) => r.name.startsWith('ami-')).flatMap((r) => r.sources);
      assert.deepEqual(all.sort(), wanted.openBy.length > 0 ? ['*'] : wanted.ranges.map(showRange).sort());
    }),
    { numRuns: 500 },
  );
});
