import type { InvocationContext } from '@azure/functions';
import type { Deps } from '../shared/app/deps.ts';
import { continuing } from '../shared/app/traced.ts';
import { runtime } from './runtime.ts';
import { parentOf } from './trace-parent.ts';

/** Runs the work of an invocation in the trace that its message, or its caller, belongs to. */
export async function inTrace<T>(context: InvocationContext, work: (deps: Deps) => Promise<T>): Promise<T> {
  const { deps, tracing } = runtime();
  if (!tracing) return work(deps);
  await tracing.ready;
  return continuing(parentOf(context), () => work(deps));
}
