/** The MessageIds seen within a window, for duplicate detection. Times in milliseconds. */
export class MessageIds {
  readonly #window: number;
  /** In order of time, because an id is only added when it isn't there. */
  readonly #seen = new Map<string, number>();

  constructor(window: number) {
    this.#window = window;
  }

  /** Adds an id; false when it was seen within the window before `at`. */
  add(id: string, at: number): boolean {
    this.forget(at);
    if (this.#seen.has(id)) return false;
    this.#seen.set(id, at);
    return true;
  }

  /** Forgets what lies outside the window. */
  forget(now: number): void {
    for (const [id, at] of this.#seen) {
      if (at + this.#window > now) break;
      this.#seen.delete(id);
    }
  }

  /** What still counts at `now`. */
  since(now: number): Array<[id: string, at: number]> {
    this.forget(now);
    return [...this.#seen];
  }
}
