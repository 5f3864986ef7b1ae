import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from '@cantoo/pdf-lib';
import { parseCents } from '../../shared/domain/einvoice/amount.ts';
import { isCreditNote } from '../../shared/domain/einvoice/kind.ts';
import { checkTiff } from '../../shared/domain/ending/tiff.ts';
import type { EInvoice } from '../../shared/domain/invoice.ts';
import { proposeFrom } from '../../shared/domain/proposal.ts';
import { isValidSiren } from '../../shared/domain/siren.ts';
import { createReader } from '../../shared/reading/pool.ts';
import { plan } from '../domain/proposal-samples.ts';
import { buyerCompany } from './company.ts';
import { drawInvoice } from './draw.ts';
import { writePlainPdf } from './facturx.ts';
import { type Bitmap, encodeG4 } from './g4.ts';
import { generate, type Sample } from './generate.ts';
import { random } from './random.ts';
import { scanPdf } from './scan.ts';

const root = mkdtempSync(join(tmpdir(), 'ami-samples-'));
const reader = createReader();
after(async () => {
  await reader.close();
  rmSync(root, { recursive: true, force: true });
});

const YEAR = 2025;
const out = join(root, 'a');
const samples = await generate({ out, count: 45, seed: 3, year: YEAR });
const bytesOf = (s: Sample) => new Uint8Array(readFileSync(join(out, s.file)));
const kindOf = (s: Sample) => s.file.split('/')[0]!;

async function invoiceOf(s: Sample): Promise<EInvoice> {
  const reading = await reader.read(bytesOf(s), { name: s.file });
  assert.equal(reading.kind, 'einvoice', s.file);
  if (reading.kind !== 'einvoice') throw new Error();
  assert.deepEqual(reading.remarks, [], `${s.file}: nothing to remark`);
  return reading.invoice;
}

test('every file is of its kind, and says in its XML what the manifest says', async () => {
  assert.deepEqual(JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')), samples);
  const onDisk = readdirSync(out, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  assert.equal(onDisk.length, samples.length + 1);
  for (const s of samples) {
    const { expected } = s;
    if (kindOf(s) === 'pdf' || kindOf(s) === 'tiff') {
      const reading = await reader.read(bytesOf(s), { name: s.file });
      assert.deepEqual([reading.kind, reading.remarks], [kindOf(s) === 'pdf' ? 'text' : 'paper', []], s.file);
      if (reading.kind === 'text') assert.equal(reading.invoice.issueDate, expected['date'], s.file);
      continue;
    }
    const i = await invoiceOf(s);
    const told = {
      type: i.typeCode,
      number: i.number,
      date: i.issueDate,
      due: i.dueDate,
      currency: i.currency,
      totals: [i.net, i.vat, i.gross, i.payable],
      seller: i.seller.name,
      siren: i.seller.siren,
      sellerVat: i.seller.vatNumber,
      buyer: i.buyer.name,
      profile: i.profile,
    };
    const { totalHT, totalTax, totalTTC, payable } = expected;
    assert.deepEqual(
      told,
      {
        type: expected['type'],
        number: expected['number'],
        date: expected['date'],
        due: expected['due'] ?? null,
        currency: 'EUR',
        totals: [totalHT, totalTax, totalTTC, payable].map((t) => parseCents(t!)),
        seller: expected['seller'],
        siren: expected['sellerSiren']!.slice(0, 9),
        sellerVat: expected['sellerVat'] ?? null,
        buyer: expected['buyer'],
        profile: expected['profile'],
      },
      s.file,
    );
    assert.ok(isValidSiren(i.seller.siren!) && i.seller.siren!.startsWith('999'), 'a SIREN that nobody has');
  }
});

test('all forms and profiles, credit notes of both kinds, several rates, days around the turn of the year', async () => {
  const kinds = new Set(samples.map(kindOf));
  assert.deepEqual([...kinds].sort(), ['facturx', 'pdf', 'tiff', 'xml']);
  const profiles = new Set(samples.filter((s) => kindOf(s) === 'facturx').map((s) => s.expected['profile']));
  assert.equal(profiles.size, 5);
  const dates = samples.map((s) => s.expected['date']!);
  for (const day of [`${YEAR}-12-31`, `${YEAR + 1}-01-01`]) assert.ok(dates.includes(day), day);
  assert.ok(dates.every((d) => d >= `${YEAR - 1}-12-31` && d <= `${YEAR + 1}-01-01`));
  const credits = samples.filter((s) => s.expected['type'] === '381' || s.expected['totalTTC']!.startsWith('-'));
  assert.deepEqual([...new Set(credits.map((s) => s.expected['type']))].sort(), ['380', '381']);
  const numbers = samples.filter((s) => !s.note).map((s) => `${s.expected['seller']} ${s.expected['number']}`);
  assert.equal(new Set(numbers).size, numbers.length, 'no seller uses a number twice');
  assert.ok(samples.some((s) => s.note?.startsWith('the same invoice as ')));
  let rates = 0;
  for (const s of samples.filter((x) => kindOf(x) === 'xml'))
    rates = Math.max(rates, (await invoiceOf(s)).vatLines.length);
  assert.ok(rates >= 2);
});

test('the same seed gives the same bytes, another seed others; the buyer may be a dossier of one’s own', async () => {
  const make = (name: string, seed: number, dossierSiren?: string) =>
    generate({ out: join(root, name), count: 6, seed, year: YEAR, ...(dossierSiren ? { dossierSiren } : {}) });
  const [first, again] = [await make('b', 9), await make('c', 9)];
  assert.deepEqual(first, again);
  for (const { file } of first)
    assert.deepEqual(readFileSync(join(root, 'b', file)), readFileSync(join(root, 'c', file)), file);
  const other = await make('d', 10, '732829320');
  assert.notDeepEqual(
    other.map((s) => s.expected['number']),
    first.map((s) => s.expected['number']),
  );
  const xml = other.find((s) => s.file.endsWith('_cii.xml'))!;
  const reading = await reader.read(new Uint8Array(readFileSync(join(root, 'd', xml.file))), { name: xml.file });
  assert.ok(reading.kind === 'einvoice' && reading.invoice.buyer.siren === '732829320');
});

test('every e-invoice gives a complete proposal where the plan of accounts has its rates', async () => {
  const super_ = { code: 'Z', label: '2,1 % achats', rate: '2.1', account: '44566000', kind: 'ac' };
  const par = { ...plan, vatCodes: [...plan.vatCodes, super_] };
  const exercice = { start: `${YEAR - 1}-12-01`, end: `${YEAR + 1}-01-31`, name: `${YEAR + 1}01`, closed: false };
  for (const s of samples.filter((x) => kindOf(x) === 'facturx' || kindOf(x) === 'xml')) {
    const invoice = await invoiceOf(s);
    const p = proposeFrom(invoice, { dossier: par.dossier, exercice, par, lastUsed: null });
    assert.ok(p.complete, `${s.file}: ${JSON.stringify(p.problems)}`);
    assert.equal(p.creditNote, isCreditNote(invoice));
    assert.ok(!p.evidence.some((e) => /ROUNDING|RATE_DIFFERS|UNUSABLE/.test(e.code)), s.file);
  }
});

test('an invoice of many lines takes two pages, and so does its scan', async () => {
  const r = random(1);
  const frame = { year: YEAR, buyer: buyerCompany(), taken: new Set<string>(), deck: [] };
  let { invoice } = drawInvoice(r, frame);
  while (invoice.lines.length < 34) invoice = drawInvoice(r, frame).invoice;
  const pdf = await writePlainPdf(invoice);
  assert.equal((await PDFDocument.load(pdf)).getPageCount(), 2);
  assert.deepEqual(checkTiff(await scanPdf(pdf, r)), { ok: true, pages: 2, certain: true });
});

test('Group 4: the decoder of PDF.js reads every point back', async () => {
  const r = random(4);
  const pages: Bitmap[] = [
    bitmap(1, 1, () => 1),
    bitmap(64, 3, () => 0),
    bitmap(5300, 4, (x) => (x > 20 && x < 5200 ? 1 : 0)),
  ];
  for (const density of [0.01, 0.1, 0.5, 0.95])
    pages.push(bitmap(r.int(3, 300), r.int(2, 60), () => (r.chance(density) ? 1 : 0)));
  // Shapes as on a page: what changes little from row to row.
  pages.push(bitmap(400, 120, (x, y) => ((x - 200) ** 2 + (y - 60) ** 2 < 2500 || (x + y) % 97 < 4 ? 1 : 0)));
  for (const page of pages)
    assert.deepEqual(await decodedByPdfJs(page), packed(page), `${page.width} by ${page.height}`);
});

function bitmap(width: number, height: number, at: (x: number, y: number) => number): Bitmap {
  return {
    width,
    height,
    points: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
  };
}

/** Rows of bits, a set bit for white, as a grey image of one bit has it; what fills a row up is left out of account. */
function packed({ width, height, points }: Bitmap): number[] {
  return Array.from({ length: width * height }, (_, i) => 1 - points[i]!);
}

/** The strip as an image of a PDF, taken out again by PDF.js. */
async function decodedByPdfJs(page: Bitmap): Promise<number[]> {
  const { getDocument, OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const pdf = await PDFDocument.create();
  const { width, height } = page;
  const image = pdf.context.stream(encodeG4(page), {
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: 1,
    ColorSpace: 'DeviceGray',
    Filter: 'CCITTFaxDecode',
    DecodeParms: { K: -1, Columns: width, Rows: height },
  });
  const drawn = pdf.addPage([100, 100]);
  const name = drawn.node.newXObject('I', pdf.context.register(image));
  drawn.node.addContentStream(pdf.context.register(pdf.context.stream(`100 0 0 100 0 0 cm ${name} Do`)));
  const library = dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')));
  const task = getDocument({
    data: await pdf.save(),
    verbosity: 0,
    isOffscreenCanvasSupported: false,
    wasmUrl: join(library, 'wasm') + sep,
  });
  try {
    const loaded = await (await task.promise).getPage(1);
    const list = await loaded.getOperatorList();
    const at = list.fnArray.indexOf(OPS.paintImageXObject);
    const found = await new Promise<{ kind: number; data: Uint8Array }>((resolve) => {
      loaded.objs.get(list.argsArray[at][0], resolve);
    });
    // Kind 1: one bit a point, rows padded to bytes; kind 2: three bytes a point.
    const stride = Math.ceil(width / 8);
    return Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      if (found.kind !== 1) return found.data[i * 3]! > 127 ? 1 : 0;
      return (found.data[y * stride + (x >> 3)]! >> (7 - (x & 7))) & 1;
    });
  } finally {
    await task.destroy();
  }
}

test('the command says what is wrong with its options, and leaves a folder of samples alone', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { encoding: 'utf8' });
  for (const [args, said] of [
    [['--dossier-siren', '123456789'], /check digit/],
    [['--count', 'x'], /whole number/],
    [['--nope'], /nope/],
    [['--out', out], /holds samples already/],
  ] as const) {
    const done = run(...args);
    assert.equal(done.status, 2, done.stderr);
    assert.match(done.stderr, said);
    assert.match(done.stderr, /npm run samples/);
  }
  const done = run('--out', join(root, 'e'), '--count', '1');
  assert.match(done.stdout, /^1 files in .*: 1 facturx\n$/);
});
