import { app } from '@azure/functions';
import { allComptes } from '../shared/app/comptes.ts';
import { reconcile } from '../shared/app/reconcile.ts';
import { sweepStaged } from '../shared/app/sweep-staged.ts';
import { runtime } from './runtime.ts';

const HOURS = 3_600_000;

/** Looks at the last two days every five minutes: a lost event costs minutes, never an invoice. */
app.timer('reconcile', {
  schedule: '0 */5 * * * *',
  handler: async () => {
    const { deps } = runtime();
    for (const c of await allComptes(deps)) await reconcile(deps, c.id, { windowMs: 48 * HOURS });
  },
});

/** Every night everything is looked at. */
app.timer('reconcileAll', {
  schedule: '0 30 3 * * *',
  handler: async () => {
    const { deps } = runtime();
    for (const c of await allComptes(deps)) await reconcile(deps, c.id, { windowMs: null });
  },
});

/** Names in progress that were never renamed are shown; hidden names are forgotten. */
app.timer('sweep', {
  schedule: '0 */5 * * * *',
  handler: async () => {
    const { deps } = runtime();
    for (const c of await allComptes(deps)) await sweepStaged(deps, c.id);
  },
});
