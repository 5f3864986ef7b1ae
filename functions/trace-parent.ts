import type { InvocationContext } from '@azure/functions';
import { parseTraceparent } from '../shared/domain/traceparent.ts';

/**
 * The traceparent that an invocation goes on from; undefined where it begins a trace. What the host says of it names a
 * span of the host, which may never be kept anywhere: it counts where it is kept, and does not lead out of the trace that
 * the message names.
 */
export function parentOf(context: Pick<InvocationContext, 'triggerMetadata' | 'traceContext'>): string | undefined {
  const properties = (context.triggerMetadata?.['applicationProperties'] ?? {}) as Record<string, unknown>;
  const own = valid(properties['traceparent']) ?? valid(properties['Diagnostic-Id']);
  const hosts = valid(context.traceContext?.traceParent);
  if (!hosts?.isSampled || (own && own.traceId !== hosts.traceId)) return own?.text;
  return hosts.text;
}

function valid(text: unknown) {
  const parsed = parseTraceparent(text);
  return parsed && { ...parsed, text: text as string };
}
