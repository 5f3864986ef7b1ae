/**
 * What the reading of a file says: reasons why it is unreadable, and remarks that refuse nothing, as an accountant
 * reads them. `{field}` is a business term of EN 16931 (BT-9: due date), `{type}` a media type or a format's name.
 */
export const readingMessages = {
  // Reasons
  FILE_EMPTY: {
    fr: 'Le fichier est vide (0 octet). Renvoyez-le sous le même nom, et celui-ci quittera de lui-même la liste d’attente ; ou décidez.',
    en: 'The file is empty (0 bytes). Send it again under the same name, and this one leaves the waiting list by itself; or decide.',
  },
  FILE_TOO_LARGE: {
    fr: 'Fichier de {size} Mo, trop gros pour être lu (limite : {limit} Mo).',
    en: 'A file of {size} MB is too large to be read (limit: {limit} MB).',
  },
  FILE_TYPE_UNSUPPORTED: {
    fr: 'Ce fichier n’est ni un PDF, ni un TIFF, ni une facture XML (contenu trouvé : {type}).',
    en: 'This file is neither a PDF, nor a TIFF, nor an XML invoice (content found: {type}).',
  },
  FILE_INCOMPLETE: {
    fr: 'Le fichier s’arrête avant sa fin : le transfert ou la numérisation a été coupé. Renvoyez-le sous le même nom, et celui-ci quittera de lui-même la liste d’attente ; ou décidez.',
    en: 'The file stops before its end: its transfer or its scan was cut short. Send it again under the same name, and this one leaves the waiting list by itself; or decide.',
  },
  INCOMPLETE_REPLACED: {
    fr: 'Fichier incomplet : le même nom a été envoyé de nouveau depuis ({document}).',
    en: 'An incomplete file: the same name has been sent again since ({document}).',
  },
  PDF_ENCRYPTED: {
    fr: 'Le PDF est protégé par un mot de passe : à renvoyer sans mot de passe.',
    en: 'The PDF is protected by a password: to be sent again without one.',
  },
  PDF_BROKEN: {
    fr: 'Le PDF est abîmé et ne peut pas être ouvert ({detail}).',
    en: 'The PDF is damaged and cannot be opened ({detail}).',
  },
  TIFF_BROKEN: {
    fr: 'L’image TIFF est abîmée et ne peut pas être ouverte ({detail}).',
    en: 'The TIFF image is damaged and cannot be opened ({detail}).',
  },
  IMAGE_TOO_LARGE: {
    fr: 'L’image de {width} × {height} points est trop grande pour être lue : à numériser de nouveau à 300 points par pouce.',
    en: 'The picture of {width} × {height} dots is too large to be read: to be scanned again at 300 dots per inch.',
  },
  PAGE_MISSING: {
    fr: 'Le fichier n’a pas de page {page}.',
    en: 'The file has no page {page}.',
  },
  READER_TIMEOUT: {
    fr: 'La lecture du fichier dépassait {seconds} secondes et a été arrêtée : à vérifier et à classer à la main.',
    en: 'Reading the file took more than {seconds} seconds and was stopped: to be checked and filed by hand.',
  },
  READER_MEMORY: {
    fr: 'La lecture du fichier demandait plus de {limit} Mo de mémoire et a été arrêtée : à vérifier et à classer à la main.',
    en: 'Reading the file needed more than {limit} MB of memory and was stopped: to be checked and filed by hand.',
  },
  READER_CRASHED: {
    fr: 'Le fichier a fait échouer sa lecture ({detail}) : à vérifier et à classer à la main.',
    en: 'The file made its own reading fail ({detail}): to be checked and filed by hand.',
  },
  XML_NOT_INVOICE: {
    fr: 'Ce fichier XML n’est pas une facture électronique (élément principal : {root}).',
    en: 'This XML file is not an e-invoice (root element: {root}).',
  },
  XML_DOCTYPE: {
    fr: 'Le fichier XML contient une déclaration DOCTYPE (ligne {line}), refusée par sécurité.',
    en: 'The XML file contains a DOCTYPE declaration (line {line}), refused for safety.',
  },
  XML_TRUNCATED: {
    fr: 'Le fichier XML s’arrête avant sa fin (ligne {line}).',
    en: 'The XML file stops before its end (line {line}).',
  },
  XML_MALFORMED: {
    fr: 'Le fichier XML est mal formé, ligne {line} ({detail}).',
    en: 'The XML file is not well formed, line {line} ({detail}).',
  },
  XML_ENCODING: {
    fr: 'Les caractères du fichier XML ne sont pas ceux qu’il annonce, ligne {line} ({detail}).',
    en: 'The characters of the XML file are not those it declares, line {line} ({detail}).',
  },
  XML_TOO_LARGE: {
    fr: 'Le fichier XML est trop gros pour une facture ({detail}).',
    en: 'The XML file is too large for an invoice ({detail}).',
  },
  XML_TOO_DEEP: {
    fr: 'Le fichier XML imbrique trop d’éléments pour une facture ({detail}).',
    en: 'The XML file nests too many elements for an invoice ({detail}).',
  },
  EINVOICE_NAMESPACE: {
    fr: 'Le fichier ressemble à une facture électronique mais n’en suit pas le format : {element} est dans l’espace de noms « {namespace} ».',
    en: 'The file looks like an e-invoice but does not follow its format: {element} is in the namespace "{namespace}".',
  },
  EINVOICE_STRUCTURE: {
    fr: 'La facture électronique est incomplète : {element} manque.',
    en: 'The e-invoice is incomplete: {element} is missing.',
  },
  // Remarks
  EXTENSION_MISMATCH: {
    fr: 'Le fichier « {name} » est en réalité un {type} ; il a été lu comme tel.',
    en: 'The file "{name}" is in fact a {type}; it was read as one.',
  },
  PDF_REPAIRED: {
    fr: 'Le PDF était légèrement abîmé ; il a pu être lu.',
    en: 'The PDF was slightly damaged; it could be read.',
  },
  TEXT_TOO_LONG: {
    fr: 'Le PDF contient plus de texte qu’une facture : la fin n’a pas été lue.',
    en: 'The PDF holds more text than an invoice does: its end was not read.',
  },
  EINVOICE_UNREADABLE: {
    fr: 'La facture électronique jointe au PDF ({name}) n’a pas pu être lue ({code} : {detail}).',
    en: 'The e-invoice embedded in the PDF ({name}) could not be read ({code}: {detail}).',
  },
  EINVOICE_SEVERAL: {
    fr: 'Le PDF contient {count} factures électroniques différentes ; « {name} » a été retenue.',
    en: 'The PDF contains {count} different e-invoices; "{name}" was taken.',
  },
  NUMBER_MISSING: {
    fr: 'La facture électronique n’a pas de numéro.',
    en: 'The e-invoice has no number.',
  },
  DATE_MISSING: {
    fr: 'La facture électronique n’a pas de date.',
    en: 'The e-invoice has no date.',
  },
  DATE_FORMAT: {
    fr: 'La date de facture « {text} » n’est pas écrite dans la forme prévue ; elle a été comprise.',
    en: 'The invoice date "{text}" is not written in the expected form; it was understood.',
  },
  DATE_IMPOSSIBLE: {
    fr: 'La date de facture « {text} » n’existe pas dans le calendrier.',
    en: 'The invoice date "{text}" does not exist on the calendar.',
  },
  DATE_UNREADABLE: {
    fr: 'La date de facture « {text} » n’a pas pu être lue.',
    en: 'The invoice date "{text}" could not be read.',
  },
  PDF_PAGES_NOT_READ: {
    fr: 'Pages qui n’ont pas été lues (images, ou milieu d’un long document) : {pages}. Vérifiez qu’elles ne contiennent pas une autre facture.',
    en: 'Pages that were not read (pictures, or the middle of a long document): {pages}. Check that they hold no other invoice.',
  },
  OTHER_DATE_IGNORED: {
    fr: 'La date « {text} » ({field}) est impossible ou illisible ; elle n’est pas prise en compte.',
    en: 'The date "{text}" ({field}) is impossible or unreadable; it is left out.',
  },
  AMOUNT_UNREADABLE: {
    fr: 'Le montant ou le taux « {text} » ({field}) n’a pas pu être lu.',
    en: 'The amount or rate "{text}" ({field}) could not be read.',
  },
  TOTALS_MISMATCH: {
    fr: 'Les totaux ne s’additionnent pas : {net} HT + {vat} de TVA ne font pas {gross} TTC.',
    en: 'The totals do not add up: {net} net + {vat} VAT is not {gross} gross.',
  },
  VAT_BREAKDOWN_MISMATCH: {
    fr: 'Le détail de la TVA fait {sum}, le total de TVA indiqué est {vat}.',
    en: 'The VAT breakdown sums to {sum}, the stated total VAT is {vat}.',
  },
  CREDIT_NOTE_NEGATIVE: {
    fr: 'Avoir (type {type}) dont le total {gross} est négatif : le sens est à vérifier.',
    en: 'A credit note (type {type}) whose total {gross} is negative: its sign is to be checked.',
  },
  SIREN_INVALID: {
    fr: 'Le SIREN « {siren} » de {name} est faux (clé de contrôle ou longueur).',
    en: 'The SIREN "{siren}" of {name} is wrong (check digit or length).',
  },
  VAT_NUMBER_INVALID: {
    fr: 'Le numéro de TVA « {vat} » de {name} est faux (clé de contrôle ou longueur).',
    en: 'The VAT number "{vat}" of {name} is wrong (check digits or length).',
  },
  VAT_NUMBER_MISMATCH: {
    fr: 'Le numéro de TVA {vat} de {name} n’est pas celui de son SIREN {siren}.',
    en: 'The VAT number {vat} of {name} is not that of its SIREN {siren}.',
  },
  VALUE_TOO_LONG: {
    fr: 'Une valeur de la facture électronique ({field}) est anormalement longue ; elle n’est pas prise en compte.',
    en: 'A value of the e-invoice ({field}) is abnormally long; it is left out.',
  },
} as const;
