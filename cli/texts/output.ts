/** Headings, words and sentences of the output. */
export const outputTexts = {
  // Headings of tables and names of fields
  COMPTE: { fr: 'Compte', en: 'Compte' },
  ID: { fr: 'Identifiant', en: 'Identifier' },
  NAME: { fr: 'Nom', en: 'Name' },
  LANGUAGE: { fr: 'Langue', en: 'Language' },
  CREATED: { fr: 'Créé', en: 'Created' },
  USER: { fr: 'Utilisateur', en: 'User' },
  USERS: { fr: 'Affectés', en: 'Assigned' },
  ROLE: { fr: 'Rôle', en: 'Role' },
  DOSSIERS: { fr: 'Dossiers', en: 'Dossiers' },
  STATE: { fr: 'État', en: 'State' },
  EXPIRES: { fr: 'Expire', en: 'Expires' },
  NUMBER: { fr: 'Numéro', en: 'Number' },
  SIREN: { fr: 'SIREN', en: 'SIREN' },
  VAT_NUMBER: { fr: 'N° TVA', en: 'VAT number' },
  EXERCICES: { fr: 'Exercices', en: 'Exercices' },
  START: { fr: 'Début', en: 'Start' },
  END: { fr: 'Fin', en: 'End' },
  RECEIVED: { fr: 'Reçu', en: 'Received' },
  DOSSIER: { fr: 'Dossier', en: 'Dossier' },
  EXERCICE: { fr: 'Exercice', en: 'Exercice' },
  DATE: { fr: 'Date', en: 'Date' },
  REASON: { fr: 'Motif ou remarque', en: 'Reason or remark' },
  WHY: { fr: 'Motif', en: 'Reason' },
  PROPOSAL: { fr: 'Proposition', en: 'Proposal' },
  DECIDED_BY: { fr: 'Décidé par', en: 'Decided by' },
  CHANGED: { fr: 'Dernier changement', en: 'Last change' },
  SIZE: { fr: 'Taille', en: 'Size' },
  SHA256: { fr: 'SHA-256', en: 'SHA-256' },
  REPEATS: { fr: 'Répète', en: 'Repeats' },
  CONTENT: { fr: 'Contenu', en: 'Content' },
  KIND: { fr: 'Nature', en: 'Kind' },
  SELLER: { fr: 'Vendeur', en: 'Seller' },
  BUYER: { fr: 'Acheteur', en: 'Buyer' },
  GROSS: { fr: 'Montant TTC', en: 'Total with VAT' },
  DUE: { fr: 'Échéance', en: 'Due' },
  REMARKS: { fr: 'Remarques', en: 'Remarks' },
  DUPLICATES: { fr: 'Doublons possibles (mêmes octets)', en: 'Possible duplicates (same bytes)' },
  SAME_INVOICES: { fr: 'Même facture (même vendeur, même numéro)', en: 'Same invoice (same seller, same number)' },
  HISTORY: { fr: 'Historique', en: 'History' },
  WHO: { fr: 'Qui', en: 'Who' },
  WHAT: { fr: 'Quoi', en: 'What' },
  POSTED: { fr: 'Enregistrée', en: 'Posted' },
  LABEL: { fr: 'Libellé', en: 'Label' },
  PUBLICATION: { fr: 'Publication', en: 'Publication' },
  ENTRIES: { fr: 'Écritures', en: 'Entries' },
  PREPARED: { fr: 'Préparée', en: 'Prepared' },
  PUBLISHED: { fr: 'Publiée', en: 'Published' },
  DOWNLOADED: { fr: 'Téléchargée', en: 'Downloaded' },
  COLLECTED: { fr: 'Collectée', en: 'Collected' },
  IMPORTED: { fr: 'Importée', en: 'Imported' },
  REJECTED: { fr: 'Rejetée', en: 'Rejected' },
  IMPORTED_OR_REJECTED: { fr: 'Importée/rejetée', en: 'Imported/rejected' },
  RESENDS: { fr: 'Renvoie', en: 'Sends again' },
  REPLACED_BY: { fr: 'Remplacée par', en: 'Replaced by' },
  ENDED: { fr: 'Terminée', en: 'Ended' },
  REPORT: { fr: 'Compte rendu', en: 'Report' },
  FILES: { fr: 'Fichiers', en: 'Files' },
  FILE: { fr: 'Fichier', en: 'File' },

  // Words
  ALL: { fr: 'tous', en: 'all' },
  ASSIGNED: { fr: 'ceux qui lui sont affectés', en: 'those assigned to it' },
  NONE: { fr: 'aucun', en: 'none' },
  ACTIVE: { fr: 'actif', en: 'active' },
  DISABLED: { fr: 'désactivé', en: 'disabled' },
  KEY_ACTIVE: { fr: 'active', en: 'active' },
  KEY_DISABLED: { fr: 'désactivée', en: 'disabled' },
  OPEN: { fr: 'ouvert', en: 'open' },
  CLOSED: { fr: 'clos', en: 'closed' },
  SYSTEM: { fr: 'système', en: 'system' },
  FRENCH: { fr: 'français', en: 'French' },
  ENGLISH: { fr: 'anglais', en: 'English' },
  DATE_UNCERTAIN: { fr: 'date incertaine', en: 'uncertain date' },
  SAME_INVOICE: { fr: 'même facture que d’autres', en: 'same invoice as others' },
  DUPLICATE: { fr: 'doublon possible', en: 'possible duplicate' },
  REPEATS_ID: { fr: 'répète {id}', en: 'repeats {id}' },
  IN_EXERCICE: { fr: 'dossier {dossier}, exercice {exercice}', en: 'dossier {dossier}, exercice {exercice}' },
  IN_DOSSIER: { fr: 'dossier {dossier}', en: 'dossier {dossier}' },
  SENT_BY: { fr: '{at}, de {user}, dans {directory}', en: '{at}, from {user}, in {directory}' },
  PROVISIONAL: { fr: '{date} (incertaine)', en: '{date} (uncertain)' },
  WITH_SIREN: { fr: '{name} (SIREN {siren})', en: '{name} (SIREN {siren})' },
  CONFIG_FILE: { fr: '{file} : {outcome}', en: '{file}: {outcome}' },
  WAITS_FOR_LOT: { fr: 'attend sa publication', en: 'waits for its publication' },

  // Nothing to show
  NO_COMPTE: { fr: 'Aucun compte.', en: 'No compte.' },
  NO_USER: { fr: 'Aucun utilisateur.', en: 'No user.' },
  NO_KEY: { fr: 'Aucune clé.', en: 'No key.' },
  NO_DOSSIER: { fr: 'Aucun dossier.', en: 'No dossier.' },
  NO_EXERCICE_YET: {
    fr: 'Aucun exercice connu : le fichier PAR est attendu.',
    en: 'No exercice known: the PAR file is awaited.',
  },
  NO_DOCUMENT: { fr: 'Aucun document.', en: 'No document.' },
  NOTHING_WAITS: { fr: 'Aucun document n’attend.', en: 'No document waits.' },
  NO_ENTRY: { fr: 'Aucune écriture.', en: 'No entry.' },
  NO_PUBLICATION: { fr: 'Aucune publication.', en: 'No publication.' },
  NO_IMPORT: { fr: 'Aucun fichier de configuration.', en: 'No configuration file.' },
  NO_NOTICE: { fr: 'Aucun avis.', en: 'No notice.' },

  // What was shown
  SHOWN: { fr: '{count}.', en: '{count}.' },
  MORE: {
    fr: '{count} ; il y en a d’autres : --all, ou --limit plus grand.',
    en: '{count}; there are more: --all, or a larger --limit.',
  },
  COLUMNS_OMITTED: {
    fr: 'Terminal étroit, colonnes omises : {names}.',
    en: 'Narrow terminal, columns left out: {names}.',
  },

  // What can be done
  TO_ACCEPT: {
    fr: 'Proposé : dossier {dossier}, exercice {exercice}',
    en: 'Proposed: dossier {dossier}, exercice {exercice}',
  },
  TO_FILE: { fr: 'Pour le classer :', en: 'To file it:' },
  TO_SET_ASIDE: { fr: 'Pour l’écarter, si ce n’est pas une facture :', en: 'To set it aside, if it is no invoice:' },
  TO_RUN_AGAIN: { fr: 'Pour le relancer :', en: 'To run it again:' },
  EXERCICE_PLACE: { fr: 'AAAAMM', en: 'YYYYMM' },
  DOSSIER_PLACE: { fr: 'DOSSIER', en: 'DOSSIER' },
  SAME_INVOICE_AS: { fr: 'Même vendeur et même numéro que {ids}', en: 'Same seller and number as {ids}' },
  SAME_BYTES_AS: { fr: 'Doublon possible de {ids}', en: 'Possible duplicate of {ids}' },

  // What was done
  COMPTE_CREATED: { fr: 'Compte {id} créé ({name}).', en: 'Compte {id} created ({name}).' },
  USER_CREATED: { fr: 'Utilisateur {user} créé.', en: 'User {user} created.' },
  USER_CHANGED: {
    fr: 'Utilisateur {user} modifié ; vaut à sa prochaine connexion.',
    en: 'User {user} changed; in force at the next login.',
  },
  PASSWORD_ONCE: {
    fr: 'Mot de passe, montré cette fois seulement :',
    en: 'Password, shown this once only:',
  },
  KEY_ONCE: {
    fr: 'Clé {id} de {user}, montrée cette fois seulement :',
    en: 'Key {id} of {user}, shown this once only:',
  },
  KEY_ROTATED: {
    fr: 'Clé {id}, montrée cette fois seulement ; l’ancienne ({old}) vaut jusqu’au {until} :',
    en: 'Key {id}, shown this once only; the old one ({old}) works until {until}:',
  },
  KEY_DISABLED_NOW: { fr: 'Clé {id} désactivée.', en: 'Key {id} disabled.' },
  DOSSIER_KNOWN: { fr: 'Dossier {number} connu : {name}.', en: 'Dossier {number} is known: {name}.' },
  DECIDED: { fr: '{name} : {state}.', en: '{name}: {state}.' },
  DISPATCH_ASKED: { fr: 'Relancé. Le résultat : {command}', en: 'Sent to dispatch again. The result: {command}' },
  FETCHED: { fr: '{file} : {size}.', en: '{file}: {size}.' },
  ENTRY_POSTED: {
    fr: 'Écriture enregistrée dans l’exercice {exercice} : {id}. Elle part avec le prochain lot.',
    en: 'Entry posted in exercice {exercice}: {id}. It leaves with the next lot.',
  },
  ENTRY_REPEATED: {
    fr: 'Déjà enregistrée dans l’exercice {exercice} : {id}. Rien n’est ajouté.',
    en: 'Already posted in exercice {exercice}: {id}. Nothing is added.',
  },
  REPUBLISHED: {
    fr: 'Les écritures de {old} repartent dans {stem} ({state}).',
    en: 'The entries of {old} are sent again in {stem} ({state}).',
  },
  CANCELLED_KEPT: {
    fr: 'Publication {stem} annulée ; ses écritures attendent une autre publication.',
    en: 'Publication {stem} cancelled; its entries wait for another publication.',
  },
  CANCELLED_WITHDRAWN: {
    fr: 'Publication {stem} annulée, et ses écritures avec elle.',
    en: 'Publication {stem} cancelled, and its entries with it.',
  },
  NOTICE_REPLAYED: { fr: 'Avis {id} : relancé.', en: 'Notice {id}: sent once more.' },
  NOTICE_DISMISSED: { fr: 'Avis {id} retiré.', en: 'Notice {id} dismissed.' },

  // Questions
  ASK_PASSWORD: { fr: 'Mot de passe de {user} : ', en: 'Password of {user}: ' },
  ASK_PASSWORD_OR_KEEP: {
    fr: 'Nouveau mot de passe de {user} (vide : inchangé) : ',
    en: 'New password of {user} (empty: unchanged): ',
  },
  ASK_AGAIN: { fr: 'Encore une fois : ', en: 'Once more: ' },
  ASK_REBUILD: {
    fr: 'Reconstruire les tables de {storage} à partir des fichiers et de l’historique ? [o/N] ',
    en: 'Make the tables of {storage} again from the files and the history? [y/N] ',
  },
} as const;

export type OutputCode = keyof typeof outputTexts;

/** What is counted, in the singular and the plural. */
export const countedTexts = {
  document: { fr: ['document', 'documents'], en: ['document', 'documents'] },
  waiting: { fr: ['document en attente', 'documents en attente'], en: ['document waiting', 'documents waiting'] },
  entry: { fr: ['écriture', 'écritures'], en: ['entry', 'entries'] },
  publication: { fr: ['publication', 'publications'], en: ['publication', 'publications'] },
  import: { fr: ['fichier', 'fichiers'], en: ['file', 'files'] },
} as const;

export type Counted = keyof typeof countedTexts;
