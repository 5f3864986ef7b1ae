import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fragment, Page } from '../../../shared/domain/page/page.ts';
import { segmentsOf } from '../../../shared/domain/page/segments.ts';
import { cellOf } from '../../../shared/domain/page/typed.ts';

const CELL = 6;
const LINES = [
  'AMBULANCES DU RIED, 8 rue de la Gare',
  'FACTURE No 20250003   Selestat, le 2 janvier 2025',
  'Doit : transports sanitaires effectues sur votre demande',
  '08/12/24  Mme W. Selestat, aller et retour  97,44',
  '12/12/24  M. K. Hautepierre, 47 km, attente  143,10',
];

/** Words as an engine measures them: the ink, which leaves something of the cells at both ends. */
function typed(lines: readonly string[], width = (word: string) => word.length * CELL): Fragment[] {
  return lines.flatMap((line, row) =>
    [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
      text,
      box: {
        x: 50 + (index + 0.25) * CELL,
        y: 40 + row * 15,
        width: width(text) - (/[.,]$/.test(text) ? 0.7 : 0.4) * CELL,
        height: 6.5,
      },
      confidence: 0.95,
    })),
  );
}

test('a page is typed where the letters of most words are equally wide', () => {
  const cell = cellOf(typed(LINES));
  assert.ok(cell !== null && Math.abs(cell - CELL) < 0.3, `${cell}`);
  const wide = (word: string) => [...word].reduce((sum, letter) => sum + (/[il.,:1 ]/.test(letter) ? 3 : 7), 0);
  assert.equal(cellOf(typed(LINES, wide)), null);
  assert.equal(cellOf(typed(LINES.slice(0, 1))), null, 'too few words');
});

test('one blank of a typed page parts words, more part columns', () => {
  const page: Page = { number: 1, width: 595, height: 842, origin: 'ocr', fragments: typed(LINES) };
  const texts = segmentsOf(page).map((s) => s.text);
  assert.ok(texts.includes('Selestat, le 2 janvier 2025'), texts.join(' | '));
  assert.ok(texts.includes('FACTURE No 20250003'), texts.join(' | '));
  assert.ok(texts.includes('97,44'), texts.join(' | '));
});

test('a word of a scan joins the line of the word next to it, though another column has a line a little higher', () => {
  const word = (text: string, x: number, y: number, width: number, height: number): Fragment => ({
    text,
    box: { x, y, width, height },
    confidence: 0.95,
  });
  const fragments = [
    word('RCS', 50.4, 152.4, 11.76, 5.52),
    word('Colmar', 65.04, 152.16, 23.04, 5.52),
    word('830', 90.72, 152.16, 11.76, 5.76),
    word('174', 105.6, 152.4, 11.28, 5.28),
    word('421', 119.52, 152.16, 11.76, 5.52),
    word('Date', 211.68, 154.2, 17.76, 6.48),
    word('de', 232.8, 154.5, 9.36, 6.72),
    word('facturation', 245.28, 154.3, 42.96, 6.96),
    word('2024-11-30', 305.28, 153.96, 45.36, 6.72),
  ];
  const page: Page = { number: 1, width: 595, height: 842, origin: 'ocr', fragments };
  assert.deepEqual(
    segmentsOf(page).map((s) => s.text),
    ['RCS Colmar 830 174 421', 'Date de facturation', '2024-11-30'],
  );
});
