import { FUNCTIONS } from './functions.ts';
import { isExpression, type Node, parse } from './parse.ts';
import { Runtime } from './runtime.ts';

/** What an expression may ask of the template that it stands in. */
export interface Scope {
  parameter(name: string): unknown;
  variable(name: string): unknown;
  /** Properties of a resource of this template by its symbol, or of any by its id. */
  reference(what: string): unknown;
  /** `/subscriptions/S/resourceGroups/G`, or without the group. */
  readonly at: string;
  readonly loops: Readonly<Record<string, number>>;
  readonly lambdas: Readonly<Record<string, unknown>>;
}

const SUBSCRIPTION = '/subscriptions/00000000-0000-0000-0000-000000000001';
export const GROUP = (name: string) => `${SUBSCRIPTION}/resourceGroups/${name}`;
export { SUBSCRIPTION };

const parsed = new Map<string, Node>();

/** A value of a template with all its expressions worked out; property loops (`copy`) are unrolled. */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') {
    if (!isExpression(value)) return value.startsWith('[[') ? value.slice(1) : value;
    let node = parsed.get(value);
    if (!node) {
      node = parse(value);
      parsed.set(value, node);
    }
    return work(node, scope);
  }
  if (Array.isArray(value)) return value.map((v) => evaluate(v, scope));
  if (typeof value !== 'object' || value === null) return value;
  const done: Record<string, unknown> = {};
  for (const [key, v] of Object.entries(value)) {
    if (key === 'copy' && Array.isArray(v)) {
      for (const loop of v as { name: string; count: unknown; input: unknown }[]) {
        const count = evaluate(loop.count, scope) as number;
        done[loop.name] = Array.from({ length: count }, (_, i) =>
          evaluate(loop.input, { ...scope, loops: { ...scope.loops, [loop.name]: i } }),
        );
      }
    } else done[String(evaluate(key, scope))] = evaluate(v, scope);
  }
  return done;
}

function work(node: Node, scope: Scope): unknown {
  if (node.kind === 'value') return node.value;
  if (node.kind === 'member') {
    const of = work(node.of, scope);
    const key = work(node.key, scope) as string | number;
    if (of instanceof Runtime) return of.member(String(key));
    const found = (of as Record<string | number, unknown> | null)?.[key];
    if (found === undefined) throw new Error(`there is no ${key} in ${JSON.stringify(of)?.slice(0, 200)}`);
    return found;
  }
  const special = SPECIAL[node.name];
  if (special) return special(node.args, scope);
  const fn = FUNCTIONS[node.name];
  if (!fn) throw new Error(`the function ${node.name} is not known here`);
  return fn(...node.args.map((a) => work(a, scope)));
}

const id = (base: string, type: string, names: string[]) => {
  const [provider, ...types] = type.split('/');
  return `${base}/providers/${provider}/${types.map((t, i) => `${t}/${names[i]}`).join('/')}`;
};

const SPECIAL: Record<string, (args: readonly Node[], scope: Scope) => unknown> = {
  parameters: ([name], s) => s.parameter(work(name!, s) as string),
  variables: ([name], s) => s.variable(work(name!, s) as string),
  lambdaVariables: ([name], s) => s.lambdas[work(name!, s) as string],
  reference: ([what], s) => s.reference(String(work(what!, s))),
  // Only the branch that is taken is worked out, as Azure does.
  if: ([condition, yes, no], s) => work(FUNCTIONS['not']!(work(condition!, s)) ? no! : yes!, s),
  copyIndex: ([name], s) => s.loops[name ? (work(name, s) as string) : ''],
  deployment: () => ({ name: 'deployment' }),
  subscription: () => ({ id: SUBSCRIPTION, subscriptionId: SUBSCRIPTION.split('/').at(-1) }),
  resourceGroup: (_, s) => ({ id: s.at, name: s.at.split('/').at(-1) }),
  resourceId: (args, s) => {
    const [type, ...names] = args.map((a) => String(work(a, s)));
    return id(s.at, type!, names);
  },
  extensionResourceId: (args, s) => {
    const [base, type, ...names] = args.map((a) => String(work(a, s)));
    return id(base!, type!, names);
  },
  subscriptionResourceId: (args, s) => {
    const [type, ...names] = args.map((a) => String(work(a, s)));
    return id(SUBSCRIPTION, type!, names);
  },
  map: ([all, fn], s) => (work(all!, s) as unknown[]).map((v) => call(fn!, [v], s)),
  filter: ([all, fn], s) => (work(all!, s) as unknown[]).filter((v) => call(fn!, [v], s)),
  toObject: ([all, key, value], s) =>
    Object.fromEntries(
      (work(all!, s) as unknown[]).map((v) => [String(call(key!, [v], s)), value ? call(value, [v], s) : v]),
    ),
  reduce: ([all, first, fn], s) =>
    (work(all!, s) as unknown[]).reduce((sum, v) => call(fn!, [sum, v], s), work(first!, s)),
};

function call(fn: Node, values: unknown[], scope: Scope): unknown {
  if (fn.kind !== 'call' || fn.name !== 'lambda') throw new Error('a lambda was expected');
  const names = fn.args.slice(0, -1).map((a) => String(work(a, scope)));
  const lambdas = { ...scope.lambdas, ...Object.fromEntries(names.map((n, i) => [n, values[i]])) };
  return work(fn.args.at(-1)!, { ...scope, lambdas });
}
