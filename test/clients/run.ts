import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** How a client ended. */
export interface Run {
  readonly isOk: boolean;
  /** What it printed on standard output. */
  readonly out: string;
  /** Everything that it printed, for the message of a failed test. */
  readonly all: string;
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly input?: string;
}

const LIMIT_MS = 120_000;

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
  /** A signal to the client and to whatever it started. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
}

/** Starts a client in a process group of its own: an SFTP client leaves the network to an `ssh` that it starts. */
export function start({ command, args, env, input }: Launch, limitMs = LIMIT_MS): Running {
  const child = spawn(command, args, {
    // A configuration of whoever runs the tests must not change what is tested.
    env: { ...process.env, HOME: '/nonexistent', XDG_CONFIG_HOME: '/nonexistent', LC_ALL: 'C.UTF-8', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = (signal: 'SIGKILL' | 'SIGTERM') => {
    try {
      process.kill(-child.pid!, signal);
    } catch {
      // It has ended by itself.
    }
  };
  const limit = setTimeout(() => kill('SIGKILL'), limitMs);
  let out = '';
  let all = '';
  child.stdout.on('data', (d) => {
    out += d;
    all += d;
  });
  child.stderr.on('data', (d) => {
    all += d;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const ended = once(child, 'close').then(([code, signal]): Run => {
    clearTimeout(limit);
    return { isOk: code === 0, out, all: `${command} ended with ${signal ?? code}\n${all}` };
  });
  return { child, ended, kill };
}

export function run(launch: Launch, limitMs?: number): Promise<Run> {
  return start(launch, limitMs).ended;
}

/** How far a client has read `file`, in bytes; null once it has ended (Linux). */
export async function readSoFar({ child }: Running, file: string): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return null;
  const fds = `/proc/${child.pid}/fd`;
  for (const fd of await readdir(fds).catch(() => [])) {
    const target = await readlink(join(fds, fd)).catch(() => null);
    if (target !== file) continue;
    const info = await readFile(`/proc/${child.pid}/fdinfo/${fd}`, 'utf8').catch(() => '');
    const position = Number(/^pos:\s+(\d+)/.exec(info)?.[1] ?? 0);
    if (position > 0) return position;
    // .NET reads without moving the position: then everything that the process has read is taken for it.
    const io = await readFile(`/proc/${child.pid}/io`, 'utf8').catch(() => '');
    return Number(/^rchar: (\d+)/.exec(io)?.[1] ?? 0);
  }
  return 0;
}
