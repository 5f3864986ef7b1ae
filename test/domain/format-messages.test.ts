import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatMessages } from '../../shared/domain/messages/formats.ts';
import { formatProblem, ProblemList } from '../../shared/domain/problem-list.ts';

const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

test('both languages of a message name the same places and are one sentence', () => {
  for (const [code, { fr, en }] of Object.entries(formatMessages)) {
    assert.deepEqual(places(fr), places(en), code);
    for (const text of [fr, en]) assert.match(text, /^\S.*(\.|: \{characters\})$/, code);
  }
});

test('what a file says is quoted at a bounded length, and only the first problems of a kind are listed', () => {
  const { params } = formatProblem('PAR_DATE', { date: 'x'.repeat(10_000) }, { line: 3, where: 'Exercice/@debut' });
  assert.equal(params?.['date']?.length, 123);
  const list = new ProblemList(2);
  assert.ok(list.empty);
  for (let line = 1; line <= 5; line++) list.add('PAR_DATE', { date: '' }, { line });
  list.add('PAR_NO_EXERCICE', {});
  assert.deepEqual(
    list.all().map((p) => [p.code, p.line ?? p.params?.['count']]),
    [
      ['PAR_DATE', 1],
      ['PAR_DATE', 2],
      ['PAR_NO_EXERCICE', undefined],
      ['FORMAT_MORE', '3'],
    ],
  );
});
