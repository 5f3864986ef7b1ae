/**
 * So many requests a minute for each caller, as a bucket that refills steadily. In the memory of one process: several
 * instances each allow as many.
 */
export class RateLimit {
  readonly #perMinute: number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(perMinute: number) {
    this.#perMinute = perMinute;
  }

  /** Seconds to wait, or 0 where the request may pass. */
  take(caller: string, now: number): number {
    if (this.#buckets.size > 10_000) this.#forget(now);
    const b = this.#buckets.get(caller) ?? { tokens: this.#perMinute, at: now };
    b.tokens = Math.min(this.#perMinute, b.tokens + ((now - b.at) * this.#perMinute) / 60_000);
    b.at = now;
    this.#buckets.set(caller, b);
    if (b.tokens < 1) return Math.ceil(((1 - b.tokens) * 60) / this.#perMinute);
    b.tokens--;
    return 0;
  }

  #forget(now: number): void {
    for (const [caller, b] of this.#buckets) if (now - b.at > 60_000) this.#buckets.delete(caller);
  }
}
