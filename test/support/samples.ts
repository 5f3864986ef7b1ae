import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Sample {
  readonly file: string;
  readonly expected: Readonly<Record<string, string | number>>;
}

/** Folder of real invoices: `AMI_SAMPLES`, else `shared/samples` beside the repository. Null where there is none. */
export function samplesFolder(): string | null {
  let root = import.meta.dirname;
  while (!existsSync(join(root, 'package.json')) && dirname(root) !== root) root = dirname(root);
  const folder = process.env['AMI_SAMPLES'] ?? join(root, '..', 'shared', 'samples');
  return existsSync(join(folder, 'manifest.json')) ? folder : null;
}

/** What is known of each sample. */
export function samplesOf(folder: string): Sample[] {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Sample[];
}

export function sampleBytes(folder: string, file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, file)));
}
