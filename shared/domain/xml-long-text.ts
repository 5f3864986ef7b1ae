/**
 * fast-xml-parser gathers text one character at a time, which costs some 32 bytes of memory each: the PDF that a UBL
 * invoice carries in base64 would cost half a gigabyte. Long runs of text are taken out before it and put back after.
 */

/** Shorter runs stay where they are. */
export const LONG_TEXT = 16_384;

/** Stands for a run; of the private use area, so that no real document has it. */
const MARK = '\uE000';

/** Positions of a run of text between two tags, `to` excluded. */
export interface TextRun {
  readonly from: number;
  readonly to: number;
}

export interface Shortened {
  readonly text: string;
  /** The run that a text stands for, or the text itself. `decode` is applied to a run, which nobody has decoded. */
  restore(text: string, decode: (run: string) => string): string;
}

/** Takes the runs out of a document, leaving their line ends, so that lines are counted as before. */
export function shortenText(text: string, runs: readonly TextRun[]): Shortened {
  if (runs.length === 0 || text.includes(MARK)) return { text, restore: (t) => t };
  const kept: string[] = [];
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of runs) {
    const run = text.slice(from, to);
    pieces.push(text.slice(at, from), MARK, String(kept.length), MARK, run.replace(/[^\n]+/g, ''));
    kept.push(run);
    at = to;
  }
  pieces.push(text.slice(at));
  return {
    text: pieces.join(''),
    restore(short, decode) {
      const mark = short.includes(MARK) ? /^\uE000(\d+)\uE000\n*$/.exec(short) : null;
      return mark ? decode(kept[Number(mark[1])]!) : short;
    },
  };
}
