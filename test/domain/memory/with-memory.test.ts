import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reading } from '../../../shared/domain/invoice.ts';
import type { Lesson } from '../../../shared/domain/memory/lesson.ts';
import { withMemory } from '../../../shared/domain/memory/with-memory.ts';
import { DOSSIER, type PageReading, pageOf, SELLER, teach } from './pages.ts';

const EDITED = teach(['FACTURE', 'Édité le 05/11/2019', SELLER], { date: '2019-11-05' })!;

function read(lines: readonly string[] | Reading, ...lessons: (Lesson | null)[]): PageReading {
  const reading = 'kind' in lines ? lines : pageOf(lines);
  return withMemory(reading, { dossier: DOSSIER, lessons: lessons.filter((l) => l !== null) }) as PageReading;
}
const dateOf = (r: PageReading) => r.invoice.issueDate;
const codes = (r: PageReading) => r.remarks.map((x) => x.code);

test('the date under the label that was learnt is certain, with what taught it', () => {
  const lines = ['FACTURE', 'N° de facture : F13', 'Édité le 07/12/2019', 'Échéance : 07/01/2020', SELLER];
  assert.equal(dateOf(pageOf(lines)), null, 'without memory it is not');
  const r = read(lines, EDITED);
  assert.equal(dateOf(r), '2019-12-07');
  assert.deepEqual(r.remarks, [
    {
      code: 'MEMORY_USED',
      params: { supplier: '732829320', label: 'Édité le', date: '2019-12-07', by: 'marie' },
    },
  ]);
  const field = r.evidence.fields.find((f) => f.field === 'date')!;
  assert.deepEqual(
    [field.value, field.origin, field.page, field.label, field.memory],
    ['2019-12-07', 'text', 1, 'Édité le', { key: '732829320', document: 'first', by: 'marie', at: EDITED.at }],
  );
  assert.deepEqual(
    r.evidence.dates.filter((d) => d.taken).map((d) => d.text),
    ['07/12/2019'],
  );
});

test('another supplier, another label, or no memory: as it was read', () => {
  for (const [lines, lessons] of [
    [['FACTURE', 'Édité le 07/12/2019', 'RCS Lyon 552 081 317'], [EDITED]],
    [['FACTURE', 'Imprimé le 07/12/2019', SELLER], [EDITED]],
    [['FACTURE', 'Édité le 07/12/2019', SELLER], []],
    [['FACTURE', 'Édité le 07/12/2019'], [EDITED]],
  ] as const) {
    const reading = pageOf(lines);
    assert.deepEqual(read(reading, ...lessons), reading, lines.join());
  }
});

test('two days under the label, an impossible one, or both orders of day and month stay doubtful', () => {
  for (const dates of [
    ['Édité le 07/12/2019', 'Édité le 08/12/2019'],
    ['Édité le 31/02/2019'],
    ['Édité le 07/12/2019', 'Édité le 31/02/2019'],
    ['Édité le 07/12/2019', 'Date de facture : 31/02/2019'],
  ])
    assert.equal(dateOf(read(['FACTURE', ...dates, SELLER], EDITED)), null, dates.join());
  const english = (day: string) => ['INVOICE', 'Invoice no. 12', `Invoice date: ${day}`, 'VAT number FR44732829320'];
  const plain = teach(english('25/04/2019'), { date: '2019-04-25' })!;
  assert.equal(plain.label?.order, null);
  assert.equal(dateOf(read(english('03/04/2019'), plain)), null);
});

test('the order that a correction told decides between the two ways to read the next', () => {
  const english = (day: string) => ['INVOICE', 'Invoice no. 12', `Invoice date: ${day}`, 'VAT number FR44732829320'];
  const day = teach(english('03/04/2019'), { date: '2019-04-03' });
  const month = teach(english('03/04/2019'), { date: '2019-03-04' });
  assert.equal(dateOf(read(english('05/06/2019'), day)), '2019-06-05');
  assert.equal(dateOf(read(english('05/06/2019'), month)), '2019-05-06');
});

test('a certain date that memory contradicts is certain no more, and both are told', () => {
  const r = read(['FACTURE', 'Date de facture : 02/01/2020', 'Édité le 31/12/2019', SELLER], EDITED);
  assert.equal(dateOf(r), null);
  assert.deepEqual(r.plausible, ['2020-01-02', '2019-12-31']);
  assert.deepEqual(r.remarks.at(-1), {
    code: 'MEMORY_CONTRADICTS',
    params: { date: '2020-01-02', dates: '31/12/2019', supplier: '732829320', label: 'Édité le', by: 'marie' },
  });
  assert.ok(!r.evidence.dates.some((d) => d.taken));
});

test('a certain date that memory confirms, or says nothing of, stays as it was', () => {
  for (const lines of [
    ['FACTURE', 'Date de facture : 31/12/2019', 'Édité le 31/12/2019', SELLER],
    ['FACTURE', 'Date de facture : 31/12/2019', 'Édité le 31/02/2019', SELLER],
    ['FACTURE', 'Date de facture : 31/12/2019', 'Édité le 31/12/2019', 'Édité le 05/01/2020', SELLER],
    ['FACTURE', 'Date de facture : 31/12/2019', SELLER],
  ]) {
    const reading = pageOf(lines);
    assert.equal(reading.invoice.issueDate, '2019-12-31');
    assert.deepEqual(read(reading, EDITED), reading, lines.join());
  }
});

test('of several labels, the newest that stands on the page decides', () => {
  const printed = teach(['FACTURE', 'Imprimé le 05/11/2019', SELLER], { date: '2019-11-05' }, { document: 'second' });
  const lines = ['FACTURE', 'Édité le 07/12/2019', 'Imprimé le 08/12/2019', SELLER];
  assert.equal(dateOf(read(lines, printed, EDITED)), '2019-12-08');
  assert.equal(dateOf(read(lines, EDITED, printed)), '2019-12-07');
  assert.equal(dateOf(read(['FACTURE', 'Édité le 07/12/2019', SELLER], printed, EDITED)), '2019-12-07');
});

test('a day that dates labelled as the invoice’s own do not say is not taken', () => {
  const lines = ['FACTURE', 'Facture n° 2 du 03/01/2020', 'Facture n° 1 du 30/12/2019', 'Édité le 05/01/2020', SELLER];
  assert.equal(dateOf(read(lines, EDITED)), null);
  const invoiced = teach(['FACTURE', 'Facture du 30/11/2019', SELLER], { date: '2019-11-30' });
  const among = ['FACTURE', 'Facture n° 2 du 03/01/2020', 'Facture du 30/12/2019', SELLER];
  assert.equal(dateOf(pageOf(among)), null);
  assert.equal(dateOf(read(among, invoiced)), '2019-12-30');
});

test('on a credit note, what was learnt of invoices says nothing: that may be the invoice it cancels', () => {
  const invoiced = teach(['FACTURE', 'Facture n° 9 du 30/11/2019', SELLER], { date: '2019-11-30' });
  const credit = ['AVOIR', 'Avoir n° 3', 'Facture n° 1 du 30/12/2018', SELLER];
  assert.equal(dateOf(read(credit, invoiced)), null);
});

test('where dates, pages or text were left out, another day could stand under the label: it stays doubtful', () => {
  const many = Array.from({ length: 20 }, (_, n) => `Livraison du ${String(n + 1).padStart(2, '0')}/11/2019`);
  const reading = pageOf(['FACTURE', 'Édité le 07/12/2019', ...many, SELLER]);
  assert.equal(reading.evidence.dates.length, 16, 'as many are kept');
  assert.equal(dateOf(read(reading, EDITED)), null);
  const lines = ['FACTURE', 'Édité le 07/12/2019', SELLER];
  const unread = { ...pageOf(lines), unread: { code: 'SCAN_BLANK', params: {} } };
  assert.equal(dateOf(read(unread, EDITED)), null);
  const tooLong = { ...pageOf(lines), remarks: [{ code: 'TEXT_TOO_LONG' }] };
  assert.equal(dateOf(read(tooLong, EDITED)), null);
});

test('of a picture, a digit may be misread: certain where the day is read twice, else only likely', () => {
  const once = read(pageOf(['FACTURE', 'Édité le 07/12/2019', 'Livraison du 03/12/2019', SELLER], 'ocr'), EDITED);
  assert.deepEqual([dateOf(once), once.plausible, codes(once)], [null, ['2019-12-07'], ['MEMORY_USED']]);
  const twice = read(pageOf(['FACTURE', 'Édité le 07/12/2019', 'Livraison du 07/12/2019', SELLER], 'ocr'), EDITED);
  assert.equal(dateOf(twice), '2019-12-07');
  assert.equal(twice.evidence.fields.find((f) => f.field === 'date')?.origin, 'ocr');
});

test('the seller that a person named is named again where the same companies stand on the page', () => {
  const seller = { siren: '552081317', vatNumber: null, name: 'Électricité' };
  const page = (date: string) => ['FACTURE', `Édité le ${date}`, SELLER];
  const lesson = teach(page('05/11/2019'), { date: '2019-11-05', seller })!;
  const r = read(page('07/12/2019'), lesson);
  assert.deepEqual([r.invoice.seller.siren, r.invoice.seller.name], ['552081317', 'Électricité']);
  assert.equal(dateOf(r), '2019-12-07', 'and its label is known');
  assert.deepEqual(codes(r), ['MEMORY_SELLER', 'MEMORY_USED']);
  const fields = r.evidence.fields.filter((f) => f.field === 'seller');
  assert.deepEqual(
    fields.map((f) => [f.value, f.origin, f.overruled ?? false]),
    [
      ['552081317', 'person', false],
      ['732829320', 'text', true],
    ],
  );
  const other = ['FACTURE', 'Édité le 07/12/2019', SELLER, 'TVA FR83404833048', 'SIREN 303 265 045'];
  assert.notEqual(read(other, lesson).invoice.seller.siren, '552081317', 'another company stands on it too');
});

test('e-invoices, paper and what can’t be read are as they were', () => {
  const { invoice } = pageOf(['FACTURE', 'Édité le 07/12/2019', SELLER]);
  const xml: Reading = {
    kind: 'einvoice',
    mediaType: 'application/xml',
    invoice: { ...invoice, syntax: 'cii', profile: null },
    remarks: [],
  };
  const paper: Reading = { kind: 'paper', mediaType: 'image/tiff', remarks: [] };
  for (const reading of [xml, paper])
    assert.equal(withMemory(reading, { dossier: DOSSIER, lessons: [EDITED] }), reading);
});
