import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TableServiceClient } from '@azure/data-tables';
import { places } from '../../local/settings.ts';
import { type Stack, startStack } from '../../local/stack.ts';
import { rebuild } from '../../shared/app/rebuild.ts';
import { type Context, createContext } from '../../shared/context.ts';
import { configured, prepareCompte, settled } from '../support/live-stack.ts';
import { depositAll, Ledger } from './driver.ts';
import { postEntries, verifyEntries } from './entries.ts';
import { killReaders } from './kill-readers.ts';
import { COMPTE, campaignPar, plan } from './plan.ts';
import { differences, picture, type Verdict, verify } from './verify.ts';
import { type ScanVerdict, verifyScans } from './verify-scans.ts';

export interface CrashOptions {
  readonly root: string;
  readonly deposits: number;
  readonly kills: number;
  readonly entries: number;
  /** How many of the deposits are scans, read by the real reader. */
  readonly scans: number;
  readonly say: (line: string) => void;
}

export interface CrashResult extends Verdict, ScanVerdict {
  readonly deposits: number;
  readonly kills: number;
  readonly killsFunctions: number;
  readonly killsGateway: number;
  readonly killsReader: number;
  /** Uploads that the driver had to try again. */
  readonly retries: number;
  readonly entries: number;
  readonly entriesLost: number;
  readonly entriesDoubled: number;
  readonly rebuilt: number;
  readonly rebuildDifferences: number;
  readonly seconds: number;
}

const ROBOT = 'robot-campagne';

/**
 * Deposits by FTP while the functions host and the gateway are killed (kill -9) at random moments and every event and
 * every message comes twice, and the process that reads scans in the middle of pages; then compares the driver's ledger with the tables and the blobs, and again after a rebuild
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
    const planned = await plan(o.deposits, o.scans);
    stack = await startStack({
      root: o.root,
      places: places(data),
      ports: { blob: 0, table: 0, bus: 0, api: 0, ftp: 0, passive: '12000-12999' },
      deliverTwice: true,
      env: { AMI_LOT_DELAY_SECONDS: '1', AMI_SCAN_PROCESSES: o.scans > 0 ? '1' : '0' },
      beforeServing: (c) => prepareCompte(c, { compte: COMPTE, user: ROBOT, password }, 'Campagne', campaignPar()),
    });
    context = createContext('campaign', { ...stack.env, AMI_LOG_LEVEL: 'error' });
    await configured(context, COMPTE);

    const ledger = new Ledger(join(data, 'ledger.jsonl'));
    const killer = killAtRandom(stack, o.kills, o.say);
    const readers = killReaders(stack, o.scans > 0 ? Math.ceil(o.kills / 2) : 0, o.say);
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
    await settled(stack, 3600);
    const killedReading = await readers.stop();
    await settled(stack);
    const verdict = await verify(context.deps, COMPTE, planned, ledger.lines, o.say);
    const scans = await verifyScans(context.deps, COMPTE, planned, ledger.lines, o.say);
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
      ...scans,
      kills: killed.functions + killed.gateway + killedReading.functions + killedReading.readers,
      killsFunctions: killed.functions + killedReading.functions,
      killsGateway: killed.gateway,
      killsReader: killedReading.readers,
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

async function emptyTables(connection: string): Promise<void> {
  const service = TableServiceClient.fromConnectionString(connection, { allowInsecureConnection: true });
  for (const table of ['state', 'logins']) await service.deleteTable(table);
}
