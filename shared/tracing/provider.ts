import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import { ATTR_SERVICE_NAME } from '@opentelemetry/semantic-conventions';
import { LateExporter } from './late-exporter.ts';
import type { TracingOptions } from './tracing.ts';

/** A span is sent within this of its end: a process that is killed loses the spans of so long. Milliseconds. */
const DELAY_MS = 1000;
/** What a sending may take, and with it a stop of the process. Milliseconds. */
const EXPORT_MS = 5000;
/** Spans that wait to be sent; more are dropped. */
const MAX_WAITING = 4096;

/** What makes spans, on OpenTelemetry's SDK. Loads it. */
export function createProvider({ component, sample, log, exporters }: TracingOptions): BasicTracerProvider {
  // By which a span finds the one that it is in. There is one for the process; a second call changes nothing.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return new BasicTracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: component }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sample) }),
    forceFlushTimeoutMillis: EXPORT_MS,
    spanProcessors: exporters.map(
      (load) =>
        new BatchSpanProcessor(new LateExporter(load, log), {
          scheduledDelayMillis: DELAY_MS,
          exportTimeoutMillis: EXPORT_MS,
          maxQueueSize: MAX_WAITING,
        }),
    ),
  });
}
