import type { Reading } from '../domain/invoice.ts';

/**
 * Parent to child: one document at a time. Its bytes follow on a pipe of their own, as they are: a message would copy
 * them several times on both sides.
 */
export interface Request {
  readonly id: number;
  readonly size: number;
  readonly name: string;
}

/** File descriptor of that pipe in the child. */
export const BYTES_FD = 3;

/**
 * Child to parent: `ready` once, when it can take documents; then for each document `started` when its bytes have
 * arrived, and `reading` when it is read.
 */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'reading'; readonly id: number; readonly reading: Reading };
