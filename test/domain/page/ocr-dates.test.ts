import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findDates } from '../../../shared/domain/page/dates.ts';
import { fold } from '../../../shared/domain/page/fold.ts';
import { correctDates, isGuessed } from '../../../shared/domain/page/ocr-dates.ts';

const read = (text: string) => correctDates(fold(text)).text;
const guessed = (text: string) => {
  const folded = correctDates(fold(text));
  const [date] = findDates(folded.text);
  return date ? isGuessed(folded, text, date.start, date.end) : null;
};

test('the first of a month is an ordinal, however its 1 was read', () => {
  for (const first of ['ler', 'Ler', 'Ier', '1ér', '|er', 'er', '1er'])
    assert.equal(read(`du ${first} janv. 2017`), 'du 1er janv. 2017', first);
  assert.equal(guessed('Ler mai 2020'), false);
  assert.equal(read('premier mai 2020'), 'premier mai 2020', 'the end of a word');
  assert.equal(read('ler prix 2020'), 'ler prix 2020', 'no month');
});

test('letters where digits must stand become digits, and the date a guess; digits are never changed', () => {
  const cases: [string, string][] = [
    ['le O1 Avril 2022', 'le 01 avril 2022'],
    ['l2/05/2023', '12/05/2023'],
    ['O3/12/2O24', '03/12/2024'],
    ['3l.12.2024', '31.12.2024'],
    ['L3 avril 2020', '13 avril 2020'],
  ];
  for (const [text, expected] of cases) {
    assert.equal(read(text), expected);
    assert.equal(guessed(text), true, text);
  }
  for (const text of ['81 juillet 2018', '31/12/2024', 'oo/ll/2024', 'A/B/2024', 'soi mai 2020', 'lo mai 2020'])
    assert.equal(read(text), fold(text).text, text);
  assert.equal(guessed('31/12/2024'), false);
});

test('a month with one wrong letter is that month, where only one fits', () => {
  assert.equal(read('13. Joli 2022'), '13. juli 2022');
  assert.equal(read('3 Décernbre 2022'), '3 decembre 2022');
  assert.equal(read('3 fevr1er 2022'), '3 fevrier 2022');
  assert.equal(guessed('13. Joli 2022'), true);
  assert.equal(guessed('3 Février 2022'), false);
  for (const text of ['3 juit 2022', '3 marche rose', '12 lots 2022', '3 abcd 2022']) assert.equal(read(text), text);
});

test('each letter of a date put right keeps its place', () => {
  const source = 'fait le er mai 2020';
  const { text, at } = correctDates(fold(source));
  assert.equal(text, 'fait le 1er mai 2020');
  assert.equal(at.length, text.length);
  assert.equal(at[text.indexOf('mai')], source.indexOf('mai'));
});
