/** Answers of the API and notices. */
export const apiMessages = {
  FORBIDDEN: { fr: 'Vous n’avez pas ce droit.', en: 'You may not do this.' },
  UNAUTHENTICATED: {
    fr: 'Clé d’accès absente, inconnue ou désactivée.',
    en: 'The access key is missing, unknown or disabled.',
  },
  NOT_FOUND: { fr: 'Adresse inconnue.', en: 'No such address.' },
  REQUEST_INVALID: { fr: 'La demande est mal formée.', en: 'The request is not well formed.' },
  FIELD_INVALID: { fr: '{field} : {detailFr}', en: '{field}: {detail}' },
  INTERNAL: {
    fr: 'Une erreur interne est survenue (référence {reference}). Réessayez ; rien n’est perdu.',
    en: 'An internal error occurred (reference {reference}). Try again; nothing is lost.',
  },
  TOO_MANY_REQUESTS: {
    fr: 'Trop de demandes : réessayez dans {seconds} s.',
    en: 'Too many requests: try again in {seconds} s.',
  },
  CURSOR_INVALID: { fr: 'Cette suite de liste n’existe pas.', en: 'There is no such place to go on in this list.' },
  KEY_DISABLED: { fr: 'La clé {id} est désactivée.', en: 'Key {id} is disabled.' },
  NOTICE_NOT_REPLAYABLE: {
    fr: 'L’avis {id} ne porte rien à renvoyer.',
    en: 'Notice {id} carries nothing to send again.',
  },
  COMPTE_ID_INVALID: {
    fr: 'Identifiant de compte invalide : {id} (2 à 32 lettres minuscules, chiffres ou tirets).',
    en: 'Invalid compte identifier: {id} (2 to 32 lower-case letters, digits or hyphens).',
  },
  COMPTE_EXISTS: { fr: 'Le compte {id} existe déjà.', en: 'Compte {id} exists already.' },
  COMPTE_NOT_FOUND: { fr: 'Le compte {id} n’existe pas.', en: 'There is no compte {id}.' },
  USER_NAME_INVALID: {
    fr: 'Nom d’utilisateur invalide : {user} (2 à 64 caractères : lettres, chiffres, . _ @ -).',
    en: 'Invalid user name: {user} (2 to 64 characters: letters, digits, . _ @ -).',
  },
  USER_EXISTS: {
    fr: 'Le nom d’utilisateur {user} est pris ; choisissez-en un autre.',
    en: 'The user name {user} is taken; choose another.',
  },
  ROLE_INVALID: { fr: 'Rôle {role} impossible ici : {roles}.', en: 'Role {role} is not possible here: {roles}.' },
  AFFECTED_NEEDS_ACCOUNTANT: {
    fr: 'Les dossiers affectés ne valent que pour un collaborateur nommé comme dans dossiers.txt (pas {user}, {role}).',
    en: 'Affected dossiers are for an accountant named as in dossiers.txt only (not {user}, {role}).',
  },
  PASSWORD_MISSING: { fr: 'Un nouvel utilisateur a besoin d’un mot de passe.', en: 'A new user needs a password.' },
  PASSWORD_SHORT: {
    fr: 'Le mot de passe doit avoir au moins {min} caractères.',
    en: 'The password needs at least {min} characters.',
  },
  USER_NOT_FOUND: { fr: 'Il n’y a pas d’utilisateur {user}.', en: 'There is no user {user}.' },
  ADDRESSES_REFUSED: {
    fr: 'La liste d’adresses est refusée ; celle d’avant reste en vigueur.',
    en: 'The list of addresses is refused; the one before stays in force.',
  },
  TOO_MANY_ADDRESSES: { fr: 'Au plus {max} adresses ou plages.', en: 'At most {max} addresses or ranges.' },
  ADDRESS_INVALID: {
    fr: '« {text} » n’est ni une adresse IPv4 ou IPv6, ni une plage comme 192.0.2.0/24.',
    en: '“{text}” is neither an IPv4 or IPv6 address nor a range as in 192.0.2.0/24.',
  },
  ADDRESS_PREFIX_INVALID: {
    fr: '« {text} » : la longueur du préfixe est un nombre jusqu’à {max}.',
    en: '“{text}”: the length of the prefix is a number up to {max}.',
  },
  ADDRESS_BEYOND_PREFIX: {
    fr: '« {text} » n’est pas le début d’une plage : écrivez {range}, ou l’adresse seule.',
    en: '“{text}” is not the first of a range: write {range}, or the address alone.',
  },
  PUBLIC_KEYS_REFUSED: {
    fr: 'Les clés publiques sont refusées ; celles d’avant restent en vigueur.',
    en: 'The public keys are refused; those before stay in force.',
  },
  TOO_MANY_PUBLIC_KEYS: { fr: 'Au plus {max} clés publiques.', en: 'At most {max} public keys.' },
  PUBLIC_KEY_INVALID: {
    fr: 'Ce n’est pas une clé publique d’une ligne (ssh-ed25519 AAAA… nom), sans option devant.',
    en: 'This is no public key in one line (ssh-ed25519 AAAA… name) without options before it.',
  },
  PUBLIC_KEY_TYPE: {
    fr: 'Type de clé non accepté : ssh-ed25519, ecdsa-sha2-nistp256, 384, 521 ou ssh-rsa.',
    en: 'This type of key is not taken: ssh-ed25519, ecdsa-sha2-nistp256, 384, 521 or ssh-rsa.',
  },
  PUBLIC_KEY_SHORT: {
    fr: 'Clé RSA de moins de 2048 bits.',
    en: 'An RSA key of less than 2048 bits.',
  },
  PUBLIC_KEY_PRIVATE: {
    fr: 'C’est une clé privée : ne la transmettez à personne, remplacez-la, et donnez le fichier .pub.',
    en: 'This is a private key: give it to nobody, replace it, and hand over the .pub file.',
  },
  KEY_NOT_FOUND: { fr: 'Il n’y a pas de clé {id}.', en: 'There is no key {id}.' },
  CHANGED_MEANWHILE: {
    fr: 'Quelqu’un d’autre a fait une modification en même temps : recommencez.',
    en: 'Somebody else made a change at the same time: try again.',
  },
  DOSSIER_NUMBER_INVALID: {
    fr: 'Numéro de dossier invalide : {dossier} (1 à 8 lettres ou chiffres).',
    en: 'Invalid dossier number: {dossier} (1 to 8 letters or digits).',
  },
  DOSSIER_NOT_FOUND: { fr: 'Il n’y a pas de dossier {dossier}.', en: 'There is no dossier {dossier}.' },
  DOCUMENT_NOT_FOUND: { fr: 'Il n’y a pas de document {id}.', en: 'There is no document {id}.' },
  DOCUMENT_CHANGED: {
    fr: 'Le document {id} a changé depuis que vous l’avez lu : relisez-le.',
    en: 'Document {id} has changed since you read it: read it again.',
  },
  DOCUMENT_IS_RETRY: {
    fr: 'Ce dépôt répète le document {of} : classez celui-là, ou remettez ce dépôt en attente.',
    en: 'This deposit repeats document {of}: file that one, or bring this one back first.',
  },
  BROUGHT_BACK: { fr: 'Remis en attente par {user}.', en: 'Brought back by {user}.' },
  EXERCICE_NOT_FOUND: {
    fr: 'L’exercice {exercice} n’existe pas dans le dossier {dossier}.',
    en: 'There is no exercice {exercice} in dossier {dossier}.',
  },
  EXERCICE_IS_CLOSED: {
    fr: 'L’exercice {exercice} est clos : choisissez un exercice ouvert.',
    en: 'Exercice {exercice} is closed: choose an open one.',
  },
  EXERCICE_IN_USE: {
    fr: 'L’exercice {exercice} du dossier {dossier} contient des documents ou des écritures : déplacez-les d’abord.',
    en: 'Exercice {exercice} of dossier {dossier} holds documents or entries: move them first.',
  },
  IDEMPOTENCY_KEY_MISSING: {
    fr: 'L’en-tête Idempotency-Key manque : il évite d’enregistrer deux fois la même écriture.',
    en: 'The Idempotency-Key header is missing: it keeps one entry from being taken twice.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    fr: 'Cette Idempotency-Key a déjà servi pour une autre écriture.',
    en: 'This Idempotency-Key was used for another entry.',
  },
  ENTRY_REFUSED: {
    fr: 'L’écriture est refusée ; rien n’est publié.',
    en: 'The entry is refused; nothing is published.',
  },
  ENTRY_DATE_NO_EXERCICE: {
    fr: 'La date {date} n’est dans aucun exercice connu du dossier.',
    en: 'The date {date} is in no known exercice of the dossier.',
  },
  ATTACHMENT_NOT_FOUND: { fr: 'La pièce {document} n’existe pas.', en: 'Attachment {document} does not exist.' },
  ATTACHMENT_NOT_FILED: {
    fr: 'La pièce {document} n’est pas classée dans le dossier {dossier}.',
    en: 'Attachment {document} is not filed in dossier {dossier}.',
  },
  ATTACHMENT_KIND: {
    fr: 'La pièce {document} n’est ni un PDF, ni un TIFF, ni un XML.',
    en: 'Attachment {document} is neither a PDF, a TIFF nor an XML.',
  },
  ATTACHMENT_TWICE: { fr: 'La même pièce est jointe deux fois.', en: 'The same document is attached twice.' },
  TOO_MANY_ATTACHMENTS: { fr: 'Au plus {max} pièces par écriture.', en: 'At most {max} attachments an entry.' },
  PUBLICATION_NOT_FOUND: { fr: 'Il n’y a pas de publication {stem}.', en: 'There is no publication {stem}.' },
  NOTICE_NOT_FOUND: { fr: 'Il n’y a pas d’avis {id}.', en: 'There is no notice {id}.' },
  CONFIG_REFUSED: {
    fr: 'Le fichier {file} est refusé ; la dernière configuration valable reste en vigueur.',
    en: 'The file {file} is refused; the last good configuration stays in force.',
  },
  CONFIG_BAD_LINES: {
    fr: 'Le fichier {file} est appliqué, sauf ces lignes.',
    en: 'The file {file} is applied, but for these lines.',
  },
  CONFIG_NAME: {
    fr: '« {file} » n’est pas le nom d’un fichier de configuration ({names}).',
    en: '“{file}” is not the name of a configuration file ({names}).',
  },
  IMPORT_NOT_FOUND: {
    fr: 'Il n’y a pas de fichier de configuration {id}.',
    en: 'There is no configuration file {id}.',
  },
  CONFIG_TOO_LARGE: { fr: 'Le fichier dépasse 20 Mo.', en: 'The file is over 20 MB.' },
  CONFIG_FAILED: {
    fr: 'Un fichier de configuration n’a pas pu être traité ({detail}). Déposez-le de nouveau.',
    en: 'A configuration file could not be processed ({detail}). Deposit it again.',
  },
  ARCHIVE_NONE: {
    fr: 'Le document {id} n’est pas un scan : il n’a pas de copie consultable, son fichier suffit.',
    en: 'Document {id} is not a scan: it has no searchable copy, its own file is enough.',
  },
  ARCHIVE_NOT_YET: {
    fr: 'Les pages du document {id} ne sont pas toutes lues : sa copie consultable n’existe pas encore.',
    en: 'Not all pages of document {id} are read: there is no searchable copy yet.',
  },
  ARCHIVE_IMPOSSIBLE: {
    fr: 'Aucune copie consultable du document {id} n’a pu être faite. Le document lui-même est intact.',
    en: 'No searchable copy of document {id} could be made. The document itself is intact.',
  },
  ARCHIVE_FAILED: {
    fr: 'La copie consultable de « {document} » n’a pas pu être faite ({detail}). Le document est intact ; relancez.',
    en: 'The searchable copy of “{document}” could not be made ({detail}). The document is intact; run it again.',
  },
  DISPATCH_FAILED: {
    fr: 'Le document « {document} » n’a pas pu être revu ({detail}). Il est intact, et reste où il était ; relancez-le.',
    en: '“{document}” could not be looked at again ({detail}). It is intact and stays where it was; run it again.',
  },
  FOREIGN_BLOB: {
    fr: 'Le stockage contient un fichier qui n’est pas passé par la passerelle : {container}/{name}. Rien n’en est fait.',
    en: 'The storage holds a file that did not come through the gateway: {container}/{name}. Nothing is done with it.',
  },
  EXERCICES_OVERLAP_KNOWN: {
    fr: 'Les exercices {a} et {b} se chevauchent.',
    en: 'Exercices {a} and {b} overlap.',
  },
  EXERCICES_SAME_NAME: {
    fr: 'Deux exercices finissent le même mois ({exercice}).',
    en: 'Two exercices end in the same month ({exercice}).',
  },
  TOO_MANY_EXERCICES: { fr: 'Plus de {max} exercices.', en: 'More than {max} exercices.' },
  LOT_FAILED: {
    fr: 'La publication {lot} n’a pas pu être écrite ; rien n’est parti.',
    en: 'Publication {lot} could not be written; nothing was sent.',
  },
  LOT_REJECTED: {
    fr: 'ISACOMPTA a rejeté la publication {lot} : {detail}',
    en: 'ISACOMPTA rejected publication {lot}: {detail}',
  },
  LOT_IMPORTED: {
    fr: 'La publication {lot} est déjà importée : la refaire mettrait ses écritures deux fois dans ISACOMPTA.',
    en: 'Publication {lot} is imported already: sending it again would put its entries into ISACOMPTA twice.',
  },
  LOT_PREPARING: {
    fr: 'La publication {lot} est en cours d’écriture : réessayez dans un instant.',
    en: 'Publication {lot} is being written: try again in a moment.',
  },
  LOT_AWAITS_ROBOT: {
    fr: 'La publication {lot} attend encore le robot : annulez-la plutôt que de la refaire.',
    en: 'Publication {lot} still awaits the robot: cancel it rather than send it again.',
  },
  LOT_ENDED: {
    fr: 'La publication {lot} est déjà remplacée ou annulée.',
    en: 'Publication {lot} is already replaced or cancelled.',
  },
  LOT_DOWNLOADED: {
    fr: 'Le robot a téléchargé la publication {lot} et l’importe peut-être : elle ne peut plus être annulée.',
    en: 'The robot has downloaded publication {lot} and may be importing it: it can no longer be cancelled.',
  },
  LOT_COLLECTED: {
    fr: 'Le robot a pris la publication {lot} : elle ne peut plus être annulée, seulement refaite.',
    en: 'The robot has taken publication {lot}: it can no longer be cancelled, only sent again.',
  },
  LOT_IMPORTED_THOUGH_REPLACED: {
    fr: 'ISACOMPTA a importé la publication {lot}, qui avait été refaite ({by}) : ses écritures y sont peut-être deux fois.',
    en: 'ISACOMPTA imported publication {lot}, which had been sent again ({by}): its entries may be there twice.',
  },
  LOT_IMPORTED_THOUGH_CANCELLED: {
    fr: 'ISACOMPTA a importé la publication {lot}, qui avait été annulée : vérifiez ses écritures.',
    en: 'ISACOMPTA imported publication {lot}, which had been cancelled: check its entries.',
  },
  DEX_NOT_FAITHFUL: {
    fr: 'Le fichier DEX relu diffère de l’écriture : {detail}',
    en: 'The DEX read back differs from the entry: {detail}',
  },
  REPORT_UNKNOWN: {
    fr: 'Le compte rendu {file} ne correspond à aucune publication.',
    en: 'The report {file} matches no publication.',
  },
  MESSAGE_UNREADABLE: {
    fr: 'Un message de la file {queue} n’a pas pu être lu ({detail}).',
    en: 'A message of queue {queue} could not be read ({detail}).',
  },
  PUBLISH_FAILED: {
    fr: 'La publication des écritures du dossier {dossier}, exercice {exercice}, a échoué ({detail}).',
    en: 'Publishing the entries of dossier {dossier}, exercice {exercice}, failed ({detail}).',
  },
  REPORT_FAILED: {
    fr: 'Un compte rendu du robot n’a pas pu être traité ({detail}).',
    en: 'A report of the robot could not be processed ({detail}).',
  },
  FIREWALL_OPEN: {
    fr: 'Le pare-feu laisse passer toutes les adresses, car ces comptes ({count}) n’ont pas de liste d’adresses : {comptes}.',
    en: 'The firewall lets every address through, because these comptes ({count}) have no list of addresses: {comptes}.',
  },
  FIREWALL_TOO_MANY: {
    fr: 'Les listes d’adresses font {ranges} plages, le pare-feu en prend {max} : ses règles restent comme elles étaient.',
    en: 'The lists of addresses make {ranges} ranges, the firewall takes {max}: its rules stay as they were.',
  },
  FIREWALL_NO_COMPTE: {
    fr: 'Aucun compte n’est lisible, alors que le pare-feu a des règles : elles restent comme elles étaient.',
    en: 'No compte can be read though the firewall has rules: they stay as they were.',
  },
  FIREWALL_FAILED: {
    fr: 'Le pare-feu n’a pas pu être mis à jour ({code}) : une adresse nouvelle n’y passe peut-être pas encore. {detail}',
    en: 'The firewall could not be brought up to date ({code}): a new address may not pass yet. {detail}',
  },
} as const;
