import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO, demoPar } from '../local/seed.ts';
import { places } from '../local/settings.ts';
import { type Stack, startStack } from '../local/stack.ts';
import { type Context, createContext } from '../shared/context.ts';
import { configured, type Login, prepareCompte, settled } from '../test/support/live-stack.ts';
import { type Filled, fill } from './fill.ts';
import { FunctionsLog } from './functions-log.ts';
import { YEARS } from './invoices.ts';

export const COMPTE = 'bench';
const ROBOT = 'robot-bench';
/** Dossiers over which the documents of the fill are spread; the deposits of the bench go to the first. */
const DOSSIERS = [DEMO.dossier, ...Array.from({ length: 49 }, (_, i) => `B${String(i + 1).padStart(5, '0')}`)];
export const DIRECTORY = `/import/${DEMO.dossier}`;

/**
 * The timers' own work would be counted with that of the invoices, and falls on some runs and not on others. So they
 * are left out, by the setting that leaves them out in Azure too.
 */
export const NO_TIMERS = Object.fromEntries(
  ['reconcile', 'reconcileAll', 'sweep'].map((name) => [`AzureWebJobs.${name}.Disabled`, 'true']),
);

/** A running built cloud with one compte that holds documents already. */
export interface BenchCloud {
  readonly stack: Stack;
  readonly context: Context;
  readonly login: Login;
  readonly log: FunctionsLog;
  readonly filled: readonly Filled[];
  /** Documents in the tables now. */
  documents: number;
  stop(): Promise<void>;
}

/** Fills an empty storage with `count` documents and starts the processes on it: none of them has done anything yet. */
export async function startFilled(root: string, count: number, passive: string): Promise<BenchCloud> {
  const data = mkdtempSync(join(tmpdir(), 'ami-bench-'));
  const p = places(data);
  const robot = { compte: COMPTE, user: ROBOT, password: randomBytes(12).toString('base64url') };
  let stack: Stack | undefined;
  let context: Context | undefined;
  const stop = async () => {
    await context?.close();
    await stack?.stop();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const filled = await fill(p.storage, { compte: COMPTE, user: ROBOT, dossiers: DOSSIERS, count });
    stack = await startStack({
      root,
      places: p,
      ports: { blob: 0, table: 0, bus: 0, api: 0, ftp: 0, passive },
      env: NO_TIMERS,
      beforeServing: (c) => prepareCompte(c, robot, 'Bench', demoPar(YEARS.from, YEARS.to)),
    });
    context = createContext('bench', { ...stack.env, AMI_LOG_LEVEL: 'error' });
    await configured(context, COMPTE);
    await settled(stack);
    return {
      stack,
      context,
      login: { ...stack.ftp, user: robot.user, password: robot.password },
      log: new FunctionsLog(join(p.logs, 'functions.log')),
      filled,
      documents: count,
      stop,
    };
  } catch (e) {
    await stop();
    throw e;
  }
}
