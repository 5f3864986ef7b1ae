/** Who a company is, as far as a document says. */
export interface Identity {
  readonly siren: string | null;
  readonly vatNumber: string | null;
  readonly name: string | null;
}

const LEGAL_FORMS = new Set(
  'sarl sas sasu sa eurl earl ei eirl sci snc scop selarl selas gaec association ets etablissements societe ste gmbh ag bv nv ltd limited llc inc spa srl sl'.split(
    ' ',
  ),
);

/** Longest name or number that takes part in a key. */
const LONGEST = 60;

/**
 * One text for one company, fit for the key of a row: its SIREN, else its VAT number, else its name without accents,
 * case and legal form. A company known by its name only is another one than the same company known by its SIREN.
 * Null where nothing is known.
 */
export function partyKey(party: Identity): string | null {
  if (party.siren) return party.siren;
  if (party.vatNumber) return vatKey(party.vatNumber);
  const name = party.name ? nameKey(party.name) : '';
  return name ? `n-${name}` : null;
}

/** `SARL Étang & Fils` and `Etang et fils` alike are `etang-fils`; empty where no letter or digit is left. */
export function nameKey(name: string): string {
  const words = plain(name)
    .toLowerCase()
    // Initials written with dots are one word: S.A.R.L.
    .replace(/\b(\p{L})\.(?=\p{L}\b)/gu, '$1')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w !== '' && w !== 'et');
  const telling = words.filter((w) => !LEGAL_FORMS.has(w));
  return cut((telling.length > 0 ? telling : words).join('-'), 0, LONGEST);
}

/** `fr 44 732 829 320` as `FR44732829320`. */
export function vatKey(vatNumber: string): string {
  return cut(vatNumber.toUpperCase().replace(/[^\p{L}\p{N}]/gu, ''), 0, LONGEST);
}

/**
 * An invoice number as people may retype it: without separators, case, accents and leading zeros. Its end is kept, which
 * tells two invoices apart. Null where nothing is left.
 */
export function numberKey(number: string): string | null {
  const letters = plain(number)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+(?=.)/, '');
  const key = cut(letters, -LONGEST);
  return key === '' ? null : key;
}

/** A slice, without the half of a character that a cut may leave: a row's key is Unicode text. */
function cut(text: string, from: number, to?: number): string {
  return text.slice(from, to).toWellFormed();
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}
