import { MinHeap } from './heap.ts';

/**
 * Times at which something may be due, each for a sequence number. Nothing is ever taken back: whoever takes a due
 * number looks whether it still means something. Times in milliseconds since 1970.
 */
export class Deadlines {
  #heap = new MinHeap<{ at: number; seq: number }>((deadline) => deadline.at);

  add(at: number, seq: number): void {
    this.#heap.push({ at, seq });
  }

  /** The earliest time. */
  next(): number | undefined {
    return this.#heap.peek()?.at;
  }

  /** Takes one sequence number whose time has come. */
  takeDue(now: number): number | undefined {
    const first = this.#heap.peek();
    if (!first || first.at > now) return undefined;
    this.#heap.pop();
    return first.seq;
  }

  /** Whether most of what is kept has lost its meaning, with `live` numbers in use: then {@link clear} and add again. */
  isStale(live: number): boolean {
    return this.#heap.size > 4 * live + 1000;
  }

  clear(): void {
    this.#heap = new MinHeap((deadline) => deadline.at);
  }
}
