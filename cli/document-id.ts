import type { DocumentItem, List } from './answers.ts';
import type { Api } from './api.ts';
import { CliError, usage } from './errors.ts';
import { PAGE } from './paging.ts';

const FULL = /^[0-9a-hjkmnp-tv-z]{20}$/;
const PREFIX = /^[0-9a-hjkmnp-tv-z]{6,19}$/;
/** Identifiers sort newest first, so the search stops where the prefix would stand; or here. */
const MAX_PAGES = 10;

/**
 * The identifier of a document from its beginning (at least 6 characters), as tables on a terminal show it; a full one
 * is given back unasked. Rejects with `CliError` where none, or more than one, begins so.
 */
export async function resolveDocumentId(api: Api, compte: string, text: string): Promise<string> {
  const id = text.trim().toLowerCase();
  if (FULL.test(id)) return id;
  if (!PREFIX.test(id)) throw usage('ID_INVALID', { id: text });
  const found: DocumentItem[] = [];
  let after: string | undefined;
  let seen = 0;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, next } = await api.json<List<DocumentItem>>('listDocuments', {
      params: { compte },
      query: { list: 'all', limit: PAGE, after },
    });
    seen += items.length;
    found.push(...items.filter((d) => d.id.startsWith(id)));
    const last = items.at(-1)?.id ?? '';
    const past = last > id && !last.startsWith(id);
    if (past || !next) return only(found, id);
    after = next;
  }
  if (found.length > 0) return only(found, id);
  throw new CliError('ID_TOO_OLD', { id, count: String(seen) });
}

function only(found: readonly DocumentItem[], id: string): string {
  const [first] = found;
  if (!first) throw new CliError('ID_NOT_FOUND', { id });
  if (found.length > 1)
    throw new CliError('ID_AMBIGUOUS', { id, found: found.map((d) => `${d.id} (${d.name})`).join(', ') });
  return first.id;
}

/**
 * How many characters of each identifier tell them apart, with room for those not shown: 10 say the millisecond and a
 * bit of chance.
 */
export function shortLength(ids: readonly string[]): number {
  for (let length = 10; length < 20; length++)
    if (new Set(ids.map((id) => id.slice(0, length))).size === new Set(ids).size) return length;
  return 20;
}
