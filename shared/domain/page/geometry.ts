import type { Box } from './page.ts';

export function sameLine(a: Box, b: Box): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return shared > 0.5 * Math.min(a.height, b.height);
}

/** One above the other: they overlap, or begin or end together. */
export function inColumn(a: Box, b: Box): boolean {
  return overlap(a, b) > 0.3 * Math.min(a.width, b.width);
}

/** How much of the width two have in common; negative where they stand apart. */
export function overlap(a: Box, b: Box): number {
  return Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
}

/** True where one encloses another, but for a point. */
export function holds(a: Box, b: Box): boolean {
  const [right, bottom] = [a.x + a.width - (b.x + b.width), a.y + a.height - (b.y + b.height)];
  return a.x <= b.x + 1 && a.y <= b.y + 1 && right >= -1 && bottom >= -1;
}
