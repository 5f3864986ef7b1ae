import { createHash } from 'node:crypto';
import { idFromHash } from '../domain/ids.ts';
import { may, type Principal } from '../domain/principal.ts';
import type { Problem } from '../domain/problem.ts';
import { fitting } from '../domain/problem-list.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Queue } from '../ports/bus.ts';
import { type Deps, nowIso } from './deps.ts';
import { keys, ranges } from './keys.ts';

/** Something that a person must see and that no document carries: a refused file, a rejected lot, an unreadable message. */
export interface Notice {
  readonly id: string;
  readonly at: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly dossier: string | null;
  readonly problems: readonly Problem[];
  /** The message that failed for good, where it can be sent again. */
  readonly command?: { readonly queue: Queue; readonly body: Readonly<Record<string, unknown>> };
}

/** Puts a notice on the list once for each `subject`, however often it is said. */
export async function notify(
  deps: Deps,
  compte: string,
  subject: string,
  notice: Omit<Notice, 'id' | 'at'>,
): Promise<void> {
  const id = noticeId(subject);
  const columns = noticeColumns({ ...notice, id, at: nowIso(deps.clock) });
  await deps.tables.insert('state', compte, keys.notice(id), columns);
}

/**
 * The latest word on one subject: replaces what was said before and opens the notice again, unless it says the same
 * thing (`stamp`), which may have been dismissed.
 */
export async function notifyAnew(
  deps: Deps,
  compte: string,
  subject: string,
  stamp: string,
  notice: Omit<Notice, 'id' | 'at'>,
): Promise<void> {
  const id = noticeId(subject);
  const row = await deps.tables.get('state', compte, keys.notice(id));
  if (row?.columns['stamp'] === stamp) return;
  const columns = { ...noticeColumns({ ...notice, id, at: nowIso(deps.clock) }), stamp };
  await deps.tables.transact('state', compte, [{ op: 'put', key: keys.notice(id), columns }]);
}

/** Takes a notice off the list because what it told is settled; one that is not there, or dismissed, is left alone. */
export async function settle(deps: Deps, compte: string, subject: string, by: string): Promise<void> {
  const key = keys.notice(noticeId(subject));
  const row = await deps.tables.get('state', compte, key);
  if (!row || row.columns['dismissedAt'] !== undefined) return;
  // Without its stamp, so that the same fault opens it again.
  await deps.tables.transact('state', compte, [
    { op: 'merge', key, columns: { dismissedAt: nowIso(deps.clock), dismissedBy: by, stamp: '' } },
  ]);
}

function noticeId(subject: string): string {
  return idFromHash(createHash('sha256').update(subject).digest());
}

function noticeColumns(notice: Notice) {
  const full = { ...notice, problems: fitting(notice.problems, 50, 20_000) };
  return { at: full.at, code: full.code, data: JSON.stringify(full) };
}

/** Open notices, newest first. */
export async function listNotices(deps: Deps, principal: Principal, compte: string): Promise<Notice[]> {
  if (!may(principal, 'see', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const rows = await deps.tables.range('state', compte, ...ranges.notices());
  return rows
    .filter((r) => r.columns['dismissedAt'] === undefined)
    .map((r) => JSON.parse(r.columns['data'] as string) as Notice)
    .filter((n) => may(principal, 'see', compte, n.dossier))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

export async function dismissNotice(deps: Deps, principal: Principal, compte: string, id: string): Promise<void> {
  const row = await deps.tables.get('state', compte, keys.notice(id));
  const notice = row ? (JSON.parse(row.columns['data'] as string) as Notice) : null;
  if (!notice || !may(principal, 'decide', compte, notice.dossier))
    throw new Refusal('not-found', 'NOTICE_NOT_FOUND', { id });
  await deps.tables.transact('state', compte, [
    { op: 'merge', key: keys.notice(id), columns: { dismissedAt: nowIso(deps.clock), dismissedBy: principal.user } },
  ]);
}

/** Sends what failed for good once more (a dead letter, a publication), and takes the notice off the list. */
export async function replayNotice(deps: Deps, principal: Principal, compte: string, id: string): Promise<void> {
  const row = await deps.tables.get('state', compte, keys.notice(id));
  const notice = row ? (JSON.parse(row.columns['data'] as string) as Notice) : null;
  if (!notice || !may(principal, 'decide', compte, notice.dossier))
    throw new Refusal('not-found', 'NOTICE_NOT_FOUND', { id });
  if (!notice.command) throw new Refusal('conflict', 'NOTICE_NOT_REPLAYABLE', { id });
  await deps.bus.send(notice.command.queue, [{ body: notice.command.body }]);
  await dismissNotice(deps, principal, compte, id);
}
