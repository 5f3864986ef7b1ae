/** The child process that works on scans, one task at a time. Started by scan-reader.ts, with its engine as argument. */
import { setPriority } from 'node:os';
import { findEngine } from '../ocr/find.ts';
import { pdfium } from '../raster/pdfium.ts';
import { endWithParent, serve } from '../serve.ts';
import { carryOut } from './carry-out.ts';
import type { ScanAnswer, ScanTask } from './tasks.ts';

endWithParent(true);
// Pages of pictures take seconds each: e-invoices are read meanwhile.
setPriority(10);

const [choice = 'auto'] = process.argv.slice(2) as ('auto' | 'native' | 'packaged')[];
const engine = await findEngine({ engine: choice });
// Both loaded now: what they hold is not taken for what a document left behind, and where one does not work, the child
// fails to start instead of calling every page broken.
await Promise.all([
  pdfium(),
  engine.recognise({ width: 64, height: 64, bits: 1, data: new Uint8Array(512), dpi: 300 }),
]);

serve<ScanTask, ScanAnswer>((task, bytes) => carryOut(task, bytes, engine));
