/** Why a scan was divided, or waits to be; what is wrong with a division that a person asks for. */
export const batchMessages = {
  SPLIT_DOUBTFUL: {
    fr: 'Ce scan contient sans doute {documents} documents, sans certitude : validez le découpage, changez-le, ou classez le tout comme une seule facture.',
    en: 'This scan most likely holds {documents} documents, not certainly: accept the division, change it, or file it all as one invoice.',
  },
  SPLIT_DONE: {
    fr: 'Scan découpé en {documents} documents.',
    en: 'Scan divided into {documents} documents.',
  },
  SPLIT_AT_START: {
    fr: 'premier document du scan',
    en: 'first document of the scan',
  },
  SPLIT_AT_SHEET: {
    fr: 'suit la feuille de séparation, page {page}',
    en: 'follows the separator sheet, page {page}',
  },
  SPLIT_AT_PAGE_ONE: {
    fr: 'page {page} : la numérotation recommence (« {text} »)',
    en: 'page {page}: the numbering begins again (“{text}”)',
  },
  SPLIT_AT_INVOICE: {
    fr: 'page {page} : facture complète n° {number}',
    en: 'page {page}: a whole invoice, number {number}',
  },
  SPLIT_AT_NUMBER: {
    fr: 'page {page} : autre numéro de facture, {number}',
    en: 'page {page}: another invoice number, {number}',
  },
  SPLIT_AT_SELLER: {
    fr: 'page {page} : autre vendeur, {seller}',
    en: 'page {page}: another seller, {seller}',
  },
  SPLIT_AT_TITLE: {
    fr: 'page {page} : un nouveau titre',
    en: 'page {page}: a new title',
  },
  SPLIT_AT_DATE: {
    fr: 'page {page} : une autre date de facture',
    en: 'page {page}: another invoice date',
  },
  SPLIT_BY_PERSON: {
    fr: 'découpé par {user}',
    en: 'divided by {user}',
  },
  SPLIT_KEPT_SEPARATOR: {
    fr: 'feuille de séparation',
    en: 'separator sheet',
  },
  SPLIT_KEPT_BACK: {
    fr: 'verso d’une feuille de séparation',
    en: 'back of a separator sheet',
  },
  SPLIT_KEPT_BY_PERSON: {
    fr: 'laissée de côté par {user}',
    en: 'left out by {user}',
  },
  SPLIT_SHEET_HAS_CONTENT: {
    fr: 'la page {page} porte un code de séparation et aussi un document',
    en: 'page {page} has a separator code and also a document on it',
  },
  SPLIT_SHEET_OTHER_DOSSIER: {
    fr: 'la feuille devant la page {page} indique {dossier}, le répertoire ou le nom du fichier {stated}',
    en: 'the sheet before page {page} says {dossier}, the folder or file name {stated}',
  },
  SPLIT_SHEET_MISSING: {
    fr: 'à partir de la page {page}, plusieurs factures sans feuille de séparation entre elles',
    en: 'from page {page} on, several invoices without a separator sheet between them',
  },
  SPLIT_NUMBERING_UNSURE: {
    fr: 'la numérotation des pages a des trous',
    en: 'the numbering of the pages has gaps',
  },
  SPLIT_NUMBER_INSIDE: {
    fr: 'page {page} : la numérotation continue, mais la facture est la {number}',
    en: 'page {page}: the numbering goes on, but the invoice is {number}',
  },
  SPLIT_PAGE_UNREAD: {
    fr: 'page {page} : n’a pas pu être lue',
    en: 'page {page}: could not be read',
  },
  SPLIT_PAGE_UNCLEAR: {
    fr: 'page {page} : mal lisible',
    en: 'page {page}: hard to read',
  },
  SPLIT_NO_TITLE: {
    fr: 'page {page} : pas de titre de facture ou d’avoir',
    en: 'page {page}: no title of an invoice or credit note',
  },
  SPLIT_NO_NUMBER: {
    fr: 'page {page} : pas de numéro de facture',
    en: 'page {page}: no invoice number',
  },
  SPLIT_NO_TOTAL: {
    fr: 'page {page} : pas de total',
    en: 'page {page}: no total',
  },
  SPLIT_NO_DATE: {
    fr: 'page {page} : pas de date de facture',
    en: 'page {page}: no invoice date',
  },
  SPLIT_SAME_NUMBER: {
    fr: 'page {page} : encore la facture {number} (une copie ?)',
    en: 'page {page}: invoice {number} again (a copy?)',
  },
  SPLIT_ALMOST_SAME_NUMBER: {
    fr: 'page {page} : le numéro {number} diffère peut-être par une erreur de lecture',
    en: 'page {page}: number {number} may differ by a reading error only',
  },
  SPLIT_NOT_A_SCAN: {
    fr: 'Ce document n’est pas un scan lu page par page : il ne peut pas être découpé.',
    en: 'This document is no scan that was read page by page: it can’t be divided.',
  },
  SPLIT_OF_A_PART: {
    fr: 'Ce document vient déjà du découpage de {of} : il n’est pas découpé une seconde fois.',
    en: 'This document already comes from the division of {of}: it is not divided a second time.',
  },
  SPLIT_ALREADY: {
    fr: 'Ce scan est déjà découpé, autrement : voir ses documents.',
    en: 'This scan is divided already, in another way: see its documents.',
  },
  SPLIT_NOT_WAITING: {
    fr: 'Seul un document en attente peut être découpé ; remettez celui-ci en attente d’abord.',
    en: 'Only a waiting document can be divided; bring this one back first.',
  },
  SPLIT_TOO_MANY: {
    fr: 'Ce scan ferait {documents} documents ; au plus {limit} sont tirés d’un seul. Numérisez-le en plusieurs fois.',
    en: 'This scan would make {documents} documents; at most {limit} are taken from one. Scan it in several.',
  },
  SPLIT_FAILED: {
    fr: 'Les pages de ce scan n’ont pas pu être séparées ; le scan est intact. Classez-le à la main, ou séparez-le autrement.',
    en: 'The pages of this scan could not be taken apart; the scan is intact. File it by hand, or divide it otherwise.',
  },
  SPLIT_NO_PARTS: {
    fr: 'Aucun document n’est indiqué.',
    en: 'No document is named.',
  },
  SPLIT_INVALID: {
    fr: 'Ce découpage n’est pas possible.',
    en: 'This division is not possible.',
  },
  SPLIT_NO_PROPOSAL: {
    fr: 'Aucun découpage n’est proposé : dites les pages de chaque document.',
    en: 'No division is proposed: say the pages of each document.',
  },
  SPLIT_PAGE_MISSING: {
    fr: 'Ces pages ne sont dans aucun document : {pages}. Chaque page doit être dans un document, ou laissée de côté.',
    en: 'These pages are in no document: {pages}. Every page must be in a document, or left out.',
  },
  SPLIT_PAGE_TWICE: {
    fr: 'Ces pages sont citées deux fois : {pages}.',
    en: 'These pages are named twice: {pages}.',
  },
  SPLIT_PAGE_UNKNOWN: {
    fr: 'Ce scan a {count} pages ; il n’a pas de page {pages}.',
    en: 'This scan has {count} pages; it has no page {pages}.',
  },
  SPLIT_PART_EMPTY: {
    fr: 'Un des documents n’a aucune page.',
    en: 'One of the documents has no page.',
  },
  SPLIT_INTO_ONE: {
    fr: 'Un seul document de toutes les pages n’est pas un découpage : classez-le dans un exercice.',
    en: 'One document of all pages is no division: file it in an exercice.',
  },
  DOCUMENT_IS_SPLIT: {
    fr: 'Ce scan est découpé : ce sont ses documents qui se classent.',
    en: 'This scan is divided: its documents are what is filed.',
  },
} as const;
