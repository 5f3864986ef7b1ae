import { app } from '@azure/functions';
import { allComptes } from '../shared/app/comptes.ts';
import type { Deps } from '../shared/app/deps.ts';
import { followFirewall } from '../shared/app/follow-firewall.ts';
import { measureAll } from '../shared/app/measure-all.ts';
import { sweepUploads } from '../shared/app/open-uploads.ts';
import { reconcile } from '../shared/app/reconcile.ts';
import { sweepStaged } from '../shared/app/sweep-staged.ts';
import { runtime } from './runtime.ts';

const HOURS = 3_600_000;

/** Does `work` for every compte: what fails for one keeps none of the others waiting, and the run is told as failed. */
async function forEachCompte(work: (deps: Deps, compte: string) => Promise<unknown>): Promise<void> {
  const { deps } = runtime();
  let failed: unknown;
  for (const { id } of await allComptes(deps)) {
    try {
      await work(deps, id);
    } catch (error) {
      deps.log.error('timer-failed', { compte: id, error });
      failed ??= error;
    }
  }
  if (failed) throw failed;
}

/** Looks at the last two days every five minutes: a lost event costs minutes, never an invoice. */
app.timer('reconcile', {
  schedule: '0 */5 * * * *',
  handler: () => forEachCompte((deps, compte) => reconcile(deps, compte, { windowMs: 48 * HOURS })),
});

/** Every night everything is looked at. */
app.timer('reconcileAll', {
  schedule: '0 30 3 * * *',
  handler: () => forEachCompte((deps, compte) => reconcile(deps, compte, { windowMs: null })),
});

/** Names in progress that were never renamed are shown; hidden names are forgotten. */
app.timer('sweep', {
  schedule: '0 */5 * * * *',
  handler: () => forEachCompte(sweepStaged),
});

/** Blocks of uploads whose gateway was killed and never came back. */
app.timer('sweepUploads', {
  schedule: '0 10 * * * *',
  handler: async () => {
    await sweepUploads(runtime().deps, false);
  },
});

/** One instance measures for all of them, and hands over at once what it found (docs/metrics.md). */
app.timer('measure', {
  schedule: '30 */5 * * * *',
  handler: async () => {
    const { deps } = runtime();
    await deps.meter?.report(await measureAll(deps));
  },
});

/** What a change of a list began, or could not; without a firewall there is nothing to do. */
app.timer('followFirewall', {
  schedule: '0 */5 * * * *',
  handler: async () => {
    await followFirewall(runtime().deps);
  },
});
