import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createScanReader } from '../../../shared/reading/scan/scan-reader.ts';
import { invoice } from './drawn.ts';
import { pdfOf } from './pdfs.ts';
import { g4, picture } from './pictures.ts';
import { assertInvoice, read } from './told.ts';

const DPI = 200;
/** The tag "orientation" of a page that must be turned clockwise by so much. */
const TAG = { 90: 6, 180: 3, 270: 8 } as const;
const resolution = { xres: DPI / 25.4, yres: DPI / 25.4, resolutionUnit: 'inch' } as const;

/** Pages that lay turned and askew in the scanner, read by one engine in its child. */
export function describeUpright(engine: 'native' | 'packaged', skip: string | false): void {
  describe(`a page is read however it lay, by the ${engine} engine`, { skip }, () => {
    const scans = createScanReader({ engine });
    after(() => scans.close());

    it('upright', async () => {
      const page = await read(scans, await g4(invoice(), DPI));
      assertInvoice(page);
      assert.deepEqual([page.quality.turned, page.quality.skew, page.quality.dpi], [0, 0, DPI]);
      assert.deepEqual([page.quality.width, page.quality.height], [1654, 2339]);
      assert.match(page.engine, engine === 'native' ? /^tesseract \d/ : /^tesseract\.js /);
    });

    for (const turned of [90, 180, 270] as const) {
      it(`to be turned by ${turned}, which nothing says`, async () => {
        const page = await read(scans, await g4(invoice({ turned }), DPI));
        assert.equal(page.quality.turned, turned);
        assertInvoice(page);
        const sides = turned === 180 ? [1654, 2339] : [2339, 1654];
        assert.deepEqual([page.quality.width, page.quality.height], sides);
      });

      it(`to be turned by ${turned}, as the tag of a TIFF says`, async () => {
        const tiff = await picture(invoice({ turned }))
          .withMetadata({ orientation: TAG[turned] })
          .tiff({ ...resolution, compression: 'lzw' })
          .toBuffer();
        const page = await read(scans, tiff);
        assert.equal(page.quality.turned, 0);
        assertInvoice(page);
      });

      it(`to be turned by ${turned}, as /Rotate of a PDF says`, async () => {
        const page = await read(scans, await pdfOf(invoice({ turned }), DPI, { rotate: turned }));
        assert.equal(page.quality.turned, 0);
        assertInvoice(page);
      });
    }

    // The same pictures for both engines: the slower one is given two of them.
    for (const skew of engine === 'native' ? [-5, -3, -1.5, -0.5, 0.5, 1.5, 3, 5] : [-3, 5]) {
      it(`askew by ${skew} degrees`, async () => {
        const page = await read(scans, await g4(invoice({ skew }), DPI));
        assert.equal(page.quality.turned, 0);
        assert.ok(Math.abs(page.quality.skew - skew) <= 0.2, `told as ${page.quality.skew}`);
        assertInvoice(page);
      });
    }

    it('turned and askew, in a PDF that says nothing', async () => {
      const page = await read(scans, await pdfOf(invoice({ turned: 90, skew: 2 }), DPI));
      assert.equal(page.quality.turned, 90);
      assert.ok(Math.abs(page.quality.skew - 2) <= 0.2, `told as ${page.quality.skew}`);
      assertInvoice(page);
    });
  });
}
