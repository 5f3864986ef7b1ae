import type { InFlight } from './in-flight.ts';
import type { Invoke } from './invocation.ts';
import type { PlannedFunction, TimerTrigger } from './plan.ts';
import type { TimerMemory } from './timer-memory.ts';

/** A run that starts later than this after its time is past due, in ms. */
const PAST_DUE_MS = 1000;
/** The clock is read again at least this often, in ms: a laptop sleeps, and its clock gets set. */
const MAX_WAIT_MS = 30_000;
/** A timer whose runs are closer than this is not remembered from one start to the next, in ms (as in Azure). */
const MONITORED_FROM_MS = 60_000;
/** What .NET writes for "never". */
const NEVER = '0001-01-01T00:00:00+00:00';

/**
 * Runs a timer function at each of its times, never twice at once: the times that pass during a run are made up for by one
 * run right after it. A time missed while the host was down is made up for at its start, when the timer is remembered.
 */
export async function startTimer(
  fn: PlannedFunction<TimerTrigger>,
  invoke: Invoke,
  inFlight: InFlight,
  memory: TimerMemory | undefined,
): Promise<{ stop(): void }> {
  const { schedule, runOnStartup, useMonitor } = fn.trigger;
  let isStopped = false;
  let waiting: NodeJS.Timeout | undefined;
  let last = NEVER;
  let due = schedule.next(new Date());

  const isMonitored = useMonitor && schedule.next(due).getTime() - due.getTime() >= MONITORED_FROM_MS;
  const remembered = isMonitored ? await memory?.load(fn.name) : undefined;
  if (remembered !== undefined) {
    last = remembered.last;
    if (new Date(remembered.next) < due) due = new Date(remembered.next);
  } else if (isMonitored) {
    await memory?.save(fn.name, { last, next: due.toISOString() });
  }

  async function run(isPastDue: boolean): Promise<void> {
    const started = new Date();
    const next = schedule.next(started);
    const status = { last, next: next.toISOString() };
    try {
      await invoke(fn, { data: { json: timerInput(isPastDue, isMonitored ? status : undefined) } });
    } catch {
      // The invocation's own line has said what went wrong; the next time will try again.
    }
    last = started.toISOString();
    due = next;
    if (isMonitored) await memory?.save(fn.name, { last, next: due.toISOString() });
  }

  async function check(): Promise<void> {
    const late = Date.now() - due.getTime();
    if (late >= 0) await inFlight.track(run(late > PAST_DUE_MS));
    wait();
  }

  function wait(): void {
    if (isStopped) return;
    const ms = Math.min(Math.max(due.getTime() - Date.now(), 0), MAX_WAIT_MS);
    waiting = setTimeout(check, ms);
  }

  if (runOnStartup) void inFlight.track(run(due <= new Date())).then(wait);
  else wait();
  return {
    stop() {
      isStopped = true;
      clearTimeout(waiting);
    },
  };
}

function timerInput(isPastDue: boolean, status: { last: string; next: string } | undefined): string {
  return JSON.stringify({
    Schedule: { AdjustForDST: true },
    ScheduleStatus: status ? { Last: status.last, Next: status.next, LastUpdated: status.last } : null,
    IsPastDue: isPastDue,
  });
}
