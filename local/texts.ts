interface Ready {
  readonly ftp: string;
  readonly sftp: string;
  readonly api: string;
  /** Of the gateway: /metrics, /health, /ready. */
  readonly status: string;
  /** Business and gateway together. */
  readonly metrics: string;
  readonly data: string;
  readonly netrc: string;
  readonly dossier: string;
}

/** What `npm start` says, in the language of the terminal. */
export const texts = {
  fr: {
    help: `Utilisation : npm start -- [--data DOSSIER] [--host ADRESSE] [--lang fr|en] [--watch] [--trace]

Lance tout le cloud AMI COMPTA sur cet ordinateur : stockage, bus, fonctions, passerelle FTP.
  --data DOSSIER   où sont les données (.ami)
  --host ADRESSE   adresse d’écoute (127.0.0.1)
  --lang fr|en     langue des messages (celle du terminal)
  --watch          un tableau dans le terminal : dépôts, attente, DEX, robots (tenu à jour)
  --trace          montre chaque trace finie, en arbre avec ses durées (voir aussi : ami trace)
Ctrl+C arrête tout proprement ; au prochain démarrage tout est retrouvé.`,
    starting: 'AMI COMPTA démarre…',
    portTaken: (name: string, wanted: number, got: number) =>
      `  port ${wanted} (${name}) occupé : ${got} est pris à la place`,
    seeded: (compte: string, dossier: string) =>
      `  compte de démonstration « ${compte} » créé, avec le dossier ${dossier}`,
    died: (name: string, how: string) => `! ${name} s’est arrêté (${how}) ; il redémarre…`,
    back: (name: string) => `  ${name} est de retour`,
    stopping: 'Arrêt…',
    stopped: 'Arrêté. Les données sont gardées.',
    ready: (r: Ready) => `
ready   AMI COMPTA est prêt
FTP     ${r.ftp}
SFTP    ${r.sftp}
API     ${r.api}
Mesures ${r.metrics}   (le tableau : npm start -- --watch)
État    ${r.status}/health   (la passerelle ; aussi /ready, /metrics)
Données ${r.data}/   (journaux : ${r.data}/logs/)

À essayer, dans un autre terminal :
  curl --netrc-file ${r.netrc} -T facture.pdf ${r.ftp}/import/${r.dossier}/
  npm run -s ami -- documents
  npm run -s ami -- waiting
Ctrl+C pour arrêter.`,
  },
  en: {
    help: `Usage: npm start -- [--data DIR] [--host ADDRESS] [--lang fr|en] [--watch] [--trace]

Runs the whole AMI COMPTA cloud on this computer: storage, bus, functions, FTP gateway.
  --data DIR       where the data is (.ami)
  --host ADDRESS   address to listen on (127.0.0.1)
  --lang fr|en     language of the messages (the terminal's)
  --watch          a board in the terminal: deposits, waiting, DEX, robots (kept up to date)
  --trace          shows each finished trace, as a tree with durations (see also: ami trace)
Ctrl+C stops everything cleanly; the next start finds everything again.`,
    starting: 'AMI COMPTA is starting…',
    portTaken: (name: string, wanted: number, got: number) =>
      `  port ${wanted} (${name}) is taken: using ${got} instead`,
    seeded: (compte: string, dossier: string) => `  demo compte "${compte}" created, with dossier ${dossier}`,
    died: (name: string, how: string) => `! ${name} stopped (${how}); starting it again…`,
    back: (name: string) => `  ${name} is back`,
    stopping: 'Stopping…',
    stopped: 'Stopped. The data is kept.',
    ready: (r: Ready) => `
ready   AMI COMPTA is ready
FTP     ${r.ftp}
SFTP    ${r.sftp}
API     ${r.api}
Metrics ${r.metrics}   (the board: npm start -- --watch)
Status  ${r.status}/health   (the gateway; also /ready, /metrics)
Data    ${r.data}/   (logs: ${r.data}/logs/)

To try, in another terminal:
  curl --netrc-file ${r.netrc} -T invoice.pdf ${r.ftp}/import/${r.dossier}/
  npm run -s ami -- documents
  npm run -s ami -- waiting
Ctrl+C to stop.`,
  },
} as const;
