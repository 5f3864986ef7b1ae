import type { ScannedPage } from './scanned-page.ts';

/** Why nothing could be had of a scan or of one of its pages: a code of messages.ts. */
export interface Unread {
  readonly kind: 'unreadable';
  readonly reason: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** One page as it was read, or why it could not be. */
export type PageRead = { readonly kind: 'page'; readonly page: ScannedPage } | Unread;
