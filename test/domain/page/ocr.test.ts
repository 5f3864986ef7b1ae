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
      box: { x: 50 + m.index * 5, y: 40 + row * 15, width: m[0].length * 5 - 1, height: 10 },
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
  assert.equal(dateOf(['FACTURE', 'Date de facture : 3l/12/2024']), '?', 'digits are never guessed');
});
