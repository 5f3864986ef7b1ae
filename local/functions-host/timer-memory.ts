import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorFields, type HostLog } from './log.ts';

/** When a timer ran last and is due next, in ISO 8601. */
export type TimerStatus = { last: string; next: string };

/** What timers remember from one start of the host to the next; Azure keeps the same in a storage account. */
export type TimerMemory = {
  load(functionName: string): Promise<TimerStatus | undefined>;
  save(functionName: string, status: TimerStatus): Promise<void>;
};

/**
 * One small JSON file a timer in `directory`, replaced whole. A file that cannot be read counts as no memory; one that
 * cannot be written is logged, for the timer itself has run.
 */
export function createTimerMemory(directory: string, log: HostLog): TimerMemory {
  const pathOf = (functionName: string) => join(directory, `timer-${functionName}.json`);
  return {
    async load(functionName) {
      try {
        const { last, next } = JSON.parse(await readFile(pathOf(functionName), 'utf8'));
        return [last, next].some((text) => Number.isNaN(Date.parse(text))) ? undefined : { last, next };
      } catch {
        return undefined;
      }
    },
    async save(functionName, status) {
      const path = pathOf(functionName);
      try {
        await mkdir(directory, { recursive: true });
        await writeFile(`${path}.new`, JSON.stringify(status));
        await rename(`${path}.new`, path);
      } catch (error) {
        log.warn(
          { function: functionName, ...errorFields(error) },
          `the last run cannot be remembered in ${directory}`,
        );
      }
    },
  };
}
