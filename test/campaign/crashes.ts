import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableServiceClient } from '@azure/data-tables';
import { depositConfig } from '../../local/seed.ts';
import { places } from '../../local/settings.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { createCompte, putUser } from '../../shared/app/comptes.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { type Context, createContext } from '../../shared/context.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { depositAll, Ledger } from './driver.ts';
import { postEntries, verifyEntries } from './entries.ts';
import { COMPTE, campaignPar, plan } from './plan.ts';
import { differences, picture, type Verdict, verify } from './verify.ts';

export interface CrashOptions {
  readonly root: string;
  readonly deposits: number;
  readonly kills: number;
  readonly entries: number;
  readonly say: (line: string) => void;
}

export interface CrashResult extends Verdict {
  readonly deposits: number;
  readonly kills: number;
  readonly killsFunctions: number;
  readonly killsGateway: number;
  /** Uploads that the driver had to try again. */
  readonly retries: number;
  readonly entries: number;
  readonly entriesLost: number;
  readonly entriesDoubled: number;
  readonly rebuilt: number;
  readonly rebuildDifferences: number;
  readonly seconds: number;
}

const OPERATOR: Principal = { compte: '*', user: 'operator', role: 'operator', dossiers: 'all' };
const ROBOT = 'robot-campagne';

/**
 * Deposits by FTP while the functions host and the gateway are killed (kill -9) at random moments and every event and
 * every message comes twice; then compares the driver's ledger with the tables and the blobs, and again after a rebuild
 * on emptied tables.
 */
export async function crashes(o: CrashOptions): Promise<CrashResult> {
  const data = mkdtempSync(join(tmpdir(), 'ami-campaign-'));
  const started = Date.now();
  const password = randomBytes(12).toString('base64url');
  let stack: Stack | undefined;
  let context: Context | undefined;
  try {
    o.say(`making ${o.deposits} deposits of distinct bytes`);
    const planned = await plan(o.deposits);
    stack = await startStack({
      root: o.root,
      places: places(data),
      ports: { blob: 0, table: 0, bus: 0, api: 0, ftp: 0, passive: '12000-12999' },
      deliverTwice: true,
      env: { AMI_LOT_DELAY_SECONDS: '1' },
      beforeServing: (c) => prepare(c, password),
    });
    context = createContext('campaign', { ...stack.env, AMI_LOG_LEVEL: 'error' });
    await configured(context);

    const ledger = new Ledger(join(data, 'ledger.jsonl'));
    const killer = killAtRandom(stack, o.kills, o.say);
    const login = { ...stack.ftp, user: ROBOT, password };
    const posting = postEntries(stack.api, stack.operatorKey, o.entries);
    await depositAll(planned, login, ledger, async (done) => {
      await killer.at(done / o.deposits);
      if (done % Math.max(1, Math.floor(o.deposits / 10)) === 0) o.say(`  ${done} acknowledged`);
    });
    const ids = await posting;
    const killed = await killer.rest();
    ledger.close();
    o.say('everything is acknowledged; waiting for the queues');
    await settled(stack);
    const verdict = await verify(context.deps, COMPTE, planned, ledger.lines);
    const entries = await verifyEntries(context.deps, ids);

    o.say('rebuilding the tables from the blobs and the journal');
    const before = await picture(context.deps, COMPTE);
    await stack.functions.stop();
    await stack.gateway.stop();
    await emptyTables(stack.env['Storage']!);
    await context.prepare();
    await rebuild(context.deps, () => undefined);
    const after = await picture(context.deps, COMPTE);
    const changed = differences(before, after);
    for (const line of changed.slice(0, 10)) o.say(`  differs: ${line}`);
    return {
      deposits: o.deposits,
      ...verdict,
      kills: killed.functions + killed.gateway,
      killsFunctions: killed.functions,
      killsGateway: killed.gateway,
      retries: ledger.lines.reduce((n, l) => n + l.attempts - 1, 0),
      entries: ids.length,
      entriesLost: entries.lost,
      entriesDoubled: entries.doubled,
      rebuilt: after.size,
      rebuildDifferences: changed.length,
      seconds: Math.round((Date.now() - started) / 1000),
    };
  } finally {
    await context?.close();
    await stack?.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

async function prepare(context: Context, password: string): Promise<void> {
  await createCompte(context.deps, OPERATOR, { id: COMPTE, name: 'Campagne', language: 'fr' });
  await putUser(context.deps, OPERATOR, COMPTE, {
    user: ROBOT,
    password,
    role: 'robot',
    dossiers: 'all',
    language: 'fr',
    disabled: false,
  });
  await depositConfig(context, COMPTE, 'Export_PAR', '007868-202112_PAR.xml', writePar(campaignPar()));
}

async function configured(context: Context): Promise<void> {
  for (let i = 0; i < 300; i++) {
    const rows = await context.deps.tables.range('state', COMPTE, 'G|', 'G}');
    if (rows.length > 0) return;
    await sleep(100);
  }
  throw new Error('the PAR was not applied within 30 s');
}

/** Five kills of the functions host for three of the gateway, each at a random share of the deposits. */
function killAtRandom(stack: Stack, kills: number, say: (line: string) => void) {
  const functions = Math.round((kills * 5) / 8);
  const killed = { functions: 0, gateway: 0 };
  const planned = Array.from({ length: kills }, (_, i) => ({
    at: 0.03 + Math.random() * 0.94,
    what: i < functions ? ('functions' as const) : ('gateway' as const),
  })).sort((a, b) => a.at - b.at);
  let last: Promise<void> = Promise.resolve();
  const kill = (what: 'functions' | 'gateway') => {
    last = last
      // One that is not back yet can't be killed: wait, so that every kill is one.
      .then(() => stack[what].whenReady())
      .then(() => sleep(Math.random() * 300))
      .then(() => {
        stack[what].kill('SIGKILL');
        killed[what]++;
        say(`  kill -9 ${what} (${killed.functions + killed.gateway}/${kills})`);
      })
      .then(() => sleep(100));
  };
  return {
    /** One robot waits for the kill that is due, so that the others are in the middle of something when it comes. */
    async at(share: number) {
      if (!planned[0] || planned[0].at > share) return;
      kill(planned.shift()!.what);
      await last;
    },
    async rest() {
      for (let next = planned.shift(); next; next = planned.shift()) kill(next.what);
      await last;
      await Promise.all([stack.functions.whenReady(), stack.gateway.whenReady()]);
      return killed;
    },
  };
}

interface Pending {
  queues: { name: string; active: number; locked: number; scheduled: number; deadLettered: number }[];
  events: number;
}

/** Resolves when no event and no message is under way. A second look at the configuration may still be scheduled. */
export async function settled(stack: Stack, seconds = 600): Promise<void> {
  let quiet = 0;
  for (let i = 0; i < seconds * 4; i++) {
    const { queues, events } = await stack.cloud.ask<Pending>('queues');
    const busy = queues.some(
      (q) => q.active + q.locked + q.deadLettered > 0 || (q.name !== 'config' && q.scheduled > 0),
    );
    quiet = busy || events > 0 ? 0 : quiet + 1;
    if (quiet >= 6) return;
    await sleep(250);
  }
  throw new Error(`the queues were not empty after ${seconds} s`);
}

async function emptyTables(connection: string): Promise<void> {
  const service = TableServiceClient.fromConnectionString(connection, { allowInsecureConnection: true });
  for (const table of ['state', 'logins']) await service.deleteTable(table);
}
