import { allComptes } from '../shared/app/comptes.ts';
import type { Deps } from '../shared/app/deps.ts';
import { type AddressRange, holds, parseAddress, parseRange } from '../shared/domain/address-range.ts';

/** From where and how the users of one compte may come in. */
export interface Gate {
  readonly tlsRequired: boolean;
  lets(address: string): boolean;
}

/** Verdicts kept until the next refresh. */
const MAX_VERDICTS = 50_000;
/** A compte that is not known may have been made a moment ago: asked again, but not for every login. */
const UNKNOWN_AGAIN_MS = 1_000;

/** The gates of all comptes, in memory: a login asks no storage for them. */
export class CompteGates {
  readonly #deps: Deps;
  #gates: ReadonlyMap<string, Gate> | null = null;
  readonly #verdicts = new Map<string, boolean>();
  #reading: Promise<void> | null = null;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Reads them all, in one range. Where that fails the last known stand. */
  refresh(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    this.#readAt = this.#deps.clock.now();
    const comptes = await allComptes(this.#deps);
    this.#gates = new Map(comptes.map(({ id, access }) => [id, this.#gate(id, access.allow, access.tlsRequired)]));
    this.#verdicts.clear();
  }

  #gate(compte: string, allow: readonly string[], tlsRequired: boolean): Gate {
    if (allow.length === 0) return { tlsRequired, lets: () => true };
    const ranges: AddressRange[] = [];
    for (const text of allow) {
      try {
        ranges.push(parseRange(text));
      } catch (error) {
        // Lets nobody in, where it was meant to let somebody in.
        this.#deps.log.error('address-range-unreadable', { compte, error });
      }
    }
    return {
      tlsRequired,
      lets: (address) => {
        const octets = parseAddress(address);
        return octets !== null && ranges.some((r) => holds(r, octets));
      },
    };
  }

  /** False where every compte shuts the address out. True while nothing is known: a login then asks. */
  admits(address: string): boolean {
    if (!this.#gates || this.#gates.size === 0) return true;
    const known = this.#verdicts.get(address);
    if (known !== undefined) return known;
    const verdict = [...this.#gates.values()].some((g) => g.lets(address));
    if (this.#verdicts.size >= MAX_VERDICTS) this.#verdicts.clear();
    this.#verdicts.set(address, verdict);
    return verdict;
  }

  /** Null while nothing has been read, and for a compte that is not there. */
  known(compte: string): Gate | null {
    return this.#gates?.get(compte) ?? null;
  }

  /** Rejects where storage can't be asked, and where a login names a compte that has no row: nobody comes in then. */
  async of(compte: string): Promise<Gate> {
    if (!this.known(compte) && (!this.#gates || this.#deps.clock.now() - this.#readAt >= UNKNOWN_AGAIN_MS))
      await this.refresh();
    const gate = this.known(compte);
    if (!gate) throw new Error(`compte ${compte} of a login has no row`);
    return gate;
  }
}
