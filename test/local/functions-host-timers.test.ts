import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTimeSpan } from '../../local/functions-host/duration.ts';
import { InFlight } from '../../local/functions-host/in-flight.ts';
import type { Call } from '../../local/functions-host/invocation.ts';
import { nextOccurrence, parseNcrontab } from '../../local/functions-host/ncrontab.ts';
import type { PlannedFunction, TimerTrigger } from '../../local/functions-host/plan.ts';
import { parseSchedule } from '../../local/functions-host/schedule.ts';
import { startTimer } from '../../local/functions-host/timer-listener.ts';
import { createTimerMemory } from '../../local/functions-host/timer-memory.ts';
import { createRecordingLog } from '../support/functions-host.ts';

const next = (expression: string, after: string) =>
  nextOccurrence(parseNcrontab(expression), new Date(after))?.toISOString();

describe('NCRONTAB', () => {
  it('finds the next time, strictly after, in UTC', () => {
    const cases: [string, string, string][] = [
      ['0 */5 * * * *', '2026-03-01T10:04:59.999Z', '2026-03-01T10:05:00.000Z'],
      ['0 */5 * * * *', '2026-03-01T10:05:00.000Z', '2026-03-01T10:10:00.000Z'],
      ['30 0 1 * * *', '2026-12-31T01:00:30Z', '2027-01-01T01:00:30.000Z'],
      ['0 30 9 * * 1-5', '2026-03-06T09:30:00Z', '2026-03-09T09:30:00.000Z'],
      ['0 30 9 * Jan Mon', '2026-01-27T00:00:00Z', '2027-01-04T09:30:00.000Z'],
      ['0 0 12 29 2 *', '2026-01-01T00:00:00Z', '2028-02-29T12:00:00.000Z'],
      // Day and day of week must both match.
      ['0 0 0 13 * friday', '2026-03-14T00:00:00Z', '2026-11-13T00:00:00.000Z'],
      ['5,10-12 0 0 1 1 *', '2026-01-01T00:00:10Z', '2026-01-01T00:00:11.000Z'],
      // A single value with a step runs to the end of the field.
      ['0 40/10 * * * *', '2026-01-01T00:50:00Z', '2026-01-01T01:40:00.000Z'],
      ['0 0 0 31 * *', '2026-03-31T00:00:00Z', '2026-05-31T00:00:00.000Z'],
    ];
    for (const [expression, after, expected] of cases) assert.equal(next(expression, after), expected, expression);
    assert.equal(next('0 0 0 30 2 *', '2026-01-01T00:00:00Z'), undefined);
  });

  it('agrees with trying every second', () => {
    const value = (min: number, max: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min, max }).map(String),
        fc
          .tuple(fc.integer({ min, max }), fc.integer({ min, max }))
          .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
        fc.integer({ min: 2, max: 20 }).map((step) => `*/${step}`),
      );
    const expression = fc.tuple(
      value(0, 59),
      value(0, 59),
      value(0, 23),
      fc.constant('*'),
      fc.constant('*'),
      value(0, 6),
    );
    const start = fc.date({
      min: new Date('2024-02-27T00:00:00Z'),
      max: new Date('2024-03-02T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(expression, start, (fields, after) => {
        const tab = parseNcrontab(fields.join(' '));
        const found = nextOccurrence(tab, after)!;
        const matches = (t: Date) =>
          tab.seconds.has(t.getUTCSeconds()) &&
          tab.minutes.has(t.getUTCMinutes()) &&
          tab.hours.has(t.getUTCHours()) &&
          tab.daysOfWeek.has(t.getUTCDay());
        assert.ok(matches(found) && found > after && found.getUTCMilliseconds() === 0);
        const first = Math.floor(after.getTime() / 1000) * 1000 + 1000;
        // An hour back is enough to catch a jump that passes a match over.
        for (let t = Math.max(first, found.getTime() - 3_600_000); t < found.getTime(); t += 1000) {
          assert.ok(
            !matches(new Date(t)),
            `${fields.join(' ')} after ${after.toISOString()} skipped ${new Date(t).toISOString()}`,
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it('says which field is wrong', () => {
    assert.throws(() => parseNcrontab('60 * * * * *'), /"60" is not a second \(0-59\)/);
    assert.throws(() => parseNcrontab('0 0 0 0 * *'), /"0" is not a day \(1-31\)/);
    assert.throws(() => parseNcrontab('0 0 0 * Jnuary *'), /"Jnuary" is not a month/);
    assert.throws(() => parseNcrontab('0 0 0 * * 7'), /"7" is not a day of week/);
    assert.throws(() => parseNcrontab('0 */0 * * * *'), /step of a minute/);
    assert.throws(() => parseNcrontab('0 0 5-2 * * *'), /range of hour/);
    assert.throws(() => parseNcrontab('0 0 0 L * *'), /"L" is not a day/);
    assert.throws(() => parseNcrontab('0 0 0 ? * *'), /"\?" is not a day/);
  });
});

describe('durations', () => {
  it('are .NET TimeSpans', () => {
    assert.equal(parseTimeSpan('00:05:00'), 300_000);
    assert.equal(parseTimeSpan('1.02:03:04'), ((26 * 60 + 3) * 60 + 4) * 1000);
    for (const text of ['24:00:00', '00:60:00', '5:00', 'x', '']) assert.equal(parseTimeSpan(text), undefined, text);
  });
});

describe('a timer and its memory', () => {
  type Input = { IsPastDue: boolean; ScheduleStatus: { Last: string; Next: string } | null };

  /** Starts a timer whose runs resolve `run`, with files in a directory of its own. */
  async function withTimer(
    directory: string,
    options: { schedule: string; useMonitor?: boolean; runOnStartup?: boolean },
  ): Promise<{ run: Promise<Input>; stop(): Promise<void>; runs: Input[] }> {
    const { schedule, useMonitor = true, runOnStartup = false } = options;
    const trigger: TimerTrigger = {
      type: 'timer',
      bindingName: 't',
      schedule: parseSchedule(schedule),
      useMonitor,
      runOnStartup,
    };
    const fn: PlannedFunction<TimerTrigger> = {
      name: 'nightly',
      trigger,
      metadata: { name: 'nightly', bindings: {} },
      callback: () => undefined,
    };
    const runs: Input[] = [];
    const first = Promise.withResolvers<Input>();
    const invoke = async (_: PlannedFunction, call: Call) => {
      const input = JSON.parse(call.data.json!) as Input;
      runs.push(input);
      first.resolve(input);
      return { response: {}, isEmpty: true };
    };
    const inFlight = new InFlight();
    const timer = await startTimer(fn, invoke, inFlight, createTimerMemory(directory, createRecordingLog()));
    const stop = async () => {
      timer.stop();
      await inFlight.settle(1000);
    };
    return { run: first.promise, stop, runs };
  }

  async function inDirectory(test: (directory: string) => Promise<void>): Promise<void> {
    const directory = await mkdtemp(join(tmpdir(), 'functions-host-'));
    try {
      await test(directory);
    } finally {
      await rm(directory, { recursive: true });
    }
  }

  it('makes up for a run missed while the host was down, once, past due', () =>
    inDirectory(async (directory) => {
      const memory = createTimerMemory(directory, createRecordingLog());
      await memory.save('nightly', { last: '2020-01-01T01:00:00.000Z', next: '2020-01-02T01:00:00.000Z' });
      const timer = await withTimer(directory, { schedule: '0 0 1 * * *' });
      const input = await timer.run;
      await timer.stop();
      assert.equal(input.IsPastDue, true);
      assert.equal(input.ScheduleStatus?.Last, '2020-01-01T01:00:00.000Z');
      assert.equal(timer.runs.length, 1);
      const saved = await memory.load('nightly');
      assert.ok(new Date(saved!.next) > new Date());

      const again = await withTimer(directory, { schedule: '0 0 1 * * *', runOnStartup: true });
      assert.equal((await again.run).IsPastDue, false, 'nothing is missed any more');
      await again.stop();
    }));

  it('remembers from its first start when it is due, and keeps an interval over a restart', () =>
    inDirectory(async (directory) => {
      const memory = createTimerMemory(directory, createRecordingLog());
      await (await withTimer(directory, { schedule: '01:00:00' })).stop();
      const first = await memory.load('nightly');
      await (await withTimer(directory, { schedule: '01:00:00' })).stop();
      assert.deepEqual(await memory.load('nightly'), first);
    }));

  it('remembers nothing below a minute, or when useMonitor is false', () =>
    inDirectory(async (directory) => {
      const memory = createTimerMemory(directory, createRecordingLog());
      await (await withTimer(directory, { schedule: '*/30 * * * * *' })).stop();
      const unmonitored = await withTimer(directory, {
        schedule: '0 0 1 * * *',
        useMonitor: false,
        runOnStartup: true,
      });
      assert.equal((await unmonitored.run).ScheduleStatus, null);
      await unmonitored.stop();
      assert.equal(await memory.load('nightly'), undefined);
    }));
});
