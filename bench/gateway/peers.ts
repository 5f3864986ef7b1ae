import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FtpTarget } from '../../test/support/ftp-client.ts';
import { type Running, runProgram, startProgram } from './processes.ts';

/** Programs that the gateway is measured against, and the reason where one can't be. */

/** The account and the key that every Azurite has. */
export interface Account {
  readonly name: string;
  readonly key: string;
  readonly endpoint: string;
}

export function accountOf(connectionString: string): Account {
  const of = (name: string) => new RegExp(`${name}=([^;]+)`).exec(connectionString)?.[1] ?? '';
  return { name: of('AccountName'), key: of('AccountKey'), endpoint: of('BlobEndpoint') };
}

export function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface Vsftpd extends Running {
  readonly target: FtpTarget;
  /** Makes a folder for uploads; gives where it is on disk and for a client. */
  folder(name: string): { readonly disk: string; readonly path: string };
}

/** vsftpd onto disk, anonymous, so that its password is asked for and costs nothing. It wants to be started by root. */
export async function startVsftpd(directory: string, port: number, tls: boolean, pem: string): Promise<Vsftpd> {
  const root = join(directory, tls ? 'vsftpd-tls' : 'vsftpd');
  const upload = join(root, 'upload');
  mkdirSync(upload, { recursive: true });
  chmodSync(directory, 0o755);
  chmodSync(root, 0o555);
  const ftp = Number(execFileSync('id', ['-u', 'ftp'], { encoding: 'utf8' }));
  const own = (path: string) => {
    chmodSync(path, 0o755);
    chownSync(path, ftp, -1);
  };
  own(upload);
  const [min, max] = tls ? [17_500, 18_499] : [16_500, 17_499];
  const lines: Record<string, string> = {
    listen: 'YES',
    listen_address: '127.0.0.1',
    listen_port: String(port),
    background: 'NO',
    anonymous_enable: 'YES',
    local_enable: 'NO',
    anon_root: root,
    no_anon_password: 'NO',
    write_enable: 'YES',
    anon_upload_enable: 'YES',
    anon_other_write_enable: 'YES',
    anon_umask: '022',
    pasv_min_port: String(min),
    pasv_max_port: String(max),
    max_clients: '0',
    max_per_ip: '0',
    xferlog_enable: 'YES',
    xferlog_file: join(directory, 'xferlog'),
    seccomp_sandbox: 'NO',
    ...(tls
      ? {
          ssl_enable: 'YES',
          allow_anon_ssl: 'YES',
          force_anon_logins_ssl: 'YES',
          force_anon_data_ssl: 'YES',
          require_ssl_reuse: 'NO',
          ssl_ciphers: 'HIGH',
          rsa_cert_file: pem,
          rsa_private_key_file: pem,
        }
      : {}),
  };
  const config = join(directory, `vsftpd-${port}.conf`);
  const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(config, text.join(''), { mode: 0o600 });
  const it = await startProgram('vsftpd', [config], port, { log: join(directory, 'vsftpd.log') });
  return {
    ...it,
    target: { host: '127.0.0.1', port, user: 'anonymous', password: 'bench@', tls },
    folder(name) {
      const disk = join(upload, name);
      mkdirSync(disk, { recursive: true });
      own(disk);
      return { disk, path: `/upload/${name}` };
    },
  };
}

function rcloneArgs(account: Account): string[] {
  return [
    ...['--config', '/dev/null', '--azureblob-use-emulator'],
    ...['--azureblob-account', account.name, '--azureblob-key', account.key, '--azureblob-endpoint', account.endpoint],
  ];
}

/** What a user would set up by hand behind vsftpd. Gives its seconds. */
export function rcloneCopy(account: Account, from: string, to: string): Promise<number> {
  return runProgram('rclone', ['copy', from, `:azureblob:${to}`, ...rcloneArgs(account)]);
}

/** SFTP onto the same storage, without a cache: with one it acknowledges before anything is durable. */
export function startRcloneSftp(
  account: Account,
  container: string,
  o: { port: number; user: string; password: string; log: string },
): Promise<Running> {
  const args = ['--addr', `127.0.0.1:${o.port}`, '--user', o.user, '--pass', o.password, '--vfs-cache-mode', 'off'];
  return startProgram('rclone', ['serve', 'sftp', `:azureblob:${container}`, ...args, ...rcloneArgs(account)], o.port, {
    log: o.log,
  });
}

export interface SftpTarget {
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** Runs a batch of OpenSSH's client; gives its seconds, from its start to its end. */
export function sftpBatch(directory: string, target: SftpTarget, lines: readonly string[]): Promise<number> {
  const askpass = join(directory, 'askpass.sh');
  writeFileSync(askpass, '#!/bin/sh\nprintf "%s\\n" "$BENCH_SFTP_PASSWORD"\n', { mode: 0o700 });
  const batch = join(directory, 'batch.txt');
  writeFileSync(batch, `${lines.join('\n')}\n`);
  // The first value of an option counts: -b would forbid passwords.
  const options = ['BatchMode=no', 'StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'LogLevel=ERROR'];
  const args = [...options.map((x) => `-o${x}`), '-oPreferredAuthentications=password', '-P', String(target.port)];
  return runProgram('sftp', [...args, '-b', batch, `${target.user}@127.0.0.1`], {
    SSH_ASKPASS: askpass,
    SSH_ASKPASS_REQUIRE: 'force',
    DISPLAY: ':0',
    BENCH_SFTP_PASSWORD: target.password,
  });
}
