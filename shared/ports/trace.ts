/**
 * Tracing is asked for through `@opentelemetry/api`, which does nothing by itself: see
 * docs/adr/0012-traces-ride-with-what-they-are-about.md. These are the words that the spans of this project use.
 */
export type { Span, Tracer } from '@opentelemetry/api';

/** What a span tells of. Each has its words in shared/tracing/texts.ts. */
export type SpanName =
  /** A client is logged in. A trace of its own, which what is done in the session links to. */
  | 'session'
  /** From the command that begins an upload to its acknowledgement, and of that, what storage takes. */
  | 'deposit'
  | 'store'
  | 'rename'
  | 'dispatch'
  /** A file is read, in the dispatch; a scan's pages are counted, one of them is read, its searchable copy is made. */
  | 'read'
  | 'open-scan'
  | 'read-page'
  | 'make-copy'
  | 'configure'
  | 'entry'
  /** A lot is made; its files are written. */
  | 'publish'
  | 'export'
  /** The robot has a DEX whole; deletes it; says what became of it. */
  | 'download'
  | 'collect'
  | 'report';

/** Facts on a span. Never a name, a path, an address, a content: only what this list has. */
export interface SpanFacts {
  readonly 'ami.compte'?: string;
  readonly 'ami.dossier'?: string;
  readonly 'ami.exercice'?: string;
  readonly 'ami.document'?: string;
  readonly 'ami.lot'?: string;
  readonly 'ami.entry'?: string;
  readonly 'ami.entries'?: number;
  readonly 'ami.page'?: number;
  readonly 'ami.protocol'?: string;
  /** Name in progress: no document yet. */
  readonly 'ami.staged'?: boolean;
  readonly 'ami.bytes'?: number;
  /** How it ended, as a word of the use case: the state of a document, an outcome, the code of a refusal. */
  readonly 'ami.outcome'?: string;
  readonly 'ami.reason'?: string;
}
