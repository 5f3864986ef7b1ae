import type { formatMessages } from './messages/formats.ts';
import type { Problem } from './problem.ts';

export type FormatCode = keyof typeof formatMessages;

/** The `{places}` of a message, so that a problem without one of its parameters does not compile. */
type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;
type Params<Code extends FormatCode> = Readonly<Record<Places<(typeof formatMessages)[Code]['fr']>, string | number>>;

export interface Place {
  readonly line?: number;
  /** An element, a field, a column. */
  readonly where?: string;
}

/** A problem of one of the formats; the parameters its message needs are checked by the compiler. */
export function formatProblem<Code extends FormatCode>(code: Code, params: Params<Code>, place: Place = {}): Problem {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(params as Record<string, string | number>)) {
    texts[name] = shorten(String(value));
  }
  return {
    code,
    ...(Object.keys(texts).length > 0 ? { params: texts } : {}),
    ...(place.line === undefined ? {} : { line: place.line }),
    ...(place.where === undefined ? {} : { where: shorten(place.where) }),
  };
}

/** Collects problems; of one code at most `listed` are kept, the rest are counted, so that a hostile file stays readable. */
export class ProblemList {
  private readonly problems: Problem[] = [];
  private readonly seen = new Map<string, number>();
  private readonly listed: number;

  constructor(listed = 20) {
    this.listed = listed;
  }

  add<Code extends FormatCode>(code: Code, params: Params<Code>, place: Place = {}): void {
    const count = (this.seen.get(code) ?? 0) + 1;
    this.seen.set(code, count);
    if (count <= this.listed) this.problems.push(formatProblem(code, params, place));
  }

  get empty(): boolean {
    return this.problems.length === 0;
  }

  /** In the order they were met, then one `FORMAT_MORE` for each code of which some were only counted. */
  all(): Problem[] {
    const all = [...this.problems];
    for (const [code, count] of this.seen) {
      if (count > this.listed) all.push(formatProblem('FORMAT_MORE', { code, count: count - this.listed }));
    }
    return all;
  }
}

/**
 * The first problems, at most `most` and `chars` characters of JSON: what a row of a table can take.
 */
export function fitting(problems: readonly Problem[], most: number, chars: number): Problem[] {
  let left = chars;
  const kept: Problem[] = [];
  for (const p of problems) {
    left -= JSON.stringify(p).length + 1;
    if (kept.length === most || left < 0) break;
    kept.push(p);
  }
  return kept;
}

/** What a file says is quoted in a message, never at length. */
function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}...` : text;
}
