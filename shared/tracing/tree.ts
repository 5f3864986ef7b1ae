import type { SpanName } from '../ports/trace.ts';
import type { SpanLine } from './span-line.ts';
import { spanTexts, traceTexts } from './texts.ts';

type Language = 'fr' | 'en';

/** A span with what it set off, in the order in which that began. */
export interface Branch {
  readonly span: SpanLine;
  readonly children: readonly Branch[];
  /** Its parent is known by name only: it was lost, or is kept elsewhere. */
  readonly isOrphan: boolean;
}

/** The spans of one trace as trees: one, where none of its spans is missing. A span that stands there twice counts once. */
export function treesOf(spans: readonly SpanLine[]): Branch[] {
  const byId = new Map(spans.map((s) => [s.span, s]));
  const below = new Map<string | null, SpanLine[]>();
  for (const s of byId.values()) {
    const parent = s.parent !== null && byId.has(s.parent) ? s.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), s]);
  }
  const seen = new Set<string>();
  const branches = (parent: string | null): Branch[] =>
    (below.get(parent) ?? [])
      .sort((a, b) => a.start - b.start)
      .filter((s) => !seen.has(s.span) && seen.add(s.span))
      .map((span) => ({ span, children: branches(span.span), isOrphan: parent === null && span.parent !== null }));
  return branches(null);
}

/** The spans of one trace, at least one, as lines for a terminal: when each began after the first, and how long it took. */
export function traceLines(spans: readonly SpanLine[], language: Language): string[] {
  const t = traceTexts[language];
  const trees = treesOf(spans);
  const first = Math.min(...spans.map((s) => s.start));
  const last = Math.max(...spans.map((s) => s.start + s.ms));
  const rows: { left: string; began: string; took: string; right: string }[] = [];
  const add = ({ span, children, isOrphan }: Branch, indent: string, twig: string): void => {
    const links = [...new Set(span.links.map((l) => l.trace.slice(0, 8)))];
    rows.push({
      left: [indent + twig + nameOf(span, language), ...factsOf(span)].join('  '),
      began: `+${duration(span.start - first, language)}`,
      took: duration(span.ms, language),
      right: [
        span.component,
        ...(span.failed ? [t.failed] : []),
        ...(isOrphan ? [t.orphan] : []),
        ...(links.length ? [t.linked(links.join(', '))] : []),
      ].join('  '),
    });
    const inner = indent + (twig === '' ? '' : twig === '└ ' ? '  ' : '│ ');
    for (const [i, child] of children.entries()) add(child, inner, i === children.length - 1 ? '└ ' : '├ ');
  };
  for (const tree of trees) add(tree, '', '');
  const width = (of: (r: (typeof rows)[number]) => string) => Math.max(...rows.map((r) => of(r).length));
  const [left, began, took] = [width((r) => r.left), width((r) => r.began), width((r) => r.took)];
  const at = new Date(first).toISOString().slice(0, 19).replace('T', ' ');
  return [
    t.head(harmless(spans[0]!.trace), `${at}Z`, rows.length, duration(last - first, language)),
    ...rows.map((r) =>
      `  ${r.left.padEnd(left)}  ${r.began.padStart(began)}  ${r.took.padStart(took)}  ${r.right}`.trimEnd(),
    ),
  ];
}

function nameOf({ name }: SpanLine, language: Language): string {
  return Object.hasOwn(spanTexts, name) ? spanTexts[name as SpanName][language] : harmless(name);
}

/** What is worth a look, in the order in which it is said. */
const SHOWN = ['protocol', 'dossier', 'exercice', 'document', 'lot', 'entries', 'page', 'bytes', 'outcome', 'reason'];

function factsOf({ facts, name }: SpanLine): string[] {
  return SHOWN.flatMap((key) => {
    const value = facts[`ami.${key}`];
    if (value === undefined || (key === 'document' && name === 'rename')) return [];
    if (key === 'bytes') return [`${value} B`];
    return key === 'page' || key === 'entries' ? [`${key} ${harmless(String(value))}`] : [harmless(String(value))];
  });
}

/** `0.4 ms`, `12 ms`, `3.1 s`, `2 min`. */
function duration(ms: number, language: Language): string {
  const [n, unit] = ms < 1000 ? [ms, 'ms'] : ms < 120_000 ? [ms / 1000, 's'] : [Math.round(ms / 60_000), 'min'];
  const text = n < 10 && unit !== 'min' ? n.toFixed(1) : String(Math.round(n));
  return `${language === 'fr' ? text.replace('.', ',') : text} ${unit}`;
}

/** A file that somebody else has written may hold what a terminal obeys. */
function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 60);
}
