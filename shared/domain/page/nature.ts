import type { Segment } from './segments.ts';

/** What a document is, by its title. */
export type Nature =
  | 'invoice'
  | 'credit'
  | 'proforma'
  | 'quote'
  | 'order'
  | 'delivery'
  | 'statement'
  | 'reminder'
  /** It says nothing of the kind. */
  | 'unknown';

/** Those that no exercice takes: a person has to look. */
export const NOT_AN_INVOICE: readonly Nature[] = ['proforma', 'quote', 'order', 'delivery', 'statement', 'reminder'];

const AFTER = '(?![a-z])';
const TITLES: readonly (readonly [Nature, RegExp])[] = [
  ['proforma', new RegExp(String.raw`(?:pro[\s-]?forma|rechnungsentwurf)${AFTER}`)],
  [
    'credit',
    new RegExp(
      `^(?:facture d'avoir|avoir|note de credit|credit (?:note|memo|invoice)|gutschrift|credit(?:nota|factuur)|stornorechnung)${AFTER}`,
    ),
  ],
  [
    'statement',
    new RegExp(
      `^(?:releve (?:de (?:compte|factures?)|des? (?:factures|operations)|client|mensuel|bancaire|d'operations)|releve$|extrait de compte|statement(?: of accounts?)?|account statement|kontoauszug|rekeningoverzicht|(?:etat|situation) (?:de|du) compte|balance agee)${AFTER}`,
    ),
  ],
  [
    'reminder',
    new RegExp(
      `^(?:(?:lettre de )?relance|rappel|mise en demeure|(?:payment )?reminder|mahnung|zahlungserinnerung|herinnering|aanmaning)${AFTER}`,
    ),
  ],
  [
    'quote',
    new RegExp(
      `^(?:devis|offre(?: de prix| commerciale)?|proposition (?:commerciale|de prix)|estimation|quot(?:e|ation)|estimate|angebot|kostenvoranschlag|offerte|prijsopgave)${AFTER}`,
    ),
  ],
  [
    'order',
    new RegExp(
      `^(?:bon de commande|commande|accuse de reception de commande|confirmation de commande|purchase order|order(?: confirmation)?|bestell(?:ung|bestatigung)|auftragsbestatigung|bestelbon|orderbevestiging)${AFTER}`,
    ),
  ],
  [
    'delivery',
    new RegExp(
      `^(?:bon de livraison|bordereau de livraison|delivery note|packing (?:list|slip)|lieferschein|leveringsbon|pakbon)${AFTER}`,
    ),
  ],
  [
    'invoice',
    new RegExp(
      `^(?:(?:votre|la|tax|commercial|self-billed) )?(?:factures?|invoice|rechnung|faktura|factuur|note d'honoraires|quittance|recu|receipt|ticket|bill|avis d'echeance|appel de (?:cotisations?|loyers?|charges|fonds)|note de frais|releve d'honoraires|memoire d[e']|decompte)${AFTER}(?! ?a(?![a-z']))`,
    ),
  ],
];

/** A title is this much larger than another before its size counts more than its place. */
const LARGER = 1.15;
/** What may follow the word that names the document. */
const REST =
  /^\s*(?:$|[:#,(/-]|n°|no\.?(?![a-z])|nr|num|number|nummer|(?:du|de|d'|au|en|of|pour)\s*[^\s:]|client|\d|[a-z]{0,4}-?\d|\*)/;
/** What a title says before its own word. */
const LEAD = /^[\s*:.°#-]+/;

interface Title {
  readonly nature: Nature;
  readonly height: number;
  readonly y: number;
}

/** Documents that invoices refer to, and that refer to none. */
const REFERRED: readonly Nature[] = ['quote', 'order', 'delivery'];

/**
 * What a document is, its own number and more being told: a heading of the order, as shops put it above their invoices,
 * does not outweigh the number of an invoice with the date of an invoice, or with a title as large and a gross total.
 */
export function natureWith(title: Nature, invoiceNumber: boolean, more: boolean): Nature {
  return REFERRED.includes(title) && invoiceNumber && more ? 'invoice' : title;
}

/** True where the page also has the title of an invoice, no smaller than the one that it goes by. */
export function hasInvoiceTitle(segments: readonly Segment[]): boolean {
  const titles = titlesOf(segments);
  const largest = Math.max(...titles.map((t) => t.height));
  return titles.some((t) => t.nature === 'invoice' && t.height * LARGER >= largest);
}

function titlesOf(segments: readonly Segment[]): Title[] {
  return segments.flatMap((s): Title[] => {
    const nature = titleOf(s.folded.text.replace(LEAD, ''));
    return nature ? [{ nature, height: s.box.height, y: s.box.y }] : [];
  });
}

/** What the first page says it is: the largest of its titles, and of equally large ones the uppermost. */
export function natureOf(segments: readonly Segment[]): Nature {
  const titles = titlesOf(segments);
  if (titles.length === 0) return 'unknown';
  const largest = Math.max(...titles.map((t) => t.height));
  const first = titles.filter((t) => t.height * LARGER >= largest).sort((a, b) => a.y - b.y)[0]!;
  // "Facture" and "pro forma" may be two titles, or two lines of one.
  const proforma = titles.some((t) => t.nature === 'proforma' && t.height * LARGER >= first.height);
  return proforma ? 'proforma' : first.nature;
}

function titleOf(text: string): Nature | null {
  if (text.length > 80) return null;
  // A label of an order or a quote, with its date or number after a colon, is a reference to it.
  for (const [nature, pattern] of TITLES) {
    const m = pattern.exec(text);
    if (!m) continue;
    // "Devis accepté le" is a label; "Devis n° 12", "Devis du 3 mars" and "Devis" are titles.
    const plain = nature === 'proforma' || nature === 'invoice';
    return plain || REST.test(text.slice(m.index + m[0].length)) ? nature : null;
  }
  return null;
}
