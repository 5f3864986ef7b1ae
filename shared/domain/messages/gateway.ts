/** Answers of the gateway to FTP clients. One line each: they are shown in the logs of scanners and robots. */
export const gatewayMessages = {
  // Refusals of the use cases behind the gateway
  LIST_FORBIDDEN: {
    fr: 'Ce compte utilisateur dépose seulement : il ne peut ni lister, ni lire, ni supprimer.',
    en: 'This user may only deposit: no list, no read, no delete.',
  },
  DEPOSIT_FORBIDDEN: {
    fr: 'Ce compte utilisateur ne peut pas déposer dans {directory}.',
    en: 'This user may not deposit in {directory}.',
  },
  PATH_NOT_FOUND: { fr: '{path} : introuvable.', en: '{path}: no such file or folder.' },
  NOT_A_FILE: { fr: '{path} est un répertoire.', en: '{path} is a folder.' },
  NOT_A_FOLDER: { fr: '{path} n’est pas un répertoire.', en: '{path} is not a folder.' },
  FOLDER_EXISTS: { fr: 'Le répertoire {path} existe déjà.', en: 'Folder {path} exists already.' },
  FOLDER_NOT_EMPTY: { fr: 'Le répertoire {path} n’est pas vide.', en: 'Folder {path} is not empty.' },
  FOLDER_STANDS: { fr: 'Le répertoire {path} ne se supprime pas.', en: 'Folder {path} cannot be removed.' },
  NO_DEPOSIT_HERE: {
    fr: 'On ne dépose pas dans {directory} : déposez dans /import/<dossier>.',
    en: 'Nothing can be deposited in {directory}: use /import/<dossier>.',
  },
  NO_FOLDER_HERE: { fr: 'On ne crée pas de répertoire dans {directory}.', en: 'No folder can be made in {directory}.' },
  PATH_ABOVE_ROOT: { fr: 'Ce chemin remonte au-dessus de la racine.', en: 'That path leads above the root.' },
  PATH_TOO_DEEP: { fr: 'Plus de {limit} répertoires imbriqués.', en: 'More than {limit} nested folders.' },
  PATH_TOO_LONG: {
    fr: 'Chemin trop long : raccourcissez le nom ou le répertoire.',
    en: 'The path is too long: shorten the name or its folder.',
  },
  NAME_TOO_LONG: { fr: 'Nom de plus de {limit} octets.', en: 'The name is over {limit} bytes.' },
  NAME_HAS_CONTROL: { fr: 'Le nom contient un caractère de contrôle.', en: 'The name holds a control character.' },
  NAME_HAS_BACKSLASH: {
    fr: 'Le nom contient une barre oblique inverse ; séparez les répertoires par /.',
    en: 'The name holds a backslash; folders are separated by /.',
  },
  DEPOSIT_NAME_FINAL: {
    fr: '{name} est déjà déposé : un dépôt ne se renomme pas. Envoyez sous {name}.part, puis renommez.',
    en: '{name} is deposited already: a deposit is never renamed. Send it as {name}.part, then rename.',
  },
  FOLDER_NOT_RENAMED: { fr: 'Un répertoire ne se renomme pas.', en: 'A folder cannot be renamed.' },
  ALREADY_DEPOSITED_AS: {
    fr: 'Ce fichier est déjà déposé sous le nom {name}.',
    en: 'This file is deposited already, as {name}.',
  },
  BAD_OFFSET: {
    fr: 'La reprise demandée est au-delà de la fin du fichier ({size} octets).',
    en: 'The restart offset is beyond the end of the file ({size} bytes).',
  },
  LOGIN_REFUSED: {
    fr: 'Identifiant ou mot de passe refusé.',
    en: 'User name or password refused.',
  },
  TOO_MANY_SESSIONS: {
    fr: 'Déjà {max} sessions de cet utilisateur : réessayez quand l’une d’elles sera finie.',
    en: 'This user has {max} sessions already: try again when one has ended.',
  },
  LOGINS_BUSY: {
    fr: 'Trop de connexions en cours de vérification : réessayez dans un instant.',
    en: 'Too many logins are being checked: try again in a moment.',
  },
  UPLOAD_TOO_LARGE: {
    fr: 'Le fichier dépasse les {max} octets permis ; rien n’a été enregistré.',
    en: 'The file is over the {max} bytes allowed; nothing was stored.',
  },
  QUOTA_EXCEEDED: {
    fr: 'La limite de {max} octets par jour (UTC) est atteinte ; rien n’a été enregistré.',
    en: 'The limit of {max} bytes a day (UTC) is reached; nothing was stored.',
  },
  LOT_CANCELLED: {
    fr: 'La publication {lot} a été annulée pendant le téléchargement : ne l’importez pas.',
    en: 'Publication {lot} was cancelled during the download: do not import it.',
  },
  DEX_NOT_DOWNLOADED: {
    fr: 'Ce fichier n’a pas encore été téléchargé en entier : il n’est pas supprimé.',
    en: 'This file has not been downloaded whole yet: it is not deleted.',
  },

  // Answers of the FTP server itself
  USER_OK: { fr: 'Mot de passe attendu.', en: 'Password expected.' },
  LOGGED_IN: { fr: 'Connecté.', en: 'Logged in.' },
  ALREADY_LOGGED_IN: { fr: 'Déjà connecté.', en: 'Already logged in.' },
  LOGIN_FIRST: { fr: 'Connectez-vous d’abord (USER, PASS).', en: 'Log in first (USER, PASS).' },
  USER_FIRST: { fr: 'Envoyez USER d’abord.', en: 'Send USER first.' },
  TOO_MANY_TRIES: { fr: 'Trop d’essais : connexion fermée.', en: 'Too many tries: connection closed.' },
  BYE: { fr: 'Au revoir.', en: 'Goodbye.' },
  OK: { fr: 'D’accord.', en: 'OK.' },
  CWD_OK: { fr: '{path} est le répertoire courant.', en: '{path} is the current folder.' },
  PWD: { fr: '"{path}" est le répertoire courant.', en: '"{path}" is the current folder.' },
  MADE: { fr: '"{path}" créé.', en: '"{path}" created.' },
  REMOVED: { fr: 'Supprimé.', en: 'Removed.' },
  RENAME_TO: { fr: 'Envoyez RNTO avec le nouveau nom.', en: 'Send RNTO with the new name.' },
  RENAME_FIRST: { fr: 'Envoyez RNFR d’abord.', en: 'Send RNFR first.' },
  RENAMED: { fr: 'Renommé.', en: 'Renamed.' },
  TYPE_OK: {
    fr: 'Type accepté ; les octets sont transmis tels quels.',
    en: 'Type accepted; bytes travel as they are.',
  },
  RESTART_AT: { fr: 'Reprise à l’octet {offset}.', en: 'Restarting at byte {offset}.' },
  ARGUMENT_MISSING: { fr: '{command} attend un argument.', en: '{command} needs an argument.' },
  BAD_ARGUMENT: { fr: '{command} : argument incorrect.', en: '{command}: bad argument.' },
  UNKNOWN_COMMAND: { fr: '{command} : commande inconnue.', en: '{command}: unknown command.' },
  UNSUPPORTED: { fr: '{command} n’est pas pris en charge.', en: '{command} is not supported.' },
  NO_TIMES: {
    fr: 'La date d’un dépôt est celle de son arrivée : elle ne se change pas.',
    en: 'The time of a deposit is when it arrived: it cannot be set.',
  },
  NO_APPEND: {
    fr: 'Un dépôt ne se complète pas : renvoyez le fichier entier avec STOR.',
    en: 'A deposit cannot be appended to: send the whole file with STOR.',
  },
  NO_UNIQUE: {
    fr: 'Utilisez STOR : deux dépôts du même nom sont deux documents, rien n’est écrasé.',
    en: 'Use STOR: two deposits of one name are two documents, nothing is overwritten.',
  },
  NO_RESUMED_UPLOAD: {
    fr: 'Un dépôt ne se reprend pas à mi-chemin : renvoyez le fichier entier.',
    en: 'A deposit cannot be resumed: send the whole file.',
  },
  PASSIVE_ONLY: {
    fr: 'Le mode actif n’est pas proposé : passez en mode passif (PASV ou EPSV).',
    en: 'Active mode is not offered: use passive mode (PASV or EPSV).',
  },
  EPSV_FAMILY: {
    fr: 'Autre famille d’adresses que celle de cette connexion : utilisez ({family}).',
    en: 'Not the address family of this connection: use ({family}).',
  },
  EPSV_WAS_CHOSEN: {
    fr: 'EPSV ALL a été demandé : seul EPSV ouvre une connexion de données.',
    en: 'EPSV ALL was asked for: only EPSV opens data connections.',
  },
  EPSV_ONLY: { fr: 'Adresse IPv6 : utilisez EPSV.', en: 'This is IPv6: use EPSV.' },
  NO_PORT: {
    fr: 'Aucun port passif libre : réessayez dans un instant.',
    en: 'No passive port is free: try again in a moment.',
  },
  PASSIVE_FIRST: { fr: 'Envoyez PASV ou EPSV d’abord.', en: 'Send PASV or EPSV first.' },
  NO_DATA_CONNECTION: {
    fr: 'La connexion de données n’a pas été ouverte.',
    en: 'The data connection was not opened.',
  },
  RECEIVING: { fr: 'Prêt à recevoir.', en: 'Ready to receive.' },
  SENDING: { fr: 'Envoi.', en: 'Sending.' },
  DEPOSITED: { fr: 'Reçu et enregistré.', en: 'Received and stored.' },
  SENT: { fr: 'Envoyé.', en: 'Sent.' },
  ABORTED: {
    fr: 'Transfert interrompu ; rien n’a été enregistré.',
    en: 'Transfer aborted; nothing was stored.',
  },
  STALLED: {
    fr: 'Transfert sans données depuis {seconds} s : abandonné, rien n’a été enregistré.',
    en: 'No data for {seconds} s: transfer aborted, nothing was stored.',
  },
  TLS_REQUIRED: {
    fr: 'Connexion chiffrée exigée : envoyez AUTH TLS avant USER.',
    en: 'Encryption is required: send AUTH TLS before USER.',
  },
  AUTH_OK: { fr: 'Négociation TLS.', en: 'Negotiating TLS.' },
  AUTH_TLS_ONLY: { fr: 'Seul AUTH TLS est proposé.', en: 'Only AUTH TLS is offered.' },
  AUTH_TOO_LATE: {
    fr: 'AUTH se demande une fois, avant de se connecter.',
    en: 'AUTH is for once, before the login.',
  },
  AUTH_FIRST: { fr: 'Envoyez AUTH TLS d’abord.', en: 'Send AUTH TLS first.' },
  PROT_P: { fr: 'Les données seront chiffrées.', en: 'Data will be encrypted.' },
  PROT_C: { fr: 'Les données ne seront pas chiffrées.', en: 'Data will not be encrypted.' },
  PROT_P_FIRST: {
    fr: 'Données chiffrées exigées : envoyez PROT P.',
    en: 'Encrypted data are required: send PROT P.',
  },
  PROT_UNSUPPORTED: { fr: 'Niveaux proposés : P et C.', en: 'Levels offered: P and C.' },
  NO_CCC: { fr: 'La connexion de contrôle reste chiffrée.', en: 'The control connection stays encrypted.' },
  DATA_TLS_FAILED: {
    fr: 'La négociation TLS de la connexion de données a échoué ; rien n’a été transmis.',
    en: 'The TLS handshake of the data connection failed; nothing was transferred.',
  },
  BUSY: {
    fr: 'Trop de connexions en attente : réessayez dans un instant.',
    en: 'Too many connections waiting: try again in a moment.',
  },
  ABOR_DONE: { fr: 'Transfert abandonné.', en: 'Transfer aborted.' },
  NOTHING_TO_ABORT: { fr: 'Aucun transfert en cours.', en: 'No transfer in progress.' },
  FAULT: {
    fr: 'Erreur passagère du service : rien n’a été perdu, réessayez.',
    en: 'Passing fault of the service: nothing was lost, try again.',
  },
  LINE_TOO_LONG: { fr: 'Commande trop longue : connexion fermée.', en: 'Command too long: connection closed.' },
  TOO_MANY_COMMANDS: {
    fr: 'Trop de commandes en attente : connexion fermée.',
    en: 'Too many commands waiting: connection closed.',
  },
  IDLE: { fr: 'Inactif depuis {seconds} s : connexion fermée.', en: 'Idle for {seconds} s: connection closed.' },
  CLOSING: { fr: 'Le service s’arrête : reconnectez-vous.', en: 'The service is stopping: connect again.' },

  // Answers of the SFTP server alone
  SFTP_ONLY: {
    fr: 'Ni shell ni commandes ni scp ancien : ce service ne parle que SFTP.',
    en: 'No shell, no commands, no old scp: this service speaks SFTP only.',
  },
  END_OF_FILE: { fr: 'Fin du fichier.', en: 'End of file.' },
  END_OF_LIST: { fr: 'Fin de la liste.', en: 'End of the list.' },
  BAD_HANDLE: { fr: 'Ce fichier n’est pas ouvert pour cela.', en: 'No file is open for that.' },
  BAD_PACKET: { fr: 'Requête SFTP malformée.', en: 'Malformed SFTP request.' },
  TOO_MANY_HANDLES: { fr: 'Plus de {limit} fichiers ouverts à la fois.', en: 'More than {limit} files open at once.' },
  NO_LINKS: { fr: 'Il n’y a pas de liens ici.', en: 'There are no links here.' },
  FILE_EXISTS: { fr: '{path} existe déjà.', en: '{path} exists already.' },
  FILE_CHANGED: {
    fr: '{path} a été remplacé pendant la lecture : relisez-le depuis le début.',
    en: '{path} was replaced while it was read: read it again from its start.',
  },
  UPLOAD_HAS_GAPS: {
    fr: 'Il manque des octets au milieu du fichier : rien n’a été enregistré, renvoyez-le entier.',
    en: 'Bytes are missing inside the file: nothing was stored, send the whole file.',
  },
  UPLOAD_REWRITTEN: {
    fr: 'Un dépôt s’écrit du début à la fin : rien n’a été enregistré, renvoyez-le entier.',
    en: 'A deposit is written from start to end: nothing was stored, send the whole file.',
  },
  SIZE_NOT_SET: { fr: 'La taille d’un fichier ne se modifie pas.', en: 'The size of a file cannot be changed.' },
  NAME_NOT_UTF8: { fr: 'Le nom n’est pas en UTF-8.', en: 'The name is not in UTF-8.' },
} as const;

export type GatewayMessage = keyof typeof gatewayMessages;
