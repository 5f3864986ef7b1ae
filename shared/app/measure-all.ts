import type { Attributes, GaugeName, GaugeReading } from '../domain/metrics.ts';
import { allComptes, COMPTES } from './comptes.ts';
import { DEAD_LETTER_NOTICES } from './dead-letter.ts';
import type { Deps } from './deps.ts';
import { CONFIG_AFTER_S, type Figures, measureCompte, openNotices, WAITING_FOR } from './measure.ts';

/** Comptes that have series of their own: the platform's sums hold all. */
export const MOST_COMPTES = 20;
/** Comptes that are measured at one time, seven calls each. */
const AT_ONCE = 8;

/**
 * Measures every compte. One that can't be measured is told and left out; rejects only where it can't be had which
 * comptes there are.
 */
export async function measureAll(deps: Deps): Promise<GaugeReading[]> {
  const from = deps.clock.now();
  const comptes = (await allComptes(deps)).map((c) => c.id);
  const figures: Figures[] = [];
  const left = [...comptes];
  const measureNext = async (): Promise<void> => {
    for (let compte = left.pop(); compte !== undefined; compte = left.pop())
      try {
        figures.push(await measureCompte(deps, compte));
      } catch (error) {
        deps.log.error('not-measured', { compte, error });
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, measureNext));
  const own = await openNotices(deps, COMPTES);
  const took = (deps.clock.now() - from) / 1000;
  return [
    reading('ami.compte.count', figures.length),
    reading('ami.compte.unmeasured', comptes.length - figures.length),
    reading('ami.measure.duration', took),
    ...platform(figures, own),
    ...worst(figures).flatMap(ofCompte),
  ];
}

function platform(figures: readonly Figures[], own: Readonly<Record<string, number>>): GaugeReading[] {
  const waiting = WAITING_FOR.flatMap((what) => {
    const all = figures.map((f) => f.waiting[what]);
    const reasons = Object.entries(added(all.map((w) => w.reasons)));
    return [
      ...reasons.map(([reason, n]) =>
        reading('ami.document.waiting', n, { 'ami.waiting_for': what, 'ami.reason': reason }),
      ),
      reading('ami.document.waiting_age', oldest(all.map((w) => w.age)) ?? 0, { 'ami.waiting_for': what }),
    ];
  });
  const notices = added([...figures.map((f) => f.notices), own]);
  const letters = Object.entries(own).filter(([code]) => DEAD_LETTER_NOTICES.has(code));
  const deposits = figures.flatMap((f) => f.depositAge ?? []);
  return [
    ...waiting,
    ...(deposits.length > 0 ? [reading('ami.document.deposit_age', Math.min(...deposits))] : []),
    reading('ami.lot.uncollected', sum(figures.map((f) => f.lots.uncollected))),
    reading('ami.lot.uncollected_age', oldest(figures.map((f) => f.lots.age)) ?? 0),
    reading('ami.lot.rejected', notices['LOT_REJECTED'] ?? 0),
    reading('ami.dead_letter.open', sum([...figures.map((f) => f.deadLetters), ...letters.map(([, n]) => n)])),
    ...Object.entries(notices).map(([code, n]) => reading('ami.notice.open', n, { 'ami.code': code })),
    reading('ami.robot.count', sum(figures.map((f) => f.robots.count))),
    reading('ami.robot.silent', sum(figures.map((f) => f.robots.silent.length))),
    reading('ami.config.missing', figures.filter(isConfigMissing).length),
  ];
}

function ofCompte(f: Figures): GaugeReading[] {
  const { person, reading: unread, repair } = f.waiting;
  const of = { 'ami.compte': f.compte };
  const known = (name: GaugeName, value: number | null) => (value === null ? [] : [reading(name, value, of)]);
  return [
    reading('ami.compte.waiting', person.count, of),
    reading('ami.compte.waiting_age', person.age ?? 0, of),
    reading('ami.compte.reading', unread.count, of),
    reading('ami.compte.reading_age', unread.age ?? 0, of),
    reading('ami.compte.failed', repair.count, of),
    reading('ami.compte.uncollected', f.lots.uncollected, of),
    reading('ami.compte.uncollected_age', f.lots.age ?? 0, of),
    reading('ami.compte.rejected', f.notices['LOT_REJECTED'] ?? 0, of),
    reading('ami.compte.dead_letters', f.deadLetters, of),
    reading('ami.compte.robots_silent', f.robots.silent.length, of),
    ...known('ami.compte.robot_age', f.robots.age),
    ...known('ami.compte.config_age', f.configAge),
    ...known('ami.compte.deposit_age', f.depositAge),
  ];
}

/**
 * The comptes that need somebody most: those with faults first, then those whose oldest lot or document has waited
 * longest; by name where nothing tells them apart.
 */
function worst(figures: readonly Figures[]): Figures[] {
  const faults = (f: Figures) =>
    f.robots.silent.length + f.deadLetters + (f.notices['LOT_REJECTED'] ?? 0) + (isConfigMissing(f) ? 1 : 0);
  const waited = (f: Figures) => Math.max(f.lots.age ?? 0, f.waiting.person.age ?? 0, f.waiting.reading.age ?? 0);
  const rank = (a: Figures, b: Figures) =>
    faults(b) - faults(a) || waited(b) - waited(a) || (a.compte < b.compte ? -1 : 1);
  return [...figures].sort(rank).slice(0, MOST_COMPTES);
}

function isConfigMissing(f: Figures): boolean {
  // Nobody is there to bring it where no robot is enabled.
  return f.configAge !== null && f.configAge >= CONFIG_AFTER_S && f.robots.count > 0;
}

function reading(name: GaugeName, value: number, attributes: Attributes = {}): GaugeReading {
  return { name, value, attributes };
}

function oldest(ages: readonly (number | null)[]): number | null {
  const known = ages.filter((a): a is number => a !== null);
  return known.length > 0 ? Math.max(...known) : null;
}

function added(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of all) for (const [key, n] of Object.entries(one)) total[key] = (total[key] ?? 0) + n;
  return total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, n) => total + n, 0);
}
