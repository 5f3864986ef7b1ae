import { z } from 'zod';

/** What the schemas say themselves (shared/contracts), in French; the rest is zod's own. */
const FRENCH: Readonly<Record<string, string>> = {
  'a date AAAA-MM-JJ that exists': 'une date AAAA-MM-JJ qui existe',
  '2 to 32 lower-case letters, digits or hyphens': '2 à 32 lettres minuscules, chiffres ou tirets',
  '1 to 8 letters or digits': '1 à 8 lettres ou chiffres',
  'AAAAMM, as in 201912': 'AAAAMM, comme 201912',
  'an identifier of 20 characters': 'un identifiant de 20 caractères',
  'an amount as text, as in "120.00"': 'un montant sous forme de texte, comme "120.00"',
  'an amount as text, as in "120.00" or "-120.00"': 'un montant sous forme de texte, comme "120.00" ou "-120.00"',
  'a percentage as text, as in "60.00"': 'un pourcentage sous forme de texte, comme "60.00"',
};

const zodFrench = z.locales.fr().localeError;

/** What is wrong with a field, in French. */
export function inFrench(issue: z.core.$ZodIssue): string {
  const own = FRENCH[issue.message];
  if (own) return own;
  const said = zodFrench(issue as z.core.$ZodRawIssue);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}
