import type { GaugeReading } from '../../shared/domain/metrics.ts';
import type { Meter } from '../../shared/ports/meter.ts';

/** Keeps what it is told. Counts as `name{value,...}`. */
export function memoryMeter() {
  const counts: Record<string, number> = {};
  const reported: (readonly GaugeReading[])[] = [];
  const meter: Meter = {
    count(name, attributes) {
      const values = Object.values(attributes);
      const key = values.length > 0 ? `${name}{${values.join()}}` : name;
      counts[key] = (counts[key] ?? 0) + 1;
    },
    async report(gauges) {
      reported.push(gauges);
    },
    text: async () => '',
    close: async () => {},
  };
  return { meter, counts, reported };
}

/** Gauges by name; those with attributes as `name{value,...}`. */
export function byName(readings: readonly GaugeReading[]): Record<string, number> {
  return Object.fromEntries(
    readings.map(({ name, value, attributes }) => {
      const values = Object.values(attributes);
      return [values.length > 0 ? `${name}{${values.join()}}` : name, value];
    }),
  );
}
