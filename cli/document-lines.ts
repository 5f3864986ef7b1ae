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

export interface WayOut {
  readonly says: string;
  readonly command: string;
}

/** What a person may do about a waiting document, with the exact commands; none where only time helps. */
export function waysOut(s: Session, d: DocumentItem): WayOut[] {
  if (d.state !== 'waiting') return [];
  // One that may be several: each way, with filing it as one.
  if (d.reason?.code === 'SPLIT_DOUBTFUL') return [splitWay(s, d), oneWay(s, d)];
  if (d.proposal) {
    const { dossier, exercice } = d.proposal;
    return [{ says: s.t('TO_ACCEPT', { dossier, exercice }), command: s.command(`accept ${d.id}`) }];
  }
  const file = { says: s.t('TO_FILE'), command: attributeCommand(s, d) };
  const code = d.reason?.code;
  if (code === 'DOSSIER_UNKNOWN' || code === 'NO_EXERCICE') return [];
  if (code === 'PROCESSING_FAILED' || code === 'READING_FAILED')
    return [{ says: s.t('TO_RUN_AGAIN'), command: s.command(`dispatch ${d.id}`) }, file];
  // What cannot be read is more often no invoice than one to be filed by hand.
  if (d.facts?.kind === 'unreadable')
    return [{ says: s.t('TO_SET_ASIDE'), command: s.command(`set-aside ${d.id}`) }, file];
  return [file];
}

function splitWay(s: Session, d: DocumentItem): WayOut {
  return { says: s.t('TO_SPLIT'), command: s.command(`split ${d.id}`) };
}

function oneWay(s: Session, d: DocumentItem): WayOut {
  return { says: s.t('TO_KEEP_WHOLE'), command: d.proposal ? s.command(`accept ${d.id}`) : attributeCommand(s, d) };
}

/** Each way and, never wrapped because it is there to be copied, its command. */
export function showWaysOut(s: Session, d: DocumentItem): void {
  for (const way of waysOut(s, d)) {
    s.out.paragraph(way.says, 2);
    s.out.line(`    ${way.command}`);
  }
}

export function attributeCommand(s: Session, d: Pick<DocumentItem, 'id' | 'dossier'>): string {
  // What is there to be pasted into a shell is made of known characters only.
  const dossier = /^[A-Z0-9]{1,8}$/i.test(d.dossier ?? '') ? d.dossier! : s.t('DOSSIER_PLACE');
  return s.command(`attribute ${d.id} --dossier ${dossier} --exercice ${s.t('EXERCICE_PLACE')}`);
}
