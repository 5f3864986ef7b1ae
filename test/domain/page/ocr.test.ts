import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../../shared/domain/page/fold.ts';
import { correctWords } from '../../../shared/domain/page/ocr-words.ts';
import type { Fragment, Page } from '../../../shared/domain/page/page.ts';
import { readPages } from '../../../shared/domain/page/read-pages.ts';

/** A page of words as an engine reads them: one fragment a word, with its confidence. */
function scanned(lines: readonly string[], confidence: number): Page {
  const fragments = lines.flatMap((line, row): Fragment[] =>
    [...line.matchAll(/\S+/g)].map((m) => ({
      text: m[0],
      box: { x: 50 + m.index * 5, y: 40 + row * 15, width: m[0].length * 5 - 1, height: 7 },
      confidence,
    })),
  );
  return { number: 1, width: 595, height: 842, origin: 'ocr', fragments };
}
const dateOf = (lines: readonly string[], confidence = 0.95) => {
  const { invoice, issueDate } = readPages([scanned(lines, confidence)]);
  return invoice.issueDate ?? `? ${issueDate.plausible.join(' ')}`.trim();
};

test('misread words of labels are put right, digits and names never', () => {
  const cases: [string, string][] = [
    ['Facfure', 'facture'],
    ['FACTURE', 'facture'],
    ['Ech\u00e9ance', 'echeance'],
    ['Echeanoe', 'echeance'],
    ['l1vraison', 'livraison'],
    ['Reglernent', 'reglement'],
    ['N* 2024-12', 'n° 2024-12'],
    ['2O24', '2o24'],
    ['02/11/20l9', '02/11/20l9'],
    ['Dupont', 'dupont'],
    ['Saint-\u00c9tienne. le 30 septembre', 'saint-etienne, le 30 septembre'],
    ['Saint-\u00c9tienne. Le total', 'saint-etienne. le total'],
    ['nature', 'nature'],
    ['date', 'date'],
  ];
  for (const [read, expected] of cases) assert.equal(correctWords(fold(read)).text, expected, read);
});

test('each letter of a word put right keeps its place', () => {
  const { text, at } = correctWords(fold('la Facfture du 3'));
  assert.equal(text, 'la facture du 3');
  assert.equal(at.length, text.length);
  assert.equal(at[text.indexOf('du')], 'la Facfture du 3'.indexOf('du'));
});

test('a scanned date read once is certain where the engine is sure and nothing speaks against it', () => {
  const lines = ['FACTURE N* F-12', 'Date de Facfure : 31/12/2024', 'Echeanoe : 30/01/2025'];
  assert.equal(dateOf(lines), '2024-12-31');
  assert.equal(dateOf(lines, 0.6), '? 2024-12-31', 'the engine is not sure');
  assert.equal(
    dateOf(['FACTURE N* F-12', 'Date de facture : 31/12/2024'], 0.6),
    '?',
    'and nothing speaks for the year',
  );
  assert.equal(dateOf([...lines, 'Facture F-12 du 31/12/2024'], 0.6), '2024-12-31', 'read twice');
  assert.equal(dateOf(['FACTURE', 'Date de facture : 31/12/2021', 'Livraison : 20/12/2024'], 0.95), '? 2021-12-31');
  assert.equal(dateOf(lines, 0.75), '2024-12-31', 'another date speaks for it');
  const alone = ['FACTURE N* F-12', 'Date de facture : 31/12/2024'];
  assert.deepEqual([dateOf(alone, 0.95), dateOf(alone, 0.85)], ['2024-12-31', '?'], 'by itself it must be surer');
  assert.equal(
    dateOf(['FACTURE N* F-12', 'Date de facture : 3l/12/2024', 'Echeance : 30/01/2025']),
    '? 2024-12-31',
    'a letter taken for a digit makes no date certain',
  );
  assert.equal(dateOf(['FACTURE N* F-12', 'Date de facture : ler mai 2024', 'Echeance : 30/05/2024']), '2024-05-01');
});

test('what may be a quote or a statement whose title was lost is not taken for an invoice', () => {
  assert.equal(dateOf(['Numero : PF2025', 'Date : 31/08/2025', 'Valable jusqu\u2019au : 15/10/2025']), '?');
  assert.equal(
    dateOf(['FACTURE', 'Date : 31/08/2025', 'Valable jusqu\u2019au : 15/10/2025']),
    '2025-08-31',
    'it has one',
  );
  const state = 'Situation de votre compte arretee au 24/03/2021';
  const days = (lines: readonly string[]) => readPages([scanned(lines, 0.95)]).issueDate.plausible.length;
  assert.equal(days(['Date 24/02/2021', 'Le 27/02/2021', 'Date 02/03/2021', state]), 0);
  assert.equal(
    days(['FACTURE', 'Date 24/02/2021', 'Le 27/02/2021', 'Date 02/03/2021', state]),
    0,
    'a heading of a table',
  );
  assert.equal(days(['FACTURE', 'Date : 24/02/2021', state]), 1);
  const listed = ['Facture 26740', 'Date 24/02/2021', 'Le 27/02/2021', 'Date 02/03/2021', state];
  assert.equal(days(listed), 0, 'a number of one of several invoices');
  assert.equal(
    days(['Facture N* : 26740', 'En date du 24/02/2021', 'Travaux arretes au 20/02/2021']),
    1,
    'its number says it',
  );
});

test('a date that the terms lead from, or that others lie close to, or that came soon after, needs less of the engine', () => {
  const invoice = ['FACTURE N* F-12', 'Date de facture : 31/05/2022'];
  const at = (confidence: number, lines: readonly string[], receivedOn: string | null = null) => {
    const page = scanned([...invoice, ...lines], 0.95);
    // Only its own date is read badly.
    const fragments = page.fragments.map((f) => (f.text === '31/05/2022' ? { ...f, confidence } : f));
    return readPages([{ ...page, fragments }], receivedOn).invoice.issueDate;
  };
  assert.equal(
    at(0.3, ['Reglement 30 jours fin de mois', 'Echeance : 30/06/2022']),
    '2022-05-31',
    'the terms lead from it',
  );
  assert.equal(at(0.3, ['Reglement 60 jours fin de mois', 'Echeance : 30/06/2022']), null);
  const close = ['Livraison du 25/05/2022', 'Commande du 12/05/2022'];
  assert.equal(at(0.5, close), '2022-05-31', 'two others close to it');
  assert.equal(at(0.3, close), null);
  assert.equal(at(0.5, close.slice(1)), null, 'one is not enough');
  assert.equal(at(0.5, close.slice(1), '2022-06-10'), '2022-05-31', 'the day on which it came is one');
  assert.equal(at(0.8, []), null);
  assert.equal(at(0.8, [], '2022-06-10'), '2022-05-31', 'it came soon after');
  assert.equal(at(0.8, [], '2023-06-10'), null, 'it came a year later');
  assert.equal(at(0.8, [], '2021-06-10'), null, 'or before it was written');
});

test('dust above a word does not make a title of it, nor join it to the next', () => {
  const page = scanned(
    ['FACTURE N* F-12', 'Date de facture : 31/05/2022', 'Livraison du 25/05/2022', 'Contrat souscrit'],
    0.95,
  );
  const higher = (text: string) =>
    page.fragments.map((f) => (f.text === text ? { ...f, box: { ...f.box, y: f.box.y - 18, height: 25 } } : f));
  assert.equal(readPages([{ ...page, fragments: higher('Contrat') }]).nature, 'invoice');
  assert.equal(readPages([{ ...page, fragments: higher('FACTURE') }]).invoice.number, 'F-12');
});

test('a credit note whose title was lost is one by the labels of its number and date', () => {
  const lines = ["N* d'avoir : 787666", "Date de l'avoir : 01/08/2018", 'Facture du 19/06/2018', 'Total TTC 12,00'];
  const { nature, invoice } = readPages([scanned(lines, 0.95)]);
  assert.deepEqual([nature, invoice.issueDate], ['credit', '2018-08-01']);
});

test('of a French scan, a month that there is not proves no order of days and months', () => {
  const lines = [
    'FACTURE N* F-12',
    "Date d'emission : 01/12/2022",
    'Echeance : 31/12/2022',
    'Document edite le 02/18/2022',
  ];
  assert.equal(dateOf(lines), '2022-12-01');
});

test('what may be the rest of a label that was lost makes no certain date', () => {
  const others = ['FACTURE N* F-12', 'Livraison du 25/05/2022', 'Commande du 12/05/2022'];
  assert.equal(dateOf([...others, 'Le 31/05/2022']), '2022-05-31');
  for (const rest of ['le 31/05/2022', 'LE 31/05/2022', '. le 31/05/2022'])
    assert.equal(dateOf([...others, rest]), '?', rest);
  assert.equal(dateOf([...others.slice(1), 'FACTURE N* F-12 LE 31/05/2022']), '2022-05-31');
  const stamped = [...others, 'Re\u00e7u', 'Le 31/05/2022'];
  assert.equal(dateOf(stamped), '?', 'a stamp over two lines');
  const page = scanned([...others, '[RE\u00c7U', 'LE 31/05/2022'], 0.95);
  const last = page.fragments.slice(-3);
  const askew = last.map((f, n) => ({
    ...f,
    box: { ...f.box, x: 300 + n * 60, y: last[0]!.box.y + (n === 0 ? 0 : 6) },
  }));
  const { issueDate } = readPages([{ ...page, fragments: [...page.fragments.slice(0, -3), ...askew] }]).invoice;
  assert.equal(issueDate, null, 'a stamp askew');
  const unnamed = ['N* 87874', 'Date : 31/05/2022', 'Livraison du 25/05/2022', 'Total TTC 12,00'];
  assert.equal(dateOf(unnamed), '? 2022-05-31', 'neither a title nor a number that is an invoice\u2019s');
  assert.equal(dateOf(['Facture', ...unnamed]), '2022-05-31');
});

test('the date that words lead to from the invoice\u2019s number is its own; one that just stands behind it may have lost its label', () => {
  const others = ['Livraison du 25/05/2022', 'Commande du 12/05/2022'];
  assert.equal(dateOf(['FACTURE', 'n\u00b0 JM1287, le 31/05/2022', ...others]), '2022-05-31');
  assert.equal(dateOf(['FACTURE', 'n\u00b0 JM1287       le 31/05/2022', ...others]), '?', 'a word between may be lost');
  assert.equal(dateOf(['FACTURE', 'n\u00b0 JM1287 31/05/2022', ...others]), '?');
  assert.equal(dateOf(['FACTURE', 'Total 12,00', 'n\u00b0 834, le 31/05/2022', ...others]), '?', 'whose number?');
});

test('an order in letters nearly as large, above an invoice whose total was lost, does not make it one', () => {
  const { fragments, ...page } = scanned(
    ['R\u00e9servation du 25/11/2024', 'FACTURE N* F-12', 'Date : 01/01/2025'],
    0.95,
  );
  const nature = (invoice: number, order: number) => {
    const sized = fragments.map((f, n) => ({ ...f, box: { ...f.box, height: n < 3 ? order : n < 6 ? invoice : 7 } }));
    return readPages([{ ...page, fragments: sized }]).nature;
  };
  assert.deepEqual([nature(11, 10), nature(8, 11)], ['invoice', 'order']);
});

test('a year on the next line belongs to its day and month though it was measured a little smaller', () => {
  const { fragments, ...page } = scanned(['Votre facture du 31 d\u00e9cembre', '2022', 'Total 12,00 EUR'], 0.95);
  const read = (height: number) => {
    const lower = fragments.map((f) => (f.text === '2022' ? { ...f, box: { ...f.box, y: 49, height } } : f));
    return readPages([{ ...page, fragments: lower }]).invoice.issueDate;
  };
  assert.deepEqual([read(7), read(6.6), read(4)], ['2022-12-31', '2022-12-31', null]);
});

test('the only company of a scan, under an address at its right, is whom it was sent to', () => {
  const page = (x: number) => {
    const { fragments, ...rest } = scanned(
      ['SARL Lacombe', '35000 Rennes', 'SIREN 404833048', 'FACTURE N* F-12'],
      0.95,
    );
    return readPages([{ ...rest, fragments: fragments.map((f) => ({ ...f, box: { ...f.box, x: f.box.x + x } })) }])
      .invoice;
  };
  assert.deepEqual([page(300).seller.siren, page(300).buyer.siren], [null, '404833048']);
  assert.deepEqual([page(0).seller.siren, page(0).buyer.siren], ['404833048', null]);
});
