import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSpanLines, type SpanLine } from './span-line.ts';

/** Every span that the processes of a laptop's cloud have kept in a folder; none where there is no such folder. */
export async function readTraces(folder: string): Promise<SpanLine[]> {
  const names = await readdir(folder).catch((e: NodeJS.ErrnoException) => {
    if (e.code === 'ENOENT') return [];
    throw e;
  });
  const files = names.filter((n) => /\.jsonl(\.1)?$/.test(n)).sort();
  const texts = await Promise.all(files.map((n) => readFile(join(folder, n), 'utf8')));
  return texts.flatMap(readSpanLines);
}

/** Spans by the trace that they are in, the trace that began first at the beginning. */
export function byTrace(spans: readonly SpanLine[]): SpanLine[][] {
  const traces = new Map<string, SpanLine[]>();
  for (const s of spans) traces.set(s.trace, [...(traces.get(s.trace) ?? []), s]);
  const began = (t: SpanLine[]) => Math.min(...t.map((s) => s.start));
  return [...traces.values()].sort((a, b) => began(a) - began(b));
}

const NAMED_BY = ['ami.document', 'ami.entry', 'ami.lot'];
const MIN_CHARS = 6;

/**
 * The traces that are about something: a document, an entry (identifiers), a publication (its name), or a trace itself;
 * of identifiers the beginning is enough, from six characters on.
 */
export function tracesAbout(spans: readonly SpanLine[], what: string): SpanLine[][] {
  const wanted = what.toLowerCase().replace(/\.dex$/, '');
  if (wanted.length < MIN_CHARS) return [];
  const isIt = (s: SpanLine) =>
    s.trace.startsWith(wanted) ||
    NAMED_BY.some((k) =>
      String(s.facts[k] ?? '')
        .toLowerCase()
        .startsWith(wanted),
    );
  return byTrace(spans).filter((trace) => trace.some(isIt));
}
