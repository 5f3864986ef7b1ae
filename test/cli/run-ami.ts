import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line beside this test: the source, or what it was compiled to. */
const MAIN = ['ts', 'js']
  .map((ending) => join(dirname(dirname(import.meta.dirname)), 'cli', `main.${ending}`))
  .find((path) => existsSync(path))!;

/** A test starts it dozens of times: compiled code is kept between them, and removed at the end. */
const cache = mkdtempSync(join(tmpdir(), 'ami-cli-cache-'));
process.once('exit', () => rmSync(cache, { recursive: true, force: true }));

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly stdin?: string;
}

/** Runs `ami` as a process of its own, in a bare environment (no locale: English; times in UTC), and waits for its end. */
export async function runAmi(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'], TZ: 'UTC', NODE_COMPILE_CACHE: cache, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => {});
  child.stdin.end(options.stdin ?? '');
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}
