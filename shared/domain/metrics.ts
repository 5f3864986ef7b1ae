/**
 * Every business metric, once: what counts, exports, documents and alerts is held against this list. Names follow
 * OpenTelemetry's conventions, units are UCUM. Attributes take values of closed lists, but for `ami.compte`, of which
 * there are at most `MOST_COMPTES` (shared/app/measure-all.ts) at one time.
 */
export interface Metric {
  /** `s`: seconds; else what is counted, in braces. */
  readonly unit: string;
  readonly about: string;
  readonly attributes: readonly string[];
}

/** Count what happens, where it happens; each process counts from its own start. */
export const COUNTERS = {
  'ami.document.deposited': { unit: '{document}', about: 'Documents that came in', attributes: [] },
  'ami.document.filed': {
    unit: '{document}',
    about: 'Documents that were filed in an exercice, by the dispatch or by a person',
    attributes: ['ami.decided_by'],
  },
  'ami.document.held': {
    unit: '{document}',
    about: 'Documents that were put on the waiting list, or wait for another reason than before',
    attributes: ['ami.reason'],
  },
  'ami.lot.published': { unit: '{lot}', about: 'Lots of entries shown in /export', attributes: [] },
  'ami.lot.collected': {
    unit: '{lot}',
    about: 'Lots of which a robot has the DEX: it deleted it (told by gateways), or its report came first (functions)',
    attributes: ['ami.collected_by'],
  },
  'ami.lot.imported': { unit: '{lot}', about: 'Lots that ISACOMPTA took', attributes: [] },
  'ami.lot.refused': {
    unit: '{lot}',
    about: 'Lots that ISACOMPTA rejected, or that could not be written',
    attributes: ['ami.state'],
  },
  'ami.dead_letter.taken': { unit: '{message}', about: 'Messages that failed for good', attributes: ['ami.queue'] },
} as const satisfies Record<string, Metric>;

const PLATFORM = {
  'ami.compte.count': { unit: '{compte}', about: 'Comptes that were measured', attributes: [] },
  'ami.compte.unmeasured': { unit: '{compte}', about: 'Comptes that could not be measured', attributes: [] },
  'ami.measure.duration': { unit: 's', about: 'How long it took to measure all comptes', attributes: [] },
  'ami.document.waiting': {
    unit: '{document}',
    about: 'Documents on the waiting list',
    attributes: ['ami.waiting_for', 'ami.reason'],
  },
  'ami.document.waiting_age': {
    unit: 's',
    about: 'Age of the oldest document on the waiting list, since its deposit; 0 where none waits',
    attributes: ['ami.waiting_for'],
  },
  'ami.document.deposit_age': {
    unit: 's',
    about: 'Time since the last deposit of anybody; absent before the first',
    attributes: [],
  },
  'ami.lot.uncollected': { unit: '{lot}', about: 'Published lots that no robot has collected', attributes: [] },
  'ami.lot.uncollected_age': {
    unit: 's',
    about: 'Age of the oldest of them (DEX age), since its publication; 0 where there is none',
    attributes: [],
  },
  'ami.lot.rejected': { unit: '{lot}', about: 'Rejected lots that nobody has dealt with', attributes: [] },
  'ami.dead_letter.open': {
    unit: '{message}',
    about: 'Messages that failed for good and that nobody has dealt with: notices, and documents that wait for it',
    attributes: [],
  },
  'ami.notice.open': { unit: '{notice}', about: 'Notices that nobody has dealt with', attributes: ['ami.code'] },
  'ami.robot.count': { unit: '{robot}', about: 'Robots that have come before and are not disabled', attributes: [] },
  'ami.robot.silent': { unit: '{robot}', about: 'Of these, those that have not come for an hour', attributes: [] },
  'ami.config.missing': {
    unit: '{compte}',
    about: 'Comptes whose robot has brought configuration before, and none for 26 hours',
    attributes: [],
  },
} as const satisfies Record<string, Metric>;

const ONE_COMPTE = ['ami.compte'];

/** Of the comptes that need somebody most, so that an alert can name them. Their sums are the platform's, above. */
const COMPTE = {
  'ami.compte.waiting': { unit: '{document}', about: 'Documents that wait for a person', attributes: ONE_COMPTE },
  'ami.compte.waiting_age': { unit: 's', about: 'Age of the oldest of them', attributes: ONE_COMPTE },
  'ami.compte.reading': { unit: '{document}', about: 'Scans that are still to be read', attributes: ONE_COMPTE },
  'ami.compte.reading_age': { unit: 's', about: 'Age of the oldest of them', attributes: ONE_COMPTE },
  'ami.compte.failed': {
    unit: '{document}',
    about: 'Documents that wait because a fault of ours kept them from being read or dispatched',
    attributes: ONE_COMPTE,
  },
  'ami.compte.uncollected': {
    unit: '{lot}',
    about: 'Published lots that no robot has collected',
    attributes: ONE_COMPTE,
  },
  'ami.compte.uncollected_age': { unit: 's', about: 'Age of the oldest of them', attributes: ONE_COMPTE },
  'ami.compte.rejected': { unit: '{lot}', about: 'Rejected lots that nobody has dealt with', attributes: ONE_COMPTE },
  'ami.compte.dead_letters': { unit: '{message}', about: 'As ami.dead_letter.open', attributes: ONE_COMPTE },
  'ami.compte.robots_silent': { unit: '{robot}', about: 'As ami.robot.silent', attributes: ONE_COMPTE },
  'ami.compte.robot_age': {
    unit: 's',
    about: 'Time since the robot that has been away longest was seen',
    attributes: ONE_COMPTE,
  },
  'ami.compte.config_age': {
    unit: 's',
    about: 'Time since a robot last brought configuration; absent where none ever did',
    attributes: ONE_COMPTE,
  },
  'ami.compte.deposit_age': { unit: 's', about: 'Time since the last deposit', attributes: ONE_COMPTE },
} as const satisfies Record<string, Metric>;

/** How things stand, as far as the tables say. */
export const GAUGES = { ...PLATFORM, ...COMPTE } as const;

export type CounterName = keyof typeof COUNTERS;
export type GaugeName = keyof typeof GAUGES;
export type Attributes = Readonly<Record<string, string>>;

/** The value of a gauge at one moment. */
export interface GaugeReading {
  readonly name: GaugeName;
  readonly value: number;
  readonly attributes: Attributes;
}
