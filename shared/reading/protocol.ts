/**
 * Parent to child: one question about one document at a time. The document's bytes follow on a pipe of their own, as
 * they are: a message would copy them several times on both sides.
 */
export interface Request<Question> {
  readonly id: number;
  readonly size: number;
  readonly question: Question;
}

/** File descriptor of that pipe in the child; bytes of an answer come back on it. */
export const BYTES_FD = 3;

/**
 * Child to parent: `ready` once, when it can take documents; then for each of them `started` when its bytes have
 * arrived, and `answer` when it is dealt with, with the number of bytes that belong to the answer.
 */
export type Report<Answer> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer; readonly size: number };
