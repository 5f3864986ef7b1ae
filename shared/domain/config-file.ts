import { PAR_FOLDER } from './ftp-path.ts';
import { parseParFileName } from './par/file-name.ts';

/** What a person may call a configuration file, for a message. */
export const CONFIG_FILES = 'dossiers.txt, users.txt, <dossier>-<AAAAMM>_PAR.xml';

/** Where a configuration file belongs in the FTP tree, by its name; null for a name that is none of one. */
export function configPath(name: string): string | null {
  if (/^(dossiers|users)\.txt$/i.test(name)) return `/config/${name.toLowerCase()}`;
  return parseParFileName(name) ? `/config/${PAR_FOLDER}/${name}` : null;
}
