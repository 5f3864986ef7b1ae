/** Languages in which invoices come; `other` where no word of these was found. */
export type Language = 'fr' | 'en' | 'nl' | 'de' | 'other';

// Words that one of the languages has and the others have not.
const WORDS: Readonly<Record<Exclude<Language, 'other'>, string>> = {
  fr: 'facture factures montant montants quantite prix echeance tva ttc ht client designation reglement paiement adresse numero commande livraison siret capital le la les des du de et pour par avec nous vous votre notre au aux',
  en: 'invoice amount quantity price due tax customer description payment address number order delivery bill ship to the of and for by with we you your our on please thank subtotal balance unit',
  nl: 'factuur bedrag aantal prijs btw klant klantnummer omschrijving betaling adres nummer bestelling levering het een van en voor met wij uw ons te totaal',
  de: 'rechnung betrag menge preis mwst ust kunde kundennummer beschreibung zahlung adresse nummer bestellung lieferung der die das und fur mit wir sie ihre unser zu gesamt bezeichnung',
};
const sets = Object.entries(WORDS).map(
  ([language, words]) => [language as Language, new Set(words.split(' '))] as const,
);

/** The language with most of its words in folded texts. */
export function languageOf(texts: readonly string[]): Language {
  const counts = sets.map(([language]) => ({ language, count: 0 }));
  for (const text of texts) {
    for (const word of text.split(/[^a-z]+/)) {
      for (const [n, [, words]] of sets.entries()) if (words.has(word)) counts[n]!.count++;
    }
  }
  const [first, second] = counts.sort((a, b) => b.count - a.count);
  return first!.count > 0 && first!.count > second!.count ? first!.language : 'other';
}
