import type { ScannedPage } from '../../domain/scan/scanned-page.ts';
import { LEAST_SKEW } from '../scan/straighten.ts';
import type { WordFont } from './font.ts';

/** A rectangle of a PDF page in its own space: points, y upwards. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a scanned page stands in a PDF. */
export interface Place {
  /** What is shown of the page, before it is turned. */
  readonly shown: Rectangle;
  /** By how much the file itself turned the page (clockwise) before it was read. */
  readonly rotate: number;
}

/** In the content stream. */
export const WORD_FONT = 'AmiWords';

const NEITHER_FILLED_NOR_DRAWN = 3;

/**
 * Content that writes the words of a page invisibly where they stand on its picture as it came. Their boxes are on the
 * page that was turned upright and straightened, about its middle: both are undone here. Empty where there is nothing
 * to write.
 */
export function layWords(scanned: ScannedPage, place: Place, font: WordFont): string {
  const { width, height, fragments, origin } = scanned.page;
  // What the file itself says is there already.
  if (origin !== 'ocr') return '';
  const [a, b, c, d] = onPicture(scanned, place);
  const middle = [place.shown.x + place.shown.width / 2, place.shown.y + place.shown.height / 2] as const;
  const words: string[] = [];
  for (const { text, box } of fragments) {
    const word = font.encode(text);
    if (!word || !isSound(box)) continue;
    const { size, baseline } = font.fit(box.height);
    // Where the word begins, from the middle of the page, y upwards.
    const x = box.x - width / 2;
    const y = height / 2 - (box.y + box.height - baseline);
    const at = [middle[0] + a * x + c * y, middle[1] + b * x + d * y];
    const stretch = (100 * box.width) / (word.width * size);
    words.push(
      `/${WORD_FONT} ${number(size)} Tf ${number(stretch)} Tz`,
      `${[a, b, c, d].map((n) => number(n, 5)).join(' ')} ${at.map((n) => number(n)).join(' ')} Tm ${word.hex} Tj`,
    );
  }
  if (words.length === 0) return '';
  return ['q BT', `${NEITHER_FILLED_NOR_DRAWN} Tr`, ...words, 'ET Q', ''].join('\n');
}

/** From the straight page to the picture, both about their middles, y upwards: a, b, c, d of a text matrix. */
function onPicture({ page, quality }: ScannedPage, { shown, rotate }: Place): [number, number, number, number] {
  const turned = quality.turned + rotate;
  // A page that was hardly askew was read as it was.
  const skew = Math.abs(quality.skew) < LEAST_SKEW ? 0 : quality.skew;
  const angle = ((turned - skew) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  // 1, unless the resolution taken is not that of the file's own points.
  const [width, height] = turned % 180 === 0 ? [page.width, page.height] : [page.height, page.width];
  const [sx, sy] = [ratio(shown.width, width), ratio(shown.height, height)];
  return [sx * cos, sy * sin, -sx * sin, sy * cos];
}

function ratio(is: number, was: number): number {
  const r = is / was;
  return Number.isFinite(r) && r > 0 ? r : 1;
}

function isSound(box: Rectangle): boolean {
  return [box.x, box.y, box.width, box.height].every(Number.isFinite) && box.width > 0 && box.height > 0;
}

function number(n: number, digits = 3): string {
  return String(Number(n.toFixed(digits)));
}
