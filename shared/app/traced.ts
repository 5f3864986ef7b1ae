import {
  type Context,
  context,
  createContextKey,
  INVALID_SPAN_CONTEXT,
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { Refusal } from '../domain/refusal.ts';
import { formatTraceparent, parseTraceparent } from '../domain/traceparent.ts';
import type { SpanFacts, SpanName, Tracer } from '../ports/trace.ts';

/**
 * Where a span stands. A thing has a home: the trace that it began in, kept with it as a traceparent. What happens to it
 * later belongs there, whoever sets it off: a robot that collects, a person who changes the configuration. What set it
 * off is then linked.
 */
export interface Traced {
  readonly facts?: SpanFacts;
  /** Traceparent of the thing's home; what is none is passed over. */
  readonly home?: string | undefined;
  /** Traceparents of others that it is about. */
  readonly links?: readonly (string | undefined)[];
  /** When it began, where that was before this call. Milliseconds since 1970. */
  readonly since?: number;
}

interface Tracing {
  readonly tracer?: Tracer;
}

/** A span that tells nobody anything. */
const SILENT = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** What sets something off without being a part of its trace, and what it knows of it. */
interface Cause {
  readonly link: SpanContext;
  readonly facts: SpanFacts;
}
const CAUSE = createContextKey('ami cause');

/** Runs `work` inside of a span, which it may tell more with `note`. Whatever is wrong with tracing, the work is done. */
export async function traced<T>(
  deps: Tracing,
  name: SpanName,
  how: Traced,
  work: (span: Span) => Promise<T>,
): Promise<T> {
  const begun = deps.tracer && begin(deps.tracer, name, how);
  if (!begun) return work(SILENT);
  const { span, inside } = begun;
  try {
    return await context.with(inside, () => work(span));
  } catch (e) {
    failed(span, e);
    throw e;
  } finally {
    end(span);
  }
}

/** A span that its caller ends, with the context that its children are made in; null where none can be made. */
export function begin(tracer: Tracer, name: SpanName, how: Traced): { span: Span; inside: Context } | null {
  return quietly(() => {
    const { parent, links, facts } = place(how);
    const span = tracer.startSpan(
      name,
      {
        attributes: { ...facts, ...how.facts },
        links,
        ...(how.since === undefined ? {} : { startTime: how.since }),
      },
      parent,
    );
    return { span, inside: trace.setSpan(parent.deleteValue(CAUSE), span) };
  });
}

/** The context that a span's parent is taken from, and what it is linked to. */
function place({ home, links: about = [] }: Traced): { parent: Context; links: Link[]; facts: SpanFacts } {
  const active = context.active();
  const here = trace.getSpanContext(active);
  const cause = active.getValue(CAUSE) as Cause | undefined;
  const at = remote(home);
  // What goes on within its home is under what asked for it, not beside it.
  const isAway = at !== null && here?.traceId !== at.traceId;
  const linked = [cause?.link, isAway ? here : undefined, ...about.map(remote)];
  return {
    parent: isAway ? trace.setSpanContext(active, at) : active,
    links: linked.filter((l) => l !== undefined && l !== null).map((l) => ({ context: l })),
    facts: cause?.facts ?? {},
  };
}

/** Ends a span that `begin` began; a second time is none. */
export function end(span: Span): void {
  quietly(() => span.end());
}

/** More of a span, known when its work is done. */
export function note(span: Span, facts: SpanFacts): void {
  if (span !== SILENT) quietly(() => span.setAttributes({ ...facts }));
}

/** Says that a span failed, and of what kind the error is. Its text is left out: it may name a file, or a person. */
export function failed(span: Span, error: unknown): void {
  quietly(() => {
    if (error instanceof Refusal) span.setAttributes({ 'ami.outcome': error.code });
    else span.setAttributes({ 'error.type': error instanceof Error ? error.name : typeof error });
    span.setStatus({ code: SpanStatusCode.ERROR });
  });
}

/** Runs `work` where its spans have the traceparent given for a parent; without one they begin a trace of their own. */
export function continuing<T>(traceparent: string | undefined, work: () => T): T {
  const at = remote(traceparent);
  return context.with(at ? trace.setSpanContext(ROOT_CONTEXT, at) : ROOT_CONTEXT, work);
}

/** Runs `work` outside of any trace; the first span in it is linked to what set it off, and has its facts. */
export function causedBy<T>(by: Span, facts: SpanFacts, work: () => T): T {
  const link = quietly(() => by.spanContext());
  return context.with(link ? ROOT_CONTEXT.setValue(CAUSE, { link, facts } satisfies Cause) : ROOT_CONTEXT, work);
}

/** Traceparent of a span, or of the one that runs here; undefined where nothing is traced. */
export function traceparentOf(span: Span | undefined = trace.getActiveSpan()): string | undefined {
  const c = quietly(() => span?.spanContext());
  if (!c || !trace.isSpanContextValid(c)) return undefined;
  const { traceId, spanId } = c;
  return formatTraceparent({ traceId, spanId, isSampled: (c.traceFlags & TraceFlags.SAMPLED) !== 0 });
}

function remote(traceparent: string | undefined): SpanContext | null {
  const t = parseTraceparent(traceparent);
  if (!t) return null;
  const { traceId, spanId } = t;
  return { traceId, spanId, traceFlags: t.isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}

/** A tracer that throws is a tracer that is not there. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
