import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { daysInMonth } from '../../../shared/domain/calendar.ts';
import { findDates } from '../../../shared/domain/page/dates.ts';
import { fold } from '../../../shared/domain/page/fold.ts';

const dates = (text: string) => findDates(fold(text).text).map((d) => d.date ?? 'impossible');

test('dates as they are written on invoices', () => {
  const cases: [string, string[]][] = [
    ['02/11/2019', ['2019-11-02']],
    ['02.11.19', ['2019-11-02']],
    ['2/1/2019', ['2019-01-02']],
    ['02 / 11 / 2019', ['2019-11-02']],
    ['1er février 2022', ['2022-02-01']],
    ['1er f´evrier 2022', ['2022-02-01']],
    ['30 D ´ecembre 2018', ['2018-12-30']],
    ['3 aoˆut 2020', ['2020-08-03']],
    ['3 aoû\u0302t 2020'.normalize('NFD'), ['2020-08-03']],
    ['14 sept. 2026', ['2026-09-14']],
    ['5 Déc 2020', ['2020-12-05']],
    ['2\u00a0novembre\u202f2019', ['2019-11-02']],
    ['12-nov-19', ['2019-11-12']],
    ['November 3, 2017', ['2017-11-03']],
    ['August 3 , 2014', ['2014-08-03']],
    ['3rd of May 2021', ['2021-05-03']],
    ['15 maart 2019, 16 März 2019', ['2019-03-15', '2019-03-16']],
    ['2024-10-05T12:00', ['2024-10-05']],
    ['2024\u201110\u201105', ['2024-10-05']],
    ['20181230', ['2018-12-30']],
    ['du 02/10/2019 au 01/11/2019', ['2019-10-02', '2019-11-01']],
    ['31/02/2019', ['impossible']],
    ['31 février 2022', ['impossible']],
  ];
  for (const [text, expected] of cases) assert.deepEqual(dates(text), expected, text);
});

test('what is no date', () => {
  for (const text of [
    '01.02.03.04.05',
    '01 02 03 04 05',
    'version 1.2.10',
    'FR76 3000 4000 0312 3456 7890 143',
    '1 234,56',
    'novembre 2019',
    '12 mai 14h30',
    '3 mars 20 %',
    'SIRET 732 829 320 00074',
    '20191399',
    '12/2019',
    '45/13/2019',
    '2019/11/02/5',
  ])
    assert.deepEqual(dates(text), [], text);
});

test('day and month that could be exchanged are both told, and only those', () => {
  const turned = (text: string) => findDates(text)[0]?.monthFirst;
  assert.equal(turned('11/03/2017'), '2017-11-03');
  assert.equal(turned('25/03/2017'), null);
  assert.equal(turned('05/05/2017'), null);
  assert.equal(turned('11 mars 2017'), null);
  assert.deepEqual(findDates('11/25/2017')[0], {
    start: 0,
    end: 10,
    form: 'numeric',
    separator: '/',
    date: null,
    monthFirst: '2017-11-25',
  });
});

const day = fc
  .record({ year: fc.integer({ min: 2000, max: 2099 }), month: fc.integer({ min: 1, max: 12 }), n: fc.nat(30) })
  .map(({ year, month, n }) => ({ year, month, day: 1 + (n % daysInMonth(year, month)) }));
const two = (n: number) => String(n).padStart(2, '0');
const FRENCH = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');

test('every day of the calendar is found in every form, wherever it stands', () => {
  fc.assert(
    fc.property(day, fc.constantFrom('Date : ', 'Facture n° 12 du ', '', 'le ', '(', 'Lyon, le '), (d, before) => {
      const iso = `${d.year}-${two(d.month)}-${two(d.day)}`;
      for (const text of [
        `${two(d.day)}/${two(d.month)}/${d.year}`,
        `${two(d.day)}.${two(d.month)}.${two(d.year - 2000)}`,
        `${d.day === 1 ? '1er' : d.day} ${FRENCH[d.month - 1]} ${d.year}`,
        `${d.day} ${FRENCH[d.month - 1]!.toUpperCase()} ${d.year}`,
        iso,
      ]) {
        const folded = fold(`${before}${text} fin`).text;
        const found = findDates(folded);
        assert.deepEqual(
          found.map((f) => f.date),
          [iso],
          folded,
        );
        assert.equal(folded.slice(0, found[0]!.start), fold(before).text);
      }
    }),
  );
});

test('no text makes a date that is not on the calendar, and places lie inside the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/.- janvmrsiodté\u00a0´,') }), (source) => {
      const { text, at } = fold(source);
      assert.equal(at.length, text.length);
      let last = 0;
      for (const found of findDates(text)) {
        assert.ok(found.start >= last && found.end <= text.length);
        last = found.end;
        for (const date of [found.date, found.monthFirst]) {
          if (date) assert.equal(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10), date);
        }
      }
    }),
  );
});
