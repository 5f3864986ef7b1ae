export interface DemoTexts {
  readonly help: string;
  readonly badCount: string;
  readonly notStarted: string;
  readonly steps: {
    readonly configuration: string;
    readonly deposit: string;
    readonly dispatch: string;
    readonly entries: string;
    readonly robot: string;
  };
  readonly waitingFor: (n: number) => string;
  readonly tooLong: string;
  readonly columns: readonly [string, string, string];
  readonly filedIn: (exercice: string) => string;
  readonly summary: (s: {
    files: number;
    filed: number;
    waiting: number;
    entries: number;
    lots: number;
    lines: number;
    attachments: number;
    seconds: string;
  }) => string;
  readonly next: string;
}

export const texts: Readonly<Record<'fr' | 'en', DemoTexts>> = {
  fr: {
    help: `Utilisation : npm run demo -- [--count N] [--lang fr|en] [--data DOSSIER]

Joue toute l’histoire sur le cloud lancé par npm start : configuration de trois dossiers, N factures (30) déposées par
FTP, classées ou mises en attente, écritures proposées et acceptées, puis un robot qui vient chercher les lots.`,
    badCount: '--count : un nombre de 1 à 5000',
    notStarted: 'Le cloud ne répond pas : lancez d’abord npm start dans un autre terminal.',
    steps: {
      configuration: '1. Le robot dépose la configuration de trois dossiers',
      deposit: '2. Il dépose les factures',
      dispatch: '3. Le cloud les classe',
      entries: '4. Les écritures proposées sont acceptées',
      robot: '5. Le robot vient chercher les lots, les supprime, rend compte',
    },
    waitingFor: (n) => `encore ${n}`,
    tooLong: 'Rien ne bouge depuis une minute : voyez les journaux dans .ami/logs/.',
    columns: ['Dossier', 'Documents', 'Où'],
    filedIn: (e) => `classés dans l’exercice ${e}`,
    summary: (s) =>
      `${s.files} documents : ${s.filed} classés, ${s.waiting} en attente d’une personne. ` +
      `${s.entries} écritures (${s.lines} lignes, ${s.attachments} pièces) collectées en ${s.lots} lots. ${s.seconds} s en tout.`,
    next: 'À voir ensuite : npm run -s ami -- waiting ; npm run -s ami -- publications',
  },
  en: {
    help: `Usage: npm run demo -- [--count N] [--lang fr|en] [--data DIR]

Plays the whole story on the cloud that npm start runs: configuration of three dossiers, N invoices (30) deposited by
FTP, filed or put on the waiting list, entries proposed and accepted, then a robot that collects the lots.`,
    badCount: '--count: a number from 1 to 5000',
    notStarted: 'The cloud does not answer: run npm start in another terminal first.',
    steps: {
      configuration: '1. The robot deposits the configuration of three dossiers',
      deposit: '2. It deposits the invoices',
      dispatch: '3. The cloud files them',
      entries: '4. The proposed entries are accepted',
      robot: '5. The robot collects the lots, deletes them, reports',
    },
    waitingFor: (n) => `${n} to go`,
    tooLong: 'Nothing has moved for a minute: see the logs in .ami/logs/.',
    columns: ['Dossier', 'Documents', 'Where'],
    filedIn: (e) => `filed in exercice ${e}`,
    summary: (s) =>
      `${s.files} documents: ${s.filed} filed, ${s.waiting} waiting for a person. ` +
      `${s.entries} entries (${s.lines} lines, ${s.attachments} attachments) collected in ${s.lots} lots. ${s.seconds} s in all.`,
    next: 'To see next: npm run -s ami -- waiting ; npm run -s ami -- publications',
  },
};
