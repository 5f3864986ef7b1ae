import { percentile } from '../../bench/statistics.ts';
import type { Read } from './run.ts';
import { GROUPS, type Score, type Share, type Tally, type Wrong } from './score.ts';

/** Documents shown of the wrong ones; `--json` has them all. */
const MOST_SHOWN = 40;

const COLUMNS = [
  '',
  'files',
  'right',
  'asked',
  'WRONG',
  'date',
  'number',
  'gross',
  'seller',
  'p50 ms',
  'p95 ms',
] as const;

/** The report as lines: one line a scenario where there are several, then the worst of them in full. */
export function reportLines(scores: readonly Score[], worst: Score): string[] {
  const lines: string[] = [];
  if (scores.length > 1) {
    for (const s of scores) lines.push(`${s.scenario.padEnd(28)} right ${s.right}, asked ${s.asked}, wrong ${s.wrong}`);
    lines.push('', `The worst: ${worst.scenario}`);
  } else lines.push(worst.scenario);
  const rows = GROUPS.flatMap((g) => (worst.groups[g] ? [[g, ...cells(worst.groups[g])]] : []));
  lines.push('', ...aligned([[...COLUMNS], ...rows]));
  const asked = GROUPS.flatMap((g) => reasons(g, worst.groups[g]));
  if (asked.length > 0) lines.push('', 'Asked, by reason:', ...asked);
  if (worst.wrong > 0)
    lines.push('', `Wrong (${worst.wrong}):`, ...worst.wrongOnes.slice(0, MOST_SHOWN).map(wrongLine));
  if (worst.wrong > MOST_SHOWN) lines.push(`… and ${worst.wrong - MOST_SHOWN} more (--json FILE has them all)`);
  return lines;
}

/** What read the scans, and how long a page took where it was read. */
export function scanLines(reads: readonly Pick<Read, 'pages'>[], engine: string): string[] {
  const files = reads.flatMap((r) => r.pages ?? []);
  if (files.length === 0) return [];
  const pages = files.flatMap((f) => f.ms);
  const kept = files.filter((f) => f.kept).flatMap((f) => f.ms).length;
  const seconds = (p: number) => (percentile(pages, p) / 1000).toFixed(1);
  return [
    '',
    `Scans read by ${engine}: ${pages.length} pages of ${files.length} files, ${kept} of them read before and kept.`,
    `A page took ${seconds(0.5)} s (median), ${seconds(0.95)} s (p95), ${seconds(1)} s at most, while others were read.`,
  ];
}

function cells(t: Tally): string[] {
  const of = (n: number) => `${n} (${percent(n, t.documents)})`;
  const share = (s: Share) => (s.of === 0 ? '–' : percent(s.right, s.of));
  return [
    String(t.documents),
    of(t.right),
    of(t.asked),
    String(t.wrong),
    share(t.date),
    share(t.number),
    share(t.gross),
    share(t.seller),
    t.msP50.toFixed(0),
    t.msP95.toFixed(0),
  ];
}

/** Never rounded up to 100 %. */
function percent(n: number, of: number): string {
  return `${(Math.floor((n * 1000) / of) / 10).toFixed(1)} %`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => row[c]!.length)));
  return rows.map((row) =>
    row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]!) : cell.padStart(widths[c]!))).join('  '),
  );
}

function reasons(group: string, tally: Tally | undefined): string[] {
  const list = Object.entries(tally?.reasons ?? {}).map(([code, n]) => `${n} ${code}`);
  return list.length > 0 ? [`  ${group}: ${list.join(', ')}`] : [];
}

function wrongLine(w: Wrong): string {
  const traps = w.traps.map((t) => t.kind).join(', ');
  const took = traps ? `, which is a date of: ${traps}` : '';
  return `  ${w.file}: expected ${w.expected} (${w.expectedDate ?? 'no date'}), got ${w.got} by ${w.date ?? 'no date'}${took} [${w.evidence}]`;
}
