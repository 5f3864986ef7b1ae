import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Template } from './arm/expand.ts';
import { registered, triggers } from './checks/functions.ts';
import { machines } from './checks/machines.ts';
import { metrics } from './checks/metrics.ts';
import { names } from './checks/names.ts';
import { roles } from './checks/roles.ts';
import { security } from './checks/security.ts';
import { settings } from './checks/settings.ts';
import { zones } from './checks/zones.ts';
import { type Environment, template, type World, world } from './compiled.ts';

/** Changes of the compiled template, and what the checks say of them. */

export async function everything(w: World): Promise<string[]> {
  const code = await registered();
  return [
    ...security(w),
    ...names(w),
    ...roles(w),
    ...settings(w),
    ...machines(w),
    ...metrics(w),
    ...zones(w),
    ...triggers(w, code),
  ];
}

/** `what` in the template's text, everywhere; throws where it is not there, or the mutation would prove nothing. */
export function changed(what: string, to: string): Template {
  const text = JSON.stringify(template());
  assert.ok(text.includes(what), `${what} is not in the template`);
  return JSON.parse(text.replaceAll(what, () => to)) as Template;
}

/** The template of one module. */
export function inside(t: Template, module: string): Template {
  const stack = (t.resources as Record<string, { properties: { template: Template } }>)['stack']!.properties.template;
  const found = (stack.resources as Record<string, { properties: { template: Template } }>)[module];
  assert.ok(found, `no module ${module}`);
  return found.properties.template;
}

/** Without one resource of a module. */
export function without(module: string, symbol: string): Template {
  const t = template();
  const resources = inside(t, module).resources as Record<string, unknown>;
  assert.ok(resources[symbol], `no ${symbol} in ${module}`);
  delete resources[symbol];
  return t;
}

export function withVariable(module: string, name: string, change: (value: unknown[]) => unknown[]): Template {
  const t = template();
  const variables = inside(t, module).variables!;
  variables[name] = change(variables[name] as unknown[]);
  return t;
}

export type Mutation = readonly [what: string, environment: Environment, mutate: () => Template, said: RegExp];

/** Each of them must be noticed, and named. */
export function mustBeNoticed(mutations: readonly Mutation[]): void {
  for (const [what, environment, mutate, said] of mutations)
    test(what, async () => {
      let found: string[];
      try {
        found = await everything(world(environment, mutate()));
      } catch (error) {
        // What can't be worked out at all is noticed too.
        found = [(error as Error).message];
      }
      assert.ok(
        found.some((f) => said.test(f)),
        found.join('\n') || 'nothing was noticed',
      );
    });
}
