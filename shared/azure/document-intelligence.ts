import type { TokenCredential } from '@azure/identity';
import type { ScannedPage } from '../domain/scan/scanned-page.ts';
import type { PreparedPage, ScanReader, Unreadable } from '../ports/scan-reader.ts';
import { createService, type ServiceOptions } from './document-intelligence-service.ts';
import { scannedPage } from './document-intelligence-words.ts';

export interface DocumentIntelligenceOptions extends ServiceOptions {
  /** `poor`: only pages that are read badly here are sent, and the better of both readings is kept. Default. */
  readonly mode?: 'always' | 'poor';
  /** For a page: its upload, the wait for its turn, the reading. Default 60 s. */
  readonly timeoutMs?: number;
}

/** Below this mean confidence a page was read badly: what is remarked as hard to read (quality-remarks.ts). */
const POOR = 0.6;

/**
 * A {@link ScanReader} that has the letters of pages read by Azure AI Document Intelligence (model `prebuilt-read`), over
 * one that turns and straightens them here. Blank pages are not sent. A picture that the service refuses is `unreadable`
 * (`SCAN_SERVICE_REFUSED`), or stays as it was read here. Everything else is passed to the reader beneath, and so is
 * `close`, after what is asked of the service was given up.
 *
 * `readPage` throws Error where the service does not answer, is too busy or is set up wrongly: to be tried again later.
 */
export function documentIntelligence(
  beneath: ScanReader,
  endpoint: string,
  credential: TokenCredential,
  options: DocumentIntelligenceOptions = {},
): ScanReader {
  const { mode = 'poor', timeoutMs = 60_000 } = options;
  const service = createService(endpoint, credential, options);
  const closing = new AbortController();

  const readThere = async (prepared: PreparedPage, number: number): Promise<PageRead> => {
    if (prepared.quality.blank) return { kind: 'page', page: scannedPage(prepared, number, null) };
    const answer = await within(timeoutMs, closing.signal, (signal) => service(prepared.png, signal));
    return answer.kind === 'read' ? { kind: 'page', page: scannedPage(prepared, number, answer.page) } : answer;
  };
  const readAlways = async (bytes: Uint8Array, number: number): Promise<PageRead> => {
    const prepared = await beneath.preparePage(bytes, number);
    return prepared.kind === 'unreadable' ? prepared : readThere(prepared, number);
  };
  const readPoor = async (bytes: Uint8Array, number: number): Promise<PageRead> => {
    const here = await beneath.readPage(bytes, number);
    if (here.kind === 'unreadable' || !isPoor(here.page)) return here;
    const there = await readAlways(bytes, number);
    return there.kind === 'page' && worth(there.page) > worth(here.page) ? there : here;
  };
  return {
    outline: (bytes) => beneath.outline(bytes),
    readPage: mode === 'always' ? readAlways : readPoor,
    preparePage: (bytes, page) => beneath.preparePage(bytes, page),
    extract: (bytes, pages) => beneath.extract(bytes, pages),
    archive: (bytes, pages) => beneath.archive(bytes, pages),
    async close() {
      closing.abort();
      await beneath.close();
    },
  };
}

type PageRead = { readonly kind: 'page'; readonly page: ScannedPage } | Unreadable;

function isPoor({ quality }: ScannedPage): boolean {
  return !quality.blank && (quality.confidence === null || quality.confidence < POOR);
}

/** Mean confidence times number of words. */
function worth({ page, quality }: ScannedPage): number {
  return (quality.confidence ?? 0) * page.fragments.length;
}

/** Gives up by itself, whether or not what it waits for heeds the signal: a credential may not. */
async function within<T>(ms: number, closing: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), ms);
  const signal = AbortSignal.any([closing, late.signal]);
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const giveUp = () =>
    reject(
      new Error(
        closing.aborted
          ? 'the scan reader was closed'
          : `Azure AI Document Intelligence gave no answer within ${ms / 1000} s`,
      ),
    );
  if (signal.aborted) giveUp();
  else signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([givenUp, ask(signal)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}
