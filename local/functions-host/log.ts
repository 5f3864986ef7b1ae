import { type Logger, pino, stdTimeFunctions } from 'pino';
import type { LogCategory, LogLevel } from './core-types.ts';

/** Where the host writes: a pino logger, or whatever takes (fields, message) at these levels. */
export type HostLog = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** One JSON object a line on stderr, so that stdout stays for the line that says the host is ready. */
export function createStderrLog(): HostLog {
  return pino(
    { base: undefined, timestamp: stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    pino.destination({ dest: 2, sync: true }),
  );
}

const LEVELS: Record<LogLevel, keyof HostLog | undefined> = {
  trace: 'debug',
  debug: 'debug',
  information: 'info',
  warning: 'warn',
  error: 'error',
  critical: 'error',
  none: undefined,
};

/** Writes a line at the level the Functions library names. */
export function writeLog(log: HostLog, level: LogLevel, fields: Record<string, unknown>, message: string): void {
  const method = LEVELS[level];
  if (method !== undefined) log[method](fields, message);
}

/**
 * What is told of an error: its name, message and stack. Never its other properties: the errors of SDKs carry the
 * request and its headers.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error instanceof Error) return { error: error.name, message: error.message, stack: error.stack };
  return { error: typeof error, message: String(error) };
}

let systemLog: HostLog | undefined;

/** The library logs through a module without a host at hand; the host of this process takes those lines here. */
export function setSystemLog(log: HostLog | undefined): void {
  systemLog = log;
}

export function writeSystemLog(level: LogLevel, category: LogCategory, message: string): void {
  if (systemLog !== undefined) writeLog(systemLog, level, { category }, message);
}
