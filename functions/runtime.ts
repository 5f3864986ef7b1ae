import { app } from '@azure/functions';
import { type Context, createContext } from '../shared/context.ts';

let context: Context | undefined;

/** One context a process, made at the first invocation: a cold start pays for it once, a failure names its setting. */
export function runtime(): Context {
  context ??= createContext('functions');
  return context;
}

/** What was counted in the last minute goes out before an instance is taken away. */
app.hook.appTerminate(async () => {
  await context?.deps.meter?.close();
});
/** The context where there is one already. */
export function started(): Context | undefined {
  return context;
}
