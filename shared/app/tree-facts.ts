import { isNameInProgress, isStandingFolder, joinPath, placeOf } from '../domain/ftp-path.ts';
import type { Principal } from '../domain/principal.ts';
import { assertReceivable } from './receive.ts';
import { mayBrowse, mayDeposit } from './tree-rights.ts';

/**
 * What a principal may do with a file or folder that is there, told ahead of the doing. It is advice: a name that may be
 * removed by who it is can still be refused for what it is (a DEX that was not downloaded, a folder that is not empty).
 */
export interface Rights {
  /** Of a folder: to go into it, to see its names, to put files there, to make folders there. */
  readonly enter: boolean;
  readonly list: boolean;
  readonly create: boolean;
  readonly makeFolder: boolean;
  /** Of a file: to fetch it, to send another of that name, to give it another name. */
  readonly read: boolean;
  readonly write: boolean;
  readonly rename: boolean;
  /** Of either. */
  readonly remove: boolean;
}

/** `path` in normal form. All false where there can be nothing. */
export function rightsOf(principal: Principal, path: string, kind: 'file' | 'dir'): Rights {
  const place = placeOf(path);
  const browse = place !== null && mayBrowse(principal, place);
  const deposit = place !== null && mayDeposit(principal, place);
  const isFile = kind === 'file';
  const below = joinPath(path, 'x');
  return {
    enter: !isFile && (browse || deposit || path === '/'),
    list: !isFile && browse,
    create: !isFile && isReceivable(principal, below),
    makeFolder: !isFile && deposit && (place.area === 'import' || place.area === 'config'),
    read: isFile && browse,
    write: isFile && isReceivable(principal, path),
    rename: isFile && deposit && isNameInProgress(path.slice(path.lastIndexOf('/') + 1)),
    remove: browse && (isFile || !isStandingFolder(path)),
  };
}

function isReceivable(principal: Principal, path: string): boolean {
  try {
    assertReceivable(principal, path);
    return true;
  } catch {
    return false;
  }
}
