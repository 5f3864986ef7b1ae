import { createHmac, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * Passwords as scrypt hashes: `scrypt$N$r$p$salt$hash`, salt and hash in base64url. N=2^15, r=8, p=1 is OWASP's second
 * choice for scrypt: about 0.1 s and 32 MB a check, which is why a check that succeeded is remembered for a while.
 */
const N = 2 ** 15;
const R = 8;
const P = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

function derive(password: string, salt: Buffer, bytes: number, n: number, r: number, p: number): Promise<Buffer> {
  // Node's own limit is 32 MiB, which these parameters reach: scrypt needs 128 * N * r bytes and a little more.
  const options: ScryptOptions = { N: n, r, p, maxmem: 256 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, bytes, options, (e, key) => (e ? reject(e) : resolve(key)));
  });
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, HASH_BYTES, N, R, P);
  return `scrypt$${N}$${R}$${P}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

interface Parsed {
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** Null where the text is no hash of ours, or asks for more work than a gateway may be made to do. */
function parse(text: string): Parsed | null {
  const m = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(text);
  if (!m) return null;
  const [n, r, p] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const salt = Buffer.from(m[4]!, 'base64url');
  const hash = Buffer.from(m[5]!, 'base64url');
  if (n < 2 || n > 2 ** 18 || (n & (n - 1)) !== 0 || r < 1 || r > 16 || p < 1 || p > 4 || hash.length < 16) return null;
  return { n, r, p, salt, hash };
}

/** False also for a hash that can't be read. Takes as long for that as for a wrong password. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = stored === null ? null : parse(stored);
  const { n, r, p, salt, hash } = parsed ?? {
    n: N,
    r: R,
    p: P,
    salt: Buffer.alloc(SALT_BYTES),
    hash: Buffer.alloc(HASH_BYTES),
  };
  const derived = await derive(password, salt, hash.length, n, r, p);
  return timingSafeEqual(derived, hash) && parsed !== null;
}

/** Lets a piece of work begin when there is room for it; may refuse by throwing. */
export type Turn = (work: () => Promise<boolean>) => Promise<boolean>;

const ANYWHERE = { address: '', turn: (work: () => Promise<boolean>) => work() };

const REMEMBERED_FOR_MS = 10 * 60_000;
const REMEMBERED_MAX = 10_000;

/**
 * Checks passwords and remembers those that were right for ten minutes, since a robot logs in for every file. What is
 * kept is an HMAC, under a key of this process, of login, password and the stored hash: after a change of password the
 * stored hash is another, and nothing remembered fits.
 */
export class PasswordChecker {
  readonly #key = randomBytes(32);
  readonly #remembered = new Map<string, number>();
  readonly #asked = new Map<string, Promise<boolean>>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * `stored` is null for a user that does not exist: the answer is then false, after the same work. Equal questions at
   * one time from one place are worked out once: robots log in for every file, several at a time. `turn` lets the work
   * begin; it is not asked where the answer is remembered.
   */
  async check(
    login: string,
    password: string,
    stored: string | null,
    from: { readonly address: string; readonly turn: Turn } = ANYWHERE,
  ): Promise<boolean> {
    const seen = createHmac('sha256', this.#key)
      .update(JSON.stringify([login, password, stored]))
      .digest('base64');
    const now = this.#now();
    if (this.#remembered.get(seen)! > now) return true;
    const question = `${from.address} ${seen}`;
    let asked = this.#asked.get(question);
    if (!asked) {
      asked = from.turn(() => verifyPassword(password, stored)).finally(() => this.#asked.delete(question));
      this.#asked.set(question, asked);
    }
    if (!(await asked)) return false;
    if (this.#remembered.size >= REMEMBERED_MAX) this.#remembered.clear();
    this.#remembered.set(seen, now + REMEMBERED_FOR_MS);
    return true;
  }
}
