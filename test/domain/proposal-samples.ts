import type { EInvoice, Party, VatLine } from '../../shared/domain/invoice.ts';
import type { Par } from '../../shared/domain/par.ts';
import { type ProposalContext, type ProposedEntry, proposeFrom } from '../../shared/domain/proposal.ts';

/** Invented values shared by the tests of proposals. */
export const nobody: Party = { name: null, siren: null, siret: null, vatNumber: null, country: null };
export const supplier: Party = {
  ...nobody,
  name: 'Moulin des Érables',
  siren: '732829320',
  vatNumber: 'FR44732829320',
  country: 'FR',
};
/** The dossier's own company. */
export const own: Party = {
  ...nobody,
  name: 'Boulangerie Martin',
  siren: '404833048',
  vatNumber: 'FR83404833048',
  country: 'FR',
};

export const plan: Par = {
  dossier: {
    number: '007868',
    name: 'Boulangerie Martin',
    siren: own.siren,
    vatNumber: own.vatNumber,
    regime: null,
    accountLength: 8,
  },
  exercice: '201912',
  exercices: [{ start: '2019-01-01', end: '2019-12-31', name: '201912', closed: false }],
  journals: [
    { code: 'BQ', type: 'tr', label: 'Banque', counterpart: '51200000' },
    { code: 'AC', type: 'ac', label: 'Achats', counterpart: null },
    { code: 'VE', type: 've', label: 'Ventes', counterpart: null },
  ],
  accounts: [
    '40100000',
    '40800000',
    '40910000',
    '41100000',
    '44562000',
    '44566000',
    '44571000',
    '60310000',
    '60110000',
    '60610000',
    '60900000',
    '70110000',
  ].map((number) => ({ number, label: number })),
  thirdParties: [
    { account: '401MOULIN', name: 'Moulin des Érables', siren: '732829320', vatNumber: null },
    { account: '411HOTEL', name: 'Hôtel du Port', siren: null, vatNumber: 'FR 40 303 265 045' },
    { account: '401LUMIER', name: 'SARL LUMIERE', siren: null, vatNumber: null },
  ],
  vatCodes: [
    { code: 'I', label: 'immobilisations', rate: '20', account: '44562000', kind: 'im' },
    { code: 'A', label: '20 % achats', rate: '20', account: '44566000', kind: 'ac' },
    { code: 'B', label: '5,5 % achats', rate: '5.5', account: '44566000', kind: 'ac' },
    { code: 'C', label: '10 % achats', rate: '10', account: '44566000', kind: 'ac' },
    { code: 'V', label: '20 % ventes', rate: '20', account: '44571000', kind: 've' },
    { code: 'W', label: '5,5 % ventes', rate: '5.5', account: '44571000', kind: 've' },
    { code: 'X', label: '10 % ventes', rate: '10', account: '44571000', kind: 've' },
  ],
};

export const context: ProposalContext = {
  dossier: plan.dossier,
  exercice: plan.exercices[0]!,
  par: plan,
  lastUsed: null,
};

export const vatLine = (rate: string, base: number, amount: number, category = 'S'): VatLine => ({
  category,
  rate,
  base,
  amount,
});

/** 100.00 + 20.00 from the supplier to the dossier. */
export function invoice(changes: Partial<EInvoice> = {}): EInvoice {
  return {
    syntax: 'cii',
    profile: 'urn:cen.eu:en16931:2017',
    number: 'FA-2019-0042',
    typeCode: '380',
    issueDate: '2019-05-05',
    issueDateText: '20190505',
    dueDate: '2019-06-04',
    currency: 'EUR',
    seller: supplier,
    buyer: own,
    deliveryDate: null,
    periodStart: null,
    periodEnd: null,
    net: 10_000,
    vat: 2_000,
    gross: 12_000,
    payable: 12_000,
    vatLines: [vatLine('20', 10_000, 2_000)],
    precedingInvoice: null,
    ...changes,
  };
}

export function propose(changes: Partial<EInvoice> = {}, ctx: Partial<ProposalContext> = {}): ProposedEntry {
  return proposeFrom(invoice(changes), { ...context, ...ctx });
}

/** Lines as `account debit credit vatCode`, amounts in cents. */
export function lines(p: ProposedEntry): string[] {
  return (p.entry?.lines ?? []).map((l) => `${l.account} ${l.debit} ${l.credit} ${l.vatCode ?? '-'}`);
}

export const codes = (p: ProposedEntry) => p.problems.map((x) => x.code);
export const uncertain = (p: ProposedEntry) => [...new Set(p.evidence.filter((e) => e.uncertain).map((e) => e.code))];
