import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seedDemo } from '../../local/seed.ts';
import { places } from '../../local/settings.ts';
import { type Stack, type StackOptions, startStack } from '../../local/stack.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Running {
  readonly stack: Stack;
  readonly data: string;
  readonly netrc: string;
  readonly password: string;
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  json<T>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<T>;
  stop(): Promise<void>;
}

/** The built cloud (dist/, or `packages`) with the demo compte, on ports and in a directory of its own. */
export async function run(
  env: Record<string, string> = {},
  packages: StackOptions['packages'] = {},
  isTraced = false,
): Promise<Running> {
  const data = mkdtempSync(join(tmpdir(), 'ami-e2e-'));
  const p = places(data);
  const stack = await startStack({
    root: ROOT,
    places: p,
    ports: { blob: 0, table: 0, bus: 0, api: 0, ftp: 0, passive: '13000-13999' },
    env: { AMI_LOT_DELAY_SECONDS: '1', ...env },
    packages,
    isTraced,
    beforeServing: async (context) => {
      await seedDemo(context, p, '127.0.0.1');
    },
  });
  const api: Running['api'] = (method, path, body, headers = {}) =>
    fetch(`${stack.api}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${stack.operatorKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    stack,
    data,
    netrc: p.netrc,
    password: /password (\S+)/.exec(readFileSync(p.netrc, 'utf8'))![1]!,
    api,
    async json(method, path, body, headers) {
      const r = await api(method, path, body, headers);
      if (!r.ok) throw new Error(`${method} ${path}: ${r.status} ${await r.text()}`);
      return r.json() as never;
    },
    async stop() {
      await stack.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Asks again until the answer pleases, up to `seconds`. */
export async function until<T>(ask: () => Promise<T>, pleases: (t: T) => boolean, seconds = 30): Promise<T> {
  for (let i = 0; ; i++) {
    const t = await ask();
    if (pleases(t)) return t;
    if (i > seconds * 5) throw new Error(`not within ${seconds} s: ${JSON.stringify(t).slice(0, 2000)}`);
    await sleep(200);
  }
}
