/** Too many are waiting. */
export class NoTurn extends Error {
  override name = 'NoTurn';
}

interface Waiting {
  readonly begin: () => void;
  readonly refuse: () => void;
}

export interface TurnLimits {
  /** Pieces of work at once: scrypt keeps a thread busy, and Node has four. */
  readonly running: number;
  readonly waiting: number;
}

/**
 * Lets costly work run a few pieces at a time, in turn by the address that it is for: whoever asks a thousand times
 * waits behind itself, not others. Where too many wait, whoever has most in the queue loses the last of them.
 */
export class Turns {
  readonly #limits: TurnLimits;
  /** Addresses in the order of their turns, each with what it waits for. */
  readonly #queues = new Map<string, Waiting[]>();
  #running = 0;
  #waiting = 0;

  constructor(limits: TurnLimits = { running: 2, waiting: 100 }) {
    this.#limits = limits;
  }

  /** Rejects with `NoTurn`, without having begun. */
  async run<T>(address: string, work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#limits.running) this.#running++;
    else await this.#wait(address);
    try {
      return await work();
    } finally {
      this.#next();
    }
  }

  #wait(address: string): Promise<void> {
    const queue = this.#queues.get(address) ?? [];
    if (this.#waiting >= this.#limits.waiting && !this.#makeRoom(queue.length)) return Promise.reject(new NoTurn());
    return new Promise((begin, reject) => {
      queue.push({ begin, refuse: () => reject(new NoTurn()) });
      this.#queues.set(address, queue);
      this.#waiting++;
    });
  }

  /** False where nobody waits for more than the newcomer would. */
  #makeRoom(own: number): boolean {
    let longest: { address: string; queue: Waiting[] } | null = null;
    for (const [address, queue] of this.#queues)
      if (queue.length > (longest?.queue.length ?? own + 1)) longest = { address, queue };
    if (!longest) return false;
    longest.queue.pop()!.refuse();
    this.#waiting--;
    return true;
  }

  #next(): void {
    const first = this.#queues.entries().next().value;
    if (!first) {
      this.#running--;
      return;
    }
    const [address, queue] = first;
    this.#queues.delete(address);
    const { begin } = queue.shift()!;
    if (queue.length > 0) this.#queues.set(address, queue);
    this.#waiting--;
    begin();
  }
}
