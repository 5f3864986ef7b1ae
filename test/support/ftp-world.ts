import { Access, type AccessSettings } from '../../gateway/access.ts';
import { type FtpGateway, type FtpOptions, startFtp } from '../../gateway/ftp.ts';
import type { Metrics } from '../../gateway/metrics.ts';
import { Monitor } from '../../gateway/monitor.ts';
import type { Timings } from '../../gateway/session.ts';
import { LOGIN_KEY } from '../../shared/app/access.ts';
import { COMPTES } from '../../shared/app/comptes.ts';
import type { AppSettings } from '../../shared/app/deps.ts';
import { hashPassword } from '../../shared/app/passwords.ts';
import type { Columns, TableStore } from '../../shared/ports/tables.ts';
import { type MemoryWorld, memoryWorld } from './memory-ports.ts';

export const PASSWORD = 'Mot de passe "à" -x 1';
export const COMPTE = 'c1';

/** Adds a login to the table that the gateway reads. One hash serves all: scrypt is slow. */
let hash: Promise<string> | null = null;
export async function addLogin(tables: TableStore, login: string, columns: Columns = {}): Promise<void> {
  hash ??= hashPassword(PASSWORD);
  await tables.insert('logins', login, LOGIN_KEY, {
    compte: COMPTE,
    user: login,
    role: 'robot',
    dossiers: 'all',
    hash: await hash,
    language: 'en',
    ...columns,
  });
  const compte = String(columns['compte'] ?? COMPTE);
  await tables.insert('state', COMPTES, compte, { name: compte, language: 'fr', at: '2025-01-01T00:00:00.000Z' });
}

export interface FtpWorld extends MemoryWorld {
  readonly ftp: FtpGateway;
  /** Reads the settings of comptes only when told to (`refresh`). */
  readonly access: Access;
}

/** A range of passive ports for one test file: files run at the same time, so each takes another base. */
export function passiveRange(size = 40): { min: number; max: number } {
  const min = 12_000 + ((process.pid * 97) % 200) * 100;
  return { min, max: min + size - 1 };
}

/** A gateway on memory, with users robot, robot2 (English), writer, reader and limited (dossier 007868 only). */
export async function ftpWorld(
  options: {
    timings?: Partial<Timings>;
    passive?: { min: number; max: number };
    settings?: Partial<AppSettings>;
    /** Anything else that the server is started with. */
    ftp?: Partial<FtpOptions>;
    metrics?: Metrics;
    access?: AccessSettings;
  } = {},
): Promise<FtpWorld> {
  const world = memoryWorld(options.settings);
  await addLogin(world.tables, 'robot');
  await addLogin(world.tables, 'robot2');
  await addLogin(world.tables, 'writer', { role: 'write' });
  await addLogin(world.tables, 'reader', { role: 'read' });
  await addLogin(world.tables, 'limited', { role: 'read', dossiers: '007868' });
  await addLogin(world.tables, 'french', { language: undefined });
  await addLogin(world.tables, 'off', { disabled: true });
  await addLogin(world.tables, 'person', { role: 'accountant' });
  await addLogin(world.tables, 'elsewhere', { compte: 'c2' });
  const monitor = new Monitor(world.deps.log, options.metrics);
  const access = new Access(world.deps, monitor, options.access);
  await access.refresh();
  const ftp = await startFtp(
    { deps: world.deps, monitor, access },
    {
      host: '127.0.0.1',
      port: 0,
      passive: options.passive ?? passiveRange(),
      advertised: null,
      timings: options.timings,
      ...options.ftp,
    },
  );
  world.calls.reset();
  return { ...world, ftp, access };
}
