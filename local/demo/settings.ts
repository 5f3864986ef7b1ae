import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `npm start` left for its visitors: the API with its key, the FTP address and the demo robot's login. */
export interface DemoSettings {
  readonly api: string;
  readonly key: string;
  readonly compte: string;
  readonly language: 'fr' | 'en';
  readonly ftp: { readonly host: string; readonly port: number; readonly user: string; readonly password: string };
}

/** Null where nothing has been started in this directory. */
export function demoSettings(data: string): DemoSettings | null {
  const [cli = '', netrc = '', demo = ''] = ['cli.json', 'demo.netrc', 'demo.json'].map((f) => join(data, f));
  if (![cli, netrc, demo].every((f) => existsSync(f))) return null;
  const c = JSON.parse(readFileSync(cli, 'utf8')) as Omit<DemoSettings, 'ftp'>;
  const { ftp } = JSON.parse(readFileSync(demo, 'utf8')) as { ftp: string };
  const words = readFileSync(netrc, 'utf8').split(/\s+/);
  const after = (word: string) => words[words.indexOf(word) + 1] ?? '';
  const url = new URL(ftp);
  return {
    api: c.api,
    key: c.key,
    compte: c.compte,
    language: c.language,
    ftp: { host: url.hostname, port: Number(url.port || 21), user: after('login'), password: after('password') },
  };
}
