import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ScanReader } from '../../../shared/ports/scan-reader.ts';
import { createScanReader, type ScanReaderOptions } from '../../../shared/reading/scan/scan-reader.ts';
import { writeTiff } from '../../samples/tiff.ts';
import { nativeMissing } from '../ocr/native-here.ts';
import { invoice } from './drawn.ts';
import { g4, sheet } from './pictures.ts';

const readers: ScanReader[] = [];
const reader = (options: ScanReaderOptions) => {
  const made = createScanReader(options);
  readers.push(made);
  return made;
};
after(() => Promise.all(readers.map((r) => r.close())));
const skip = existsSync('/proc/self') ? nativeMissing : 'needs /proc';

/** Processes below this one, at whatever depth. */
function below(pid: number | string = process.pid): string[] {
  let children: string[] = [];
  try {
    for (const thread of readdirSync(`/proc/${pid}/task`)) {
      const listed = readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1');
      children = children.concat(listed.split(' ').filter(Boolean));
    }
  } catch {
    // It ended meanwhile.
  }
  return children.flatMap((child) => [child, ...below(child)]);
}
const commandOf = (pid: string) => {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'latin1').trim();
  } catch {
    return '';
  }
};

/** The number of a process that recognises letters, once there is one. */
async function tesseract(): Promise<string> {
  for (;;) {
    const found = below().find((pid) => commandOf(pid) === 'tesseract');
    if (found) return found;
    await pause(5);
  }
}
async function assertEnds(pid: string): Promise<void> {
  for (let n = 0; n < 200 && commandOf(pid) === 'tesseract'; n++) await pause(20);
  assert.notEqual(commandOf(pid), 'tesseract');
}

describe('limits of the scan reader', () => {
  it('1,000 pages are counted', async (t) => {
    const tiny = { width: 64, height: 64, points: new Uint8Array(64 * 64) };
    const tiff = writeTiff(
      Array.from({ length: 1000 }, () => tiny),
      100,
    );
    const scans = reader({ engine: 'packaged' });
    await scans.outline(await g4(sheet(0, 64, 64), 100));
    const start = performance.now();
    assert.deepEqual(await scans.outline(tiff), { kind: 'pages', pages: 1000 });
    t.diagnostic(`counted in ${Math.round(performance.now() - start)} ms`);
  });

  it('closed in the middle of a page: what is read is rejected, and Tesseract ends', { skip }, async () => {
    const scans = reader({ engine: 'native' });
    await scans.outline(await g4(sheet(0, 64, 64), 100));
    const reading = assert.rejects(scans.readPage(await g4(invoice(), 200), 1), /closed/);
    const pid = await tesseract();
    await scans.close();
    await reading;
    await assertEnds(pid);
  });

  it('too much memory: the page has its reason', { skip }, async () => {
    const scans = reader({ engine: 'native', maxRssBytes: 1024 ** 2 });
    const answer = await scans.readPage(await g4(invoice(), 200), 1);
    assert.deepEqual(answer, { kind: 'unreadable', reason: 'READER_MEMORY', params: { limit: '1' } });
  });
});
