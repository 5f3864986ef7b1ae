import type { Folded } from './fold.ts';

/**
 * Words of labels as an OCR engine may misread them. Only words are put right, and only to one of these: digits, dates,
 * numbers and names stay as they were read. Short words are left: "date" and "dette" are one letter from others.
 */
const WORDS: readonly string[] =
  `facture factures facturation facturee emission etablissement document honoraires invoice rechnung rechnungsdatum factuur
  factuurdatum echeance reglement paiement livraison commande commandes periode prestation prestations intervention
  expedition reception prelevement impression edition validite montant designation quantite description reference
  numero client destinataire acheteur fournisseur total payer avoir credit taxes comprises siret siren capital`.split(
    /\s+/,
  );

const FEWEST_LETTERS = 5;
/** Two letters may be misread in a word of this length. */
const LONG = 9;
/** Letters that engines take for others, and marks they put in their place. */
const LOOKALIKES: readonly (readonly [RegExp, string])[] = [
  [/0/g, 'o'],
  [/[1|!]/g, 'l'],
  [/5/g, 's'],
  [/€/g, 'e'],
];

/** A folded text with its label words put right; each letter keeps the place it came from. */
export function correctWords({ text, at }: Folded): Folded {
  let result = '';
  const places: number[] = [];
  const keep = (from: number, to: number) => {
    result += text.slice(from, to);
    places.push(...at.slice(from, to));
  };
  let done = 0;
  for (const m of text.matchAll(/[a-z0-9|!€]{5,24}|(?<![a-z0-9])n\s?(?:[*"']|o(?![a-z]))(?=\s?[a-z]{0,4}[-\s]?\d)/g)) {
    const word = m[0].startsWith('n') && m[0].length < 4 && /[*"'o]$/.test(m[0]) ? 'n°' : corrected(m[0]);
    if (word === null || word === m[0]) continue;
    keep(done, m.index);
    done = m.index + m[0].length;
    result += word;
    for (let n = 0; n < word.length; n++) places.push(at[Math.min(m.index + n, done - 1)]!);
  }
  keep(done, text.length);
  return { text: withComma(result), at: places };
}

/** "Saint-Étienne. le 30 septembre": a place has a comma behind it, which engines take for a full stop. */
function withComma(text: string): string {
  return text.replace(/^([^a-z0-9]*[a-z][a-z'-]{2,}(?:[ -][a-z'-]+){0,3})\.(?= le (?:\d|[1l]er))/, '$1,');
}

/** The one label word that a word is a misreading of; null where there is none, or several. */
function corrected(read: string): string | null {
  if ((read.match(/[a-z]/g) ?? []).length < 4 || WORDS.includes(read)) return null;
  const likely = LOOKALIKES.reduce((word, [from, to]) => word.replace(from, to), read);
  if (WORDS.includes(likely)) return likely;
  const near = WORDS.map((word) => ({ word, letters: distance(word, likely, most(word)) }))
    .filter(({ word, letters }) => word.length >= FEWEST_LETTERS && letters <= most(word))
    .sort((x, y) => x.letters - y.letters);
  const [first, second] = near;
  return first && first.letters !== second?.letters ? first.word : null;
}

/** How many letters of a word may be misread. */
function most(word: string): number {
  return word.length >= LONG ? 2 : 1;
}

/** Letters to change, add or leave out; more than the limit where the lengths alone tell so. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
