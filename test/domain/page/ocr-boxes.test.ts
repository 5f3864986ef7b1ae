import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onLines } from '../../../shared/domain/page/ocr-boxes.ts';
import type { Fragment, Page } from '../../../shared/domain/page/page.ts';
import { segmentsOf } from '../../../shared/domain/page/segments.ts';

/** A word of 10 points whose letters stand on `foot`: the box of its ink, as an engine gives it. */
function ink(text: string, x: number, foot: number, size = 10): Fragment {
  const above = text === '—' ? 0.3 : /[A-Z0-9bdfhklt]/.test(text) ? 0.72 : 0.53;
  const below = text === '—' ? -0.22 : /[gjpqy]/.test(text) ? 0.2 : 0;
  const width = text.length * 0.5 * size;
  return { text, box: { x, y: foot - above * size, width, height: (above + below) * size }, confidence: 0.9 };
}
/** Words of one line with blanks of 0.35 of the font's size, as letters stand apart in print. */
function line(text: string, x: number, foot: number, size = 10): Fragment[] {
  let at = x;
  return text.split(' ').map((word) => {
    const fragment = ink(word, at, foot, size);
    at += fragment.box.width + 0.35 * size;
    return fragment;
  });
}
const near = (a: number, b: number) => Math.abs(a - b) < 0.3;

test('words get the size of their font and the line that they stand on, whatever letters they have', () => {
  const words = onLines(line('Date rue avenue page 31/12/2024', 50, 100));
  for (const { text, box } of words) {
    assert.ok(near(box.height, 10), `${text}: ${box.height}`);
    assert.ok(near(box.y, 100 - 7.5), `${text}: ${box.y}`);
  }
});

test('a dash takes the size of the word before it; marks alone stay as they are', () => {
  const [, dash] = onLines(line('Lyon — Paris', 50, 100));
  assert.ok(near(dash!.box.height, 10) && near(dash!.box.y, 92.5));
  const alone = ink('—', 50, 100);
  assert.deepEqual(onLines([alone]), [alone]);
});

test('a title beside small letters keeps its size; lines below each other stay apart', () => {
  const [title, small] = onLines([ink('FACTURE', 50, 100, 20), ink('page', 200, 100, 8), ink('1/1', 225, 100, 8)]);
  assert.ok(near(title!.box.height, 20) && near(small!.box.height, 8));
  const [upper, lower] = onLines([ink('Date', 50, 100), ink('rue', 50, 112)]);
  assert.ok(near(upper!.box.y, 92.5) && near(lower!.box.y, 104.5));
});

test('an address of small letters is one segment, and so is a label with its date', () => {
  const fragments = [...line('ZA des Prés — lot 14', 50, 100), ...line('Maison fondée le 18.05.82', 50, 112)];
  const page: Page = { number: 1, width: 595, height: 842, origin: 'ocr', fragments };
  assert.deepEqual(
    segmentsOf(page).map((s) => s.text),
    ['ZA des Prés — lot 14', 'Maison fondée le 18.05.82'],
  );
});

test('a mark that stands by itself between two lines takes nothing from the line after it', () => {
  const dot: Fragment = { text: ':', box: { x: 80, y: 94, width: 1, height: 1 }, confidence: 0.5 };
  const [first, next] = onLines([dot, ink('FC042194', 120, 86)]);
  assert.deepEqual(first, dot);
  assert.ok(near(next!.box.y, 86 - 7.5));
  const [leading] = onLines([ink('—', 50, 100), ink('Paris', 60, 100)]);
  assert.ok(near(leading!.box.height, 10), 'a dash before the word of its own line');
});

test('a dot far from the word before it is none of its line', () => {
  const dot: Fragment = { text: '.', box: { x: 300, y: 96, width: 1, height: 1 } };
  assert.deepEqual(onLines([...line('Page un', 50, 100), dot])[2], dot);
  assert.ok(near(onLines([ink('un', 280, 100), { ...dot, box: { ...dot.box, x: 292 } }])[1]!.box.height, 10));
});
