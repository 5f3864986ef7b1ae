import type { Document } from '../domain/document.ts';
import type { Deps } from './deps.ts';
import { getOutline, missingPages } from './readings.ts';

/** Documents of one list whose pages are counted; the others are shown as being read. */
const MOST_COUNTED = 20;

/** How far the reading of a document has come, as parameters of its reason; one that is not being read stays as it is. */
export async function withProgress(deps: Deps, d: Document): Promise<Document> {
  if (d.reason?.code !== 'READING') return d;
  const { compte, id } = d.deposit;
  const outline = await getOutline(deps, compte, id);
  if (outline?.kind !== 'pages') return d;
  const missing = await missingPages(deps, compte, id, outline.pages);
  const params = { read: String(outline.pages - missing.length), pages: String(outline.pages) };
  return { ...d, reason: { code: 'READING', params } };
}

export async function allWithProgress(deps: Deps, documents: readonly Document[]): Promise<Document[]> {
  let counted = 0;
  return Promise.all(
    documents.map((d) => (d.reason?.code === 'READING' && counted++ < MOST_COUNTED ? withProgress(deps, d) : d)),
  );
}
