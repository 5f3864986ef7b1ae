import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { crashes } from './crashes.ts';

const HELP = `Usage: npm run campaign -- crashes [--deposits N] [--kills N] [--entries N] [--json FILE]

Deposits invoices by FTP on a cloud of its own while its processes are killed with kill -9 and every event and every
message comes twice, then counts what was lost or doubled, and rebuilds the tables from the blobs.

  --deposits N   deposits of distinct bytes (500)
  --kills N      kills, five of the functions host for three of the gateway (8)
  --entries N    accounting entries posted meanwhile (20)
  --json FILE    writes the figures to FILE

Exit status: 0 when nothing was lost, doubled, misfiled or damaged and the rebuild gave the same; 1 otherwise.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      deposits: { type: 'string', default: '500' },
      kills: { type: 'string', default: '8' },
      entries: { type: 'string', default: '20' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || positionals[0] !== 'crashes') {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const here = dirname(fileURLToPath(import.meta.url));
  const result = await crashes({
    root: resolve(here, '../../..'),
    deposits: Number(values.deposits),
    kills: Number(values.kills),
    entries: Number(values.entries),
    say: (line) => console.log(line),
  });
  for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(20)} ${value}`);
  if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(result, null, 2)}\n`);
  const { lost, doubled, misfiled, damaged, entriesLost, entriesDoubled, rebuildDifferences } = result;
  return lost + doubled + misfiled + damaged + entriesLost + entriesDoubled + rebuildDifferences === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (e: Error) => {
    console.error(e.stack ?? e.message);
    process.exit(1);
  },
);
