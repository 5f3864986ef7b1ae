import { readdirSync, readFileSync } from 'node:fs';

/** Resident megabytes at their peak; null where the system does not tell (no /proc). */
export type Peaks = Record<string, number | null>;

const EVERY_MS = 25;

interface Process {
  readonly pid: number;
  readonly parent: number;
}

/**
 * Watches the children of this process, each with the programs that it starts. A child belongs to whom it was first
 * seen working for.
 */
export class MemoryWatch {
  private readonly owners = new Map<number, string>();
  private readonly peaks: Peaks = {};
  private readonly timer: NodeJS.Timeout;
  private working = '';

  constructor() {
    this.timer = setInterval(() => this.look(), EVERY_MS);
    this.timer.unref();
  }

  /** Children that start during `work` are those of `name`. */
  async during<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.peaks[name] ??= null;
    this.working = name;
    try {
      return await work();
    } finally {
      this.look();
      this.working = '';
    }
  }

  end(): Peaks {
    clearInterval(this.timer);
    return this.peaks;
  }

  private look(): void {
    const all = processes();
    for (const { pid } of all.filter((p) => p.parent === process.pid)) {
      if (this.working && !this.owners.has(pid)) this.owners.set(pid, this.working);
      const owner = this.owners.get(pid);
      if (!owner) continue;
      const below = all.filter((p) => p.pid !== pid && isBelow(all, p, pid));
      const now = resident(pid, 'VmRSS') + below.reduce((sum, p) => sum + resident(p.pid, 'VmRSS'), 0);
      // What the kernel saw of the child itself, also between two looks.
      const peak = Math.max(this.peaks[owner] ?? 0, now, resident(pid, 'VmHWM'));
      this.peaks[owner] = Math.round(peak);
    }
  }
}

function isBelow(all: readonly Process[], p: Process, ancestor: number): boolean {
  for (let at: Process | undefined = p; at; at = all.find((other) => other.pid === at!.parent))
    if (at.parent === ancestor) return true;
  return false;
}

function processes(): Process[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          // The name of the program, in brackets, may hold anything.
          const fields = readFileSync(`/proc/${name}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
          return [{ pid: Number(name), parent: Number(fields[1]) }];
        } catch {
          return [];
        }
      });
  } catch {
    return [];
  }
}

function resident(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
