import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { missing, TOOLS } from './tools.ts';

/** Files in PEM. The certificate is its own authority, for 127.0.0.1 and localhost. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Null where openssl is missing: then nothing can be tried over TLS. */
export function makeCertificate(directory: string): Certificate | null {
  if (missing(TOOLS.openssl)) return null;
  const cert = join(directory, 'cert.pem');
  const key = join(directory, 'key.pem');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'],
      ...['-keyout', key, '-out', cert],
    ],
    { stdio: 'pipe' },
  );
  return { cert, key };
}
