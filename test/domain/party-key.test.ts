import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameKey, numberKey, partyKey } from '../../shared/domain/party-key.ts';

test('a company is its SIREN, else its VAT number, else its name', () => {
  const all = { siren: '732829320', vatNumber: 'FR44732829320', name: 'Moulin' };
  assert.equal(partyKey(all), '732829320');
  assert.equal(partyKey({ ...all, siren: null }), 'FR44732829320');
  assert.equal(partyKey({ siren: null, vatNumber: 'de 811.128.135', name: null }), 'DE811128135');
  assert.equal(partyKey({ siren: null, vatNumber: null, name: 'Moulin' }), 'n-moulin');
  assert.equal(partyKey({ siren: null, vatNumber: null, name: ' - ' }), null);
});

test('a name without accents, case, signs and legal form', () => {
  assert.deepEqual(['SARL Étang & Fils', 'Etang et fils', 'ÉTANG ET FILS S.A.R.L.', 'Étang-Fils, SARL'].map(nameKey), [
    'etang-fils',
    'etang-fils',
    'etang-fils',
    'etang-fils',
  ]);
  assert.deepEqual(['SNC', '3 Suisses', '北京'].map(nameKey), ['snc', '3-suisses', '北京']);
});

test('a number without separators, case and leading zeros; its end is kept', () => {
  assert.deepEqual(['FA-2019-0042', 'fa 2019/0042', '000123', '0', '--', 'n° 7'].map(numberKey), [
    'FA20190042',
    'FA20190042',
    '123',
    '0',
    null,
    'N7',
  ]);
  assert.equal(numberKey(`${'9'.repeat(100)}1`)?.length, 60);
  assert.notEqual(numberKey(`${'9'.repeat(100)}1`), numberKey(`${'9'.repeat(100)}2`));
});
