import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelKey, orderOf } from '../../../shared/domain/memory/label-key.ts';
import { othersOf, supplierKey } from '../../../shared/domain/memory/supplier-key.ts';
import { DOSSIER, SELLER, teach } from './pages.ts';

test('labels are compared without accents, case and whatever has a digit', () => {
  assert.equal(labelKey('Édité  LE :'), 'edite le');
  assert.equal(labelKey('Facture n° F-2019/12 du'), labelKey('FACTURE N° 13 du'));
  assert.notEqual(labelKey('Facture du'), labelKey('Facture n° 13 du'));
  assert.equal(labelKey('12/34'), null);
});

test('the order of day and month is told by what is written and meant', () => {
  assert.equal(orderOf('03/04/2019', '2019-04-03'), 'dmy');
  assert.equal(orderOf('03/04/2019', '2019-03-04'), 'mdy');
  assert.equal(orderOf('03.04.19', '2019-04-03'), 'dmy');
  assert.equal(orderOf('3 avril 2019', '2019-04-03'), null);
  assert.equal(orderOf('03/04/2019', '2019-05-03'), null);
});

test('a supplier is known by its SIREN, else its VAT number, else the other companies of its pages', () => {
  const nobody = { siren: null, vatNumber: null };
  const others = othersOf(['732829320', 'FR44732829320', '404833048', 'BE0123456749'], DOSSIER);
  assert.equal(others, '732829320-BE0123456749');
  assert.equal(supplierKey({ siren: '552081317', vatNumber: null }, others, DOSSIER), '552081317');
  assert.equal(supplierKey({ siren: null, vatNumber: 'FR44732829320' }, others, DOSSIER), '732829320');
  assert.equal(supplierKey({ siren: null, vatNumber: 'be 0123.456.749' }, others, DOSSIER), 'BE0123456749');
  assert.equal(supplierKey(nobody, others, DOSSIER), others);
  assert.equal(othersOf(['404833048'], DOSSIER), null, 'its own number tells no supplier');
  assert.equal(supplierKey({ siren: '404833048', vatNumber: null }, null, DOSSIER), null);
  assert.equal(
    othersOf(
      ['1', '2', '3', '4', '5'].map((n) => `BE012345674${n}`),
      DOSSIER,
    ),
    null,
  );
});

test('where the dossier’s own numbers are unknown, its own could be taken for the supplier’s: nothing but the seller counts', () => {
  assert.equal(othersOf(['732829320'], { siren: null, vatNumber: null }), null);
});

test('a date with a label teaches the label, once for all numbers of invoices', () => {
  const lesson = teach(['FACTURE', 'Facture n° 2 du 03/01/2020', SELLER], { date: '2020-01-03' })!;
  assert.deepEqual(lesson.label, {
    text: 'Facture n° 2 du',
    key: 'facture n° # du',
    kind: 'document',
    place: 'after',
    order: null,
    credit: false,
  });
  assert.deepEqual([lesson.key, lesson.others, lesson.seller, lesson.by], ['732829320', '732829320', null, 'marie']);
});

test('which of two orders was meant is learnt', () => {
  const lines = ['INVOICE', 'Invoice number: F12', 'Invoice date: 03/04/2019', 'VAT number FR44732829320'];
  assert.equal(teach(lines, { date: '2019-04-03' })?.label?.order, 'dmy');
  assert.equal(teach(lines, { date: '2019-03-04' })?.label?.order, 'mdy');
});

test('nothing is learnt of a day that was not read, or has no label, or whose label stands with another day too', () => {
  const twice = ['FACTURE', 'Facture n° 2 du 03/01/2020', 'Facture n° 1 du 30/12/2019', SELLER];
  assert.equal(teach(twice, { date: '2020-01-03' }), null);
  assert.equal(teach(twice, { date: '2019-11-11' }), null);
  assert.equal(teach(['FACTURE', '', '', '', '', '05/11/2019', SELLER], { date: '2019-11-05' }), null);
  assert.equal(
    teach(['FACTURE', 'Édité le 05/11/2019'], { date: '2019-11-05' }),
    null,
    'a supplier that nothing tells',
  );
});

test('a due date that falls on the day by chance is learnt only where a person picked it', () => {
  const lines = ['FACTURE', 'Échéance : 05/11/2019', SELLER];
  assert.equal(teach(lines, { date: '2019-11-05' }), null);
  const picked = teach(lines, { date: '2019-11-05', candidate: { text: '05/11/2019', page: 1 } });
  assert.equal(picked?.label?.key, 'echeance');
  assert.equal(teach(lines, { date: '2019-11-05', candidate: { text: '05/11/2019', page: 2 } }), null);
});

test('of several labels on the day, the invoice’s own is learnt, and none where none is', () => {
  const own = ['FACTURE', 'Édité le 05/11/2019', 'Date de facture : 05/11/2019', SELLER];
  assert.equal(teach(own, { date: '2019-11-05' })?.label?.key, 'date de facture');
  const others = ['FACTURE', 'Édité le 05/11/2019', 'Livraison du 05/11/2019', SELLER];
  assert.equal(teach(others, { date: '2019-11-05' }), null);
});

test('a seller is learnt by the companies that its pages name', () => {
  const seller = { siren: '552081317', vatNumber: null, name: 'Électricité' };
  const lesson = teach(['FACTURE', 'Édité le 05/11/2019', SELLER], { seller })!;
  assert.deepEqual([lesson.key, lesson.others, lesson.seller, lesson.label], ['552081317', '732829320', seller, null]);
  assert.equal(teach(['FACTURE', 'Édité le 05/11/2019'], { seller }), null, 'no company stands on it');
});
