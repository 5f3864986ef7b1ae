import { createHash } from 'node:crypto';
import type {
  DocumentItem,
  DossierItem,
  FirewallItem,
  HistoryItem,
  ImportItem,
  NoticeItem,
  PersonItem,
  ProposalItem,
  PublicationItem,
  SupplierItem,
  UserItem,
} from '../../cli/answers.ts';

/** Answers of the API, as an accountant would meet them. */

const PDF = 'application/pdf' as const;

export const CONTENT = Buffer.from('%PDF-1.7 une facture\n');
export const CONTENT_SHA256 = createHash('sha256').update(CONTENT).digest('hex');

function document(d: Partial<DocumentItem> & Pick<DocumentItem, 'id' | 'name'>): DocumentItem {
  return {
    directory: '/import/007868',
    user: 'scan-durand',
    at: '2025-11-22T17:05:11.120Z',
    size: CONTENT.length,
    sha256: CONTENT_SHA256,
    version: 1,
    state: 'filed',
    dossier: '007868',
    exercice: '201912',
    exerciceStart: '2019-01-01',
    date: '2019-11-15',
    dateUncertain: false,
    decidedBy: null,
    facts: null,
    reason: null,
    proposal: null,
    remarks: [],
    duplicates: [],
    retryOf: null,
    changedAt: '2025-11-22T17:05:13.000Z',
    ...d,
  };
}

export const ids = {
  contradicted: 'yzt6s0k2m9aaaaaaaaaa',
  filed: 'yzt6s0k2m9bbbbbbbbbb',
  uncertain: 'yzt6s1c7p0cccccccccc',
  unknown: 'yzt6t00000dddddddddd',
  retry: 'yzt6v00000eeeeeeeeee',
  failed: 'yzt6w00000ffffffffff',
} as const;

export const documents: readonly DocumentItem[] = [
  document({
    id: ids.contradicted,
    name: 'Facture Électricité d’été.pdf',
    state: 'waiting',
    exercice: null,
    version: 3,
    reason: {
      code: 'STATEMENT_CONTRADICTED',
      fr: 'La facture est datée du 15/11/2019 (exercice 201912), le nom indique l’exercice 202012.',
      en: 'The invoice is dated 2019-11-15 (exercice 201912), the name states exercice 202012.',
      params: { date: '2019-11-15', exercice: '201912', stated: '202012' },
    },
    proposal: { dossier: '007868', exercice: '201912' },
    duplicates: [ids.filed],
  }),
  document({
    id: ids.filed,
    name: 'scan0001.tif',
    facts: {
      kind: 'einvoice',
      mediaType: PDF,
      number: 'F-2019-113',
      typeCode: '380',
      date: '2019-11-15',
      seller: 'Électricité du Midi',
      sellerSiren: '123456782',
      buyer: 'SARL Dupont',
      buyerSiren: '987654324',
      gross: 123456,
      currency: 'EUR',
      dueDate: '2019-12-15',
    },
    remarks: [
      {
        code: 'CUT_OFF',
        fr: 'Prestation du 03/01/2020, hors de l’exercice de la facture : rattachement des charges à vérifier.',
        en: 'Service of 2020-01-03, outside the exercice of the invoice: check the cut-off.',
      },
    ],
    duplicates: [ids.contradicted],
    sameInvoice: [ids.uncertain],
  }),
  document({
    id: ids.uncertain,
    name: 'reçu péage.pdf',
    evidence: {
      fields: [
        {
          field: 'date',
          value: '2019-10-02',
          origin: 'text',
          page: 1,
          box: { x: 50, y: 60, width: 40, height: 10 },
          label: 'Le',
          place: 'after',
          confidence: 0.8,
          fr: 'Date de facture 02/10/2019, page 1, après « Le »',
          en: 'Invoice date 2019-10-02, page 1, after “Le”',
        },
      ],
      dates: [],
    },
    at: '2025-11-22T09:30:00.000Z',
    date: '2019-10-02',
    dateUncertain: true,
    exercice: '201912',
  }),
  document({
    id: ids.unknown,
    name: 'devis\u001b[31m rouge\u202e.pdf',
    directory: '/import/009999',
    at: '2025-11-21T08:00:00.000Z',
    state: 'waiting',
    dossier: '009999',
    exercice: null,
    date: null,
    reason: {
      code: 'DOSSIER_UNKNOWN',
      fr: 'Le dossier 009999 n’est pas encore connu : sa configuration est attendue.',
      en: 'Dossier 009999 is not known yet: its configuration is awaited.',
      params: { dossier: '009999' },
    },
  }),
  document({
    id: ids.retry,
    name: 'scan0001.tif',
    at: '2025-11-20T08:00:00.000Z',
    state: 'retry',
    exercice: null,
    date: null,
    retryOf: ids.filed,
  }),
  document({
    id: ids.failed,
    name: 'très gros.pdf',
    directory: '/import',
    at: '2025-11-19T08:00:00.000Z',
    state: 'waiting',
    dossier: null,
    exercice: null,
    date: null,
    reason: {
      code: 'DATE_NOT_FOUND',
      fr: 'Aucune date certaine : indiquez l’exercice.',
      en: 'No certain date: give the exercice.',
      params: {},
    },
  }),
];

export const history: readonly HistoryItem[] = [
  {
    version: 1,
    at: '2025-11-22T17:05:13.000Z',
    by: 'system',
    type: 'waiting',
    state: 'waiting',
    dossier: '007868',
    exercice: null,
    reason: {
      code: 'DATE_NOT_FOUND',
      fr: 'Aucune date certaine : indiquez l’exercice.',
      en: 'No certain date: give the exercice.',
      params: {},
    },
  },
  {
    version: 2,
    at: '2025-11-22T18:10:00.000Z',
    by: 'm.martin',
    type: 'attributed',
    note: 'vu avec le client',
    state: 'filed',
    dossier: '007868',
    exercice: '201912',
    reason: null,
  },
];

export const dossiers: readonly DossierItem[] = [
  {
    number: '007868',
    name: 'SARL Dupont & Frères',
    siren: '987654324',
    vatNumber: 'FR12987654324',
    users: ['m.martin', 'p.durand'],
    exercices: [
      { name: '201812', start: '2018-01-01', end: '2018-12-31', closed: true },
      { name: '201912', start: '2019-01-01', end: '2019-12-31', closed: false },
    ],
  },
  { number: '00A12', name: 'Café de l’Été', siren: null, vatNumber: null, users: [], exercices: [] },
];

const noLimits = { sessions: null, uploadBytes: null, dailyBytes: null };
/** A key made for the tests. */
export const PUBLIC_KEY =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGtleWtleWtleWtleWtleWtleWtleWtleWtleWtleWtl robot@durand';

export const users: readonly UserItem[] = [
  {
    user: 'robot-durand',
    role: 'robot',
    dossiers: 'all',
    language: 'fr',
    disabled: false,
    publicKeys: [PUBLIC_KEY],
    limits: noLimits,
  },
  {
    user: 'scan-durand',
    role: 'write',
    dossiers: ['007868', '00A12'],
    language: 'fr',
    disabled: true,
    publicKeys: [],
    limits: { ...noLimits, uploadBytes: 200_000_000 },
  },
];

export const people: readonly PersonItem[] = [
  {
    user: 'm.martin',
    name: 'Maëlle Martin',
    email: 'm.martin@durand.example',
    role: 'accountant',
    dossiers: ['007868', '00A12'],
    state: 'invited',
  },
  { user: 'p.durand', name: 'Paul Durand', email: null, role: 'manager', dossiers: [], state: 'suspended' },
];

export const lots: readonly PublicationItem[] = [
  {
    compte: 'durand',
    stem: '007868_201912_000001',
    dossier: '007868',
    exercice: '201912',
    number: 1,
    version: 4,
    state: 'imported',
    entries: ['entry000000000000001', 'entry000000000000002'],
    files: [
      { part: 'piece', name: '007868_201912_000001_P0001.pdf', size: 48211, sha256: 'a'.repeat(64) },
      { part: 'list', name: '007868_201912_000001_PJ.csv', size: 212, sha256: 'b'.repeat(64) },
      { part: 'dex', name: '007868_201912_000001.DEX', size: 1890, sha256: 'c'.repeat(64) },
    ],
    preparedAt: '2025-11-20T10:00:00.000Z',
    publishedAt: '2025-11-20T10:00:05.000Z',
    downloadedAt: '2025-11-20T10:15:00.000Z',
    collectedAt: '2025-11-20T10:15:02.000Z',
    collectedBy: 'robot-durand',
    reportedAt: '2025-11-20T10:20:00.000Z',
    report: null,
    exportedOn: '2025-11-20',
  },
  {
    compte: 'durand',
    stem: '007868_201912_000002',
    dossier: '007868',
    exercice: '201912',
    number: 2,
    version: 4,
    state: 'rejected',
    entries: ['entry000000000000003'],
    files: [],
    preparedAt: '2025-11-21T10:00:00.000Z',
    publishedAt: '2025-11-21T10:00:05.000Z',
    downloadedAt: '2025-11-21T10:15:00.000Z',
    collectedAt: '2025-11-21T10:15:02.000Z',
    collectedBy: 'robot-durand',
    reportedAt: '2025-11-21T10:20:00.000Z',
    report: 'Journal AC clôturé',
    exportedOn: '2025-11-21',
  },
];

const BAD_LINE = {
  code: 'DOSSIERS_NUMBER',
  fr: '« 1234567890 » n’est pas un numéro de dossier (1 à 8 lettres ou chiffres) : ligne ignorée.',
  en: '“1234567890” is not a dossier number (1 to 8 letters or digits): the line is ignored.',
  line: 12,
};

export const imports: readonly ImportItem[] = [
  {
    id: 'yzt6x00000gggggggggg',
    file: '/config/dossiers.txt',
    user: 'robot-durand',
    at: '2025-11-22T00:00:12.000Z',
    outcome: 'applied',
    run: 1,
    ranAt: '2026-11-22T08:00:00.000Z',
    askedBy: null,
    dossier: null,
    problems: [BAD_LINE],
    remarks: [],
  },
  {
    id: 'yzt6x00000hhhhhhhhhh',
    file: '/config/Export_PAR/007868-201912_PAR.xml',
    user: 'robot-durand',
    at: '2025-11-22T00:00:11.000Z',
    outcome: 'unchanged',
    run: 1,
    ranAt: '2026-11-22T08:00:00.000Z',
    askedBy: null,
    dossier: '007868',
    problems: [],
    remarks: [],
  },
];

export const suppliers: readonly SupplierItem[] = [
  {
    key: '732829320',
    name: 'Moulin des Érables',
    labels: [
      {
        label: 'Édité le',
        kind: 'print',
        place: 'after',
        order: 'dmy',
        credit: false,
        document: ids.filed,
        by: 'm.martin',
        at: '2025-11-22T18:10:00.000Z',
      },
    ],
    seller: {
      siren: '732829320',
      vatNumber: null,
      name: 'Moulin des Érables',
      document: ids.filed,
      by: 'm.martin',
      at: '2025-11-22T18:10:00.000Z',
    },
    used: 3,
    lastUsed: '2025-11-23T09:00:00.000Z',
  },
];

export const notices: readonly NoticeItem[] = [
  {
    id: 'n0t1ce00000000000001',
    at: '2025-11-22T00:00:13.000Z',
    code: 'CONFIG_BAD_LINES',
    fr: 'Le fichier dossiers.txt est appliqué, sauf ces lignes.',
    en: 'The file dossiers.txt is applied, but for these lines.',
    dossier: null,
    replayable: true,
    problems: [BAD_LINE],
  },
];

export const proposal: ProposalItem = {
  document: ids.filed,
  dossier: '007868',
  exercice: '201912',
  direction: 'purchase',
  creditNote: false,
  complete: true,
  entry: {
    journal: 'AC',
    date: '2019-11-15',
    piece: 'F-2019-113',
    label: 'Électricité du Midi',
    documentDate: '2019-11-15',
    reference: null,
    currency: 'EUR',
    lines: [
      { account: '606100', label: 'Électricité', debit: '1028.80', credit: '0.00', vatCode: 'D20' },
      { account: '445660', label: 'TVA', debit: '205.76', credit: '0.00', vatCode: null },
      {
        account: '401MIDI',
        label: 'Électricité du Midi',
        debit: '0.00',
        credit: '1234.56',
        vatCode: null,
        dueDates: [{ date: '2019-12-15', amount: '1234.56' }],
      },
    ],
    documents: [ids.filed],
  },
  evidence: [
    { code: 'JOURNAL_ONLY', fr: 'Seul journal d’achats.', en: 'The only one.', where: 'journal', uncertain: false },
    {
      code: 'ACCOUNT_USUAL',
      fr: 'Compte de charge le plus courant.',
      en: 'The most usual account.',
      where: 'lines[0].account',
      uncertain: true,
    },
  ],
  problems: [],
};

export const firewall: FirewallItem = {
  follows: true,
  openBy: ['martin'],
  ranges: ['192.0.2.14'],
  unreadable: [{ compte: 'durand', text: 'bureau' }],
  rules: [{ name: 'ami-clients-1000', sources: ['192.0.2.14'], ports: ['21', '10000-11000'] }],
  pending: [
    { rule: 'ami-clients-1001', sources: ['*'] },
    { rule: 'ami-clients-1000', sources: [] },
  ],
  kept: null,
};
