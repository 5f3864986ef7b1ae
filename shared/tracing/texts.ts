import type { SpanName } from '../ports/trace.ts';

type Language = 'fr' | 'en';

/** The spans in words. */
export const spanTexts: Readonly<Record<SpanName, Readonly<Record<Language, string>>>> = {
  session: { fr: 'session', en: 'session' },
  deposit: { fr: 'dépôt', en: 'deposit' },
  store: { fr: 'mise en stockage', en: 'stored' },
  rename: { fr: 'renommage', en: 'rename' },
  dispatch: { fr: 'aiguillage', en: 'dispatch' },
  read: { fr: 'lecture', en: 'reading' },
  'open-scan': { fr: 'ouverture du scan', en: 'scan opened' },
  'read-page': { fr: 'lecture d’une page', en: 'page read' },
  'make-copy': { fr: 'copie cherchable', en: 'searchable copy' },
  configure: { fr: 'configuration', en: 'configuration' },
  entry: { fr: 'écriture reçue', en: 'entry taken' },
  publish: { fr: 'publication', en: 'publication' },
  export: { fr: 'fichiers du lot', en: 'files of the lot' },
  download: { fr: 'téléchargement du DEX', en: 'DEX downloaded' },
  collect: { fr: 'DEX collecté', en: 'DEX collected' },
  report: { fr: 'compte rendu du robot', en: 'report of the robot' },
};

export const traceTexts = {
  fr: {
    head: (trace: string, at: string, spans: number, took: string) =>
      `Trace ${trace}  ${at}  ${spans} étape${spans < 2 ? '' : 's'}, ${took}`,
    orphan: '(sous une étape absente d’ici)',
    linked: (traces: string) => `liée à ${traces}`,
    failed: 'échec',
  },
  en: {
    head: (trace: string, at: string, spans: number, took: string) =>
      `Trace ${trace}  ${at}  ${spans} span${spans === 1 ? '' : 's'}, ${took}`,
    orphan: '(under a span that is not here)',
    linked: (traces: string) => `linked to ${traces}`,
    failed: 'failed',
  },
} as const;
