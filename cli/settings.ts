import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CliError } from './errors.ts';

/**
 * The file `.ami/cli.json`, looked for in the current directory and in those above it. `npm start` writes one with mode
 * 0600; on a workstation a person may write it by hand. Everything but `api` and `key` is optional.
 */
export interface CliSettings {
  /** Address of the API, with or without its ending `/api`: `http://127.0.0.1:7071`. */
  readonly api: string;
  /** Key of the API. Sent to `api` only, never printed. */
  readonly key: string;
  /** The compte that commands speak of unless `--compte` says otherwise. */
  readonly compte?: string;
  /** Language of the output unless `--lang` says otherwise. */
  readonly language?: 'fr' | 'en';
  /** Storage and bus (the variables of shared/config.ts), for `ami rebuild` and `ami reconcile`. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface FoundSettings {
  readonly path: string;
  readonly settings: CliSettings;
}

const NAME = join('.ami', 'cli.json');

/**
 * Reads the nearest settings file at or above `directory`; null where there is none. Throws `CliError`
 * (`SETTINGS_UNREADABLE`, `SETTINGS_FOREIGN`).
 */
export function findSettings(directory: string): FoundSettings | null {
  for (let at = resolve(directory); ; at = dirname(at)) {
    const path = join(at, NAME);
    if (existsSync(path)) return { path, settings: readSettings(path) };
    if (at === dirname(at)) return null;
  }
}

function readSettings(path: string): CliSettings {
  refuseForeign(path);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (e) {
    // The message of a JSON error quotes the text around it, which may be the key.
    const detail = e instanceof SyntaxError ? 'JSON' : (e as NodeJS.ErrnoException).code;
    throw new CliError('SETTINGS_UNREADABLE', { path, detail: String(detail) });
  }
  const wrong = wrongField(value);
  if (wrong) throw new CliError('SETTINGS_UNREADABLE', { path, detail: wrong });
  return value as CliSettings;
}

/** A file that another user put above the current directory could have the key of `AMI_KEY` sent to them. */
function refuseForeign(path: string): void {
  const own = process.getuid?.();
  if (own === undefined || own === 0) return;
  const { uid } = statSync(path);
  if (uid !== own && uid !== 0) throw new CliError('SETTINGS_FOREIGN', { path });
}

function wrongField(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '{}';
  const s = value as Record<string, unknown>;
  for (const name of ['api', 'key']) if (typeof s[name] !== 'string') return name;
  if (s['compte'] !== undefined && typeof s['compte'] !== 'string') return 'compte';
  if (s['language'] !== undefined && s['language'] !== 'fr' && s['language'] !== 'en') return 'language';
  const env = s['env'];
  if (env === undefined) return null;
  if (typeof env !== 'object' || env === null || Object.values(env).some((v) => typeof v !== 'string')) return 'env';
  return null;
}
