import assert from 'node:assert/strict';
import { test } from 'node:test';
import { separatorSheets } from '../../../shared/print/separator-sheets.ts';
import { findMarks } from '../../../shared/reading/marks/find-marks.ts';
import type { Raster } from '../../../shared/reading/ocr/engine.ts';
import type { Defects } from '../../accuracy/generate/degrade.ts';
import { inGrey, scannedPages } from '../../support/rasters.ts';

async function read(raster: Raster) {
  const marks = await findMarks(raster);
  const formats = marks.filter((m) => m.kind === 'patch').map((m) => m.format);
  return { formats, codes: marks.filter((m) => m.kind === 'barcode').map((m) => `${m.format} ${m.text}`), marks };
}

const sheet = separatorSheets({ count: 1, statement: { dossier: '007868', exercice: '201912' } });

const WAYS: readonly (readonly [string, number, Partial<Defects>])[] = [
  ['as printed, 300 dpi', 300, {}],
  ['as printed, 200 dpi', 200, {}],
  ['a quarter turned', 300, { turns: 1 }],
  ['upside down', 300, { turns: 2 }],
  ['turned the other way, 200 dpi', 200, { turns: 3 }],
  ['two degrees askew', 300, { skew: 2 }],
  ['two degrees askew the other way, upside down, 200 dpi', 200, { skew: -2, turns: 2 }],
  ['dusty and noisy', 300, { dust: 150, noise: 0.003 }],
  ['on grey paper', 300, { shade: 60 }],
];

for (const [name, dpi, defects] of WAYS)
  test(`a printed separator sheet is recognised: ${name}`, async () => {
    const [page] = await scannedPages(await sheet, dpi, defects);
    const { formats, codes } = await read(page!);
    assert.ok(formats.length >= 2, `patch codes: ${formats}`);
    assert.deepEqual([...new Set(formats)], ['T']);
    assert.deepEqual(codes, ['QRCode AMI-SEPARATOR:007868_201912']);
  });

test('a sheet in grey is recognised, its marks where they are', async () => {
  const [page] = await scannedPages(await sheet, 300);
  const { marks } = await read(inGrey(page!));
  assert.equal(marks.length, 5);
  const qr = marks.find((m) => m.format === 'QRCode')!;
  // 140 points wide in the middle of 595, its upper edge 842 - 450 points from the top.
  const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 4, `${a} is not ${b}`);
  near(qr.box.x, 227.6);
  near(qr.box.y, 391.9);
  near(qr.box.width, 140);
  const top = marks.find((m) => m.kind === 'patch' && m.box.y < 100)!;
  near(top.box.y, 32.4);
  near(top.box.height, 57.6);
  near(top.box.x, 207.6);
  near(top.box.width, 180);
});

test('sheets without a dossier say so, and as many are printed as asked', async () => {
  const pages = await scannedPages(await separatorSheets({ count: 2, statement: null }), 200);
  assert.equal(pages.length, 2);
  assert.deepEqual((await read(pages[1]!)).codes, ['QRCode AMI-SEPARATOR']);
});
