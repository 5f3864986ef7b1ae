import type { Deposit } from './document.ts';
import { parseFileStatement, parseFolderName, type Statement } from './dossier.ts';

/** Dossier and exercice as stated by `/import/<dossier>[_<exercice>]/[<exercice>/]...` and by the file's name. */
export function stated(deposit: Deposit): { folder: Statement | null; fileStatement: Statement | null } {
  const parts = deposit.directory.split('/').filter(Boolean).slice(1);
  const first = parts[0] ? parseFolderName(parts[0]) : null;
  const second = parts[1] && first && !first.exercice ? parseFolderName(`${first.dossier}_${parts[1]}`) : null;
  return { folder: second ?? first, fileStatement: parseFileStatement(deposit.name) };
}
