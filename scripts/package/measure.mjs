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

/** @returns the median and the extremes of `times` loads, milliseconds */
export function measureImport(directory, times = 10) {
  const all = Array.from({ length: times }, () => loadOnce(directory).ms).sort((a, b) => a - b);
  const middle = times / 2;
  const median = times % 2 === 0 ? (all[middle - 1] + all[middle]) / 2 : all[Math.floor(middle)];
  return { median, least: all[0], most: all.at(-1), times };
}
