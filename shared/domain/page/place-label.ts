import { findAmounts } from './amounts.ts';
import type { DateKind } from './date-kinds.ts';
import { findDates } from './dates.ts';
import { CLOSE, type FoundLabel, LONGEST_LABEL, TITLE_WORD, withoutColon } from './found-label.ts';
import { inColumn, overlap, sameLine } from './geometry.ts';
import { brokenOff, connected, isFarWithValue, lineOver, ofSentence, townHead } from './leading-words.ts';
import type { Box } from './page.ts';
import { isMereLabel, type LabelText, readLabel } from './read-label.ts';
import { boxOf, type Segment, sourceOf } from './segments.ts';
import { isConnecting, lineLeadingTo } from './sentence.ts';
import { isLabelOfUpper, isMereValue, nextBelow } from './stack.ts';
import { WEEKDAY_LAST } from './weekdays.ts';

const TITLE = new RegExp(
  String.raw`^${TITLE_WORD}(?:\s*(?:n°|no\.?|nr\.?|numero|#|:))*\s*(?:[a-z]{0,6}[-/_.]?\d[\w/.-]{0,20})\s*[-:]?$`,
);
const PLAIN_TITLE = { kind: 'plain', title: true } as const;
/** The head of a letter: with a capital it goes on from nothing. */
const BEGINS = /^\s*L[eE]\s/;
const MERE_LE = /^\s*le\s*:?\s*$/;
/** A heading that goes on from the one to its left: "Avoir n°" and "du". */
const GOES_ON_FROM_LEFT = /^du\s*:?$/;
const UNTIL_HEADING = /^(?:au|jusqu'au)\s*:?$/;
const BARE_TITLE = new RegExp(`^${TITLE_WORD}$`);

/** Numbers and what separates them. */
const VALUES_ONLY = /^(?=.*\d)(?:\s*[a-z]{0,4}[-/_.]?\d[a-z0-9/_.,-]*)+\s*$/;
/** How far a label may stand above its value, in heights of the letters. */
const FARTHEST_ABOVE = 3.2;
/** How far a label may stand under its value, in heights. */
const CLOSE_BELOW = 1.3;
/** A line of a label that is the first, or not the first, of two. */
const ENDS_OPEN = /(?:^|[\s'])(?:de|du|d'|of|de la|de l'|limite)$/;
const GOES_ON = /^(?:de |du |d'|of |limite)/;
/** In points. */
const WIDEST_CELL = 160;
/** Lines of one label of several lines follow each other at most at this distance, in heights. */
const NEXT_LINE = 1.7;

/**
 * The label of what stands at `start` of a segment: the words before it, else those to its left on the line, else those
 * above it in its column. `from` is where the value before it in the same segment ends.
 */
export function labelAt(
  segments: readonly Segment[],
  at: Segment,
  from: number,
  start: number,
  box: Box,
): FoundLabel | null {
  const before = at.folded.text.slice(from, start).replace(WEEKDAY_LAST, '');
  const read = readLabel(before);
  const whole = from === 0 ? brokenOff(segments, at, before) : null;
  const own = read && read.kind !== 'other' ? read : (townHead(segments, before) ?? whole ?? read);
  const isLabel = own !== null && /^\P{L}*\p{Lu}/u.test(at.text);
  const line = from === 0 && !isLabel ? lineLeadingTo(segments, at, before) : null;
  if (line) return ofSentence(line, before);
  const leads = from === 0 && isConnecting(before) && !before.includes(':') && !BEGINS.test(at.text);
  const led = leads ? connected(segments, at, before, box) : null;
  if (led) return led;
  const broken = leads && own?.kind === 'plain' ? lineOver(segments, at) : null;
  // "le 13-11-2021" as a line of an address for the delivery: a small letter begins no head of a letter.
  if (broken) return { kind: 'other', text: broken.text.slice(-LONGEST_LABEL), place: 'below', box: broken.box };
  const paid = own?.kind === 'plain' && MERE_LE.test(before) ? amountBefore(segments, at, box) : null;
  if (paid) return { kind: 'due', text: withoutColon(paid.text), place: 'below', box: paid.box };
  if (own) {
    const [a, b] = [from + own.start, from + own.end];
    const written = sourceOf(at, from, start);
    const text = written.length <= LONGEST_LABEL ? withoutColon(written) : sourceOf(at, a, b);
    return { kind: own.kind, text, place: 'after', box: boxOf(at, a, b) };
  }
  // A row of values in one piece: each has its heading above.
  if (VALUES_ONLY.test(before)) return above(segments, at, box);
  if (/[a-z0-9]/.test(before)) return null;
  const left = from === 0 ? toTheLeft(segments, at, box) : null;
  const highest = above(segments, at, box);
  const higher = highest?.title && from === 0 && hasLabelUnder(segments, at, box) ? null : highest;
  if (!left && !higher) return from === 0 ? (under(segments, at, box) ?? toTheRight(segments, at, box)) : null;
  if (!left || !higher || left.kind === higher.kind) return left ?? higher;
  // A label right above and another far to the left: it can't be told whose value it is.
  const gap = box.x - (left.box.x + left.box.width);
  const close = box.y - (higher.box.y + higher.box.height) < box.height;
  if (!close || gap <= CLOSE * box.height) return left;
  // "Virement" beside it has a heading of its own, in the row of the explicit one.
  const explicit = higher.kind === 'issue' || higher.kind === 'credit';
  return explicit && segments.some((s) => isOtherHeading(s, higher.box, left.box)) ? higher : null;
}

function isOtherHeading(s: Segment, heading: Box, left: Box): boolean {
  return s.box !== heading && sameLine(s.box, heading) && inColumn(s.box, left) && isMereLabel(s.folded.text);
}

/** "Montant à prélever : 4 874,93 €" and, under or after it, "le 22/01/2020". */
function amountBefore(segments: readonly Segment[], at: Segment, box: Box): Segment | null {
  const isAmount = (s: Segment) => isMereValue(s) && findAmounts(s.folded.text).length > 0;
  const over = segments
    .filter((s) => s !== at && s.box.y + 0.6 * s.box.height <= at.box.y && inColumn(s.box, at.box))
    .sort((a, b) => b.box.y - a.box.y)[0];
  if (over && box.y - (over.box.y + over.box.height) < FARTHEST_ABOVE * box.height && isAmount(over)) return over;
  return segments.find((s) => s.box.x < at.box.x && sameLine(s.box, at.box) && isAmount(s)) ?? null;
}

function toTheLeft(segments: readonly Segment[], at: Segment, box: Box): FoundLabel | null {
  const line = segments
    .filter(
      (s) => s !== at && s.box.x + s.box.width <= box.x + 1 && sameLine(s.box, box) && /[a-z0-9]/.test(s.folded.text),
    )
    .sort((a, b) => b.box.x + b.box.width - (a.box.x + a.box.width));
  const left = line[0];
  const two = centred(segments, at, box);
  if (two && (!left || left.box.x + left.box.width < two[0].box.x)) {
    const label = readLabel(two.map((s) => s.folded.text.trim()).join(' '));
    const text = withoutColon(two.map((s) => s.text.trim()).join(' '));
    return label && { kind: label.kind, text, place: 'right', box: two[0].box };
  }
  // "CDE7112" is the value of another label, however its letters read.
  if (!left || findDates(left.folded.text).length > 0 || isMereValue(left)) return null;
  // "Période du ..." and, on the next line, "au ...": alone it leads to nothing else.
  if (UNTIL_HEADING.test(left.folded.text.trim()))
    return { kind: 'period', text: left.text.trim(), place: 'right', box: left.box };
  if (BARE_TITLE.test(left.folded.text.trim()))
    return { ...PLAIN_TITLE, text: left.text.trim(), place: 'right', box: left.box };
  const read = readLabel(wrapped(segments, left));
  const label =
    (read && isOwn(read.kind) ? read : null) ??
    titleLabel(left.folded.text) ??
    titleLabel(lineOf(line), true) ??
    (isFarWithValue(left, box) ? null : read);
  return (
    label && { kind: label.kind, text: withoutColon(left.text.slice(-LONGEST_LABEL)), place: 'right', box: left.box }
  );
}

/** A label of two lines to the left of a value that stands halfway between them, as cells of a table have it. */
function centred(segments: readonly Segment[], at: Segment, box: Box): [Segment, Segment] | null {
  const near = segments
    .filter(
      (s) =>
        s !== at &&
        s.box.x + s.box.width <= box.x + 1 &&
        Math.abs(s.box.y - box.y) < 0.8 * box.height &&
        Math.abs(s.box.height - box.height) < 0.15 * box.height &&
        isMereLabel(s.folded.text),
    )
    .sort((a, b) => b.box.x - a.box.x);
  for (const upper of near) {
    const lower = near.find(
      (s) =>
        s.box.y > upper.box.y + 0.8 * box.height &&
        Math.abs(s.box.x - upper.box.x) < 0.5 * box.height &&
        Math.abs((s.box.y + upper.box.y) / 2 - box.y) < 0.2 * box.height,
    );
    if (lower) return [upper, lower];
  }
  return null;
}

/** A label with its other line: "Date" above "d'échéance", where only together they say what it is. */
function wrapped(segments: readonly Segment[], label: Segment): string {
  const { box } = label;
  const text = label.folded.text.trim();
  const lines = segments.filter(
    (s) =>
      s !== label &&
      Math.abs(s.box.x - box.x) < 0.5 * box.height &&
      Math.abs(s.box.height - box.height) < 0.15 * box.height &&
      Math.abs(s.box.y - box.y) < NEXT_LINE * box.height &&
      isMereLabel(s.folded.text) &&
      !segments.some(
        (o) => o.box.x > s.box.x && sameLine(o.box, s.box) && (isMereValue(o) || findDates(o.folded.text).length > 0),
      ),
  );
  const next = lines.find((s) => s.box.y > box.y);
  // A third line only where the second breaks off: "Date de la", "facture/Date de la", "livraison".
  const below = next && ENDS_OPEN.test(next.folded.text.trim()) ? wrapped(segments, next) : next?.folded.text.trim();
  const over = lines.find((s) => s.box.y < box.y)?.folded.text.trim();
  const after = below && (GOES_ON.test(below) || ENDS_OPEN.test(text)) ? below : '';
  const before = over && (ENDS_OPEN.test(over) || GOES_ON.test(text)) ? over : '';
  return [before, text, after].filter(Boolean).join(' ');
}

/** The few segments to the left of a date as one text: a title may be set in parts. */
function lineOf(line: readonly Segment[]): string {
  return line
    .slice(0, 3)
    .reverse()
    .map((s) => s.folded.text.trim())
    .join(' ');
}

function isOwn(kind: DateKind): boolean {
  return kind === 'issue' || kind === 'credit' || kind === 'document' || kind === 'plain';
}

/** "Facture n° 12" to the left of a date, as good as "date"; in parts, only with "du" or "le" at its end. */
function titleLabel(text: string, inParts = false): LabelText | null {
  const title = inParts ? text.replace(/\s(?:du|le)$/, '') : text;
  return (!inParts || title !== text) && TITLE.test(title) ? { kind: 'plain', start: 0, end: text.length } : null;
}

function above(segments: readonly Segment[], at: Segment, box: Box): FoundLabel | null {
  const higher = segments
    .filter((s) => s !== at && s.box.y + s.box.height <= box.y + 0.35 * box.height && inColumn(s.box, box))
    .sort((a, b) => b.box.y - a.box.y);
  const nearest = headingOf(segments, higher[0], box) ?? higher[0];
  if (!nearest || box.y - (nearest.box.y + nearest.box.height) > FARTHEST_ABOVE * box.height) return null;
  const title = nearest.folded.text.trim();
  if (BARE_TITLE.test(title) || TITLE.test(title)) {
    return { ...PLAIN_TITLE, text: nearest.text.trim().slice(0, LONGEST_LABEL), place: 'below', box: nearest.box };
  }
  if (GOES_ON_FROM_LEFT.test(title)) return headingFromLeft(segments, nearest);
  if (!isMereLabel(nearest.folded.text) || isLabelOfUpper(segments, nearest, box)) return null;
  // Of two headings over one value, it can't be told whose it is.
  const rivals = higher.filter((s) => s !== nearest && sameLine(s.box, nearest.box));
  if (rivals.some((s) => overlap(s.box, box) > 0.5 * overlap(nearest.box, box))) return null;
  const lines = [nearest];
  for (const s of higher.slice(1)) {
    const last = lines[0]!;
    const near = last.box.y - (s.box.y + s.box.height) < (NEXT_LINE - 1) * last.box.height;
    if (lines.length > 2 || !near || sameLine(s.box, last.box) || !isMereLabel(s.folded.text)) break;
    lines.unshift(s);
  }
  const label = readLabel(lines.map((s) => s.folded.text).join(' '));
  return (
    label && { kind: label.kind, text: lines.map((s) => s.text.trim()).join(' '), place: 'below', box: nearest.box }
  );
}

function headingFromLeft(segments: readonly Segment[], heading: Segment): FoundLabel | null {
  const row = segments.filter((s) => s !== heading && sameLine(s.box, heading.box));
  const left = row
    .filter((s) => s.box.x + s.box.width <= heading.box.x + 1)
    .sort((a, b) => b.box.x + b.box.width - (a.box.x + a.box.width))[0];
  const found = { place: 'below', box: heading.box } as const;
  if (row.some((s) => UNTIL_HEADING.test(s.folded.text)))
    return { ...found, kind: 'period', text: heading.text.trim() };
  if (!left || !isMereLabel(left.folded.text) || /dat(?:e|um)|\s(?:le|du|au)\s*$/.test(left.folded.text)) return null;
  const label = readLabel(`${left.folded.text.trim()} du `);
  return label && { ...found, kind: label.kind, text: `${left.text.trim()} ${heading.text.trim()}` };
}

/** True where values stand over their labels: a title above them is no label of the first. */
function hasLabelUnder(segments: readonly Segment[], at: Segment, box: Box): boolean {
  const lower = nextBelow(segments, at, box, CLOSE_BELOW);
  if (!lower || isMereValue(lower) || findDates(lower.folded.text).length > 0) return false;
  const inRow = segments.some((s) => s !== at && sameLine(s.box, at.box) && isMereValue(s));
  return inRow || lower.box.height < 0.9 * box.height || readLabel(lower.folded.text) !== null;
}

/** The label under a value that stands by itself, where no other value is the label's: a row of values over their labels. */
function under(segments: readonly Segment[], at: Segment, box: Box): FoundLabel | null {
  if (!isMereValue(at)) return null;
  const label = nextBelow(segments, at, box, CLOSE_BELOW);
  // "Chantier : toiture" has its own value, "Le service facturation" signs.
  if (!label || !isMereLabel(label.folded.text) || /:\s*\S|^le service/.test(label.folded.text.trim())) return null;
  const other = nextBelow(segments, label, label.box, CLOSE_BELOW);
  if (other && isMereValue(other) && isLabelOfUpper(segments, label, other.box) !== true) return null;
  const right = segments.filter((s) => s.box.x > label.box.x && sameLine(s.box, label.box));
  if (right.length > 0 && right.every((s) => isMereValue(s))) return null;
  const read = readLabel(label.folded.text);
  return read && { kind: read.kind, text: withoutColon(label.text), place: 'above', box: label.box };
}

/** The label to the right of a value that begins its line. */
function toTheRight(segments: readonly Segment[], at: Segment, box: Box): FoundLabel | null {
  const line = segments.filter((s) => s !== at && sameLine(s.box, box));
  const label = line[0];
  if (!label || line.length > 1 || label.box.x < box.x + box.width || !isMereValue(at)) return null;
  if (!isMereLabel(label.folded.text) || label.box.x - (box.x + box.width) > CLOSE * box.height) return null;
  const read = readLabel(label.folded.text);
  return read && { kind: read.kind, text: withoutColon(label.text), place: 'left', box: label.box };
}

/**
 * The heading of the cell that a value stands in, where no heading stands right over it: in the row next above, the last
 * that begins before the value's middle.
 */
function headingOf(segments: readonly Segment[], over: Segment | undefined, box: Box): Segment | null {
  const bottom = (s: Segment) => s.box.y + s.box.height;
  const near = segments.filter(
    (s) =>
      bottom(s) <= box.y + 0.35 * box.height &&
      box.y - bottom(s) < FARTHEST_ABOVE * box.height &&
      (!over || bottom(s) > bottom(over) + 0.5 * box.height),
  );
  const lowest = near.toSorted((a, b) => bottom(b) - bottom(a))[0];
  if (!lowest) return null;
  const row = near.filter((s) => sameLine(s.box, lowest.box)).sort((a, b) => a.box.x - b.box.x);
  if (row.length < 2 || !row.every((s) => isMereLabel(s.folded.text))) return null;
  const middle = box.x + box.width / 2;
  const heading = row.findLast((s) => s.box.x <= middle);
  return heading && middle - heading.box.x < WIDEST_CELL ? heading : null;
}
