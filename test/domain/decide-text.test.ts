import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Case, decide } from '../../shared/domain/decide.ts';
import { parseFolderName } from '../../shared/domain/dossier.ts';
import type { Exercice } from '../../shared/domain/exercice.ts';
import type { Reading } from '../../shared/domain/invoice.ts';
import { readPages } from '../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../support/text-page.ts';

const FACTURE: readonly Put[] = [[400, 'FACTURE', 18]];
const SELLER = 'Moulin SAS au capital de 10 000 € - RCS Lyon 732 829 320';
const ex = (start: string, end: string, closed = false): Exercice => ({
  start,
  end,
  name: end.slice(0, 4) + end.slice(5, 7),
  closed,
});
const EXERCICES = [
  ex('2018-09-01', '2019-08-31', true),
  ex('2019-09-01', '2020-08-31'),
  ex('2020-09-01', '2021-08-31'),
];

function reading(...lines: (string | readonly Put[])[]): Reading {
  const { invoice, nature, issueDate, mentioned, evidence, remarks } = readPages([textPage(lines)]);
  const { plausible, near } = issueDate;
  return { kind: 'text', mediaType: 'application/pdf', invoice, nature, plausible, near, mentioned, evidence, remarks };
}

/** Where it goes and how, in a line. */
function goes(read: Reading, { folder = '007868', siren = null as string | null, received = '2020-12-31' } = {}) {
  const c: Case = {
    folder: parseFolderName(folder),
    file: null,
    dossier: { number: '007868', name: 'Martin', siren, vatNumber: null, regime: null, accountLength: 8 },
    exercices: EXERCICES,
    reading: read,
    receivedOn: received,
    unrenamed: false,
  };
  const d = decide(c);
  if (d.kind === 'file') return `${d.exercice.name}${d.dateUncertain ? ' date incertaine' : ''}`;
  return d.proposal ? `${d.reason.code}, ${d.proposal.exercice} ?` : d.reason.code;
}

test('a certain date decides as that of an e-invoice does', () => {
  const dated = (date: string) => reading(FACTURE, `Date de facture : ${date}`);
  assert.equal(goes(dated('31/08/2020')), '202008');
  assert.equal(goes(dated('01/09/2020')), '202108');
  assert.equal(goes(dated('31/08/2019')), 'EXERCICE_CLOSED, 202008 ?');
  assert.equal(goes(dated('01/10/2021')), 'DATE_FUTURE');
  assert.equal(goes(dated('01/10/2009')), 'DATE_BEFORE_FIRST');
  assert.equal(goes(dated('02/09/2020'), { folder: '007868_202008' }), 'STATEMENT_CONTRADICTED, 202108 ?');
});

test('a doubtful date is filed where the whole document lies in one open exercice, and waits otherwise', () => {
  const two = (a: string, b: string, ...more: string[]) =>
    reading(FACTURE, `Facture n° F2 du ${a}`, `Facture n° A1 du ${b}`, ...more);
  assert.equal(goes(two('05/10/2020', '12/11/2020')), '202108 date incertaine');
  assert.equal(goes(two('05/09/2020', '31/08/2020')), 'DATE_AMBIGUOUS, 202108 ?');
  assert.equal(goes(two('05/08/2019', '12/08/2019')), 'DATE_AMBIGUOUS', 'closed: nothing to propose');
  // The true date could be one that was not read, near the others.
  assert.equal(goes(two('05/10/2020', '12/11/2020', 'Commande du 25/08/2020')), 'DATE_AMBIGUOUS, 202108 ?');
  assert.equal(goes(two('05/10/2020', '12/11/2021')), 'DATE_AMBIGUOUS, 202108 ?');
});

test('text laid over a scan is certain where the date stands there twice', () => {
  const scan = (...lines: string[]) => {
    const { issueDate, ...rest } = readPages([{ ...textPage([FACTURE, ...lines]), origin: 'ocr' }]);
    const { plausible, near } = issueDate;
    const read: Reading = { kind: 'text', mediaType: 'application/pdf', ...rest, plausible, near };
    return goes(read);
  };
  assert.equal(scan('Date de facture : 05/09/2020', 'Commande du 25/08/2020'), 'DATE_DOUBTFUL, 202108 ?');
  assert.equal(scan('Date de facture : 05/09/2020', 'Facture n° 2 du 05/09/2020', 'Commande du 25/08/2020'), '202108');
});

test('dates of other things alone file nothing, even in one exercice', () => {
  const others = reading(
    FACTURE,
    'Échéance : 31/10/2020',
    'Commande du 01/10/2020',
    'Période du 01/10/2020 au 31/10/2020',
  );
  assert.equal(goes(others), 'DATE_NOT_FOUND');
  assert.equal(goes(others, { folder: '007868_202108' }), '202108 date incertaine', 'the firm says so');
});

test('what the firm says waits where every likely date contradicts it', () => {
  const two = reading(FACTURE, 'Facture n° F2 du 05/10/2020', 'Facture n° A1 du 12/11/2020');
  assert.equal(goes(two, { folder: '007868_202008' }), 'CANDIDATES_CONTRADICT, 202108 ?');
  assert.equal(goes(two, { folder: '007868_202108' }), '202108 date incertaine');
});

test('English numeric dates: asked where the two readings lie in two exercices', () => {
  const english = (date: string) => reading([[50, 'INVOICE', 18]], `Invoice date: ${date}`, 'Amount due 100.00');
  assert.equal(goes(english('08/09/2020')), 'DATE_AMBIGUOUS, 202108 ?');
  assert.equal(goes(english('10/11/2020')), '202108 date incertaine');
});

test('what is no invoice waits with what it is; an impossible day with that', () => {
  for (const [title, code] of [
    ['DEVIS', 'DOCUMENT_QUOTE'],
    ['FACTURE PRO FORMA', 'DOCUMENT_PROFORMA'],
    ['Bon de commande', 'DOCUMENT_ORDER'],
    ['Bon de livraison', 'DOCUMENT_DELIVERY'],
    ['Relevé de compte', 'DOCUMENT_STATEMENT'],
    ['Relance', 'DOCUMENT_REMINDER'],
  ] as const)
    assert.equal(goes(reading([[50, title, 18]], 'Date de facture : 05/10/2020')), code);
  assert.equal(goes(reading(FACTURE, 'Date de facture : 31/09/2020')), 'DATE_IMPOSSIBLE');
});

test('not this dossier: said of two companies that are told, of a scan also where only the buyer was read', () => {
  const date = 'Date de facture : 05/10/2020';
  const client = [[340, 'Client : Librairie SIREN 404 833 048']] as const;
  assert.equal(goes(reading(FACTURE, date, client, SELLER), { siren: '552100554' }), 'OTHER_DOSSIER');
  assert.equal(goes(reading(FACTURE, date, client, SELLER), { siren: '404833048' }), '202108');
  assert.equal(goes(reading(FACTURE, date, client, SELLER), { siren: '732829320' }), '202108');
  assert.equal(goes(reading(FACTURE, date, SELLER), { siren: '552100554' }), '202108');
  assert.equal(goes(reading(FACTURE, date, client), { siren: '552100554' }), '202108');
  const scan = (...lines: Parameters<typeof reading>) => ({ ...reading(...lines), kind: 'scan' }) as Reading;
  assert.equal(goes(scan(FACTURE, date, client), { siren: '552100554' }), 'OTHER_DOSSIER');
  assert.equal(goes(scan(FACTURE, date, client), { siren: '404833048' }), '202108');
  assert.equal(
    goes(scan(FACTURE, date, SELLER), { siren: '552100554' }),
    '202108',
    'few papers tell who their customer is',
  );
});
