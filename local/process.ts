import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { extname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const WITH_PARENT = new URL(`./with-parent${extname(fileURLToPath(import.meta.url))}`, import.meta.url).href;

export interface ManagedOptions {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Record<string, string | undefined>;
  readonly logs: string;
  /** Beginning of the line on standard output that says it is ready. */
  readonly readyLine: string;
  /** Told when it dies without being asked, and again when it is back. */
  readonly onRestart?: (state: 'died' | 'back', how: string) => void;
}

/** One process of the laptop's cloud: started, restarted alone when it dies, stopped when asked. */
export interface Managed {
  readonly name: string;
  /** Process number, which changes with a restart. */
  pid(): number | undefined;
  /** What followed `readyLine` the last time. */
  ready(): string;
  ask<T>(message: string): Promise<T>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the process that runs now, or the next one, is ready. */
  whenReady(): Promise<void>;
  stop(graceMs?: number): Promise<void>;
}

/** Starts a process and resolves when it is ready. Rejects with its own last words when it ends before that. */
export async function startManaged(o: ManagedOptions): Promise<Managed> {
  const log: WriteStream = createWriteStream(join(o.logs, `${o.name}.log`), { flags: 'a', mode: 0o600 });
  let child: ChildProcess;
  let rest = '';
  let stopping = false;
  let backoff = 200;
  let ready = Promise.withResolvers<void>();
  let lastWords = '';

  const launch = () => {
    child = fork(o.script, [...o.args], {
      env: o.env as NodeJS.ProcessEnv,
      execArgv: ['--import', WITH_PARENT],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.stderr!.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-2000);
      log.write(chunk);
    });
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.startsWith(o.readyLine)) {
        rest = line.slice(o.readyLine.length).trim();
        backoff = 200;
        ready.resolve();
      } else log.write(`${line}\n`);
    });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      const how = signal ?? `code ${code}`;
      log.write(`${o.name} ended: ${how}\n`);
      ready.reject(new Error(lastWords.trim() || `${o.name} ended (${how})`));
      if (!started) return;
      ready = Promise.withResolvers<void>();
      ready.promise.catch(() => undefined);
      o.onRestart?.('died', how);
      setTimeout(() => {
        if (stopping) return;
        launch();
        ready.promise.then(
          () => o.onRestart?.('back', how),
          () => undefined,
        );
      }, backoff);
      backoff = Math.min(backoff * 2, 10_000);
    });
  };

  let started = false;
  launch();
  await ready.promise;
  started = true;

  return {
    name: o.name,
    pid: () => child.pid,
    ready: () => rest,
    ask: <T>(message: string) =>
      new Promise<T>((resolve, reject) => {
        child.once('message', (answer) => resolve(answer as T));
        child.send(message, (e) => e && reject(e));
      }),
    kill: (signal) => child.kill(signal),
    whenReady: () => ready.promise,
    async stop(graceMs = 15_000) {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
        await ended;
        clearTimeout(timer);
      }
      log.end();
    },
  };
}
