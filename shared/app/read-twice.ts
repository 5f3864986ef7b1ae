import type { Unreadable } from '../ports/scan-reader.ts';

/** A fault of the machine at that moment rather than of the page, as far as one can tell: worth a second try. */
const MAY_PASS: readonly string[] = ['READER_TIMEOUT', 'READER_MEMORY', 'READER_CRASHED'];

/** What the reader of scans answers; asked once more where the fault may have passed by then. */
export async function readTwice<T extends { readonly kind: string }>(
  ask: () => Promise<T | Unreadable>,
): Promise<T | Unreadable> {
  const first = await ask();
  return 'reason' in first && MAY_PASS.includes(first.reason) ? ask() : first;
}
