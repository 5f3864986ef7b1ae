/** So many that come first go first, then one of the others. */
const FIRST = 3;

/**
 * At most `size` works at once; the others wait in turn. Those that come first go before the others, but for each fourth turn:
 * what is held up by them is never held up for good.
 */
export class Turns {
  #free: number;
  #inARow = 0;
  readonly #first: (() => void)[] = [];
  readonly #others: (() => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  async run<T>(work: () => Promise<T>, isFirst = true): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => (isFirst ? this.#first : this.#others).push(resolve));
    try {
      return await work();
    } finally {
      // The turn goes straight to whoever waits: nobody can slip in between.
      const next = this.#next();
      if (next) next();
      else this.#free++;
    }
  }

  #next(): (() => void) | undefined {
    const isOthers = this.#first.length === 0 || (this.#inARow >= FIRST && this.#others.length > 0);
    this.#inARow = isOthers ? 0 : this.#inARow + 1;
    return (isOthers ? this.#others : this.#first).shift();
  }
}
