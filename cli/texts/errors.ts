/** What `ami` itself refuses or could not do. The API's own refusals come with their texts. */
export const errorTexts = {
  FIREWALL_KEPT: { fr: 'Rien n’a été changé. {why}', en: 'Nothing was changed. {why}' },
  TRACES_MISSING: {
    fr: 'Aucun cloud ici : les traces sont gardées à côté de .ami/cli.json, que npm start écrit.',
    en: 'No cloud here: traces are kept beside .ami/cli.json, which npm start writes.',
  },
  TRACE_NOT_FOUND: {
    fr: 'Aucune trace de {id} : un document, une écriture, une publication ou une trace, 6 caractères au moins.',
    en: 'No trace of {id}: a document, an entry, a publication or a trace, at least 6 characters.',
  },
  API_REFUSED_LOCAL: {
    fr: 'L’API à {api} ne répond pas : npm start est-il lancé ?',
    en: 'The API at {api} does not answer: is npm start running?',
  },
  API_UNREACHABLE: {
    fr: 'L’API à {api} ne répond pas ({detail}) : vérifiez l’adresse (AMI_API) et le réseau.',
    en: 'The API at {api} does not answer ({detail}): check the address (AMI_API) and the network.',
  },
  API_TIMEOUT: {
    fr: 'L’API à {api} n’a pas répondu en {seconds} secondes. Réessayez ; si vous changiez quelque chose, vérifiez d’abord si c’est fait.',
    en: 'The API at {api} did not answer within {seconds} seconds. Try again; if you were changing something, check first whether it was done.',
  },
  API_UNEXPECTED: {
    fr: 'Réponse inattendue de {api} (HTTP {status}) : est-ce bien l’adresse de l’API ?',
    en: 'Unexpected answer from {api} (HTTP {status}): is that the address of the API?',
  },
  API_ADDRESS: {
    fr: 'L’adresse de l’API n’est pas valable : elle commence par http:// ou https:// et ne contient ni nom ni mot de passe.',
    en: 'The address of the API is not valid: it begins with http:// or https:// and holds no name or password.',
  },
  API_NOT_ENCRYPTED: {
    fr: '{api} n’est pas chiffrée : la clé passerait en clair sur le réseau. Utilisez https://.',
    en: '{api} is not encrypted: the key would travel in clear. Use https://.',
  },
  API_MISSING: {
    fr: 'Aucune API : lancez npm start, ou indiquez AMI_API et AMI_KEY.',
    en: 'No API: run npm start, or set AMI_API and AMI_KEY.',
  },
  KEY_MISSING: {
    fr: 'Aucune clé pour {api} : indiquez-la dans la variable AMI_KEY (la clé d’un fichier .ami/cli.json ne sert qu’à l’API de ce fichier).',
    en: 'No key for {api}: set it in the variable AMI_KEY (the key of a .ami/cli.json serves the API of that file only).',
  },
  KEY_MALFORMED: {
    fr: 'La clé contient des caractères impossibles : copiez-la de nouveau.',
    en: 'The key holds characters that no key has: copy it again.',
  },
  SETTINGS_UNREADABLE: {
    fr: 'Le fichier {path} n’est pas lisible ou n’est pas de la forme attendue ({detail}).',
    en: 'The file {path} cannot be read or is not of the expected form ({detail}).',
  },
  SETTINGS_FOREIGN: {
    fr: 'Le fichier {path} appartient à un autre utilisateur : il n’est pas utilisé.',
    en: 'The file {path} belongs to another user: it is not used.',
  },
  COMPTE_MISSING: {
    fr: 'Quel compte ? Ajoutez --compte ID (« ami comptes » en donne la liste).',
    en: 'Which compte? Add --compte ID (“ami comptes” lists them).',
  },
  VALUE_INVALID: { fr: '« {value} » n’est pas acceptable ici.', en: '“{value}” is not acceptable here.' },
  ID_INVALID: {
    fr: '« {id} » n’est pas un identifiant : donnez ses 20 caractères, ou au moins les 6 premiers.',
    en: '“{id}” is not an identifier: give its 20 characters, or at least the first 6.',
  },
  ID_NOT_FOUND: {
    fr: 'Aucun identifiant ne commence par « {id} ».',
    en: 'No identifier begins with “{id}”.',
  },
  ID_TOO_OLD: {
    fr: 'Aucun des {count} documents les plus récents ne commence par « {id} » : donnez les 20 caractères.',
    en: 'None of the newest {count} documents begins with “{id}”: give all 20 characters.',
  },
  ID_AMBIGUOUS: {
    fr: '« {id} » désigne plusieurs documents : {found}.',
    en: '“{id}” stands for several documents: {found}.',
  },
  NO_PROPOSAL: {
    fr: 'Le document {id} n’a pas de proposition à accepter. Pour le classer : {command}',
    en: 'Document {id} has no proposal to accept. To file it: {command}',
  },
  NO_ENTRY_PROPOSED: {
    fr: 'Aucune écriture n’est proposée pour le document {id}.',
    en: 'No entry is proposed for document {id}.',
  },
  PROPOSAL_INCOMPLETE: {
    fr: 'La proposition pour le document {id} est incomplète : rien n’est enregistré. Complétez-la avec --save.',
    en: 'The proposal for document {id} is not complete: nothing is posted. Complete it with --save.',
  },
  FILE_EXISTS: {
    fr: '{file} existe déjà : donnez un autre nom avec -o, ou --force pour le remplacer.',
    en: '{file} exists already: give another name with -o, or --force to replace it.',
  },
  NEW_FILE_EXISTS: { fr: '{file} existe déjà : donnez un autre nom.', en: '{file} exists already: give another name.' },
  FILE_NOT_WRITTEN: { fr: '{file} n’a pas pu être écrit ({detail}).', en: '{file} could not be written ({detail}).' },
  FILE_NOT_READ: { fr: '{file} n’a pas pu être lu ({detail}).', en: '{file} could not be read ({detail}).' },
  FILE_NOT_JSON: {
    fr: '{file} n’est pas du JSON ({detail}).',
    en: '{file} is not JSON ({detail}).',
  },
  CONTENT_DAMAGED: {
    fr: 'Le contenu reçu n’est pas celui du document {id} (empreinte SHA-256 différente) : rien n’est conservé. Réessayez.',
    en: 'What came is not the content of document {id} (its SHA-256 differs): nothing is kept. Try again.',
  },
  CONTENT_BROKEN: {
    fr: 'La transmission du document {id} s’est interrompue ({detail}) : rien n’est conservé. Réessayez.',
    en: 'The transfer of document {id} broke off ({detail}): nothing is kept. Try again.',
  },
  PASSWORDS_DIFFER: { fr: 'Les deux mots de passe diffèrent.', en: 'The two passwords differ.' },
  PASSWORD_EMPTY: {
    fr: 'Aucun mot de passe n’est arrivé sur l’entrée standard.',
    en: 'No password came on standard input.',
  },
  PASSWORD_WAYS: {
    fr: '--generate et --password-stdin s’excluent.',
    en: '--generate and --password-stdin exclude each other.',
  },
  ROLE_MISSING: {
    fr: 'L’utilisateur {user} est nouveau : indiquez --role robot, write ou read.',
    en: 'User {user} is new: give --role robot, write or read.',
  },
  USER_UNKNOWN: { fr: 'Il n’y a pas d’utilisateur {user}.', en: 'There is no user {user}.' },
  PUBLIC_KEY_UNKNOWN: {
    fr: 'L’utilisateur {user} n’a pas de clé d’empreinte {fingerprint}.',
    en: 'User {user} has no key with the fingerprint {fingerprint}.',
  },
  CANCEL_WAY: {
    fr: 'Que deviennent les écritures ? Ajoutez --keep (elles attendent une autre publication) ou --withdraw (elles sont retirées).',
    en: 'What becomes of the entries? Add --keep (they wait for another publication) or --withdraw (they are withdrawn).',
  },
  INTERRUPTED: { fr: 'Interrompu.', en: 'Interrupted.' },
  NOT_CONFIRMED: { fr: 'Rien n’a été fait.', en: 'Nothing was done.' },
  CONFIRM_WITH_YES: {
    fr: 'Sans terminal pour confirmer, ajoutez --yes.',
    en: 'With no terminal to confirm on, add --yes.',
  },
  STORAGE_SETTINGS: {
    fr: 'Cette commande travaille directement sur le stockage : {detail}',
    en: 'This command works on the storage itself: {detail}',
  },
  COMPTE_UNKNOWN: { fr: 'Le compte {compte} n’existe pas.', en: 'There is no compte {compte}.' },
  STORAGE_FAILED: {
    fr: 'Le stockage {storage} ne répond pas comme attendu : {detail}. La commande peut être relancée telle quelle.',
    en: 'The storage {storage} does not answer as expected: {detail}. The command can be run again as it is.',
  },
  UNEXPECTED: { fr: 'Erreur inattendue : {detail}', en: 'Unexpected error: {detail}' },
  NOTHING_CORRECTED: {
    fr: 'Rien à corriger : indiquez au moins --date, --written, --seller, --number ou --gross.',
    en: 'Nothing to correct: give at least --date, --written, --seller, --number or --gross.',
  },
  CORRECT_INCOMPLETE: {
    fr: '--page va avec --written, et --seller-name avec --seller.',
    en: '--page goes with --written, and --seller-name with --seller.',
  },
  CORRECT_WHERE: {
    fr: 'Où classer ce document ? Indiquez --dossier et --exercice.',
    en: 'Where is this document to be filed? Give --dossier and --exercice.',
  },
} as const;

export type ErrorCode = keyof typeof errorTexts;
