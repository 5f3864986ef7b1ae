import type { Deposit } from '../domain/document.ts';
import type { Dossier } from '../domain/dossier.ts';
import { readDossiersTxt } from '../domain/dossiers-txt.ts';
import { RowConflict, type RowOp } from '../ports/tables.ts';
import { type Outcome, outcome } from './config-import.ts';
import { dossierColumns, dossierConfig } from './configuration.ts';
import type { Deps } from './deps.ts';
import { keys, type NameColumns } from './keys.ts';
import { lookAgainForDossiers } from './look-again.ts';

const ATTEMPTS = 8;

/** Applies dossiers.txt: each good line by itself; absence says nothing. */
export async function applyDossiers(deps: Deps, deposit: Deposit, bytes: Uint8Array): Promise<Outcome> {
  const { dossiers, problems } = readDossiersTxt(bytes);
  const changed = new Set<string>();
  for (const { number, name, siren, users } of dossiers)
    if (await putDossier(deps, deposit.compte, { number, name, siren, users }, deposit.at)) changed.add(number);
  await lookAgainForDossiers(deps, deposit.compte, { listed: new Set(dossiers.map((d) => d.number)), changed });
  return outcome(dossiers.length > 0 || problems.length === 0 ? 'applied' : 'refused', null, problems);
}

/**
 * Makes a dossier known, or completes one: who works on it (where `users` is given, and no newer file has said so), and
 * a SIREN where there was none. What its PAR says stays. Resolves whether anything changed.
 */
export async function putDossier(
  deps: Deps,
  compte: string,
  d: { number: string; name: string; siren: string | null; users: readonly string[] | null },
  at: string,
): Promise<boolean> {
  const key = keys.dossier(d.number);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await dossierConfig(deps, compte, d.number);
    const after: Dossier = known
      ? { ...known.dossier, name: known.dossier.name || d.name, siren: known.dossier.siren ?? d.siren }
      : { number: d.number, name: d.name, siren: d.siren, vatNumber: null, regime: null, accountLength: null };
    const before = known?.users ?? [];
    const saysUsers = d.users !== null && (known?.usersAt ?? '') <= at;
    const users = saysUsers ? d.users! : before;
    const usersAt = saysUsers ? at : (known?.usersAt ?? null);
    const isSame = known !== null && same(known.dossier, after) && same(before, users);
    if (isSame && usersAt === known.usersAt) return false;
    const columns = dossierColumns(known, { dossier: after, users, usersAt });
    // Said again: when it was said is kept, so that an older file that comes late, or is run again, can't undo it.
    const ops: RowOp[] = isSame
      ? [{ op: 'put', key, columns: { ...columns, version: known.version }, ifMatch: known.etag }]
      : [
          known ? { op: 'put', key, columns, ifMatch: known.etag } : { op: 'insert', key, columns },
          folderOp(d.number, at),
          ...affectationOps(d.number, before, users),
        ];
    try {
      await deps.tables.transact('state', compte, ops);
      return !isSame;
    } catch (e) {
      if (!(e instanceof RowConflict)) throw e;
    }
  }
  throw new Error(`dossier ${d.number} kept changing`);
}

/** The rows by which the dossiers of a user are found. */
function affectationOps(dossier: string, before: readonly string[], after: readonly string[]): RowOp[] {
  return [
    ...before
      .filter((u) => !after.includes(u))
      .map((u): RowOp => ({ op: 'delete', key: keys.affectation(u, dossier) })),
    ...after
      .filter((u) => !before.includes(u))
      .map((u): RowOp => ({ op: 'put', key: keys.affectation(u, dossier), columns: { dossier } })),
  ];
}

/** The dossier's folder in the FTP tree. */
export function folderOp(dossier: string, at: string): RowOp {
  const columns: NameColumns = { kind: 'dir', name: dossier, at };
  return { op: 'merge', key: keys.name('/import', dossier, '-'), columns: { ...columns } };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
