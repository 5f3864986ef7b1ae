/**
 * The vocabulary of a PAR file: every element and attribute it is read from and written to, and nothing else knows any
 * of these names. AGIRIS publishes none, so they are ours (docs/formats/par.md); a real file of a customer changes this
 * table only.
 *
 * A path is relative to the element above it: `Nom` a child element, `@numero` an attribute, `Identite/@siren` an
 * attribute of a child. `rows` is relative to the root.
 */
export const parMapping = {
  /** Namespace URI of every element; `''` for none. Elements of another are unknown elements. */
  namespace: '',
  root: 'ParametresDossier',
  /** Version of this vocabulary, written and told where it differs. */
  version: { path: '@version', value: '1' },
  dossier: {
    rows: 'Dossier',
    fields: {
      number: '@numero',
      name: 'Nom',
      siren: 'Siren',
      siret: 'Siret',
      vatNumber: 'NumeroTva',
      regime: 'Regime',
      accountLength: 'LongueurComptes',
    },
  },
  exercices: {
    rows: 'Exercices/Exercice',
    fields: { start: '@debut', end: '@fin', closed: '@clos' },
  },
  journals: {
    rows: 'Journaux/Journal',
    fields: { code: '@code', type: '@type', label: '@libelle', counterpart: '@contrepartie' },
  },
  accounts: {
    rows: 'Comptes/Compte',
    fields: { number: '@numero', label: '@libelle' },
  },
  thirdParties: {
    rows: 'ListeTiers/Tiers',
    fields: { account: '@compte', name: '@nom', siren: '@siren', vatNumber: '@numeroTva' },
  },
  vatCodes: {
    rows: 'CodesTva/CodeTva',
    fields: { code: '@code', label: '@libelle', rate: '@taux', account: '@compte', kind: '@type' },
  },
} as const;

export type Section = 'dossier' | 'exercices' | 'journals' | 'accounts' | 'thirdParties' | 'vatCodes';
export type FieldOf<S extends Section> = keyof (typeof parMapping)[S]['fields'] & string;

export const SECTIONS: readonly Section[] = [
  'dossier',
  'exercices',
  'journals',
  'accounts',
  'thirdParties',
  'vatCodes',
];

/** Spellings of yes and no, compared in lower case; the first of each is written. */
export const FLAGS: { readonly yes: readonly string[]; readonly no: readonly string[] } = {
  yes: ['oui', 'o', 'true', 'vrai', '1'],
  no: ['non', 'n', 'false', 'faux', '0'],
};
