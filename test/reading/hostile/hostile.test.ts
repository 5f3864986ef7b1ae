import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Reading } from '../../../shared/domain/invoice.ts';
import { messages } from '../../../shared/domain/messages.ts';
import { readScan } from '../../../shared/domain/scan/read-scan.ts';
import { createReader } from '../../../shared/reading/pool.ts';
import { createScanReader } from '../../../shared/reading/scan/scan-reader.ts';
import { makeCii } from '../../support/invoices.ts';
import { watchChildren } from './memory.ts';
import { scans as pictures } from './pictures.ts';
import { files } from './table.ts';

/** Both readers as they run, with a child for the hostile file and one for its neighbour. */
const reader = createReader({ processes: 2 });
const scans = createScanReader({ processes: 2 });
after(() => Promise.all([reader.close(), scans.close()]));

const invoice = makeCii({ number: 'GOOD', date: '2019-05-12' });
let paper: Uint8Array;
before(async () => {
  paper = pictures['a blank scan']();
});

/** The cap is looked at every 20 ms: what is taken meanwhile comes on top. */
const MOST_MEGABYTES = 512 + 50;

async function goodIsRead(): Promise<void> {
  const reading = await reader.read(invoice, { name: 'good.xml' });
  assert.equal(reading.kind === 'einvoice' && reading.invoice.number, 'GOOD');
}

async function goodScanIsRead(): Promise<void> {
  const read = await scans.readPage(paper, 1);
  assert.equal(read.kind === 'page' && read.page.quality.blank, true, JSON.stringify(read).slice(0, 200));
}

/** `text`, `paper`, a reason; with the remark on an embedded invoice. */
function told(reading: Reading): string {
  if (reading.kind === 'unreadable') return reading.reason;
  const remark = reading.remarks.find((r) => r.code.startsWith('EINVOICE_'));
  return remark ? `${reading.kind} ${remark.code}` : reading.kind;
}

function assertSaid(code: string): void {
  assert.ok(messages[code]?.fr && messages[code]?.en, `${code} has no sentence`);
}

describe('broken, hostile and odd files', () => {
  for (const { name, make, expected } of files) {
    it(name, async (t) => {
      const bytes = new Uint8Array(await make());
      const peak = watchChildren();
      const [reading] = await Promise.all([reader.read(bytes, { name }), goodIsRead()]);
      assert.ok(expected.file.includes(told(reading)), `${told(reading)}, expected ${expected.file.join(' or ')}`);
      if (reading.kind === 'unreadable') assertSaid(reading.reason);
      assert.notEqual(reading.kind, 'einvoice');
      await goodIsRead();

      if (expected.scan) {
        const [outline] = await Promise.all([scans.outline(bytes), goodScanIsRead()]);
        const read = outline.kind === 'pages' ? await scans.readPage(bytes, 1) : outline;
        const said = read.kind === 'unreadable' ? read.reason : read.page.quality.blank ? 'blank' : 'page';
        assert.ok(expected.scan.includes(said), `${said}, expected ${expected.scan.join(' or ')}`);
        if (read.kind === 'unreadable') assertSaid(read.reason);
        else if (reading.kind === 'paper' && name !== 'a page upside down') {
          const decided = readScan([read], reading);
          // Nothing of these says a date: whoever files them is a person.
          assert.ok(decided.kind === 'paper' || (decided.kind === 'scan' && decided.invoice.issueDate === null), name);
        }
        await goodScanIsRead();
      }
      const megabytes = peak();
      t.diagnostic(`${megabytes} MB at most`);
      assert.ok(megabytes < MOST_MEGABYTES, `${megabytes} MB`);
    });
  }

  it('a page upside down is read like any other', async () => {
    const read = await scans.readPage(await pictures['a page upside down'](), 1);
    assert.ok(read.kind === 'page');
    assert.equal(read.page.quality.turned, 180);
    assert.match(read.page.page.fragments.map((f) => f.text).join(' '), /12\/05\/2019/);
  });
});
