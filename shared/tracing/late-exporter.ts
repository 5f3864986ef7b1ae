import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Log } from '../ports/log.ts';

/** Where spans can't be sent, this is told so often at most. Milliseconds. */
const TOLD_EVERY_MS = 60_000;

/**
 * An exporter that is loaded when the first spans have ended: a cold start need not wait for it. Nothing that it does
 * reaches whoever is traced; what can't be sent is dropped, and told in the log now and then.
 */
export class LateExporter implements SpanExporter {
  readonly #load: () => Promise<SpanExporter>;
  readonly #log: Log;
  #loaded: Promise<SpanExporter> | null = null;
  #dropped = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(load: () => Promise<SpanExporter>, log: Log) {
    this.#load = load;
    this.#log = log;
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    void this.#send(spans).then((error) => {
      if (error === null) return done({ code: ExportResultCode.SUCCESS });
      this.#tell(spans.length, error);
      done({ code: ExportResultCode.FAILED, error });
    });
  }

  async shutdown(): Promise<void> {
    await this.#loaded?.then(
      (exporter) => exporter.shutdown(),
      () => {},
    );
  }

  /** Resolves with what went wrong, null where nothing did. */
  async #send(spans: ReadableSpan[]): Promise<Error | null> {
    try {
      this.#loaded ??= this.#load();
      const exporter = await this.#loaded;
      const result = await new Promise<ExportResult>((resolve) => exporter.export(spans, resolve));
      return result.code === ExportResultCode.SUCCESS ? null : (result.error ?? new Error('not exported'));
    } catch (e) {
      return e instanceof Error ? e : new Error(String(e));
    }
  }

  #tell(spans: number, error: Error): void {
    this.#dropped += spans;
    const now = performance.now();
    if (now - this.#toldAt < TOLD_EVERY_MS) return;
    this.#toldAt = now;
    // Its text may have the address with the keys in it.
    const reason = (error as NodeJS.ErrnoException).code ?? error.name;
    this.#log.warn('traces-dropped', { spans: this.#dropped, reason });
    this.#dropped = 0;
  }
}
