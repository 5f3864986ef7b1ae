import { readdirSync, readFileSync } from 'node:fs';

/**
 * Looks at the memory of this process's children from now on; the function returned ends that and tells what a child
 * with the programs it started held at most, in megabytes. 0 where the system does not tell.
 */
export function watchChildren(): () => number {
  let most = 0;
  const timer = setInterval(() => {
    const processes = readAll();
    for (const child of processes.filter((p) => p.parent === process.pid)) {
      const programs = processes.filter((p) => p.parent === child.id);
      most = Math.max(
        most,
        [child, ...programs].reduce((sum, p) => sum + p.kilobytes, 0),
      );
    }
  }, 15);
  // A test that fails never ends it.
  timer.unref();
  return () => {
    clearInterval(timer);
    return Math.round(most / 1024);
  };
}

function readAll(): { id: number; parent: number; kilobytes: number }[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        try {
          const status = readFileSync(`/proc/${name}/status`, 'latin1');
          const value = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
          return [{ id: Number(name), parent: value('PPid'), kilobytes: value('VmRSS') }];
        } catch {
          return [];
        }
      });
  } catch {
    return [];
  }
}
