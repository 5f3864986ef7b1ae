/** The work under way, so that a stopping host can wait for its end. */
export class InFlight {
  readonly #running = new Set<Promise<unknown>>();

  /** Counts `work` until it settles. @returns the same promise */
  track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    const forget = () => this.#running.delete(work);
    work.then(forget, forget);
    return work;
  }

  /** Waits until nothing runs, at most `ms`. @returns how much still runs */
  async settle(ms: number): Promise<number> {
    const deadline = Date.now() + ms;
    while (this.#running.size > 0 && Date.now() < deadline) {
      await within(deadline - Date.now(), Promise.allSettled(this.#running));
    }
    return this.#running.size;
  }
}

/** Waits for `work` to settle, at most `ms`; its failure is nobody's concern any more. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise((resolve) => {
    timer = setTimeout(resolve, Math.max(ms, 0));
  });
  await Promise.race([work.catch(() => {}), timeout]);
  clearTimeout(timer);
}
