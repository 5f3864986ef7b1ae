/**
 * What a date is the date of, as its label says:
 * - issue: the invoice's own, in so many words ("date de facture"); credit: the same of a credit note;
 * - document: the document's own, by its name and number ("facture n° 12 du ...");
 * - plain: only "date", or a place ("Lyon, le ...");
 * - other: "date" with words of which nothing is known;
 * - all others: something else than the date of issue;
 * - none: no label was found.
 */
export type DateKind =
  | 'issue'
  | 'credit'
  | 'document'
  | 'plain'
  | 'related'
  | 'due'
  | 'debit'
  | 'delivery'
  | 'order'
  | 'period'
  | 'service'
  | 'publication'
  | 'print'
  | 'reset'
  | 'validity'
  | 'registration'
  | 'birth'
  | 'situation'
  | 'payment'
  | 'list'
  | 'other'
  | 'none';

export interface Term {
  readonly kind: DateKind;
  readonly start: number;
  readonly end: number;
}

const INVOICE = String.raw`(?:factures?|fact\.?|invoices?|rechnung|faktura|factuur|note d'honoraires|honoraires|quittance|receipt|bill|ticket|bordereau|memoire)`;
const SORT =
  "(?:d'acompte|de solde|de situation|simplifiee|client|fournisseur|acquittee|definitive|electronique|finale|recapitulative|mensuelle|trimestrielle|annuelle|de vente|de prestations?|de travaux|de services?)";
const CREDIT =
  "(?:factures? d'avoir|avoir|notes? de credit|credit notes?|credit memo|gutschrift|creditnota|creditfactuur|stornorechnung)";
const NUMBER = String.raw`(?:\s*(?:n°|no\.?|nr\.?|n\b|num(?:ero)?\.?|number|nummer|#|ref(?:erence)?\.?)\s*)?[:.#-]?\s*`;
const TOKEN = String.raw`(?:(?=[a-z/_.-]{0,12}\d)[a-z0-9][a-z0-9/_.-]{0,30})?`;
const ON = String.raw`(?:\s*[,;-]?\s*(?:en date du|emise? le|etablie? le|datee? du|du|dated|date|of|from|vom|van|per|le))`;

/** What stands behind "facture" where the date that follows is that of something else. */
const NAMES_ANOTHER = `[a-z']*(?:origin|initial|precedent|pro-?forma|avoir|commande|livraison|devis|annul|impaye|rectif|corrig|remplac|contrat|marche|regl|paie|pay|solde|relanc|rappel|associ|concern|credit|referen|votre|notre|bon(?![a-z])|bl(?![a-z])|echeance|periode|releve|situation|du(?![a-z])|le(?![a-z])|n°|no(?![a-z])|sur|suite|numero|dat)`;

/** Terms of the invoice's own date; the text between them and the date is the end of the label. */
const OWN: readonly (readonly [DateKind, string])[] = [
  [
    'issue',
    String.raw`(?:datee?|dte|dt\.?|d\.)\s*(?:de\s+|d')?(?:la\s+|l')?(?:presente\s+)?(?:mise en facturation|fact(?:uration|ure|\.)?|fac\.?(?![a-z]))(?:\s*(?:\s(?:et|ou)\s|/|=)\s*(?:date\s+)?(?:de\s+)?(?:la\s+)?(?:livraison|vente|prestation))?`,
  ],
  [
    'issue',
    String.raw`date\s+(?:d'|de\s+|de l')?(?:emission|etablissement|creation de la facture)(?:\s+(?:du\s+|de\s+|de\s+l')?(?:la\s+|cette\s+|votre\s+)?(?:facture|document|titre|avis|piece|note|quittance|decompte|bordereau|recu))?`,
  ],
  [
    'issue',
    String.raw`date\s+(?:du\s+|de\s+(?:la\s+)?|de\s+l')?(?:document|doc\.?|piece|note d'honoraires|note|recu|ticket|quittance|honoraires)`,
  ],
  [
    'issue',
    String.raw`(?:${INVOICE}\s+)?(?:emise?|etablie?|dressee|datee)(?:\s+par\s+[a-z' -]{2,25})?(?:\s+a\s+[a-z' -]{2,30})?,?\s+(?:le|du|en date du)`,
  ],
  // A public body's title.
  ['issue', 'emis et rendu executoire le'],
  ['issue', String.raw`facturee?\s+le`],
  ['issue', String.raw`${INVOICE}\s+(?:creee|editee|generee|validee|arretee|transmise)\s+le`],
  ['issue', String.raw`data\s+(?:della\s+|da\s+|de\s+)?(?:fattura|fatura|documento|emissione|emissao)`],
  ['issue', String.raw`fecha\s+(?:de\s+)?(?:la\s+)?(?:factura|emision|expedicion)`],
  ['issue', 'emission'],
  ['issue', String.raw`date\s+d'(?:edition|creation|generation)\s+de\s+(?:(?:la|votre|cette)\s+)?facture`],
  [
    'issue',
    String.raw`(?:tax\s+)?(?:invoice|issue|bill|billing|receipt|document|tax)\s+date(?:\s*(?:/|&|and)\s*(?:date of supply|supply date|tax point(?: date)?))?`,
  ],
  ['issue', String.raw`date\s+(?:of\s+)?(?:the\s+)?(?:invoice|issue|issued)`],
  ['issue', String.raw`(?:invoice\s+)?(?:issued|invoiced)(?:\s+on|\s+date)?`],
  ['issue', String.raw`(?:factuur|nota|rechnungs?|beleg|ausstellungs|faktura)[\s-]?datum`],
  ['issue', String.raw`datum\s+(?:der\s+|van\s+de\s+)?(?:rechnung|factuur|ausstellung)`],
  ['issue', String.raw`(?:ausgestellt|ausgegeben)\s+am`],
  ['credit', String.raw`date\s+(?:de\s+|d')?(?:la\s+|l')?${CREDIT}`],
  ['credit', String.raw`(?:credit\s+(?:note\s+|memo\s+)?date|gutschrifts?datum|credit(?:nota|factuur)?datum)`],
  ['credit', `${CREDIT}${NUMBER}${TOKEN}${ON}`],
  ['document', String.raw`${INVOICE}(?:\s+${SORT})?${NUMBER}${TOKEN}${ON}`],
  ['document', String.raw`${INVOICE}\s+(?:de\s|d')\s?[a-z]{3,20}${NUMBER}(?=[a-z/_.-]{0,12}\d)[a-z0-9/_.-]{3,30}${ON}`],
  // Without a word between, only after a whole number: what follows "facture n°" is a number, however like a date.
  ['document', String.raw`${INVOICE}${NUMBER}(?=[a-z/_.-]{0,12}\d)[a-z0-9][a-z0-9/_.-]{1,30}\s*(?:\s-|[,(|/·•])`],
  ['credit', String.raw`${CREDIT}${NUMBER}(?=[a-z/_.-]{0,12}\d)[a-z0-9][a-z0-9/_.-]{1,30}\s*(?:\s-|[,(|/·•])`],
  // "Facture d'accès au service n° 12 du ...": whatever it is for, unless that is a document with a date of its own.
  [
    'document',
    String.raw`(?![^\d]{0,60}referen)${INVOICE}(?:\s+(?!${NAMES_ANOTHER})[a-z'-]{1,20}){1,5}${NUMBER}${TOKEN}\s*(?:du|en date du|emise? le|datee? du)`,
  ],
  [
    'document',
    String.raw`(?:facturation|document|piece|decompte|appel de [a-z]{3,15}|titre(?: de recettes?)?)${NUMBER}${TOKEN}\s*(?:du|en date du|emise? le|emis le)`,
  ],
  ['plain', String.raw`(?<!\ben )date(?: du jour)?`],
  ['plain', 'dte|dt|data|fecha'],
  ['plain', 'datum'],
  ['plain', 'dated?'],
  ['plain', String.raw`fait\s+a\s+[a-z' -]{2,40},?\s+le`],
  ['plain', String.raw`date\s+(?:de\s+l'|d'|du\s+|de\s+la\s+)?(?:avis|appel|bordereau|decompte|memoire|quittance)`],
  ['plain', 'en date du'],
  ['plain', String.raw`date\s*(?:et|/|&)\s*(?:heure|lieu|time)|(?:lieu|place)\s*(?:et|/|&|and)\s*date`],
];

/** Words that make a date something else, wherever they stand in its label. */
const OTHER: readonly (readonly [DateKind, string])[] = [
  [
    'related',
    "(?:une facture|an invoice|eine[rn]? rechnung|een factuur|exemples?|specimen|modele|sample|beispiel|voorbeeld|d'origine|originale?|associee?s?|initiale?|concernee?|rectifi[a-z]*|corrig[a-z]*|precedent[a-z]*|remplac[a-z]*|annul[a-z]*|previous|original|related|corrected|preceding|credited|urspr[a-z]*|bezug|oorspronkelijk[a-z]*|vorige)",
  ],
  [
    'related',
    String.raw`(?:sur|sous|relati[a-z]+ a|suite a|concernant|selon|objet|deduction d[a-z']*|acompte|acomptes|rappel|(?:v|n)/?\s?ref[a-z.]*|(?:votre|notre|your|our|ihre?|unser|uw|ons) ref[a-z.]*)`,
  ],
  [
    'due',
    String.raw`(?:echeances?|ech\.|exigib[a-z]*|limite|avant|au plus tard|payable|payer|regler|reglement|paiement|reglable|lcr|traite|scadenza|vencimiento|delai|due|overdue|pay by|before|until|deadline|fallig[a-z]*|faellig[a-z]*|zahlbar|zahlung[a-z]*|zahlungs[a-z]*|bis zum|bis|verval[a-z]*|betaal[a-z]*|betalen|uiterlijk|voor)`,
  ],
  ['debit', '(?:prelev[a-z]*|debit[a-z]*|lastschrift|abgebucht|abbuchung[a-z]*|incasso|afgeschreven|afschrijving)'],
  ['payment', '(?:paiement|reglement|acompte|versement|solde)s?(?: [a-z]+)? (?:recu|encaisse|effectue|verse)e?s?'],
  [
    'payment',
    '(?:pay(?:e|ee|es|ed|ment|ments)|paid|regle[es]*|virement[a-z]*|cheque|encaiss[a-z]*|acquitt[a-z]*|versement[a-z]*|transaction[a-z]*|carte|cb|bezahlt|betaald|betaling|valeur|comptab[a-z]*|remise en banque)',
  ],
  [
    'delivery',
    '(?:livr[a-z]*|expedi[a-z]*|recue?s? le|restitution|remise? le|enleve[es]*|retire[es]*|retrait|enlevement|envoi|ship[a-z]*|deliver[a-z]*|dispatch[a-z]*|liefer[a-z]*|lever[a-z]*|geleverd|receptionn?[a-z]*|depart|arriv[a-z]*|retour|bl|versand[a-z]*|verzend[a-z]*|transport[a-z]*|(?:de)?chargement|mise a disposition|departure|return)',
  ],
  [
    'order',
    '(?:commandes?|cde|cmde?|bc|order(?:s|ed|datum)?|mandat|rum|bail|signe[es]*|signature|accepte[es]*|bestell[a-z]*|besteld|po|devis|quotes?|quotation|offre|angebot[a-z]*|offerte|proposition|estimate|marche|auftrag[a-z]*|contrats?|contract[a-z]*|vertrag[a-z]*|convention|abonne[a-z]*|souscri[a-z]*|subscri[a-z]*|adhesion|police|bon)',
  ],
  [
    'period',
    "(?:(?:terme|fin) (?:du|de l'|de la|de votre|d')\\s?(?:contrat|bail|marche|abonnement|engagement|location)|periodes?|periods?|period[a-z]*|zeitraum|leistungs[a-z]*|leistung|from|start|end|conso[a-z]*|semaine|trimestre|mois|month|week|saison|ferme[es]* (?:du|le)|ouvert[es]* (?:du|le)|conges?|fermeture|sejours?|nuits?|nuitee?s?|stay|check-?in|check-?out|abrechnungs[a-z]*|debut|fin|effet|jusqu[a-z']*)",
  ],
  [
    'service',
    '(?:interventions?|prestations?|visite|travaux|realis[a-z]*|acceptation|execut[a-z]*|effectu[a-z]*|services?|rendez-vous|formations?|missions?|audience|seance|passage|operations?|entree|sortie|evenement|event|chantier|consultation|soins|session|actes?|jugement|deplacement|constat|sinistre|accident|trajet|voyage|controle[es]*|verifie[es]*|remplace[es]*|entre[es]*|sorti[es]*|performed|vente|sale)',
  ],
  ['publication', '(?:publi[a-z]*|parution[a-z]*|annonces?|paru[a-z]*|insertions?|journal|edition du|jal)'],
  [
    'print',
    '(?:impression|(?:re)?imprim[a-z]*|print[a-z]*|edite[es]*|edition|genere[es]*|generat[a-z]*|creat[a-z]*|cree[es]*|telecharg[a-z]*|mise a jour|maj|gedruckt|erstellt|gegenereerd|export[a-z]*|extrait|copie|duplicata)',
  ],
  ['reset', '(?:remise a zero|raz|zero)'],
  [
    'validity',
    '(?:valable|validite|valide|valid|valid[a-z]*|gultig[a-z]*|geldig[a-z]*|expir[a-z]*|prochain[a-z]*|dernier[a-z]*|last|next|nachste[a-z]*|volgende|renouvel[a-z]*|renew[a-z]*|garantie[a-z]*|warranty|peremption|dluo|ddm)',
  ],
  [
    'registration',
    String.raw`(?:rcs|registre|immatricul[a-z]*|circulation|mise en cire?|circ(?:\.|(?=,))|certifi[a-z]*|agrement|attestation|permis|inscrit[es]*|declare[es]*|revision|revise[es]*|mis a jour|creation|siren|siret|capital|agre[em][a-z]*|decret|loi|arrete|article|art\.|ordonnance|directive|assurance|assure[a-z]*|client depuis|depuis|since|seit|sinds|a compter|compter|penalites|interets|tarifs?|conditions|cgv|indice|index|taux|register[a-z]*|incorporated|enregistre[a-z]*|fonde[a-z]*|founded|gegrundet|opgericht)`,
  ],
  // "31 rue du 11 novembre 1918".
  [
    'registration',
    '(?:rue|avenue|av\\.|boulevard|bd|place|square|allee|chemin|quai|esplanade|impasse|faubourg) (?:du|de l.armistice du|de la victoire du)\\s*$',
  ],
  ['birth', '(?:naissance|ne[e]? le|birth|born|geboren|geburts[a-z]*|geboorte[a-z]*)'],
  [
    'situation',
    '(?:situation|solde|releves?|releve[a-z]*|balance|statement|stand|compteurs?|meter|report|relances?|reminder|mahnung|herinnering|arrete[es]* au)',
  ],
];

/** "Date" with a word after it, of which nothing is known. */
const QUALIFIED = /(?<![a-z0-9])dat(?:e|um)s?\s+(?:(?:de|du|des|d'|de la|de l'|of|der|van)\s*)?[a-z][a-z.]{2,}/g;

const UNKNOWN = /(?<![a-z])[a-z]{3,}(?![a-z])[^:]*\s(?:du|le|au|on|of|am|vom)\s*$/;
/** "OR n° 80395 du": two letters with a number of their own are a paper too. */
const OF_NUMBER = /(?<![a-z])(?:[a-z]{2}|(?:[a-z]\.){2,3})\s*n°\s*[a-z0-9/_.-]*\d[a-z0-9/_.-]*\s(?:du|le)\s*$/;

const BEFORE = '(?<![a-z0-9])';
const AFTER = '(?![a-z])';
const ownPatterns = OWN.map(([kind, source]) => ({ kind, pattern: new RegExp(`${BEFORE}(?:${source})${AFTER}`, 'g') }));
const otherPatterns = OTHER.map(([kind, source]) => ({
  kind,
  pattern: new RegExp(`${BEFORE}(?:${source})${AFTER}`, 'g'),
}));

/** Terms of the invoice's own date in a folded text. */
export function ownTerms(text: string): Term[] {
  return termsOf(text, ownPatterns);
}

/** Terms of other dates in a folded text. */
export function otherTerms(text: string): Term[] {
  return termsOf(text, otherPatterns);
}

/** True where a text speaks of a date that is none of these: a date of its own kind, or the day of something unknown. */
export function isQualifiedDate(text: string): boolean {
  return [...text.matchAll(QUALIFIED)].length > 0 || UNKNOWN.test(text) || OF_NUMBER.test(text);
}

function termsOf(text: string, patterns: readonly { kind: DateKind; pattern: RegExp }[]): Term[] {
  return patterns.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)].map((m) => ({ kind, start: m.index, end: m.index + m[0].length })),
  );
}
