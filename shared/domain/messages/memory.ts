/** Corrections by persons and what is remembered of suppliers, as an accountant reads them. */
export const memoryMessages = {
  // Reasons and remarks
  MEMORY_CONTRADICTS: {
    fr: 'Date lue : {date}, mais d’après une correction de {by} la date de {supplier} est sous « {label} » ({dates}) : indiquez la bonne.',
    en: 'Date read: {date}, but by a correction of {by} the date of {supplier} stands under “{label}” ({dates}): say which is right.',
  },
  MEMORY_USED: {
    fr: 'Date du {date} prise sous « {label} », comme {by} l’a indiqué pour {supplier}.',
    en: 'The date {date} was taken under “{label}”, as {by} said for {supplier}.',
  },
  MEMORY_SELLER: {
    fr: 'Vendeur {supplier}, comme {by} l’a indiqué sur un document semblable.',
    en: 'Seller {supplier}, as {by} said on a document like it.',
  },
  // The doubt about a filed document, and answers to accept
  DATE_NOT_CERTAIN: {
    fr: 'L’exercice est certain, la date ne l’est pas.',
    en: 'The exercice is certain, the date is not.',
  },
  ANSWER_FILE: {
    fr: 'Proposition : classer dans le dossier {dossier}, exercice {exercice}.',
    en: 'Proposed: to file it in dossier {dossier}, exercice {exercice}.',
  },
  ANSWER_FILE_DATE: {
    fr: 'Proposition : facture du {date}, à classer dans le dossier {dossier}, exercice {exercice}.',
    en: 'Proposed: an invoice of {date}, to be filed in dossier {dossier}, exercice {exercice}.',
  },
  ANSWER_DATE: { fr: 'Proposition : facture du {date}.', en: 'Proposed: an invoice of {date}.' },
  // Refusals
  CORRECTED_DATE_OUTSIDE: {
    fr: 'La date {date} n’est pas dans l’exercice {exercice} (du {start} au {end}) : corrigez l’une ou l’autre.',
    en: 'The date {date} is not in exercice {exercice} ({start} to {end}): correct one or the other.',
  },
  CANDIDATE_NOT_FOUND: {
    fr: 'Aucune date lue sur le document n’est écrite « {text} » : indiquez seulement le jour.',
    en: 'No date read on the document is written “{text}”: give the day only.',
  },
  CANDIDATE_UNCLEAR: {
    fr: '« {text} » peut se lire de plusieurs façons ({dates}) : indiquez aussi le jour.',
    en: '“{text}” can be read in several ways ({dates}): give the day too.',
  },
  CANDIDATE_OTHER_DAY: {
    fr: '« {text} » est le {dates}, pas le {date}.',
    en: '“{text}” is {dates}, not {date}.',
  },
  SELLER_UNKNOWN: {
    fr: 'Le vendeur doit avoir un SIREN ou un numéro de TVA valable.',
    en: 'The seller needs a valid SIREN or VAT number.',
  },
  SUPPLIER_NOT_FOUND: {
    fr: 'Rien n’est retenu du fournisseur {key} dans le dossier {dossier}.',
    en: 'Nothing is remembered of supplier {key} in dossier {dossier}.',
  },
} as const;
