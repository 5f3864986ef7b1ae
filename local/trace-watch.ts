import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readSpanLines, type SpanLine } from '../shared/tracing/span-line.ts';
import { traceLines } from '../shared/tracing/tree.ts';

const EVERY_MS = 300;
/** A trace without a new span for so long is shown; one that goes on later is shown once more, whole. */
const QUIET_MS = 2000;
/** Traces that may still go on; of older ones only what is new is shown. */
const MAX_KEPT = 500;

/** Follows the files of a folder of traces and tells each trace as a tree of lines. Returns what ends it. */
export function watchTraces(
  folder: string,
  language: 'fr' | 'en',
  tell: (lines: readonly string[]) => void,
): () => void {
  const read = new Map<string, { at: number; rest: string }>();
  const traces = new Map<string, { spans: SpanLine[]; changedAt: number; isNew: boolean }>();
  let isBusy = false;

  const take = (span: SpanLine) => {
    const known = traces.get(span.trace);
    traces.delete(span.trace);
    traces.set(span.trace, { spans: [...(known?.spans ?? []), span], changedAt: Date.now(), isNew: true });
    if (traces.size > MAX_KEPT) traces.delete(traces.keys().next().value!);
  };
  const look = async (isFirst: boolean) => {
    for (const name of (await readdir(folder)).filter((n) => n.endsWith('.jsonl'))) {
      const before = read.get(name) ?? { at: 0, rest: '' };
      const { at, text, isAnother } = await readFrom(join(folder, name), before.at);
      const lines = ((isAnother ? '' : before.rest) + text).split('\n');
      read.set(name, { at, rest: lines.pop()! });
      // What an earlier run left is not shown, and may go on.
      for (const span of readSpanLines(lines.join('\n'))) take(span);
    }
    for (const trace of traces.values()) {
      if (isFirst) trace.isNew = false;
      if (!trace.isNew || Date.now() - trace.changedAt < QUIET_MS) continue;
      trace.isNew = false;
      // A session is told by what is done in it.
      if (trace.spans.some((s) => s.name !== 'session')) tell(traceLines(trace.spans, language));
    }
  };
  const run = (isFirst: boolean) => {
    if (isBusy) return;
    isBusy = true;
    // A folder that can't be read now is looked at again.
    look(isFirst)
      .catch(() => {})
      .finally(() => {
        isBusy = false;
      });
  };
  run(true);
  const timer = setInterval(() => run(false), EVERY_MS);
  return () => clearInterval(timer);
}

/** What a file has from `at` on; from its beginning where it has become shorter, as when another takes its place. */
async function readFrom(path: string, at: number): Promise<{ at: number; text: string; isAnother: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const isAnother = size < at;
    const from = isAnother ? 0 : at;
    const bytes = Buffer.alloc(size - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return { at: from + bytesRead, text: bytes.subarray(0, bytesRead).toString('utf8'), isAnother };
  } finally {
    await file.close();
  }
}
