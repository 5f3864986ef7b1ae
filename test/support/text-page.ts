import type { Fragment, Page } from '../../shared/domain/page/page.ts';

/** Where a text begins, what it says, and its size in points (10). */
export type Put = readonly [x: number, text: string, size?: number];

/** A page of A4 with lines from top to bottom, 15 points apart: each a text at the left margin, or texts put side by side. */
export function textPage(lines: readonly (string | readonly Put[])[], number = 1): Page {
  const fragments = lines.flatMap((line, n): Fragment[] =>
    (typeof line === 'string' ? [[50, line] as Put] : line).map(([x, text, size = 10]) => ({
      text,
      // Letters of half their height, as most are.
      box: { x, y: 40 + n * 15 + (10 - size) * 0.75, width: text.length * size * 0.5, height: size },
    })),
  );
  return { number, width: 595, height: 842, origin: 'text', fragments };
}
