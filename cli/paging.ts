import type { RouteName } from '../shared/contracts/routes.ts';
import type { List } from './answers.ts';
import type { Api } from './api.ts';

/** Largest page of documents that the API gives; other lists give more, and need no more. */
export const PAGE = 200;

/**
 * Items of a list that is answered in pages, up to `limit` or to the end (`null`). `next` is null where nothing is left.
 */
export async function readPages<T>(
  api: Api,
  route: RouteName,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string | undefined>>,
  /** A whole number from 1, or null for all. */
  limit: number | null,
): Promise<{ items: T[]; next: string | null }> {
  const items: T[] = [];
  let after: string | undefined;
  for (;;) {
    const want = limit === null ? PAGE : Math.min(PAGE, limit - items.length);
    const page = await api.json<List<T>>(route, { params, query: { ...query, limit: want, after } });
    items.push(...page.items);
    const { next } = page;
    if (next === null || (limit !== null && items.length >= limit)) return { items, next };
    // The same place twice would never end.
    if (next === after) return { items, next };
    after = next;
  }
}
