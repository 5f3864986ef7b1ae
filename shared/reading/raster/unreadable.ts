import type { Unreadable } from '../../ports/scan-reader.ts';

/** Thrown where a file or a page can't be had; what the reader answers is its `answer`. */
export class UnreadableError extends Error {
  readonly answer: Unreadable;

  constructor(reason: string, params?: Readonly<Record<string, string>>) {
    super(reason);
    this.answer = { kind: 'unreadable', reason, ...(params ? { params } : {}) };
  }
}

/** What a library said of a file, as a parameter of a message: one line. */
export function detailOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
}
