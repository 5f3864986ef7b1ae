import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { OcrEngine, Raster } from '../../../shared/reading/ocr/engine.ts';
import { findEngine } from '../../../shared/reading/ocr/find.ts';
import { PictureRefused } from '../../../shared/reading/ocr/raster.ts';
import { nativeMissing } from './native-here.ts';
import { bilevel, textPicture } from './pictures.ts';

const WORD_AT = { Facture: [90, 120], '17/03/2026': [435, 240], Total: [90, 720] } as const;

for (const [engine, skip] of [
  ['native', nativeMissing],
  ['packaged', false],
] as const) {
  describe(`the ${engine} engine`, { skip }, () => {
    let found: Promise<OcrEngine> | null = null;
    const get = () => {
      found ??= findEngine({ engine });
      return found;
    };
    after(async () => (await found)?.close());

    test('says its version', async () => {
      assert.match((await get()).name, engine === 'native' ? /^tesseract \d+\.\d/ : /^tesseract\.js 7\.\d+\.\d+$/);
    });

    for (const [form, picture] of [
      ['grey', textPicture()],
      ['black and white', bilevel(textPicture())],
    ] as const) {
      test(`reads number, date and total where they stand: ${form}`, async () => {
        const words = await (await get()).recognise(picture);
        for (const text of ['F2026-0438', '17/03/2026', '234,56', 'Société', 'règlement'])
          assert.ok(
            words.some((word) => word.text === text),
            `${text} in: ${words.map((word) => word.text).join(' ')}`,
          );
        for (const [text, [x, baseline]] of Object.entries(WORD_AT)) {
          const word = words.find((w) => w.text === text)!;
          assert.ok(Math.abs(word.x - x) < 60, `${text} at ${word.x}`);
          assert.ok(Math.abs(word.y + word.height - baseline) < 15, `${text} ends at ${word.y + word.height}`);
          assert.ok(word.height > 20 && word.height < 60 && word.confidence > 0.5 && word.confidence <= 1);
        }
        const lineOf = (text: string) => words.find((word) => word.text === text)!.line;
        assert.equal(lineOf('Facture'), lineOf('F2026-0438'));
        assert.notEqual(lineOf('Facture'), lineOf('17/03/2026'));
      });
    }

    for (const [quarters, turn] of [
      [0, 0],
      [1, 270],
      [2, 180],
      [3, 90],
    ] as const) {
      test(`a page turned by ${quarters} quarters is to be turned by ${turn} degrees`, async () => {
        const said = await (await get()).orientation(textPicture(quarters));
        assert.equal(said?.turn, turn);
        assert.ok(said.confidence > 1);
      });
    }

    test('a blank picture has no words, and no orientation', async () => {
      const blank = textPicture(0, []);
      assert.deepEqual(await (await get()).recognise(blank), []);
      assert.deepEqual(await (await get()).recognise(bilevel(blank)), []);
      assert.equal(await (await get()).orientation(blank), null);
    });

    test('pictures that are none are refused, and the next is read', async () => {
      const broken: readonly Partial<Raster>[] = [
        { width: 1, height: 1, data: new Uint8Array(1) },
        { width: 30_000, height: 30_000 },
        { data: new Uint8Array(17) },
      ];
      for (const more of broken) {
        await assert.rejects((await get()).recognise({ ...textPicture(), ...more }), PictureRefused);
        await assert.rejects((await get()).orientation({ ...textPicture(), ...more }), PictureRefused);
      }
      const noise = new Uint8Array(400 * 400).map((_, n) => (n * n * 7919) % 256);
      await (await get()).recognise({ width: 400, height: 400, bits: 8, data: noise, dpi: 300 });
      await (await get()).recognise({ width: 3, height: 3, bits: 8, data: new Uint8Array(9), dpi: 300 });
      assert.ok((await (await get()).recognise(textPicture())).some((word) => word.text === '17/03/2026'));
    });

    test('several pages at once are each read', async () => {
      const lines = ['Avoir AV-2025-1', 'Avoir AV-2025-2', 'Avoir AV-2025-3'];
      const engineHere = await get();
      const read = await Promise.all(lines.map((line) => engineHere.recognise(textPicture(0, [line, line]))));
      for (const [n, line] of lines.entries())
        assert.ok(
          read[n]!.some((word) => word.text === line.split(' ')[1]),
          `${line}: ${JSON.stringify(read[n])}`,
        );
    });

    test('closed in the middle of a page it rejects, and takes no other', async () => {
      const another = await findEngine({ engine });
      const reading = another.recognise(textPicture());
      const refused = assert.rejects(reading);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await another.close();
      await refused;
      await assert.rejects(another.recognise(textPicture()), /closed/);
      await another.close();
    });
  });
}
