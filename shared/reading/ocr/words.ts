import type { OcrWord, Raster } from './engine.ts';

/** The columns of Tesseract's TSV: level page block paragraph line word left top width height confidence text. */
const COLUMNS = 12;
const LEVEL_WORD = '5';

/**
 * Words of Tesseract's TSV, as its command (with a line of titles) and its API (without) write it: in reading order,
 * each within the picture. Lines that are no words are passed over.
 */
export function wordsOf(tsv: string, { width, height }: Pick<Raster, 'width' | 'height'>): OcrWord[] {
  const words: OcrWord[] = [];
  const lines = new Map<string, number>();
  for (const row of tsv.split('\n')) {
    const columns = row.split('\t');
    if (columns.length < COLUMNS || columns[0] !== LEVEL_WORD) continue;
    const text = columns
      .slice(COLUMNS - 1)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
    const [x, y, w, h, confidence] = columns.slice(6, 11).map(Number) as [number, number, number, number, number];
    const box = clamped(x, y, w, h, width, height);
    if (!box || !isWord(text, confidence)) continue;
    const key = columns.slice(1, 5).join(' ');
    const line = lines.get(key) ?? lines.size;
    lines.set(key, line);
    words.push({ text, ...box, confidence: Math.min(Math.max(confidence / 100, 0), 1), line });
  }
  return words;
}

/** What the rules of a table are taken for. Dashes are kept: they part texts. */
const RULES_ONLY = /^[|_¦]+$/;

function isWord(text: string, confidence: number): boolean {
  return text !== '' && Number.isFinite(confidence) && confidence >= 0 && !RULES_ONLY.test(text);
}

/** Null where nothing of it lies within the picture. */
function clamped(x: number, y: number, w: number, h: number, width: number, height: number) {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(width, x + w);
  const bottom = Math.min(height, y + h);
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
