import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What a fixture app told on its stdout: one JSON object a line. */
export type AppEvent = { event: string; [field: string]: unknown };

export type HostProcess = {
  process: ChildProcess;
  url: string;
  /** Everything told so far. */
  events: AppEvent[];
  /** Waits for the first event, told already or not, that `accept` takes. */
  waitFor(accept: (event: AppEvent) => boolean, timeoutMs?: number): Promise<AppEvent>;
  /** Sends a signal and waits for the end. @returns the exit code, or the signal that ended it */
  end(signal: NodeJS.Signals): Promise<number | string>;
  stderr(): string;
};

const MAIN = join(
  import.meta.dirname,
  `../../local/functions-host/main${fileURLToPath(import.meta.url).endsWith('.ts') ? '.ts' : '.js'}`,
);

/** Runs the host's executable to its end. */
export async function runHostToEnd(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

/** Starts the host in a process of its own and waits until it says it is ready. */
export async function startHostProcess(appDir: string, env: Record<string, string>): Promise<HostProcess> {
  const child = spawn(process.execPath, [MAIN, '--app', appDir, '--port', '0'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const told = new EventEmitter().setMaxListeners(0);
  const events: AppEvent[] = [];
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += text));

  const ready = Promise.withResolvers<string>();
  createInterface(child.stdout).on('line', (line) => {
    const url = /^functions host ready (\S+) \(\d+ functions\)$/.exec(line)?.[1];
    if (url !== undefined) {
      ready.resolve(url);
    } else {
      events.push(JSON.parse(line) as AppEvent);
      told.emit('event');
    }
  });
  exited.then(() => ready.reject(new Error(`the host ended before it was ready:\n${stderr}`)));
  const url = await ready.promise;

  async function waitFor(accept: (event: AppEvent) => boolean, timeoutMs = 10_000): Promise<AppEvent> {
    const signal = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const found = events.find(accept);
      if (found !== undefined) return found;
      await once(told, 'event', { signal }).catch(() => {
        throw new Error(`no such event within ${timeoutMs} ms; told: ${JSON.stringify(events)}\n${stderr}`);
      });
    }
  }

  async function end(signal: NodeJS.Signals): Promise<number | string> {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const [code, killedBy] = await exited;
    return code ?? killedBy;
  }

  return { process: child, url, events, waitFor, end, stderr: () => stderr };
}
