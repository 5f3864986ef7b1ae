import { spawn } from 'node:child_process';

export interface Command {
  readonly path: string;
  readonly args: readonly string[];
  readonly input?: Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
  readonly signal?: AbortSignal;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  /** Its beginning. */
  readonly stderr: string;
}

const MAX_STDERR = 4000;

/**
 * Runs a program without a shell, with `env` and nothing of this process's settings, and gives what it wrote once it is
 * gone. Rejected, the program killed and gone, where it could not be started, took too long, wrote too much, was killed
 * or was called off by `signal`. The program stays in this process's group and ends with it.
 */
export function run(command: Command): Promise<Ended> {
  const { path, args, input, timeoutMs, maxOutputBytes, signal } = command;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(new Error('called off'));
    const child = spawn(path, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...command.env },
      windowsHide: true,
    });
    let failure: Error | null = null;
    const stop = (why: string) => {
      failure ??= new Error(why);
      child.kill('SIGKILL');
    };
    const abort = () => stop('called off');
    const leave = () => child.kill('SIGKILL');
    const timer = setTimeout(() => stop(`it took more than ${timeoutMs / 1000} s`), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    process.once('exit', leave);

    const out: Buffer[] = [];
    let size = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxOutputBytes) stop(`it wrote more than ${maxOutputBytes} bytes`);
      else out.push(chunk);
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < MAX_STDERR) stderr = (stderr + text).slice(0, MAX_STDERR);
    });
    child.on('error', (error) => {
      failure ??= error;
    });
    child.on('close', (code, killedBy) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      process.off('exit', leave);
      if (!failure && killedBy) failure = new Error(`it was ended by ${killedBy}`);
      if (failure) reject(failure);
      else resolve({ code, stdout: Buffer.concat(out).toString('utf8'), stderr });
    });
    // A program that ends before it read all: its exit code tells.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
