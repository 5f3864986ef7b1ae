/** Thrown where no copy can be made of a file: `reason` is a code of messages.ts, with its parameters. */
export class CopyImpossible extends Error {
  override name = 'CopyImpossible';
  readonly reason: string;
  readonly params: Readonly<Record<string, string>>;

  constructor(reason: string, params: Readonly<Record<string, string>> = {}) {
    super(`${reason} ${Object.values(params).join(' ')}`.trim());
    this.reason = reason;
    this.params = params;
  }
}

/** The first line of what a library says, short enough for a message. */
export function detailOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n')[0]!.slice(0, 120);
}
