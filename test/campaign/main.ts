import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { crashes } from './crashes.ts';
import { areKept, type CutResult, cuts } from './cuts/cuts.ts';

const HELP = `Usage: npm run campaign -- crashes [--deposits N] [--kills N] [--entries N] [--scans N] [--json FILE]
       npm run campaign -- cuts [--cuts N] [--seed N] [--json FILE]

crashes
Deposits invoices by FTP on a cloud of its own while its processes are killed with kill -9 and every event and every
message comes twice, then counts what was lost or doubled, and rebuilds the tables from the blobs.

  --deposits N   deposits of distinct bytes (500)
  --kills N      kills, five of the functions host for three of the gateway (8)
  --entries N    accounting entries posted meanwhile (20)
  --scans N      deposits that are scans, read by the real reader, which is killed too, half as often again (a tenth of
                 the deposits, at most 40)
  --json FILE    writes the figures to FILE

cuts
Breaks uploads off by FTP, FTPS and SFTP on a cloud of its own: clients killed, connections reset, ended early or lost,
ABOR, the gateway killed and stopped, storage that refuses and restarts. Sends each file again under its name, then
counts what was published cut short, lost, doubled, or left in storage.

  --cuts N       uploads that are broken off (1000)
  --seed N       chooses kinds, files and bytes; the moments are the machine's (1)
  --json FILE    writes the figures to FILE

Exit status: 0 when every promise was kept (nothing lost, doubled, misfiled, damaged or published cut short, nothing left
behind, every retry successful, the rebuild the same); 1 otherwise.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      deposits: { type: 'string', default: '500' },
      kills: { type: 'string', default: '8' },
      entries: { type: 'string', default: '20' },
      scans: { type: 'string' },
      cuts: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [what] = positionals;
  if (values.help || (what !== 'crashes' && what !== 'cuts')) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
  const say = (line: string) => console.log(line);
  if (what === 'cuts') {
    const result = await cuts({ root, cuts: count('cuts', values.cuts), seed: count('seed', values.seed), say });
    printCuts(result);
    if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(result, null, 2)}\n`);
    return areKept(result) ? 0 : 1;
  }
  const deposits = Number(values.deposits);
  const result = await crashes({
    root,
    deposits,
    scans: Number(values.scans ?? Math.min(40, Math.round(deposits / 10))),
    kills: Number(values.kills),
    entries: Number(values.entries),
    say,
  });
  for (const [name, value] of Object.entries(result)) console.log(`${name.padEnd(20)} ${value}`);
  if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(result, null, 2)}\n`);
  const { lost, doubled, misfiled, damaged, entriesLost, entriesDoubled, rebuildDifferences } = result;
  const { pagesUnread, partsWrong, copiesMissing } = result;
  const wrong = lost + doubled + misfiled + damaged + entriesLost + entriesDoubled + rebuildDifferences;
  return wrong + pagesUnread + partsWrong + copiesMissing === 0 ? 0 : 1;
}

function count(name: string, text: string): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 1 && n <= 1_000_000) return n;
  throw new Error(`--${name} takes a number from 1 to 1000000, not "${text}"`);
}

function printCuts({ by_kind, by_protocol, refusals, remarks, ...figures }: CutResult): void {
  for (const remark of remarks) console.log(`  ${remark}`);
  const line = (name: string, ...cells: unknown[]) =>
    console.log(`${name.padEnd(20)} ${cells.map((c) => String(c).padStart(8)).join(' ')}`);
  line('', 'cuts', 'through', 'retries', 'refused');
  for (const [kind, c] of Object.entries(by_kind)) line(kind, c.cuts, c.through, c.retries, c.refused);
  for (const [protocol, n] of Object.entries(by_protocol)) line(protocol, n);
  for (const [why, n] of Object.entries(refusals)) console.log(`  ${n} retries refused: ${why}`);
  console.log();
  for (const [name, value] of Object.entries(figures)) line(name, value);
}

main().then(
  (code) => process.exit(code),
  (e: Error) => {
    console.error(e.stack ?? e.message);
    process.exit(1);
  },
);
