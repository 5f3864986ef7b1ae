import type { Deps } from '../shared/app/deps.ts';
import { usage } from './errors.ts';
import type { Session } from './session.ts';

export interface Storage {
  /** Where it is, without a secret: a question must be answered about the right one. */
  readonly name: string;
  readonly deps: Deps;
  /** Creates what is missing: containers, tables. */
  prepare(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The storage and the bus, for commands that work on them directly. Where the environment names a storage it is used
 * alone, else the settings file's: the two are never mixed. Throws `CliError` (`STORAGE_SETTINGS`).
 */
export async function openStorage(s: Session): Promise<Storage> {
  const named = Object.keys(s.env).some((k) => k === 'Storage' || k.startsWith('Storage__'));
  const chosen = named ? s.env : { ...s.env, ...s.settings?.env };
  // Loaded here, not above: it brings in the Azure SDKs, which nothing else here needs.
  const { createContext } = await import('../shared/context.ts');
  try {
    const context = createContext('ami', { AMI_LOG_LEVEL: 'error', ...chosen });
    return {
      name: storageName(chosen),
      deps: context.deps,
      prepare: () => context.prepare(),
      close: () => context.close(),
    };
  } catch (e) {
    if ((e as Error).name !== 'ConfigError') throw e;
    const detail = (e as Error).message.replace(/:\n\s*/, ': ').replace(/\n\s*/g, '; ');
    throw usage('STORAGE_SETTINGS', { detail });
  }
}

/** Account or host of a storage, from what names it. */
export function storageName(env: Readonly<Record<string, string | undefined>>): string {
  const text = env['Storage'];
  if (!text) return hostOf(env['Storage__blobServiceUri'] ?? '');
  if (/^UseDevelopmentStorage=true/i.test(text)) return '127.0.0.1:10000';
  const part = (name: string) => new RegExp(`(?:^|;)${name}=([^;]*)`, 'i').exec(text)?.[1];
  const endpoint = part('BlobEndpoint');
  return [part('AccountName'), endpoint && hostOf(endpoint)].filter(Boolean).join(', ') || '?';
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host : '?';
}
