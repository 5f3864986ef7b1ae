import { ValueType } from '@opentelemetry/api';
import { emptyResource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type CollectionResult,
  DataPointType,
  type GaugeMetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import { GAUGES, type GaugeName, type GaugeReading } from '../domain/metrics.ts';

export const SCOPE = 'ami-compta';

/**
 * Hands gauges to a reader once, at its next collection. The SDK's own would go on telling the last value: another
 * instance may measure the next time, and a compte that is well again, or gone, must not be told of for ever.
 */
export class GaugeProducer implements MetricProducer {
  #readings: readonly GaugeReading[] = [];
  #at = 0;

  hold(readings: readonly GaugeReading[]): void {
    this.#readings = readings;
    this.#at = Date.now();
  }

  async collect(): Promise<CollectionResult> {
    const at: [number, number] = [Math.floor(this.#at / 1000), (this.#at % 1000) * 1e6];
    const metrics = new Map<GaugeName, GaugeMetricData>();
    for (const { name, value, attributes } of this.#readings) {
      const metric = metrics.get(name) ?? empty(name);
      metric.dataPoints.push({ startTime: at, endTime: at, attributes: { ...attributes }, value });
      metrics.set(name, metric);
    }
    this.#readings = [];
    const scopeMetrics = metrics.size > 0 ? [{ scope: { name: SCOPE }, metrics: [...metrics.values()] }] : [];
    return { resourceMetrics: { resource: emptyResource(), scopeMetrics }, errors: [] };
  }
}

function empty(name: GaugeName): GaugeMetricData {
  const { unit, about } = GAUGES[name];
  return {
    descriptor: { name, unit, description: about, valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
    dataPointType: DataPointType.GAUGE,
    dataPoints: [],
  };
}
