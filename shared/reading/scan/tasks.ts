import type { ScannedPage } from '../../domain/scan/scanned-page.ts';
import type { PreparedPage, Unreadable } from '../../ports/scan-reader.ts';

/** What the scan reader asks of its child about a document. Pages are numbered from 1. */
export type ScanTask =
  | { readonly task: 'outline' }
  | { readonly task: 'read' | 'prepare'; readonly page: number }
  | { readonly task: 'extract'; readonly pages: readonly number[] }
  | { readonly task: 'archive'; readonly pages: readonly ScannedPage[] };

/** What it says; pictures and files come beside it, as bytes. */
export type ScanAnswer =
  | { readonly kind: 'pages'; readonly pages: number }
  | { readonly kind: 'page'; readonly page: ScannedPage }
  | Omit<PreparedPage, 'png'>
  | { readonly kind: 'file' }
  | Unreadable;
