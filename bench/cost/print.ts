import { type Cost, costOf, type Load, loadOf } from './cost.ts';
import { ASSUMED, MEASURED, PRICES, PRICES_ARE } from './figures.ts';

/** The last is the one of docs/scale.md. */
const SIZES = [10, 1_000, 10_000, 100_000] as const;
const ROWS: readonly [keyof Cost, string][] = [
  ['functions', 'functions'],
  ['storageCalls', 'storage calls'],
  ['messages', 'Service Bus, Event Grid'],
  ['gateways', 'gateways'],
  ['logs', 'logs'],
  ['egress', 'data that robots fetch'],
  ['fixed', 'instances always ready, alerts, vault'],
  ['kept', 'documents, journal, rows kept'],
  ['total', '**total**'],
];
const LOADS: readonly [keyof Load, string][] = [
  ['comptes', 'comptes'],
  ['documents', 'documents'],
  ['pages', 'scanned pages'],
  ['messages', 'messages'],
  ['blobCalls', 'blob calls'],
  ['tableCalls', 'table calls'],
  ['listings', 'listings'],
  ['functionGBSeconds', 'GB-seconds of functions'],
  ['blobGB', 'GB of blobs more each month'],
  ['rowGB', 'GB of rows more each month'],
  ['logGB', 'GB of logs'],
];

/** The tables of docs/cost.md, as Markdown. */
export function costTables(): string {
  const head = (first: string) => row([first, ...SIZES.map((n) => `${whole(n)} dossiers`)]) + rule(SIZES.length + 1);
  const cells = (value: (dossiers: number) => string) => SIZES.map(value);
  const load = LOADS.map(([key, name]) => row([name, ...cells((n) => whole(loadOf(n)[key]))])).join('');
  const money = ROWS.map(([key, name]) => row([name, ...cells((n) => cents(costOf(n, 12)[key]))])).join('');
  const more = [
    row(['a document', ...cells((n) => costOf(n, 12).perDocument.toFixed(4))]),
    row(['total in month 1', ...cells((n) => cents(costOf(n, 1).total))]),
    row(['total in month 120', ...cells((n) => cents(costOf(n, 120).total))]),
    row(['Document Intelligence beside it, `poor`', ...cells((n) => cents(costOf(n, 12).documentIntelligence))]),
  ].join('');
  return [
    head('in a month') + load,
    head(`${PRICES_ARE.currency} in month 12`) + money + more,
    table('measured', MEASURED),
    table('assumed', ASSUMED),
    table(`price, ${PRICES_ARE.currency}, ${PRICES_ARE.region}, ${PRICES_ARE.noted}`, PRICES),
  ].join('\n');
}

function table(name: string, values: Readonly<Record<string, number>>): string {
  const rows = Object.entries(values).map(([key, value]) => row([`\`${key}\``, String(value)]));
  return row([name, 'value']) + rule(2) + rows.join('');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

function rule(columns: number): string {
  return `|${'---|'.repeat(columns)}\n`;
}

function whole(n: number): string {
  return n < 10 ? n.toFixed(1).replace(/\.0$/, '') : Math.round(n).toLocaleString('en');
}

function cents(n: number): string {
  return n < 100 ? n.toFixed(2) : Math.round(n).toLocaleString('en');
}
