import type { PageQuality, ScannedPage, SheetMark } from '../domain/scan/scanned-page.ts';

/** Why nothing can be had of a file or of one of its pages: a code of messages.ts. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** A page turned upright and straight, for an engine that is not on this machine. */
export interface PreparedPage {
  readonly kind: 'prepared';
  readonly png: Uint8Array;
  readonly quality: PageQuality;
  readonly marks: readonly SheetMark[];
  /** Points. */
  readonly width: number;
  readonly height: number;
}

/**
 * Works on the pictures of a scan (TIFF, or PDF without text). Whatever the bytes are, the answer is a value: a hostile
 * or broken file is `unreadable` with its reason, and harms no other. `bytes` are neither kept nor changed. Every method
 * throws Error only where the reader itself does not work (it can't start, it was closed): to be tried again later.
 */
export interface ScanReader {
  /** Number of pages. Reads no picture. */
  outline(bytes: Uint8Array): Promise<{ readonly kind: 'pages'; readonly pages: number } | Unreadable>;
  /** Reads one page, numbered from 1. */
  readPage(
    bytes: Uint8Array,
    page: number,
  ): Promise<{ readonly kind: 'page'; readonly page: ScannedPage } | Unreadable>;
  preparePage(bytes: Uint8Array, page: number): Promise<PreparedPage | Unreadable>;
  /** A PDF of some of the pages (numbers from 1, in this order), their pictures without loss. */
  extract(
    bytes: Uint8Array,
    pages: readonly number[],
  ): Promise<{ readonly kind: 'file'; readonly bytes: Uint8Array } | Unreadable>;
  /** A PDF of all pages, upright, with the words read laid invisibly over their pictures. `pages`: one for each page. */
  archive(
    bytes: Uint8Array,
    pages: readonly ScannedPage[],
  ): Promise<{ readonly kind: 'file'; readonly bytes: Uint8Array } | Unreadable>;
  /** Ends everything it started; what was being read is rejected. */
  close(): Promise<void>;
}
