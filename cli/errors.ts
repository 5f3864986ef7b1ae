import type { Said } from '../shared/contracts/views.ts';
import { type ErrorCode, errorTexts } from './texts/errors.ts';
import { fill } from './texts/fill.ts';

/** Exit codes of `ami`: 0 done, 1 refused or failed, 2 wrongly called. */
export const EXIT_FAILED = 1;
export const EXIT_USAGE = 2;

/** What `ami` itself refuses, or could not do, in both languages as the API says it. */
export class CliError extends Error {
  override name = 'CliError';
  readonly said: Said;
  readonly problems: readonly Said[];
  readonly exit: number;

  constructor(
    code: ErrorCode,
    params: Readonly<Record<string, string>> = {},
    exit = EXIT_FAILED,
    problems: readonly Said[] = [],
  ) {
    super(code);
    this.said = { code, fr: fill(errorTexts[code].fr, params), en: fill(errorTexts[code].en, params) };
    this.problems = problems;
    this.exit = exit;
  }
}

/** Wrongly called: exit code 2. */
export function usage(code: ErrorCode, params: Readonly<Record<string, string>> = {}): CliError {
  return new CliError(code, params, EXIT_USAGE);
}

/** A refusal that the API answered (`application/problem+json`). `body` is that answer as it came. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
  readonly said: Said;
  readonly problems: readonly Said[];
  readonly status: number;
  readonly body: unknown;
  readonly exit = EXIT_FAILED;

  constructor(status: number, said: Said, problems: readonly Said[], body: unknown) {
    super(said.code);
    this.status = status;
    this.said = said;
    this.problems = problems;
    this.body = body;
  }
}
