/** Reasons and remarks of the reading of scans, as an accountant reads them. `{pages}` lists page numbers, from 1. */
export const scanMessages = {
  // Reasons
  READING: {
    fr: 'Lecture en cours : rien à faire, le document sera classé dès qu’il sera lu.',
    en: 'Being read: nothing to do, the document is filed as soon as it is read.',
  },
  READING_PROGRESS: {
    fr: 'Lecture en cours, pages lues : {read} sur {pages}. Rien à faire, le document sera classé dès qu’il sera lu.',
    en: 'Being read: {read} of {pages} pages so far. Nothing to do, the document is filed as soon as it is read.',
  },
  READING_FAILED: {
    fr: 'Le document n’a pas encore pu être lu ({detail}). Il est intact, et la lecture est retentée d’elle-même, au moins toutes les heures. Rien à faire ; vous pouvez aussi le classer à la main.',
    en: 'The document could not be read yet ({detail}). It is intact, and its reading is tried again by itself, at least every hour. Nothing to do; it can also be filed by hand.',
  },
  TOO_MANY_PAGES: {
    fr: 'Document de {pages} pages, trop long pour être lu (limite : {limit}) : à découper et renvoyer, ou à classer à la main.',
    en: 'A document of {pages} pages is too long to be read (limit: {limit}): to be split and sent again, or filed by hand.',
  },
  SCAN_PAGE_UNREADABLE: {
    fr: 'Page(s) qui n’ont pas pu être lues : {page}. À vérifier et à classer à la main.',
    en: 'Pages that could not be read: {page}. To be checked and filed by hand.',
  },
  SCAN_BLANK: {
    fr: 'Toutes les pages sont blanches : document à numériser de nouveau, ou à écarter.',
    en: 'All its pages are blank: to be scanned again, or set aside.',
  },
  SCAN_SERVICE_REFUSED: {
    fr: 'Le service de lecture a refusé l’image de la page ({code}) : à vérifier et à classer à la main.',
    en: 'The reading service refused the picture of the page ({code}): to be checked and filed by hand.',
  },
  SCAN_TOO_SMALL: {
    fr: 'L’image est trop petite pour être lue ({width} × {height} points) : à numériser de nouveau à 300 points par pouce.',
    en: 'The picture is too small to be read ({width} × {height} dots): to be scanned again at 300 dots per inch.',
  },
  // Remarks
  SCAN_NOT_300_DPI: {
    fr: 'Numérisé à {dpi} points par pouce (pages {pages}) : 300 est conseillé.',
    en: 'Scanned at {dpi} dots per inch (pages {pages}): 300 is advised.',
  },
  SCAN_NOT_BILEVEL: {
    fr: 'Numérisé en gris ou en couleurs (pages {pages}) : le noir et blanc est conseillé.',
    en: 'Scanned in grey or colours (pages {pages}): black and white is advised.',
  },
  SCAN_TURNED: {
    fr: 'Pages numérisées de travers et redressées pour la lecture : {pages}.',
    en: 'Pages that were scanned turned, and put upright to be read: {pages}.',
  },
  SCAN_BLANK_PAGES: {
    fr: 'Pages blanches : {pages}.',
    en: 'Blank pages: {pages}.',
  },
  SCAN_POOR: {
    fr: 'Pages difficiles à lire (trop pâles, floues ou tachées) : {pages}.',
    en: 'Pages that are hard to read (too pale, blurred or stained): {pages}.',
  },
  SCAN_TEXT_TOO_LONG: {
    fr: 'Une page contient plus de texte qu’une facture : la fin n’a pas été lue.',
    en: 'A page holds more text than an invoice does: its end was not read.',
  },
} as const;
