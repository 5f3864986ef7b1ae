import type { Box } from './page.ts';
import { boxOf, type Segment } from './segments.ts';

/** Words after which a line can't end: what follows on the next line belongs to them. */
const LEADS_ON =
  /(?:^|[\s'(])(?:du|le|la|les|au|aux|de|d'|des|en|a|et|ou|avant|apres|depuis|jusqu'au|of|the|on|to|from|by|vom|am|bis|zum|van|op|tot|,)\s*$/;
const CONNECTING =
  /^[\s:.,-]*(?:(?:(?:n°|no\.?|nr\.?|numero)\s*:?\s*)?(?=[a-z/_.-]{0,12}\d)[a-z0-9][a-z0-9/_.-]{0,30}\s+)?(?:du|le|au|on|of|from|am|vom|van|op)\s*:?\s*$/;
/** Lines of one text follow each other at most at this distance, in heights. */
const NEXT_LINE = 0.75;
/** Fewer words than these are a label or a name, and no line of a text. */
const FEWEST_WORDS = 4;

/** True of "du", "le", "n° 12 du" and their like: what they lead from stands before them. */
export function isConnecting(text: string): boolean {
  return CONNECTING.test(text);
}

/**
 * The line before, where what stands at the beginning of a segment goes on with it: a sentence of several lines, or one
 * that is broken before its date ("Logiciel certifié du / 03/05/2018").
 */
export function lineLeadingTo(segments: readonly Segment[], at: Segment, before: string): Segment | null {
  const previous = lineAbove(segments, at);
  if (!previous) return null;
  const text = previous.folded.text.trimEnd();
  if (/[.;:!?]$/.test(text) && !/\b(?:n|art|no|ech)\.$/.test(text)) return null;
  const words = text.match(/[a-z]{2,}/g)?.length ?? 0;
  // "Émise le" above a date is a heading.
  if (LEADS_ON.test(text))
    return (words < 3 || /^en date du$/.test(text.trim())) && before.trim() === '' ? null : previous;
  const own = at.text.trimStart();
  return words >= FEWEST_WORDS && before.trim() !== '' && /^\p{Ll}/u.test(own) && isWide(previous, at)
    ? previous
    : null;
}

/** A line that is broken because it is full is not much shorter than the next one. */
function isWide(previous: Segment, next: Segment): boolean {
  return previous.box.width > 0.6 * next.box.width;
}

/** The lines of the same text above one, the nearest first. */
export function linesAbove(segments: readonly Segment[], at: Segment, most: number): Segment[] {
  const lines: Segment[] = [];
  for (let next = lineAbove(segments, at); next && lines.length < most; next = lineAbove(segments, next))
    lines.push(next);
  return lines;
}

function lineAbove(segments: readonly Segment[], at: Segment): Segment | null {
  const { box } = at;
  const near = segments.filter((s) => {
    const gap = box.y - (s.box.y + s.box.height);
    const alike = Math.abs(s.box.height - box.height) < 0.15 * box.height;
    return s !== at && alike && gap > -0.4 * box.height && gap < NEXT_LINE * box.height && oneText(s.box, box);
  });
  return near.sort((a, b) => b.box.y - a.box.y)[0] ?? null;
}

/** Set flush left or right, or centred. */
function oneText(a: Box, b: Box): boolean {
  const [aEnd, bEnd] = [a.x + a.width, b.x + b.width];
  const slack = 0.4 * b.height;
  return (
    Math.abs(a.x - b.x) < slack || Math.abs(aEnd - bEnd) < slack || Math.abs(a.x + aEnd - (b.x + bEnd)) < 2 * slack
  );
}

/** The last words of a line as a place. */
export function endOf(line: Segment, characters: number): Box {
  const { length } = line.folded.text;
  return boxOf(line, Math.max(0, length - characters), length);
}
