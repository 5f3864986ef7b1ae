import { app } from '@azure/functions';
import { type Context, createContext } from '../shared/context.ts';

let context: Context | undefined;

/** One context a process, made at the first invocation: a cold start pays for it once, a failure names its setting. */
export function runtime(): Context {
  context ??= createContext('functions');
  return context;
}

/** What was counted and traced lately goes out before an instance is taken away. */
app.hook.appTerminate(async () => {
  await Promise.all([context?.deps.meter?.close(), context?.tracing?.flush()]);
});
