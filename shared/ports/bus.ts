/** Queues: one for each container that raises events, one for lots to publish, two for scans to read. */
export type Queue = 'deposits' | 'config' | 'returns' | 'publish' | 'reading' | 'backlog';
export const QUEUES: readonly Queue[] = ['deposits', 'config', 'returns', 'publish', 'reading', 'backlog'];

export interface OutgoingMessage {
  readonly body: unknown;
  /** Equal ids within the queue's window are delivered once. */
  readonly messageId?: string;
  readonly delaySeconds?: number;
  /** The trace that it belongs to; where absent, that of the span that sends it. Says nothing about equal messages. */
  readonly traceparent?: string | undefined;
}

export interface Bus {
  send(queue: Queue, messages: readonly OutgoingMessage[]): Promise<void>;
  close(): Promise<void>;
}
