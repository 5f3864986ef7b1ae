import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * A file of lines that only grows. A line is in the hands of the operating system when `append` returns, so the death
 * of this process (kill -9 included) loses none; the death of the machine may lose the last ones (there is no fsync).
 */
export class LineFile {
  readonly path: string;
  #descriptor: number | undefined;
  #bytes = 0;

  /** Opens `path` for appending, creating it where it is missing. */
  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, 'a');
  }

  /** Bytes appended through this object. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Appends one line.
   * @param line without its newline; it must hold none
   * @throws Error that names the file, when the disk refuses it
   */
  append(line: string): void {
    if (this.#descriptor === undefined) throw new Error(`${this.path} is closed`);
    const bytes = Buffer.from(`${line}\n`);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.#descriptor, bytes, written);
    } catch (cause) {
      throw new Error(`cannot write ${this.path}: ${(cause as Error).message}`, { cause });
    }
    this.#bytes += bytes.length;
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

/**
 * The records of a file written by {@link LineFile}, one JSON value a line; none when the file does not exist.
 * A last line without its newline is the trace of a death while writing: nobody was told that it was kept, so it is
 * left out.
 * @throws Error that names file and line when a whole line is not JSON: that is damage
 */
export function readRecords(path: string): unknown[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const lines = text.split('\n');
  lines.pop(); // what follows the last newline: nothing, or a torn line
  return lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch (cause) {
      throw new Error(`${path}, line ${index + 1}: not a record; restore this file or remove the data directory`, {
        cause,
      });
    }
  });
}
