import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rounded } from '../statistics.ts';

/** The parts of a `.cpuprofile` (V8) that are read here. Times in microseconds. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { functionName: string; url: string; lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Where the time of a process went: functions by their own time, as lines of text, the costliest first. */
export function profileLines(directory: string, count = 25): string[] {
  const file = readdirSync(directory).find((f) => f.endsWith('.cpuprofile'));
  if (!file) return ['no profile was written'];
  const profile = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Profile;
  return costliest(profile, count);
}

export function costliest({ nodes, samples, timeDeltas }: Profile, count: number): string[] {
  const names = new Map(nodes.map(({ id, callFrame: f }) => [id, nameOf(f)]));
  const own = new Map<string, number>();
  samples.forEach((id, i) => {
    const name = names.get(id) ?? '?';
    own.set(name, (own.get(name) ?? 0) + (timeDeltas[i] ?? 0));
  });
  own.delete('(idle)');
  const total = [...own.values()].reduce((a, b) => a + b, 0);
  return [...own]
    .sort((a, b) => b[1] - a[1])
    .slice(0, count)
    .map(([name, us]) => `${String(rounded((100 * us) / total)).padStart(5)} %  ${rounded(us / 1000, 0)} ms  ${name}`);
}

function nameOf(f: { functionName: string; url: string; lineNumber: number }): string {
  const name = f.functionName || '(anonymous)';
  if (!f.url) return name;
  const file = f.url.replace(/^.*\/node_modules\//, '').replace(/^file:\/\/.*\/((?:gateway|shared|bench)\/)/, '$1');
  return `${name} ${file}:${f.lineNumber + 1}`;
}
