import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOT_AN_INVOICE } from '../../../shared/domain/page/nature.ts';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { textPage } from '../../support/text-page.ts';
import { type RandomPage, randomPage } from './random-pages.ts';

const SEEDS = Array.from({ length: 1200 }, (_, n) => n);

/** The date that files a document, or why none does. */
function dateOf(page: RandomPage): string {
  const { invoice, nature } = readPages(page.pages);
  return NOT_AN_INVOICE.includes(nature) ? nature : (invoice.issueDate ?? 'asked');
}

test('of random pages no date is wrong, and nearly all are certain', () => {
  const read = SEEDS.map((seed) => {
    const page = randomPage(seed);
    return { seed, kind: page.kind, expected: page.date, got: dateOf(page) };
  });
  assert.deepEqual(
    read.filter(({ expected, got }) => got !== expected && got !== 'asked'),
    [],
  );
  const certain = read.filter(({ got }) => got !== 'asked').length;
  assert.ok(certain >= 0.98 * SEEDS.length, `${certain} of ${SEEDS.length}`);
});

test('of random pages nearly all numbers are right', () => {
  const right = SEEDS.map((seed) => randomPage(seed)).filter(
    (page) => readPages(page.pages).invoice.number === page.number,
  ).length;
  assert.ok(right >= 0.96 * SEEDS.length, `${right} of ${SEEDS.length}`);
});

test('of random documents that are no invoices none is filed', () => {
  const filed = SEEDS.map((seed) => ({ seed, got: dateOf(randomPage(seed, false)) })).filter(({ got }) =>
    /^\d{4}-/.test(got),
  );
  assert.deepEqual(filed, []);
});

test('a paper that nothing calls an invoice is not filed, whatever its date is labelled', () => {
  const of = (title: string) => readPages([textPage([title, "Date d'émission : 12/03/2024", 'N° 4471'])]);
  const [paper, invoice] = [of('Fiche de suivi'), of('Facture')];
  assert.deepEqual([paper.invoice.issueDate, paper.issueDate.plausible], [null, []]);
  assert.equal(invoice.invoice.issueDate, '2024-03-12');
});

test('two companies, each with its number under its address, are both known', () => {
  const { invoice } = readPages([
    textPage([
      'FACTURE 9003104 DU 01/01/2024',
      [
        [40, '89 avenue du 8 mai 1945'],
        [350, 'Atelier Ronsard SAS'],
      ],
      [
        [40, '69100 Villeurbanne'],
        [350, '44000 Nantes'],
      ],
      [
        [40, 'SIREN 743 539 504 – TVA FR25743539504'],
        [350, 'SIREN 693 522 443'],
      ],
    ]),
  ]);
  assert.deepEqual([invoice.seller.siren, invoice.buyer.siren], ['743539504', '693522443']);
});

test('the company under its register and address is the customer of the one that names its capital', () => {
  const page = (legal: string) =>
    readPages([
      textPage([
        [
          [40, 'Vigie du Lac'],
          [350, 'Atelier Ronsard SAS'],
        ],
        [
          [40, '37000 Tours'],
          [350, '44000 Nantes'],
        ],
        [[350, 'RCS 693 522 443']],
        'FACTURE 9003104 DU 01/01/2024',
        '',
        '',
        legal,
      ]),
    ]).invoice;
  const known = page('SARL au capital de 40 000 € – SIREN 743 539 504');
  assert.deepEqual([known.seller.siren, known.buyer.siren], ['743539504', '693522443']);
  assert.equal(
    page('Service client : TSA 40463. Capital de 40 000 €, RCS Tours 743 539 504').seller.siren,
    '743539504',
  );
  // With nothing but a register, the one company is the seller as before.
  assert.equal(page('').seller.siren, '693522443');
});
