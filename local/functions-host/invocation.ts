import { randomBytes, randomUUID } from 'node:crypto';
import type { AppRegistry } from './app-registry.ts';
import type {
  CoreInvocationContext,
  InvocationRequest,
  InvocationResponse,
  LogLevel,
  TypedData,
} from './core-types.ts';
import { FunctionTimeoutError } from './errors.ts';
import { errorFields, type HostLog, writeLog } from './log.ts';
import type { PlannedFunction } from './plan.ts';

/** What a trigger hands to its function. */
export type Call = {
  /** Chosen by the trigger when it needs it beforehand. */
  invocationId?: string;
  data: TypedData;
  metadata?: Record<string, TypedData>;
  /** W3C trace context of the caller, if there is one. */
  traceParent?: string | undefined;
};

export type Outcome = {
  response: InvocationResponse;
  /** True when the function returned undefined or null. */
  isEmpty: boolean;
};

/** Calls a function of the app; rejects with whatever it threw, or with FunctionTimeoutError. The outcome is logged. */
export type Invoke = (fn: PlannedFunction, call: Call) => Promise<Outcome>;

/** @param timeoutMs after which a call is reported as failed; Infinity for never */
export function createInvoke(app: AppRegistry, timeoutMs: number, log: HostLog): Invoke {
  return async (fn, call) => {
    const invocationId = call.invocationId ?? randomUUID();
    const started = performance.now();
    const fields = () => ({ function: fn.name, invocationId, ms: Math.round(performance.now() - started) });
    try {
      const outcome = await withTimeout(run(app, fn, call, invocationId, log), timeoutMs, fn.name);
      log.info({ ...fields(), outcome: 'success' });
      return outcome;
    } catch (error) {
      const outcome = error instanceof FunctionTimeoutError ? 'timeout' : 'failure';
      log.error({ ...fields(), outcome, ...errorFields(error) });
      throw error;
    }
  };
}

/** The order of the steps, and what each hook sees, is that of the Azure Functions Node.js worker. */
async function run(
  app: AppRegistry,
  fn: PlannedFunction,
  call: Call,
  invocationId: string,
  log: HostLog,
): Promise<Outcome> {
  const { appHookData } = app;
  const shared = { hookData: {}, appHookData, invocationContext: undefined as unknown };
  const core: CoreInvocationContext = {
    invocationId,
    request: toRequest(fn, call, invocationId),
    metadata: fn.metadata,
    state: undefined,
    log(level, category, message) {
      const line = { ...shared, level, category, message };
      for (const hook of app.hooks.get('log') ?? []) hook(line);
      // What a hook changes counts for the app's own lines only.
      const shown: { level: LogLevel; message: string } = category === 'user' ? line : { level, message };
      writeLog(log, shown.level, { function: fn.name, invocationId }, shown.message);
    },
  };
  const model = app.programmingModel!.getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  shared.invocationContext = context;

  const before = { ...shared, inputs, functionCallback: fn.callback };
  await inState(core, 'preInvocationHooks', () => app.runHooks('preInvocation', before));

  const after = { ...shared, inputs: before.inputs, result: undefined as unknown, error: undefined as unknown };
  try {
    after.result = await inState(core, 'invocation', () =>
      model.invokeFunction(context, before.inputs, before.functionCallback),
    );
  } catch (error) {
    // A function may throw anything, undefined too: it failed all the same.
    after.error = error ?? new Error(`function "${fn.name}" threw ${String(error)}`);
  }
  await inState(core, 'postInvocationHooks', () => app.runHooks('postInvocation', after));
  if (after.error !== undefined && after.error !== null) throw after.error;

  const response = await model.getResponse(context, after.result);
  return { response, isEmpty: after.result === undefined || after.result === null };
}

function toRequest(fn: PlannedFunction, call: Call, invocationId: string): InvocationRequest {
  return {
    invocationId,
    inputData: [{ name: fn.trigger.bindingName, data: call.data }],
    triggerMetadata: call.metadata ?? {},
    traceContext: { traceParent: call.traceParent ?? createTraceParent() },
  };
}

async function inState<T>(
  core: CoreInvocationContext,
  state: NonNullable<CoreInvocationContext['state']>,
  step: () => Promise<T>,
): Promise<T> {
  core.state = state;
  try {
    return await step();
  } finally {
    core.state = undefined;
  }
}

/** The longest that setTimeout waits, in ms: past it, it fires at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The function cannot be stopped: past its time it is reported as failed, and what it still does is nobody's. */
async function withTimeout<T>(running: Promise<T>, timeoutMs: number, functionName: string): Promise<T> {
  if (timeoutMs > MAX_TIMER_MS) return running;
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new FunctionTimeoutError(functionName, timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([running, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function createTraceParent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`;
}
