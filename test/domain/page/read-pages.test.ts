import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sayDate, sayField } from '../../../shared/domain/messages/evidence.ts';
import { findAmounts } from '../../../shared/domain/page/amounts.ts';
import { fold } from '../../../shared/domain/page/fold.ts';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { segmentsOf } from '../../../shared/domain/page/segments.ts';
import { type Put, textPage } from '../../support/text-page.ts';

const FACTURE: readonly Put[] = [[400, 'FACTURE', 18]];
const read = (...lines: (string | readonly Put[])[]) => readPages([textPage(lines)]);

test('amounts as they are written', () => {
  const cases: [string, number[]][] = [
    ['1 234,56 €', [123456]],
    ['1\u202f234,56', [123456]],
    ['1.234,56', [123456]],
    ['€ 1,234.56', [123456]],
    ['29.99', [2999]],
    ['-12,00 et 12,00-', [-1200, -1200]],
    ['TVA 20,00 % 41,67', [4167]],
    ['12,5', []],
    ['02.11.2019', []],
  ];
  for (const [text, cents] of cases)
    assert.deepEqual(
      findAmounts(fold(text).text).map((a) => a.cents),
      cents,
      text,
    );
});

test('number, totals, due date and parties, each by its label', () => {
  const { invoice, mentioned } = read(
    'Moulin des Érables',
    '12 rue du Port',
    '69001 Lyon',
    'SIRET 732 829 320 00074',
    FACTURE,
    [
      [50, 'N° de facture'],
      [200, 'FA-2019/012'],
    ],
    [
      [50, 'Date de facture'],
      [200, '02/11/2019'],
      [340, 'Client'],
    ],
    [
      [50, 'Échéance'],
      [200, '02/12/2019'],
      [340, 'Librairie du Quai'],
    ],
    [[340, 'N° TVA FR83404833048']],
    '',
    [
      [340, 'Total HT'],
      [480, '100,00'],
    ],
    [
      [340, 'TVA 20 %'],
      [480, '20,00'],
    ],
    [
      [340, 'Total TTC'],
      [480, '120,00 €'],
    ],
    '',
    'Moulin des Érables SAS au capital de 10 000,00 € – RCS Lyon 732 829 320',
  );
  assert.deepEqual(
    [invoice.number, invoice.issueDate, invoice.dueDate, invoice.net, invoice.vat, invoice.gross, invoice.currency],
    ['FA-2019/012', '2019-11-02', '2019-12-02', 10000, 2000, 12000, 'EUR'],
  );
  assert.deepEqual([invoice.seller.siren, invoice.seller.siret], ['732829320', '73282932000074']);
  assert.deepEqual([invoice.buyer.siren, invoice.buyer.vatNumber], ['404833048', 'FR83404833048']);
  assert.deepEqual(mentioned.toSorted(), ['404833048', '732829320', 'FR83404833048']);
});

test('totals of the invoice, not those of an example on its second page', () => {
  const totals = (...amounts: string[]) =>
    ['Total HT', 'TVA', 'Total TTC'].map(
      (l, n) =>
        [
          [50, l],
          [300, amounts[n]!],
        ] as Put[],
    );
  const { invoice } = readPages([
    textPage([FACTURE, ...totals('100,00', '20,00', '120,00')]),
    textPage(['Comprendre votre facture : exemple', ...totals('10,00', '2,00', '12,00')], 2),
  ]);
  assert.equal(invoice.gross, 12000);
});

test('a number whose key is wrong is nobody’s, and one company alone is not two', () => {
  assert.deepEqual(read(FACTURE, 'SIREN 732 829 321', 'N° TVA FR00732829320').mentioned, []);
  const { invoice } = read(FACTURE, 'RCS Lyon 732 829 320', 'TVA FR44732829320');
  assert.deepEqual([invoice.seller.siren, invoice.buyer.siren], ['732829320', null]);
});

test('a total free of tax is the gross total', () => {
  assert.equal(
    read(FACTURE, [
      [50, 'Montant total net de taxe'],
      [400, '517,68 €'],
    ]).invoice.gross,
    51768,
  );
  assert.equal(
    read(FACTURE, [
      [50, 'Total net'],
      [400, '517,68 €'],
    ]).invoice.gross,
    null,
  );
});

test('what is to be paid is the gross total, where it is larger than those of the rates', () => {
  const { invoice } = read(
    FACTURE,
    [
      [50, 'BASE HT'],
      [150, 'TAUX'],
      [250, 'TVA'],
      [350, 'TTC'],
    ],
    [
      [50, '742,68'],
      [150, '5,50'],
      [250, '40,85'],
      [350, '783,53'],
    ],
    [
      [50, '360,53'],
      [150, '20,00'],
      [250, '72,11'],
      [350, '432,64'],
    ],
    '',
    [
      [50, 'TOTAL HT'],
      [200, 'TOTAL TVA'],
      [350, 'NET À PAYER EUR'],
    ],
    [
      [50, '1 103,21'],
      [200, '112,96'],
      [350, '1 216,17'],
    ],
  );
  assert.deepEqual([invoice.net, invoice.vat, invoice.gross], [110_321, 11_296, 121_617]);
});

test('the rows of the rates make the total that stands apart from them', () => {
  const { invoice } = read(
    FACTURE,
    [
      [200, 'TOTAL TTC'],
      [400, '216,20 €'],
    ],
    [
      [50, 'TVA'],
      [150, 'HT'],
      [250, 'Taxe'],
      [350, 'TTC'],
    ],
    [
      [50, '10 %'],
      [150, '145,91'],
      [250, '14,59'],
      [350, '160,50'],
    ],
    [
      [50, '20 %'],
      [150, '46,42'],
      [250, '9,28'],
      [350, '55,70'],
    ],
  );
  assert.deepEqual([invoice.net, invoice.vat, invoice.gross], [19_233, 2387, 21_620]);
});

test('of two companies with an address, the one with SIREN and VAT number sells, also where the other names its register', () => {
  const { invoice } = read(
    'Foncière Montaigu',
    '24 boulevard Gambetta',
    '42000 Saint-Étienne',
    'SIREN 732 829 320 — TVA FR44732829320',
    '',
    [[340, 'SAS Librairie Le Passe-Muraille']],
    [[340, '106 allée des Tilleuls']],
    [[340, '35000 Rennes']],
    [[340, 'RCS 404 833 048']],
    FACTURE,
  );
  assert.deepEqual([invoice.seller.siren, invoice.buyer.siren], ['732829320', '404833048']);
});

test('a row of net, VAT and gross has its total at its end', () => {
  const { invoice } = read(
    FACTURE,
    [
      [50, 'Frais d’avance de fonds'],
      [250, '15,00'],
      [350, '3,00'],
      [450, '18,00'],
    ],
    [
      [50, 'Montant total à payer EUR'],
      [250, '150,57'],
      [350, '3,00'],
      [450, '153,57'],
    ],
  );
  assert.deepEqual([invoice.net, invoice.vat, invoice.gross], [15_057, 300, 15_357]);
});

test('the company with all its numbers at the foot sells to the one with its SIREN under its address', () => {
  const page = (foot: string) =>
    read(
      [
        [50, 'Bilan Auto Castelmont'],
        [340, 'SARL Bois et Lames'],
      ],
      [
        [50, '6 impasse du Lavoir'],
        [340, '17 cours Mirabeau'],
      ],
      [
        [50, '21000 Dijon'],
        [340, '13100 Aix-en-Provence'],
      ],
      [[340, 'SIREN 404 833 048']],
      '',
      FACTURE,
      '',
      foot,
    ).invoice;
  const both = page('Bilan Auto Castelmont – Agrément S043C114 – SIRET 732 829 320 00074 – TVA FR44732829320');
  assert.deepEqual([both.seller.siren, both.buyer.siren], ['732829320', '404833048']);
  const insurer = page('Assurance décennale : Mutuelle du Bâtiment, SIRET 732 829 320 00074');
  assert.equal(
    insurer.seller.siren === null || insurer.buyer.siren === null,
    true,
    'no VAT number: not a seller’s foot',
  );
});

test('numbers after a date, of several words, and beside the number of a list', () => {
  const numbers: [string, (string | readonly Put[])[]][] = [
    ['1548002120', [FACTURE, 'Date d’émission : 31/12/2020 N° de facture : 1548002120']],
    ['D230609857', ['Facture décadaire D230609857']],
    ['NC 2022/9723', [[[50, 'NOTE DE CRÉDIT', 18]], 'Numéro NC 2022/9723']],
    ['2024 07212', [FACTURE, 'Facture n° 2024 07212']],
    ['2021-T-1606', ['AVIS DES SOMMES À PAYER', 'Titre n° 2021-T-1606', 'Bordereau n° 46, exercice 2021']],
  ];
  for (const [number, lines] of numbers) assert.equal(read(...lines).invoice.number, number, JSON.stringify(lines));
});

test('what is no invoice is told by its title, not by what it refers to', () => {
  const natures: [string, (string | readonly Put[])[]][] = [
    ['invoice', [FACTURE, 'Devis n° 12 du 03/03/2020', 'Bon de commande n° 7']],
    ['credit', [[[50, 'FACTURE D’AVOIR', 18]]]],
    ['quote', [[[50, 'DEVIS', 18]], 'Facture à l’achèvement']],
    ['proforma', [[[50, 'Facture pro-forma', 18]]]],
    ['proforma', [[[50, 'FACTURE', 18]], [[50, 'PROFORMA', 18]]]],
    ['order', [[[50, 'Bon de commande n° 12', 16]], 'Adresse de facturation']],
    ['statement', [[[50, 'Relevé de compte', 16]], 'Facture n° 1 du 02/03/2020']],
    ['reminder', [[[50, 'Relance', 16]], 'Facture n° 1 du 02/03/2020']],
    ['delivery', [[[50, 'Bon de livraison', 16]]]],
    ['invoice', ['FACTURE', 'Devis accepté le 03/03/2020']],
    [
      'delivery',
      [
        [
          [50, 'B O N', 16],
          [115, 'D E', 16],
          [165, 'L I V R A I S O N', 16],
        ],
      ],
    ],
    ['other', [[[50, 'FACTURE', 18]], 'Ce calendrier ne constitue pas une facture.']],
    ['other', ['Je vous remercie de verser la provision. Elle ne', 'constitue pas une facture ; celle-ci suivra.']],
    ['other', ['RELEVÉ DE COMMISSIONS (ceci n’est pas une facture)']],
    ['other', ['This document is not a VAT invoice.']],
    ['invoice', [[[50, 'FACTURE', 18]], 'Ce document n’est pas une facture rectificative.']],
    ['invoice', [[[50, 'FACTURE', 18]], 'Un bon de livraison n’est pas une facture.']],
    ['unknown', ['La facture suivra vers le 19/07/2022.']],
    ['unknown', ['Bonjour']],
  ];
  for (const [nature, lines] of natures) assert.equal(read(...lines).nature, nature, JSON.stringify(lines));
});

test('a word in a table, behind a date or a number, is no title', () => {
  const water = (cell: string, size?: number) =>
    read(
      [
        [50, 'N° de facture'],
        [200, 'Date d’émission'],
      ],
      [
        [50, '2020.4528323'],
        [200, '31/03/2020'],
      ],
      [[50, '13/03/2020'], [200, '4001'], size ? [300, cell, size] : [300, cell]],
      'FACTURE - Détail',
    ).nature;
  assert.equal(water('Relevé'), 'invoice');
  assert.equal(water('Relevé', 18), 'statement', 'in larger letters it is one');
});

test('text drawn twice to look bold, in single letters, or in one run of columns', () => {
  const texts = (fragments: Parameters<typeof segmentsOf>[0]['fragments']) =>
    segmentsOf({ number: 1, width: 595, height: 842, origin: 'text', fragments }).map((s) => s.text);
  const at = (text: string, x: number, width: number) => ({ text, box: { x, y: 50, width, height: 10 } });
  assert.deepEqual(texts([at('Date', 50, 20), at('Date', 50.3, 20)]), ['Date']);
  assert.deepEqual(texts([...'Date'].map((c, n) => at(c, 50 + 5 * n, 5))), ['Date']);
  assert.deepEqual(texts([at('Date', 50, 20), at('du', 73, 10), at('02/11/2019', 120, 50)]), ['Date du', '02/11/2019']);
  assert.deepEqual(texts([at('DATE     ECHEANCE', 50, 170)]), ['DATE', 'ECHEANCE']);
});

test('what was read is said in both languages', () => {
  const { evidence } = read(
    FACTURE,
    [
      [50, 'Date de facture'],
      [200, '02/11/2019'],
    ],
    [
      [50, 'Échéance'],
      [200, '02/12/2019'],
    ],
  );
  const date = evidence.fields.find((f) => f.field === 'date')!;
  assert.equal(sayField(date, 'fr'), 'Date de facture 02/11/2019, page 1, à droite de « Date de facture »');
  assert.equal(sayField(date, 'en'), 'Invoice date 2019-11-02, page 1, to the right of “Date de facture”');
  const due = evidence.dates.find((d) => d.kind === 'due')!;
  assert.equal(sayDate(due, 'fr'), '« 02/12/2019 », page 1, à droite de « Échéance » : échéance ou règlement');
});
