import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { messages } from '../../../shared/domain/messages.ts';
import { extractPages } from '../../../shared/reading/archive/extract-pages.ts';
import { makeArchive } from '../../../shared/reading/archive/make-archive.ts';
import { textPages } from '../../../shared/reading/pdf-text.ts';
import { getDocument } from '../../../shared/reading/pdfjs.ts';
import { UnreadableError } from '../../../shared/reading/raster/unreadable.ts';
import { writeTiff } from '../../samples/tiff.ts';
import { lacking, run } from './programs.ts';
import { DPI, sheet, WORDS, wordsFound } from './sheets.ts';

const folder = mkdtempSync(join(tmpdir(), 'archive-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const upright = sheet({ turned: 0, skew: 0 });
const askew = sheet({ turned: 90, skew: 1 }, 2);
const tiff = writeTiff([upright.bitmap, askew.bitmap], DPI);
const pages = [upright.scanned, askew.scanned];

/** An image PDF of the sheets, without text. */
const imagePdf = () => extractPages(tiff, [1, 2]);

describe('a searchable copy as a file', () => {
  it('is the same for the same input, and leaves it as it was', async () => {
    for (const bytes of [tiff, await imagePdf()]) {
      const before = Buffer.from(bytes);
      const first = await makeArchive(bytes, pages);
      const second = await makeArchive(bytes, pages);
      assert.ok(Buffer.from(first).equals(second));
      assert.ok(before.equals(bytes));
    }
  });

  it('says who made it, in which language, and nothing of when or from what', {
    skip: lacking('pdfinfo'),
  }, async () => {
    const file = join(folder, 'info.pdf');
    writeFileSync(file, await makeArchive(tiff, pages));
    const said = run('pdfinfo', [file]).toString();
    assert.match(said, /^Producer: +AMI COMPTA$/m);
    assert.match(said, /^Creator: +AMI COMPTA OCR, tesseract 5\.3\.0$/m);
    assert.doesNotMatch(said, /Date|Title|Author|Subject/);
    const pdf = await PDFDocument.load(await makeArchive(tiff, pages));
    assert.equal(pdf.getLanguage(), 'fr');
  });

  it('is sound', { skip: lacking('qpdf') }, async () => {
    const file = join(folder, 'sound.pdf');
    for (const bytes of [tiff, await imagePdf()]) {
      writeFileSync(file, await makeArchive(bytes, pages));
      assert.match(run('qpdf', ['--check', file]).toString(), /No syntax or stream encoding errors/);
    }
  });

  it('read again, is taken for recognised text, whatever engine read it', async () => {
    for (const engine of ['tesseract 5.3.0', 'Azure AI']) {
      const data = await makeArchive(tiff, [{ ...upright.scanned, engine }, askew.scanned]);
      const task = getDocument({ data, verbosity: 0, disableFontFace: true });
      const { pages: read } = await textPages(await task.promise);
      await task.destroy();
      assert.deepEqual(
        read.map(({ origin, fragments }) => [origin, fragments.map(({ text }) => text.trim()).join(' ')]),
        [1, 2].map(() => ['ocr', WORDS.map(({ text }) => text).join(' ')]),
      );
    }
  });

  it('keeps accents, and writes what its font has not in other letters', { skip: lacking('pdftotext') }, async () => {
    const said = 'Œuvre·Łódź·ﬁn·№12·‑3€·«à»·Ω\u0000\u200b';
    const words = said.split('·').map((text, n) => ({ text, box: { x: 20, y: 20 + n * 30, width: 60, height: 12 } }));
    const { bitmap, scanned } = sheet({ turned: 0, skew: 0 }, 1, words);
    const found = wordsFound(folder, await makeArchive(writeTiff([bitmap], DPI), [scanned]));
    assert.deepEqual(
      found.map(({ text }) => text),
      ['Œuvre', 'Lódz', 'fin', 'No12', '-3€', '«à»', '?'],
    );
  });

  it('a page that was not read is shown without words', { skip: lacking('pdftotext') }, async () => {
    const pdf = await makeArchive(tiff, [askew.scanned]);
    assert.deepEqual(wordsFound(folder, pdf, 1), []);
    assert.equal(wordsFound(folder, pdf, 2).length, WORDS.length);
  });

  it('words of no size or place are left out', { skip: lacking('pdftotext') }, async () => {
    const [word] = WORDS;
    const odd = [0, -1, Number.NaN, Number.POSITIVE_INFINITY].map((n) => ({
      text: 'odd',
      box: { ...word!.box, width: n },
    }));
    const scanned = { ...upright.scanned, page: { ...upright.scanned.page, fragments: [...odd, word!] } };
    const found = wordsFound(folder, await makeArchive(tiff, [scanned]));
    assert.deepEqual(
      found.map(({ text }) => text),
      [word!.text],
    );
  });
});

describe('a searchable copy of a PDF', () => {
  it('leaves behind scripts, actions, links and attachments; keeps stamps', async () => {
    const source = await PDFDocument.load(await imagePdf());
    const { context } = source;
    const action = { S: 'JavaScript', JS: PDFString.of('app.alert(1)') };
    source.catalog.set(PDFName.of('OpenAction'), context.obj(action));
    source.addJavaScript('run', 'app.alert(2)');
    await source.attach(new Uint8Array([1, 2, 3]), 'secret.bin');
    const looks = context.register(context.stream('0 0 9 9 re f', { Subtype: 'Form', BBox: [0, 0, 9, 9] }));
    const stamp = context.obj({ Type: 'Annot', Subtype: 'Stamp', Rect: [9, 9, 18, 18], AP: { N: looks }, A: action });
    const link = context.obj({ Type: 'Annot', Subtype: 'Link', Rect: [0, 0, 9, 9], A: { S: 'Launch', F: 'cmd.exe' } });
    const page = source.getPage(0).node;
    page.set(PDFName.of('Annots'), context.obj([context.register(stamp), context.register(link)]));
    page.set(PDFName.of('AA'), context.obj({ O: action }));
    const bytes = await source.save({ useObjectStreams: false });

    for (const copy of [await makeArchive(bytes, pages), await extractPages(bytes, [1])]) {
      const text = Buffer.from(copy).toString('latin1');
      assert.doesNotMatch(text, /JavaScript|Launch|OpenAction|\/AA|EmbeddedFile|Filespec/);
      assert.match(text, /\/Stamp/);
    }
  });

  it('a part says what made the whole, so that its text is read the same way', async () => {
    const source = await PDFDocument.load(await imagePdf());
    source.setProducer('Paper Capture');
    source.setCreator('Scanner');
    const part = await PDFDocument.load(await extractPages(await source.save(), [1]), { updateMetadata: false });
    assert.deepEqual([part.getProducer(), part.getCreator()], ['Paper Capture', 'Scanner']);
  });

  it('one that limits its owner opens; one with a password says so', async () => {
    for (const [userPassword, opens] of [
      ['', true],
      ['secret', false],
    ] as const) {
      const source = await PDFDocument.load(await imagePdf());
      source.encrypt({ userPassword, ownerPassword: 'owner', permissions: { printing: false } });
      const bytes = await source.save();
      const copies = [() => makeArchive(bytes, pages), () => extractPages(bytes, [1])];
      for (const make of copies) {
        if (opens) assert.equal((await PDFDocument.load(await make())).getPage(0).getSize().width, 396);
        else await assert.rejects(make, { answer: { kind: 'unreadable', reason: 'PDF_ENCRYPTED' } });
      }
    }
  });
});

describe('what no copy can be made of', () => {
  const cases: readonly [name: string, bytes: () => Uint8Array | Promise<Uint8Array>, reason: string][] = [
    ['a text', () => Buffer.from('a text'), 'FILE_TYPE_UNSUPPORTED'],
    ['nothing', () => new Uint8Array(), 'FILE_TYPE_UNSUPPORTED'],
    ['a TIFF without a page', () => Uint8Array.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]), 'TIFF_BROKEN'],
    ['half a TIFF', () => tiff.slice(0, tiff.length / 2), 'FILE_INCOMPLETE'],
    ['a PDF without a page', () => Buffer.from('%PDF-1.4\ntrailer<</Size 1>>\n%%EOF'), 'PDF_BROKEN'],
  ];
  for (const [name, bytes, reason] of cases) {
    it(`${name}: ${reason}`, async () => {
      for (const make of [async () => makeArchive(await bytes(), []), async () => extractPages(await bytes(), [1])]) {
        await assert.rejects(make, (error: unknown) => {
          assert.ok(error instanceof UnreadableError, String(error));
          assert.equal(error.answer.reason, reason);
          assert.ok(messages[reason]);
          return true;
        });
      }
    });
  }
});
