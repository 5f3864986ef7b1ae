import { createHash } from 'node:crypto';

/**
 * Public keys in OpenSSH's one-line form, `type base64 comment` (sshd(8), AUTHORIZED_KEYS FILE FORMAT; the bytes: RFC
 * 4253 6.6, RFC 5656 3.1, RFC 8709). Options before the type are refused: nothing here would follow them.
 */
export interface PublicKey {
  readonly type: string;
  /** In the SSH wire format. */
  readonly bytes: Uint8Array;
  readonly comment: string;
}

export class BadKey extends Error {
  override name = 'BadKey';
  readonly code: 'PUBLIC_KEY_INVALID' | 'PUBLIC_KEY_TYPE' | 'PUBLIC_KEY_SHORT' | 'PUBLIC_KEY_PRIVATE';
  constructor(code: BadKey['code']) {
    super(code);
    this.code = code;
  }
}

const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 8192;
const MAX_COMMENT = 100;

/** Length of a point that is not compressed. Octets. */
const CURVES: Readonly<Record<string, number>> = { nistp256: 65, nistp384: 97, nistp521: 133 };

/** Throws `BadKey`. */
export function parsePublicKey(line: string): PublicKey {
  if (/PRIVATE KEY/.test(line)) throw new BadKey('PUBLIC_KEY_PRIVATE');
  const m = /^(\S+)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t]+([^\r\n]*))?$/.exec(line.trim());
  if (!m) throw new BadKey('PUBLIC_KEY_INVALID');
  const [, type = '', base64 = '', comment = ''] = m;
  const bytes = Buffer.from(base64, 'base64');
  check(type, fields(bytes));
  const shown = comment.replace(/\p{Cc}/gu, ' ').trim();
  return { type, bytes, comment: shown.slice(0, MAX_COMMENT) };
}

/** The length-prefixed strings that the bytes are made of. */
function fields(bytes: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 4 <= bytes.length ? at + 4 + bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY;
    if (end > bytes.length) throw new BadKey('PUBLIC_KEY_INVALID');
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return found;
}

function check(type: string, [name, ...rest]: Buffer[]): void {
  const invalid = new BadKey('PUBLIC_KEY_INVALID');
  const curve = /^ecdsa-sha2-(nistp\d{3})$/.exec(type)?.[1];
  if (type !== 'ssh-rsa' && type !== 'ssh-ed25519' && !(curve && CURVES[curve])) throw new BadKey('PUBLIC_KEY_TYPE');
  if (name?.toString('latin1') !== type) throw invalid;
  if (type === 'ssh-ed25519') {
    if (rest.length !== 1 || rest[0]!.length !== 32) throw invalid;
  } else if (curve) {
    const [own, point] = rest;
    if (rest.length !== 2 || own!.toString('latin1') !== curve) throw invalid;
    if (point!.length !== CURVES[curve] || point![0] !== 4) throw invalid;
  } else {
    const [exponent, modulus] = rest;
    if (rest.length !== 2 || bitsOf(exponent!) < 2) throw invalid;
    if (bitsOf(modulus!) < MIN_RSA_BITS) throw new BadKey('PUBLIC_KEY_SHORT');
    if (bitsOf(modulus!) > MAX_RSA_BITS) throw invalid;
  }
}

/** Bits of an `mpint`; 0 for one that is negative. */
function bitsOf(mpint: Buffer): number {
  if (mpint.length > 0 && mpint[0]! >= 0x80) return 0;
  const first = mpint.findIndex((o) => o !== 0);
  return first < 0 ? 0 : (mpint.length - first) * 8 - (Math.clz32(mpint[first]!) - 24);
}

/** The line as it is kept. */
export function showPublicKey(key: PublicKey): string {
  return [key.type, Buffer.from(key.bytes).toString('base64'), key.comment].filter(Boolean).join(' ');
}

/** As `ssh-keygen -l` shows it: `SHA256:...`. */
export function fingerprint(key: PublicKey): string {
  return `SHA256:${createHash('sha256').update(key.bytes).digest('base64').replace(/=+$/, '')}`;
}
