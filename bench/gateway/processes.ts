import { type ChildProcess, fork, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Job } from './driver.ts';

/** Ends a process when the bench is gone, however that ended. */
const WITH_PARENT = new URL(`../../local/with-parent${extname(fileURLToPath(import.meta.url))}`, import.meta.url).href;

/** A process of the bench. */
export interface Running {
  readonly pid: number;
  /** SIGTERM, then SIGKILL where it takes longer than 20 s. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Where its output goes. */
  readonly log: string;
  readonly env?: Record<string, string>;
  readonly execArgv?: readonly string[];
  /** Beginning of the line that says it is ready, for `startScript`. */
  readonly readyLine?: string;
}

function running(child: ChildProcess): Running {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid!,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** A Node program that prints a line when it is ready; gives what followed `readyLine`. */
export async function startScript(
  script: string,
  args: readonly string[],
  o: StartOptions,
): Promise<Running & { readonly ready: string }> {
  const log = openSync(o.log, 'a');
  const stdio: StdioOptions = ['ignore', 'pipe', log, 'ipc'];
  const child = fork(script, [...args], {
    stdio,
    execArgv: [...(o.execArgv ?? []), '--import', WITH_PARENT],
    env: { ...process.env, NODE_OPTIONS: '', ...o.env },
  });
  const stop = running(child);
  let text = '';
  const ready = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`${script} ended (${signal ?? code}): see ${o.log}`)));
    child.stdout!.on('data', (chunk: Buffer) => {
      // Its log goes where its errors go, once it is known to be ready.
      writeFileSync(log, chunk);
      if (text.includes('\n') && text.startsWith(o.readyLine ?? '')) return;
      text += chunk.toString();
      for (const line of text.split('\n').slice(0, -1)) if (line.startsWith(o.readyLine ?? '')) return resolve(line);
    });
  });
  child.once('exit', () => closeSync(log));
  return { ...stop, ready: ready.slice((o.readyLine ?? '').length).trim() };
}

/** A program of the machine that listens on `port` when it is ready. */
export async function startProgram(
  command: string,
  args: readonly string[],
  port: number,
  o: StartOptions,
): Promise<Running> {
  const log = openSync(o.log, 'a');
  const child = spawn(command, args, { stdio: ['ignore', log, log], env: { ...process.env, ...o.env } });
  closeSync(log);
  let isEnded = false;
  child.once('exit', () => {
    isEnded = true;
  });
  child.once('error', () => {
    isEnded = true;
  });
  const it = running(child);
  for (let i = 0; i < 200; i++) {
    if (await answers(port)) return it;
    if (isEnded) break;
    await sleep(50);
  }
  if (!isEnded) await it.stop();
  throw new Error(`${command} does not answer on port ${port}: ${readFileSync(o.log, 'utf8').slice(-500)}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Runs a program to its end; rejects with its last words where it fails. Gives its seconds. */
export function runProgram(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  const from = performance.now();
  return new Promise((resolve, reject) => {
    // A session of its own has no terminal to ask a password on.
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      detached: true,
    });
    let words = '';
    for (const s of [child.stdout, child.stderr])
      s.on('data', (d: Buffer) => {
        words = (words + d.toString()).slice(-1000);
      });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve((performance.now() - from) / 1000);
      else reject(new Error(`${command} ended with ${code}: ${words}`));
    });
  });
}

/** The driver: one job at a time. */
export interface Driver extends Running {
  run(job: Job): Promise<number>;
}

export async function startDriver(script: string, storage: string): Promise<Driver> {
  const child = fork(script, [], {
    env: { ...process.env, NODE_OPTIONS: '', BENCH_STORAGE: storage, NODE_NO_WARNINGS: '1' },
    execArgv: [],
  });
  const next = () =>
    new Promise<{ seconds?: number; error?: string }>((resolve, reject) => {
      const ended = () => reject(new Error('the driver ended'));
      child.once('exit', ended);
      child.once('message', (m) => {
        child.off('exit', ended);
        resolve(m as { seconds?: number; error?: string });
      });
    });
  await next();
  return {
    ...running(child),
    async run(job) {
      const answer = next();
      child.send(job);
      const { seconds, error } = await answer;
      if (seconds === undefined) throw new Error(error);
      return seconds;
    },
  };
}

/** Bytes of memory of a process: now, and at most since `resetPeak`. Linux; NaN elsewhere. */
export function memoryOf(pid: number): { now: number; peak: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
    return { now: of('VmRSS'), peak: of('VmHWM') };
  } catch {
    return { now: Number.NaN, peak: Number.NaN };
  }
}

export function resetPeak(pid: number): void {
  try {
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
  } catch {
    // The peak since its start then.
  }
}

/** Sockets of a process that listen on a port of the range. Linux; NaN elsewhere. */
export function listening(pid: number, min: number, max: number): number {
  try {
    const own = new Set<string>();
    for (const fd of readdirSync(`/proc/${pid}/fd`)) {
      try {
        const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(join(`/proc/${pid}/fd`, fd)))?.[1];
        if (inode) own.add(inode);
      } catch {
        // Closed meanwhile.
      }
    }
    const LISTEN = '0A';
    return ['tcp', 'tcp6']
      .flatMap((f) => readFileSync(`/proc/${pid}/net/${f}`, 'utf8').split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      .filter((f) => f[3] === LISTEN && own.has(f[9] ?? ''))
      .map((f) => Number.parseInt(f[1]!.split(':')[1]!, 16))
      .filter((port) => port >= min && port <= max).length;
  } catch {
    return Number.NaN;
  }
}
