import type { Language } from '../shared/domain/messages.ts';

/**
 * The language of the output: `--lang`, else the settings file's, else French where the locale begins with `fr`, else
 * English. Read from the bare arguments, because a wrong call must be answered in it too.
 */
export function chooseLanguage(
  argv: readonly string[],
  settings: Language | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = optionValue(argv, '--lang');
  if (asked === 'fr' || asked === 'en') return asked;
  if (settings) return settings;
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^fr/i.test(locale) ? 'fr' : 'en';
}

function optionValue(argv: readonly string[], name: string): string | undefined {
  const end = argv.indexOf('--');
  const before = end < 0 ? argv : argv.slice(0, end);
  for (const [i, a] of before.entries()) {
    if (a === name) return before[i + 1];
    if (a.startsWith(`${name}=`)) return a.slice(name.length + 1);
  }
  return undefined;
}
