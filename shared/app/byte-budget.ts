/** Somebody who holds bytes of a budget and can get rid of them by writing them to storage. */
export interface Holder {
  /** Bytes held that are not on their way to storage yet. */
  readonly held: number;
  /** Sends what is held on its way; it is given back when storage has it. */
  spill(): void;
}

/**
 * The bytes of all uploads that a process may hold at once. Who asks for more than is left waits in turn, and whoever
 * holds most is made to write what it holds, so that slow senders keep nobody waiting and memory stays flat however
 * many there are.
 */
export class ByteBudget {
  readonly total: number;
  #taken = 0;
  readonly #holders = new Set<Holder>();
  readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];

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
  take(bytes: number): Promise<void> | null {
    if (this.#waiting.length === 0 && this.#fits(bytes)) {
      this.#taken += bytes;
      return null;
    }
    const given = new Promise<void>((go) => this.#waiting.push({ bytes, go }));
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
    for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
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

  #press(): void {
    let most: Holder | null = null;
    for (const h of this.#holders) if (h.held > (most?.held ?? 0)) most = h;
    most?.spill();
  }
}
