import type { ScannedPage } from '../../shared/domain/scan/scanned-page.ts';
import type { ScanReader } from '../../shared/ports/scan-reader.ts';
import { textPage } from './text-page.ts';

/** Pages of a scan that {@link fakeScans} reads: each the lines of a page, or one of `BLANK`, `SLOW`, `BROKEN`. */
export function scanOf(...pages: readonly (readonly string[])[]): string {
  return `scan\f${pages.map((lines) => lines.join('\n')).join('\f')}`;
}

export interface FakeScans extends ScanReader {
  /** Every page that was asked for, in order. */
  readonly asked: number[];
  outlines: number;
  /** Calls to come that find the reader not working. */
  down: number;
  /** Awaited before a page is given. */
  hold: (page: number) => Promise<void>;
}

/**
 * Reads what {@link scanOf} makes. `BLANK`: nothing on it; `SLOW`: never in time; `SLOW ONCE`: the first time only;
 * `BROKEN`: its picture is damaged. A content without pages can't be opened.
 */
export function fakeScans(): FakeScans {
  const slow = new Set<number>();
  const scans: FakeScans = {
    asked: [],
    outlines: 0,
    down: 0,
    hold: async () => {},
    async outline(bytes) {
      if (scans.down-- > 0) throw new Error('the reader does not start');
      scans.outlines++;
      const pages = pagesOf(bytes).length;
      return pages > 0
        ? { kind: 'pages', pages }
        : { kind: 'unreadable', reason: 'TIFF_BROKEN', params: { detail: '?' } };
    },
    async readPage(bytes, page) {
      if (scans.down-- > 0) throw new Error('the reader does not start');
      scans.asked.push(page);
      await scans.hold(page);
      const text = pagesOf(bytes)[page - 1]!;
      const timeout = { kind: 'unreadable', reason: 'READER_TIMEOUT', params: { seconds: '60' } } as const;
      if (text === 'SLOW') return timeout;
      if (text === 'SLOW ONCE' && !slow.has(page)) {
        slow.add(page);
        return timeout;
      }
      if (text === 'BROKEN') return { kind: 'unreadable', reason: 'TIFF_BROKEN', params: { detail: 'strip' } };
      return { kind: 'page', page: scannedPage(text === 'BLANK' ? [] : text.split('\n'), page) };
    },
    preparePage: () => Promise.reject(new Error('not asked for')),
    extract: () => Promise.reject(new Error('not asked for')),
    archive: async (_bytes, pages) => ({ kind: 'file', bytes: Buffer.from(`a copy of ${pages.length} pages`) }),
    close: async () => {},
  };
  return scans;
}

/** A page as it is read at 300 dpi, black and white, upright; `quality` over that. */
export function scannedPage(
  lines: readonly string[],
  number = 1,
  quality: Partial<ScannedPage['quality']> = {},
): ScannedPage {
  const isBlank = lines.length === 0;
  return {
    version: 1,
    engine: 'fake 1.0',
    page: { ...textPage(lines, number), origin: 'ocr' },
    quality: {
      width: 2480,
      height: 3508,
      dpi: 300,
      dpiTaken: 300,
      bilevel: true,
      turned: 0,
      skew: 0,
      ink: isBlank ? 0 : 0.05,
      blank: isBlank,
      confidence: isBlank ? null : 0.95,
      ...quality,
    },
    marks: [],
  };
}

function pagesOf(bytes: Uint8Array): string[] {
  return Buffer.from(bytes).toString().split('\f').slice(1);
}
