import { LONG_LINE, type RealClient } from './contract.ts';
import type { Launch } from './run.ts';
import { askPass, knownHosts } from './ssh.ts';
import type { Protocol, Stand } from './stand.ts';
import { clientSuite } from './suite.ts';
import { TOOLS } from './tools.ts';

/** In quotes, with what its own patterns mean taken back. */
const q = (path: string) => `"${path.replace(/["\\*?[\]]/g, '\\$&')}"`;

function sftp(stand: Stand, protocol: Protocol): RealClient {
  const env = askPass(stand);
  const run = (options: readonly string[], command: string): Launch => ({
    command: 'sftp',
    // A batch wants no questions asked, unless it is told otherwise before: the password comes by one.
    args: [
      ...['-o', 'BatchMode=no', '-o', 'PubkeyAuthentication=no', '-P', String(stand.port(protocol))],
      ...[...knownHosts(stand), ...options, '-b', '-', `${stand.user}@127.0.0.1`],
    ],
    env,
    input: `${command}\n`,
  });
  const launch = (command: string) => run([], command);
  return {
    protocol,
    put: (file, path) => launch(`put ${q(file)} ${q(path)}`),
    // Kilobits a second.
    slowPut: (file, path) => run(['-l', '64000'], `put ${q(file)} ${q(path)}`),
    get: (path, file) => launch(`get ${q(path)} ${q(file)}`),
    resume: (path, file) => launch(`reget ${q(path)} ${q(file)}`),
    list: (folder) => launch(`@ls -1 ${q(folder)}`),
    rename: (from, to) => launch(`rename ${q(from)} ${q(to)}`),
    remove: (path) => launch(`rm ${q(path)}`),
    makeFolder: (path) => launch(`mkdir ${q(path)}`),
    size: (path) => launch(`@ls -ln ${q(path)}`),
    sizeIn: LONG_LINE,
  };
}

clientSuite({ name: 'OpenSSH sftp', tool: TOOLS.sftp, protocols: ['sftp'], client: sftp });
