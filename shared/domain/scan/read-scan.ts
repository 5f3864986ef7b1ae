import type { CalendarDate } from '../calendar.ts';
import type { Reason } from '../document.ts';
import type { Reading } from '../invoice.ts';
import { readPages } from '../page/read-pages.ts';
import type { PageRead } from './page-read.ts';
import { listPages, qualityRemarks } from './quality-remarks.ts';
import type { ScannedPage } from './scanned-page.ts';

type Paper = Extract<Reading, { kind: 'paper' }>;

/** What the pages of a scan say, first to last. `paper`: what its file alone has told; `receivedOn`: the day on which it came. */
export function readScan(pages: readonly PageRead[], paper: Paper, receivedOn: CalendarDate | null = null): Reading {
  const seen = pages.flatMap((p) => (p.kind === 'page' ? [p.page] : []));
  const lost = pages.flatMap((p, n) => (p.kind === 'unreadable' ? [{ number: n + 1, ...p }] : []));
  const written = seen.filter((p) => !p.quality.blank).map((p) => p.page);
  const first = lost[0];
  const unread = first && {
    code: 'SCAN_PAGE_UNREADABLE',
    params: { page: listPages(lost.map((l) => l.number)), reason: first.reason },
  };
  const { mediaType } = paper;
  const remarks = [...paper.remarks];
  // The reason names the pages; why the first of them was not read is told beside it.
  if (first) remarks.push({ code: first.reason, params: first.params ?? {} });
  const quality = qualityRemarks(seen);
  if (written.length === 0) {
    const blank = { code: 'SCAN_BLANK', params: {} };
    return { kind: 'paper', mediaType, remarks: unread ? [...remarks, ...quality] : remarks, unread: unread ?? blank };
  }
  const small = unread ? null : tooSmall(seen.filter((p) => !p.quality.blank));
  if (small) return { kind: 'paper', mediaType, remarks: [...remarks, ...quality], unread: small };

  const { invoice, nature, issueDate, mentioned, evidence, remarks: said, whole } = readPages(written, receivedOn);
  remarks.push(...said, ...quality);
  if (!whole) remarks.push({ code: 'SCAN_TEXT_TOO_LONG' });
  // What was not read could say otherwise: a date that would be certain is one that is plausible.
  const certain = whole && !unread;
  return {
    kind: 'scan',
    mediaType,
    invoice: certain ? invoice : { ...invoice, issueDate: null, issueDateText: null },
    nature,
    plausible: whole ? issueDate.plausible : [],
    near: [...new Set(issueDate.near)],
    mentioned,
    evidence,
    remarks,
    ...(unread ? { unread } : {}),
  };
}

/** Dots: an inch at 300 dots an inch. A picture whose longer side has less holds no letters that can be read. */
const SMALLEST = 300;

/** Where nothing was read, and no picture is large enough for it. */
function tooSmall(printed: readonly ScannedPage[]): Reason | null {
  const isSmall = ({ page, quality: { width, height } }: ScannedPage) =>
    page.fragments.length === 0 && Math.max(width, height) < SMALLEST;
  if (!printed.every(isSmall)) return null;
  const { width, height } = printed[0]!.quality;
  return { code: 'SCAN_TOO_SMALL', params: { width: String(width), height: String(height) } };
}
