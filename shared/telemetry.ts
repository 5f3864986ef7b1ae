import { destination, pino } from 'pino';
import type { Log } from './ports/log.ts';

const SECRET = /pass|secret|hash|token|authorization|connection|key$/i;

/** One JSON line an event, on standard error. Fields whose name smells of a secret never get out. */
export function createLog(component: string, level: string): Log {
  const logger = pino(
    {
      level,
      base: { component },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (l) => ({ level: l }) },
    },
    destination({ dest: 2, sync: true }),
  );
  const clean = (fields: Record<string, unknown> = {}) =>
    Object.fromEntries(
      Object.entries(fields).map(([k, v]) => [
        k,
        SECRET.test(k) ? '…' : v instanceof Error ? { name: v.name, message: v.message } : v,
      ]),
    );
  return {
    info: (event, fields) => logger.info(clean(fields), event),
    warn: (event, fields) => logger.warn(clean(fields), event),
    error: (event, fields) => logger.error(clean(fields), event),
  };
}
