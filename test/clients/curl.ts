import { PASSWORD } from '../support/ftp-world.ts';
import { LONG_LINE, type RealClient } from './contract.ts';
import type { Launch } from './run.ts';
import type { Protocol, Stand } from './stand.ts';

export function curl(stand: Stand, protocol: Protocol): RealClient {
  const scheme = protocol === 'sftp' ? 'sftp' : 'ftp';
  const base = `${scheme}://127.0.0.1:${stand.port(protocol)}`;
  const url = (path: string) => base + path.split('/').map(encodeURIComponent).join('/');
  const tls = protocol === 'ftps' ? ['--ssl-reqd', '--cacert', stand.certificate!.cert] : [];
  const ssh = protocol === 'sftp' ? ['--insecure'] : [];
  const launch = (...args: string[]): Launch => ({
    command: 'curl',
    args: ['-q', '-sS', '--user', `${stand.user}:${PASSWORD}`, ...tls, ...ssh, ...args],
  });
  // Commands before the work of the URL itself, which is a listing of the root here.
  const quote = (...commands: string[]) =>
    launch(...commands.flatMap((c) => ['-Q', c]), '-l', '-o', '/dev/null', url('/'));
  const isSftp = protocol === 'sftp';
  return {
    protocol,
    put: (file, path) => launch('-T', file, url(path)),
    slowPut: (file, path) => launch('--limit-rate', '8M', '-T', file, url(path)),
    get: (path, file) => launch('-o', file, url(path)),
    resume: (path, file) => launch('-C', '-', '-o', file, url(path)),
    list: (folder) => launch('-l', url(`${folder}/`)),
    rename: (from, to) => (isSftp ? quote(`rename "${from}" "${to}"`) : quote(`RNFR ${from}`, `RNTO ${to}`)),
    remove: (path) => (isSftp ? quote(`rm "${path}"`) : quote(`DELE ${path}`)),
    makeFolder: (path) => (isSftp ? quote(`mkdir "${path}"`) : quote(`MKD ${path}`)),
    // Over SFTP curl asks for no size: its folder, which has one file, is listed in full.
    size: (path) => (isSftp ? launch(url(path.slice(0, path.lastIndexOf('/') + 1))) : launch('-I', url(path))),
    ...(isSftp ? { sizeIn: LONG_LINE } : {}),
  };
}
