/** A span as one line of JSON in a file of traces. */
export interface SpanLine {
  readonly trace: string;
  readonly span: string;
  /** Null for the first span of a trace. */
  readonly parent: string | null;
  readonly name: string;
  /** The process that made it. */
  readonly component: string;
  /** Milliseconds since 1970, with a fraction. */
  readonly start: number;
  /** Duration in milliseconds. */
  readonly ms: number;
  readonly failed: boolean;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** Traces that it is linked to. */
  readonly links: readonly { readonly trace: string; readonly span: string }[];
}

/** The spans of a text; lines that are none, as the last one of a killed process, are passed over. */
export function readSpanLines(text: string): SpanLine[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      const value: unknown = JSON.parse(line);
      return isSpanLine(value) ? [value] : [];
    } catch {
      return [];
    }
  });
}

function isSpanLine(value: unknown): value is SpanLine {
  if (typeof value !== 'object' || value === null) return false;
  const s = value as Record<string, unknown>;
  return (
    ['trace', 'span', 'name', 'component'].every((k) => typeof s[k] === 'string') &&
    (s['parent'] === null || typeof s['parent'] === 'string') &&
    ['start', 'ms'].every((k) => typeof s[k] === 'number') &&
    typeof s['failed'] === 'boolean' &&
    typeof s['facts'] === 'object' &&
    s['facts'] !== null &&
    Array.isArray(s['links'])
  );
}
