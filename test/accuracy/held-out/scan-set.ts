import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { random } from '../../samples/random.ts';
import { cleanScan, degradedScan, type Scan } from '../generate/scans.ts';
import type { Entry } from '../manifest.ts';

/** Which of a group's documents are scanned: every second one, so that each layout and each of its variants is among them. */
export function scanned(entries: readonly Entry[]): Entry[] {
  return entries.filter((_, n) => (n + Math.floor(n / 12)) % 2 === 0);
}

/**
 * A clean and a degraded scan of half of the documents of a group that was drawn into `folder`. They go to
 * `folder/scans`, with a manifest of their own. The same PDFs give the same scans.
 *
 * @returns the manifest's path.
 */
export async function addScans(
  folder: string,
  progress: (done: number, of: number) => void = () => {},
  limit = Number.POSITIVE_INFINITY,
): Promise<string> {
  const entries: Entry[] = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const chosen = scanned(entries).slice(0, limit);
  const out = join(folder, 'scans');
  mkdirSync(out, { recursive: true });
  const list: Entry[] = [];
  for (const [n, entry] of chosen.entries()) {
    const pdf = new Uint8Array(readFileSync(join(folder, entry.file)));
    const r = random(n * 65_537 + 11);
    list.push(save(out, entry, 'scan', await cleanScan(pdf, r)));
    list.push(save(out, entry, 'degraded', await degradedScan(pdf, false, r)));
    progress(n + 1, chosen.length);
  }
  const manifest = join(out, 'manifest.json');
  writeFileSync(manifest, `${JSON.stringify(list, null, 1)}\n`);
  return manifest;
}

function save(
  folder: string,
  entry: Entry,
  kind: 'scan' | 'degraded',
  { bytes, extension, defects, note }: Scan,
): Entry {
  const file = `${entry.file.replace(/\.pdf$/, '')}-${kind}.${extension}`;
  writeFileSync(join(folder, file), bytes);
  return { ...entry, file, kind, ...(defects.length > 0 ? { defects } : {}), ...(note ? { note } : {}) };
}
