import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type PipelineReport, pipeline } from './pipeline.ts';

const HELP = `Usage: npm run bench -- pipeline [--documents N] [--small N] [--large N] [--json FILE]

Sends e-invoices (Factur-X, CII, UBL, distinct bytes) through clouds of its own, built and freshly started, and measures.
Two clouds run side by side, one with few documents and one with many; they take turns, so that ratios hold on a machine
that does other things. Absolute figures are those of this machine at this moment. Takes about five minutes.

  --documents N   e-invoices at full speed over 8 connections, and as many again on the way (500)
  --small N       documents that are there before, on the small cloud (500)
  --large N       and on the large one (20000)
  --json FILE     writes the figures to FILE

What is measured, and how:
  latency_ms           from the 226 as the client sees it to the line that the dispatch logs once its rows are committed
                       (one clock), deposits at a steady pace of a third of what the cloud takes
  docs_per_s           from the first STOR to the last document filed; the first burst is the first thing a cloud does
  storage_calls_per_invoice
                       requests that reached the storage from STOR to filed (a transaction is one), over one connection
                       with nothing else going on; the login's own are told apart
  messages_per_invoice messages that functions were called with
  dispatch_overhead_ms the invocation as the host times it, without reading the file
  cpu_ms_per_document  processor time during the bursts, by process (cloud: storage, events and queues); Linux only; the
                       steadiest figure where others use the machine
  growth               the same with many documents; bare_azurite_ms_p50: the same storage operations by themselves,
                       through the same SDK, with the same fill; overhead_by_bare: the dispatch by the sum of its operations

The timers of the app are off. The fill is filed documents of the last 20 hours, over 50 dossiers of one compte: for each
the deposit's blob, its event in the journal, and the rows that the dispatch would have written.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      documents: { type: 'string', default: '500' },
      small: { type: 'string', default: '500' },
      large: { type: 'string', default: '20000' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help || positionals[0] !== 'pipeline') {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const report = await pipeline({
    root: resolve(dirname(fileURLToPath(import.meta.url)), '../..'),
    documents: count('documents', values.documents, 4),
    small: count('small', values.small, 1),
    large: count('large', values.large, 1),
    say: (line) => console.log(line),
  });
  print(report);
  if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

function count(name: string, text: string, min: number): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= min && n <= 100_000) return n;
  throw new Error(`--${name} takes a number from ${min} to 100000, not "${text}"`);
}

function print(report: PipelineReport): void {
  const { growth, details, ...figures } = report;
  const { small, large, ratio, bare_azurite_ms_p50: bare, overhead_by_bare: overBare } = growth;
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(28)} ${value}`);
  const line = (name: string, s: unknown, l: unknown, r: unknown = '') =>
    console.log(`${name.padEnd(28)} ${String(s).padStart(10)} ${String(l).padStart(10)} ${String(r).padStart(8)}`);
  console.log();
  line('growth', 'small', 'large', 'ratio');
  for (const name of Object.keys(small) as (keyof typeof small)[])
    line(name, small[name], large[name], (ratio as Record<string, number | null>)[name]);
  line('overhead_by_bare', overBare.small, overBare.large);
  console.log();
  line('bare Azurite, ms p50', 'small', 'large', 'ratio');
  for (const [name, b] of Object.entries(bare)) line(name, b.small, b.large, b.ratio);
  console.log(`\nin ${details.seconds} s; steady pace ${details.steady_per_s} a second`);
}

main().then(
  (code) => process.exit(code),
  (e: Error) => {
    console.error(e.stack ?? e.message);
    process.exit(1);
  },
);
