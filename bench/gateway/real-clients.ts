import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FtpTarget } from '../../test/support/ftp-client.ts';
import { pdfPieces } from './files.ts';
import { runProgram } from './processes.ts';

/** Clients that people have, whose own work is part of every transfer: the driver does next to none. */

/** Sends one small PDF again and again over one connection, under new names. */
const FTPLIB = `
import ftplib, io, os, ssl, sys
host, port, user, directory, count, tls = sys.argv[1:7]
trusting = ssl._create_unverified_context()
ftp = ftplib.FTP_TLS(context=trusting) if tls == 'tls' else ftplib.FTP()
ftp.connect(host, int(port))
ftp.login(user, os.environ['BENCH_FTP_PASSWORD'])
if tls == 'tls': ftp.prot_p()
body = open(sys.argv[7], 'rb').read()
for n in range(int(count)): ftp.storbinary('STOR %s/%d.pdf' % (directory, n), io.BytesIO(body))
ftp.quit()
`;

export interface Files {
  /** A folder of ours for the files that are sent. */
  readonly directory: string;
  readonly size: number;
}

/** Python's ftplib, file after file. Gives its seconds, from its start to its end. */
export function ftplibSmall(
  files: Files,
  { host, port, user, password, tls }: FtpTarget,
  to: string,
  count: number,
): Promise<number> {
  const args = [host, port, user, to, count, tls ? 'tls' : 'plain', fileOf(files, 'small')].map(String);
  return runProgram('python3', ['-c', FTPLIB, ...args], { BENCH_FTP_PASSWORD: password });
}

/** curl with one large file. Its password is in a file of ours, not on its command line. */
export function curlLarge(files: Files, target: FtpTarget, to: string): Promise<number> {
  const netrc = join(files.directory, 'netrc');
  writeFileSync(netrc, `machine ${target.host} login ${target.user} password ${target.password}\n`, { mode: 0o600 });
  const url = `ftp://${target.host}:${target.port}/${to.replace(/^\//, '%2f')}`;
  const secure = target.tls ? ['--ssl-reqd', '-k'] : [];
  return runProgram('curl', ['-sS', ...secure, '--netrc-file', netrc, '-T', fileOf(files, 'large'), url]);
}

const written = new Map<string, number>();

function fileOf({ directory, size }: Files, name: string): string {
  const path = join(directory, `${name}.pdf`);
  if (written.get(path) === size) return path;
  writeFileSync(path, '');
  for (const piece of pdfPieces(size)) writeFileSync(path, piece, { flag: 'a' });
  written.set(path, size);
  return path;
}
