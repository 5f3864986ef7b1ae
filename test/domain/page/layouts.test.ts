import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOT_AN_INVOICE } from '../../../shared/domain/page/nature.ts';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../../support/text-page.ts';

/** Arrangements of a first page as many programs make them; each has other dates that could be taken. */
type Line = string | readonly Put[];

const TOTALS: readonly Line[] = [
  [
    [360, 'Total HT'],
    [500, '100,00'],
  ],
  [
    [360, 'TVA 20 %'],
    [500, '20,00'],
  ],
  [
    [360, 'Total TTC'],
    [500, '120,00'],
  ],
];

function dateOf(lines: readonly Line[]): string {
  const { invoice, issueDate, nature } = readPages([textPage([...lines, ...TOTALS])]);
  if (NOT_AN_INVOICE.includes(nature)) return nature;
  return invoice.issueDate ?? `? ${issueDate.plausible.join(' ')}`.trim();
}

const row = (xs: readonly number[], ...texts: string[]): Line => texts.map((text, n) => [xs[n]!, text] as Put);
const C6 = [40, 130, 220, 310, 400, 490];

type Case = readonly [what: string, expected: string, ...lines: Line[]];

const CASES: readonly Case[] = [
  [
    'six columns of labels over values',
    '2023-12-29',
    [[40, 'FACTURE', 16]],
    row(C6, 'N° facture', 'Date', 'Code client', 'N° commande', 'Date livraison', 'Échéance'),
    row(C6, 'FA-884', '29/12/2023', 'C120', '4471', '20/12/2023', '31/01/2024'),
  ],
  [
    'values over labels',
    '2024-01-02',
    [[40, 'FACTURE', 16]],
    row(C6, '02/01/2024', 'F-2024-9', '15/12/2023', '01/02/2024'),
    row(C6, 'Date de facture', 'Numéro', 'Commande du', 'À régler le'),
  ],
  [
    'label and value one under the other, in one column',
    '2024-01-02',
    [[40, 'Facture', 16]],
    'Numéro',
    'F-2024-9',
    'Date',
    '02/01/2024',
    'Date de livraison',
    '28/12/2023',
    'Échéance',
    '01/02/2024',
  ],
  [
    'value and label one under the other, in one column',
    '2024-01-02',
    [[40, 'Facture', 16]],
    '',
    'F-2024-9',
    'Numéro',
    '02/01/2024',
    'Date de facture',
    '28/12/2023',
    'Date de livraison',
    '01/02/2024',
    'Échéance',
  ],
  [
    'value and label in one column, right under an address',
    '? ',
    [[40, 'Facture', 16]],
    'France',
    'F-2024-9',
    'Numéro',
    '02/01/2024',
    'Date de facture',
    '28/12/2023',
    'Date de livraison',
  ],
  [
    'heading with a number above another date',
    '2024-01-02',
    [[40, 'Facture n° 9', 16]],
    '',
    'BL n° 12 du',
    '28/12/2023',
    'Émise le',
    '02/01/2024',
    'Échéance',
    '01/02/2024',
  ],
  [
    'title right above a row of values over their labels',
    '2024-01-02',
    [[40, 'Votre facture', 16]],
    row(C6, '28/12/2023', '02/01/2024', '01/02/2024'),
    row(C6, 'Début', 'Date de facture', 'Échéance'),
  ],
  [
    'label of two lines, value beside the second',
    '2024-01-02',
    [[40, 'FACTURE', 16]],
    'Date de',
    row([50, 150], 'facturation', '02/01/2024'),
    '',
    'Date limite',
    row([50, 150], 'de paiement', '01/02/2024'),
  ],
  [
    '"Date" is the first line of another label',
    '? ',
    [[40, 'FACTURE', 16]],
    row([50, 150], 'Date', '01/02/2024'),
    'd’échéance',
  ],
  [
    'place and date',
    '2024-03-03',
    [[300, 'Saint-Malo, le 3 mars 2024']],
    '',
    [[50, 'FACTURE N° 24-118', 14]],
    'Chantier du 12 février 2024',
  ],
  ['town in capitals', '2023-12-28', '69003 LYON', [[300, 'LYON LE 28/12/2023']], [[50, 'FACTURE N° 24-118', 14]]],
  ['in the title', '2024-03-03', [[50, 'Facture du 03/03/2024', 14]], 'Commande du 28/02/2024', 'N° 2024-55'],
  ['in the title, two digits', '2024-03-03', [[50, 'FACTURE N° 118 DU 03-03-24', 14]], 'Échéance : 02-04-24'],
  ['month in capitals', '2024-03-03', [[50, 'FACTURE', 14]], 'DATE : 03 MARS 2024', 'DATE D’ÉCHÉANCE : 02 AVRIL 2024'],
  [
    'letter-spaced title with its date',
    '2024-03-03',
    [[50, 'F A C T U R E  N °  1 1 8  D U  0 3 / 0 3 / 2 0 2 4', 14]],
  ],
  [
    'date below the number, without a word',
    '2024-03-03',
    [[50, 'FACTURE N° 24-118', 14]],
    '03/03/2024',
    'Livraison du 28/02/2024',
  ],
  ['credit of terms', '2024-12-31', [[50, 'Facture', 14]], 'Établie à Nantes, le 31/12/2024', 'Échéance : 30/01/2025'],
  [
    'edition is not the issue',
    '2024-12-31',
    [[50, 'Facture', 14]],
    row([50, 200], 'Date d’édition', '02/01/2025'),
    row([50, 200], 'Date de facture', '31/12/2024'),
  ],
  [
    'accounting and value dates',
    '2024-12-31',
    [[50, 'Facture', 14]],
    row(C6, 'Date pièce', 'Date comptable', 'Date de valeur'),
    row(C6, '31/12/2024', '02/01/2025', '05/01/2025'),
  ],
  [
    'unknown dates beside it',
    '2024-12-31',
    [[50, 'Facture n° 12', 14]],
    row([50, 200], 'Date', '31/12/2024'),
    row([50, 200], 'Date sinistre', '11/11/2024'),
    row([50, 200], 'Date BAT', '02/01/2025'),
  ],
  [
    'bilingual stack',
    '2024-12-31',
    [[50, 'Facture / Invoice', 14]],
    row([50, 250], 'Numéro / Number', 'F12'),
    row([50, 250], 'Date / Date', '31/12/2024'),
    row([50, 250], 'Échéance / Due date', '30/01/2025'),
  ],
  [
    'bilingual, the other way round',
    '2024-12-31',
    [[50, 'Invoice / Facture', 14]],
    row([50, 250], 'Invoice date / Date de facture', '31/12/2024'),
    row([50, 250], 'Delivery date / Date de livraison', '02/01/2025'),
  ],
  ['advance', '2024-12-31', [[50, 'Facture d’acompte n° A-12 du 31/12/2024', 14]], 'Devis n° 55 du 02/11/2024'],
  [
    'balance, with the advance named',
    '2025-01-15',
    [[50, 'FACTURE DE SOLDE', 14]],
    'N° 2025-4',
    'Date : 15/01/2025',
    'Acompte facturé le 02/11/2024 : 50,00',
  ],
  [
    'fees, signed at the end',
    '2025-01-15',
    [[50, 'NOTE D’HONORAIRES N° 8', 14]],
    'Mission du 01/10/2024 au 31/12/2024',
    [[300, 'Fait à Metz, le 15 janvier 2025']],
  ],
  [
    'rent, its period and its due day',
    '2024-12-20',
    [[50, 'APPEL DE LOYER', 14]],
    'Période du 01/01/2025 au 31/03/2025',
    'Date d’émission : 20/12/2024',
    'À payer avant le 05/01/2025',
  ],
  [
    'order named larger than the invoice',
    '2025-01-02',
    [[50, 'Commande n° 884 du 30/12/2024', 18]],
    row([50, 250], 'Facture n°', 'W-2025-1'),
    row([50, 250], 'Date de facture', '02/01/2025'),
  ],
  [
    'order named above the invoice, in letters as large',
    '2025-01-02',
    'Commande n° 884 du 30/12/2024',
    'Facture n° W-2025-1',
    'Date : 02/01/2025',
  ],
  [
    'dates repeated in the foot',
    '2024-12-31',
    [[50, 'Facture', 14]],
    row([50, 200], 'Date de facture', '31/12/2024'),
    '',
    'Conditions générales applicables au 01/01/2025.',
    'Facture F12 du 31/12/2024 – page 1/1',
  ],
  [
    'small print that is broken before its date',
    '2024-12-31',
    [[50, 'Facture n° 12 du 31/12/2024', 14]],
    'Organisme enregistré sous le numéro 11 75, attestation délivrée et',
    'établie le 05/01/2025 par la préfecture, valable un an à compter du',
    '06/01/2025.',
  ],
  [
    'debit instead of due date',
    '2024-12-31',
    [[50, 'Votre facture', 14]],
    'Émise le 31/12/2024',
    'Prélèvement le 12/01/2025 sur votre compte',
    'Facture précédente du 30/11/2024 : 25,00',
  ],
  [
    'German',
    '2024-12-31',
    [[50, 'RECHNUNG', 14]],
    row(C6, 'Rechnungs-Nr.', 'Datum', 'Kunden-Nr.', 'Lieferdatum', 'Fällig am'),
    row(C6, '2024-77', '31.12.2024', '4711', '20.12.2024', '14.01.2025'),
  ],
  [
    'English, month by name',
    '2024-12-31',
    [[50, 'INVOICE', 14]],
    row([50, 200], 'Issued', '31 December 2024'),
    row([50, 200], 'Payment due', '30 January 2025'),
  ],
  [
    'period in two columns under one heading row',
    '2024-12-31',
    [[50, 'FACTURE', 14]],
    row(C6, 'Facture', 'Émise le', 'Du', 'Au'),
    row(C6, 'F12', '31/12/2024', '01/12/2024', '05/01/2025'),
  ],
  [
    'the hour stands with it',
    '2024-12-31',
    [[50, 'FACTURE N° 12', 14]],
    'Date et heure : 31/12/2024 18:42',
    'Retour avant le 15/01/2025',
  ],
  [
    'meter readings and next bill',
    '2024-12-31',
    [[50, 'FACTURE n° 12', 14]],
    'Le 31 décembre 2024',
    'Prochaine facture vers le 28/02/2025',
    'Relevé de compteur du 27/12/2024',
  ],
];

test('the date of issue in arrangements that were never seen', () => {
  const wrong = CASES.flatMap(([what, expected, ...lines]) => {
    const got = dateOf(lines);
    const ok = expected === '? ' ? got.startsWith('?') : got === expected;
    return ok ? [] : [`${what}: ${expected}, got ${got}`];
  });
  assert.deepEqual(wrong, []);
});
