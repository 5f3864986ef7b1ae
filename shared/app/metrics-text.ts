import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Deps } from './deps.ts';
import { measureAll } from './measure-all.ts';

/** What is shown again, measured this short a while ago: it costs seven calls a compte. Milliseconds. */
const FRESH_MS = 2_000;

let last: { readonly deps: Deps; readonly at: number; readonly text: Promise<string> } | null = null;

/** All metrics in Prometheus' text format, for operators only: they name comptes and tell how firms work. */
export function metricsText(deps: Deps, by: Principal): Promise<string> {
  if (!may(by, 'operate', '*')) throw new Refusal('forbidden', 'FORBIDDEN');
  const now = deps.clock.now();
  if (last?.deps !== deps || now - last.at >= FRESH_MS) last = { deps, at: now, text: measured(deps) };
  return last.text;
}

async function measured(deps: Deps): Promise<string> {
  const gauges = await measureAll(deps);
  return (await deps.meter?.text(gauges)) ?? '';
}
