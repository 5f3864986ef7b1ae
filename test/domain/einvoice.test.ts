import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCents, parseRate } from '../../shared/domain/einvoice/amount.ts';
import { isCreditNote } from '../../shared/domain/einvoice/kind.ts';
import { EInvoiceError, readEInvoice } from '../../shared/domain/einvoice/read.ts';
import type { Remark } from '../../shared/domain/invoice.ts';
import { BUYER, type MadeInvoice, makeCii, makeUbl, SELLER, vatNumberOf } from '../support/invoices.ts';

const both = { cii: makeCii, ubl: makeUbl };
const edit = (bytes: Uint8Array, from: string | RegExp, to: string) => {
  const text = Buffer.from(bytes).toString('utf8');
  const edited = text.replaceAll(from instanceof RegExp ? new RegExp(from, 'g') : from, to);
  assert.notEqual(edited, text, `nothing to edit: ${from}`);
  return new Uint8Array(Buffer.from(edited));
};
const codes = (remarks: readonly Remark[]) => remarks.map((r) => r.code);

function refusal(bytes: Uint8Array): EInvoiceError {
  try {
    readEInvoice(bytes);
  } catch (error) {
    assert.ok(error instanceof EInvoiceError, `${error}`);
    return error;
  }
  return assert.fail('it was read');
}

for (const [syntax, make] of Object.entries(both)) {
  const read = (invoice: MadeInvoice) => readEInvoice(make(invoice));

  test(`${syntax}: every field of a whole invoice`, () => {
    const { invoice, remarks } = read({
      number: 'F & 007868',
      date: '2026-09-15',
      dueDate: '2026-10-15',
      deliveryDate: '2026-09-10',
      period: ['2026-09-01', '2026-09-30'],
      precedingInvoice: 'F-1',
      net: 123_456,
      vat: 24_691,
      profile: 'en16931',
    });
    assert.deepEqual(invoice, {
      syntax,
      profile: 'urn:cen.eu:en16931:2017',
      number: 'F & 007868',
      typeCode: '380',
      issueDate: '2026-09-15',
      issueDateText: syntax === 'cii' ? '20260915' : '2026-09-15',
      dueDate: '2026-10-15',
      currency: 'EUR',
      seller: {
        name: 'Moulin des Érables',
        siren: '732829320',
        siret: '73282932000074',
        vatNumber: 'FR44732829320',
        country: 'FR',
      },
      buyer: {
        name: 'Librairie du Port',
        siren: '404833048',
        siret: null,
        vatNumber: 'FR83404833048',
        country: 'FR',
      },
      deliveryDate: '2026-09-10',
      periodStart: '2026-09-01',
      periodEnd: '2026-09-30',
      net: 123_456,
      vat: 24_691,
      gross: 148_147,
      payable: 148_147,
      vatLines: [{ category: 'S', rate: '20', base: 123_456, amount: 24_691 }],
      precedingInvoice: 'F-1',
    });
    assert.deepEqual(remarks, []);
  });

  test(`${syntax}: credit notes of both kinds`, () => {
    const type381 = read({ typeCode: '381', precedingInvoice: 'F-1' });
    assert.deepEqual([type381.invoice.typeCode, type381.invoice.gross], ['381', 12_000]);
    assert.equal(type381.invoice.precedingInvoice, 'F-1');
    assert.deepEqual(type381.remarks, []);
    const negative = read({ net: -21_848, vat: -1_499 });
    assert.deepEqual([negative.invoice.gross, negative.invoice.vatLines[0]?.amount], [-23_347, -1_499]);
    assert.deepEqual(negative.remarks, []);
    assert.ok(isCreditNote(type381.invoice) && isCreditNote(negative.invoice));
    assert.ok(!isCreditNote(read({}).invoice));
    assert.deepEqual(codes(read({ typeCode: '381', net: -100, vat: -20 }).remarks), ['CREDIT_NOTE_NEGATIVE']);
  });

  test(`${syntax}: a day that does not exist is no date, and is told`, () => {
    const text = syntax === 'cii' ? '20260230' : '2026-02-30';
    const { invoice, remarks } = read({ dateText: text });
    assert.deepEqual([invoice.issueDate, invoice.issueDateText], [null, text]);
    assert.deepEqual(remarks, [{ code: 'DATE_IMPOSSIBLE', params: { text } }]);
    assert.equal(read({ dateText: syntax === 'cii' ? '20280229' : '2028-02-29' }).invoice.issueDate, '2028-02-29');
    assert.deepEqual(codes(read({ dateText: '15/08/2026' }).remarks), ['DATE_UNREADABLE']);
    assert.deepEqual(codes(read({ dateText: '' }).remarks), ['DATE_MISSING']);
    const other = read({ dueDate: '2026-02-31' });
    assert.equal(other.invoice.dueDate, null);
    assert.deepEqual(codes(other.remarks), ['OTHER_DATE_IGNORED']);
  });

  test(`${syntax}: a date in the other syntax's form is understood, and told`, () => {
    const { invoice, remarks } = read({ dateText: syntax === 'cii' ? '2026-08-15' : '20260815' });
    assert.equal(invoice.issueDate, '2026-08-15');
    assert.deepEqual(codes(remarks), ['DATE_FORMAT']);
  });

  test(`${syntax}: totals that do not add up`, () => {
    const { invoice, remarks } = read({ net: 10_000, vat: 2_000, gross: 12_001 });
    assert.equal(invoice.gross, 12_001);
    assert.deepEqual(remarks, [{ code: 'TOTALS_MISMATCH', params: { net: '100.00', vat: '20.00', gross: '120.01' } }]);
  });

  test(`${syntax}: SIRENs and VAT numbers that are wrong or contradict each other`, () => {
    const wrong = read({ seller: { name: 'X', siren: '732829321', vatNumber: null } });
    assert.deepEqual(wrong.remarks, [{ code: 'SIREN_INVALID', params: { name: 'X', siren: '732829321' } }]);
    assert.equal(wrong.invoice.seller.siren, '732829321');
    const mismatch = read({ buyer: { name: 'Y', siren: BUYER.siren!, vatNumber: vatNumberOf(SELLER.siren!) } });
    assert.deepEqual(codes(mismatch.remarks), ['VAT_NUMBER_MISMATCH']);
    assert.equal(mismatch.invoice.buyer.siren, BUYER.siren);
    const key = read({ buyer: { name: 'Y', siren: BUYER.siren!, vatNumber: `FR00${BUYER.siren}` } });
    assert.deepEqual(codes(key.remarks), ['VAT_NUMBER_INVALID']);
  });

  test(`${syntax}: the SIREN from a SIRET, from a VAT number, and none abroad`, () => {
    const siret = read({ seller: { name: 'X', siret: SELLER.siret!, vatNumber: null } }).invoice.seller;
    assert.deepEqual([siret.siren, siret.siret], [SELLER.siren, SELLER.siret]);
    const under0002 = read({ seller: { name: 'X', siren: SELLER.siret!, vatNumber: null } }).invoice.seller;
    assert.deepEqual([under0002.siren, under0002.siret], [SELLER.siren, SELLER.siret]);
    const vat = read({ seller: { name: 'X', vatNumber: 'FR 44 732 829 320' } }).invoice.seller;
    assert.deepEqual([vat.siren, vat.siret, vat.vatNumber], [SELLER.siren, null, 'FR44732829320']);
    const abroad = read({ seller: { name: 'X', vatNumber: 'DE123456789', country: 'DE' } });
    assert.deepEqual([abroad.invoice.seller.siren, abroad.remarks], [null, []]);
  });

  test(`${syntax}: amounts that are none, and values too long to be what they say`, () => {
    const amount = readEInvoice(edit(make({}), '120.00', '120,00'));
    assert.deepEqual(codes(amount.remarks).slice(0, 2), ['AMOUNT_UNREADABLE', 'AMOUNT_UNREADABLE']);
    assert.equal(amount.invoice.gross, null);
    const long = readEInvoice(make({ number: 'N'.repeat(100_000) }));
    assert.deepEqual(codes(long.remarks), ['VALUE_TOO_LONG', 'NUMBER_MISSING']);
    assert.equal(long.invoice.number, null);
  });

  test(`${syntax}: any declared encoding, and one that lies`, () => {
    for (const encoding of ['UTF-8', 'ISO-8859-1', 'ISO-8859-15', 'windows-1252', 'UTF-16']) {
      assert.equal(readEInvoice(make({}, { encoding })).invoice.seller.name, 'Moulin des Érables', encoding);
    }
    const lie = refusal(make({}, { encoding: 'UTF-8', bytesIn: 'ISO-8859-1' }));
    assert.equal(lie.code, 'XML_ENCODING');
    assert.match(lie.params['line']!, /^\d+$/);
  });

  test(`${syntax}: a wrong namespace is not read as if it were right`, () => {
    const rootOf = syntax === 'cii' ? 'CrossIndustryInvoice' : 'Invoice';
    const root = syntax === 'cii' ? `${rootOf}:100` : `${rootOf}-2`;
    const other = refusal(edit(make({}), root, `${root}9`));
    assert.equal(other.code, 'EINVOICE_NAMESPACE');
    assert.equal(other.params['element'], rootOf);
    const inner = syntax === 'cii' ? 'InformationEntity:100' : 'CommonBasicComponents-2';
    assert.equal(refusal(edit(make({}), inner, 'Other')).code, 'EINVOICE_NAMESPACE');
  });

  test(`${syntax}: hostile and broken XML`, () => {
    const good = make({});
    const text = Buffer.from(good).toString('utf8');
    const withDoctype = text.replace('?>', '?>\n<!DOCTYPE x [<!ENTITY a "b">]>');
    assert.equal(refusal(Buffer.from(withDoctype)).code, 'XML_DOCTYPE');
    assert.equal(refusal(good.subarray(0, good.length - 20)).code, 'XML_TRUNCATED');
    assert.equal(refusal(Buffer.from(text.replace(/<\/\w+:ID>/, '</x>'))).code, 'XML_MALFORMED');
    assert.equal(refusal(Buffer.from('<a>'.repeat(20_000))).code, 'XML_TOO_DEEP');
  });
}

test('cii: MINIMUM has no VAT lines and no dates but its own', () => {
  const { invoice, remarks } = readEInvoice(makeCii({ profile: 'minimum', dueDate: '2026-10-15' }));
  assert.deepEqual([invoice.vatLines, invoice.dueDate, invoice.issueDate], [[], null, '2026-09-15']);
  assert.deepEqual([invoice.net, invoice.vat, invoice.gross, remarks], [10_000, 2_000, 12_000, []]);
});

test('cii: the VAT total in the invoice currency is taken, not the one in the accounting currency', () => {
  const total = '<ram:TaxTotalAmount currencyID="EUR">';
  const two = `<ram:TaxTotalAmount currencyID="USD">23.00</ram:TaxTotalAmount>${total}`;
  const { invoice } = readEInvoice(edit(makeCii(), total, two));
  assert.equal(invoice.vat, 2_000);
});

test('cii: a breakdown that does not sum to the VAT total', () => {
  const { remarks } = readEInvoice(edit(makeCii(), 'CalculatedAmount>20.00', 'CalculatedAmount>19.99'));
  assert.deepEqual(remarks, [{ code: 'VAT_BREAKDOWN_MISMATCH', params: { sum: '19.99', vat: '20.00' } }]);
});

test('cii: ZUGFeRD 1', () => {
  let text = Buffer.from(makeCii({ number: 'RE-1', precedingInvoice: 'RE-0' })).toString('utf8');
  const renamed: [string, string][] = [
    ['urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100', 'urn:ferd:CrossIndustryDocument:invoice:1p0'],
    ['InformationEntity:100', 'InformationEntity:12'],
    ['UnqualifiedDataType:100', 'UnqualifiedDataType:15'],
    ['rsm:CrossIndustryInvoice', 'rsm:CrossIndustryDocument'],
    ['rsm:ExchangedDocumentContext', 'rsm:SpecifiedExchangedDocumentContext'],
    ['rsm:ExchangedDocument>', 'rsm:HeaderExchangedDocument>'],
    ['rsm:SupplyChainTradeTransaction', 'rsm:SpecifiedSupplyChainTradeTransaction'],
    ['ApplicableHeaderTrade', 'ApplicableSupplyChainTrade'],
    ['SettlementHeaderMonetary', 'SettlementMonetary'],
    ['RateApplicablePercent', 'ApplicablePercent'],
    ['ram:IssuerAssignedID', 'ram:ID'],
  ];
  for (const [from, to] of renamed) text = text.replaceAll(from, to);
  const { invoice, remarks } = readEInvoice(Buffer.from(text));
  assert.deepEqual([invoice.number, invoice.issueDate, invoice.gross], ['RE-1', '2026-09-15', 12_000]);
  assert.deepEqual(
    [invoice.seller.siren, invoice.precedingInvoice, invoice.vatLines[0]?.rate],
    ['732829320', 'RE-0', '20'],
  );
  assert.deepEqual(remarks, []);
});

test('other XML is named by its root', () => {
  const other = refusal(Buffer.from('<?xml version="1.0"?><Document xmlns="urn:iso:camt"><Stmt/></Document>'));
  assert.deepEqual([other.code, other.params], ['XML_NOT_INVOICE', { root: 'Document' }]);
  const empty = refusal(
    edit(makeCii(), /<rsm:SupplyChainTradeTransaction>[\s\S]*<\/rsm:SupplyChainTradeTransaction>/, ''),
  );
  assert.deepEqual([empty.code, empty.params], ['EINVOICE_STRUCTURE', { element: 'SupplyChainTradeTransaction' }]);
});

test('an identifier without a scheme is a SIREN only in France and only where its key holds', () => {
  const without = (siren: string, country: string) =>
    readEInvoice(
      edit(
        makeUbl({ seller: { name: 'X', siren, vatNumber: null, country } }),
        `schemeID="0002">${siren}`,
        `>${siren}`,
      ),
    ).invoice.seller.siren;
  assert.deepEqual(
    [without('732829320', 'FR'), without('732829321', 'FR'), without('732829320', 'DE')],
    ['732829320', null, null],
  );
});

test('amounts go to cents without a float', () => {
  const cases: [string, number | null][] = [
    ['1234.5', 123_450],
    ['60.0000', 6_000],
    ['-0.00', 0],
    ['+.5', 50],
    ['7.', 700],
    ['1.005', 101],
    ['-1.005', -101],
    ['0.615', 62],
    ['90071992547409.91', Number.MAX_SAFE_INTEGER],
    ['90071992547409.92', null],
    ['1,5', null],
    ['1 000', null],
    ['1e3', null],
    ['0x10', null],
    ['.', null],
    ['', null],
    ['NaN', null],
  ];
  for (const [text, cents] of cases) assert.equal(parseCents(text), cents, text);
  assert.deepEqual(['20.00', '5.50', '0', '020', '100.0', 'x', '-5'].map(parseRate), [
    '20',
    '5.5',
    '0',
    '20',
    '100',
    null,
    null,
  ]);
});
