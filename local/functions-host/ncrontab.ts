/**
 * NCRONTAB expressions of six fields, `{second} {minute} {hour} {day} {month} {day of week}`, in UTC, as Azure's timer
 * trigger reads them (NCrontab: https://github.com/atifaziz/NCrontab, and the timer trigger's reference).
 *
 * A field is `*`, `a`, `a-b`, a list of those, each with an optional step `/n`; `a/n` runs from a to the field's end.
 * Months and days of the week (0-6, Sunday is 0) also go by name or the beginning of one. Day and day of week must BOTH
 * match, where Unix cron takes either.
 */

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const DAYS = 'sunday monday tuesday wednesday thursday friday saturday'.split(' ');

type FieldKind = { name: string; min: number; max: number; names?: string[] };

const FIELDS: FieldKind[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of week', min: 0, max: 6, names: DAYS },
];

/** For each field, the values it accepts. */
export type Ncrontab = {
  seconds: Set<number>;
  minutes: Set<number>;
  hours: Set<number>;
  days: Set<number>;
  months: Set<number>;
  daysOfWeek: Set<number>;
};

/** @throws Error saying which field is wrong */
export function parseNcrontab(expression: string): Ncrontab {
  const texts = expression.trim().split(/\s+/);
  if (texts.length !== FIELDS.length) {
    throw new Error(
      `"${expression}" has ${texts.length} fields where {second} {minute} {hour} {day} {month} {day of week} has six`,
    );
  }
  const [seconds, minutes, hours, days, months, daysOfWeek] = FIELDS.map((kind, i) => parseField(texts[i]!, kind)) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  return { seconds, minutes, hours, days, months, daysOfWeek };
}

function parseField(text: string, kind: FieldKind): Set<number> {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const match = /^(\*|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/(\d{1,2}))?$/i.exec(item);
    if (match === null) throw new Error(`"${item}" is not a ${kind.name}`);
    const step = match[4] === undefined ? undefined : Number(match[4]);
    if (step === 0) throw new Error(`"${item}": the step of a ${kind.name} cannot be 0`);
    const start = match[2] === undefined ? kind.min : parseValue(match[2], kind);
    let end = start;
    if (match[3] !== undefined) end = parseValue(match[3], kind);
    else if (match[2] === undefined || (step ?? 1) > 1) end = kind.max;
    if (start > end) throw new Error(`"${item}": a range of ${kind.name} runs from the smaller to the greater`);
    for (let value = start; value <= end; value += step ?? 1) values.add(value);
  }
  return values;
}

function parseValue(text: string, kind: FieldKind): number {
  const value = /^\d+$/.test(text)
    ? Number(text)
    : (kind.names?.findIndex((name) => name.startsWith(text.toLowerCase())) ?? -1) + kind.min;
  // A name that is not one has come out just below the field's minimum.
  if (value < kind.min || value > kind.max) {
    throw new Error(`"${text}" is not a ${kind.name} (${kind.min}-${kind.max})`);
  }
  return value;
}

/** A leap day falls on a given day of the week every 28 years, and 40 where a century is no leap year. */
const YEARS_AHEAD = 40;

/** @returns the first match strictly after `after` (whole seconds), or undefined when there is none (31 February) */
export function nextOccurrence(tab: Ncrontab, after: Date): Date | undefined {
  const at = new Date(Math.floor(after.getTime() / 1000) * 1000 + 1000);
  const lastYear = at.getUTCFullYear() + YEARS_AHEAD;
  while (at.getUTCFullYear() <= lastYear) {
    if (!tab.months.has(at.getUTCMonth() + 1)) {
      at.setUTCMonth(at.getUTCMonth() + 1, 1);
      at.setUTCHours(0, 0, 0);
    } else if (!tab.days.has(at.getUTCDate()) || !tab.daysOfWeek.has(at.getUTCDay())) {
      at.setUTCDate(at.getUTCDate() + 1);
      at.setUTCHours(0, 0, 0);
    } else if (!tab.hours.has(at.getUTCHours())) {
      at.setUTCHours(at.getUTCHours() + 1, 0, 0);
    } else if (!tab.minutes.has(at.getUTCMinutes())) {
      at.setUTCMinutes(at.getUTCMinutes() + 1, 0);
    } else if (!tab.seconds.has(at.getUTCSeconds())) {
      at.setUTCSeconds(at.getUTCSeconds() + 1);
    } else {
      return at;
    }
  }
  return undefined;
}
