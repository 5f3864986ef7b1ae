import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkTiff } from '../../shared/domain/ending/tiff.ts';
import { drawnPages } from '../samples/drawn-pages.ts';
import { type Random, random } from '../samples/random.ts';
import { pdfText } from '../support/pdf-text.ts';
import { CLEAN, type Defects, scanned } from './generate/degrade.ts';
import { make } from './generate/make.ts';
import { plan } from './generate/plan.ts';
import { cleanScan, TEXT_BELOW } from './generate/scans.ts';

/** 30 by 20 white points with a black square of 4 at the upper left. */
function page() {
  const data = new Uint8ClampedArray(30 * 20 * 4).fill(255);
  for (let y = 2; y < 6; y++) for (let x = 3; x < 7; x++) data.fill(0, (y * 30 + x) * 4, (y * 30 + x) * 4 + 3);
  return { width: 30, height: 20, data, jpeg: () => new Uint8Array() };
}

function blackOf(defects: Partial<Defects>) {
  const { width, height, points } = scanned(page(), { ...CLEAN, ...defects }, random(1));
  const black = [...points.keys()]
    .filter((k) => points[k] === 1)
    .map((k) => [k % width, Math.floor(k / width)] as const);
  return { width, height, black };
}

test('a clean page keeps its points; quarter turns move them clockwise', () => {
  const corner = (turns: Defects['turns']) => {
    const { width, height, black } = blackOf({ turns });
    assert.equal(black.length, 16);
    return [width, height, Math.min(...black.map((p) => p[0])), Math.min(...black.map((p) => p[1]))];
  };
  assert.deepEqual(corner(0), [30, 20, 3, 2]);
  assert.deepEqual(corner(1), [20, 30, 14, 3]);
  assert.deepEqual(corner(2), [30, 20, 23, 14]);
  assert.deepEqual(corner(3), [20, 30, 2, 23]);
});

test('noise, folds, dust and grey paper each leave their marks', () => {
  for (const defect of [{ noise: 0.05 }, { folds: 2 }, { dust: 5 }, { shade: 150 }]) {
    const { black } = blackOf(defect);
    assert.ok(
      black.some(([x, y]) => x < 3 || x > 6 || y < 2 || y > 5),
      JSON.stringify(defect),
    );
  }
});

test('scans are whole TIFFs, or PDFs without text; the same job gives the same bytes', async () => {
  const jobs = plan(2, 80)
    .filter((j) => j.kind === 'scan' || j.kind === 'degraded')
    .slice(0, 6);
  const extensions = new Set<string>();
  for (const [k, job] of jobs.entries()) {
    const { entry, bytes } = await make(job);
    const extension = entry.file.split('.').at(-1)!;
    extensions.add(extension);
    if (extension === 'tif') assert.equal(checkTiff(bytes).ok, true, entry.file);
    else assert.equal((await pdfText(bytes)).trim() === '', entry.note !== TEXT_BELOW, entry.file);
    assert.equal(entry.defects === undefined, job.kind === 'scan');
    if (k < 2) assert.deepEqual((await make(job)).bytes, bytes);
  }
  assert.deepEqual([...extensions].sort(), ['pdf', 'tif']);
});

test('one clean scan in ten is searchable: the image lies over the text', async () => {
  const job = plan(2, 80).find((j) => j.kind === 'pdf')!;
  const { bytes, entry } = await make(job);
  const always: Random = { ...random(1), chance: () => true };
  const scan = await cleanScan(bytes, always);
  assert.equal(scan.note, TEXT_BELOW);
  assert.match(await pdfText(scan.bytes), new RegExp(String(entry.expected['number']).split(/\W/)[0]!));
  for await (const { data } of drawnPages(scan.bytes, 72))
    assert.ok(
      data.every((value, at) => at % 4 === 3 || value === data[at - (at % 4)]),
      'no colour shows through',
    );
});
