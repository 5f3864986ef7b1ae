/** More ranges than this no client of ours leaves: those beyond are forgotten. */
const MAX_RANGES = 1024;

/** Which bytes of a file were sent: ranges that neither touch nor overlap, in ascending order. */
export class Ranges {
  readonly #ranges: { start: number; end: number }[] = [];

  [Symbol.iterator](): Iterator<{ readonly start: number; readonly end: number }> {
    return this.#ranges[Symbol.iterator]();
  }

  /** `end` is the first byte that does not belong to it. */
  add(start: number, end: number): void {
    if (start >= end) return;
    const last = this.#ranges.at(-1);
    if (last && start === last.end) {
      last.end = end;
      return;
    }
    const from = this.#ranges.findIndex((r) => r.end >= start);
    if (from < 0) {
      if (this.#ranges.length < MAX_RANGES) this.#ranges.push({ start, end });
      return;
    }
    let count = 0;
    const merged = { start, end };
    for (let r = this.#ranges[from]; r && r.start <= end; r = this.#ranges[from + ++count]) {
      merged.start = Math.min(merged.start, r.start);
      merged.end = Math.max(merged.end, r.end);
    }
    if (count === 0 && this.#ranges.length >= MAX_RANGES) return;
    this.#ranges.splice(from, count, merged);
  }
}
