import { frenchDate, parseIsoDate } from '../calendar.ts';
import type { DateEvidence, Evidence, FieldEvidence, FieldName } from '../evidence.ts';
import type { DateKind } from '../page/date-kinds.ts';
import type { Place } from '../page/found-label.ts';
import type { HeadSign } from '../page/head-date.ts';

/** What was read and by what, in a reader's words. */
type Words<K extends string> = Readonly<Record<K, { readonly fr: string; readonly en: string }>>;
type Language = 'fr' | 'en';

const FIELDS: Words<FieldName> = {
  date: { fr: 'Date de facture', en: 'Invoice date' },
  number: { fr: 'Numéro', en: 'Number' },
  dueDate: { fr: 'Échéance', en: 'Due date' },
  net: { fr: 'Total HT', en: 'Net total' },
  vat: { fr: 'TVA', en: 'VAT' },
  gross: { fr: 'Total TTC', en: 'Gross total' },
  currency: { fr: 'Devise', en: 'Currency' },
  seller: { fr: 'Vendeur', en: 'Seller' },
  buyer: { fr: 'Acheteur', en: 'Buyer' },
  dossier: { fr: 'Dossier', en: 'Dossier' },
  exercice: { fr: 'Exercice', en: 'Exercice' },
};

const KINDS: Words<DateKind> = {
  issue: { fr: 'date de facture', en: 'invoice date' },
  credit: { fr: 'date de l’avoir', en: 'date of the credit note' },
  document: { fr: 'date de la facture nommée', en: 'date of the invoice that is named' },
  plain: { fr: 'date sans autre précision', en: 'a date without more' },
  related: { fr: 'date d’une autre pièce', en: 'date of another document' },
  due: { fr: 'échéance ou règlement', en: 'due date or payment' },
  debit: { fr: 'prélèvement', en: 'direct debit' },
  delivery: { fr: 'livraison', en: 'delivery' },
  order: { fr: 'commande, devis ou contrat', en: 'order, quote or contract' },
  period: { fr: 'période', en: 'period' },
  service: { fr: 'prestation', en: 'service' },
  publication: { fr: 'publication', en: 'publication' },
  print: { fr: 'impression', en: 'printing' },
  reset: { fr: 'remise à zéro', en: 'reset' },
  validity: { fr: 'validité', en: 'validity' },
  registration: { fr: 'immatriculation ou texte de loi', en: 'registration or law' },
  birth: { fr: 'naissance', en: 'birth' },
  situation: { fr: 'relevé ou situation', en: 'reading or situation' },
  payment: { fr: 'paiement', en: 'payment' },
  list: { fr: 'ligne d’un tableau', en: 'a line of a table' },
  other: { fr: 'autre date', en: 'another date' },
  none: { fr: 'sans libellé', en: 'without a label' },
};

/** Why a date was taken of which no label says that it is the invoice's. */
const SIGNS: Words<HeadSign> = {
  number: { fr: 'à côté du numéro ou du titre', en: 'beside the number or the title' },
  numbered: { fr: 'le numéro en a l’année et le mois', en: 'the number has its year and month' },
  terms: { fr: 'les conditions de paiement mènent à l’échéance', en: 'the terms of payment lead to the due date' },
  delay: { fr: 'délai usuel jusqu’à l’échéance', en: 'a usual delay until the due date' },
  between: { fr: 'entre commande ou livraison et échéance', en: 'between order or delivery and due date' },
  latest: { fr: 'juste après les dates des lignes', en: 'right after the dates of the lines' },
  period: { fr: 'en bordure de la période facturée', en: 'at the edge of the period billed' },
  rest: {
    fr: 'les autres dates de l’en-tête disent ce qu’elles sont',
    en: 'the other dates of the head say what they are',
  },
  again: { fr: 'écrite deux fois', en: 'written twice' },
  alone: { fr: 'seule à sa place', en: 'by itself' },
  hour: { fr: 'avec l’heure', en: 'with the hour' },
};

const PLACES: Words<Place> = {
  after: { fr: 'après', en: 'after' },
  right: { fr: 'à droite de', en: 'to the right of' },
  below: { fr: 'sous', en: 'below' },
  above: { fr: 'au-dessus de', en: 'above' },
  left: { fr: 'à gauche de', en: 'to the left of' },
};

/**
 * `Date de facture 02/11/2019, page 1, à droite de « Date de facture »`; `Lu : ...` where a person has said otherwise
 * since.
 */
export function sayField(f: FieldEvidence, language: Language): string {
  const french = language === 'fr';
  const read = f.overruled ? (french ? 'Lu : ' : 'Read: ') : '';
  const parts = [`${read}${FIELDS[f.field][language]} ${inWords(f.value, language)}`, ...originOf(f, language)];
  if (f.memory) {
    const { by, document } = f.memory;
    parts.push(french ? `d’après une correction de ${by} (${document})` : `by a correction of ${by} (${document})`);
  }
  return parts.join(', ');
}

/** Where a value comes from, in parts: the XML, a name, a person, a page. */
function originOf(f: FieldEvidence, language: Language): string[] {
  const french = language === 'fr';
  const on = f.page === null ? [] : [where({ ...f, page: f.page }, language)];
  switch (f.origin) {
    case 'xml':
      return [french ? 'facture électronique' : 'e-invoice', ...(f.label ? [f.label] : [])];
    case 'name':
      return [statedBy(f.label ?? '', language)];
    case 'person':
      return f.memory ? on : [`${french ? 'indiqué par' : 'said by'} ${f.by ?? '…'}`, ...on];
    case 'ocr':
      return [...on, french ? 'lu sur l’image (OCR)' : 'read from the picture (OCR)'];
    default:
      return on;
  }
}

/** Names of folders are kept from `/`. */
function statedBy(name: string, language: Language): string {
  const folder = name.startsWith('/');
  if (language === 'fr') return `d’après le nom du ${folder ? 'répertoire' : 'fichier'} « ${name} »`;
  return `by the name of the ${folder ? 'folder' : 'file'} “${name}”`;
}

/** `« 02/12/2019 », page 1, à droite de « Échéance » : échéance ou règlement`. */
export function sayDate(d: DateEvidence, language: Language): string {
  const [open, close, colon] = language === 'fr' ? ['« ', ' »', ' :'] : ['“', '”', ':'];
  const calendar = language === 'fr' ? 'n’existe pas dans le calendrier' : 'not on the calendar';
  const or = language === 'fr' ? ' ou ' : ' or ';
  const readings = d.dates.map((date) => inWords(date, language)).join(or);
  const doubt = d.dates.length === 1 ? '' : ` (${readings || calendar})`;
  const signs = d.signs?.map((sign) => SIGNS[sign][language]).join(', ');
  const because = signs ? (language === 'fr' ? `, retenue (${signs})` : `, taken (${signs})`) : '';
  return `${open}${d.text}${close}${doubt}, ${where(d, language)}${colon} ${KINDS[d.kind][language]}${because}`;
}

/** The evidence with each part's text in both languages. */
export function saidEvidence({ fields, dates }: Evidence) {
  return {
    fields: fields.map((f) => ({ ...f, fr: sayField(f, 'fr'), en: sayField(f, 'en') })),
    dates: dates.map((d) => ({ ...d, fr: sayDate(d, 'fr'), en: sayDate(d, 'en') })),
  };
}

function where(at: Pick<DateEvidence, 'page' | 'label' | 'place'>, language: Language): string {
  const page = `page ${at.page}`;
  if (at.label === null || at.place === null) return page;
  const quoted = language === 'fr' ? `« ${at.label} »` : `“${at.label}”`;
  return `${page}, ${PLACES[at.place][language]} ${quoted}`;
}

function inWords(value: string, language: Language): string {
  const date = language === 'fr' ? parseIsoDate(value) : null;
  return date ? frenchDate(date) : value;
}
