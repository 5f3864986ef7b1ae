import { ProxyTracerProvider } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Log } from '../ports/log.ts';
import type { Tracer } from '../ports/trace.ts';

/** The spans of one process, on their way to where they are kept. */
export interface Tracing {
  readonly tracer: Tracer;
  /** Resolves when spans are kept: those that begin before are not. Never rejects. */
  readonly ready: Promise<void>;
  /** Sends what has ended. Never rejects, and takes no longer than a few seconds. */
  flush(): Promise<void>;
}

export interface TracingOptions {
  /** Names the process. */
  readonly component: string;
  /** How many of the traces that begin here are kept, 0 to 1. One that came from elsewhere is kept where it was there. */
  readonly sample: number;
  readonly log: Log;
  /** Loaded together with what makes spans. */
  readonly exporters: readonly (() => Promise<SpanExporter>)[];
}

/**
 * Begins tracing. What makes spans is loaded beside whatever the process does first, so that one that traces nothing does
 * not load it. Whatever goes wrong with it is told in the log, and nothing is traced: no deposit waits for that.
 */
export function startTracing(o: TracingOptions): Tracing {
  const proxy = new ProxyTracerProvider();
  let provider: { forceFlush(): Promise<void> } | null = null;
  const start = async () => {
    const { createProvider } = await import('./provider.ts');
    const made = createProvider(o);
    provider = made;
    proxy.setDelegate(made);
  };
  return {
    tracer: proxy.getTracer('ami-compta'),
    ready: start().catch((error: unknown) => o.log.error('traces-not-started', { error })),
    // Spans that could not be sent were told of by then.
    flush: async () => provider?.forceFlush().catch(() => {}),
  };
}
