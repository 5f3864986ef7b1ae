/**
 * What is wrong, or worth knowing, in a configuration file (PAR, dossiers.txt), an entry or a DEX, as an accountant reads
 * it. Dates are put in the reader's form; the line of the file and the element, where known, come with the problem.
 */
export const formatMessages = {
  FORMAT_MORE: {
    fr: 'Et {count} autres du même type ({code}).',
    en: 'And {count} more of the same kind ({code}).',
  },

  // --- PAR: refused ---------------------------------------------------------------------------------------------------
  PAR_MISSING: {
    fr: 'Le plan comptable du dossier n’est pas connu : son fichier PAR est attendu.',
    en: 'The chart of accounts of the dossier is not known: its PAR file is awaited.',
  },
  PAR_FILE_NAME: {
    fr: 'Le fichier PAR doit être nommé <dossier>-<AAAAMM>_PAR.xml, pas « {name} ».',
    en: 'A PAR file must be named <dossier>-<AAAAMM>_PAR.xml, not “{name}”.',
  },
  PAR_FILE_NAME_DOSSIER: {
    fr: 'Le nom du fichier dit dossier {named}, son contenu dit {dossier}.',
    en: 'The file name says dossier {named}, its content says {dossier}.',
  },
  PAR_FILE_NAME_EXERCICE: {
    fr: 'Le nom du fichier dit exercice {exercice}, or le fichier ne contient que : {listed}.',
    en: 'The file name says exercice {exercice}, but the file lists only: {listed}.',
  },
  PAR_XML_DOCTYPE: {
    fr: 'Le fichier PAR contient une déclaration DOCTYPE, qui n’est pas acceptée ({detail}).',
    en: 'The PAR file holds a DOCTYPE declaration, which is not accepted ({detail}).',
  },
  PAR_XML_TRUNCATED: {
    fr: 'Le fichier PAR est incomplet : il s’arrête avant sa fin ({detail}).',
    en: 'The PAR file is incomplete: it stops before its end ({detail}).',
  },
  PAR_XML_MALFORMED: {
    fr: 'Le fichier PAR n’est pas du XML correct ({detail}).',
    en: 'The PAR file is not well-formed XML ({detail}).',
  },
  PAR_XML_ENCODING: {
    fr: 'Les caractères du fichier PAR ne sont pas dans l’encodage annoncé ({detail}).',
    en: 'The characters of the PAR file are not in the encoding it declares ({detail}).',
  },
  PAR_XML_TOO_LARGE: {
    fr: 'Le fichier PAR est trop gros ({detail}).',
    en: 'The PAR file is too large ({detail}).',
  },
  PAR_XML_TOO_DEEP: {
    fr: 'Le fichier PAR imbrique trop d’éléments ({detail}).',
    en: 'The PAR file nests too many elements ({detail}).',
  },
  PAR_ROOT: {
    fr: 'Ce n’est pas un fichier PAR : il commence par « {found} » au lieu de « {expected} ».',
    en: 'This is no PAR file: it begins with “{found}” instead of “{expected}”.',
  },
  PAR_NO_DOSSIER: {
    fr: 'Le fichier PAR ne dit pas de quel dossier il est (élément {element} absent).',
    en: 'The PAR file does not say which dossier it is for (element {element} is absent).',
  },
  PAR_REPEATED: {
    fr: 'L’élément {element} figure deux fois là où un seul est attendu.',
    en: 'Element {element} stands twice where one is expected.',
  },
  PAR_FIELD_MISSING: {
    fr: '{field} est absent ou vide.',
    en: '{field} is absent or empty.',
  },
  PAR_DOSSIER_NUMBER: {
    fr: '« {number} » n’est pas un numéro de dossier (1 à 8 lettres ou chiffres).',
    en: '“{number}” is not a dossier number (1 to 8 letters or digits).',
  },
  PAR_NO_EXERCICE: {
    fr: 'Le fichier PAR ne contient aucun exercice.',
    en: 'The PAR file lists no exercice.',
  },
  PAR_DATE: {
    fr: '« {date} » n’est pas une date (AAAA-MM-JJ, JJ/MM/AAAA ou AAAAMMJJ).',
    en: '“{date}” is not a date (AAAA-MM-JJ, JJ/MM/AAAA or AAAAMMJJ).',
  },
  PAR_FLAG: {
    fr: '« {value} » ne dit pas si l’exercice est clos (oui ou non).',
    en: '“{value}” does not say whether the exercice is closed (oui or non).',
  },
  PAR_EXERCICE_REVERSED: {
    fr: 'L’exercice du {start} au {end} finit avant de commencer.',
    en: 'The exercice from {start} to {end} ends before it begins.',
  },
  PAR_EXERCICE_TOO_LONG: {
    fr: 'L’exercice du {start} au {end} dure plus de 24 mois.',
    en: 'The exercice from {start} to {end} lasts more than 24 months.',
  },
  PAR_EXERCICES_OVERLAP: {
    fr: 'L’exercice du {start} au {end} chevauche celui du {otherStart} au {otherEnd}.',
    en: 'The exercice from {start} to {end} overlaps that from {otherStart} to {otherEnd}.',
  },
  PAR_EXERCICES_SAME_MONTH: {
    fr: 'Deux exercices finissent le même mois et auraient le même nom, {exercice}.',
    en: 'Two exercices end in the same month and would have the same name, {exercice}.',
  },
  PAR_RATE: {
    fr: '« {rate} » n’est pas un taux de TVA (code {code}).',
    en: '“{rate}” is not a VAT rate (code {code}).',
  },

  // --- PAR: remarks ---------------------------------------------------------------------------------------------------
  PAR_VERSION: {
    fr: 'Le fichier PAR est de version {version}, celle connue est la {known} : il a été lu quand même.',
    en: 'The PAR file is of version {version}, the one known is {known}: it was read all the same.',
  },
  PAR_SIREN: {
    fr: '« {siren} » n’est pas un SIREN valable : il est ignoré.',
    en: '“{siren}” is not a valid SIREN: it is ignored.',
  },
  PAR_SIREN_DIFFER: {
    fr: 'Le dossier a deux SIREN, {siren} et {other} : le premier est retenu.',
    en: 'The dossier has two SIRENs, {siren} and {other}: the first is used.',
  },
  PAR_ACCOUNT_LENGTH: {
    fr: '« {length} » n’est pas une longueur de compte (6, 8 ou 10) : elle est ignorée.',
    en: '“{length}” is not a length of accounts (6, 8 or 10): it is ignored.',
  },
  PAR_ACCOUNT_FORM: {
    fr: 'Le compte « {account} » ne pourra figurer dans aucune écriture (10 chiffres ou majuscules au plus).',
    en: 'Account “{account}” can stand in no entry (at most 10 digits or capital letters).',
  },
  PAR_DUPLICATE: {
    fr: '« {key} » figure déjà à la ligne {first} avec un autre contenu : le premier est retenu.',
    en: '“{key}” already stands at line {first} with another content: the first is used.',
  },
  PAR_UNKNOWN_ELEMENT: {
    fr: '{path} n’est pas connu ({count} fois) : il n’est pas utilisé.',
    en: '{path} is not known (found {count} times): it is not used.',
  },

  // --- dossiers.txt ---------------------------------------------------------------------------------------------------
  DOSSIERS_TOO_LARGE: {
    fr: 'dossiers.txt est trop gros ({size} octets, {max} au plus) : rien n’en est appliqué.',
    en: 'dossiers.txt is too large ({size} bytes, at most {max}): nothing of it applies.',
  },
  DOSSIERS_ENCODING: {
    fr: 'dossiers.txt n’est pas un texte lisible : enregistrez-le en UTF-8 ou en ANSI.',
    en: 'dossiers.txt is not a readable text: save it as UTF-8 or as ANSI.',
  },
  DOSSIERS_HEADER: {
    fr: 'L’en-tête « {header} » ne suit pas l’ordre numéro ; nom ; SIREN ; affectations : rien n’est appliqué.',
    en: 'The header “{header}” is not in the order number; name; SIREN; users: nothing applies.',
  },
  DOSSIERS_NUMBER: {
    fr: '« {number} » n’est pas un numéro de dossier (1 à 8 lettres ou chiffres) : ligne ignorée.',
    en: '“{number}” is not a dossier number (1 to 8 letters or digits): the line is ignored.',
  },
  DOSSIERS_NAME: {
    fr: 'Le dossier {dossier} n’a pas de nom : ligne ignorée.',
    en: 'Dossier {dossier} has no name: the line is ignored.',
  },
  DOSSIERS_CONTROL: {
    fr: 'La ligne du dossier {dossier} contient un caractère de contrôle : ligne ignorée.',
    en: 'The line of dossier {dossier} holds a control character: the line is ignored.',
  },
  DOSSIERS_COLUMNS: {
    fr: 'La ligne du dossier {dossier} a plus de quatre colonnes : ligne ignorée.',
    en: 'The line of dossier {dossier} has more than four columns: the line is ignored.',
  },
  DOSSIERS_USER: {
    fr: '« {user} », affecté au dossier {dossier}, n’est pas un nom d’utilisateur : ligne ignorée.',
    en: '“{user}”, assigned to dossier {dossier}, is not a user name: the line is ignored.',
  },
  DOSSIERS_USERS: {
    fr: 'Plus de {max} utilisateurs sont affectés au dossier {dossier} : ligne ignorée.',
    en: 'More than {max} users are assigned to dossier {dossier}: the line is ignored.',
  },
  DOSSIERS_SIREN: {
    fr: '« {siren} » n’est pas un SIREN valable : le dossier {dossier} est retenu sans SIREN.',
    en: '“{siren}” is not a valid SIREN: dossier {dossier} is kept without one.',
  },
  DOSSIERS_TWICE: {
    fr: 'Le dossier {dossier} figure déjà plus haut avec un autre contenu : ligne ignorée.',
    en: 'Dossier {dossier} already stands above with another content: the line is ignored.',
  },

  // --- users.txt ------------------------------------------------------------------------------------------------------
  USERS_TOO_LARGE: {
    fr: 'users.txt est trop gros ({size} octets, {max} au plus) : rien n’en est appliqué.',
    en: 'users.txt is too large ({size} bytes, at most {max}): nothing of it applies.',
  },
  USERS_ENCODING: {
    fr: 'users.txt n’est pas un texte lisible : enregistrez-le en UTF-8 ou en ANSI.',
    en: 'users.txt is not a readable text: save it as UTF-8 or as ANSI.',
  },
  USERS_HEADER: {
    fr: 'L’en-tête « {header} » ne suit pas l’ordre utilisateur ; nom ; rôle ; dossiers : rien n’est appliqué.',
    en: 'The header “{header}” is not in the order user; name; role; dossiers: nothing applies.',
  },
  USERS_NAME: {
    fr: '« {user} » n’est pas un nom d’utilisateur (1 à 64 lettres sans accent, chiffres, . _ @ -) : ligne ignorée.',
    en: '“{user}” is not a user name (1 to 64 letters without accents, digits, . _ @ -): the line is ignored.',
  },
  USERS_CONTROL: {
    fr: 'La ligne de l’utilisateur {user} contient un caractère de contrôle : ligne ignorée.',
    en: 'The line of user {user} holds a control character: the line is ignored.',
  },
  USERS_COLUMNS: {
    fr: 'La ligne de l’utilisateur {user} a plus de quatre colonnes : ligne ignorée.',
    en: 'The line of user {user} has more than four columns: the line is ignored.',
  },
  USERS_ROLE: {
    fr: '« {role} », de l’utilisateur {user}, n’est pas un rôle (gestionnaire ou collaborateur) : ligne ignorée.',
    en: '“{role}”, of user {user}, is not a role (gestionnaire or collaborateur): the line is ignored.',
  },
  USERS_DOSSIER: {
    fr: '« {dossier} », de l’utilisateur {user}, n’est pas un numéro de dossier : ligne ignorée.',
    en: '“{dossier}”, of user {user}, is not a dossier number: the line is ignored.',
  },
  USERS_DOSSIERS: {
    fr: 'L’utilisateur {user} a plus de {max} dossiers : ligne ignorée.',
    en: 'User {user} has more than {max} dossiers: the line is ignored.',
  },
  USERS_TWICE: {
    fr: 'L’utilisateur {user} figure déjà plus haut avec un autre contenu : ligne ignorée.',
    en: 'User {user} already stands above with another content: the line is ignored.',
  },

  // --- Entries --------------------------------------------------------------------------------------------------------
  ENTRY_JOURNAL_FORM: {
    fr: '« {journal} » n’est pas un code de journal (1 ou 2 lettres ou chiffres).',
    en: '“{journal}” is not a journal code (1 or 2 letters or digits).',
  },
  ENTRY_JOURNAL_UNKNOWN: {
    fr: 'Le journal {journal} n’existe pas dans le dossier {dossier}.',
    en: 'Journal {journal} does not exist in dossier {dossier}.',
  },
  ENTRY_DATE_FORM: {
    fr: '« {date} » n’est pas une date.',
    en: '“{date}” is not a date.',
  },
  ENTRY_EXERCICE_CLOSED: {
    fr: 'L’exercice {exercice} est clos.',
    en: 'Exercice {exercice} is closed.',
  },
  ENTRY_OUTSIDE_EXERCICE: {
    fr: 'La date comptable {date} n’est pas dans l’exercice {exercice} (du {start} au {end}).',
    en: 'The accounting date {date} is not in exercice {exercice} ({start} to {end}).',
  },
  ENTRY_CURRENCY: {
    fr: '« {currency} » n’est pas un code de devise (trois majuscules, comme EUR).',
    en: '“{currency}” is not a currency code (three capital letters, such as EUR).',
  },
  ENTRY_CURRENCY_OTHER: {
    fr: 'L’écriture est en {currency} : ISACOMPTA la reçoit en euros seulement, saisissez la contre-valeur.',
    en: 'The entry is in {currency}: ISACOMPTA takes it in euros only, give the countervalue.',
  },
  ENTRY_PIECE_LENGTH: {
    fr: 'Le numéro de pièce « {piece} » dépasse {max} caractères : mettez-le en référence.',
    en: 'Piece number “{piece}” is longer than {max} characters: give it as the reference.',
  },
  ENTRY_PIECE_FORM: {
    fr: 'Le numéro de pièce « {piece} » doit commencer par une lettre ou un chiffre et s’écrire en caractères simples.',
    en: 'Piece number “{piece}” must begin with a letter or a digit and use simple characters only.',
  },
  ENTRY_LABEL_EMPTY: {
    fr: 'Un libellé est vide.',
    en: 'A label is empty.',
  },
  ENTRY_LABEL_LENGTH: {
    fr: 'Le libellé « {label} » dépasse {max} caractères.',
    en: 'Label “{label}” is longer than {max} characters.',
  },
  ENTRY_LABEL_CONTROL: {
    fr: 'Le texte « {label} » contient un saut de ligne ou un autre caractère de contrôle.',
    en: 'The text “{label}” holds a line break or another control character.',
  },
  ENTRY_LABEL_CHARACTERS: {
    fr: 'Le libellé « {label} » contient des caractères qu’ISACOMPTA ne peut pas recevoir : {characters}',
    en: 'Label “{label}” holds characters that ISACOMPTA cannot take: {characters}',
  },
  ENTRY_TOO_FEW_LINES: {
    fr: 'L’écriture a {count} ligne(s) : il en faut au moins deux.',
    en: 'The entry has {count} line(s): at least two are needed.',
  },
  ENTRY_TOO_MANY_LINES: {
    fr: '{count} lignes : {max} au plus.',
    en: '{count} lines: at most {max}.',
  },
  ENTRY_ACCOUNT_FORM: {
    fr: 'Ligne {line} : « {account} » n’est pas un compte (10 chiffres ou majuscules au plus).',
    en: 'Line {line}: “{account}” is not an account (at most 10 digits or capital letters).',
  },
  ENTRY_ACCOUNT_UNKNOWN: {
    fr: 'Ligne {line} : le compte {account} n’existe pas dans le dossier {dossier}.',
    en: 'Line {line}: account {account} does not exist in dossier {dossier}.',
  },
  ENTRY_VAT_CODE_FORM: {
    fr: 'Ligne {line} : « {code} » n’est pas un code TVA (1 ou 2 caractères).',
    en: 'Line {line}: “{code}” is not a VAT code (1 or 2 characters).',
  },
  ENTRY_VAT_CODE_UNKNOWN: {
    fr: 'Ligne {line} : le code TVA {code} n’existe pas dans le dossier {dossier}.',
    en: 'Line {line}: VAT code {code} does not exist in dossier {dossier}.',
  },
  ENTRY_AMOUNT_FORM: {
    fr: 'Ligne {line} : « {amount} » n’est pas un nombre entier de centimes entre 0 et 999 999 999 999.',
    en: 'Line {line}: “{amount}” is not a whole number of cents from 0 to 999,999,999,999.',
  },
  ENTRY_ONE_SIDE: {
    fr: 'Ligne {line} : un débit ou un crédit, et un seul (débit {debit}, crédit {credit}).',
    en: 'Line {line}: a debit or a credit, and only one of them (debit {debit}, credit {credit}).',
  },
  ENTRY_UNBALANCED: {
    fr: 'L’écriture n’est pas équilibrée : débit {debit}, crédit {credit}, écart {difference}.',
    en: 'The entry does not balance: debit {debit}, credit {credit}, difference {difference}.',
  },
  ENTRY_DUE_DATE_FORM: {
    fr: 'Ligne {line} : l’échéance « {date} » de {amount} centimes n’est pas acceptable.',
    en: 'Line {line}: the due date “{date}” of {amount} cents is not acceptable.',
  },
  ENTRY_DUE_DATES_SUM: {
    fr: 'Ligne {line} : les échéances font {sum}, la ligne fait {amount}.',
    en: 'Line {line}: the due dates add up to {sum}, the line is {amount}.',
  },
  ENTRY_ACTIVITY_FORM: {
    fr: 'Ligne {line} : « {activity} » n’est pas une activité analytique (6 chiffres ou majuscules, découpe de 2).',
    en: 'Line {line}: “{activity}” is not an analytic activity (6 digits or capitals, a cut of 2).',
  },
  ENTRY_SHARE_FORM: {
    fr: 'Ligne {line} : la part analytique « {share} » doit être entre 0 et 100 %.',
    en: 'Line {line}: the analytic share “{share}” must be from 0 to 100 %.',
  },
  ENTRY_SHARES_SUM: {
    fr: 'Ligne {line} : les parts analytiques font {sum} %, pas 100 %.',
    en: 'Line {line}: the analytic shares add up to {sum} %, not 100 %.',
  },

  // --- DEX: written ---------------------------------------------------------------------------------------------------
  DEX_DOSSIER: {
    fr: '« {dossier} » n’est pas un numéro de dossier.',
    en: '“{dossier}” is not a dossier number.',
  },
  DEX_TEXT: {
    fr: 'Le libellé du lot « {label} » contient des caractères qu’ISACOMPTA ne peut pas recevoir.',
    en: 'The label of the lot “{label}” holds characters that ISACOMPTA cannot take.',
  },
  DEX_NO_ENTRY: {
    fr: 'Le lot ne contient aucune écriture.',
    en: 'The lot holds no entry.',
  },
  DEX_ENTRY_NUMBER: {
    fr: '{number} n’est pas un numéro d’écriture unique dans le lot.',
    en: '{number} is not an entry number unique in the lot.',
  },

  // --- DEX: read ------------------------------------------------------------------------------------------------------
  DEX_TOO_LARGE: {
    fr: 'Le fichier DEX est trop gros ({size} octets, {max} au plus).',
    en: 'The DEX file is too large ({size} bytes, at most {max}).',
  },
  DEX_NO_VERSION: {
    fr: 'Ce n’est pas un fichier DEX : il ne commence pas par un enregistrement VER.',
    en: 'This is no DEX file: it does not begin with a VER record.',
  },
  DEX_TEXT_VERSION: {
    fr: 'Le fichier est de version texte « {version} » ; seules sont lues : {supported}.',
    en: 'The file is of text version “{version}”; only these are read: {supported}.',
  },
  DEX_ENCODING_NOT_DECLARED: {
    fr: 'Le fichier ne dit pas son encodage (« {flag} ») : il est lu en Windows-1252.',
    en: 'The file does not say its encoding (“{flag}”): it is read as Windows-1252.',
  },
  DEX_REPEATED: {
    fr: 'Un second enregistrement {record} figure dans le fichier.',
    en: 'A second {record} record stands in the file.',
  },
  DEX_MISPLACED: {
    fr: 'L’enregistrement {record} ne suit aucun {parent}.',
    en: 'The {record} record follows no {parent}.',
  },
  DEX_UNKNOWN_RECORD: {
    fr: 'L’enregistrement « {record} » n’est pas connu : il est ignoré.',
    en: 'Record “{record}” is not known: it is ignored.',
  },
  DEX_NOTE_NOT_CLOSED: {
    fr: 'Une remarque (RMQDEB) n’est pas fermée : la suite du fichier n’est pas lue.',
    en: 'A remark (RMQDEB) is not closed: the rest of the file is not read.',
  },
  DEX_FIELD: {
    fr: '« {value} » n’est pas lisible ({field}).',
    en: '“{value}” cannot be read ({field}).',
  },
  DEX_FIELD_BLANK: {
    fr: 'Un champ obligatoire est vide ({field}).',
    en: 'A required field is blank ({field}).',
  },
  DEX_DESTROYED: {
    fr: 'L’écriture « {label} » est marquée comme supprimée : elle n’est pas lue.',
    en: 'The entry “{label}” is marked as deleted: it is not read.',
  },
  DEX_ENTRY_WITHOUT_LINE: {
    fr: 'L’écriture n’a aucune ligne.',
    en: 'The entry has no line.',
  },

  // --- The list of attachments ----------------------------------------------------------------------------------------
  PIECES_HEADER: {
    fr: 'La liste des pièces jointes doit commencer par « {header} ».',
    en: 'The list of attachments must begin with “{header}”.',
  },
  PIECES_COLUMNS: {
    fr: 'La ligne n’a pas {count} colonnes.',
    en: 'The line does not have {count} columns.',
  },
  PIECES_FIELD: {
    fr: '« {value} » n’est pas acceptable ({field}).',
    en: '“{value}” is not acceptable ({field}).',
  },
} as const;
