import type { Document, DocumentFacts } from '../domain/document.ts';
import type { MemoryNote } from '../domain/evidence.ts';
import type { RowOp } from '../ports/tables.ts';
import { keys } from './keys.ts';

/** Which lessons a document was read with, each once. */
export function memoryNotes(facts: DocumentFacts | null): MemoryNote[] {
  const notes = (facts?.evidence?.fields ?? []).flatMap((f) => (f.memory && !f.overruled ? [f.memory] : []));
  return [...new Map(notes.map((n) => [n.key, n])).values()];
}

/**
 * The rows of the suppliers' memory that a document stands for: what it teaches, where a person corrected it and it is
 * filed, and that it was read with what another one taught. They come and go with the document, in one transaction.
 */
export function supplierRows(d: Document): RowOp[] {
  const { dossier, deposit } = d;
  if (!dossier || (d.state !== 'filed' && d.state !== 'waiting')) return [];
  const lesson = d.state === 'filed' ? d.corrected?.lesson : undefined;
  return [
    ...(lesson
      ? [
          {
            op: 'put' as const,
            key: keys.lesson(dossier, lesson.key, deposit.id),
            columns: { at: lesson.at, data: JSON.stringify(lesson) },
          },
        ]
      : []),
    ...memoryNotes(d.facts).map((n) => ({
      op: 'put' as const,
      key: keys.lessonUsed(dossier, n.key, deposit.id),
      columns: { supplier: n.key, at: deposit.at },
    })),
  ];
}
