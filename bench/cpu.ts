import { readFileSync } from 'node:fs';
import type { Stack } from '../local/stack.ts';

/** Processes whose work is told apart: storage with events and queues, the functions host, the gateway. */
export type Cpu = Record<'cloud' | 'functions' | 'gateway', number>;

/** Of Linux, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100;

/**
 * Milliseconds of processor time that the processes have used, their children left out; null where there is no /proc.
 * What other programs do to the machine changes a rate far more than this.
 */
export function cpuOf(stack: Stack): Cpu | null {
  try {
    return {
      cloud: used(stack.cloud.pid()),
      functions: used(stack.functions.pid()),
      gateway: used(stack.gateway.pid()),
    };
  } catch {
    return null;
  }
}

function used(pid: number | undefined): number {
  // The name of the program, in brackets, may hold anything; times are the 14th and 15th field of the line.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}

/** From one look to a later one, for each of `documents`. */
export function cpuPerDocument(from: Cpu | null, to: Cpu | null, documents: number): Cpu | null {
  if (!from || !to) return null;
  const per = (name: keyof Cpu) => (to[name] - from[name]) / documents;
  return { cloud: per('cloud'), functions: per('functions'), gateway: per('gateway') };
}
