import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../../support/text-page.ts';

type Line = string | readonly Put[];
const grossOf = (...lines: Line[]) => readPages([textPage(lines)]).invoice.gross;
const row = (xs: readonly number[], ...texts: string[]): Line => texts.map((text, n) => [xs[n]!, text] as Put);

test('the gross total beside its own label, not the first amount under a heading', () => {
  const lines = [50, 250, 330, 450];
  assert.equal(
    grossOf(
      'FACTURE',
      row(lines, 'Description', 'Qté', 'TVA %', 'Total (TTC)'),
      row(lines, 'Cartouche', '3', '20 %', '152,68 €'),
      row(lines, 'Perforatrice', '1', '20 %', '195,78 €'),
      '',
      [
        [330, 'Total'],
        [450, '348,46 €'],
      ],
    ),
    34846,
    'over the lines',
  );
  const dues = [50, 170, 260, 340, 450];
  assert.equal(
    grossOf(
      'FACTURE VALANT ÉCHÉANCIER',
      row(dues, 'Échéance', 'Loyer HT', 'TVA 20 %', 'Assurance', 'TTC'),
      row(dues, '01/01/2024', '330,19', '66,04', '20,92', '417,15'),
      row(dues, '01/02/2024', '330,19', '66,04', '20,92', '417,15'),
      'Total TTC de l’échéancier : 834,30 EUR',
    ),
    83430,
    'over due dates',
  );
  const rates = [50, 130, 210, 300];
  assert.equal(
    grossOf(
      'FACTURE',
      [
        [50, 'TOTAL TTC EUR'],
        [300, '227,95'],
      ],
      '',
      row(rates, 'TVA', 'HT', 'TVA €', 'TTC'),
      row(rates, '0 %', '3,30', '0,00', '3,30'),
      row(rates, '10 %', '181,25', '18,13', '199,38'),
      row(rates, '20 %', '21,06', '4,21', '25,27'),
    ),
    22795,
    'over the rates',
  );
});

test('an amount at the other side of the cell of its heading', () => {
  assert.equal(
    grossOf(
      'FACTURE',
      row([35, 219, 350, 440], 'BASE HT', 'TOTAL TTC', 'ECHEANCE', 'REGLEMENT'),
      row([35, 285, 399, 480], '7 434,91', '8 921,89 EUR', '01.02.20', 'LCR DIRECTE'),
    ),
    892189,
  );
  assert.equal(
    grossOf('FACTURE', row([35, 219, 350], 'BASE HT', 'TOTAL TTC', 'NET'), row([35, 360], '7 434,91', '8 921,89')),
    null,
    'in the next cell',
  );
});
