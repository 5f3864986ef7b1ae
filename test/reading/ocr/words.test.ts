import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from '../../../shared/reading/ocr/words.ts';

const SIZE = { width: 1000, height: 500 };
const TITLES = 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext';
const row = (line: string, box: string, confidence: string, text: string) =>
  `5\t1\t${line}\t1\t${box.replaceAll(' ', '\t')}\t${confidence}\t${text}`;

test('words in their order, with boxes, shares and lines', () => {
  const tsv = [
    TITLES,
    '1\t1\t0\t0\t0\t0\t0\t0\t1000\t500\t-1\t',
    '4\t1\t1\t1\t1\t0\t10\t20\t300\t30\t-1\t',
    row('1\t1\t1', '10 20 100 30', '96.5', 'Facture'),
    row('1\t1\t1', '120 20 60 30', '89', 'n°12'),
    row('1\t1\t2', '10 70 60 30', '91', 'Total'),
    '',
  ].join('\n');
  assert.deepEqual(wordsOf(tsv, SIZE), [
    { text: 'Facture', x: 10, y: 20, width: 100, height: 30, confidence: 0.965, line: 0 },
    { text: 'n°12', x: 120, y: 20, width: 60, height: 30, confidence: 0.89, line: 0 },
    { text: 'Total', x: 10, y: 70, width: 60, height: 30, confidence: 0.91, line: 1 },
  ]);
});

test('lines of other blocks and paragraphs are others', () => {
  const tsv = ['1\t1\t1', '1\t2\t1', '2\t1\t1'].map((line) => row(line, '1 1 9 9', '90', 'mot')).join('\n');
  assert.deepEqual(
    wordsOf(tsv, SIZE).map((word) => word.line),
    [0, 1, 2],
  );
});

test('empty words, those without a confidence and cut lines are passed over', () => {
  const tsv = [row('1\t1\t1', '1 1 9 9', '95', ' '), row('1\t1\t1', '1 1 9 9', '-1', 'x'), '5\t1\t1\t1\t1\t1\t4'];
  assert.deepEqual(wordsOf(tsv.join('\r\n'), SIZE), []);
  assert.deepEqual(wordsOf('', SIZE), []);
});

test('boxes are kept within the picture; those outside it are dropped', () => {
  const tsv = [row('1\t1\t1', '-5 490 50 30', '95', 'bord'), row('1\t1\t1', '1000 10 20 20', '95', 'dehors')].join(
    '\n',
  );
  assert.deepEqual(wordsOf(tsv, SIZE), [
    { text: 'bord', x: 0, y: 490, width: 45, height: 10, confidence: 0.95, line: 0 },
  ]);
});

test('rules of a table are no words; dashes are', () => {
  const tsv = ['|', '__', '—', '|5'].map((text) => row('1\t1\t1', '1 1 9 9', '70', text)).join('\n');
  assert.deepEqual(
    wordsOf(tsv, SIZE).map((word) => word.text),
    ['—', '|5'],
  );
});
