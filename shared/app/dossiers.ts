import { parseDossierNumber } from '../domain/dossier.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Row } from '../ports/tables.ts';
import { configOf, type DossierConfig, dossierConfig } from './configuration.ts';
import { lookAgain, putDossier } from './configure.ts';
import { type Deps, nowIso } from './deps.ts';
import { append, history } from './journal.ts';
import { ranges } from './keys.ts';
import type { StatedDossier } from './rebuild.ts';

export async function listDossiers(deps: Deps, by: Principal, compte: string): Promise<DossierConfig[]> {
  if (!may(by, 'see', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const rows = await deps.tables.range('state', compte, ...ranges.dossiers());
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const number = row.key.split('|')[1]!;
    grouped.set(number, [...(grouped.get(number) ?? []), row]);
  }
  const configs = [...grouped.values()].map(configOf).filter((c): c is DossierConfig => c !== null);
  return configs.filter((c) => may(by, 'see', compte, c.dossier.number));
}

export async function getDossier(deps: Deps, by: Principal, compte: string, number: string): Promise<DossierConfig> {
  const dossier = number.toUpperCase();
  const config = may(by, 'see', compte, dossier) ? await dossierConfig(deps, compte, dossier) : null;
  if (!config) throw new Refusal('not-found', 'DOSSIER_NOT_FOUND', { dossier });
  return config;
}

/** Makes a dossier known by a person's word, ahead of dossiers.txt; what waited for it is dispatched again. */
export async function stateDossier(
  deps: Deps,
  by: Principal,
  compte: string,
  d: { number: string; name: string; siren: string | null },
): Promise<DossierConfig> {
  if (!may(by, 'configure', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const number = parseDossierNumber(d.number);
  if (!number) throw new Refusal('invalid', 'DOSSIER_NUMBER_INVALID', { dossier: d.number });
  const after: StatedDossier = { ...d, number, at: nowIso(deps.clock) };
  const events = await history<StatedDossier>(deps.blobs, compte, 'dossier', number);
  const event = { version: events.length + 1, at: after.at, by: by.user, type: 'stated', after };
  if (!(await append(deps.blobs, compte, 'dossier', number, event))) throw new Refusal('conflict', 'CHANGED_MEANWHILE');
  await putDossier(deps, compte, { ...after, users: null }, after.at);
  await lookAgain(deps, compte, number);
  return getDossier(deps, by, compte, number);
}
