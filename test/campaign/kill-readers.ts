import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '../../local/stack.ts';
import { cloudCounts } from '../support/live-stack.ts';

/** A page that was killed with its reader is read once more: the next kill must not hit that too. */
const APART_MS = 15_000;

/**
 * Kills the process that reads scans (kill -9) in the middle of pages, until `stop` is called or `kills` are done; and
 * the functions host once, while scans are read.
 */
export function killReaders(stack: Stack, kills: number, say: (line: string) => void) {
  const killed = { readers: 0, functions: 0 };
  let stopped = false;
  const work = (async () => {
    while (!stopped && killed.readers < kills) {
      await sleep(500 + Math.random() * 1500);
      if (!(await isReading(stack))) continue;
      if (kills > 1 && killed.readers === Math.floor(kills / 2) && killed.functions === 0) {
        await stack.functions.whenReady();
        stack.functions.kill('SIGKILL');
        killed.functions++;
        say('  kill -9 functions, while scans are read');
      } else {
        const pid = readerOf(stack.functions.pid());
        if (pid === null) continue;
        process.kill(pid, 'SIGKILL');
        killed.readers++;
        say(`  kill -9 scan reader (${killed.readers}/${kills})`);
      }
      await sleep(APART_MS);
    }
  })();
  // Awaited in stop().
  work.catch(() => undefined);
  return {
    async stop() {
      stopped = true;
      await work;
      await stack.functions.whenReady();
      return killed;
    },
  };
}

async function isReading(stack: Stack): Promise<boolean> {
  const { queues } = await cloudCounts(stack);
  return queues.some((q) => q.name === 'reading' && q.locked > 0);
}

/** The scan reader's child process of that process; null where it has none now. */
function readerOf(parent: number | undefined): number | null {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  for (const line of lines) {
    const [, pid, ppid, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(ppid) === parent && /reading\/scan\/worker\.[jt]s/.test(args ?? '')) return Number(pid);
  }
  return null;
}
