import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the project. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Its package.json. */
export function project() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}
