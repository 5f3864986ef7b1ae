import type { Fragment, Page } from '../../domain/page/page.ts';
import type { ScannedPage, SheetMark } from '../../domain/scan/scanned-page.ts';
import { leavesDoubt, ofTwo } from '../../domain/scan/second-look.ts';
import { findMarks } from '../marks/find-marks.ts';
import type { OcrEngine, OcrWord, Raster } from '../ocr/engine.ts';
import { turnedOver } from '../raster/bars.ts';
import { enlarged } from '../raster/enlarged.ts';
import type { PagePicture } from '../raster/picture.ts';
import type { Turn } from '../raster/turn.ts';
import { type Looked, look, lookedAt, qualityOf, readable, straightened } from './straighten.ts';

/** A page read at this mean confidence stands upright. */
const GOOD_CONFIDENCE = 0.65;
/** Fewer words prove nothing of how a page stands. */
const FEW_WORDS = 4;

/** Shorter words may be as high as wide. */
const LONG_WORD = 4;

/** A second look takes up to twice as long as the first, and a picture nearly twice as large: what was read must not be lost by it. */
const LONGEST_MS = 20_000;
/** Dots: an A3 sheet at 300 an inch has 17 million. */
const LARGEST = 20e6;

/** A page as it was read one way up. */
interface Attempt {
  readonly turn: Turn;
  readonly skew: number;
  readonly raster: Raster;
  readonly words: readonly OcrWord[];
  readonly marks: readonly SheetMark[];
}

/** Reads the picture of one page: looks at it, straightens it, has its letters read and its marks found. */
export async function readPicture(picture: PagePicture, number: number, engine: OcrEngine): Promise<ScannedPage> {
  const source = readable(picture);
  const looked = lookedAt(picture, source);
  const from = performance.now();
  const read = looked.blank
    ? { turn: 0 as const, skew: 0, raster: source, words: [], marks: [] }
    : await readUpright(source, looked, engine);
  const { turn, skew, raster, marks } = read;
  const first = pageOf(number, raster, read.words);
  const fits = raster.width * raster.height <= LARGEST && performance.now() - from < LONGEST_MS;
  const page = fits && leavesDoubt(first) ? ofTwo(first, await readLarger(number, raster, engine)) : first;
  const confidence = meanConfidence(page.fragments);
  return {
    version: 1,
    engine: engine.name,
    page,
    quality: qualityOf(picture, looked, { turn, skew, confidence }),
    marks,
  };
}

function pageOf(number: number, raster: Raster, words: readonly OcrWord[]): Page {
  return {
    number,
    width: points(raster.width, raster),
    height: points(raster.height, raster),
    origin: 'ocr',
    fragments: words.map((word) => fragmentOf(word, raster)),
  };
}

async function readLarger(number: number, raster: Raster, engine: OcrEngine): Promise<Page> {
  const larger = await enlarged(raster);
  return pageOf(number, larger, await engine.recognise(turnedOver(larger)));
}

/**
 * As it came first: nearly all pages stand upright, and telling costs most of a second. Only one that reads badly, or
 * whose lines run upwards, is asked for, and what reads best is taken.
 */
async function readUpright(raster: Raster, looked: Looked, engine: OcrEngine): Promise<Attempt> {
  const attempts: Attempt[] = [];
  const attempt = async (turn: Turn): Promise<boolean> => {
    if (attempts.some((other) => other.turn === turn)) return false;
    const isUpright = turn === 0;
    const skew = isUpright ? looked.skew : look(straightened(raster, turn, 0)).skew;
    const straight = straightened(raster, turn, skew);
    const [words, marks] = await recognised(straight, engine);
    attempts.push({ turn, skew, raster: straight, words, marks });
    return isGood(words);
  };
  if (!looked.isLying && (await attempt(0))) return attempts[0]!;
  const told = await engine.orientation(raster);
  if (told && (await attempt(told.turn))) return best(attempts);
  // Lines that run upwards and nobody who knows which way: both.
  if (looked.isLying && !(await attempt(90))) await attempt(270);
  if (attempts.length === 0) await attempt(0);
  return best(attempts);
}

/** The engine works in a process or thread of its own: marks, sought meanwhile, cost no time where there is a second core. */
async function recognised(raster: Raster, engine: OcrEngine) {
  const { promise: handedOver, resolve } = Promise.withResolvers<void>();
  // Marks are sought on the page as it is: a patch code is made of bars.
  const reading = engine.recognise(turnedOver(raster), resolve);
  const marks = Promise.race([handedOver, reading]).then(() => findMarks(raster));
  return Promise.all([reading, marks]);
}

function best(attempts: readonly Attempt[]): Attempt {
  return attempts.reduce((a, b) => (worth(b.words) > worth(a.words) ? b : a));
}

/** Mean confidence times number of words, each by its letters: rubbish is read as many short words. */
function worth(words: readonly OcrWord[]): number {
  if (areLying(words)) return 0;
  return words.reduce((sum, { text, confidence }) => sum + confidence ** 2 * Math.min(text.length, 12), 0);
}

function isGood(words: readonly OcrWord[]): boolean {
  return words.length >= FEW_WORDS && meanConfidence(words)! >= GOOD_CONFIDENCE && !areLying(words);
}

/** True where most words are higher than wide: Tesseract reads lines that run upwards, but where each stands is lost. */
function areLying(words: readonly OcrWord[]): boolean {
  const long = words.filter(({ text }) => text.length >= LONG_WORD);
  return long.filter(({ width, height }) => height > width).length > long.length / 2;
}

function meanConfidence(words: readonly { readonly confidence?: number }[]): number | null {
  if (words.length === 0) return null;
  const mean = words.reduce((sum, { confidence = 0 }) => sum + confidence, 0) / words.length;
  return Math.round(mean * 1000) / 1000;
}

function fragmentOf({ text, x, y, width, height, confidence }: OcrWord, raster: Raster): Fragment {
  const box = {
    x: points(x, raster),
    y: points(y, raster),
    width: points(width, raster),
    height: points(height, raster),
  };
  return { text, box, confidence: Math.round(confidence * 1000) / 1000 };
}

/** Dots as points, to a hundredth. */
function points(dots: number, { dpi }: Raster): number {
  return Math.round((dots * 7200) / dpi) / 100;
}
