import type { Principal } from '../domain/principal.ts';
import type { Deps } from './deps.ts';

/** A file of a publication in /export, as its directory row names it. */
export interface ExportFile {
  readonly lot: string;
  readonly part: 'dex' | 'list' | 'piece';
  readonly name: string;
}

/** Records that a client has got every byte of a file of a publication. Only a robot's download counts. */
export async function downloaded(_deps: Deps, _principal: Principal, _file: ExportFile): Promise<void> {
  throw new Error('written next');
}

/**
 * A client deletes a file of a publication. By a robot, a DEX that was downloaded whole is thereby collected, and its
 * files leave /export; before that it is refused (`DEX_NOT_DOWNLOADED`). Throws `Refusal`.
 */
export async function removed(_deps: Deps, _principal: Principal, _file: ExportFile): Promise<void> {
  throw new Error('written next');
}
