import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../../support/text-page.ts';

type Line = string | readonly Put[];
const FACTURE: Line = [[400, 'FACTURE', 18]];
const INVOICE: Line = [[50, 'INVOICE', 18]];
const AVOIR: Line = [[50, 'AVOIR', 18]];

const read = (...pages: (readonly Line[])[]) => readPages(pages.map((lines, n) => textPage(lines, n + 1)));
/** The certain date; else what is likely, with a question mark. */
const dateOf = (...pages: (readonly Line[])[]) => {
  const { invoice, issueDate } = read(...pages);
  return invoice.issueDate ?? `? ${issueDate.plausible.join(' ')}`.trim();
};

/** Lines of a page, and the date that is certain, or `?` with the likely ones. */
type Case = readonly [what: string, expected: string, ...lines: Line[]];

function check(cases: readonly Case[]): void {
  for (const [what, expected, ...lines] of cases) assert.equal(dateOf(lines), expected, what);
}

test('the date of issue by its label: before it, to its left, above it', () => {
  check([
    ['before', '2019-11-02', FACTURE, 'Date de facture : 02/11/2019'],
    ['number and date', '2015-07-02', 'Facture n°562044387 du 02 Juillet 2015'],
    ['number, dash', '2020-03-03', 'Facture F2020-12 – 03/03/2020'],
    [
      'left',
      '2019-11-02',
      FACTURE,
      [
        [50, 'Date d’émission'],
        [200, '02/11/2019'],
      ],
    ],
    [
      'left, colon apart',
      '2019-11-02',
      FACTURE,
      [
        [50, 'Date facture'],
        [180, ':'],
        [200, '02.11.19'],
      ],
    ],
    [
      'left of the date is the title',
      '2019-11-02',
      [
        [50, 'Facture n° F12'],
        [300, '02/11/2019'],
      ],
    ],
    [
      'above',
      '2019-11-02',
      FACTURE,
      [
        [50, 'N°'],
        [160, 'Date'],
        [270, 'Échéance'],
      ],
      [
        [50, 'F1'],
        [160, '02/11/2019'],
        [270, '02/12/2019'],
      ],
    ],
    [
      'in the middle of its cell',
      '2019-11-02',
      FACTURE,
      [
        [50, 'Numéro'],
        [160, 'Date'],
        [270, 'Échéance'],
      ],
      [
        [55, 'F1'],
        [195, '02/11/2019'],
        [310, '02/12/2019'],
      ],
    ],
    ['label of two lines', '2019-11-02', FACTURE, [[50, 'Date']], [[50, 'de facture']], [[50, '02/11/2019']]],
    [
      'boxes of a form',
      '2018-08-25',
      FACTURE,
      [
        [50, 'Date'],
        [120, '25'],
        [150, '08'],
        [180, '2018'],
      ],
    ],
    ['letter', '2024-06-30', [[300, 'Nice, le dimanche 30 juin 2024']], 'Objet : facture n° FC064808'],
    [
      'compact beside a label',
      '2019-11-02',
      FACTURE,
      [
        [50, 'Date'],
        [100, '20191102'],
      ],
    ],
    ['Dutch', '2019-03-11', [[50, 'FACTUUR', 18]], 'Factuurdatum: 11-03-2019', 'Vervaldatum: 10-04-2019'],
    [
      'German',
      '2019-03-11',
      [[50, 'RECHNUNG', 18]],
      [
        [50, 'Rechnungsdatum:'],
        [200, '11. März 2019'],
      ],
    ],
    ['English', '2020-01-01', INVOICE, 'Invoice date: January 1, 2020', 'Amount due January 31, 2020'],
  ]);
});

test('dates of other things are never the date of issue', () => {
  check([
    [
      'telephone bill',
      '2019-11-02',
      FACTURE,
      'Date de facture : 02/11/2019',
      'Période du 02/10/2019 au 01/11/2019',
      'prélevé le 16 novembre 2019',
      'Remise à Zéro : 01/12/2019',
    ],
    [
      'the same without its date',
      '?',
      FACTURE,
      'Période du 02/10/2019 au 01/11/2019',
      'Elle sera prélevée le 16 novembre 2019',
      'Remise à Zéro : 01/12/2019',
    ],
    [
      'associated invoice before the true date',
      '2018-12-31',
      FACTURE,
      [
        [50, 'Facture associée du'],
        [200, '30/11/2018'],
      ],
      [
        [50, 'Date'],
        [200, '31/12/2018'],
      ],
    ],
    ['publication after it', '2022-11-28', FACTURE, 'Facture du 28/11/2022', 'Annonce parue sur le site du 06/12/2022'],
    ['due', '?', FACTURE, 'Date limite de paiement : 20/12/2019'],
    [
      'due, label of two lines',
      '?',
      FACTURE,
      [
        [50, 'Date'],
        [200, 'N°'],
      ],
      [
        [50, 'd’échéance'],
        [200, 'client'],
      ],
      [
        [50, '20/12/2019'],
        [200, 'C12'],
      ],
    ],
    [
      'due, said after it',
      '?',
      FACTURE,
      [
        [50, 'Date de facture :'],
        [200, '31/01/2019 (échéance)'],
      ],
    ],
    ['next invoice', '?', FACTURE, 'Prochaine facture le 03/03/2020', 'Date de votre prochaine facture : 03/03/2020'],
    ['next billing', '?', INVOICE, 'Billing period: Dec 1, 2019 - Dec 31, 2019', 'Next billing date: January 1, 2020'],
    ['another date', '?', INVOICE, 'Vacation date: 31/01/2019'],
    ['order', '?', FACTURE, 'Commande n° 12 du 03/03/2020', 'Bon de livraison n° 12 du 03/03/2020 facturé'],
    [
      'quote',
      '?',
      FACTURE,
      [
        [50, 'Devis accepté le'],
        [200, '26.02.2020'],
      ],
    ],
    ['contract', '?', FACTURE, 'Contrat n° 12 du 03/03/2020'],
    ['paid', '?', FACTURE, 'Facture payée le 03/03/2020'],
    ['printed', '? 2020-03-03', FACTURE, 'Date d’édition : 03/03/2020'],
    ['situation', '?', FACTURE, 'Situation arrêtée à la date du 06/01/2020'],
    ['sentence', '?', FACTURE, 'Suite à votre facture du 20/12/2019, échéance 31/01/2020'],
    ['received', '?', FACTURE, 'Votre ordre reçu le 11 décembre 2018'],
    ['law', '?', FACTURE, 'Loi du 06/01/2020', 'Tarifs au 01/01/2019'],
    [
      'label of another column',
      '?',
      FACTURE,
      [
        [50, 'F123'],
        [400, 'Échéance'],
      ],
      [
        [50, 'Date d’émission'],
        [400, '31/01/2019'],
      ],
    ],
    [
      'lines of a table',
      '?',
      FACTURE,
      [
        [50, 'Date'],
        [160, 'Ticket'],
        [400, 'Euros'],
      ],
      [
        [50, '02/11/2019'],
        [160, 'A'],
        [400, '12,00'],
      ],
      [
        [50, '05/11/2019'],
        [160, 'B'],
        [400, '12,00'],
      ],
    ],
    [
      'one line of a table',
      '?',
      FACTURE,
      [
        [50, 'Date'],
        [160, 'Désignation'],
        [400, 'Montant'],
      ],
      [
        [50, '02/11/2019'],
        [160, 'A'],
        [400, '12,00'],
      ],
    ],
    [
      'list of invoices',
      '?',
      FACTURE,
      [
        [50, 'N°'],
        [160, 'Date facture'],
      ],
      [
        [50, 'F1'],
        [160, '02/11/2019'],
      ],
      [
        [50, 'F2'],
        [160, '05/12/2019'],
      ],
    ],
  ]);
});

test('two dates that both could be it are doubtful, and both are told', () => {
  check([
    [
      'an advance invoice',
      '? 2019-12-12 2020-01-05',
      FACTURE,
      'Date : 05/01/2020',
      'Facture d’acompte n° A1 du 12/12/2019 : -500,00',
    ],
    ['two invoices', '? 2020-01-05 2019-12-12', FACTURE, 'Facture n° F2 du 05/01/2020', 'Facture n° A1 du 12/12/2019'],
    ['due before it', '? 2019-12-30', FACTURE, 'Date de facture : 30/12/2019', 'Date d’échéance : 30/11/2019'],
  ]);
  const second: readonly Line[] = [FACTURE, 'Date de facture : 03/01/2020'];
  assert.equal(dateOf([FACTURE, 'Date de facture : 30/12/2019'], second), '? 2019-12-30 2020-01-03');
  const specimen = ['Exemple : une facture du 15/03/2016', 'Total TTC 84,12'];
  assert.equal(dateOf([FACTURE, 'Date de facture : 30/12/2019'], specimen), '2019-12-30');
});

test('a credit note has its own date, never that of the invoice it cancels', () => {
  check([
    ['own', '2020-01-05', AVOIR, 'Avoir n° A12 du 05/01/2020', 'sur facture n° F1 du 20/12/2019'],
    ['invoice first', '2020-01-05', AVOIR, 'Facture n° F1 du 20/12/2019', 'Date : 05/01/2020'],
    ['doubtful', '? 2020-01-05 2019-12-20', AVOIR, 'Date : 05/01/2020', 'Date facture : 20/12/2019'],
    ['no other', '2020-01-05', AVOIR, 'N° facture : A12', 'Date facture : 05/01/2020'],
    [
      'of the invoice beside it',
      '?',
      AVOIR,
      [
        [50, 'N° d’avoir'],
        [200, 'Facture d’origine'],
        [350, 'Date facture'],
      ],
      [
        [50, '787666'],
        [200, 'F225710'],
        [350, '20/12/2019'],
      ],
    ],
    ['of the invoice above it', '?', AVOIR, 'Facture d’origine : F225710', 'Date facture : 20/12/2019'],
  ]);
});

test('English numeric dates have two readings, unless another date of the page tells the order', () => {
  check([
    ['both', '? 2017-03-11 2017-11-03', INVOICE, 'Invoice date: 11/03/2017', 'Amount due 100.00'],
    ['day first', '2017-03-11', INVOICE, 'Invoice date: 11/03/2017', 'Due date: 25/03/2017'],
    ['month first', '2017-11-03', INVOICE, 'Invoice date: 11/03/2017', 'Due date: 11/25/2017'],
    [
      'contradictory',
      '? 2017-03-11 2017-11-03',
      INVOICE,
      'Invoice date: 11/03/2017',
      'Due 25/03/2017',
      'Ship 03/25/2017',
    ],
    ['dots', '2017-03-11', INVOICE, 'Invoice date: 11.03.2017'],
    [
      'French goods on an English form',
      '? 2017-03-11 2017-11-03',
      INVOICE,
      [
        [50, 'Date'],
        [200, '11/03/2017'],
      ],
      [
        [50, 'Qty'],
        [200, 'Amount'],
      ],
      'Prestation de conseil pour la société du Port',
    ],
    ['French', '2017-03-11', FACTURE, 'Date : 11/03/2017', 'Montant TTC 12,00'],
    [
      'no word of any language, and none for an invoice',
      '?',
      [
        [50, 'Date'],
        [200, '11/03/2017'],
      ],
    ],
  ]);
});

test('a day that is not on the calendar is told, and nothing else is taken for it', () => {
  const { invoice, issueDate, remarks } = read([FACTURE, 'Date de facture : 31/02/2019', 'Échéance : 31/03/2019']);
  assert.deepEqual([invoice.issueDate, issueDate.plausible], [null, []]);
  assert.deepEqual(remarks, [{ code: 'DATE_IMPOSSIBLE', params: { text: '31/02/2019' } }]);
});

test('the one date of a ticket is likely; with another that says nothing, nothing is', () => {
  const ticket: readonly Line[] = [
    'Au bon couvert',
    [
      [50, 'Table 7'],
      [300, 'samedi 3 juillet 2021 12:30'],
    ],
    'Total TTC 42,00',
  ];
  assert.equal(dateOf(ticket), '? 2021-07-03');
  assert.equal(dateOf([...ticket, 'Payé le 04/07/2021']), '? 2021-07-03');
  assert.equal(dateOf([...ticket, '04/07/2021 18:12']), '?');
  assert.equal(dateOf(['Total TTC 42,00', '03/07/2021']), '?', 'below the total');
  assert.equal(dateOf(['Visite 03/07/2021 comprise', 'Total TTC 42,00']), '?', 'in a sentence');
});

test('each date is kept with its label, place and reason, in a bounded number', () => {
  const many = Array.from({ length: 60 }, (_, n) => `Appel du ${String((n % 28) + 1).padStart(2, '0')}/10/2019`);
  const { evidence } = read([
    FACTURE,
    ...many,
    [
      [50, 'Date de facture'],
      [200, '02/11/2019'],
    ],
  ]);
  assert.equal(evidence.dates.length, 16);
  const { dates, kind, label, place, taken } = evidence.dates[0]!;
  assert.deepEqual(
    { dates, kind, label, place, taken },
    { dates: ['2019-11-02'], kind: 'issue', label: 'Date de facture', place: 'right', taken: true },
  );
  assert.ok(JSON.stringify(evidence).length < 8000);
  const field = evidence.fields.find((f) => f.field === 'date')!;
  assert.deepEqual([field.value, field.origin, field.page, field.box?.x], ['2019-11-02', 'text', 1, 200]);
});

test('forms of common billing programs', () => {
  check([
    [
      'date of issue and delivery in one',
      '2019-11-12',
      FACTURE,
      [
        [50, 'Date de la facture/Date de la livraison'],
        [300, '12 novembre 2019'],
      ],
      [
        [50, 'Date de la commande'],
        [300, '10 novembre 2019'],
      ],
    ],
    [
      'title in parts',
      '2020-03-12',
      [
        [50, 'FACTURE'],
        [120, 'N° 12345'],
        [200, 'du'],
        [220, '12/03/2020'],
      ],
    ],
    [
      'labels in small letters above',
      '2020-03-12',
      FACTURE,
      [[400, 'DATE', 7]],
      [[400, '12.03.2020']],
      [[400, 'ÉCHÉANCE', 7]],
      [[400, '12.04.2020']],
    ],
    ['letter of a notary', '2020-03-12', 'Note d’honoraires', 'Fait à Lyon, le 12/03/2020'],
    ['till', '? 2020-03-12', 'Le 12/03/20 à 12:33', 'TTC 45,00'],
    [
      'paid and issued',
      '2019-11-03',
      [[50, 'Receipt', 20]],
      [
        [50, 'Date paid'],
        [150, 'November 5, 2019'],
      ],
      [
        [50, 'Date of issue'],
        [150, 'November 3, 2019'],
      ],
    ],
    [
      'electricity',
      '2020-03-12',
      'Facture du 12/03/2020',
      'Montant à régler avant le 27/03/2020',
      'Prochaine facture vers le 12/05/2020',
      'Prochain relevé le 10/05/2020',
    ],
    ['invoice and order on a line', '2020-03-12', 'Facture N°123 du 12/03/2020 - Commande N° 456 du 10/03/2020'],
    ['rent', '2020-02-25', 'Avis d’échéance', 'Période du 01/03/2020 au 31/03/2020', 'Date : 25/02/2020'],
    [
      'receipt of a rent',
      '?',
      'Quittance de loyer',
      'Pour la période du 01/03/2020 au 31/03/2020',
      'Reçu la somme de 800,00 € le 05/03/2020',
    ],
    ['law in small print', '2020-03-12', FACTURE, 'Date: 12/03/2020', 'Décret n° 2012-1115 du 2 octobre 2012'],
    [
      'bilingual, numeric',
      '? 2020-03-11 2020-11-03',
      [[50, 'FACTURE / INVOICE', 16]],
      [
        [50, 'Date de facture / Invoice date :'],
        [300, '11/03/2020'],
      ],
      'Quantité / Quantity',
      'Prix / Price',
    ],
  ]);
});

test('an invoice’s number that looks like a date is a number', () => {
  check([
    [
      'compact, to the right',
      '?',
      [
        [50, 'Facture n°'],
        [150, '20191102'],
      ],
    ],
    ['compact, after a dash', '?', 'Facture - 20191103'],
    ['with hyphens', '?', 'Facture n° 2019-11-04'],
    [
      'to the right of the title',
      '?',
      [
        [50, 'FACTURE'],
        [150, '2019-11-05'],
      ],
    ],
    ['after its label', '?', 'N° de facture : 2019-11-06', 'Total TTC 12,00'],
    ['below its label', '?', [[50, 'N° facture']], [[50, '2019-11-07']], 'Total TTC 12,00'],
  ]);
});
