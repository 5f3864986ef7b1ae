import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIPv4, isIPv6 } from 'node:net';
import { join } from 'node:path';

/**
 * A certificate that vouches for itself, for the gateway of a laptop. Node makes keys and signatures but no
 * certificates: the few structures of X.509 (RFC 5280) that one needs are written here in DER (ITU-T X.690).
 */

const DAY = 24 * 3_600_000;
const VALID_DAYS = 730;
const RENEW_DAYS = 30;

/** Content octets of object identifiers. */
const OID = {
  ecdsaWithSha256: '2a8648ce3d040302',
  commonName: '550403',
  subjectKeyId: '551d0e',
  keyUsage: '551d0f',
  subjectAltName: '551d11',
  basicConstraints: '551d13',
  extendedKeyUsage: '551d25',
  serverAuth: '2b06010505070301',
} as const;

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  dnsName: 0x82,
  ipAddress: 0x87,
  version: 0xa0,
  extensions: 0xa3,
} as const;

function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const n = content.length;
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...contents: Uint8Array[]) => der(TAG.sequence, ...contents);
const oid = (name: keyof typeof OID) => der(TAG.oid, Buffer.from(OID[name], 'hex'));
const bits = (bytes: Uint8Array, unused = 0) => der(TAG.bitString, Buffer.from([unused]), bytes);

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+|[-:T]/g, '');
  // Of the year two digits, as it must be until 2049.
  return der(TAG.utcTime, Buffer.from(digits.slice(2)));
}

function extension(name: keyof typeof OID, value: Uint8Array, isCritical = false): Buffer {
  const critical = isCritical ? [der(TAG.boolean, Buffer.from([0xff]))] : [];
  return sequence(oid(name), ...critical, der(TAG.octetString, value));
}

function altName(name: string): Buffer {
  if (isIPv4(name)) return der(TAG.ipAddress, Buffer.from(name.split('.').map(Number)));
  if (name === '::1') return der(TAG.ipAddress, Buffer.concat([Buffer.alloc(15), Buffer.from([1])]));
  return der(TAG.dnsName, Buffer.from(name, 'ascii'));
}

/** P-256, because its handshakes are cheap. `names`: host names, IPv4 addresses and `::1`. Both results are PEM. */
export function selfSigned(names: readonly string[], now: Date): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(oid('ecdsaWithSha256'));
  const commonName = sequence(oid('commonName'), der(TAG.utf8String, Buffer.from('AMI COMPTA (local)')));
  const name = sequence(der(TAG.set, commonName));
  // Positive, and short enough: 0x40 to 0x7f first.
  const serial = randomBytes(16);
  serial[0] = 0x40 | (serial[0]! & 0x3f);
  const digitalSignature = bits(Buffer.from([0x80]), 7);
  const signed = sequence(
    der(TAG.version, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, serial),
    algorithm,
    name,
    sequence(time(new Date(now.getTime() - DAY)), time(new Date(now.getTime() + VALID_DAYS * DAY))),
    name,
    spki,
    der(
      TAG.extensions,
      sequence(
        extension('basicConstraints', sequence(), true),
        extension('keyUsage', digitalSignature, true),
        extension('extendedKeyUsage', sequence(oid('serverAuth'))),
        extension('subjectKeyId', der(TAG.octetString, createHash('sha1').update(spki).digest())),
        extension('subjectAltName', sequence(...names.map(altName))),
      ),
    ),
  );
  const certificate = sequence(signed, algorithm, bits(sign('sha256', signed, privateKey)));
  const lines = certificate.toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The certificate kept in `directory`, made where there is none, it is about to end, or it lacks `host`. */
export function ownCertificate(directory: string, host: string): { certFile: string; keyFile: string } {
  const files = { certFile: join(directory, 'tls-cert.pem'), keyFile: join(directory, 'tls-key.pem') };
  if (isGood(files, host)) return files;
  // Who listens on all addresses is reached under one that is not known here.
  const hosts = isIPv6(host) || host === '0.0.0.0' ? [] : [host];
  const { cert, key } = selfSigned([...new Set(['localhost', '127.0.0.1', '::1', ...hosts])], new Date());
  for (const [path, text] of [
    [files.keyFile, key],
    [files.certFile, cert],
  ] as const) {
    writeFileSync(`${path}.new`, text, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return files;
}

function isGood(files: { certFile: string; keyFile: string }, host: string): boolean {
  if (!existsSync(files.certFile) || !existsSync(files.keyFile)) return false;
  try {
    const certificate = new X509Certificate(readFileSync(files.certFile));
    if (certificate.validToDate.getTime() - Date.now() < RENEW_DAYS * DAY) return false;
    return !isIPv4(host) || host === '0.0.0.0' || certificate.checkIP(host) !== undefined;
  } catch {
    return false;
  }
}
