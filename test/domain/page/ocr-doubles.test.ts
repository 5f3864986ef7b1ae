import assert from 'node:assert/strict';
import { test } from 'node:test';
import { undoubled } from '../../../shared/domain/page/ocr-doubles.ts';
import type { Fragment, Page } from '../../../shared/domain/page/page.ts';
import { segmentsOf } from '../../../shared/domain/page/segments.ts';

const word = (text: string, x: number, width: number, confidence = 0.9): Fragment => ({
  text,
  box: { x, y: 92.5, width, height: 9 },
  confidence,
});
const texts = (...words: Fragment[]) => undoubled(words).map((w) => w.text);

test('what an engine read twice in one place is kept once', () => {
  const [date] = undoubled([word('2024-02-2', 429.84, 40.32, 0.92), word('024-02-29', 434.88, 40.32, 0.78)]);
  assert.deepEqual([date!.text, date!.confidence, Math.round(date!.box.width)], ['2024-02-29', 0.78, 45]);
  assert.deepEqual(texts(word('202', 466.32, 14.4), word('025', 471.36, 14.64)), ['2025']);
  assert.deepEqual(texts(word('16', 430, 9), word('May', 442.6, 6.5), word('ay', 449.8, 9.6)), ['16', 'May']);
});

test('words that differ, stand apart, or overlap by another width stay as they are', () => {
  const apart: [Fragment, Fragment][] = [
    [word('2024-02-2', 429.84, 40.32), word('924-02-29', 434.88, 40.32)],
    [word('20', 430, 9), word('2024', 442, 18)],
    [word('2020', 430, 18), word('2020', 439, 40)],
    [word('1 202', 430, 20), word('02', 450.1, 9)],
  ];
  for (const pair of apart) assert.equal(texts(...pair).length, 2, pair.map((w) => w.text).join(' '));
});

test('on a page, a date that was read as two words in one place is one date; of a PDF nothing is joined so', () => {
  const fragments = [word('2024-02-2', 429.84, 40.32), word('024-02-29', 434.88, 40.32)];
  const of = (origin: Page['origin']) =>
    segmentsOf({ number: 1, width: 595, height: 842, origin, fragments }).map((s) => s.text);
  assert.deepEqual(of('ocr'), ['2024-02-29']);
  assert.deepEqual(of('text'), ['2024-02-2024-02-29']);
});
