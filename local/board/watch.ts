import { board } from './board.ts';
import type { BoardTexts } from './texts.ts';

const EVERY_MS = 2_000;

export interface Board {
  /** What is written below it by others stays: the next board comes under it. */
  leave(): void;
  stop(): void;
}

interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Shows the board and keeps it up to date: in its place on a terminal; else again where its figures have changed.
 * `metrics` gives the page; where it fails, the board says why.
 */
export function watch(metrics: () => Promise<string>, t: BoardTexts, screen: Screen = process.stdout): Board {
  let drawn = 0;
  let last = '';
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;

  async function draw(): Promise<void> {
    const lines = await metrics().then(
      (text) => board(text, new Date(), t),
      (error: Error) => [t.away(error.message)],
    );
    if (isStopped) return;
    if (screen.isTTY) {
      // Back over the last one, if nothing was written since; what is below is cleared.
      screen.write(`${drawn > 0 ? `\x1b[${drawn}A\x1b[J` : ''}\n${lines.join('\n')}\n`);
      drawn = lines.length + 1;
    } else {
      const figures = lines
        .slice(1)
        .join('\n')
        .replace(/\d+ (s|min)\b/g, '');
      if (figures !== last) screen.write(`\n${lines.join('\n')}\n`);
      last = figures;
    }
    timer = setTimeout(() => void draw(), EVERY_MS);
  }

  void draw();
  return {
    leave() {
      drawn = 0;
    },
    stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}
