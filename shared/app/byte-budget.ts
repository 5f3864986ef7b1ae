/** Somebody who holds bytes of a budget and can get rid of them by writing them to storage. */
export interface Holder {
  /** Bytes held that are not on their way to storage yet. */
  readonly held: number;
  /** Bytes taken for what may still come. */
  readonly reserved: number;
  /** Sends what is held on its way; it is given back when storage has it. */
  spill(): void;
}

interface Waiting {
  readonly holder: Holder;
  readonly bytes: number;
  readonly go: () => void;
}

/** Holders are pressed until this part of the budget is on its way to storage: enough to keep storage busy. */
const ON_ITS_WAY = 1 / 4;

/**
 * The bytes of all uploads that a process may hold at once, so that memory stays flat however many there are. Where more
 * is asked for than is left, whoever holds most goes first: a few uploads fill their blocks while the others wait, since
 * many small blocks cost storage more than few large ones. And whoever holds most is made to write what it holds where too
 * little is on its way to storage, so that a sender who has fallen silent keeps nobody waiting.
 */
export class ByteBudget {
  readonly total: number;
  #taken = 0;
  readonly #holders = new Set<Holder>();
  readonly #waiting: Waiting[] = [];

  /** `total` in bytes. */
  constructor(total: number) {
    this.total = total;
  }

  get taken(): number {
    return this.#taken;
  }

  join(holder: Holder): void {
    this.#holders.add(holder);
  }

  leave(holder: Holder): void {
    this.#holders.delete(holder);
  }

  /** Null where the bytes are there at once, else a promise of them: most of the time nobody has to wait. */
  take(bytes: number, holder: Holder): Promise<void> | null {
    if (this.#waiting.length === 0 && this.#fits(bytes)) {
      this.#taken += bytes;
      return null;
    }
    const given = new Promise<void>((go) => this.#waiting.push({ holder, bytes, go }));
    this.#press();
    return given;
  }

  /** Takes bytes only where a quarter is left then: true where they are taken. */
  spare(bytes: number): boolean {
    if (this.#waiting.length > 0 || this.#taken + bytes > (this.total * 3) / 4) return false;
    this.#taken += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#taken -= bytes;
    for (let next = this.#next(); next && this.#fits(next.bytes); next = this.#next()) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#taken += next.bytes;
      next.go();
    }
    if (this.#waiting.length === 0) return;
    this.#press();
    // Those who were let through hold what they waited for a moment later, and may be silent from then on.
    queueMicrotask(() => {
      if (this.#waiting.length > 0) this.#press();
    });
  }

  /** What is larger than the whole budget may pass alone. */
  #fits(bytes: number): boolean {
    return this.#taken + bytes <= this.total || this.#taken === 0;
  }

  #next(): Waiting | null {
    let first: Waiting | null = null;
    for (const w of this.#waiting) if (!first || w.holder.held > first.holder.held) first = w;
    return first;
  }

  #press(): void {
    let most: Holder | null = null;
    let held = 0;
    for (const h of this.#holders) {
      held += h.held + h.reserved;
      if (h.held > (most?.held ?? 0)) most = h;
    }
    if (this.#taken - held < this.total * ON_ITS_WAY) most?.spill();
  }
}
