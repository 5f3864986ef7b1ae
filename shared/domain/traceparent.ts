/**
 * The W3C `traceparent`: which trace something belongs to, and under which of its spans, as text. It rides in the
 * metadata of a deposit and in messages, so that a trace goes on in the process that finds them.
 */
export interface Traceparent {
  /** 32 and 16 lower-case hexadecimal digits, not all of them 0. */
  readonly traceId: string;
  readonly spanId: string;
  /** Whether the spans of this trace are kept. */
  readonly isSampled: boolean;
}

// A later version may have more fields after the four that are known; version ff is none.
const FORM = /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})([\da-f]{16})-([\da-f]{2})(-.*)?$/;
const MAX_CHARS = 256;

/** Null for anything that is no traceparent: what others have written must never keep a document from its way. */
export function parseTraceparent(text: unknown): Traceparent | null {
  if (typeof text !== 'string' || text.length > MAX_CHARS) return null;
  const [, version, traceId, spanId, flags, more] = FORM.exec(text) ?? [];
  if (!traceId || !spanId || (version === '00' && more !== undefined)) return null;
  return { traceId, spanId, isSampled: (Number.parseInt(flags!, 16) & 1) === 1 };
}

export function formatTraceparent({ traceId, spanId, isSampled }: Traceparent): string {
  return `00-${traceId}-${spanId}-${isSampled ? '01' : '00'}`;
}
