/** Languages in which invoices come; `other` where no word of these was found. */
export type Language = 'fr' | 'en' | 'nl' | 'de' | 'other';

// Words of headings and labels. Those of addresses, goods and legal mentions tell where a seller is, and not in which
// form its program writes a date.
const WORDS: Readonly<Record<Exclude<Language, 'other'>, string>> = {
  fr: 'facture factures avoir montant montants quantite qte prix echeance ttc ht designation reglement numero commande livraison emission emise remise vendeur acheteur',
  en: 'invoice amount quantity qty price due tax customer number order delivery bill billed ship shipping subtotal balance unit payment issued issue seller buyer dated',
  nl: 'factuur factuurnummer factuurdatum vervaldatum bedrag aantal prijs btw klantnummer omschrijving betaling nummer bestelling levering totaal',
  de: 'rechnung rechnungsnummer rechnungsdatum betrag menge preis einzelpreis mwst kundennummer bezeichnung zahlung nummer bestellung lieferung gesamt gesamtbetrag',
};
// Where there are no labels, as in a letter.
const SENTENCES: Readonly<Record<Exclude<Language, 'other'>, RegExp>> = {
  fr: /(?<![a-z])(?:le|la|les|des|du|nous|vous|votre|pour)(?![a-z])/,
  en: /(?<![a-z])(?:the|of|and|for|with|you|your)(?![a-z])/,
  nl: /(?<![a-z])(?:het|een|voor|uw|wij)(?![a-z])/,
  de: /(?<![a-z])(?:der|das|und|fur|ihre|wir)(?![a-z])/,
};

/** One language's words and no other's, English before all: it alone makes a date doubtful. */
function languageOfSentences(texts: readonly string[]): Language {
  const found = (['en', 'fr', 'nl', 'de'] as const).filter((l) => texts.some((text) => SENTENCES[l].test(text)));
  return found.length === 1 ? found[0]! : 'other';
}

const sets = Object.entries(WORDS).map(
  ([language, words]) => [language as Language, new Set(words.split(' '))] as const,
);

/**
 * The language of most labels in folded texts. English where a good part of them is English: dates are then doubtful,
 * and asking is better.
 */
export function languageOf(texts: readonly string[]): Language {
  const counts = sets.map(([language]) => ({ language, count: 0 }));
  for (const text of texts) {
    for (const word of text.split(/[^a-z]+/)) {
      for (const [n, [, words]] of sets.entries()) if (words.has(word)) counts[n]!.count++;
    }
  }
  const english = counts.find((c) => c.language === 'en')!.count;
  const first = counts.sort((a, b) => b.count - a.count)[0]!;
  if (first.count === 0) return languageOfSentences(texts);
  return english * 2 > first.count ? 'en' : first.language;
}
