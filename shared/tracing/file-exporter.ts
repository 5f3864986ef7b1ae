import { appendFile, rename, stat } from 'node:fs/promises';
import { type HrTime, SpanStatusCode } from '@opentelemetry/api';
import { type ExportResult, ExportResultCode, hrTimeToMilliseconds } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { SpanLine } from './span-line.ts';

/** Beyond this the file becomes `.1`, in the place of the one before it. Bytes. */
const MAX_BYTES = 32 * 1024 ** 2;

/** Appends spans to a file of this process alone, one JSON line each, readable to its owner only. */
export class FileExporter implements SpanExporter {
  readonly #path: string;
  readonly #maxBytes: number;
  #size: number | null = null;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(path: string, maxBytes = MAX_BYTES) {
    this.#path = path;
    this.#maxBytes = maxBytes;
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    const text = spans.map((s) => `${JSON.stringify(lineOf(s))}\n`).join('');
    this.#tail = this.#tail
      .then(() => this.#append(text))
      .then(
        () => done({ code: ExportResultCode.SUCCESS }),
        (error: Error) => done({ code: ExportResultCode.FAILED, error }),
      );
  }

  async shutdown(): Promise<void> {
    await this.#tail;
  }

  async #append(text: string): Promise<void> {
    this.#size ??= await stat(this.#path).then(
      ({ size }) => size,
      () => 0,
    );
    if (this.#size > this.#maxBytes) {
      await rename(this.#path, `${this.#path}.1`);
      this.#size = 0;
    }
    await appendFile(this.#path, text, { mode: 0o600 });
    this.#size += Buffer.byteLength(text);
  }
}

function lineOf(s: ReadableSpan): SpanLine {
  const { traceId, spanId } = s.spanContext();
  return {
    trace: traceId,
    span: spanId,
    parent: s.parentSpanContext?.spanId ?? null,
    name: s.name,
    component: String(s.resource.attributes['service.name'] ?? ''),
    start: round(s.startTime),
    ms: round(s.duration),
    failed: s.status.code === SpanStatusCode.ERROR,
    facts: s.attributes as SpanLine['facts'],
    links: s.links.map(({ context: c }) => ({ trace: c.traceId, span: c.spanId })),
  };
}

function round(time: HrTime): number {
  return Math.round(hrTimeToMilliseconds(time) * 1000) / 1000;
}
