import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { constants, deflateSync } from 'node:zlib';
import { readPages } from '../../shared/domain/page/read-pages.ts';
import { createReader } from '../../shared/reading/pool.ts';

const reader = createReader({ timeoutMs: 20_000, maxRssBytes: 400 * 1024 ** 2 });
after(() => reader.close());

const OPENED = ['READER_MEMORY', 'READER_TIMEOUT', 'PDF_BROKEN'];
const END = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';

/** A PDF from its objects, the third of which is the page; streams are `[dictionary, bytes]`. */
function pdf(objects: readonly (string | readonly [string, Buffer])[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const size = () => parts.reduce((n, p) => n + p.length, 0);
  const all = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', ...objects];
  for (const [n, object] of all.entries()) {
    offsets.push(size());
    const body = typeof object === 'string' ? Buffer.from(object) : null;
    const stream =
      typeof object === 'string'
        ? []
        : [Buffer.from(`<<${object[0]}/Length ${object[1].length}>>\nstream\n`), object[1], Buffer.from('\nendstream')];
    parts.push(Buffer.from(`${n + 1} 0 obj\n`), ...(body ? [body] : stream), Buffer.from('\nendobj\n'));
  }
  const xref = size();
  const rows = offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Root 1 0 R/Size ${all.length + 1}>>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

const page = (resources: string) =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<${resources}>>>>`;
const read = (bytes: Uint8Array) => reader.read(bytes, { name: 'facture.pdf' });
const good = () =>
  pdf([page('/Font<</F1 5 0 R>>'), ['', Buffer.from('BT /F1 12 Tf 50 780 Td (Facture du 02/11/2019) Tj ET')], END]);

async function stillReads(): Promise<void> {
  const reading = await read(good());
  assert.equal(reading.kind === 'text' && reading.invoice.issueDate, '2019-11-02');
}

test('a page whose drawing instructions inflate to gigabytes', async () => {
  const block = deflateSync(Buffer.alloc(16 * 1024 ** 2, ' '), { finishFlush: constants.Z_FULL_FLUSH });
  const once = Buffer.concat([block.subarray(0, 2), ...Array.from({ length: 128 }, () => block.subarray(2))]);
  const bomb = await read(
    pdf([page('/Font<</F1 5 0 R>>'), ['/Filter[/FlateDecode/FlateDecode]', deflateSync(once)], END]),
  );
  assert.ok(bomb.kind === 'unreadable' && OPENED.includes(bomb.reason), JSON.stringify(bomb).slice(0, 200));
  await stillReads();
});

test('a form that draws itself, and forms that double at each level', async () => {
  const form = (draws: string, resources: string) =>
    [`/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<${resources}>>`, Buffer.from(draws)] as const;
  const self = await read(
    pdf([page('/XObject<</X 5 0 R>>'), ['', Buffer.from('/X Do')], form('/X Do', '/XObject<</X 5 0 R>>')]),
  );
  assert.ok(self.kind === 'paper' || self.kind === 'unreadable', self.kind);
  const levels = Array.from({ length: 40 }, (_, n) => form('/X Do /X Do', `/XObject<</X ${6 + n} 0 R>>`));
  const last = form('BT /F1 9 Tf 50 50 Td (x) Tj ET', '/Font<</F1 46 0 R>>');
  const doubled = await read(pdf([page('/XObject<</X 5 0 R>>'), ['', Buffer.from('/X Do')], ...levels, last, END]));
  assert.ok(doubled.kind !== 'einvoice', doubled.kind);
  if (doubled.kind === 'text') assert.equal(doubled.invoice.issueDate, null);
  await stillReads();
});

test('numbers that are none, and a page without a size', async () => {
  const content = 'BT /F1 1e308 Tf 1e308 -1e308 Td (Facture du 02/11/2019) Tj ET BT /F1 0 Tf 0 0 Td (x) Tj ET';
  const odd = await read(
    pdf([page('/Font<</F1 5 0 R>>').replace('[0 0 595 842]', '[0 0 0 0]'), ['', Buffer.from(content)], END]),
  );
  assert.ok(['text', 'paper', 'unreadable'].includes(odd.kind));
  await stillReads();
});

test('a page of more words than an invoice has is not certain', () => {
  const words = Array.from({ length: 4000 }, (_, n) => ({
    text: n === 0 ? 'Date de facture : 02/11/2019' : 'x',
    box: { x: n === 0 ? 10 : 10 + (n % 40) * 14, y: Math.floor(n / 40) * 8, width: 5, height: 5 },
  }));
  const pages = (some: typeof words) => [
    { number: 1, width: 595, height: 842, origin: 'text' as const, fragments: some },
  ];
  assert.equal(readPages(pages(words)).whole, false);
  assert.equal(readPages(pages(words.slice(0, 2000))).whole, true);
});
