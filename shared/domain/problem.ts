/** One thing wrong with an input: a code of messages.ts, its parameters, and where (a line, an element, a field). */
export interface Problem {
  readonly code: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly line?: number;
  readonly where?: string;
}
