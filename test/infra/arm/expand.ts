import { evaluate, GROUP, type Scope, SUBSCRIPTION } from './evaluate.ts';
import { Runtime } from './runtime.ts';

/**
 * What a compiled template would ask Azure for: modules opened, loops unrolled, conditions taken, expressions worked out.
 * It knows as much of ARM's language as infra/ uses and throws at anything else.
 */

type Json = Record<string, unknown>;

export interface Template extends Json {
  parameters?: Record<string, Json & { defaultValue?: unknown }>;
  variables?: Json;
  resources: Record<string, Json> | Json[];
  outputs?: Record<string, { value?: unknown; copy?: { count: unknown; input: unknown } }>;
}

export interface Deployed {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly apiVersion: string;
  /** Id of the resource that an extension resource (a role assignment) stands on. */
  readonly scope: string | null;
  readonly body: Json;
}

export function expand(template: Template, values: Json): { resources: Deployed[]; outputs: Json } {
  const resources: Deployed[] = [];
  const outputs = open(template, values, SUBSCRIPTION, resources);
  return { resources, outputs };
}

interface Entry {
  readonly symbol: string;
  readonly body: Json;
  readonly loops: Record<string, number>;
}

/** Adds what the template makes to `into`; returns its outputs. */
function open(template: Template, values: Json, at: string, into: Deployed[]): Json {
  const parameters = new Map<string, unknown>();
  const variables = new Map<string, unknown>();
  const entries: Entry[] = [];
  const done = new Map<string, unknown>();
  let isEarly = false;

  const scope: Scope = {
    at,
    loops: {},
    lambdas: {},
    parameter(name) {
      if (!parameters.has(name)) parameters.set(name, parameterOf(template, name, values, scope));
      return parameters.get(name);
    },
    variable(name) {
      if (!variables.has(name)) variables.set(name, variableOf(template, name, scope));
      return variables.get(name);
    },
    reference(what) {
      if (isEarly) throw new Error(`${what} is asked for before it is there: in a name, a condition or a loop`);
      if (what.startsWith('/')) return new Runtime(what);
      const entry = entries.find((e) => e.symbol === what);
      if (!entry) throw new Error(`there is no resource ${what} to refer to`);
      return make(entry);
    },
  };
  const early = <T>(value: unknown, loops: Record<string, number> = {}): T => {
    const before = isEarly;
    isEarly = true;
    try {
      return evaluate(value, { ...scope, loops }) as T;
    } finally {
      isEarly = before;
    }
  };

  for (const name of Object.keys(values))
    if (!template.parameters?.[name]) throw new Error(`the template has no parameter ${name}`);
  for (const name of Object.keys(template.parameters ?? {})) scope.parameter(name);
  for (const [symbol, body] of Object.entries(template.resources)) {
    const loop = body['copy'] as { name: string; count: unknown } | undefined;
    if (!loop) entries.push({ symbol, body, loops: {} });
    else
      for (let i = 0; i < early<number>(loop.count); i++)
        entries.push({ symbol: `${symbol}[${i}]`, body, loops: { '': i, [loop.name]: i } });
  }

  function make(entry: Entry): unknown {
    const { symbol, body, loops } = entry;
    if (done.has(symbol)) return done.get(symbol);
    if ('condition' in body && !early(body['condition'], loops)) {
      done.set(symbol, null);
      return null;
    }
    const inner = { ...scope, loops };
    const type = body['type'] as string;
    const name = early<string>(body['name'], loops);
    const on = body['scope'] === undefined ? null : (evaluate(body['scope'], inner) as string);
    if (type === 'Microsoft.Resources/deployments') {
      const properties = body['properties'] as { template: Template; parameters?: Json };
      const given = Object.entries(properties.parameters ?? {}).map(([key, v]) => {
        const { value } = evaluate(v, inner) as { value: unknown };
        return [key, value] as const;
      });
      const group = body['resourceGroup'] === undefined ? at : GROUP(early(body['resourceGroup'], loops));
      const result = { outputs: open(properties.template, Object.fromEntries(given), group, into) };
      done.set(symbol, result);
      return result;
    }
    const base = on ?? at;
    const names = name.split('/');
    const [provider, ...types] = type.split('/');
    if (types.length !== names.length) throw new Error(`${name} is no name of a ${type}`);
    const id = `${base}/providers/${provider}/${types.map((t, i) => `${t}/${names[i]}`).join('/')}`;
    const runtime = new Runtime(id);
    done.set(symbol, runtime);
    if (body['existing']) return runtime;
    const { copy, condition, dependsOn, scope: _, ...rest } = body;
    const settled = plain(evaluate(rest, inner)) as Json;
    into.push({ type, name, id, apiVersion: body['apiVersion'] as string, scope: on, body: settled });
    return runtime;
  }
  for (const entry of entries) make(entry);

  const outputs: Json = {};
  for (const [name, o] of Object.entries(template.outputs ?? {})) {
    const value = o.copy
      ? Array.from({ length: early<number>(o.copy.count) }, (_, i) =>
          evaluate(o.copy!.input, { ...scope, loops: { '': i } }),
        )
      : evaluate(o.value, scope);
    outputs[name] = { value };
  }
  return outputs;
}

function parameterOf(template: Template, name: string, values: Json, scope: Scope): unknown {
  const p = template.parameters?.[name];
  if (!p) throw new Error(`there is no parameter ${name}`);
  if (!(name in values) && !('defaultValue' in p)) throw new Error(`the parameter ${name} is missing`);
  const value = name in values ? values[name] : evaluate(p.defaultValue, scope);
  const allowed = p['allowedValues'] as unknown[] | undefined;
  if (allowed && !allowed.includes(value)) throw new Error(`${value} is none of the values of ${name}`);
  return value;
}

function variableOf(template: Template, name: string, scope: Scope): unknown {
  const variables = template.variables ?? {};
  if (name in variables) return evaluate(variables[name], scope);
  const loops = (variables['copy'] ?? []) as { name: string }[];
  const loop = loops.find((l) => l.name === name);
  if (!loop) throw new Error(`there is no variable ${name}`);
  return (evaluate({ copy: [loop] }, scope) as Json)[name];
}

/** What only Azure could say, as text. */
function plain(value: unknown): unknown {
  if (value instanceof Runtime) return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v)]));
}
