import type { Attributes, CounterName, GaugeReading } from '../domain/metrics.ts';

/** Where business metrics go. Whatever becomes of them, nobody who counts is held up or told. */
export interface Meter {
  /** Adds one. Never throws, never waits. */
  count(name: CounterName, attributes: Attributes): void;
  /** Exports what was measured just now, once, and what was counted until now. Rejects where it can't be had. */
  report(gauges: readonly GaugeReading[]): Promise<void>;
  /** These gauges, and the counters of this process, in Prometheus' text format. */
  text(gauges: readonly GaugeReading[]): Promise<string>;
  /** Exports what was counted, before the process ends. Never rejects. */
  close(): Promise<void>;
}
