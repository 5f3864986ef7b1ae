import type { CalendarDate } from '../../../shared/domain/calendar.ts';
import type { Reading } from '../../../shared/domain/invoice.ts';
import type { PageRead, Unread } from '../../../shared/domain/scan/page-read.ts';
import { readScan } from '../../../shared/domain/scan/read-scan.ts';
import type { Reader } from '../../../shared/ports/reader.ts';
import type { ScanReader } from '../../../shared/ports/scan-reader.ts';
import { mayPass, type OcrCache, type ScanRead, type TimedPage } from './ocr-cache.ts';

/** How the pictures of a file were read. */
export interface PagesRead {
  /** Of each page, when it was read. */
  readonly ms: readonly number[];
  /** Read before, and kept. */
  readonly kept: boolean;
}

/** What a file says, and how its pictures were read where it has to be read by them. */
export interface FileRead {
  readonly reading: Reading;
  readonly pages: PagesRead | null;
}

/** Reads files as the dispatch has them read: by their text, and by their pictures where they have none. */
export interface FileReader {
  /** `receivedOn`: the day on which it came, AAAA-MM-JJ; null where that is not known. */
  read(bytes: Uint8Array, name: string, receivedOn: CalendarDate | null): Promise<FileRead>;
}

/** One page of a file at a time: as many files at once as the scan reader has processes, and no page waits for another. */
export function fileReader(reader: Reader, scans: ScanReader, cache: OcrCache): FileReader {
  return {
    async read(bytes, name, receivedOn) {
      const reading = await reader.read(bytes, { name });
      if (reading.kind !== 'paper') return { reading, pages: null };
      const before = cache.get(bytes);
      const read = before ?? (await readAllPages(scans, bytes));
      if (!before) cache.put(bytes, read);
      if (read.kind === 'unreadable') {
        const { reason, params } = read;
        return { reading: { ...reading, unread: { code: reason, params: params ?? {} } }, pages: null };
      }
      const pages = read.pages.map((p) => p.read);
      return {
        reading: readScan(pages, reading, receivedOn),
        pages: { ms: read.pages.map((p) => p.ms), kept: before !== null },
      };
    },
  };
}

async function readAllPages(scans: ScanReader, bytes: Uint8Array): Promise<ScanRead> {
  const outline = await scans.outline(bytes);
  if (outline.kind === 'unreadable') return outline satisfies Unread;
  const pages: TimedPage[] = [];
  for (let n = 1; n <= outline.pages; n++) {
    const from = performance.now();
    let read: PageRead = await scans.readPage(bytes, n);
    // As the pipeline does.
    if (mayPass(read)) read = await scans.readPage(bytes, n);
    pages.push({ read, ms: Math.round(performance.now() - from) });
  }
  return { kind: 'pages', pages };
}
