import { may, type Principal } from '../domain/principal.ts';
import { ended, isWithdrawn, type Lot, whyNotCancel, whyNotRepublish } from '../domain/publication.ts';
import { Refusal } from '../domain/refusal.ts';
import { type Deps, nowIso } from './deps.ts';
import { askToPublish } from './entries.ts';
import { commitLot, type LoadedLot, loadLot, lotNotice } from './lots.ts';
import { settle } from './notices.ts';

/**
 * What a person does about a lot. One event on that lot's own journal decides, against the robot and everybody else; it
 * gives the entries back in the transaction that shows it, and `publish` takes them from there like any that wait. So an
 * entry is never in two lots, and one that waits is found by the timer whatever broke.
 */

/**
 * Sends the entries of a lot that was collected, rejected or failed once more, in a new lot that says which one it
 * repeats. The old one is `replaced`; its successor is written on it a moment later. One that is imported needs `force`:
 * ISACOMPTA would have the entries twice. Asked again, it answers the same. Throws `Refusal`: `not-found`, `forbidden`,
 * `conflict` (`LOT_IMPORTED`, `LOT_PREPARING`, `LOT_AWAITS_ROBOT`, `LOT_ENDED`).
 */
export async function republishLot(
  deps: Deps,
  by: Principal,
  compte: string,
  stem: string,
  options: { readonly force?: boolean } = {},
): Promise<Lot> {
  for (;;) {
    const loaded = await forChange(deps, by, compte, stem);
    const { lot } = loaded;
    if (lot.state === 'replaced') {
      await settle(deps, compte, lotNotice(stem), by.user);
      if (!lot.replacedBy) await askToPublish(deps, lot);
      return lot;
    }
    const why = whyNotRepublish(lot, options.force === true);
    if (why) throw new Refusal('conflict', why, { lot: stem });
    const released = lot.entries.map((id) => ({ id, exercice: lot.exercice }));
    const after = ended(lot, 'replaced', { user: by.user, at: nowIso(deps.clock) }, released);
    const done = await commitLot(deps, loaded, 'replaced', by.user, after);
    if (!done) continue;
    await settle(deps, compte, lotNotice(stem), by.user);
    await askToPublish(deps, lot);
    deps.log.info('lot-replaced', { compte, lot: stem, was: lot.state });
    return done;
  }
}

/**
 * Cancels a lot that the robot does not have: its files leave /export at once, and its entries wait for another lot
 * (`keep`) or are withdrawn for good. Refused once the robot has downloaded the DEX whole (`LOT_DOWNLOADED`), though it
 * has not deleted it yet: it may be importing it. A robot in the middle of the download is told that it failed. A lot
 * that failed, or was rejected, can be cancelled too. Asked again in the same words, it answers the same. Throws `Refusal`:
 * `not-found`, `forbidden`, `conflict` (`LOT_DOWNLOADED`, `LOT_COLLECTED`, `LOT_PREPARING`, `LOT_ENDED`).
 */
export async function cancelLot(
  deps: Deps,
  by: Principal,
  compte: string,
  stem: string,
  options: { readonly keep: boolean },
): Promise<Lot> {
  for (;;) {
    const loaded = await forChange(deps, by, compte, stem);
    const { lot } = loaded;
    if (lot.state === 'cancelled' && isWithdrawn(lot) === !options.keep) return lot;
    const why = whyNotCancel(lot);
    if (why) throw new Refusal('conflict', why, { lot: stem });
    const released = options.keep ? lot.entries.map((id) => ({ id, exercice: lot.exercice })) : null;
    const after = ended(lot, 'cancelled', { user: by.user, at: nowIso(deps.clock) }, released);
    const done = await commitLot(deps, loaded, 'cancelled', by.user, after);
    if (!done) continue;
    await settle(deps, compte, lotNotice(stem), by.user);
    if (options.keep) await askToPublish(deps, lot);
    deps.log.info('lot-cancelled', { compte, lot: stem, was: lot.state, keep: options.keep });
    return done;
  }
}

async function forChange(deps: Deps, by: Principal, compte: string, stem: string): Promise<LoadedLot> {
  const loaded = await loadLot(deps, compte, stem);
  if (!loaded || !may(by, 'see', compte, loaded.lot.dossier))
    throw new Refusal('not-found', 'PUBLICATION_NOT_FOUND', { stem });
  if (!may(by, 'decide', compte, loaded.lot.dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
  return loaded;
}
