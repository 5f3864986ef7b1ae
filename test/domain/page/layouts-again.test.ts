import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../../support/text-page.ts';

/** More arrangements, among them those in which asking is right: `?` with the likely dates. */
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
    [360, 'Net à payer'],
    [500, '120,00'],
  ],
];

test('a value halfway between the two lines of its label is that label’s', () => {
  const at = (x: number, y: number, text: string) => ({ text, box: { x, y, width: 5 * text.length, height: 10 } });
  const page = (label: string) => ({
    number: 1,
    width: 595,
    height: 842,
    origin: 'text' as const,
    fragments: [
      at(470, 40, 'Invoice'),
      at(54, 107, 'Cork T12 X70A'),
      at(335, 105, label),
      at(433, 111, '15 March 2023'),
      at(335, 117, 'point'),
      at(335, 165, 'Despatched'),
      at(433, 165, '12 March 2023'),
    ],
  });
  assert.equal(readPages([page('Invoice date / tax')]).invoice.issueDate, '2023-03-15');
  assert.equal(readPages([page('Delivery date and')]).invoice.issueDate, null);
});

function dateOf(lines: readonly Line[]): string {
  const { invoice, issueDate } = readPages([textPage([...lines, ...TOTALS])]);
  return invoice.issueDate ?? `? ${issueDate.plausible.join(' ')}`.trim();
}

const row = (xs: readonly number[], ...texts: string[]): Line => texts.map((text, n) => [xs[n]!, text] as Put);
const C5 = [40, 150, 260, 370, 480];
const TITLE: Line = [[40, 'FACTURE', 16]];

type Case = readonly [what: string, expected: string, ...lines: Line[]];

const CERTAIN: readonly Case[] = [
  [
    'a label of three lines beside the first',
    '2022-06-30',
    TITLE,
    [
      [318, 'Date de la'],
      [429, '30 juin 2022'],
    ],
    [[318, 'facture/Date de la']],
    [[318, 'livraison']],
    [
      [318, 'Date de la commande'],
      [429, '26 juin 2022'],
    ],
  ],
  [
    'a label that breaks off before its value and goes on under itself',
    '2022-06-30',
    TITLE,
    [[318, 'Date de la facture/Date de la 30 juin 2022']],
    [[318, 'livraison']],
  ],
  [
    'a table drawn with characters',
    '2023-06-30',
    '+----------------+------------+------------+',
    '| NUMERO FACTURE |    DATE    |  ECHEANCE  |',
    '+----------------+------------+------------+',
    '| 0630-018844    |30/06/2023  |31/07/2023  |',
    '+----------------+------------+------------+',
  ],
  [
    'cells of such a table that are filled',
    '2023-06-30',
    TITLE,
    '+--------------+--------+',
    '|DATE FACTURE  |ECHEANCE|',
    '|30/06/2023    |31/07/23|',
    '+--------------+--------+',
  ],
  [
    'a law behind the terms of payment, counted from the date of the invoice',
    '2024-12-31',
    TITLE,
    'Le Mans, le 31/12/2024',
    'Délai légal 30 jours date de facture. Contrat type général, décret du 31 mars 2017.',
  ],
  [
    'no title, but the heading of a credit note’s number',
    '2025-01-06',
    row(C5, 'Date', 'N° avoir', 'N° client'),
    row(C5, '06/01/2025', 'AV25-0002', '6558'),
    'Avoir sur facture n° FV 24-3391 du 19/12/2024',
  ],
  [
    'labels that break off at "du", each with a value or two',
    '2025-08-13',
    TITLE,
    row([300, 400], 'Facture du', '13/08/2025'),
    row([300, 400], 'Période du', '29/07/2025 au 12/08/2025'),
  ],
  [
    'made out, said of what is feminine, under the title',
    '2023-12-31',
    TITLE,
    'Référence : FF.2023.792 - Éditée le : 31/12/23 - Échéance : 30/01/24',
    'Session du 22/12/23 au 24/12/23',
  ],
  [
    'edition of the invoice in so many words, over a period',
    '2024-01-02',
    TITLE,
    row([48, 200, 400], 'Numéro de facture', 'Date d’édition de la facture', 'Date de prélèvement'),
    row([48, 200, 400], 'FM-83-202401', '02/01/2024', '17/01/2024'),
    '',
    'Hors forfait mobile du 03/12/2023 au 01/01/2024',
  ],
  ['number and date under the title', '2024-03-03', TITLE, 'N° FA-118 du 03/03/2024', 'Commande 12 du 02/02/2024'],
  [
    'title in parts on a line',
    '2024-03-03',
    [
      [40, 'Facture', 14],
      [110, 'N° 24118', 14],
      [200, 'du', 14],
      [240, '03/03/2024', 14],
    ],
  ],
  [
    'values of a row in one piece',
    '2024-12-31',
    TITLE,
    [
      [40, 'Numéro'],
      [80, 'Date'],
      [140, 'Échéance'],
    ],
    'F-1203 31/12/2024 30/01/2025',
  ],
  ['uppercase label after an open line', '2024-12-31', TITLE, 'Transports de la', 'Date : 31/12/2024'],
  ['1 er', '2024-05-01', TITLE, 'Date : 1 er mai 2024'],
  ['month with hyphens', '2024-05-03', TITLE, 'Date facture : 03-mai-24'],
  ['weekday and label above', '2024-05-03', TITLE, [[300, 'Date d’établissement']], [[300, 'vendredi 3 mai 2024']]],
  [
    'edition is all there is, and the terms fit',
    '2024-11-30',
    TITLE,
    row([50, 200], 'Date d’édition', '30/11/2024'),
    row([50, 200], 'Échéance', '30/12/2024'),
    'Paiement à 30 jours',
  ],
  [
    'no label, and the terms fit',
    '2024-11-30',
    TITLE,
    'Dupont SARL',
    [[300, '30/11/2024']],
    row([50, 200], 'Échéance', '14/01/2025'),
    'Règlement à 45 jours',
  ],
  [
    'end of month',
    '2024-11-12',
    [[40, 'Document n° 88']],
    'Date 12/11/2024',
    'Règlement : 30 jours fin de mois, échéance 31/12/2024',
  ],
  [
    'label far to the left of a right value',
    '2024-12-31',
    TITLE,
    row([50, 480], 'Date de facture', '31/12/2024'),
    row([50, 480], 'Date de livraison', '15/12/2024'),
    row([50, 480], 'Date limite de règlement', '31/01/2025'),
  ],
  [
    'Dutch table',
    '2024-12-31',
    [[40, 'FACTUUR', 16]],
    row(C5, 'Factuurnummer', 'Datum', 'Vervaldatum', 'Klantnummer'),
    row(C5, '2024001', '31-12-2024', '30-01-2025', '9912'),
  ],
  [
    'labels on the right of their values',
    '2024-12-31',
    TITLE,
    row([50, 120], '31/12/2024', 'Date de facture'),
    row([50, 120], '30/01/2025', 'Échéance'),
  ],
  [
    'receipt of a payment',
    '2024-12-31',
    [[40, 'REÇU N° 77', 16]],
    'Date du reçu : 31/12/2024',
    'Chèque n° 12 du 28/12/2024, encaissé le 03/01/2025',
  ],
  [
    'statement of works',
    '2024-12-31',
    [[40, 'MÉMOIRE DE TRAVAUX', 14]],
    'Établi le 31/12/2024',
    'Travaux exécutés du 01/12/2024 au 20/12/2024',
  ],
  [
    'order heading of the same size below',
    '2024-12-31',
    [[40, 'FACTURE', 12]],
    [[40, 'BON DE COMMANDE N° 5 DU 01/12/2024', 12]],
    'Date : 31/12/2024',
  ],
];

const ASKED: readonly Case[] = [
  [
    'a label that goes on as that of another date',
    '?',
    TITLE,
    [[318, 'Date de la 30 juin 2022']],
    [[318, 'livraison']],
  ],
  ['an order', '?', [[40, 'BON DE COMMANDE', 16]], 'Date : 31/12/2024'],
  ['two dates of one rank', '? 2024-12-31 2025-01-03', TITLE, 'Date : 31/12/2024', 'Lyon, le 3 janvier 2025'],
  ['only a due date', '?', TITLE, 'Échéance : 31/01/2025'],
  ['only a period', '?', TITLE, 'Période du 01/12/2024 au 31/12/2024'],
  ['edition alone', '? 2025-01-02', TITLE, 'Date d’édition : 02/01/2025'],
  ['no label and no terms', '? 2024-11-30', TITLE, 'Dupont SARL', [[300, '30/11/2024']], 'Échéance : 14/01/2025'],
  ['unknown label', '?', TITLE, 'Date sinistre : 31/12/2024'],
  [
    'the value of another label between',
    '? 2024-12-31',
    TITLE,
    row([50, 200], 'Date', 'ABC-12'),
    row([50, 200], '', '31/12/2024'),
  ],
  [
    'printed by a browser',
    '?',
    [
      [30, '02/01/2025 10:12'],
      [300, 'Facture n° 5'],
    ],
    'Merci',
    '31/12/2024',
  ],
  ['what is drawn up is not the invoice', '?', TITLE, 'Procès-verbal établi le 31/12/2024'],
];

function wrong(
  cases: readonly Case[],
  right: (got: string, expected: string, lines: readonly Line[]) => boolean,
): string[] {
  return cases.flatMap(([what, expected, ...lines]) => {
    const got = dateOf(lines);
    return right(got, expected, lines) ? [] : [`${what}: ${expected}, got ${got}`];
  });
}

test('the date of issue in more arrangements', () => {
  assert.deepEqual(
    wrong(CERTAIN, (got, expected) => got === expected),
    [],
  );
});

test('where nothing says which date it is, none is certain', () => {
  const waits = (got: string, expected: string, lines: readonly Line[]) =>
    got === expected || readPages([textPage(lines)]).nature === 'order';
  assert.deepEqual(wrong(ASKED, waits), []);
});
