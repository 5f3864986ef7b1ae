import type { DocumentItem } from './answers.ts';
import type { Session } from './session.ts';
import { documentStates, word } from './texts/words.ts';

/** `classé, dossier 007868, exercice 201912`. */
export function stateInWords(s: Session, d: Pick<DocumentItem, 'state' | 'dossier' | 'exercice'>): string {
  return [word(documentStates, d.state, s.language), placeInWords(s, d)].filter(Boolean).join(', ');
}

/** `dossier 007868, exercice 201912`, as much of it as is known. */
export function placeInWords(s: Session, d: { dossier: string | null; exercice: string | null }): string {
  if (!d.dossier) return '';
  return d.exercice
    ? s.t('IN_EXERCICE', { dossier: d.dossier, exercice: d.exercice })
    : s.t('IN_DOSSIER', { dossier: d.dossier });
}

/** Why it waits, or what is to be known of it: the last column of the table. */
export function marks(s: Session, d: DocumentItem): string {
  const said = (r: { fr: string; en: string } | null) => r?.[s.language];
  return [
    said(d.reason),
    d.retryOf ? s.t('REPEATS_ID', { id: d.retryOf }) : null,
    d.state === 'filed' && d.dateUncertain ? s.t('DATE_UNCERTAIN') : null,
    d.duplicates.length > 0 ? s.t('DUPLICATE') : null,
    d.sameInvoice?.length ? s.t('SAME_INVOICE') : null,
    ...d.remarks.map(said),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What a person may do about a waiting document: a sentence and the exact command, or null where only time helps. */
export function wayOut(s: Session, d: DocumentItem): { says: string; command: string } | null {
  if (d.state !== 'waiting') return null;
  if (d.proposal) {
    const { dossier, exercice } = d.proposal;
    return { says: s.t('TO_ACCEPT', { dossier, exercice }), command: s.command(`accept ${d.id}`) };
  }
  switch (d.reason?.code) {
    case 'DOSSIER_UNKNOWN':
    case 'NO_EXERCICE':
      return null;
    case 'PROCESSING_FAILED':
      return { says: s.t('TO_RUN_AGAIN'), command: s.command(`dispatch ${d.id}`) };
    default:
      return { says: s.t('TO_FILE'), command: attributeCommand(s, d) };
  }
}

export function attributeCommand(s: Session, d: Pick<DocumentItem, 'id' | 'dossier'>): string {
  // What is there to be pasted into a shell is made of known characters only.
  const dossier = /^[A-Z0-9]{1,8}$/i.test(d.dossier ?? '') ? d.dossier! : s.t('DOSSIER_PLACE');
  return s.command(`attribute ${d.id} --dossier ${dossier} --exercice ${s.t('EXERCICE_PLACE')}`);
}
