import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { HostError } from './errors.ts';

/** The app's settings by name: the process's environment, where the functions read them too. */
export type Settings = Readonly<Record<string, string | undefined>>;

const localSettings = z.strictObject({
  IsEncrypted: z.literal(false, { error: 'must be false: encrypted settings cannot be read here' }).optional(),
  Values: z.record(z.string(), z.string()).default({}),
});

/**
 * Puts `Values` of local.settings.json, if that file exists, into `env` under the names not set there yet: the environment
 * wins.
 * @throws HostError when the file is not JSON or holds a section other than IsEncrypted and Values; values are never shown
 */
export async function loadLocalSettings(appDir: string, env: Record<string, string | undefined>): Promise<void> {
  let text: string;
  try {
    text = await readFile(join(appDir, 'local.settings.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and the text holds secrets.
    throw new HostError('local.settings.json is not JSON');
  }
  const parsed = localSettings.safeParse(json);
  if (!parsed.success) {
    throw new HostError(
      `local.settings.json: ${parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}`,
    );
  }
  for (const [name, value] of Object.entries(parsed.data.Values)) env[name] ??= value;
}

/**
 * Replaces each `%NAME%` by the setting of that name, as Azure does in schedules and queue names.
 * @throws HostError when a setting is missing
 */
export function resolveSettings(text: string, settings: Settings, where: string): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined || value === '') throw new HostError(`${where}: the setting "${name}" is not set`);
    return value;
  });
}

/** `AzureWebJobs.<function>.Disabled`: the setting by which Azure, too, leaves a function out. */
export function isDisabled(functionName: string, settings: Settings): boolean {
  return /^(true|1)$/i.test(settings[`AzureWebJobs.${functionName}.Disabled`] ?? '');
}
