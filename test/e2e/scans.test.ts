import { after, before, test } from 'node:test';
import { type Running, run } from './running.ts';
import { sendScans } from './send-scans.ts';

let r: Running;
before(async () => {
  // The engine that comes with the packages is there on every machine.
  r = await run({ AMI_SCAN_PROCESSES: '1', AMI_SCAN_ENGINE: 'packaged' });
});
after(async () => {
  await r?.stop();
});

test('scans that a robot sends are read by their pictures and filed in the right exercice', () => sendScans(r));
