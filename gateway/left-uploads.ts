import type { Deps } from '../shared/app/deps.ts';
import { sweepUploads } from '../shared/app/open-uploads.ts';

const EVERY_MS = 60_000;

/**
 * Discards the blocks that an earlier run of this gateway left when it was killed, at once and then every minute what
 * storage would not let go of. Gives what stops it.
 */
export function sweepLeftUploads(deps: Deps): () => void {
  const sweep = () => {
    sweepUploads(deps, true).catch((error: unknown) => deps.log.warn('uploads-not-swept', { error }));
  };
  sweep();
  const timer = setInterval(sweep, EVERY_MS);
  return () => clearInterval(timer);
}
