import { CONFIG_FILES, configPath } from '../domain/config-file.ts';
import type { Deposit } from '../domain/document.ts';
import { may, type Principal } from '../domain/principal.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ConfigImport } from './config-import.ts';
import { MAX_CONFIG_BYTES } from './configure.ts';
import { type Deps, nowIso } from './deps.ts';
import { append, history } from './journal.ts';
import { keys } from './keys.ts';
import { receive } from './receive.ts';

/** That somebody asked for a configuration file to be run again: kept, so that a rebuild does so too. */
export interface AskedAgain {
  readonly id: string;
  readonly at: string;
  readonly by: string;
}

/**
 * Runs a configuration file that was deposited earlier once more: after a correction of the program, or of what it was
 * in conflict with. It runs a moment later; its report is then replaced. Also one that was found `unchanged` is applied.
 * What it says still counts as of its deposit. Resolves with its present report. Throws `Refusal`: `forbidden`,
 * `not-found` (`IMPORT_NOT_FOUND`).
 */
export async function runImportAgain(deps: Deps, by: Principal, compte: string, id: string): Promise<ConfigImport> {
  if (!may(by, 'configure', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const key = keys.configImport(id);
  const row = await deps.tables.get('state', compte, key);
  if (!row) throw new Refusal('not-found', 'IMPORT_NOT_FOUND', { id });
  const asked = await history<AskedAgain>(deps.blobs, compte, 'import', id);
  const version = asked.length + 1;
  const after: AskedAgain = { id, at: nowIso(deps.clock), by: by.user };
  // Where the number is taken, somebody else asks for the same at the same time: once is enough.
  await append(deps.blobs, compte, 'import', id, { version, at: after.at, by: by.user, type: 'run-again', after });
  await markAgain(deps, compte, id, version, by.user);
  await deps.bus.send('config', [{ body: { kind: 'configure', compte, id } }]);
  return JSON.parse(row.columns['data'] as string) as ConfigImport;
}

/** Marks a report, so that `configure` runs its file although there is a report. */
export async function markAgain(deps: Deps, compte: string, id: string, run: number, askedBy: string): Promise<void> {
  await deps.tables.transact('state', compte, [
    { op: 'merge', key: keys.configImport(id), columns: { again: run, askedBy } },
    { op: 'put', key: keys.askedImport(id), columns: { run } },
  ]);
}

/**
 * Deposits a configuration file without the robot (a corrected one): the same blob and rows as through the gateway, and
 * the event of the blob does the rest. `name` is that of a file of /config (`dossiers.txt`, `users.txt`,
 * `<dossier>-<AAAAMM>_PAR.xml`), in any case of letters; `address` the caller's. Throws `Refusal`: `forbidden`,
 * `invalid` (`CONFIG_NAME`), `too-large`.
 */
export async function depositConfigFile(
  deps: Deps,
  by: Principal,
  compte: string,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly address?: string },
): Promise<Deposit> {
  if (!may(by, 'configure', compte)) throw new Refusal('forbidden', 'FORBIDDEN');
  const path = configPath(file.name);
  if (!path) throw new Refusal('invalid', 'CONFIG_NAME', { file: file.name.slice(0, 100), names: CONFIG_FILES });
  if (file.bytes.byteLength > MAX_CONFIG_BYTES) throw new Refusal('too-large', 'CONFIG_TOO_LARGE');
  // An operator belongs to every compte; what it deposits belongs to this one.
  const incoming = receive(deps, { ...by, compte }, file.address ?? 'api', path);
  try {
    await incoming.write(file.bytes);
    return await incoming.commit();
  } catch (e) {
    await incoming.abort();
    throw e;
  }
}
