import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './places.mjs';

const node = join(root, 'node_modules/node/bin/node');

/** Loads the app once in a process of its own. `ms`: from the start of the process until it is loaded. */
export function loadOnce(directory, flags = []) {
  const args = [...flags, join(root, 'scripts/package/load-app.mjs'), directory];
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the function app does not load: ${stderr}`);
  return JSON.parse(stdout);
}

/** Loads the app `times` times. `ms`: by the clock; `cpuMs`: processor time, which other programs disturb less. */
export function measureImport(directory, times = 10) {
  const loads = Array.from({ length: times }, () => loadOnce(directory));
  return { ms: spread(loads.map((l) => l.ms)), cpuMs: spread(loads.map((l) => l.cpuMs)), times };
}

function spread(values) {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1) };
}
