import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DocumentFacts } from '../../../shared/domain/document.ts';
import { correctFacts } from '../../../shared/domain/memory/correct.ts';
import { nameEvidence } from '../../../shared/domain/memory/name-evidence.ts';
import { xmlEvidence } from '../../../shared/domain/memory/xml-evidence.ts';
import { sayField } from '../../../shared/domain/messages/evidence.ts';
import { memoryMessages } from '../../../shared/domain/messages/memory.ts';
import { factsOf, pageOf, SELLER } from './pages.ts';

const EINVOICE: DocumentFacts = {
  kind: 'einvoice',
  mediaType: 'application/pdf',
  number: 'F1',
  typeCode: '380',
  date: '2019-05-05',
  seller: 'Moulin',
  sellerSiren: '732829320',
  sellerVat: 'FR44732829320',
  buyer: null,
  buyerSiren: null,
  buyerVat: 'BE0123456749',
  net: 10_000,
  vat: 0,
  gross: 12_000,
  currency: 'EUR',
  dueDate: '2019-06-05',
};

test('every field of an e-invoice has its business term, also in facts recorded before totals were kept', () => {
  const terms = (f: DocumentFacts) => xmlEvidence(f).fields.map((x) => `${x.field} ${x.value} ${x.label}`);
  assert.deepEqual(terms(EINVOICE), [
    'date 2019-05-05 BT-2',
    'dueDate 2019-06-05 BT-9',
    'number F1 BT-1',
    'net 100.00 BT-109',
    'vat 0.00 BT-110',
    'gross 120.00 BT-112',
    'currency EUR BT-5',
    'seller 732829320 BT-30',
    'seller Moulin BT-27',
    'buyer BE0123456749 BT-48',
  ]);
  const { net: _net, vat: _vat, ...old } = EINVOICE;
  assert.ok(!terms(old).some((t) => /^(net|vat) /.test(t)));
  assert.deepEqual(xmlEvidence({ ...EINVOICE, kind: 'paper' }).fields, []);
});

test('what the firm states is told with the folder or file that says so', () => {
  const at = { directory: '/import/007868_201912', name: '007868_201912 a.pdf' };
  const said = (folder: string | null, file: string | null) =>
    nameEvidence(
      folder ? { dossier: folder, exercice: '201912' } : null,
      file ? { dossier: file, exercice: '201912' } : null,
      at,
    ).map((f) => sayField(f, 'fr'));
  const [folder, file] = ['répertoire « /import/007868_201912 »', 'fichier « 007868_201912 a.pdf »'];
  const by = (what: string, where: string) => `${what}, d’après le nom du ${where}`;
  assert.deepEqual(said('007868', null), [by('Dossier 007868', folder), by('Exercice 201912', folder)]);
  assert.deepEqual(said(null, '007868'), [by('Dossier 007868', file), by('Exercice 201912', file)]);
  assert.deepEqual(said('007868', '007869'), said('007868', null), 'another dossier is not what the folder means');
});

test('a picture and a memory are told in both languages', () => {
  const [field] = pageOf(['FACTURE', 'N° de facture : F12', SELLER], 'ocr').evidence.fields;
  const memory = { key: '732829320', document: 'abc', by: 'marie', at: '2020-01-01T00:00:00.000Z' };
  const [fr, en] = (['fr', 'en'] as const).map((l) => sayField({ ...field!, memory }, l));
  assert.match(fr!, /lu sur l’image \(OCR\), d’après une correction de marie \(abc\)$/);
  assert.match(en!, /read from the picture \(OCR\), by a correction of marie \(abc\)$/);
});

test('what a person says takes little room, however much was read', () => {
  const lines = Array.from(
    { length: 40 },
    (_, n) => `${'x'.repeat(80)} le ${String((n % 28) + 1).padStart(2, '0')}/11/2019`,
  );
  const read = pageOf(['FACTURE', ...lines, SELLER]);
  const seller = { siren: '732829320', vatNumber: null, name: 'x'.repeat(100) };
  const said = { date: '2019-11-05', number: 'x'.repeat(60), gross: 1, seller, by: 'x'.repeat(64), at: '' };
  const facts = correctFacts(factsOf(read), said);
  assert.deepEqual(correctFacts(facts, said), facts, 'and no more when it is said again');
  // A property of a row holds 32,768 characters.
  assert.ok(JSON.stringify(facts).length < 12_000);
});

test('both languages of a message name the same places', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  for (const [code, { fr, en }] of Object.entries(memoryMessages)) assert.deepEqual(places(fr), places(en), code);
});
