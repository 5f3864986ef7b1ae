import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { pdfEnding } from '../../shared/domain/ending/pdf.ts';
import type { Reading } from '../../shared/domain/invoice.ts';
import { readingMessages } from '../../shared/domain/messages/reading.ts';
import { readDocument } from '../../shared/reading/document.ts';
import { pdfWithStream } from '../support/hostile.ts';
import { type MadeFacturX, makeCii, makeFacturX, makePlainPdf, makeTiff, makeUbl } from '../support/invoices.ts';

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

/** A copy, since the reading takes its bytes over; a short line of what matters. */
async function read(bytes: Uint8Array, name = 'facture'): Promise<{ reading: Reading; says: string }> {
  const reading = await readDocument(new Uint8Array(bytes), name);
  const outcome =
    reading.kind === 'einvoice' ? reading.invoice.number : reading.kind === 'unreadable' ? reading.reason : '';
  const remarks = reading.remarks.map((r) => r.code);
  return { reading, says: [reading.kind, outcome, ...remarks].filter(Boolean).join(' ') };
}

const says = async (bytes: Uint8Array, name?: string) => (await read(bytes, name)).says;
const facturX = (invoice: MadeFacturX) => makeFacturX(invoice).then((bytes) => says(bytes));

test('a Factur-X under any attachment name', async () => {
  for (const attachmentName of ['factur-x.xml', 'ZUGFeRD-invoice.xml', 'Facture n°12 été.xml', 'data.bin', 'noext']) {
    assert.equal(await facturX({ number: 'F-7', attachmentName }), 'einvoice F-7', attachmentName);
  }
});

test('several embedded XML files: the invoice is taken, whatever comes first', async () => {
  const pdf = await PDFDocument.load(await makePlainPdf(['Facture']));
  await pdf.attach(Buffer.from('<Order xmlns="urn:x"/>'), 'a-order.xml');
  await pdf.attach(Buffer.from('not xml at all'), 'b.txt');
  await pdf.attach(makeUbl({ number: 'U-1' }), 'c.xml');
  await pdf.attach(makeCii({ number: 'F-2' }), 'd.xml');
  const { reading, says } = await read(await pdf.save());
  assert.equal(says, 'einvoice F-2 EINVOICE_SEVERAL');
  assert.deepEqual(reading.remarks[0]?.params, { count: '2', name: 'd.xml' });
});

test('an embedded invoice that cannot be read is told, and the page is read instead', async () => {
  const cii = makeCii();
  const hostile: [string, Uint8Array, string][] = [
    ['truncated', cii.subarray(0, 900), 'XML_TRUNCATED'],
    ['declared UTF-8, is ISO-8859-1', makeCii({}, { bytesIn: 'ISO-8859-1' }), 'XML_ENCODING'],
    ['doctype', latin1('<!DOCTYPE x><CrossIndustryInvoice/>'), 'XML_DOCTYPE'],
    ['namespace', latin1('<CrossIndustryInvoice xmlns="urn:other"/>'), 'EINVOICE_NAMESPACE'],
    ['another document', latin1('<Order/>'), 'XML_NOT_INVOICE'],
    ['not XML', latin1('hello'), 'XML_MALFORMED'],
  ];
  for (const [what, xml, code] of hostile) {
    const { reading, says } = await read(await makeFacturX({ xml }));
    assert.equal(says, 'text EINVOICE_UNREADABLE', what);
    const { name, code: found } = reading.remarks[0]!.params!;
    assert.deepEqual([name, found], ['factur-x.xml', code], what);
  }
  assert.equal(await facturX({ xml: cii.subarray(0, 900), attachmentName: 'x.dat' }), 'text EINVOICE_UNREADABLE');
  assert.equal(await facturX({ xml: latin1('<Order/>'), attachmentName: 'order.xml' }), 'text');
});

test('remarks of the embedded invoice come with it', async () => {
  assert.equal(await facturX({ number: 'F-1', dateText: '20260230' }), 'einvoice F-1 DATE_IMPOSSIBLE');
});

test('a plain PDF is read by its text, also after other bytes; one without text is paper', async () => {
  const pdf = await makePlainPdf(['Facture n° 12', 'Total 12,00 €']);
  assert.equal(await says(pdf), 'text');
  assert.equal(await says(Buffer.concat([Buffer.from('\x1b%-12345X@PJL\r\n'), pdf])), 'text');
  assert.equal(await says(await makePlainPdf([])), 'paper');
});

test('a PDF cut anywhere is incomplete: never text, never an invoice', async () => {
  for (const pdf of [await makeFacturX(), await makePlainPdf(['Facture'])]) {
    const end = Buffer.from(pdf).lastIndexOf('%%EOF');
    for (let cut = 5; cut < end - 5; cut += 61) {
      assert.equal(await says(pdf.subarray(0, cut)), 'unreadable FILE_INCOMPLETE', `cut at ${cut} of ${pdf.length}`);
    }
    assert.equal(await says(pdf.subarray(0, end + 3)), 'unreadable FILE_INCOMPLETE', 'only the end mark is cut');
    const zeros = Buffer.alloc(pdf.length);
    zeros.set(pdf.subarray(0, 700));
    assert.equal(await says(zeros), 'unreadable FILE_INCOMPLETE', 'the rest is reserved space');
  }
});

test('how a PDF ends', () => {
  const whole = '%PDF-1.4\n1 0 obj\nendobj\nxref\n0 1\ntrailer\nstartxref\n24\n%%EOF';
  const update = '\n2 0 obj\nendobj\nxref\n0 1\ntrailer\n';
  const cases: [string, string, ReturnType<typeof pdfEnding>][] = [
    ['whole', whole, 'whole'],
    ['a line end and zeros after', `${whole}\r\n${'\0'.repeat(5000)}`, 'whole'],
    ['a page of HTML after', `${whole}\n<html>${'x'.repeat(5000)}</html>`, 'whole'],
    ['offsets counted from a header that is not first', `PJL\r\n${whole}`, 'whole'],
    ['cut before its end mark', whole.slice(0, -5), 'cut'],
    ['cut in its end mark', whole.slice(0, -2), 'cut'],
    ['another end mark, cross-reference found', `${whole.slice(0, -5)}%END`, 'whole'],
    ['a wrong offset', whole.replace('\n24\n', '\n4\n'), 'damaged'],
    ['an update cut', whole + update, 'cut'],
    ['an update whole', `${whole}${update}startxref\n${whole.length + 16}\n%%EOF`, 'whole'],
    ['the first part of a linearized file', whole.replace('\n24\n', '\n0\n'), 'cut'],
    ['nothing but a header', '%PDF-1.4\n', 'cut'],
  ];
  for (const [what, text, ending] of cases) assert.equal(pdfEnding(latin1(text)), ending, what);
});

test('a PDF whose line ends were damaged is still read', async () => {
  const pdf = Buffer.from(await makePlainPdf(['Facture'])).toString('latin1');
  assert.equal(await says(latin1(pdf.replaceAll('\n', '\r\n'))), 'paper PDF_REPAIRED');
  const xml = Buffer.from(makeCii({ number: 'F-9' }));
  const facturX = Buffer.from(pdfWithStream(xml, '[]')).toString('latin1');
  assert.equal(await says(latin1(facturX.replaceAll('\n', '\r\n'))), 'einvoice F-9 PDF_REPAIRED');
});

test('an encrypted PDF needs its password; one that only forbids printing is read', async () => {
  const encrypted = async (userPassword: string) => {
    const pdf = await PDFDocument.load(await makeFacturX({ number: 'F-3' }));
    pdf.encrypt({ userPassword, ownerPassword: 'owner', permissions: { printing: false } });
    return pdf.save({ useObjectStreams: false });
  };
  assert.equal(await says(await encrypted('secret')), 'unreadable PDF_ENCRYPTED');
  assert.equal(await says(await encrypted('')), 'einvoice F-3');
});

test('a PDF that is none inside is broken', async () => {
  const tail = '\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n10\n%%EOF';
  assert.equal(await says(latin1(`%PDF-1.4\n${tail}`)), 'unreadable PDF_BROKEN');
});

test('a PDF with a script is read and the script is not run', async () => {
  const pdf = await PDFDocument.load(await makeFacturX({ number: 'F-4' }));
  pdf.addJavaScript('main', 'globalThis.ran = true; app.launchURL("http://127.0.0.1:9/");');
  assert.equal(await says(await pdf.save()), 'einvoice F-4');
  assert.equal((globalThis as Record<string, unknown>)['ran'], undefined);
});

test('XML: invoices, other documents, cuts', async () => {
  assert.equal(await says(makeCii({ number: 'C-1' })), 'einvoice C-1');
  assert.equal(await says(makeUbl({ number: 'U-1' }, { encoding: 'UTF-16' })), 'einvoice U-1');
  assert.equal(await says(latin1('<Document/>')), 'unreadable XML_NOT_INVOICE');
  assert.equal(await says(makeUbl().subarray(0, 800)), 'unreadable FILE_INCOMPLETE');
  const accented = makeCii({ seller: { name: 'Société Générale de Menuiserie' } });
  const within = accented.indexOf(0xc3) + 1;
  assert.ok(within > 0);
  assert.equal(await says(accented.subarray(0, within)), 'unreadable FILE_INCOMPLETE', 'cut within a character');
  assert.equal(await says(makeUbl({}, { bytesIn: 'ISO-8859-1' })), 'unreadable XML_ENCODING');
  assert.equal(await says(latin1('<a><__proto__/></a>')), 'unreadable XML_MALFORMED');
  assert.equal(await says(latin1('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')), 'unreadable XML_DOCTYPE');
  assert.equal(await says(latin1('<a>'.repeat(20_000))), 'unreadable XML_TOO_DEEP');
});

test('TIFF: whole, and cut anywhere', async () => {
  for (const bigEndian of [false, true]) {
    const tiff = makeTiff({ pages: 3, bigEndian });
    assert.equal(await says(tiff), 'paper');
    for (let cut = 4; cut < tiff.length; cut += 37) {
      assert.equal(await says(tiff.subarray(0, cut)), 'unreadable FILE_INCOMPLETE', `cut at ${cut}`);
    }
  }
});

test('TIFF: structures that cannot be', async () => {
  const broken = async (change: (view: DataView) => void) => {
    const tiff = makeTiff({ pages: 2 });
    change(new DataView(tiff.buffer));
    return says(tiff);
  };
  const next = 8 + 2 + 9 * 12;
  assert.equal(await broken((v) => v.setUint32(next, 8, true)), 'unreadable TIFF_BROKEN', 'a circle of pages');
  assert.equal(await broken((v) => v.setUint32(4, 0, true)), 'unreadable TIFF_BROKEN', 'no page');
  assert.equal(await broken((v) => v.setUint16(8, 0, true)), 'unreadable TIFF_BROKEN', 'an empty page');
  assert.equal(await broken((v) => v.setUint16(10 + 8, 0, true)), 'unreadable TIFF_BROKEN', 'no width');
  assert.equal(await broken((v) => v.setUint16(10 + 5 * 12, 999, true)), 'unreadable TIFF_BROKEN', 'no image');
  assert.equal(await broken((v) => v.setUint32(10 + 7 * 12 + 8, 1e9, true)), 'unreadable FILE_INCOMPLETE');
  assert.equal(await broken((v) => v.setUint32(10 + 7 * 12 + 4, 4e9, true)), 'unreadable FILE_INCOMPLETE');
});

test('every other type is named', async () => {
  const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), Buffer.from('JFIF\0')]);
  const cases: [Uint8Array, string][] = [
    [jpeg, 'image/jpeg'],
    [latin1(`PK\x05\x06${'\0'.repeat(18)}`), 'application/zip'],
    [latin1(`MZ${'\0'.repeat(62)}`), 'application/x-msdownload'],
    [latin1('<!DOCTYPE html><html></html>'), 'text/html'],
    [latin1('Bonjour'), 'text/plain'],
    [latin1('\0\x01\x02\x03'), 'application/octet-stream'],
  ];
  for (const [bytes, type] of cases) {
    const { reading, says } = await read(bytes, 'facture.pdf');
    assert.equal(says, 'unreadable FILE_TYPE_UNSUPPORTED', type);
    assert.deepEqual(reading.kind === 'unreadable' && reading.params, { type });
  }
});

test('pages of a PDF with text that were not read are named: pictures, and the middle of a long one', async () => {
  const lines = ['FACTURE', 'Date de facture : 12/05/2019', 'Facture du 12/05/2019'];
  const mixed = await PDFDocument.load(await makePlainPdf(lines));
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
  const picture = await mixed.embedPng(Buffer.from(dot, 'base64'));
  const page = mixed.addPage([595, 842]);
  page.drawImage(picture, { x: 20, y: 20, width: 555, height: 800 });
  mixed.addPage([595, 842]);
  const { reading, says } = await read(await mixed.save());
  assert.equal(says, 'text PDF_PAGES_NOT_READ');
  assert.deepEqual(reading.remarks[0]?.params, { pages: '2' }, 'a blank page is none');

  const long = await PDFDocument.load(await makePlainPdf(lines));
  const copies = await long.copyPages(long, Array(9).fill(0));
  for (const copy of copies) long.addPage(copy);
  const { reading: middle } = await read(await long.save());
  assert.deepEqual(middle.remarks, [{ code: 'PDF_PAGES_NOT_READ', params: { pages: '7, 8' } }]);
});

test('a name that promises another type is told', async () => {
  assert.equal(await says(makeTiff(), 'scan0001.pdf'), 'paper EXTENSION_MISMATCH');
  assert.equal(await says(makeTiff(), 'scan0001.TIF'), 'paper');
  assert.equal(await says(makeTiff(), 'scan du 12.05'), 'paper');
});

test('every code has its sentences, with the same places in both languages', () => {
  const folders = ['../../shared/reading', '../../shared/domain/einvoice'].map((f) => join(import.meta.dirname, f));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /\.[tj]s$/.test(name))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  const prefix =
    /'((?:FILE|PDF|TIFF|READER|XML|EINVOICE|DATE|OTHER_DATE|VAT|SIREN|AMOUNT|NUMBER|TOTALS|VALUE|CREDIT_NOTE|EXTENSION)_[A-Z_]+)'/g;
  const used = new Set(sources.flatMap((s) => [...s.matchAll(prefix)].map((m) => m[1]!)));
  assert.ok(used.size > 25, `only ${used.size} codes found`);
  for (const code of used) assert.ok(code in readingMessages, `${code} has no sentence`);
  for (const [code, { fr, en }] of Object.entries(readingMessages)) {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();
    assert.equal(places(fr), places(en), code);
  }
});
