import { parseAddress } from '../shared/domain/address-range.ts';

/** Wrong passwords of one user from one address before it is locked. */
const FREE = 5;
/** Users with wrong passwords from one address before it is locked: an office behind one address has typing errors. */
const FREE_USERS = 50;
/** After the first one too many; doubled by each that follows. Milliseconds. */
const FIRST_MS = 1_000;
const LONGEST_MS = 15 * 60_000;
/** Without a wrong password for so long, all is forgotten. */
const FORGOTTEN_MS = 30 * 60_000;
const MAX_PAIRS = 50_000;
const MAX_ADDRESSES = 20_000;

interface Count {
  wrong: number;
  lastAt: number;
  until: number;
}

/**
 * Wrong passwords, counted by pair of user and address, so that nobody can lock a firm's robot out from elsewhere; and
 * by address over many users, which stops whoever tries one password on all of them. A user who has come in from an
 * address before is not held up by what others do from there. In the memory of this process, bounded.
 */
export class Lockout {
  readonly #now: () => number;
  readonly #pairs = new Recent<Count>(MAX_PAIRS);
  readonly #addresses = new Recent<Count>(MAX_ADDRESSES);
  readonly #welcome = new Recent<true>(MAX_PAIRS);

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What is locked, the user from there or the whole address; null where a password may be tried. */
  locked(login: string, address: string): 'pair' | 'address' | null {
    const network = networkOf(address);
    const pair = pairOf(login, network);
    const now = this.#now();
    if ((this.#pairs.get(pair)?.until ?? 0) > now) return 'pair';
    if ((this.#addresses.get(network)?.until ?? 0) > now && !this.#welcome.get(pair)) return 'address';
    return null;
  }

  wrong(login: string, address: string): void {
    const network = networkOf(address);
    const isFirst = this.#count(this.#pairs, pairOf(login, network), FREE) === 1;
    if (isFirst) this.#count(this.#addresses, network, FREE_USERS);
  }

  right(login: string, address: string): void {
    const pair = pairOf(login, networkOf(address));
    this.#pairs.delete(pair);
    this.#welcome.set(pair, true);
  }

  #count(counts: Recent<Count>, key: string, free: number): number {
    const now = this.#now();
    const found = counts.get(key);
    const wrong = (found && now - found.lastAt < FORGOTTEN_MS ? found.wrong : 0) + 1;
    const over = wrong - free;
    const ms = over < 0 ? 0 : Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(over, 20));
    counts.set(key, { wrong, lastAt: now, until: now + ms });
    return wrong;
  }
}

function pairOf(login: string, network: string): string {
  return `${network} ${login}`;
}

/** Whoever has one IPv6 address has a /64 of them. */
function networkOf(address: string): string {
  const octets = parseAddress(address);
  return octets?.length === 16 ? Buffer.from(octets.subarray(0, 8)).toString('hex') : address;
}

/** A map that forgets what was used longest ago. */
class Recent<T> {
  readonly #max: number;
  readonly #kept = new Map<string, T>();

  constructor(max: number) {
    this.#max = max;
  }

  get(key: string): T | undefined {
    const value = this.#kept.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: T): void {
    this.#kept.delete(key);
    this.#kept.set(key, value);
    if (this.#kept.size > this.#max) this.#kept.delete(this.#kept.keys().next().value!);
  }

  delete(key: string): void {
    this.#kept.delete(key);
  }
}
