import type { PageRead, Unread } from '../domain/scan/page-read.ts';
import type { Deps } from './deps.ts';

/**
 * What was read of scans, in the container `readings`: `<compte>/<id>/outline.json`, then one blob a page, `p0001.json`.
 * Each is written once, so that two who read the same page leave what the first has read.
 */

/** How many pages a scan has, or why it can't be opened. */
export type Outline = { readonly kind: 'pages'; readonly pages: number } | Unread;

/** The reading of one scan: `done` has one for each page. `pages` is null where they were not counted yet. */
export type ScanState =
  | { readonly kind: 'missing'; readonly pages: number | null; readonly missing: readonly number[] }
  | { readonly kind: 'done'; readonly pages: readonly PageRead[] }
  | Unread;

/** Pages fetched at one time. */
const AT_ONCE = 16;
const OUTLINE = 'outline.json';

export function getOutline(deps: Deps, compte: string, id: string): Promise<Outline | null> {
  return fetchJson<Outline>(deps, `${compte}/${id}/${OUTLINE}`);
}

/** Keeps what was found first. */
export function putOutline(deps: Deps, compte: string, id: string, outline: Outline): Promise<boolean> {
  return store(deps, `${compte}/${id}/${OUTLINE}`, outline);
}

export function putPage(deps: Deps, compte: string, id: string, page: number, read: PageRead): Promise<boolean> {
  return store(deps, pageName(compte, id, page), read);
}

export function getPage(deps: Deps, compte: string, id: string, page: number): Promise<PageRead | null> {
  return fetchJson<PageRead>(deps, pageName(compte, id, page));
}

export async function hasPage(deps: Deps, compte: string, id: string, page: number): Promise<boolean> {
  return (await deps.blobs.head('readings', pageName(compte, id, page))) !== null;
}

/** Numbers (from 1) of the pages that are not there yet. */
export async function missingPages(deps: Deps, compte: string, id: string, pages: number): Promise<number[]> {
  if (pages === 1) return (await hasPage(deps, compte, id, 1)) ? [] : [1];
  const there = new Set<string>();
  for await (const { name } of deps.blobs.list('readings', `${compte}/${id}/p`)) there.add(name);
  return numbers(pages).filter((n) => !there.has(pageName(compte, id, n)));
}

/** True where there is nothing left to read. */
export async function isWhollyRead(deps: Deps, compte: string, id: string): Promise<boolean> {
  const outline = await getOutline(deps, compte, id);
  if (!outline) return false;
  return outline.kind === 'unreadable' || (await missingPages(deps, compte, id, outline.pages)).length === 0;
}

/** All that was read of a scan, where that is all of it. */
export async function scanState(deps: Deps, compte: string, id: string): Promise<ScanState> {
  const outline = await getOutline(deps, compte, id);
  if (!outline) return { kind: 'missing', pages: null, missing: [] };
  if (outline.kind === 'unreadable') return outline;
  const { pages } = outline;
  // A page alone is fetched at once: no look whether it is there.
  const missing = pages === 1 ? [] : await missingPages(deps, compte, id, pages);
  if (missing.length > 0) return { kind: 'missing', pages, missing };
  const read: (PageRead | null)[] = [];
  for (let from = 1; from <= pages; from += AT_ONCE) {
    const some = numbers(pages).slice(from - 1, from - 1 + AT_ONCE);
    read.push(...(await Promise.all(some.map((n) => fetchJson<PageRead>(deps, pageName(compte, id, n))))));
  }
  const gone = numbers(pages).filter((n) => !read[n - 1]);
  return gone.length > 0
    ? { kind: 'missing', pages, missing: gone }
    : { kind: 'done', pages: read.filter((p) => p !== null) };
}

function pageName(compte: string, id: string, page: number): string {
  return `${compte}/${id}/p${String(page).padStart(4, '0')}.json`;
}

function numbers(pages: number): number[] {
  return Array.from({ length: pages }, (_, i) => i + 1);
}

async function fetchJson<T>(deps: Deps, name: string): Promise<T | null> {
  const blob = await deps.blobs.get('readings', name);
  return blob ? (JSON.parse(Buffer.from(blob.bytes).toString()) as T) : null;
}

function store(deps: Deps, name: string, value: unknown): Promise<boolean> {
  return deps.blobs.create('readings', name, Buffer.from(JSON.stringify(value)));
}
