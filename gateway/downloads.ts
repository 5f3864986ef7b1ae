/**
 * How much of each file each user has been sent, without a gap, from its first byte on: a download that broke and was
 * resumed is whole once its parts are. Kept in memory across connections; after a restart a client fetches again.
 */
export class DownloadLedger {
  readonly #sent = new Map<string, number>();
  readonly #max: number;

  constructor(max = 10_000) {
    this.#max = max;
  }

  /**
   * Notes that bytes `offset` to `offset + count` of a file went to a user (also when the transfer broke then). Gives
   * how many bytes from the file's start that user has been sent.
   */
  note(user: string, file: string, offset: number, count: number): number {
    const key = `${user}\n${file}`;
    const before = this.#sent.get(key) ?? 0;
    const upTo = offset <= before ? Math.max(before, offset + count) : before;
    this.#sent.delete(key);
    this.#sent.set(key, upTo);
    if (this.#sent.size > this.#max) this.#sent.delete(this.#sent.keys().next().value!);
    return upTo;
  }
}
