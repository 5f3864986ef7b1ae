import type { ScannedPage } from './scanned-page.ts';

/**
 * Stands for a page of which nothing could be read: neither blank nor printed with anything, and in the size that its
 * file says (no dots an inch were taken).
 */
export function unreadPage(number: number): ScannedPage {
  return {
    version: 1,
    engine: '',
    page: { number, width: 595, height: 842, origin: 'ocr', fragments: [] },
    quality: {
      width: 0,
      height: 0,
      dpi: null,
      dpiTaken: 0,
      bilevel: true,
      turned: 0,
      skew: 0,
      ink: 1,
      blank: false,
      confidence: 0,
    },
    marks: [],
  };
}
