import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Column, layTable } from '../../cli/table.ts';
import { clean, cut, textWidth, wrap } from '../../cli/text-width.ts';

interface Row {
  readonly at: string;
  readonly name: string;
  readonly day: string;
  readonly why: string;
}

const columns: readonly Column<Row>[] = [
  { head: 'At', of: (r) => r.at },
  { head: 'Name', of: (r) => r.name, shrinkTo: 8 },
  { head: 'Day', of: (r) => r.day, omit: 1 },
  { head: 'Why', of: (r) => r.why },
];
const rows: readonly Row[] = [
  {
    at: '09:00',
    name: 'reçu péage.pdf',
    day: '2019-11-15',
    why: 'the reason is a long sentence that a table cannot hold',
  },
  { at: '10:00', name: 'e\u0301te\u0301.pdf', day: '', why: '' },
];

describe('width of text', () => {
  it('counts a letter with its accents as one column, however it is encoded', () => {
    assert.equal(textWidth('été'), 3);
    assert.equal(textWidth('e\u0301te\u0301'), 3);
    assert.equal(textWidth('請求書'), 6);
    assert.equal(textWidth('🧾'), 2);
  });

  it('cuts between letters, never through one', () => {
    assert.equal(cut('Électricité', 6), 'Élect…');
    assert.equal(cut('e\u0301te\u0301 2019', 4), 'e\u0301te\u0301…');
    assert.equal(cut('court', 5), 'court');
  });

  it('wraps between words and keeps a longer word whole', () => {
    assert.deepEqual(wrap('la date est incertaine', 11), ['la date est', 'incertaine']);
    assert.deepEqual(wrap('a incomprehensible b', 5), ['a', 'incomprehensible', 'b']);
  });

  it('lets no escape sequence, line break or change of direction through', () => {
    assert.equal(clean('a\u001b[31mb\u009b2Jc\u202ed\ne\tf'), 'a�[31mb�2Jc�d e f');
  });
});

describe('a table', () => {
  it('in a file: aligned, nothing cut, nothing left out, no trailing spaces', () => {
    const t = layTable(columns, rows, { width: 40, tty: false });
    assert.deepEqual(
      [t.head, ...t.lines],
      [
        'At     Name            Day         Why',
        '09:00  reçu péage.pdf  2019-11-15  the reason is a long sentence that a table cannot hold',
        '10:00  été.pdf',
      ],
    );
    assert.deepEqual(t.omitted, []);
  });

  it('on a terminal: the last column gives way first', () => {
    const t = layTable(columns, rows, { width: 70, tty: true });
    assert.equal(t.lines[0], '09:00  reçu péage.pdf  2019-11-15  the reason is a long sentence that…');
    assert.equal(textWidth(t.lines[0]!), 70);
    assert.deepEqual(t.omitted, []);
  });

  it('on a narrower one: then the name, then a column that is left out and named', () => {
    const shrunk = layTable(columns, rows, { width: 56, tty: true });
    assert.equal(shrunk.lines[0], '09:00  reçu péage…  2019-11-15  the reason is a long se…');
    const omitted = layTable(columns, rows, { width: 46, tty: true });
    assert.deepEqual(omitted.omitted, ['Day']);
    assert.equal(omitted.lines[0], '09:00  reçu péage.p…  the reason is a long se…');
    for (const t of [shrunk, omitted]) for (const l of [t.head, ...t.lines]) assert.ok(textWidth(l) <= 56);
  });
});
