import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { demoSettings } from './settings.ts';
import { story } from './story.ts';
import { texts } from './texts.ts';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      count: { type: 'string', default: '30' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const locale = values.lang ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? '';
  const language = /^fr/i.test(locale) ? 'fr' : 'en';
  const t = texts[language];
  if (values.help) {
    console.log(t.help);
    return 0;
  }
  const count = Number(values.count);
  if (!Number.isInteger(count) || count < 1 || count > 5000) {
    console.error(t.badCount);
    return 2;
  }
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
  const settings = demoSettings(resolve(values.data ?? resolve(root, '.ami')));
  if (!settings) {
    console.error(t.notStarted);
    return 1;
  }
  try {
    await story({ ...settings, language }, count, t, (line) => console.log(line));
    return 0;
  } catch (e) {
    const refused = /ECONNREFUSED|fetch failed/.test(`${(e as Error).message} ${String((e as Error).cause ?? '')}`);
    console.error(refused ? t.notStarted : (e as Error).message);
    return 1;
  }
}

process.exit(await main());
