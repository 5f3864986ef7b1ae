import type { Deps } from '../../shared/app/deps.ts';
import { documentOf } from '../../shared/app/documents.ts';
import { scanState } from '../../shared/app/readings.ts';
import { parsePageList } from '../../shared/domain/batch/page-list.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { LedgerLine } from './driver.ts';
import type { Planned } from './plan.ts';

export interface ScanVerdict {
  /** Scans acknowledged, and their pages. */
  scans: number;
  scanPages: number;
  /** Documents that were taken out of batches. */
  parts: number;
  /** Pages of scans and parts without what was read of them, or that could not be read. */
  pagesUnread: number;
  /** Parts that are missing, wrong, twice there, or not where their content says; pages in none or in two of them. */
  partsWrong: number;
  /** Scans and parts without a searchable copy. */
  copiesMissing: number;
}

/** The scans of the ledger against the tables, what was read, and the copies. `say`: told what is wrong. */
export async function verifyScans(
  deps: Deps,
  compte: string,
  planned: readonly Planned[],
  ledger: readonly LedgerLine[],
  say: (line: string) => void,
): Promise<ScanVerdict> {
  const documents = (await deps.tables.range('state', compte, 'D|', 'D}')).map(documentOf);
  const sent = new Set(ledger.map((line) => line.sha256));
  const v: ScanVerdict = { scans: 0, scanPages: 0, parts: 0, pagesUnread: 0, partsWrong: 0, copiesMissing: 0 };
  const whole = async (id: string, pages: number) => {
    const state = await scanState(deps, compte, id);
    const read = state.kind === 'done' ? state.pages.filter((p) => p.kind === 'page').length : 0;
    if (read !== pages) say(`  ${id}: ${read} of ${pages} pages read`);
    v.pagesUnread += Math.abs(pages - read);
    if (await deps.blobs.head('archive', `${compte}/${id}.pdf`)) return;
    v.copiesMissing++;
    say(`  ${id}: no searchable copy`);
  };
  for (const { sha256, scan, name } of planned) {
    if (!scan || !sent.has(sha256)) continue;
    v.scans++;
    v.scanPages += scan.pages;
    const found = documents.find((d) => d.deposit.sha256 === sha256 && d.state !== 'retry');
    // Lost: told by verify().
    if (!found) continue;
    await whole(found.deposit.id, scan.pages);
    const own = documents.filter((d) => d.deposit.partOf === found.deposit.id);
    v.parts += own.length;
    const wrong = partsWrong(found, own, scan);
    for (const line of wrong) say(`  ${name}: ${line}`);
    v.partsWrong += wrong.length;
    for (const d of own) await whole(d.deposit.id, parsePageList(d.deposit.pages ?? '')?.length ?? 0);
  }
  return v;
}

function partsWrong(scan: Document, own: readonly Document[], expected: NonNullable<Planned['scan']>): string[] {
  const wrong: string[] = [];
  const wanted = expected.parts ?? [];
  for (const { pages, expected: where } of wanted) {
    const found = own.filter((d) => d.deposit.pages === pages);
    const places = found.map((d) => (d.state === 'filed' ? d.exercice : d.reason?.code));
    if (places.length !== 1 || places[0] !== where) wrong.push(`pages ${pages}: ${places.join(', ') || 'missing'}`);
  }
  if (own.length !== wanted.length) wrong.push(`${own.length} parts, not ${wanted.length}`);
  if (wanted.length === 0) return wrong;
  const lists = [...(scan.parts ?? []), ...(scan.kept ?? [])].flatMap((p) => parsePageList(p.pages) ?? []);
  const inOrder = lists.toSorted((a, b) => a - b).join();
  const all = Array.from({ length: expected.pages }, (_, n) => n + 1).join();
  if (inOrder !== all) wrong.push(`its pages are ${inOrder}`);
  return wrong;
}
