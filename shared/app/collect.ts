import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Deps, nowIso } from './deps.ts';
import { keys } from './keys.ts';
import { commitLot, type LoadedLot, loadLot } from './lots.ts';
import { traced } from './traced.ts';

/** A file of a publication in /export, as its directory row names it. */
export interface ExportFile {
  readonly lot: string;
  readonly part: 'dex' | 'list' | 'piece';
  readonly name: string;
}

/**
 * Records that a client has got every byte of a file of a publication. Only a robot's download of the DEX counts. Throws
 * `Refusal` (`LOT_CANCELLED`) where the lot was cancelled while it was on its way: the client must not be told that all
 * is well, or the robot would import what is sent again, or was withdrawn. `since`: when the download began, ms since 1970.
 */
export async function downloaded(deps: Deps, principal: Principal, file: ExportFile, since?: number): Promise<void> {
  if (file.part !== 'dex' || !may(principal, 'acknowledge', principal.compte)) return;
  for (;;) {
    const loaded = await loadLot(deps, principal.compte, file.lot);
    if (loaded?.lot.state === 'cancelled') throw new Refusal('conflict', 'LOT_CANCELLED', { lot: file.lot });
    if (loaded?.lot.state !== 'published' || loaded.lot.downloadedAt) return;
    const after = { ...loaded.lot, downloadedAt: nowIso(deps.clock) };
    const how = { ...within(loaded), ...(since === undefined ? {} : { since }) };
    if (await traced(deps, 'download', how, () => commitLot(deps, loaded, 'downloaded', principal.user, after))) return;
  }
}

/**
 * A client deletes a file of a publication. By a robot, a DEX that was downloaded whole is thereby collected, and its
 * files leave /export; before that it is refused (`DEX_NOT_DOWNLOADED`). A reader's deletion acknowledges nothing: the
 * file is gone from the readers' view, never from the robot's. Throws `Refusal`.
 */
export async function removed(deps: Deps, principal: Principal, file: ExportFile): Promise<void> {
  const { compte } = principal;
  if (!may(principal, 'browse', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const nameKey = keys.name('/export', file.name, file.lot);
  if (!may(principal, 'acknowledge', compte)) {
    await deps.tables.transact('state', compte, [
      { op: 'merge', key: nameKey, columns: { hiddenFromReaders: nowIso(deps.clock) } },
    ]);
    return;
  }
  if (file.part !== 'dex') {
    await deps.tables.transact('state', compte, [
      { op: 'merge', key: nameKey, columns: { deletedAt: nowIso(deps.clock) } },
    ]);
    return;
  }
  for (;;) {
    const loaded = await loadLot(deps, compte, file.lot);
    if (loaded?.lot.state !== 'published') return;
    if (!loaded.lot.downloadedAt) throw new Refusal('conflict', 'DEX_NOT_DOWNLOADED', { file: file.name });
    const after = {
      ...loaded.lot,
      state: 'collected' as const,
      collectedAt: nowIso(deps.clock),
      collectedBy: principal.user,
    };
    const collected = await traced(deps, 'collect', within(loaded), () =>
      commitLot(deps, loaded, 'collected', principal.user, after),
    );
    if (collected) return;
  }
}

/** What the robot does with a lot belongs to the trace that published it. */
function within({ lot }: LoadedLot) {
  return { home: lot.trace, facts: { 'ami.compte': lot.compte, 'ami.dossier': lot.dossier, 'ami.lot': lot.stem } };
}
