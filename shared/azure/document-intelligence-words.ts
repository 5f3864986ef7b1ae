import type { DocumentPageOutput, DocumentWordOutput } from '@azure-rest/ai-document-intelligence';
import type { Box, Fragment } from '../domain/page/page.ts';
import type { PageQuality, ScannedPage, SheetMark } from '../domain/scan/scanned-page.ts';
import type { PreparedPage } from '../ports/scan-reader.ts';
import { API_VERSION } from './document-intelligence-service.ts';

/** Lines that fall by less are left as they are, as where pages are prepared. */
const LEAST_SKEW = 0.15;

/**
 * What the service read on a prepared page; `read` is null where it was not asked. Its polygons are in the unit of the
 * page as it says (pixels of a picture), and become boxes in points. Where it finds that the page does not stand
 * straight (`angle`, clockwise, -180 to 180), words and marks are turned back about the middle, and the quality says so.
 */
export function scannedPage(prepared: PreparedPage, number: number, read: DocumentPageOutput | null): ScannedPage {
  const { width, height, quality, marks } = prepared;
  const angle = read?.angle ?? 0;
  const quarters = Math.round(angle / 90);
  const rest = Math.abs(angle - quarters * 90) < LEAST_SKEW ? 0 : angle - quarters * 90;
  const isLying = quarters % 2 !== 0;
  const to = { width: isLying ? height : width, height: isLying ? width : height };
  const turn = turnedBack(quarters * 90 + rest, prepared, to);
  const scale = read ? scaleOf(read, prepared) : { x: 1, y: 1 };
  const fragments = (read?.words ?? []).flatMap((word) => fragmentOf(word, scale, turn));
  return {
    version: 1,
    engine: `azure-document-intelligence ${API_VERSION}`,
    page: { number, width: rounded(to.width), height: rounded(to.height), origin: 'ocr', fragments },
    quality: { ...straight(quality, quarters, rest), confidence: meanConfidence(fragments) },
    marks: quarters === 0 && rest === 0 ? marks : marks.map((mark) => turnedMark(mark, turn)),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}
type Point = readonly [x: number, y: number];

/** About the middle of the page, which is that of the page it becomes. */
function turnedBack(clockwise: number, from: Size, to: Size): (point: Point) => Point {
  if (clockwise === 0) return (point) => point;
  const radians = (clockwise * Math.PI) / 180;
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return ([px, py]) => {
    const [x, y] = [px - from.width / 2, py - from.height / 2];
    return [to.width / 2 + x * cos + y * sin, to.height / 2 - x * sin + y * cos];
  };
}

/** Points to one of the service's units. */
function scaleOf(read: DocumentPageOutput, { width, height }: PreparedPage): { x: number; y: number } {
  if (!read.width || !read.height) throw new Error('Azure AI Document Intelligence answered a page without a size');
  return { x: width / read.width, y: height / read.height };
}

function fragmentOf(
  { content, polygon = [], confidence }: DocumentWordOutput,
  scale: { x: number; y: number },
  turn: (point: Point) => Point,
): Fragment[] {
  const points: Point[] = [];
  for (let n = 0; n + 1 < polygon.length; n += 2) points.push(turn([polygon[n]! * scale.x, polygon[n + 1]! * scale.y]));
  const text = content.trim();
  const box = boxAround(points);
  if (text === '' || !box) return [];
  return [{ text, box, confidence: Math.round(confidence * 1000) / 1000 }];
}

/** Null where there is no place. */
function boxAround(points: readonly Point[]): Box | null {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - x, Math.max(...ys) - y];
  if (![x, y, width, height].every(Number.isFinite)) return null;
  return { x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height) };
}

function turnedMark(mark: SheetMark, turn: (point: Point) => Point): SheetMark {
  const { x, y, width, height } = mark.box;
  const corners: readonly Point[] = [
    [x, y],
    [x + width, y],
    [x, y + height],
    [x + width, y + height],
  ];
  return { ...mark, box: boxAround(corners.map(turn)) ?? mark.box };
}

/** What was turned here first, and what the service found to be left. */
function straight(quality: PageQuality, quarters: number, rest: number): PageQuality {
  if (quarters === 0 && rest === 0) return quality;
  const turned = ((((quality.turned - quarters * 90) % 360) + 360) % 360) as PageQuality['turned'];
  // So little was not put right before the page was sent: it is part of what is left.
  const before = Math.abs(quality.skew) < LEAST_SKEW ? 0 : quality.skew;
  return { ...quality, turned, skew: rest === 0 ? quality.skew : Math.round((before + rest) * 100) / 100 };
}

function meanConfidence(fragments: readonly Fragment[]): number | null {
  if (fragments.length === 0) return null;
  const sum = fragments.reduce((total, { confidence = 0 }) => total + confidence, 0);
  return Math.round((sum / fragments.length) * 1000) / 1000;
}

/** Points, to a hundredth; never -0. */
function rounded(points: number): number {
  return Math.round(points * 100) / 100 + 0;
}
