import type { Place } from '../domain/ftp-path.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';

/** What a principal may do at a place of its compte's FTP tree. Paths are always inside the principal's own compte. */

/** List, fetch and delete. Who sees only some dossiers sees neither /config nor what lies outside a dossier. */
export function mayBrowse(principal: Principal, place: Place): boolean {
  const area = place.area === 'config' || place.segments.length > 0;
  return may(principal, 'browse', principal.compte, area ? place.dossier : undefined);
}

/** Throws: `forbidden` for a user who only deposits, `not-found` for what lies outside a user's dossiers. */
export function assertBrowse(principal: Principal, place: Place, path: string): void {
  if (!may(principal, 'browse', principal.compte)) throw new Refusal('forbidden', 'LIST_FORBIDDEN');
  if (!mayBrowse(principal, place)) throw notFound(path);
}

/**
 * Put files and folders: documents under /import, configuration under /config, import reports under /retour. A folder
 * that names no dossier is open to every depositor: its documents wait for a person.
 */
export function mayDeposit(principal: Principal, place: Place): boolean {
  switch (place.area) {
    case 'import':
      return may(principal, 'deposit', principal.compte, place.dossier ?? undefined);
    case 'config':
      return may(principal, 'configure', principal.compte);
    case 'retour':
      return may(principal, 'acknowledge', principal.compte, place.dossier ?? undefined);
    default:
      return false;
  }
}

export function notFound(path: string): Refusal {
  return new Refusal('not-found', 'PATH_NOT_FOUND', { path });
}
