import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FtpTarget } from '../../test/support/ftp-client.ts';
import { contest, type Ratio, speedRatio, type Times } from './contest.ts';
import { pdfPieces, smallPdfs } from './files.ts';
import { isInstalled, rcloneCopy, type SftpTarget, sftpBatch, startRcloneSftp, startVsftpd } from './peers.ts';
import { curlLarge, ftplibSmall } from './real-clients.ts';
import { CONTAINER, DIRECTORY, type World } from './world.ts';

/** How much work is done. Sizes in bytes. */
export interface Sizes {
  readonly large: number;
  readonly largeRounds: number;
  readonly small: number;
  /** Files one by one, and again over 32 connections, shared out to the rounds. */
  readonly files: number;
  readonly smallRounds: number;
  readonly logins: number;
}

export interface Leg {
  /** Ratios by name, and what they were computed from. */
  readonly ratios: Readonly<Record<string, Ratio>>;
  /** Seconds by contestant, one for each round. */
  readonly seconds: Readonly<Record<string, Times>>;
  readonly figures?: Readonly<Record<string, number>>;
  /** What could not be measured, and why. */
  readonly missing?: readonly string[];
}

type Say = (line: string) => void;

const CONNECTIONS = 32;

function same(target: FtpTarget, count: number): FtpTarget[] {
  return Array.from({ length: count }, () => target);
}

/** Names never come twice: a contestant does not overwrite what it wrote. */
let run = 0;
const fresh = (what: string) => `${what}-${++run}-`;

/** The gateway on the storage, the bare SDK, and vsftpd onto disk followed by `rclone copy`. */
export async function storageLeg(world: World, sizes: Sizes, say: Say): Promise<Leg> {
  const { driver, account } = world;
  const missing = ['vsftpd', 'rclone'].filter((p) => !isInstalled(p));
  const disk =
    missing.length === 0 ? await startVsftpd(world.directory, await world.freePort(), false, world.pem) : null;
  try {
    await driver.run({ job: 'open', key: 'one', targets: [world.target(0)] });
    await driver.run({
      job: 'open',
      key: 'many',
      targets: Array.from({ length: CONNECTIONS }, (_, n) => world.target(n)),
    });
    if (disk) {
      await driver.run({ job: 'open', key: 'disk-one', targets: [disk.target] });
      await driver.run({ job: 'open', key: 'disk-many', targets: same(disk.target, CONNECTIONS) });
    }
    const twoSteps = async (upload: (path: string) => Promise<number>): Promise<number> => {
      const name = fresh('copied');
      const folder = disk!.folder(name);
      const seconds = (await upload(folder.path)) + (await rcloneCopy(account, folder.disk, `${CONTAINER}/${name}`));
      rmSync(folder.disk, { recursive: true });
      return seconds;
    };
    const small = (one: string, count: number) => ({
      gateway: () =>
        driver.run({ job: 'small', key: one, directory: DIRECTORY, prefix: fresh('s'), count, size: sizes.small }),
      sdk: () =>
        driver.run({
          job: 'sdk-small',
          container: CONTAINER,
          prefix: fresh('s'),
          count,
          size: sizes.small,
          connections: one === 'one' ? 1 : CONNECTIONS,
        }),
      ...(disk
        ? {
            vsftpd_then_rclone: () =>
              twoSteps((directory) =>
                driver.run({ job: 'small', key: `disk-${one}`, directory, prefix: 's', count, size: sizes.small }),
              ),
          }
        : {}),
    });
    const each = Math.ceil(sizes.files / sizes.smallRounds);
    say(`small files one by one: ${sizes.smallRounds} rounds of ${each}`);
    await contest(1, small('one', 30));
    const serial = await contest(sizes.smallRounds, small('one', each));
    say(`small files over ${CONNECTIONS} connections: ${sizes.smallRounds} rounds of ${each}`);
    await contest(1, small('many', 64));
    const parallel = await contest(sizes.smallRounds, small('many', each));

    const { large: size } = sizes;
    say(`large upload: ${sizes.largeRounds} rounds of ${Math.round(size / 1e6)} MB`);
    const upload = await contest(sizes.largeRounds, {
      gateway: (n) => driver.run({ job: 'large', key: 'one', directory: DIRECTORY, prefix: `large-${n}-`, size }),
      sdk: (n) => driver.run({ job: 'sdk-large', container: CONTAINER, name: `large-${n}`, size }),
      ...(disk
        ? {
            vsftpd_then_rclone: () =>
              twoSteps((directory) => driver.run({ job: 'large', key: 'disk-one', directory, prefix: 'l', size })),
          }
        : {}),
    });
    say('large download');
    const download = await contest(sizes.largeRounds, {
      gateway: (n) => driver.run({ job: 'fetch', key: 'one', path: `${DIRECTORY}/large-${n}-0.pdf`, size }),
      sdk: (n) => driver.run({ job: 'sdk-fetch', container: CONTAINER, name: `large-${n}`, size }),
    });
    for (const key of ['one', 'many', ...(disk ? ['disk-one', 'disk-many'] : [])])
      await driver.run({ job: 'close', key });

    const ratios: Record<string, Ratio> = {};
    const compare = (name: string, times: Times) => {
      for (const [other, theirs] of Object.entries(times))
        if (other !== 'gateway') ratios[`ratio_${name}_vs_${other}`] = speedRatio(times['gateway']!, theirs);
    };
    compare('large_upload', upload);
    compare('large_download', download);
    compare('small_serial', serial);
    compare('small_32', parallel);
    return {
      ratios,
      seconds: { large_upload: upload, large_download: download, small_serial: serial, small_32: parallel },
      missing: missing.map((p) => `${p} (not installed): no comparison with vsftpd followed by rclone`),
    };
  } finally {
    await disk?.stop();
  }
}

/** The gateway on nothing, and vsftpd onto disk: what the protocol costs, plain and encrypted. */
export async function nullLeg(world: World, sizes: Sizes, say: Say): Promise<Leg> {
  if (!isInstalled('vsftpd'))
    return { ratios: {}, seconds: {}, missing: ['vsftpd (not installed): no protocol limit'] };
  const { driver } = world;
  const ratios: Record<string, Ratio> = {};
  const seconds: Record<string, Times> = {};
  const missing: string[] = [];
  for (const mode of ['plain', 'tls'] as const) {
    const tls = mode === 'tls';
    const disk = await startVsftpd(world.directory, await world.freePort(), tls, world.pem);
    try {
      const ours = world.nullTarget(tls);
      const who = { gateway: { target: ours, key: 'null' }, vsftpd: { target: disk.target, key: 'disk' } };
      try {
        for (const { target, key } of Object.values(who)) {
          await driver.run({ job: 'open', key: `${key}-one`, targets: [target] });
          await driver.run({ job: 'open', key: `${key}-many`, targets: same(target, CONNECTIONS) });
        }
      } catch (e) {
        missing.push(`null store, ${mode}: ${(e as Error).message}`);
        continue;
      }
      const both = (work: (w: { target: FtpTarget; key: string }, directory: string) => Promise<number>) => ({
        gateway: () => work(who.gateway, DIRECTORY),
        vsftpd: async () => {
          const folder = disk.folder(fresh('f'));
          const time = await work(who.vsftpd, folder.path);
          rmSync(folder.disk, { recursive: true });
          return time;
        },
      });
      const each = Math.ceil(sizes.files / sizes.smallRounds);
      const small = (connections: string, count: number) =>
        both(({ key }, directory) =>
          driver.run({ job: 'small', key: `${key}-${connections}`, directory, prefix: 's', count, size: sizes.small }),
        );
      const add = (name: string, times: Times) => {
        seconds[`null_${name}_${mode}`] = times;
        ratios[`ratio_null_${name}_vs_vsftpd_${mode}`] = speedRatio(times['gateway']!, times['vsftpd']!);
      };
      say(`null store, ${mode}: small files`);
      await contest(1, small('one', 50));
      add('small_serial', await contest(sizes.smallRounds, small('one', each)));
      await contest(1, small('many', 64));
      add('small_32', await contest(sizes.smallRounds, small('many', each)));
      say(`null store, ${mode}: large file`);
      const { large: size } = sizes;
      const large = both(({ key }, directory) =>
        driver.run({ job: 'large', key: `${key}-one`, directory, prefix: 'l', size }),
      );
      add('large', await contest(sizes.largeRounds, large));
      for (const program of ['python3', 'curl'])
        if (!isInstalled(program)) missing.push(`${program} (not installed): null store, ${mode}, with that client`);
      const { directory } = world;
      if (isInstalled('python3')) {
        say(`null store, ${mode}: small files by ftplib`);
        const files = { directory, size: sizes.small };
        const work = both(({ target }, to) => ftplibSmall(files, target, to, each));
        add('small_ftplib', await contest(sizes.largeRounds, work));
      }
      if (isInstalled('curl')) {
        say(`null store, ${mode}: large file by curl`);
        const work = both(({ target }, to) => curlLarge({ directory, size }, target, `${to}/c.pdf`));
        add('large_curl', await contest(sizes.largeRounds, work));
      }
      say(`null store, ${mode}: logins`);
      const count = Math.ceil(sizes.logins / sizes.largeRounds);
      const logins = both(({ target }) => driver.run({ job: 'logins', target, count }));
      await contest(
        1,
        both(({ target }) => driver.run({ job: 'logins', target, count: 5 })),
      );
      add('login', await contest(sizes.largeRounds, logins));
      for (const { key } of Object.values(who))
        for (const c of ['one', 'many']) await driver.run({ job: 'close', key: `${key}-${c}` });
    } finally {
      await disk.stop();
    }
  }
  return { ratios, seconds, missing };
}

/** The gateway's SFTP and `rclone serve sftp`, both onto the same storage, with OpenSSH's client. */
export async function sftpLeg(world: World, sizes: Sizes, say: Say): Promise<Leg> {
  const missing = ['rclone', 'sftp'].filter((p) => !isInstalled(p)).map((p) => `${p} (not installed): no SFTP`);
  if (missing.length > 0) return { ratios: {}, seconds: {}, missing };
  const port = await world.freePort();
  const peer: SftpTarget = { port, user: 'bench', password: world.sftp.password };
  const rclone = await startRcloneSftp(world.account, CONTAINER, { ...peer, log: join(world.directory, 'rclone.log') });
  try {
    const each = Math.ceil(sizes.files / sizes.smallRounds);
    const make = smallPdfs(sizes.small);
    const files = Array.from({ length: each }, (_, n) => join(world.directory, `small-${n}.pdf`));
    files.forEach((file, n) => {
      writeFileSync(file, make(n));
    });
    const large = join(world.directory, 'large.pdf');
    writeFileSync(large, '');
    for (const piece of pdfPieces(sizes.large)) writeFileSync(large, piece, { flag: 'a' });
    const batch = (target: SftpTarget, directory: string, sources: readonly string[]) => {
      const prefix = fresh('sftp');
      return sftpBatch(
        world.directory,
        target,
        sources.map((file, n) => `put ${file} ${directory}/${prefix}${n}.pdf`),
      );
    };
    const both = (sources: readonly string[]) => ({
      gateway: () => batch(world.sftp, DIRECTORY, sources),
      rclone: () => batch(peer, '', sources),
    });
    say(`SFTP: ${sizes.smallRounds} rounds of ${each} small files`);
    await contest(1, both(files.slice(0, 20)));
    const small = await contest(sizes.smallRounds, both(files));
    say(`SFTP: ${sizes.largeRounds} rounds of a large file`);
    const big = await contest(sizes.largeRounds, both([large]));
    rmSync(large);
    return {
      ratios: {
        ratio_sftp_small_vs_rclone: speedRatio(small['gateway']!, small['rclone']!),
        ratio_sftp_large_vs_rclone: speedRatio(big['gateway']!, big['rclone']!),
      },
      seconds: { sftp_small: small, sftp_large: big },
    };
  } finally {
    await rclone.stop();
  }
}
