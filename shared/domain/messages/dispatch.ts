/** Reasons to wait, remarks and notices of the dispatch, as an accountant reads them. Dates are put in the reader's form. */
export const dispatchMessages = {
  NEVER_RENAMED: {
    fr: 'Fichier envoyé sous un nom provisoire et jamais renommé : est-il complet ?',
    en: 'Sent under a temporary name and never renamed: is it complete?',
  },
  NO_ORIGIN: {
    fr: 'Fichier déposé hors de la passerelle : on ne sait ni de qui il vient ni pour quel dossier.',
    en: 'Stored without going through the gateway: neither its sender nor its dossier is known.',
  },
  TOO_LARGE_TO_READ: {
    fr: 'Fichier de {size}, trop gros pour être lu : à classer à la main.',
    en: 'A file of {size} is too large to be read: to be filed by hand.',
  },
  PROCESSING_FAILED: {
    fr: 'Le traitement a échoué plusieurs fois ({detail}). Le document est intact ; relancez-le ou classez-le.',
    en: 'Processing failed several times ({detail}). The document is intact; run it again or file it.',
  },
  DOSSIER_NOT_STATED: {
    fr: 'Déposé hors d’un dossier : choisissez le dossier.',
    en: 'Deposited outside any dossier: choose the dossier.',
  },
  DOSSIER_CONTRADICTED: {
    fr: 'Le répertoire dit dossier {folder}, le nom du fichier dit {file}.',
    en: 'The folder says dossier {folder}, the file name says {file}.',
  },
  DOSSIER_UNKNOWN: {
    fr: 'Le dossier {dossier} n’est pas encore connu : sa configuration est attendue.',
    en: 'Dossier {dossier} is not known yet: its configuration is awaited.',
  },
  OTHER_DOSSIER: {
    fr: 'Pas ce dossier : la facture va de {seller} à {buyer}, le dossier {dossier} est {siren}.',
    en: 'Not this dossier: the invoice goes from {seller} to {buyer}, dossier {dossier} is {siren}.',
  },
  DOSSIER_NOT_VERIFIED: {
    fr: 'La facture n’identifie pas ses deux parties : on n’a pas pu vérifier qu’elle est de ce dossier.',
    en: 'The invoice does not identify both its parties: that it belongs to this dossier could not be verified.',
  },
  NO_EXERCICE: {
    fr: 'Aucun exercice du dossier {dossier} n’est connu : son fichier PAR est attendu.',
    en: 'No exercice of dossier {dossier} is known: its PAR file is awaited.',
  },
  STATEMENTS_DIFFER: {
    fr: 'Le répertoire dit exercice {folder}, le nom du fichier dit {file}.',
    en: 'The folder says exercice {folder}, the file name says {file}.',
  },
  EXERCICE_STATED_UNKNOWN: {
    fr: 'L’exercice {exercice} indiqué par le nom n’existe pas dans le dossier {dossier}.',
    en: 'Exercice {exercice} stated by the name does not exist in dossier {dossier}.',
  },
  EXERCICE_STATED_CLOSED: {
    fr: 'L’exercice {exercice} indiqué par le nom est clos.',
    en: 'Exercice {exercice} stated by the name is closed.',
  },
  STATEMENT_CONTRADICTED: {
    fr: 'La facture est datée du {date} (exercice {exercice}), le nom indique l’exercice {stated}.',
    en: 'The invoice is dated {date} (exercice {exercice}), the name states exercice {stated}.',
  },
  EXERCICE_CLOSED: {
    fr: 'La facture du {date} tombe dans l’exercice {exercice}, qui est clos.',
    en: 'The invoice of {date} falls in exercice {exercice}, which is closed.',
  },
  EXERCICE_UNKNOWN: {
    fr: 'La facture du {date} est postérieure au dernier exercice connu ({last}) : son fichier PAR est attendu.',
    en: 'The invoice of {date} is later than the last known exercice ({last}): its PAR file is awaited.',
  },
  EXERCICES_OVERLAP: {
    fr: 'La date {date} tombe dans plusieurs exercices : la configuration du dossier est à corriger.',
    en: 'The date {date} falls in several exercices: the configuration of the dossier must be corrected.',
  },
  DATE_BEFORE_FIRST: {
    fr: 'La facture du {date} est antérieure au premier exercice connu ({first}).',
    en: 'The invoice of {date} is earlier than the first known exercice ({first}).',
  },
  DATE_IN_HOLE: {
    fr: 'La date {date} tombe entre deux exercices : la configuration du dossier est à vérifier.',
    en: 'The date {date} falls between two exercices: check the configuration of the dossier.',
  },
  DATE_FUTURE: {
    fr: 'La facture est datée du {date}, après sa réception ({received}).',
    en: 'The invoice is dated {date}, after it was received ({received}).',
  },
  DATE_AMBIGUOUS: {
    fr: 'Plusieurs dates possibles ({dates}) : indiquez l’exercice.',
    en: 'Several dates are possible ({dates}): give the exercice.',
  },
  DATE_DOUBTFUL: {
    fr: 'Date lue : {dates}, mais elle n’est pas certaine : indiquez l’exercice.',
    en: 'Date read: {dates}, but it is not certain: give the exercice.',
  },
  CANDIDATES_CONTRADICT: {
    fr: 'Dates lues : {dates}, hors de l’exercice {stated} indiqué par le nom.',
    en: 'Dates read: {dates}, outside exercice {stated} stated by the name.',
  },
  DOCUMENT_QUOTE: {
    fr: 'Ce document est un devis ou une offre, pas une facture.',
    en: 'This document is a quote or an offer, not an invoice.',
  },
  DOCUMENT_PROFORMA: {
    fr: 'Ce document est une facture pro forma : la facture elle-même est attendue.',
    en: 'This document is a pro forma invoice: the invoice itself is awaited.',
  },
  DOCUMENT_ORDER: {
    fr: 'Ce document est un bon de commande, pas une facture.',
    en: 'This document is an order, not an invoice.',
  },
  DOCUMENT_DELIVERY: {
    fr: 'Ce document est un bon de livraison, pas une facture.',
    en: 'This document is a delivery note, not an invoice.',
  },
  DOCUMENT_STATEMENT: {
    fr: 'Ce document est un relevé, pas une facture.',
    en: 'This document is a statement, not an invoice.',
  },
  DOCUMENT_REMINDER: {
    fr: 'Ce document est une relance, pas une facture.',
    en: 'This document is a reminder, not an invoice.',
  },
  DOCUMENT_OTHER: {
    fr: 'Ce document n’est pas une facture : c’est ce que dit son titre.',
    en: 'This document is not an invoice: its title says so.',
  },
  DATE_NOT_FOUND: {
    fr: 'Aucune date certaine : indiquez l’exercice.',
    en: 'No certain date: give the exercice.',
  },
  EXERCICE_CHANGED: {
    fr: 'L’exercice {exercice} où ce document était classé a changé : indiquez le nouvel exercice.',
    en: 'Exercice {exercice} in which this document was filed has changed: give the new exercice.',
  },
  SAME_INVOICE: {
    fr: 'Doublon possible : « {document} » est la facture {number} du même fournisseur, sous une autre forme.',
    en: 'Possible duplicate: “{document}” is invoice {number} of the same seller, in another form.',
  },
  CUT_OFF: {
    fr: 'Prestation du {date}, hors de l’exercice de la facture : rattachement des charges à vérifier.',
    en: 'Service of {date}, outside the exercice of the invoice: check the cut-off.',
  },
} as const;
