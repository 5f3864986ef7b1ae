import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { ending } from '../../shared/domain/ending/ending.ts';
import { createReader } from '../../shared/reading/pool.ts';
import { generate } from '../samples/generate.ts';
import { random } from '../samples/random.ts';
import { makeCii, makeFacturX, makePlainPdf, makeTiff, makeUbl } from '../support/invoices.ts';
import { sampleBytes, samplesFolder, samplesOf } from '../support/samples.ts';

const reader = createReader();
after(() => reader.close());

const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

/** Where the format's own end is: cut after it, a file has lost nothing. Told here without the code under test. */
function ownEnd(bytes: Uint8Array): number {
  const file = Buffer.from(bytes);
  const text = file.toString('latin1');
  if (text.startsWith('%PDF-')) return file.lastIndexOf('%%EOF') + 5;
  if (text.startsWith('\xff\xfe') || text.startsWith('\xfe\xff'))
    return file.lastIndexOf('>') + (file[0] === 0xff ? 2 : 1);
  if (text.trimStart().startsWith('<')) return file.lastIndexOf('>') + 1;
  // A TIFF may be padded to an even length.
  return file.at(-1) === 0 ? file.length - 1 : file.length;
}

/** Every length where `stride` is 1; else the last thousand, those about each end mark, and one in `stride`. */
function* lengths(bytes: Uint8Array, stride: number): Iterable<number> {
  const near = new Set<number>();
  const file = Buffer.from(bytes);
  for (let at = file.indexOf('%%EOF'); at >= 0; at = file.indexOf('%%EOF', at + 1))
    for (let n = at - 60; n < at + 60; n++) near.add(n);
  for (let n = 0; n < bytes.length; n++) if (n % stride === 0 || n > bytes.length - 1000 || near.has(n)) yield n;
}

function assertCutsAreSeen(bytes: Uint8Array, what: string, stride = 1): void {
  assert.equal(ending(bytes), 'whole', what);
  const end = ownEnd(bytes);
  const wrong: number[] = [];
  for (const n of lengths(bytes, stride)) if (n < end && ending(bytes.subarray(0, n)) === 'whole') wrong.push(n);
  assert.deepEqual(wrong, [], `${what}: cut there of ${end}`);
}

test('an invoice cut anywhere is never whole, and whole it is', async () => {
  assertCutsAreSeen(await makeFacturX(), 'Factur-X');
  assertCutsAreSeen(await makePlainPdf(['Facture n° 12', 'Total 12,00 €']), 'a plain PDF');
  const pdf = await PDFDocument.load(await makeFacturX());
  assertCutsAreSeen(await pdf.save({ useObjectStreams: true }), 'a PDF with a cross-reference stream');
  assertCutsAreSeen(makeCii(), 'CII');
  for (const encoding of ['UTF-8', 'UTF-16', 'ISO-8859-1', 'windows-1252'])
    assertCutsAreSeen(makeUbl({}, { encoding }), `UBL in ${encoding}`);
  for (const bigEndian of [false, true])
    for (const pages of [1, 3]) assertCutsAreSeen(makeTiff({ pages, bigEndian }), `TIFF of ${pages}`);
});

test('generated samples cut anywhere are never whole', async () => {
  const out = mkdtempSync(join(tmpdir(), 'ami-ending-'));
  try {
    for (const { file } of await generate({ out, count: 14, seed: 5, year: 2026 }))
      assertCutsAreSeen(new Uint8Array(readFileSync(join(out, file))), file, 7);
  } finally {
    rmSync(out, { recursive: true });
  }
});

const folder = samplesFolder();
test('real invoices cut anywhere are never whole', {
  skip: folder === null && 'no samples beside the repository',
}, () => {
  for (const { file } of samplesOf(folder!)) {
    const bytes = sampleBytes(folder!, file);
    assert.equal(ending(bytes), 'whole', file);
    for (const n of lengths(bytes, 211)) {
      if (n >= ownEnd(bytes) || ending(bytes.subarray(0, n)) !== 'whole') continue;
      // Changes were appended to this one: before each of them it was whole.
      const before = Buffer.from(bytes.subarray(0, n)).toString('latin1');
      assert.match(before, /startxref\s+[1-9]\d*\s+%%EOF\s*$/, `${file} cut at ${n}`);
      assert.equal(/\/Linearized/.test(before.slice(0, 1024)), false, `${file} cut at ${n}`);
    }
  }
});

test('who reads the file agrees: what is whole is never read as incomplete, what is cut never as a document', async () => {
  const r = random(11);
  const files = [await makeFacturX(), await makePlainPdf(['Facture']), makeCii(), makeUbl(), makeTiff({ pages: 2 })];
  const seen = new Set<string>();
  for (let n = 0; n < 400; n++) {
    const bytes = Uint8Array.from(r.pick(files));
    // A cut, and now and then some damage before it.
    const file = r.chance(0.3) ? bytes : bytes.subarray(0, r.int(0, bytes.length));
    if (r.chance(0.5) && file.length > 0)
      for (let i = r.int(1, 3); i > 0; i--)
        file[r.int(0, file.length - 1)] = r.pick([0, 0x20, 0x3c, 0x3e, r.int(0, 255)]);
    const says = ending(file);
    const reading = await reader.read(Uint8Array.from(file), { name: 'x' });
    const reason = reading.kind === 'unreadable' ? reading.reason : reading.kind;
    seen.add(`${says} ${reading.kind}`);
    assert.notEqual(`${says} ${reason}`, 'whole FILE_INCOMPLETE', Buffer.from(file).toString('latin1').slice(0, 500));
    if (says === 'cut') assert.equal(reading.kind, 'unreadable');
  }
  for (const both of ['whole paper', 'whole einvoice', 'cut unreadable']) assert.ok(seen.has(both), `${both} was met`);
});

test('how a PDF ends without doubt', () => {
  const whole = '%PDF-1.4\n1 0 obj\nendobj\nxref\n0 1\ntrailer\nstartxref\n24\n%%EOF';
  const linearized = whole.replace('1 0 obj\n', '1 0 obj\n<< /Linearized 1 /L 0086 >>').replace('\n24\n', '\n51\n');
  assert.equal(linearized.length, 86);
  const cases: [string, string, ReturnType<typeof ending>][] = [
    ['whole', whole, 'whole'],
    ['a line end and zeros after', `${whole}\r\n${'\0'.repeat(5000)}`, 'whole'],
    ['other bytes first', `PJL\r\n${whole}`, 'whole'],
    ['a page of HTML after', `${whole}\n<html>`, 'unknown'],
    ['cut in its end mark', whole.slice(0, -1), 'cut'],
    ['cut before its end mark', whole.slice(0, -5), 'cut'],
    ['an offset that leads to an object', whole.replace('\n24\n', '\n9\n'), 'unknown'],
    ['an offset that leads nowhere', whole.replace('\n24\n', '\n4\n'), 'unknown'],
    ['cut in what was appended', `${whole}\n2 0 obj\nendobj`, 'cut'],
    ['cut after the first part, linearized', whole.replace('\n24\n', '\n0\n'), 'cut'],
    ['as long as linearized', linearized, 'whole'],
    ['longer, changes appended', linearized.replace('0086', '0085'), 'whole'],
    ['shorter than linearized', linearized.replace('0086', '0087'), 'unknown'],
    ['a header', '%PDF-1.4\n', 'cut'],
  ];
  for (const [what, text, says] of cases) assert.equal(ending(latin1(text)), says, what);
});

test('how an XML ends', () => {
  const cases: [string, ReturnType<typeof ending>][] = [
    ['<a/>', 'whole'],
    ['<?xml version="1.0"?>\n<a><b/>x</a>\r\n', 'whole'],
    ['<!-- <a> --><a b="/>" c=\'>\'><![CDATA[</a>]]><!-- </a> --><?p </a> ?></a >', 'whole'],
    ['<a></a><!-- after --><?p?>', 'whole'],
    ['<a:b xmlns:a="u"></a:b>', 'whole'],
    ['<?xml version="1.0"?>', 'cut'],
    ['<a><b></b>', 'cut'],
    ['<a b="></a>', 'unknown'],
    ['<a b=">', 'cut'],
    ['<a><![CDATA[</a>', 'cut'],
    ['<a><!-- </a>', 'cut'],
    ['<a></a', 'cut'],
    ['<a></a ', 'cut'],
    ['<a></a><!-- af', 'unknown'],
    ['<a></a><b></b>', 'unknown'],
    ['<a></a>\0\0', 'unknown'],
    ['<a></b>', 'unknown'],
    ['<a><b></a>', 'cut'],
    ['<a></b></a>', 'unknown'],
    ['<a> 1 < 2 </a>', 'unknown'],
    ['<!DOCTYPE a [<!ENTITY b "c">]><a/>', 'unknown'],
    ['<?xml version="1.0" encoding="shift_jis"?><a/>', 'unknown'],
  ];
  for (const [text, says] of cases) assert.equal(ending(latin1(text)), says, text);
});

test('a TIFF of which something is not followed is a doubt', () => {
  const tiff = makeTiff();
  const view = new DataView(tiff.buffer);
  // Its last field becomes a pointer to other directories, then a text beyond the end.
  view.setUint16(10 + 8 * 12, 330, true);
  assert.equal(ending(tiff), 'unknown');
  view.setUint16(10 + 8 * 12, 305, true);
  assert.equal(ending(tiff), 'whole');
  view.setUint32(10 + 8 * 12 + 8, tiff.length - 4, true);
  assert.equal(ending(tiff), 'unknown');
});

test('a file that broke as it began is cut: whoever reads it says so too', async () => {
  const files = [await makePlainPdf(['Facture']), makeCii(), makeUbl(), makeTiff(), makeTiff({ bigEndian: true })];
  for (const bytes of [...files, latin1('<rsm:CrossIndustryInvoice/>'), latin1('\xef\xbb\xbf<Invoice></Invoice>')]) {
    const head = Buffer.from(bytes).toString('latin1', 0, 12);
    for (let n = head.startsWith('\xef') ? 4 : 1; n < 12; n++) {
      const reading = await reader.read(bytes.slice(0, n), { name: 'a' });
      assert.equal(ending(bytes.subarray(0, n)), 'cut', `${n} of ${head}`);
      assert.equal(reading.kind === 'unreadable' && reading.reason, 'FILE_INCOMPLETE', `${n} of ${head}`);
    }
  }
});

test('what is not read is a doubt', () => {
  for (const text of [
    '',
    'x',
    '\xff\xd8\xff\xe0..\xff\xd9',
    '\x89PNG\r\n\x1a\nIEND\xaeB`\x82',
    'PK\x03\x04',
    'Bonjour',
    '%PS',
  ])
    assert.equal(ending(latin1(text)), 'unknown', text);
});

/** Files that would take seconds, or for ever, if any byte were looked at more than a few times. */
test('hostile files are answered, whatever they are full of', () => {
  const size = 4 * 1024 * 1024;
  const full = (head: string, of: string) => latin1(head + of.repeat(Math.ceil(size / of.length)).slice(0, size));
  const pdf = '%PDF-1.4\nstartxref\n9\n%%EOF\n';
  for (const of of [
    '<',
    '<a>',
    '<a b="',
    '<!--',
    '<![CDATA[',
    '</a>',
    '<?',
    '>',
    ' ',
    '\0',
    '&',
    'obj',
    ' obj',
    '1 1 ob',
    '%%EOF',
    'startxref\n9\n%%EOF ',
  ])
    for (const head of ['<a>', '<a b="', '<!--', '', pdf]) assert.notEqual(ending(full(head, of)), 'whole', head + of);
  assert.notEqual(ending(hostileTiff(size)), 'whole');
});

/** Ten thousand pages that all name the same million strips. */
function hostileTiff(size: number): Uint8Array {
  const file = Buffer.alloc(size);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  const page = 2 + 4 * 12 + 4;
  const pages = 9_000;
  const strips = 500_000;
  for (let n = 0; n < pages; n++) {
    const at = 8 + n * page;
    file.writeUInt16LE(4, at);
    const fields = [
      [256, 3, 1, 64],
      [257, 3, 1, 64],
      [273, 4, strips, 8 + pages * page],
      [279, 4, strips, 8 + pages * page],
    ] as const;
    fields.forEach(([tag, type, count, value], i) => {
      file.writeUInt16LE(tag, at + 2 + i * 12);
      file.writeUInt16LE(type, at + 4 + i * 12);
      file.writeUInt32LE(count, at + 6 + i * 12);
      file.writeUInt32LE(value, at + 10 + i * 12);
    });
    file.writeUInt32LE(n + 1 < pages ? at + page : 0, at + page - 4);
  }
  return new Uint8Array(file);
}
