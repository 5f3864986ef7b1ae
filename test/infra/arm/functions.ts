import { createHash } from 'node:crypto';
import { Runtime } from './runtime.ts';

/** The functions of ARM templates that need nothing of the deployment; those that do are in evaluate.ts. */

type Any = unknown;
type Fn = (...args: Any[]) => Any;

const hash = (args: Any[]) =>
  createHash('sha256')
    .update(JSON.stringify(args.map(String)))
    .digest('hex');
const text = (v: Any) =>
  typeof v === 'object' && v !== null && !(v instanceof Runtime) ? JSON.stringify(v) : String(v);

/** A decision that only Azure could take would differ from what is proved here. */
function settled<T>(v: T): T {
  if (v instanceof Runtime) throw new Error(`a decision depends on ${v}`);
  return v;
}

export const FUNCTIONS: Record<string, Fn> = {
  add: (a, b) => (a as number) + (b as number),
  and: (...all) => all.every((v) => settled(v)),
  base64: (v) => Buffer.from(text(v)).toString('base64'),
  coalesce: (...all) => all.find((v) => v !== null && v !== undefined) ?? null,
  concat: (...all) => (Array.isArray(all[0]) ? (all as Any[][]).flat() : all.map(text).join('')),
  createArray: (...all) => all,
  createObject: (...all) =>
    Object.fromEntries(all.flatMap((k, i) => (i % 2 === 0 ? [[String(k), all[i + 1]] as const] : []))),
  empty: (v) => {
    settled(v);
    return v === null || v === undefined || v === '' || (typeof v === 'object' && Object.keys(v).length === 0);
  },
  environment: () => ({ suffixes: { storage: 'core.windows.net' } }),
  equals: (a, b) => JSON.stringify(settled(a)) === JSON.stringify(settled(b)),
  false: () => false,
  format: (pattern, ...args) => String(pattern).replace(/\{(\d+)\}/g, (_, n) => text(args[Number(n)])),
  greater: (a, b) => settled(a as number) > settled(b as number),
  guid: (...args) => hash(args).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
  items: (v) => Object.entries(v as object).map(([key, value]) => ({ key, value })),
  join: (all, by) => (all as Any[]).map(text).join(String(by)),
  last: (v) => (v as Any[]).at(-1),
  length: (v) => (typeof v === 'string' ? v.length : Object.keys(v as object).length),
  less: (a, b) => settled(a as number) < settled(b as number),
  mod: (a, b) => (a as number) % (b as number),
  max: (...all) => Math.max(...(all as number[])),
  not: (v) => !settled(v),
  null: () => null,
  or: (...all) => all.some((v) => settled(v)),
  range: (from, count) => Array.from({ length: count as number }, (_, i) => (from as number) + i),
  replace: (v, from, to) => String(v).replaceAll(String(from), () => String(to)),
  shallowMerge: (all) => Object.assign({}, ...(all as object[])),
  split: (v, by) => String(v).split(String(by)),
  string: (v) => text(v),
  sub: (a, b) => (a as number) - (b as number),
  substring: (v, from, length) => String(v).substr(from as number, length as number),
  tenant: () => ({ tenantId: '00000000-0000-0000-0000-00000000000t' }),
  toLower: (v) => String(v).toLowerCase(),
  true: () => true,
  tryGet: (v, ...keys) => {
    let at = v as Any;
    for (const k of keys) at = at === null || at === undefined ? null : (at as Record<string, Any>)[k as string];
    return at ?? null;
  },
  union: (...all) => Object.assign({}, ...(all as object[])),
  uniqueString: (...args) => hash(args).slice(0, 13),
  utcNow: () => '2026-01-01',
};
