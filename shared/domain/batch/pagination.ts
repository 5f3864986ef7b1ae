import type { Page } from '../page/page.ts';
import type { Segment } from '../page/segments.ts';

/** Which page of how many a page says it is. */
export interface Pagination {
  readonly page: number;
  /** Null where it names no last page. */
  readonly of: number | null;
  /** As it stands there, folded. */
  readonly text: string;
}

const MOST = 999;
const WORD = String.raw`(?<![a-z])(?:page|pages|pag\.?|feuille|feuillet|folio|seite|blad|pagina|p\.)`;
const SEPARATOR = String.raw`\s*(?:/|sur|de|of|von|van|sur un total de|-)\s*`;
const NAMED = new RegExp(String.raw`${WORD}\s*(?:n°|no\.?|:)?\s*(\d{1,3})(?:${SEPARATOR}(\d{1,3}))?(?![\d.,/])`, 'g');
/** Without such a word only where nothing else stands beside it, at the upper or lower edge. */
const BARE = /^[-–\s]*(\d{1,3})\s*(?:\/|sur|of)\s*(\d{1,3})[-–\s]*$/;
const EDGE = 0.13;

/**
 * The page's own number: `Page 1 sur 3`, `page 1/3`, `Page: 2`, `1/3` at an edge. Null where there is none, or where
 * several disagree (a fax's heading above the invoice's own).
 */
export function paginationOf(segments: readonly Segment[], { height }: Pick<Page, 'height'>): Pagination | null {
  const named = segments.flatMap(({ folded }) =>
    folded.text.length > 200 ? [] : [...folded.text.matchAll(NAMED)].flatMap((m) => read(m[0], m[1], m[2])),
  );
  const bare = segments
    .filter(({ box }) => box.y < EDGE * height || box.y + box.height > (1 - EDGE) * height)
    .flatMap(({ folded }) => {
      const m = BARE.exec(folded.text);
      return m ? read(m[0], m[1], m[2]) : [];
    });
  return agreed(named.filter((p) => p.of !== null)) ?? agreed(named) ?? (named.length === 0 ? agreed(bare) : null);
}

function read(text: string, page: string | undefined, of: string | undefined): Pagination[] {
  const [n, last] = [Number(page), of === undefined ? null : Number(of)];
  const possible = n >= 1 && n <= MOST && (last === null || (last >= n && last <= MOST));
  return possible ? [{ page: n, of: last, text: text.trim() }] : [];
}

function agreed(found: readonly Pagination[]): Pagination | null {
  const first = found[0];
  return first && found.every((p) => p.page === first.page && p.of === first.of) ? first : null;
}
