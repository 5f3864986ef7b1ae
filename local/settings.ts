import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the laptop's cloud keeps things, all below one directory. */
export interface Places {
  readonly data: string;
  readonly storage: string;
  readonly bus: string;
  readonly events: string;
  readonly hostState: string;
  readonly logs: string;
  /** Spans of the functions and of the gateway, a file each. */
  readonly traces: string;
  /** Settings of `ami`, with its key (mode 0600). */
  readonly cli: string;
  /** Login of the demo robot, in the form curl and lftp read (mode 0600). */
  readonly netrc: string;
  /** Where `npm run demo` finds the gateway. */
  readonly demo: string;
  readonly operatorKey: string;
}

export function places(data: string): Places {
  const p: Places = {
    data,
    storage: join(data, 'storage'),
    bus: join(data, 'bus'),
    events: join(data, 'events'),
    hostState: join(data, 'functions'),
    logs: join(data, 'logs'),
    traces: join(data, 'traces'),
    cli: join(data, 'cli.json'),
    netrc: join(data, 'demo.netrc'),
    demo: join(data, 'demo.json'),
    operatorKey: join(data, 'operator.key'),
  };
  for (const d of [p.data, p.storage, p.bus, p.events, p.hostState, p.logs, p.traces])
    mkdirSync(d, { recursive: true, mode: 0o700 });
  return p;
}

/** A file only its owner can read. */
export function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
}

/** The operator's API key, made once. */
export function operatorKey(p: Places): string {
  if (existsSync(p.operatorKey)) return readFileSync(p.operatorKey, 'utf8').trim();
  const key = `ami_operator_${randomBytes(24).toString('hex')}`;
  writePrivate(p.operatorKey, `${key}\n`);
  return key;
}
