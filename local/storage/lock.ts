import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const heldHere = new Set<string>();

/**
 * Claims a data directory for this process: two storages writing the same files would destroy each other's data.
 * A claim left behind by a process that died is taken over.
 * @returns gives the directory up
 * @throws Error that names the directory and the process that has it
 */
export function claimDirectory(directory: string): () => void {
  const path = resolve(directory, 'in-use-by');
  const holder = holderOf(path);
  if (heldHere.has(path) || (holder !== undefined && holder !== process.pid && isAlive(holder))) {
    throw new Error(
      `${directory} is in use by process ${holder ?? process.pid}: stop it first, or choose another data directory ` +
        `(if no such storage runs, remove ${path})`,
    );
  }
  writeFileSync(path, String(process.pid));
  heldHere.add(path);
  return () => {
    heldHere.delete(path);
    rmSync(path, { force: true });
  };
}

function holderOf(path: string): number | undefined {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, and another user's
  }
}
