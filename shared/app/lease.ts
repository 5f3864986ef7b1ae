import { RowConflict } from '../ports/tables.ts';
import { COMPTES } from './comptes.ts';
import type { Deps } from './deps.ts';
import { keys } from './keys.ts';

/** The right to do something alone, for a time; a holder that dies loses it by itself. */
export interface Lease {
  /** For as long again. False where somebody else has it by now: then nothing more may be done. */
  renew(): Promise<boolean>;
  release(): Promise<void>;
}

/** Takes the lease of `what` for `ms`; null where somebody has it. */
export async function takeLease(deps: Deps, what: string, ms: number): Promise<Lease | null> {
  const { tables, clock } = deps;
  const key = keys.lease(what);
  const holder = Buffer.from(clock.random(12)).toString('hex');
  const columns = () => ({ holder, until: clock.now() + ms });
  const replace = async (etag: string, with_: { holder: string; until: number }) => {
    try {
      await tables.transact('state', COMPTES, [{ op: 'put', key, columns: with_, ifMatch: etag }]);
      return true;
    } catch (e) {
      if (e instanceof RowConflict) return false;
      throw e;
    }
  };
  const own = async () => {
    const row = await tables.get('state', COMPTES, key);
    return row?.columns['holder'] === holder ? row : null;
  };
  if (!(await tables.insert('state', COMPTES, key, columns()))) {
    const row = await tables.get('state', COMPTES, key);
    if (!row || Number(row.columns['until']) > clock.now() || !(await replace(row.etag, columns()))) return null;
  }
  return {
    async renew() {
      const row = await own();
      return row !== null && (await replace(row.etag, columns()));
    },
    async release() {
      const row = await own();
      if (row) await replace(row.etag, { holder, until: 0 });
    },
  };
}
