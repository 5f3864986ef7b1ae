import type { Attributes, CounterName } from '../domain/metrics.ts';
import type { Log } from '../ports/log.ts';
import type { Meter } from '../ports/meter.ts';

/** What was counted before the SDK is there is handed to it this long after the first count. Milliseconds. */
const LOADED_AFTER_MS = 5_000;
/** Kinds of counts that are held until then; there are fewer in the code. */
const MOST_HELD = 1000;

/** What counts for good, once it is loaded. */
export interface OpenMeter extends Omit<Meter, 'count'> {
  add(name: CounterName, n: number, attributes: Attributes): void;
}

/**
 * A meter whose SDK is loaded a while after the first count, or when something is to be exported: a cold start, and the
 * first message after it, do not wait for it. Where it does not load it is tried again at the next occasion.
 */
export function lazyMeter(load: () => Promise<OpenMeter>, log: Log): Meter {
  const held = new Map<string, { name: CounterName; attributes: Attributes; n: number }>();
  let open: OpenMeter | null = null;
  let opening: Promise<OpenMeter> | null = null;
  let timer: NodeJS.Timeout | null = null;

  const handOver = (meter: OpenMeter) => {
    for (const { name, n, attributes } of held.values()) meter.add(name, n, attributes);
    held.clear();
  };
  const opened = () => {
    opening ??= load()
      .then((meter) => {
        open = meter;
        handOver(meter);
        return meter;
      })
      .catch((error) => {
        opening = null;
        throw error;
      });
    return opening;
  };
  const said = (error: unknown) => log.warn('metrics-not-exported', { error });

  return {
    count(name, attributes) {
      try {
        if (open) return open.add(name, 1, attributes);
        const key = JSON.stringify([name, attributes]);
        const known = held.get(key);
        if (known) known.n++;
        else if (held.size < MOST_HELD) held.set(key, { name, attributes, n: 1 });
        timer ??= setTimeout(() => {
          timer = null;
          opened().catch(said);
        }, LOADED_AFTER_MS).unref();
      } catch (error) {
        said(error);
      }
    },
    async report(gauges) {
      await (await opened()).report(gauges);
    },
    async text(gauges) {
      return (await opened()).text(gauges);
    },
    async close() {
      if (timer) clearTimeout(timer);
      if (!open && held.size === 0) return;
      await opened()
        .then((meter) => meter.close())
        .catch(said);
    },
  };
}
