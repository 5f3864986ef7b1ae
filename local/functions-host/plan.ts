import { z } from 'zod';
import type { RegisteredFunction } from './app-registry.ts';
import type { Binding } from './core-types.ts';
import { HostError, refuse } from './errors.ts';
import type { HostConfig } from './host-json.ts';
import { parseRoute, type Route, routeShape } from './http-routes.ts';
import { type QueueSource, resolveQueue } from './queue-source.ts';
import { parseSchedule, type Schedule } from './schedule.ts';
import { isDisabled, resolveSettings, type Settings } from './settings.ts';

export type HttpTrigger = { type: 'http'; bindingName: string; methods: string[]; route: Route };
export type QueueTrigger = { type: 'queue'; bindingName: string; source: QueueSource };
export type TimerTrigger = {
  type: 'timer';
  bindingName: string;
  schedule: Schedule;
  runOnStartup: boolean;
  /** Whether its last run is remembered from one start of the host to the next. */
  useMonitor: boolean;
};
export type Trigger = HttpTrigger | QueueTrigger | TimerTrigger;

/** A function whose every option this host honours. */
export type PlannedFunction<T extends Trigger = Trigger> = RegisteredFunction & { name: string; trigger: T };

/** The options of every binding. `properties` is the library's own note on SDK bindings. */
const common = {
  name: z.string(),
  type: z.string(),
  direction: z.literal('in'),
  properties: z.unknown().optional(),
};
const httpOptions = z.strictObject({
  ...common,
  authLevel: z.literal('anonymous', {
    error: 'only "anonymous" runs here: host keys are not kept locally; authenticate in the function',
  }),
  methods: z.array(z.string()).nonempty(),
  route: z.string().optional(),
});
const serviceBusOptions = z.strictObject({
  ...common,
  connection: z.string(),
  queueName: z.string({ error: 'is needed: topics and subscriptions are not supported by the local functions host' }),
  cardinality: z.literal('one', { error: 'only "one" runs here: take one message at a time' }).optional(),
  isSessionsEnabled: z.literal(false, { error: 'sessions are not supported by the local functions host' }).optional(),
  autoCompleteMessages: z
    .literal(true, { error: 'must be true: a JavaScript function has no means to settle its message itself' })
    .optional(),
  sdkBinding: z.literal(false, { error: 'SDK bindings are not supported by the local functions host' }).optional(),
});
const timerOptions = z.strictObject({
  ...common,
  schedule: z.string(),
  runOnStartup: z.boolean().default(false),
  useMonitor: z.boolean().default(true),
});

/**
 * Checks every function the app registered, and leaves out those a setting disables.
 * @throws HostError naming the function and the option, for anything Azure knows and this host does not
 */
export function planFunctions(
  functions: readonly RegisteredFunction[],
  config: Pick<HostConfig, 'routePrefix'>,
  settings: Settings,
): PlannedFunction[] {
  const planned = functions
    .map((fn): PlannedFunction => ({ ...fn, name: fn.metadata.name, trigger: planTrigger(fn, config, settings) }))
    .filter((fn) => !isDisabled(fn.name, settings));
  refuseSharedRoutes(planned);
  return planned;
}

function planTrigger(
  { metadata }: RegisteredFunction,
  config: Pick<HostConfig, 'routePrefix'>,
  settings: Settings,
): Trigger {
  const { name: fn } = metadata;
  if (metadata.retryOptions !== undefined) {
    refuse(
      fn,
      'the option "retry"',
      'Remove it: Service Bus delivers again by itself, a timer at its next occurrence.',
    );
  }
  const bindings = Object.entries(metadata.bindings);
  const [bindingName, binding] = bindings.find(([, b]) => /trigger$/i.test(b.type)) as [string, Binding];
  for (const [name, other] of bindings) {
    if (other === binding || (binding.type === 'httpTrigger' && name === '$return' && other.type === 'http')) continue;
    const kind = other.direction === 'in' ? 'input' : 'output';
    refuse(fn, `the ${kind} binding "${name}" of type "${other.type}"`, 'Reach the service in the function instead.');
  }
  switch (binding.type) {
    case 'httpTrigger':
      return planHttp(fn, bindingName, binding, config.routePrefix);
    case 'serviceBusTrigger': {
      const options = checkOptions(fn, serviceBusOptions, binding);
      return { type: 'queue', bindingName, source: resolveQueue(fn, options, settings) };
    }
    case 'timerTrigger':
      return planTimer(fn, bindingName, binding, settings);
    default:
      return refuse(fn, `the trigger "${binding.type}"`, 'It runs httpTrigger, serviceBusTrigger and timerTrigger.');
  }
}

function planHttp(fn: string, bindingName: string, binding: Binding, routePrefix: string): HttpTrigger {
  const options = checkOptions(fn, httpOptions, binding);
  const route = options.route ?? fn;
  if (route.startsWith('/')) throw new HostError(`function "${fn}": route "${route}" cannot begin with a slash`);
  const template = routePrefix === '' ? route : `${routePrefix}/${route}`;
  const methods = options.methods.map((method) => method.toUpperCase());
  return { type: 'http', bindingName, methods, route: parseRoute(fn, template) };
}

function planTimer(fn: string, bindingName: string, binding: Binding, settings: Settings): TimerTrigger {
  const options = checkOptions(fn, timerOptions, binding);
  const where = `function "${fn}", option "schedule"`;
  const zone = settings['WEBSITE_TIME_ZONE'];
  if (zone !== undefined && !/^(utc|etc\/utc)$/i.test(zone)) {
    refuse(fn, `the setting WEBSITE_TIME_ZONE=${zone}`, 'Timers run in UTC: remove it.');
  }
  const text = resolveSettings(options.schedule, settings, where);
  try {
    const { runOnStartup, useMonitor } = options;
    return { type: 'timer', bindingName, schedule: parseSchedule(text), runOnStartup, useMonitor };
  } catch (error) {
    throw new HostError(`${where}: ${(error as Error).message}`);
  }
}

function checkOptions<T extends z.ZodType>(fn: string, schema: T, binding: Binding): z.output<T> {
  // The helpers of the library leave an option the app did not give as undefined.
  const given = Object.fromEntries(Object.entries(binding).filter(([, value]) => value !== undefined));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  if (issue.code === 'unrecognized_keys') {
    refuse(fn, `the option "${issue.keys.join('", "')}" of ${binding.type}`, 'Remove it.');
  }
  throw new HostError(`function "${fn}": option "${issue.path.join('.')}" of ${binding.type}: ${issue.message}`);
}

function refuseSharedRoutes(functions: PlannedFunction[]): void {
  const owners = new Map<string, string>();
  for (const { name, trigger } of functions) {
    if (trigger.type !== 'http') continue;
    for (const method of trigger.methods) {
      const key = `${method} ${routeShape(trigger.route)}`;
      const owner = owners.get(key);
      if (owner !== undefined) {
        throw new HostError(`functions "${owner}" and "${name}" both answer ${method} /${trigger.route.template}`);
      }
      owners.set(key, name);
    }
  }
}
