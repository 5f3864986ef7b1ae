import { readFileSync } from 'node:fs';

/** Version of the package that this file is part of, as source or built (one folder deeper). */
export function packageVersion(): string {
  for (const place of ['../package.json', '../../package.json'])
    try {
      const { version } = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { version?: string };
      if (version) return version;
    } catch {
      // Not there: the next place.
    }
  return 'unknown';
}
