import { AREAS, isStandingFolder, type Place, placeOf, splitPath } from '../domain/ftp-path.ts';
import type { Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { RowOp } from '../ports/tables.ts';
import * as collect from './collect.ts';
import { type Deps, nowIso } from './deps.ts';
import { keys } from './keys.ts';
import { dropStaged, supersede, withdrawNames } from './staging.ts';
import { assertBrowse, mayDeposit, notFound } from './tree-rights.ts';
import {
  assertKeyFits,
  folderOps,
  forgetFolder,
  isShownTo,
  isVisible,
  type NameRow,
  namesAt,
  namesIn,
} from './tree-rows.ts';

/** Changes of the FTP tree that bring no file. Paths are in the normal form of `resolvePath`. */

const ROWS_AT_ONCE = 50;

/** MKD: makes a folder, and those above it that are missing. Throws `Refusal`: `forbidden`, `invalid`, `conflict`. */
export async function makeFolder(deps: Deps, principal: Principal, path: string): Promise<void> {
  const place = placeOf(path);
  const { directory } = splitPath(path);
  if (place && place.segments.length === 0) throw new Refusal('conflict', 'FOLDER_EXISTS', { path });
  if (!place || (place.area !== 'import' && place.area !== 'config'))
    throw new Refusal('forbidden', 'NO_FOLDER_HERE', { directory });
  if (!mayDeposit(principal, place)) throw new Refusal('forbidden', 'DEPOSIT_FORBIDDEN', { directory });
  assertKeyFits(path);
  const exists =
    (place.area === 'config' && isStandingFolder(path)) ||
    (await namesAt(deps, principal.compte, path)).some((r) => r.columns.kind === 'dir');
  if (exists) throw new Refusal('conflict', 'FOLDER_EXISTS', { path });
  forgetFolder(deps, principal.compte, path);
  const folders = folderOps(deps, principal.compte, path, nowIso(deps.clock));
  await deps.tables.transact('state', principal.compte, folders.ops);
  folders.done();
}

/**
 * RMD: removes a folder that shows nothing. Folders that always exist, and those of dossiers that the configuration
 * knows, stay. Throws `Refusal`.
 */
export async function removeFolder(deps: Deps, principal: Principal, path: string): Promise<void> {
  const place = placeOf(path);
  if (!place) throw notFound(path);
  assertBrowse(principal, place, path);
  const { compte } = principal;
  if (place.segments.length === 0) throw new Refusal('conflict', 'FOLDER_STANDS', { path });
  const row = (await namesAt(deps, compte, path)).find((r) => r.columns.kind === 'dir');
  if (!row) throw isStandingFolder(path) ? new Refusal('conflict', 'FOLDER_STANDS', { path }) : notFound(path);
  if (await isConfiguredDossier(deps, compte, place)) throw new Refusal('conflict', 'FOLDER_STANDS', { path });
  if ((await namesIn(deps, compte, path)).some(isVisible)) throw new Refusal('conflict', 'FOLDER_NOT_EMPTY', { path });
  forgetFolder(deps, compte, path);
  await deps.tables.transact('state', compte, [{ op: 'delete', key: row.key }]);
}

async function isConfiguredDossier(deps: Deps, compte: string, place: Place): Promise<boolean> {
  if (place.area !== 'import' || place.segments.length !== 1 || !place.dossier) return false;
  return (await deps.tables.get('state', compte, keys.dossier(place.dossier))) !== null;
}

/**
 * DELE: under /import, /config and /retour the name goes and the deposit stays; a name in progress goes with its bytes
 * where its sender deletes it; under /export the file is removed as `collect.removed` decides. Throws `Refusal`.
 */
export async function removeFile(deps: Deps, principal: Principal, path: string): Promise<void> {
  const place = placeOf(path);
  if (!place) throw notFound(path);
  assertBrowse(principal, place, path);
  const rows = place.segments.length ? await namesAt(deps, principal.compte, path) : [];
  const files = rows.filter((r) => r.columns.kind !== 'dir' && isShownTo(principal, r));
  const [newest] = files;
  if (!newest) {
    if (AREAS.some((a) => path === `/${a}`) || path === '/' || rows.some((r) => r.columns.kind === 'dir'))
      throw new Refusal('invalid', 'NOT_A_FILE', { path });
    throw notFound(path);
  }
  if (newest.columns.kind === 'export') {
    const { lot, part, name } = newest.columns;
    if (!lot || !part) throw new Error(`row ${newest.key} of an export names no lot or part`);
    await collect.removed(deps, principal, { lot, part, name });
    return;
  }
  await removeStaged(
    deps,
    principal,
    files.filter((r) => r.columns.kind === 'staged'),
  );
  await hide(
    deps,
    principal.compte,
    place,
    files.filter((r) => r.columns.kind === 'file'),
  );
}

/** Its sender takes an upload back with its bytes; anybody else only takes its name, since it was acknowledged. */
async function removeStaged(deps: Deps, principal: Principal, rows: readonly NameRow[]): Promise<void> {
  const [newest, ...older] = rows;
  if (!newest) return;
  if (newest.columns.user !== principal.user) return withdrawNames(deps, principal.compte, rows);
  await supersede(deps, principal.compte, newest, older);
  await dropStaged(deps, principal.compte, [newest]);
}

/**
 * Rows under /import stay, marked, for as long as the document waits: the dispatch writes them again at every look and
 * would bring the name back. Elsewhere nobody does.
 */
async function hide(deps: Deps, compte: string, place: Place, rows: readonly NameRow[]): Promise<void> {
  const deletedAt = nowIso(deps.clock);
  for (let i = 0; i < rows.length; i += ROWS_AT_ONCE) {
    const ops = rows
      .slice(i, i + ROWS_AT_ONCE)
      .map(
        ({ key }): RowOp =>
          place.area === 'import' ? { op: 'merge', key, columns: { deletedAt } } : { op: 'delete', key },
      );
    await deps.tables.transact('state', compte, ops);
  }
}
