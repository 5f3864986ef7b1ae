import { destination, pino } from 'pino';
import type { Log } from './ports/log.ts';

const SECRET = /pass|secret|hash|token|authorization|connection|key$/i;

/** Lines that nobody takes are held up to this; later ones are dropped. Bytes. */
const MAX_HELD = 16 * 1024 ** 2;
/** Lines that are written together where they come fast, and how long a single one may wait for others. Bytes, milliseconds. */
const TOGETHER_BYTES = 4096;
const TOGETHER_MS = 200;

/**
 * One JSON line an event, on standard error. Fields whose name smells of a secret never get out. `isWaiting`: each line
 * is handed to the system before the caller goes on; else several together, within 0.2 s, so that neither the writing nor
 * a slow reader of the log holds anybody up (a `kill -9` may then lose the last lines).
 */
export function createLog(component: string, level: string, isWaiting = true): Log {
  const logger = pino(
    {
      level,
      base: { component },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (l) => ({ level: l }) },
    },
    destination(
      isWaiting
        ? { dest: 2, sync: true }
        : { dest: 2, sync: false, maxLength: MAX_HELD, minLength: TOGETHER_BYTES, periodicFlush: TOGETHER_MS },
    ),
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
