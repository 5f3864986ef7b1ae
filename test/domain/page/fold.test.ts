import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from '../../../shared/domain/page/fold.ts';

test('accents, spaces, ligatures and hyphens as programs write them', () => {
  const cases = [
    ['Échéance', 'echeance'],
    ['e\u0301che\u0301ance', 'echeance'],
    ['´Ech´eance', 'echeance'],
    ['P ´eriode factur´ee', 'periode facturee'],
    ['Date d’ ´emission', "date d'emission"],
    ['net `a payer', 'net a payer'],
    ['aoˆut', 'aout'],
    ['1\u202f234,56\u00a0€', '1 234,56 €'],
    ['œuvre, bureau ﬁnal, STRAẞE', 'oeuvre, bureau final, strasse'],
    ['N\u00ba 12 \u2013 13', 'n° 12 - 13'],
    ['fac\u00adture\u200b', 'facture'],
  ];
  for (const [text, expected] of cases) assert.equal(fold(text!).text, expected);
});

test('each folded character knows where it comes from', () => {
  const { text, at } = fold('Œ été');
  assert.equal(text, 'oe ete');
  assert.deepEqual(at, [0, 0, 1, 2, 3, 4]);
});
