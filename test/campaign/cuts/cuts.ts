import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { places } from '../../../local/settings.ts';
import { type Stack, startStack } from '../../../local/stack.ts';
import { reconcile } from '../../../shared/app/reconcile.ts';
import { type Context, createContext } from '../../../shared/context.ts';
import { random } from '../../samples/random.ts';
import { configured, prepareCompte, settled } from '../../support/live-stack.ts';
import { COMPTE, campaignPar } from '../plan.ts';
import { cutUpload, type Door, renameTo, type Upload, wholeUpload } from './clients.ts';
import { type Leftovers, leftovers } from './leftovers.ts';
import { type Cut, type Protocol, planCuts } from './plan.ts';
import { Strikes, type Struck } from './strikes.ts';
import { type Verdict, verdictOn } from './verdict.ts';

export interface CutOptions {
  readonly root: string;
  readonly cuts: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

/** What became of the cuts of one kind. */
export interface KindCount {
  cuts: number;
  /** Whole uploads that were acknowledged all the same: the cut came too late, or they went through it. */
  through: number;
  /** Attempts after the first one. */
  retries: number;
  /** Those of them that were refused, or broken off by a cut of somebody else. */
  refused: number;
}

export interface CutResult extends Omit<Verdict, 'remarks'>, Struck {
  readonly cuts: number;
  readonly seed: number;
  readonly leftover_blocks: number;
  /** Blobs under names in progress that nobody renamed. */
  readonly staged_left: number;
  readonly acknowledged: number;
  /** Deposits that were dispatched only because the timer looks for those without a record. */
  readonly found_by_timer: number;
  /** Files that no retry brought through within a minute and a half. */
  readonly retries_failed: number;
  readonly by_kind: Readonly<Record<string, KindCount>>;
  readonly by_protocol: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly remarks: readonly string[];
  readonly seconds: number;
}

const ROBOT = 'robot-coupures';
const ROBOTS = 4;
const RETRY_FOR_MS = 90_000;
/** How long the gateway may take to clear up after itself, at its next start and in its rounds. */
const CLEANING_MS = 90_000;

/** Whether every promise was kept. */
export function areKept(r: CutResult): boolean {
  const broken = r.published_truncated + r.leftover_blocks + r.lost + r.doubled + r.damaged + r.retries_failed;
  return broken === 0 && r.acknowledged === r.cuts;
}

/**
 * Breaks uploads off on the running cloud, each in one of nine ways and at a random byte, sends each again as a robot
 * does, and then looks for what should not be there.
 */
export async function cuts(o: CutOptions): Promise<CutResult> {
  const data = mkdtempSync(join(tmpdir(), 'ami-cuts-'));
  const started = Date.now();
  const password = randomBytes(12).toString('base64url');
  let stack: Stack | undefined;
  let context: Context | undefined;
  try {
    stack = await startStack({
      root: o.root,
      places: places(data),
      ports: { blob: 0, table: 0, bus: 0, api: 0, ftp: 0, passive: '12000-12999' },
      beforeServing: (c) => prepareCompte(c, { compte: COMPTE, user: ROBOT, password }, 'Coupures', campaignPar()),
    });
    context = createContext('campaign', { ...stack.env, AMI_LOG_LEVEL: 'error' });
    await configured(context, COMPTE);
    const door: Door = {
      host: stack.ftp.host,
      ftp: stack.ftp.port,
      sftp: stack.sftp.port,
      user: ROBOT,
      password,
    };
    const protocols: Protocol[] = ['ftp', 'ftps', 'sftp'];
    o.say(`${o.cuts} cuts over ${protocols.join(', ')}, seed ${o.seed}`);
    const planned = await planCuts(o.cuts, o.seed, protocols);

    const chance = random(o.seed + 1);
    const strikes = new Strikes(stack, () => chance.next());
    const done = await cutAll(door, planned, strikes, o.say);
    await strikes.over();
    o.say('every file was sent again; waiting for the queues');
    await settled(stack);
    // What the timer does, which would take some minutes more: a deposit whose message came to nothing is found.
    const { deposits: brought } = await reconcile(context.deps, COMPTE, { windowMs: null, graceMs: 0 });
    await settled(stack);
    const verdict = await verdictOn(context.deps, COMPTE, planned, done.acknowledged);
    const left = await cleaned(stack.env['Storage']!);
    const { remarks, ...counts } = verdict;
    return {
      cuts: planned.length,
      seed: o.seed,
      ...counts,
      leftover_blocks: left.blocks,
      staged_left: left.staged,
      acknowledged: done.acknowledged.size,
      retries_failed: done.failed.length,
      ...strikes.done,
      by_kind: done.byKind,
      by_protocol: Object.fromEntries(protocols.map((p) => [p, planned.filter((c) => c.protocol === p).length])),
      found_by_timer: brought,
      refusals: done.refusals,
      remarks: [...remarks, ...done.failed, ...left.names.map((n) => `leftover_blocks: ${n}`)],
      seconds: Math.round((Date.now() - started) / 1000),
    };
  } finally {
    await context?.close();
    await stack?.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

interface Done {
  readonly acknowledged: Set<string>;
  readonly failed: string[];
  readonly byKind: Record<string, KindCount>;
  /** Answers to retries that were refused, and how often each came. */
  readonly refusals: Record<string, number>;
}

async function cutAll(door: Door, planned: readonly Cut[], strikes: Strikes, say: CutOptions['say']): Promise<Done> {
  const done: Done = { acknowledged: new Set(), failed: [], byKind: {}, refusals: {} };
  const queue = planned.entries();
  const robot = async () => {
    for (const [n, cut] of queue) {
      if (n > 0 && n % Math.max(1, Math.floor(planned.length / 10)) === 0) say(`  ${n} cuts`);
      await cutAndRetry(door, cut, strikes, done);
    }
  };
  await Promise.all(Array.from({ length: ROBOTS }, robot));
  return done;
}

async function cutAndRetry(door: Door, cut: Cut, strikes: Strikes, done: Done): Promise<void> {
  done.byKind[cut.kind] ??= { cuts: 0, through: 0, retries: 0, refused: 0 };
  const count = done.byKind[cut.kind]!;
  count.cuts++;
  const bytes = await cut.file.bytes();
  const path = `${cut.directory}/${cut.name}`;
  const upload: Upload = { protocol: cut.protocol, path: cut.staged ? `${path}.part` : path, bytes };
  const { kind, at, pauseMs } = cut;
  const first = await cutUpload(door, upload, { kind, at, pauseMs, strike: () => strikes.strike(kind) });
  let isSent = first.acknowledged && first.sent === bytes.byteLength;
  if (isSent) count.through++;
  const until = Date.now() + RETRY_FOR_MS;
  for (let attempt = 0; ; attempt++) {
    try {
      if (!isSent) {
        count.retries++;
        await wholeUpload(door, upload);
        isSent = true;
      }
      if (cut.staged) await renameTo(door, cut.protocol, upload.path, path);
      done.acknowledged.add(cut.file.sha256);
      return;
    } catch (e) {
      // A robot whose rename was not answered begins again.
      isSent = false;
      count.refused++;
      const why = (e as Error).message.replace(/\d+ bytes|'.*'/g, '…').slice(0, 80);
      done.refusals[why] = (done.refusals[why] ?? 0) + 1;
      if (Date.now() > until) {
        done.failed.push(`retries_failed: ${cut.name}, ${cut.kind}, ${cut.protocol}: ${(e as Error).message}`);
        return;
      }
      await sleep(100 + 100 * Math.min(attempt, 10));
    }
  }
}

/** What is left when the gateway had its time to clear up. */
async function cleaned(connection: string): Promise<Leftovers> {
  const until = Date.now() + CLEANING_MS;
  for (;;) {
    const left = await leftovers(connection);
    if (left.blocks === 0 || Date.now() > until) return left;
    await sleep(2000);
  }
}
