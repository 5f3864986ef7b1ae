import type { Problem } from './problem.ts';

/**
 * An answer to somebody who asked for what can't be done: a code of messages.ts and what kind of refusal it is.
 * Everything else that is thrown is a fault of ours.
 */
export type RefusalKind =
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  /** What somebody saw has changed since. */
  | 'precondition'
  | 'too-large'
  | 'too-many'
  | 'unauthenticated';

export class Refusal extends Error {
  override name = 'Refusal';
  readonly kind: RefusalKind;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  /** Every single thing that is wrong, where there is more than one. */
  readonly problems: readonly Problem[];

  constructor(
    kind: RefusalKind,
    code: string,
    params: Readonly<Record<string, string>> = {},
    problems: readonly Problem[] = [],
  ) {
    super(code);
    this.kind = kind;
    this.code = code;
    this.params = params;
    this.problems = problems;
  }
}
