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
  /** An attestation, a contract, a payslip: a document by its name, and none of these. */
  | 'other'
  /** It says nothing of the kind. */
  | 'unknown';

export const AFTER = '(?![a-z])';
const TITLES: readonly (readonly [Nature, RegExp])[] = [
  ['proforma', new RegExp(String.raw`(?:pro[\s-]?forma|rechnungsentwurf)${AFTER}`)],
  [
    'credit',
    new RegExp(
      `^(?:facture d'avoir|avoir|note de ?credit|credit (?:note|memo|invoice)|gutschrift|nota (?:di credito|de credito)|factura rectificativa|credit ?(?:nota|factuur)|stornorechnung)${AFTER}`,
    ),
  ],
  [
    'statement',
    new RegExp(
      String.raw`^(?:releve(?! (?:(?:de|des|d')\s?(?:vos |votre )?)?(?:honoraires|prestations?|compteurs?|index|consommations?|heures|travaux))(?: (?:annuel|mensuel|trimestriel|semestriel|hebdomadaire|quotidien|recapitulatif|detaille|general|bancaire|client|individuel|fiscal))?|extrait de compte|statement(?: of accounts?)?|account statement|kontoauszug|rekeningoverzicht|(?:etat|situation) (?:du|de(?: votre)?) compte|(?:votre )?compte courant|remise (?:de cheques|d'effets|en banque)(?: a l'(?:encaissement|escompte))?|avis de sort|balance (?:agee|client)|(?:votre )?echeancier|(?:etat|recapitulatif|recapitulation) (?:des?|du|de vos) (?:factures?|compte|paiements?|reglements?|echeances|sommes dues)|avis (?:de (?:debit|credit|virement|reglement|paiement|encaissement|prelevement(?: sepa)?|passage|sommes?)|d'operation)|(?:votre )?calendrier (?:de|des) (?:mensualites|paiements?|reglements?|prelevements?|echeances)|plan (?:de paiement|d'apurement|d'echelonnement)|accord de (?:reglement|paiement)|tableau d'amortissement|plan de remboursement)${AFTER}`,
    ),
  ],
  [
    'reminder',
    new RegExp(
      `^(?:(?:lettre de )?relance|(?:(?:1er|premier|2e|2eme|deuxieme|second|dernier|3e|3eme|troisieme) )?(?:rappel|avis avant)|mise en demeure|avis d'impaye|dernier avis|impayes?|facture impayee|(?:payment )?reminder|mahnung|zahlungserinnerung|sollecito(?: di pagamento)?|recordatorio|herinnering|aanmaning)${AFTER}`,
    ),
  ],
  [
    'quote',
    new RegExp(
      `^(?:devis(?: accepte(?= n))?|projet de (?:facture|decompte)|facture (?:provisoire|previsionnelle)|chiffrage|simulation|offre(?: de prix| commerciale)?|(?:notre |votre )?proposition (?:commerciale|de prix)|estimation|quot(?:e|ation)|estimate|preventivo|presupuesto|orcamento|angebot|kostenvoranschlag|offerte|prijsopgave)${AFTER}`,
    ),
  ],
  [
    'order',
    new RegExp(
      `^(?:bon de commande|bon d'intervention|ordre (?:de (?:reparation|service|mission|fabrication|travaux|virement)|d'insertion)|fiche (?:de travaux|d'intervention)|commande|accuse de reception|confirmation de (?:commande|reservation)|a\\.?r\\.?c\\.?|merci (?:de|pour) votre commande|recapitulatif de (?:votre )?(?:commande|reservation)|bon de reservation|reservation|ordre de mission|purchase order|order(?: confirmation)?|ordine(?: d'acquisto)?|pedido|bestell(?:ung|bestatigung)|auftragsbestatigung|bestelbon|orderbevestiging)${AFTER}`,
    ),
  ],
  [
    'delivery',
    new RegExp(
      `^(?:bon (?:de (?:livraison|transport|retour|reception|preparation|sortie|pesee|prise en charge)|d'enlevement|d'expedition)|(?:bon|ticket) de (?:pesee|caisse provisoire)|bordereau (?:de (?:livraison|transmission|retour|depot|envoi|transport|remise|pesee|preparation|suivi)|d'(?:expedition|envoi|enlevement))|lettre de voiture|delivery note|packing (?:list|slip)|lieferschein|documento di trasporto|ddt|albaran|leveringsbon|pakbon)${AFTER}`,
    ),
  ],
  [
    'invoice',
    new RegExp(
      `^(?:(?:votre|la|tax|commercial|self-billed) )?(?:factures?|invoice|rechnung|faktura|factuur|fattura(?! proforma)|factura|fatura|note d'honoraires|quittance|recu|justificatif de (?:paiement|peage|stationnement|vente)|(?:valant|tenant lieu de) facture|receipt|ticket|bill|avis d'echeance|appel de (?:cotisations?|loyers?|charges|fonds)|note de frais|releve d'honoraires|memoire d[e']|decompte)${AFTER}(?! ?a(?![a-z'])| (?:suivra|sera|vous|parviendra|doit|ne|n'est|will|follows|folgt|volgt)(?![a-z]))`,
    ),
  ],
];

/** What may follow the word that names the document. */
export const OTHER_TITLE = new RegExp(
  `^(?:attestation|certificat|contrat|bulletin (?:de|d')\\s?[a-z]+|formulaire|fiche (?:d'inscription|de renseignements?)|demande (?:de|d')\\s?[a-z]+|fiche de paie|proces[ -]verbal|rapport|convention|compte[ -]rendu|note d'information|conditions generales|declaration|questionnaire|payslip|note de service|etat des lieux|feuille de (?:temps|presence|route)|(?:mandat|autorisation) de prelevement|mandat sepa|avenant|avis de situation|bail|pv|note interne|convocation|autorisation de [a-z]+|notification|reglement de (?:la )?consultation|avis (?:d'appel|de marche|d'attribution)|appel d'offres|constat|modification (?:du contrat|n°)|message|contestation|reclamation)${AFTER}`,
);
const REST =
  /^\s*(?:$|[:#,(/-]|n°|no\.?(?![a-z])|nr|num|number|nummer|(?:du|de|d'|au|en|of|pour)\s*[^\s:]|client|\d|[a-z]{0,4}[-/_.]?\d|\*)/;
/** What a title says before its own word. */
export const LEAD = /^[\s*:.,°#()[\]{}|'’‘“”"«_—-]+/;

/** What a text at the head of a page calls the document; null where it is no title. */
export function titleOf(text: string): Nature | null {
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
