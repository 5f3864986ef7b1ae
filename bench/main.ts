import { writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { costTables } from './cost/print.ts';
import { fairness, printFairness } from './fairness.ts';
import { gatewayBench, LEGS, printGateway } from './gateway/gateway.ts';
import { type PipelineReport, pipeline } from './pipeline.ts';
import { printReading, READING_LEGS, readingBench } from './reading.ts';

const HELP = `Usage: npm run bench -- pipeline [--documents N] [--small N] [--large N] [--json FILE]
       npm run bench -- gateway [--only LEG,...] [--quick] [--size NAME=N]... [--profile DIR] [--json FILE]
       npm run bench -- fairness [--scans N] [--einvoices N] [--processes N] [--json FILE]
       npm run bench -- reading [--only LEG,...] [--pages N] [--rounds N] [--json FILE]
       npm run bench -- cost

pipeline

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
the deposit's blob, its event in the journal, and the rows that the dispatch would have written.

gateway
The gateway beside its peers in one run, each doing the same work in turn with the same client; speed ratios are medians
of the rounds, above 1 the gateway is faster. Peers that are not installed are named.

  --only LEG,...  storage (bare SDK, vsftpd then rclone copy), null (vsftpd alone, gateway without storage, plain and
                  TLS), sftp (rclone serve sftp), idle (logins, idle robots), load (many transfers; memory, ports)
                  (default: all)
  --quick         small sizes, about two minutes
  --size NAME=N   large, transfer, upload (MB); files, logins, large-rounds, small-rounds, robots, transfers, uploads
  --profile DIR   writes where the gateways spend their time (.cpuprofile, and the costliest functions as text)
  --json FILE     writes the figures to FILE

fairness
What one compte's scans cost another's e-invoices and scans: a compte sends e-invoices, one a second, and then five scans at
once, first with nothing else going on, then while the scans of another compte (one page each, 300 dpi, black and white) are
read. Three to five minutes.

  --scans N       scans that are sent before (200); 2000 take some minutes to be drawn and sent
  --einvoices N   e-invoices each time (50)
  --processes N   pages read at one time (one core is left free)
  --json FILE     writes the figures to FILE

  filed_ms        from the 226 as the client sees it to the line that the dispatch logs once its rows are committed
  read_ms         of the five scans: from the 226 to the line that the reader logs once a page is stored
  scans_read      pages that were read between the first of those e-invoices and the last
  scans_left      scans not read yet at the end: where it is 0 they ran out, and more of them should be sent

reading
Warm readers beside bare libraries and programs, in one run: both do the same document in turn, who begins changes with
each round; milliseconds are medians of the rounds, ratios above 1 mean that the product is slower. "of cpu" is the ratio of
processor time, which other programs change least.

  --only LEG,...  einvoice (by PDF.js opening the file and taking its XML out), digital (by pdftotext -layout), native and
                  packaged (a scanned page, by the same engine reading it as it came) (default: all)
  --pages N       scanned pages, half of them degraded (6)
  --rounds N      over each of them (3); about 15 s a round of a page with both engines
  --json FILE     writes the figures to FILE

cost
Measures nothing: prints the tables of docs/cost.md from the figures of bench/cost/figures.ts.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      documents: { type: 'string', default: '500' },
      small: { type: 'string', default: '500' },
      large: { type: 'string', default: '20000' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      size: { type: 'string', multiple: true },
      profile: { type: 'string' },
      scans: { type: 'string', default: '200' },
      einvoices: { type: 'string', default: '50' },
      processes: { type: 'string' },
      pages: { type: 'string', default: '6' },
      rounds: { type: 'string', default: '3' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [what] = positionals;
  if (values.help || !['pipeline', 'gateway', 'fairness', 'reading', 'cost'].includes(what ?? '')) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const say = (line: string) => console.log(line);
  if (what === 'cost') {
    say(costTables());
    return 0;
  }
  if (what === 'gateway') {
    const report = await gatewayBench({
      only: namesOf(values.only, LEGS),
      quick: values.quick,
      profile: values.profile ? resolve(values.profile) : null,
      sizes: Object.fromEntries((values.size ?? []).map(sizeOf)),
      say,
    });
    printGateway(report, say);
    if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`);
    return 0;
  }
  if (what === 'reading') {
    const report = await readingBench({
      only: namesOf(values.only, READING_LEGS),
      pages: count('pages', values.pages, 1),
      rounds: count('rounds', values.rounds, 1),
      say,
    });
    printReading(report, say);
    if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`);
    return 0;
  }
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
  if (what === 'fairness') {
    const report = await fairness({
      root,
      scans: count('scans', values.scans, 1),
      einvoices: count('einvoices', values.einvoices, 2),
      processes: values.processes === undefined ? null : count('processes', values.processes, 1),
      say,
    });
    printFairness(report, say);
    if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`);
    return 0;
  }
  const report = await pipeline({
    root,
    documents: count('documents', values.documents, 4),
    small: count('small', values.small, 1),
    large: count('large', values.large, 1),
    say,
  });
  print(report);
  if (values.json) writeFileSync(resolve(values.json), `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

function namesOf<Name extends string>(text: string | undefined, all: readonly Name[]): readonly Name[] {
  if (text === undefined) return all;
  const names = text.split(',');
  const wrong = names.find((n) => !(all as readonly string[]).includes(n));
  if (wrong !== undefined) throw new Error(`--only takes ${all.join(', ')}, not "${wrong}"`);
  return names as Name[];
}

function sizeOf(text: string): [name: string, n: number] {
  const [name = '', n = ''] = text.split('=');
  return [name, count(`size ${name}`, n, 1)];
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
