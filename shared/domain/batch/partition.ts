import type { Problem } from '../problem.ts';
import { pageList } from './page-list.ts';

/** How a person divides a scan: the pages of each document, and those that are left out. Numbers from 1. */
export interface Partition {
  readonly parts: readonly (readonly number[])[];
  readonly kept: readonly number[];
}

/** A page may belong to one document only. */
export const MOST_PARTS = 200;

/** What is wrong with a division of a scan of `count` pages; empty where every page is in exactly one place. */
export function problemsOf({ parts, kept }: Partition, count: number): Problem[] {
  const problems: Problem[] = [];
  const add = (code: string, params: Record<string, string> = {}) => problems.push({ code, params });
  if (parts.some((p) => p.length === 0)) add('SPLIT_PART_EMPTY');
  if (parts.length === 0) add('SPLIT_NO_PARTS');
  if (parts.length > MOST_PARTS) add('SPLIT_TOO_MANY', { documents: String(parts.length), limit: String(MOST_PARTS) });
  const named = [...parts.flat(), ...kept].sort((a, b) => a - b);
  const unknown = named.filter((n) => !Number.isInteger(n) || n < 1 || n > count);
  if (unknown.length > 0) add('SPLIT_PAGE_UNKNOWN', { pages: shown(unknown), count: String(count) });
  const twice = named.filter((n, i) => n === named[i - 1]);
  if (twice.length > 0) add('SPLIT_PAGE_TWICE', { pages: shown(twice) });
  const there = new Set(named);
  const missing = Array.from({ length: count }, (_, n) => n + 1).filter((n) => !there.has(n));
  if (missing.length > 0) add('SPLIT_PAGE_MISSING', { pages: shown(missing) });
  if (problems.length === 0 && parts.length === 1 && kept.length === 0) add('SPLIT_INTO_ONE');
  return problems;
}

function shown(pages: readonly number[]): string {
  return pageList([...new Set(pages)]).slice(0, 200);
}
