import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../../support/text-page.ts';

type Line = string | readonly Put[];
const read = (...lines: Line[]) => readPages([textPage(lines)]);
const natures = (cases: readonly (readonly [string, readonly Line[]])[]) => {
  for (const [nature, lines] of cases) assert.equal(read(...lines).nature, nature, JSON.stringify(lines));
};
const OLDER = 'Sauf erreur de notre part, la facture n° 12 du 03/01/2021 reste impayée.';

test('a letter that asks for payment is a reminder by its subject or its words', () => {
  natures([
    ['reminder', ['Nice, le 03/03/2021', 'Objet : rappel de facture impayée', 'Facture n° 12 du 03/01/2021']],
    ['reminder', ['Nice, le 03/03/2021', OLDER]],
    ['reminder', ['Nous n’avons pas encore reçu le règlement de la facture n° 12.']],
    ['invoice', [[[400, 'FACTURE', 18]], 'N° 31 du 03/03/2021', OLDER]],
  ]);
});

test('a letter without a title speaks of invoices, and is none', () => {
  const letter = (...text: Line[]): Line[] => ['Nice, le 03/03/2021', 'Madame, Monsieur,', ...text, 'Cordialement,'];
  natures([
    ['other', letter('Notre facture n° 12 du 03/01/2021 demeure sans suite.')],
    ['other', letter('Facture n° 12 du 03/01/2021', 'Montant TTC : 120,00 €')],
    ['other', letter('Numéro de facture : 12', 'Date de facture : 03/01/2021')],
    ['other', ['SIRET 73282932000074 – TVA FR83404833048', ...letter('Facture n° 12', 'Total TTC 120,00')]],
    ['invoice', ['Facture n° 12', ...letter('Total TTC 120,00')]],
    ['invoice', letter([[50, 'Facture n° 12', 14]], 'Total TTC 120,00')],
    ['invoice', letter('Facture n° 12', 'Total HT 100,00', 'TVA 20 % 20,00', 'Total TTC 120,00')],
    ['invoice', letter('Facture n° 12', 'Total 120,00', 'TVA non applicable, article 293 B du CGI')],
  ]);
  // An addressee is no salutation.
  natures([['invoice', ['Madame Claire Delmas', 'Facture n° 12', 'Total TTC 120,00']]]);
});

test('the print of a message that tells of an invoice', () => {
  const head = ['De : Télécom <ne-pas-repondre@exemple.fr>', 'À : compta@exemple.fr'];
  natures([
    ['other', [[[50, 'Votre facture Télécom', 14]], ...head, 'Date : 03/03/2021', 'Montant TTC : 120,00 €']],
    ['invoice', [[[50, 'Votre facture', 14]], ...head, 'Total HT 100,00', 'TVA 20 % 20,00', 'Total TTC 120,00']],
  ]);
});

test('invoices in a list, each with its amount, are no titles', () => {
  const row = (text: string): Line => [
    [50, text],
    [400, '120,00'],
  ];
  natures([
    ['unknown', [row('Facture n° 12 du 03/01/2021'), row('Facture n° 13 du 04/01/2021')]],
    ['invoice', ['Facture n° 12 du 03/01/2021', row('Total')]],
  ]);
});

test('titles of papers that are no invoice', () => {
  natures([
    ['statement', [[[50, 'Avis de prélèvement SEPA', 16]]]],
    ['statement', [[[50, 'Remise d’effets à l’encaissement', 16]], 'Facture n° 12 du 03/01/2021']],
    ['quote', [[[50, 'Devis accepté n° 12', 16]]]],
    ['delivery', [[[50, 'Bordereau de transmission', 16]], 'Facture n° 12 du 03/01/2021']],
    ['order', [[[50, 'A.R.C.', 16]]]],
    ['other', [[[50, 'Note interne', 16]], 'La facture n° 12', 'est à régler.']],
  ]);
});

test('no title of any document: only what else says that it is an invoice makes a date certain or likely', () => {
  const days = (...lines: Line[]) => {
    const { invoice, issueDate } = read(...lines);
    return [invoice.issueDate, issueDate.plausible.length];
  };
  const totals = ['Total HT 100,00', 'TVA 20 % 20,00', 'Total TTC 120,00'];
  assert.deepEqual(days('Votre espace pro', 'N° 4410', 'Date : 03/03/2021', 'Total TTC 120,00'), [null, 0]);
  assert.deepEqual(days('Votre espace pro', 'N° 4410', 'Date : 03/03/2021', ...totals), [null, 0]);
  assert.deepEqual(days('N° de facture : 4410', 'Date : 03/03/2021', ...totals), ['2021-03-03', 1]);
  assert.deepEqual(days('Date de facture : 03/03/2021', 'Total TTC 120,00'), ['2021-03-03', 1]);
  assert.deepEqual(days('Nice, le 03/03/2021', 'Objet : facture n° 12'), ['2021-03-03', 1]);
  const due = ['Nice, le 03/03/2021', 'Cotisation 2021 – facture n° 2021/252', 'Total à régler 120,00 €'];
  assert.deepEqual(days(...due, 'Association exonérée de TVA – article 261, 7-1° du CGI'), ['2021-03-03', 1]);
  assert.deepEqual(days(...due, 'Les cotisations des membres qui seraient exonérés de TVA'), [null, 0]);
  // Of a credit note by the heading of its number, and not by one that is named.
  const credit: Line[] = [
    [
      [50, 'Date'],
      [200, 'N° avoir'],
    ],
    [
      [50, '06/01/2025'],
      [200, 'AV25-0002'],
    ],
  ];
  assert.deepEqual(days(...credit, ...totals), ['2025-01-06', 1]);
  assert.deepEqual(days(...credit, 'Total TTC 120,00'), [null, 0]);
  assert.deepEqual(days('Date : 06/01/2025', 'Déduit : avoir n° AV25-0002', ...totals), [null, 0]);
});

test('numbers in groups, of the whole line or up to the date', () => {
  const cases: [string, string][] = [
    ['Facture n° 10 128 738 004', '10 128 738 004'],
    ['Facture n° 3109259 001', '3109259 001'],
    ['Facture n° 001837217 21A1-1A00', '001837217 21A1-1A00'],
    ['Facture n° 10 128 738 004 du 03/03/2021', '10 128 738 004'],
    ['Facture n° 1234 du 03/03/2021', '1234'],
    ['Facture N° 4567 1/2', '4567'],
  ];
  for (const [line, number] of cases) assert.equal(read(line).invoice.number, number, line);
});

test('of several amounts that net and VAT make together, the total is the largest', () => {
  const line = (net: string, vat: string, gross: string): Line[] => [
    `Total HT ${net}`,
    `Total TVA ${vat}`,
    `Total TTC ${gross}`,
  ];
  const { invoice } = read(
    [[400, 'FACTURE', 18]],
    ...line('100,00', '20,00', '120,00'),
    ...line('300,00', '60,00', '360,00'),
    ...line('50,00', '10,00', '60,00'),
  );
  assert.deepEqual([invoice.net, invoice.vat, invoice.gross], [30_000, 6_000, 36_000]);
});
