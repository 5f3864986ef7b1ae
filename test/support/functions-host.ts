import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HostLog } from '../../local/functions-host/log.ts';

/** A fixture app's directory; fixtures are not compiled, so the tests built into dist/ read them from the sources too. */
export function fixtureDir(name: string): string {
  let directory = import.meta.dirname;
  while (!existsSync(join(directory, 'tsconfig.json'))) directory = dirname(directory);
  return join(directory, 'test/fixtures', name);
}

export type LogLine = Record<string, unknown> & { level: keyof HostLog; msg: string | undefined };

/** A log that keeps its lines. */
export function createRecordingLog(): HostLog & { lines: LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: keyof HostLog) => (fields: unknown, msg?: string) => {
    lines.push(typeof fields === 'string' ? { level, msg: fields } : { ...(fields as object), level, msg });
  };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') } as HostLog & {
    lines: LogLine[];
  };
}
