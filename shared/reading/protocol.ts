import type { Reading } from '../domain/invoice.ts';

/** Parent to child: one document at a time. */
export interface Request {
  readonly id: number;
  readonly bytes: Uint8Array;
  readonly name: string;
}

/**
 * Child to parent: `ready` once, when it can take documents; then for each document `started` when its bytes have
 * arrived, and `reading` when it is read.
 */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'started'; readonly id: number }
  | { readonly kind: 'reading'; readonly id: number; readonly reading: Reading };
