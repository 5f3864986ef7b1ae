import assert from 'node:assert/strict';
import type { Box } from '../../../shared/domain/page/page.ts';
import type { ScannedPage } from '../../../shared/domain/scan/scanned-page.ts';
import type { ScanReader } from '../../../shared/ports/scan-reader.ts';
import { A4, DATE, WORDS } from './drawn.ts';

/** Points: half a millimetre, and what an engine leaves around letters. */
const NEAR = 3;
/** What may be misread of clean letters. */
const MOST_MISSED = 0.08;

/** The page as it was read; fails where it could not be. */
export async function read(scans: ScanReader, bytes: Uint8Array, page = 1): Promise<ScannedPage> {
  const answer = await scans.readPage(bytes, page);
  if (answer.kind !== 'page') assert.fail(JSON.stringify(answer));
  return answer.page;
}

/** The drawn invoice was read: its size, nearly every word where it stands on the upright page, its date without fail. */
export function assertInvoice({ page }: ScannedPage): void {
  assert.ok(
    Math.abs(page.width - A4.width) < 1 && Math.abs(page.height - A4.height) < 1,
    `${page.width} x ${page.height}`,
  );
  const missed = WORDS.filter(({ text, box }) => !page.fragments.some((f) => f.text === text && isNear(f.box, box)));
  const said = missed.map(({ text }) => text);
  assert.ok(missed.length <= WORDS.length * MOST_MISSED, `not found: ${said.join(' ')}`);
  assert.ok(!said.includes(DATE));
}

function isNear(a: Box, b: Box): boolean {
  const corners = ({ x, y, width, height }: Box) => [x, y, x + width, y + height];
  const places = corners(b);
  return corners(a).every((place, n) => Math.abs(place - places[n]!) < NEAR);
}
