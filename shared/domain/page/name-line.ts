import { composed } from './fold.ts';
import type { Segment } from './segments.ts';

/** Which lines can be the name of a company or a person. */

export const POSTCODE = /(?<![\d/.])(?:[a-z]{1,2}[- ])?\d{4,5}(?: [a-z]{2})?\s+[a-z]{2}/;
export const LEGAL_FORM =
  /(?<![a-z])(?:s\.?a\.?r\.?l|s\.?a\.?s\.?u?|e\.?u\.?r\.?l|s\.?a|s\.?c\.?i|s\.?n\.?c|s\.?c\.?p|selarl|selas|scop|gaec|earl|gie|eirl|ei|ets|etablissements|gmbh|ag|ug|kg|b\.?v|n\.?v|ltd|limited|llc|inc|bvba|sprl|societe|cabinet|maitre|association)(?:\.(?![a-z]))?(?![a-z])/;

const NOT_A_NAME =
  /(?<![a-z])(?:factures?|facturee?|facturation|invoice|rechnung|factuur|avoir|devis|commande|livraison|livree?|client|destinataire|adresse|page|total|tva|siret|siren|rcs|ape|naf|iban|bic|capital|tel|telephone|fax|e-?mail|courriel|www|http|date|numero|n°|ref|reference|objet|echeance|periode|montant|reglement|paiement|merci|bonjour|madame|monsieur|attention|duplicata|copie|original|france|logo|suite|votre|notre|vos|nos|table|chambre|designation|description|libelle|quantite|qte|note d'honoraires|honoraires|appel de|quittance|bon de|releve|ticket|recu|emetteur|vendeur|fournisseur|acheteur|siege|contact|bill|ship|sold|from|to|amount|due|pay|thank|please|code|compte|membre|agreee?|inscrit|licence|garantie|assurance|toque|artisan(?! boul)|a responsabilite|par actions|anonyme|unipersonnelle|entrepreneur individuel|auto-?entrepreneur|micro-?entreprise|service comptab[a-z]*|representant|contrat|semaine|objet|origine|vendeurs?|mode|devise|affaire|chantier|dossier)(?![a-z])/;
const STREET =
  /(?<![a-z])(?:rue|avenue|av\.|boulevard|bd|place|quai|impasse|allee|chemin|route|cours|square|zone|za|zi|zac|parc d'activites|bp|cs|cedex|lieu-dit|street|road|strasse|str\.|straat|laan|weg|batiment|bat\.|etage|lot)(?![a-z])/;
const FEWEST = 3;
const LONGEST = 60;
/** Wider than this for each letter, in heights, letters are set apart: where its words end can't be told. */
const SET_APART = 0.76;

/** The name in a line, or null where it is none: an address, a label, a title, a sentence. */
export function nameIn(segment: Segment): string | null {
  const source = composed(segment.text)
    .trim()
    .split(/\s+[–—|•·]\s+|\s+-\s+|\s*,\s|\s\(/)[0]!
    .trim();
  const name = source.replace(/[\s:;.]+$/, '').replace(/^[*•·\s]+|[*\s]+$/g, '');
  if (name.length < FEWEST || name.length > LONGEST || /[@:]/.test(source)) return null;
  const text = segment.folded.text.slice(0, source.length + 4).trim();
  if (NOT_A_NAME.test(text.split(/\s[-|•·]\s|,\s/)[0]!) || POSTCODE.test(text)) return null;
  if (STREET.test(text) && !LEGAL_FORM.test(text)) return null;
  if (/\d{3}/.test(name) || /^\d+[ ,]/.test(name) || !/\p{L}{2}/u.test(name) || !/\p{Lu}/u.test(name)) return null;
  if (segment.box.width > SET_APART * segment.text.length * segment.box.height) return null;
  if (name.split(/\s+/).length > 7) return null;
  // A legal form without a name.
  const rest = text.replace(new RegExp(LEGAL_FORM.source, 'g'), '').replace(/[^a-z]/g, '');
  return rest.length < 2 || /^(?:au|en|et|le|la|les|de|du)$/.test(rest) ? null : name;
}

/** True of the line of a street or a town. */
export function isAddressLine({ folded: { text } }: Segment): boolean {
  return POSTCODE.test(text) || /^\d{1,4}(?: ?(?:bis|ter|[a-d]))?[ ,]+[a-z]/.test(text) || STREET.test(text);
}
