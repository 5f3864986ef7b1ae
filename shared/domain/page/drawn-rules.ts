import type { Fragment } from './page.ts';

/** Tables as programs without graphics draw them, with characters: "+------+------+", "| DATE | ECHEANCE |". */

const RULE = /^[-=+*|\u2500-\u257f]{8,}$/;
/** The edge of a table with cells: only there "|" parts them, and no words of one line. */
const EDGE = /^(?:\+(?:[-=]{2,}\+)+|[\u2500-\u257f]{4,})$/;
const UPRIGHT = /[|\u2502\u2503\u2551]/;
const BORDER = '\u2502';

/** True of what parts two cells, and is no text. */
export function isBorder({ text }: Fragment): boolean {
  return text === BORDER;
}

/** The fragments of a page without the lines drawn under and over them; what parts cells is a fragment of its own. */
export function withoutRules(fragments: readonly Fragment[]): readonly Fragment[] {
  const rules = fragments.filter((f) => RULE.test(f.text.trim()));
  if (rules.length === 0) return fragments;
  const rest = fragments.filter((f) => !rules.includes(f));
  return rules.some((f) => EDGE.test(f.text.trim())) ? rest.flatMap(cellsOf) : rest;
}

function cellsOf(fragment: Fragment): Fragment[] {
  const { text, box } = fragment;
  if (!UPRIGHT.test(text)) return [fragment];
  const each = box.width / text.length;
  return [...text.matchAll(/[|\u2502\u2503\u2551]|[^|\u2502\u2503\u2551\s]+(?:\s+[^|\u2502\u2503\u2551\s]+)*/g)].map(
    (m) => ({
      ...fragment,
      text: UPRIGHT.test(m[0]) ? BORDER : m[0],
      box: { ...box, x: box.x + m.index * each, width: m[0].length * each },
    }),
  );
}
