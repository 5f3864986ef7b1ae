import { PASSWORD } from '../support/ftp-world.ts';
import type { RealClient } from './contract.ts';
import type { Launch } from './run.ts';
import { knownHosts } from './ssh.ts';
import type { Protocol, Stand } from './stand.ts';
import { clientSuite } from './suite.ts';
import { TOOLS } from './tools.ts';

const q = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

function lftp(stand: Stand, protocol: Protocol): RealClient {
  const port = stand.port(protocol);
  const settings = [
    'set cmd:fail-exit yes',
    'set net:max-retries 1',
    'set net:timeout 20',
    `set ftp:ssl-force ${protocol === 'ftps'}`,
    `set ftp:ssl-allow ${protocol === 'ftps'}`,
    'set ftp:ssl-protect-data yes',
    ...(stand.certificate ? [`set ssl:ca-file ${q(stand.certificate.cert)}`] : []),
    'set sftp:auto-confirm yes',
    `set sftp:connect-program ${q(`ssh -a -x ${knownHosts(stand).join(' ')}`)}`,
    `open --env-password -u ${stand.user} -p ${port} ${protocol === 'sftp' ? 'sftp' : 'ftp'}://127.0.0.1`,
  ];
  const launch = (...commands: string[]): Launch => ({
    command: 'lftp',
    args: ['--norc', '-c', [...settings, ...commands].join('; ')],
    env: { LFTP_PASSWORD: PASSWORD },
  });
  return {
    protocol,
    put: (file, path) => launch(`put ${q(file)} -o ${q(path)}`),
    slowPut: (file, path) =>
      launch('set net:limit-total-rate 0:8000000', 'set net:limit-total-max 1000000', `put ${q(file)} -o ${q(path)}`),
    get: (path, file) => launch('set xfer:clobber yes', `get ${q(path)} -o ${q(file)}`),
    resume: (path, file) => launch(`get -c ${q(path)} -o ${q(file)}`),
    list: (folder) => launch(`cls -1 ${q(`${folder}/`)}`),
    rename: (from, to) => launch(`mv ${q(from)} ${q(to)}`),
    remove: (path) => launch(`rm ${q(path)}`),
    makeFolder: (path) => launch(`mkdir ${q(path)}`),
    // Of a file the size comes before its name, which has digits of its own.
    size: (path) => launch(`cls -1 -s --block-size=1 ${q(path)} | cut -d/ -f1`),
  };
}

clientSuite({ name: 'lftp', tool: TOOLS.lftp, protocols: ['ftp', 'ftps', 'sftp'], client: lftp });
