import type { Deposit } from '../document.ts';
import type { Statement } from '../dossier.ts';
import type { FieldEvidence } from '../evidence.ts';

/** What the firm states by the name of a folder or of the file, and by which. */
export function nameEvidence(
  folder: Statement | null,
  file: Statement | null,
  { directory, name }: Pick<Deposit, 'directory' | 'name'>,
): FieldEvidence[] {
  const fields: FieldEvidence[] = [];
  const add = (field: 'dossier' | 'exercice', value: string | null | undefined, label: string) => {
    if (!value) return;
    fields.push({ field, value, origin: 'name', page: null, box: null, label, place: null, confidence: 1 });
  };
  add('dossier', folder?.dossier, directory);
  add('exercice', folder?.exercice, directory);
  // The name of a file may look like a statement of another dossier; what it says of its folder's own counts.
  if (file && (!folder || file.dossier === folder.dossier)) {
    if (!folder) add('dossier', file.dossier, name);
    add('exercice', file.exercice, name);
  }
  return fields;
}
