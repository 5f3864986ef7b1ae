import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Ratio } from './contest.ts';
import { type Leg, nullLeg, type Sizes, sftpLeg, storageLeg } from './legs.ts';
import { idleLeg, type LoadSizes, loadLeg } from './load.ts';
import { profileLines } from './profile.ts';
import { startWorld } from './world.ts';

const MB = 1024 * 1024;

export const LEGS = ['storage', 'null', 'sftp', 'idle', 'load'] as const;
export type LegName = (typeof LEGS)[number];

export interface GatewayBenchOptions {
  readonly only: readonly LegName[];
  readonly quick: boolean;
  /** Where the gateway's profile goes; null for none. */
  readonly profile: string | null;
  /** Sizes over the defaults: `large=100` (MB), `files=500`... */
  readonly sizes: Readonly<Record<string, number>>;
  readonly say: (line: string) => void;
}

export interface GatewayReport {
  readonly [ratio: `ratio_${string}`]: number;
  readonly figures: Readonly<Record<string, number>>;
  readonly missing: readonly string[];
  readonly details: {
    readonly ratios: Readonly<Record<string, Ratio>>;
    readonly seconds: Leg['seconds'];
    readonly sizes: Sizes & LoadSizes;
    readonly cores: number;
    readonly seconds_in_all: number;
  };
}

/** What the gateway should reach; a ratio below is pointed out. */
export const TARGETS: Readonly<Record<string, number>> = {
  ratio_large_upload_vs_sdk: 0.9,
  ratio_small_serial_vs_sdk: 0.7,
  ratio_small_32_vs_sdk: 0.85,
  ratio_sftp_small_vs_rclone: 1.5,
  ratio_sftp_large_vs_rclone: 1,
  ...Object.fromEntries(
    ['small_serial', 'small_32', 'large', 'login'].flatMap((w) =>
      ['plain', 'tls'].map((mode) => [`ratio_null_${w}_vs_vsftpd_${mode}`, 0.8]),
    ),
  ),
};

function sizesOf(quick: boolean, given: Readonly<Record<string, number>>): Sizes & LoadSizes {
  const mb = (name: string, full: number, short: number) => (given[name] ?? (quick ? short : full)) * MB;
  const number = (name: string, full: number, short: number) => given[name] ?? (quick ? short : full);
  return {
    large: mb('large', 1024, 128),
    largeRounds: number('large-rounds', 5, 3),
    small: 60_000,
    files: number('files', 2000, 300),
    smallRounds: number('small-rounds', 10, 3),
    logins: number('logins', 1000, 150),
    robots: number('robots', 1000, 200),
    transfers: number('transfers', 200, 50),
    transferSize: mb('transfer', 20, 4),
    uploads: number('uploads', 50, 10),
    uploadSize: mb('upload', 200, 20),
  };
}

/** Runs the bench of the gateway: everything in one storage, each contestant in turn. */
export async function gatewayBench(o: GatewayBenchOptions): Promise<GatewayReport> {
  const started = Date.now();
  const sizes = sizesOf(o.quick, o.sizes);
  if (o.profile) mkdirSync(o.profile, { recursive: true });
  const world = await startWorld(o.profile);
  const legs: Leg[] = [];
  try {
    const run: Record<LegName, () => Promise<Leg>> = {
      storage: () => storageLeg(world, sizes, o.say),
      null: () => nullLeg(world, sizes, o.say),
      sftp: () => sftpLeg(world, sizes, o.say),
      idle: () => idleLeg(world, sizes, o.say),
      load: () => loadLeg(world, sizes, o.say),
    };
    for (const name of LEGS) if (o.only.includes(name)) legs.push(await run[name]());
  } finally {
    await world.stop();
  }
  if (o.profile)
    for (const name of ['gateway', 'null-gateway'])
      writeFileSync(join(o.profile, `${name}.txt`), `${profileLines(join(o.profile, name)).join('\n')}\n`);
  const ratios = Object.assign({}, ...legs.map((l) => l.ratios)) as Record<string, Ratio>;
  return {
    ...Object.fromEntries(Object.entries(ratios).map(([name, r]) => [name, r.median])),
    figures: Object.assign({}, ...legs.map((l) => l.figures ?? {})),
    missing: legs.flatMap((l) => l.missing ?? []),
    details: {
      ratios,
      seconds: Object.assign({}, ...legs.map((l) => l.seconds)),
      sizes,
      cores: cpus().length,
      seconds_in_all: Math.round((Date.now() - started) / 1000),
    },
  };
}

export function printGateway(report: GatewayReport, say: (line: string) => void): void {
  const width = Math.max(30, ...Object.keys(report.details.ratios).map((n) => n.length + 1));
  const columns = (...cells: string[]) => say(cells.map((c, i) => (i ? c.padStart(8) : c.padEnd(width))).join(' '));
  columns('speed ratio', 'median', 'min', 'max', 'target');
  for (const [name, r] of Object.entries(report.details.ratios)) {
    const target = TARGETS[name];
    const verdict = target === undefined ? '' : `${target}${r.median < target ? ' *' : ''}`;
    columns(name, r.median.toFixed(2), r.min.toFixed(2), r.max.toFixed(2), verdict);
  }
  for (const [name, value] of Object.entries(report.figures)) columns(name, String(value));
  for (const line of report.missing) say(`missing: ${line}`);
  say(`above 1 the gateway is faster; * falls short; in ${report.details.seconds_in_all} s`);
}
