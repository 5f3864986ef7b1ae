import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayDate } from '../../../shared/domain/messages/evidence.ts';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../../support/text-page.ts';

type Line = string | readonly Put[];
const FACTURE: Line = [[400, 'FACTURE', 18]];
const HEADINGS: Line = [
  [50, 'Désignation'],
  [300, 'Quantité'],
  [400, 'Montant HT'],
];
const TOTAL: Line = [
  [300, 'Total TTC'],
  [400, '120,00 €'],
];
/** Number and, beside it, a date of which nothing is said. */
const NUMBER: Line = [
  [300, 'N° de facture : FA-1187'],
  [480, '14/03/2021'],
];

const read = (...lines: Line[]) => readPages([textPage(lines)]);
const dateOf = (...lines: Line[]) => read(...lines).invoice.issueDate;

type Case = readonly [what: string, expected: string | null, ...lines: Line[]];

test('the date of a head without a label: certain where the page speaks for it', () => {
  const cases: Case[] = [
    ['due 30 days later', '2021-03-14', FACTURE, NUMBER, HEADINGS, TOTAL, 'Échéance : 13/04/2021'],
    [
      'after an order, before a due date',
      '2021-03-14',
      FACTURE,
      NUMBER,
      'Commande du 02/03/2021',
      HEADINGS,
      TOTAL,
      'Échéance : 25/04/2021',
    ],
    [
      'the number has year and month',
      '2021-03-14',
      FACTURE,
      [[300, 'N° de facture : F202103-118']],
      [[300, '14 mars 2021']],
      HEADINGS,
      TOTAL,
    ],
    [
      'a label that nobody knows',
      '2021-03-14',
      FACTURE,
      'N° de facture : FA-1187',
      [[50, 'Date kertaz : 14/03/2021']],
      HEADINGS,
      TOTAL,
      'Échéance : 13/04/2021',
      'Paiement à 30 jours',
    ],
    [
      'an edition beside the number',
      '2021-03-14',
      FACTURE,
      [[50, 'Facture 240181']],
      [[50, 'Edition du 14/03/2021']],
      HEADINGS,
      TOTAL,
      'Livré le 12/03/2021',
      'À régler avant le 13/04/2021',
    ],
  ];
  for (const [what, expected, ...lines] of cases) assert.equal(dateOf(...lines), expected, what);
});

test('a date of the head without a label is not certain where something speaks against it, or nothing for it', () => {
  const due: Line = 'Échéance : 13/04/2021';
  const cases: Case[] = [
    ['nothing but its place', null, FACTURE, [[50, '14/03/2021']], 'N° de facture : FA-1187', HEADINGS, TOTAL],
    ['two of them', null, FACTURE, NUMBER, [[300, '11/03/2021']], HEADINGS, TOTAL, due],
    ['an order after it', null, FACTURE, NUMBER, 'Commande du 20/03/2021', HEADINGS, TOTAL, due],
    ['a due date before it', null, FACTURE, NUMBER, HEADINGS, TOTAL, 'Échéance : 01/03/2021'],
    [
      'another year in the number',
      null,
      FACTURE,
      [
        [300, 'N° de facture : 2020-1187'],
        [480, '14/03/2021'],
      ],
      HEADINGS,
      TOTAL,
      due,
    ],
    ['no invoice by its title', null, [[400, 'Dossier', 18]], NUMBER, HEADINGS, TOTAL, due],
    ['no total', null, FACTURE, NUMBER, HEADINGS, due],
    [
      'a named thing',
      null,
      FACTURE,
      'N° de facture : FA-1187',
      'Dossier 671 / exercice clos le 14/03/2021',
      HEADINGS,
      TOTAL,
      due,
    ],
    [
      'a paper called by two letters',
      null,
      FACTURE,
      'N° de facture : FA-1187',
      'OR n° 80395 du 14/03/2021',
      'Prise en charge le 12/03/2021',
      HEADINGS,
      TOTAL,
      due,
    ],
    [
      'the end of a period by its weekday',
      null,
      FACTURE,
      'Facture n° 20210314',
      'Objet : prestations du lundi 1er mars 2021 au dimanche 14 mars 2021, suivant notre accord du 01/02/2021',
      HEADINGS,
      TOTAL,
      due,
    ],
    [
      'words in a column of labels',
      null,
      FACTURE,
      [
        [50, 'N° de facture'],
        [200, '21050033'],
      ],
      [
        [50, '1er loyer'],
        [200, '14/03/2021'],
      ],
      'Commande du 02/03/2021',
      HEADINGS,
      TOTAL,
    ],
    [
      'headings of columns',
      null,
      FACTURE,
      'Facture n° 22012547, le',
      [
        [50, 'Article'],
        [120, '07/03/21'],
        [200, '14/03/21'],
        [400, 'Montant HT'],
      ],
      TOTAL,
      due,
    ],
    ['a copy', null, FACTURE, [[50, 'Facture 240181']], [[50, 'Duplicata édité le 14/03/2021']], HEADINGS, TOTAL, due],
    ['among the lines', null, FACTURE, 'N° de facture : FA-1187', HEADINGS, [[50, '14/03/2021']], TOTAL, due],
  ];
  for (const [what, expected, ...lines] of cases) assert.equal(dateOf(...lines), expected, what);
});

test('the reasons are told', () => {
  const { evidence } = read(FACTURE, NUMBER, HEADINGS, TOTAL, 'Échéance : 13/04/2021');
  const taken = evidence.dates.find((d) => d.taken)!;
  assert.deepEqual(taken.signs, ['number', 'delay', 'alone']);
  assert.match(sayDate(taken, 'fr'), /retenue \(à côté du numéro ou du titre, délai usuel/);
  assert.match(sayDate(taken, 'en'), /taken \(beside the number or the title, a usual delay/);
});

test('dates in parts: over two lines, behind the number, in a cell of three lines', () => {
  const cases: Case[] = [
    [
      'day at the end, month at the beginning of a line',
      '2025-09-01',
      [[250, 'Lyon, le lundi 1er']],
      [[50, 'septembre 2025']],
      'FACTURE N° 30-25',
      TOTAL,
    ],
    ['behind the number', '2020-01-02', FACTURE, [[350, 'N° F-2020-0513 du 2 janvier 2020']], TOTAL],
    ['a middle dot', '2025-05-23', 'Facture F25-0888 · 23 mai 2025', TOTAL],
    [
      'de between month and year',
      '2020-12-31',
      [
        [50, 'Factura'],
        [150, 'A/2841'],
      ],
      [
        [50, 'Fecha'],
        [150, '31 de diciembre de 2020'],
      ],
      TOTAL,
    ],
    [
      'under the number of its cell',
      '2024-08-31',
      [[50, 'Votre facture']],
      [[50, 'n° 101324080']],
      [[50, 'du 31/08/2024']],
      TOTAL,
    ],
    [
      'beside the number of a company',
      '2023-11-25',
      FACTURE,
      [
        [50, 'SIREN 805 935 368'],
        [300, 'Le 25/11/2023'],
      ],
      TOTAL,
    ],
    [
      'a contract by its number',
      '2022-08-16',
      FACTURE,
      [
        [50, 'Date'],
        [150, '16/08/2022'],
        [300, 'Contrat'],
        [400, 'E6265 du 13/12/2020'],
      ],
      TOTAL,
    ],
  ];
  for (const [what, expected, ...lines] of cases) assert.equal(dateOf(...lines), expected, what);
});

test('what is no invoice has no date that is taken, whatever its title is called', () => {
  const notice = (title: string) => read([[50, title, 16]], 'Document établi le 02/01/2020', HEADINGS, TOTAL).nature;
  assert.equal(notice('Relevé annuel de frais'), 'statement');
  assert.equal(notice('Avis de règlement'), 'statement');
  assert.equal(notice('Bulletin d’adhésion'), 'other');
  assert.equal(notice('Plan de paiement'), 'statement');
  assert.equal(notice('Projet de facture'), 'quote');
  assert.equal(notice('Dernier rappel'), 'reminder');
  // What a bill of energy calls its meter's, and one of a notary its own.
  assert.equal(notice('Relevé d’honoraires'), 'invoice');
});
