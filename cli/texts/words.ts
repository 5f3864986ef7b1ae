import type { DocumentState, EventType } from '../../shared/domain/document.ts';
import type { Language } from '../../shared/domain/messages.ts';
import type { Role } from '../../shared/domain/principal.ts';
import type { Lot, LotFile } from '../../shared/domain/publication.ts';
import type { ImportItem } from '../answers.ts';

/** The API's own words (states, roles, events), as a person says them. */
type Words<K extends string> = Readonly<Record<K, Readonly<Record<Language, string>>>>;

export const documentStates: Words<DocumentState> = {
  waiting: { fr: 'en attente', en: 'waiting' },
  filed: { fr: 'classé', en: 'filed' },
  retry: { fr: 'répétition', en: 'repeat' },
  'set-aside': { fr: 'écarté', en: 'set aside' },
  replaced: { fr: 'remplacé', en: 'replaced' },
  split: { fr: 'découpé', en: 'divided' },
};

export const lotStates: Words<Lot['state']> = {
  preparing: { fr: 'en préparation', en: 'in preparation' },
  published: { fr: 'publiée, attend le robot', en: 'published, awaits the robot' },
  collected: { fr: 'collectée', en: 'collected' },
  imported: { fr: 'importée', en: 'imported' },
  rejected: { fr: 'rejetée', en: 'rejected' },
  failed: { fr: 'échouée, rien n’est parti', en: 'failed, nothing was sent' },
  replaced: { fr: 'remplacée par une autre', en: 'replaced by another' },
  cancelled: { fr: 'annulée', en: 'cancelled' },
};

export const lotFiles: Words<LotFile['part']> = {
  piece: { fr: 'pièce jointe', en: 'attachment' },
  list: { fr: 'liste des pièces', en: 'list of attachments' },
  dex: { fr: 'écritures', en: 'entries' },
};

export const importOutcomes: Words<ImportItem['outcome']> = {
  applied: { fr: 'appliqué', en: 'applied' },
  unchanged: { fr: 'inchangé', en: 'unchanged' },
  superseded: { fr: 'dépassé', en: 'superseded' },
  refused: { fr: 'refusé', en: 'refused' },
  kept: { fr: 'conservé', en: 'kept' },
};

/** With the code that `--role` takes. */
export const roles: Words<Role> = {
  operator: { fr: 'operator (exploitant)', en: 'operator' },
  manager: { fr: 'manager (gestionnaire)', en: 'manager' },
  accountant: { fr: 'accountant (comptable)', en: 'accountant' },
  robot: { fr: 'robot', en: 'robot' },
  write: { fr: 'write (dépôt seul)', en: 'write (deposit only)' },
  read: { fr: 'read (lecture)', en: 'read' },
};

export const personStates: Words<'invited'> = {
  invited: { fr: 'invitée', en: 'invited' },
};

export const events: Words<EventType> = {
  filed: { fr: 'classé', en: 'filed' },
  waiting: { fr: 'mis en attente', en: 'put on the waiting list' },
  retry: { fr: 'reconnu comme répétition', en: 'recognised as a repeat' },
  failed: { fr: 'traitement échoué', en: 'processing failed' },
  attributed: { fr: 'attribué', en: 'attributed' },
  moved: { fr: 'déplacé', en: 'moved' },
  corrected: { fr: 'corrigé', en: 'corrected' },
  'set-aside': { fr: 'écarté', en: 'set aside' },
  'brought-back': { fr: 'remis en attente', en: 'brought back' },
  'exercice-changed': { fr: 'exercice modifié', en: 'exercice changed' },
  'same-invoice': { fr: 'même facture reçue par ailleurs', en: 'same invoice received elsewhere' },
  replaced: { fr: 'remplacé par un nouvel envoi', en: 'replaced by a new upload' },
  replaces: { fr: 'remplace un envoi incomplet', en: 'replaces an incomplete upload' },
  split: { fr: 'découpé', en: 'divided' },
  'split-failed': { fr: 'découpage impossible', en: 'could not be divided' },
};

/** Kinds of document that the reading tells apart. */
export const factKinds: Words<'einvoice' | 'text' | 'scan' | 'paper' | 'unreadable'> = {
  einvoice: { fr: 'facture électronique', en: 'e-invoice' },
  text: { fr: 'document lu par son texte', en: 'document read by its text' },
  scan: { fr: 'document numérisé, lu sur l’image', en: 'scanned document, read from its picture' },
  paper: { fr: 'document sans données structurées', en: 'document without structured data' },
  unreadable: { fr: 'illisible', en: 'unreadable' },
};

/** What a proposed entry records. */
export const proposedKinds: Words<'purchase' | 'sale' | 'purchase-credit' | 'sale-credit'> = {
  purchase: { fr: 'achat', en: 'purchase' },
  sale: { fr: 'vente', en: 'sale' },
  'purchase-credit': { fr: 'avoir sur achat', en: 'credit note on a purchase' },
  'sale-credit': { fr: 'avoir sur vente', en: 'credit note on a sale' },
};

/** UNTDID 1001, as EN 16931 uses it (BT-3). */
export const invoiceTypes: Words<string> = {
  '380': { fr: 'facture', en: 'invoice' },
  '381': { fr: 'avoir', en: 'credit note' },
  '384': { fr: 'facture rectificative', en: 'corrected invoice' },
  '386': { fr: 'facture d’acompte', en: 'prepayment invoice' },
  '389': { fr: 'autofacturation', en: 'self-billed invoice' },
};

/** Steps of a rebuild, as it reports them. */
export const rebuildSteps: Words<
  'comptes' | 'users' | 'configFiles' | 'documents' | 'entries' | 'lots' | 'staged' | 'queued'
> = {
  comptes: { fr: 'comptes', en: 'comptes' },
  users: { fr: 'utilisateurs', en: 'users' },
  configFiles: { fr: 'fichiers de configuration', en: 'configuration files' },
  documents: { fr: 'documents', en: 'documents' },
  entries: { fr: 'écritures', en: 'entries' },
  lots: { fr: 'publications', en: 'publications' },
  staged: { fr: 'dépôts sous un nom provisoire', en: 'deposits under a temporary name' },
  queued: { fr: 'dépôts sans historique, envoyés au traitement', en: 'deposits without history, sent to dispatch' },
};

export const reconciledWords: Words<'deposits' | 'others' | 'forwarded' | 'lots' | 'unread'> = {
  deposits: { fr: 'dépôts retrouvés', en: 'deposits found again' },
  others: { fr: 'autres fichiers retrouvés', en: 'other files found again' },
  forwarded: { fr: 'documents remis à jour', en: 'documents brought forward' },
  lots: { fr: 'publications relancées', en: 'publications asked for' },
  unread: { fr: 'lectures relancées', en: 'readings asked for' },
};

/** The word for a value; the value itself where a newer API says something unknown here. */
export function word<K extends string>(words: Words<K>, value: string, language: Language): string {
  return Object.hasOwn(words, value) ? words[value as K][language] : value;
}
