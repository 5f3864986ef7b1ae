import type { Document } from '../domain/document.ts';
import { isIncomplete, isIncompleteReason, isReadWhole, isSentAgain } from '../domain/incomplete.ts';
import type { Row } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { claimOf, commit, documentOf, load } from './documents.ts';
import { keys, ranges } from './keys.ts';
import { nameRow } from './tree-rows.ts';

/**
 * An incomplete file leaves the waiting list by itself once its sender has sent the same name again: it is `replaced` by
 * what came whole or, so that a person sees one line, by a later file that is incomplete too. It is never replaced by
 * what is unreadable otherwise, and never where a person has decided.
 *
 * Three find it, and any of them may run twice: the later deposit, told by the gateway that took both; the incomplete
 * one, once it is read; and a timer, for what a restarted gateway had forgotten.
 */

/** Rows of one name looked at from one document; documents listed in one; documents followed to the one that counts. */
const MOST_SEEN = 20;
const MOST_FOLLOWED = 5;
const ATTEMPTS = 5;
/** What one run of the timer looks at and does. */
const MOST_WAITING = 1000;
const MOST_REPLACED = 100;

/** What a document's own dispatch has to say of it. For an ordinary document: nothing, without a call. */
export async function seeReplaced(deps: Deps, d: Document): Promise<void> {
  const { compte, id, replaces } = d.deposit;
  if (replaces) await replace(deps, compte, replaces, d);
  if (!isIncomplete(d)) return;
  const claim = claimOf(d.deposit);
  for (const newer of await sentSince(deps, d)) {
    const by = await load(deps, compte, newer);
    if (by && (await replace(deps, compte, id, by.document))) return;
  }
  const [, end] = ranges.incomplete(claim);
  const older = await deps.tables.range('state', compte, `${keys.incomplete(claim, id)} `, end, MOST_SEEN);
  for (const row of older) await replace(deps, compte, idOf(row), d);
}

/** What the same user deposited under the same name since, the newest first. */
async function sentSince(deps: Deps, d: Document): Promise<string[]> {
  const { compte, id, directory, name, user } = d.deposit;
  const [from] = ranges.names(directory, name);
  const rows = await deps.tables.range('state', compte, from, keys.name(directory, name, id), MOST_SEEN);
  return rows
    .map(nameRow)
    .filter((r) => r?.columns.container === 'deposits' && r.columns.user === user)
    .map((r) => r!.id);
}

/**
 * For a timer: replaces what waits as incomplete and came again, as far as `rows` (of documents) show it.
 *
 * @returns how many were replaced, at most a hundred a run.
 */
export async function replaceIncomplete(deps: Deps, compte: string, rows: readonly Row[]): Promise<number> {
  const waiting = await deps.tables.range('state', compte, ...ranges.incomplete(), MOST_WAITING);
  const open = new Map<string, Set<string>>();
  const names = new Set<string>();
  const add = (row: Row, claim: string) => {
    open.set(claim, (open.get(claim) ?? new Set()).add(idOf(row)));
    names.add(senderOf(row));
  };
  for (const row of waiting) add(row, row.key.split('|')[1]!);
  // Those that have no row of the kind were put on the waiting list before there was any.
  for (const row of rows) {
    if (row.columns['state'] !== 'waiting' || !isIncompleteReason(row.columns['reason'])) continue;
    const d = documentOf(row);
    if (isIncomplete(d)) add(row, claimOf(d.deposit));
  }
  if (open.size === 0) return 0;
  const heirs = new Map<string, Document[]>();
  for (const row of rows) {
    if (!names.has(senderOf(row))) continue;
    const d = documentOf(row);
    const claim = claimOf(d.deposit);
    if (open.has(claim) && (isReadWhole(d) || d.retryOf)) heirs.set(claim, [...(heirs.get(claim) ?? []), d]);
  }
  let replaced = 0;
  for (const [claim, ids] of open) {
    if (replaced >= MOST_REPLACED) break;
    replaced += await replaceAll(deps, compte, [...ids].sort(), heirs.get(claim) ?? []);
  }
  return replaced;
}

/** All that wait under one name, newest first, by what came after them; else by the newest of themselves. */
async function replaceAll(deps: Deps, compte: string, ids: string[], heirs: readonly Document[]): Promise<number> {
  let replaced = 0;
  const newest = ids.length > 1 ? await load(deps, compte, ids[0]!) : null;
  for (const id of ids.slice(0, MOST_REPLACED)) {
    const later = heirs.filter((d) => d.deposit.id < id);
    try {
      if (await replaceByFirst(deps, compte, id, newest ? [...later, newest.document] : later)) replaced++;
    } catch (error) {
      // One that fails keeps none of the others waiting.
      deps.log.error('incomplete-not-replaced', { compte, id, error });
    }
  }
  return replaced;
}

async function replaceByFirst(deps: Deps, compte: string, id: string, heirs: readonly Document[]): Promise<boolean> {
  for (const by of heirs) if (await replace(deps, compte, id, by)) return true;
  return false;
}

/**
 * Replaces one incomplete document by what came later under its name. The later one is told first: it is true of it
 * whatever becomes of the other, and after a crash between the two the other is still found.
 *
 * @returns false where it is not incomplete (any more), or `by` can't stand for it.
 */
async function replace(deps: Deps, compte: string, id: string, by: Document): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await load(deps, compte, id);
    if (!before || !isIncomplete(before.document) || !isSentAgain(before.document.deposit, by.deposit)) return false;
    const heir = await heirOf(deps, by, id);
    if (!heir) return false;
    await tell(deps, compte, heir, id);
    const { document } = before;
    const done = await commit(deps, before, {
      type: 'replaced',
      by: 'system',
      after: {
        ...document,
        state: 'replaced',
        replacedBy: heir,
        reason: { code: 'INCOMPLETE_REPLACED', params: { document: heir } },
        proposal: null,
      },
    });
    if (!done) continue;
    deps.log.info('incomplete-replaced', { compte, id, by: heir });
    return true;
  }
  throw new Error(`document ${id} kept changing`);
}

/**
 * The document that stands for what came later: itself where it is whole, the one that it repeats, or the one that
 * replaced it in its turn. One that is incomplete must be the newer: of two that look for each other, one stays.
 */
async function heirOf(deps: Deps, by: Document, id: string): Promise<string | null> {
  let d: Document | undefined = by;
  for (let n = 0; d && n < MOST_FOLLOWED; n++) {
    if (isReadWhole(d)) return d.deposit.id;
    if (isIncomplete(d)) return d.deposit.id < id ? d.deposit.id : null;
    const next: string | null = d.retryOf ?? d.replacedBy ?? null;
    d = next ? (await load(deps, d.deposit.compte, next))?.document : undefined;
  }
  return null;
}

/** Lists an incomplete document in the one that came in its place, as an event of that one. */
async function tell(deps: Deps, compte: string, heir: string, id: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await load(deps, compte, heir);
    if (!before) return;
    const known = before.document.replaces ?? [];
    if (known.includes(id) || known.length >= MOST_SEEN) return;
    const after = { ...before.document, replaces: [...known, id] };
    if (await commit(deps, before, { type: 'replaces', by: 'system', after })) return;
  }
  throw new Error(`document ${heir} kept changing`);
}

function idOf(row: Row): string {
  return row.key.slice(row.key.lastIndexOf('|') + 1);
}

function senderOf({ columns }: Row): string {
  return `${columns['user']}\n${columns['name']}`;
}
