import { setTimeout as sleep } from 'node:timers/promises';
import type { FtpTarget } from '../../test/support/ftp-client.ts';
import { rounded } from '../statistics.ts';
import type { Leg } from './legs.ts';
import { listening, memoryOf, resetPeak } from './processes.ts';
import { DIRECTORY, PASSIVE, type World } from './world.ts';

/** How many at once, and how large. Bytes. */
export interface LoadSizes {
  readonly robots: number;
  readonly transfers: number;
  readonly transferSize: number;
  readonly uploads: number;
  readonly uploadSize: number;
}

const MB = 1024 * 1024;
const megabytes = (bytes: number) => rounded(bytes / MB);

/** Logins a second, and the memory of the gateway with many robots that do nothing. */
export async function idleLeg(world: World, sizes: LoadSizes, say: (line: string) => void): Promise<Leg> {
  const { driver, gateway } = world;
  say(`logins, and ${sizes.robots} idle robots`);
  const logins = 200;
  await driver.run({ job: 'logins', target: world.target(0), count: 5 });
  const seconds = await driver.run({ job: 'logins', target: world.target(0), count: logins });
  const before = memoryOf(gateway.pid).now;
  await driver.run({ job: 'open', key: 'idle', targets: robots(world, sizes.robots) });
  const after = memoryOf(gateway.pid).now;
  await driver.run({ job: 'close', key: 'idle' });
  return {
    ratios: {},
    seconds: {},
    figures: {
      logins_per_s: rounded(logins / seconds),
      idle_robots: sizes.robots,
      idle_memory_mb_before: megabytes(before),
      idle_memory_mb_with: megabytes(after),
      idle_kb_per_robot: rounded((after - before) / 1024 / sizes.robots),
    },
  };
}

/** Many transfers at once among many robots, then many large uploads: memory, and passive ports that stay behind. */
export async function loadLeg(world: World, sizes: LoadSizes, say: (line: string) => void): Promise<Leg> {
  const { driver, gateway } = world;
  say(`${sizes.transfers} simultaneous transfers of ${megabytes(sizes.transferSize)} MB, ${sizes.robots} robots`);
  const idle = Math.max(0, sizes.robots - sizes.transfers);
  await driver.run({ job: 'open', key: 'idle', targets: robots(world, idle) });
  await driver.run({ job: 'open', key: 'busy', targets: robots(world, sizes.transfers) });
  resetPeak(gateway.pid);
  const first = await driver.run({
    job: 'large',
    key: 'busy',
    directory: DIRECTORY,
    prefix: 'busy-',
    size: sizes.transferSize,
  });
  const peak = memoryOf(gateway.pid).peak;
  for (const key of ['idle', 'busy']) await driver.run({ job: 'close', key });

  say(`${sizes.uploads} parallel uploads of ${megabytes(sizes.uploadSize)} MB`);
  await driver.run({ job: 'open', key: 'large', targets: robots(world, sizes.uploads) });
  resetPeak(gateway.pid);
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(memoryOf(gateway.pid).now), 250);
  const second = await driver.run({
    job: 'large',
    key: 'large',
    directory: DIRECTORY,
    prefix: 'parallel-',
    size: sizes.uploadSize,
  });
  clearInterval(timer);
  const peakOfLarge = memoryOf(gateway.pid).peak;
  await driver.run({ job: 'close', key: 'large' });
  // Flat: the most in the last quarter is no more than in the second one; the first one fills what is held at once.
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const most = (from: number) => Math.max(...samples.slice(from * quarter, (from + 1) * quarter));
  return {
    ratios: {},
    seconds: {},
    figures: {
      load_robots: idle + sizes.transfers,
      load_transfers: sizes.transfers,
      load_transfer_mb: megabytes(sizes.transferSize),
      load_peak_memory_mb: megabytes(peak),
      load_mb_per_s: rounded((sizes.transfers * sizes.transferSize) / MB / first),
      parallel_uploads: sizes.uploads,
      parallel_upload_mb: megabytes(sizes.uploadSize),
      parallel_peak_memory_mb: megabytes(peakOfLarge),
      parallel_memory_mb_second_quarter: megabytes(most(1)),
      parallel_memory_mb_last_quarter: megabytes(most(3)),
      parallel_mb_per_s: rounded((sizes.uploads * sizes.uploadSize) / MB / second),
      passive_ports_leaked: await leaked(gateway.pid),
    },
  };
}

/** Ports that still listen when every client has been gone for a moment. */
async function leaked(pid: number): Promise<number> {
  let left = Number.NaN;
  for (let i = 0; i < 40; i++) {
    left = listening(pid, PASSIVE.min, PASSIVE.max);
    if (!(left > 0)) return left;
    await sleep(250);
  }
  return left;
}

function robots(world: World, count: number): FtpTarget[] {
  return Array.from({ length: count }, (_, n) => world.target(n));
}
