import type { Language } from '../shared/domain/messages.ts';

/**
 * What commander says of a wrong call, in French. Its sentences have no codes for their parts, so they are recognised by
 * their form; one that is not known stays in English.
 */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*?)'/, 'option inconnue : $1'],
  [/^error: unknown command '(.*?)'/, 'commande inconnue : $1'],
  [/^error: missing required argument '(.*?)'/, 'il manque l’argument <$1>'],
  [/^error: option '(.*?)' argument missing/, 'l’option $1 attend une valeur'],
  [/^error: required option '(.*?)' not specified/, 'il manque l’option $1'],
  [/^error: option '(.*?)' cannot be used with option '(.*?)'/, 'les options $1 et $2 s’excluent'],
  [
    /^error: too many arguments(?: for '.*?')?\. Expected (\d+) arguments? but got (\d+).*/,
    'trop d’arguments : $2 au lieu de $1',
  ],
  [
    /^error: option '(.*?)' argument '(.*?)' is invalid\. Allowed choices are (.*?)\./,
    'l’option $1 n’accepte pas « $2 », mais : $3',
  ],
  [
    /^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\..*/,
    'l’argument <$2> n’accepte pas « $1 »',
  ],
  [/^error: option '(.*?)' argument '(.*?)' is invalid\..*/, 'l’option $1 n’accepte pas « $2 »'],
];

export function usageError(text: string, language: Language): string {
  if (language === 'en') return text;
  for (const [form, french] of FRENCH) {
    if (form.test(text))
      return `erreur : ${text.replace(form, french).replace(/\(Did you mean (?:one of )?(.*?)\?\)/, '(Vouliez-vous dire $1 ?)')}`;
  }
  return text;
}
