import { app, type InvocationContext } from '@azure/functions';
import type { Deps } from '../shared/app/deps.ts';
import { continuing } from '../shared/app/traced.ts';
import { parseTraceparent } from '../shared/domain/traceparent.ts';
import { runtime, started } from './runtime.ts';

/** Runs the work of an invocation in the trace that its message, or its caller, belongs to. */
export async function inTrace<T>(context: InvocationContext, work: (deps: Deps) => Promise<T>): Promise<T> {
  const { deps, tracing } = runtime();
  if (!tracing) return work(deps);
  await tracing.ready;
  return continuing(parentOf(context), () => work(deps));
}

/**
 * The traceparent that an invocation goes on from. What the host says of it names a span of the host, which may never be
 * kept anywhere: it counts where it is kept, and does not lead out of the trace that the message names.
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

/** An instance that is taken away sends what it has. */
app.hook.appTerminate(async () => {
  await started()?.tracing?.flush();
});
