import { execFileSync } from 'node:child_process';
import { PASSWORD } from '../support/ftp-world.ts';
import type { RealClient } from './contract.ts';
import type { Launch } from './run.ts';
import type { Protocol, Stand } from './stand.ts';
import { clientSuite } from './suite.ts';
import { TOOLS } from './tools.ts';

function rclone(stand: Stand, protocol: Protocol): RealClient {
  const isSftp = protocol === 'sftp';
  const pass = execFileSync('rclone', ['obscure', '-'], { input: PASSWORD, encoding: 'utf8' }).trim();
  const remote: Record<string, string> = {
    type: isSftp ? 'sftp' : 'ftp',
    host: '127.0.0.1',
    port: String(stand.port(protocol)),
    user: stand.user,
    pass,
    ...(protocol === 'ftps' ? { explicit_tls: 'true' } : {}),
    ...(isSftp ? { shell_type: 'none', md5sum_command: 'none', sha1sum_command: 'none' } : {}),
  };
  const env = {
    RCLONE_CONFIG: '/nonexistent/rclone.conf',
    // Its FTP knows nothing of --ca-cert.
    ...(protocol === 'ftps' ? { SSL_CERT_FILE: stand.certificate!.cert } : {}),
    ...Object.fromEntries(Object.entries(remote).map(([k, v]) => [`RCLONE_CONFIG_GW_${k.toUpperCase()}`, v])),
  };
  const launch = (...args: string[]): Launch => ({
    command: 'rclone',
    args: ['--retries', '1', '--low-level-retries', '1', ...args],
    env,
  });
  const at = (path: string) => `gw:${path}`;
  return {
    protocol,
    put: (file, path) => launch('copyto', '--ignore-times', file, at(path)),
    slowPut: (file, path) => launch('copyto', '--bwlimit', '8M', '--buffer-size', '0', file, at(path)),
    get: (path, file) => launch('copyto', '--ignore-times', at(path), file),
    resume: null,
    list: (folder) => launch('lsf', at(folder)),
    rename: (from, to) => launch('moveto', at(from), at(to)),
    remove: (path) => launch('deletefile', at(path)),
    makeFolder: (path) => launch('mkdir', at(path)),
    size: (path) => launch('lsf', '--format', 's', at(path)),
  };
}

clientSuite({ name: 'rclone', tool: TOOLS.rclone, protocols: ['ftp', 'ftps', 'sftp'], client: rclone });
