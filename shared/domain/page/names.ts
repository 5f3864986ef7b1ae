import { nameKey } from '../party-key.ts';
import { type Block, blocksOf } from './blocks.ts';
import { sameLine } from './geometry.ts';
import { isAddressLine, LEGAL_FORM, nameIn, POSTCODE } from './name-line.ts';
import { natureOf } from './nature.ts';
import type { Box } from './page.ts';
import type { Segment } from './segments.ts';

/** A name with its place and how sure it is, 0 to 1. */
export interface FoundName {
  readonly name: string;
  readonly page: number;
  readonly box: Box;
  readonly confidence: number;
}

export interface Names {
  readonly seller: FoundName | null;
  readonly buyer: FoundName | null;
}

const TO_BUYER =
  /^(?:(?:nom (?:du )?|adresse (?:du )?)?client|facturee? a|adresse de facturation|adressee? a|destinataire|acheteur|preneur|doit|bill(?:ed)? to|invoiced? to|sold to|customer|buyer|klant|kunde|rechnungsempfanger|factuuradres|locataire|adherent|abonne|souscripteur)(?:\s*[/|]\s*[a-z ]+)?\s*:?\s*/;
const OF_SELLER =
  /^(?:emetteur|emis par|vendu par|vendeur|fournisseur|prestataire|bailleur|seller|supplier|vendor|sold by|from|verkaufer|leverancier)(?:\s*[/|]\s*[a-z ]+)?\s*:?\s*/;
const DELIVERY = /^(?:livree? a|adresse de livraison|lieu de livraison|ship(?:ped)? to|deliver(?:ed)? to)/;
/** What a seller writes of itself only. */
const OWN_MARKS =
  /(?<![a-z])(?:rcs|r\.c\.s|capital|siege|iban|bic|www|tel|telephone|naf|ape|siret|siren|repertoire des metiers|toque|agrement|garantie financiere|kvk|hrb|amtsgericht)(?![a-z])|@/;

/** What stands beside the seller's name in the foot of a page. */
const OF_FOOT = /(?<![a-z])(?:siret|siren|rcs|tva|vat|capital|page|tel|facture|invoice|www|\d{5} [a-z]{3})(?![a-z])|@/;

/** Points of what speaks for a name; names with fewer than the least stay untold. */
const POINTS = {
  label: 4,
  number: 4,
  marks: 3,
  legal: 3,
  oneLine: 3,
  onlyOther: 3,
  letterhead: 2,
  top: 2,
  first: 2,
  foot: 2,
} as const;
type Rule = keyof typeof POINTS;
const WITH_FORM = 1;
const AGAIN = 1;
const LEAST = 3;
const CERTAIN = 6;
const TOP = 0.22;
const FOOT = 0.85;

interface Vote {
  readonly name: string;
  readonly key: string;
  readonly segment: Segment;
  readonly rule: Rule;
  readonly points: number;
}

/** The companies' numbers, where they are known. */
export interface Known {
  readonly seller: string | null;
  readonly buyer: string | null;
}

/** The names of seller and buyer on the first page, by labels, blocks of addresses, letterhead and legal lines. */
export function namesOf(segments: readonly Segment[], pageHeight: number, known: Known): Names {
  const page: PageParts = { segments, blocks: blocksOf(segments), height: pageHeight, known };
  const buyer = chosen(buyerVotes(page), []);
  const buyerKeys = buyer ? [nameKey(buyer.name)] : [];
  return { seller: chosen(sellerVotes(page, buyerKeys), buyerKeys), buyer };
}

interface PageParts {
  readonly segments: readonly Segment[];
  readonly blocks: readonly Block[];
  readonly height: number;
  readonly known: Known;
}

function sellerVotes({ segments, blocks, height, known }: PageParts, not: readonly string[]): Vote[] {
  const votes = labelled(segments, OF_SELLER);
  const middle = Math.max(...segments.map((s) => s.box.x + s.box.width)) / 2;
  const add = (segment: Segment | undefined, rule: Rule, name = segment && nameIn(segment)) => {
    if (segment && name) votes.push(vote(name, segment, rule));
  };
  const usual = usualHeight(segments);
  for (const { lines } of blocks) {
    if (lines.some((s) => TO_BUYER.test(s.folded.text) || DELIVERY.test(s.folded.text))) continue;
    if (tells(lines, known.buyer)) continue;
    const first = lines.findIndex((s) => nameIn(s) !== null);
    if (first < 0) continue;
    const segment = lines[first]!;
    const name = wholeName(lines, first);
    const key = nameKey(name);
    if (not.includes(key)) continue;
    const hasAddress = lines.some((s) => POSTCODE.test(s.folded.text));
    const marked = lines.some((s) => OWN_MARKS.test(s.folded.text));
    const beforeAddress = lines.slice(first + 1, first + 4).some(isAddressLine);
    if (tells(lines, known.seller)) add(segment, 'number', name);
    else if (hasAddress && marked && beforeAddress) add(segment, 'marks', name);
    if (segment.box.y < TOP * height && segment.box.height >= 1.2 * usual) add(segment, 'letterhead', name);
    if (segments.some((s) => s.box.y < segment.box.y - segment.box.height && isUnread(s, usual))) continue;
    if (hasAddress && beforeAddress && segment.box.y < TOP * height && isFirstAddress(blocks, segment))
      // The other address is the customer's: this one can only be the seller's.
      add(segment, not.length > 0 && segment.box.x < middle ? 'onlyOther' : 'top', name);
    if (segment.box.x < middle && segment === uppermost(segments) && segment.box.y < TOP * height)
      add(segment, 'first', name);
  }
  for (const s of segments) {
    const text = s.folded.text;
    const parts = text.split(/\s[-|•·]\s/);
    if (parts.length > 1 && !not.includes(nameKey(nameIn(s) ?? ''))) {
      if (parts.slice(1).some((part) => POSTCODE.test(part)) && parts.length > 2) add(s, 'oneLine');
      if (s.box.y > FOOT * height && OF_FOOT.test(text)) add(s, 'foot');
    }
    // "Dupont – SARL au capital de", "SARL Dupont au capital de" in the foot.
    if (/capital|rcs|siret/.test(text) && (s.box.y > FOOT * height || /capital/.test(text))) {
      const name = /^([^–—|•,-]{3,60}?)\s+(?:au capital|[–—|•-]|,)/u.exec(s.text.trim())?.[1];
      if (
        name &&
        nameIn({
          ...s,
          text: name,
          folded: { text: text.slice(0, name.length), at: [] },
          box: { ...s.box, width: 0 },
        }) &&
        !not.includes(nameKey(name))
      )
        votes.push(vote(name.trim(), s, 'legal'));
    }
  }
  return withRepeats(votes, segments);
}

/** True where a block has a company's number. */
function tells(lines: readonly Segment[], siren: string | null): boolean {
  return siren !== null && lines.some((s) => s.folded.text.replace(/[\s.]/g, '').includes(siren.toLowerCase()));
}

function buyerVotes({ segments, blocks, height, known }: PageParts): Vote[] {
  const votes = labelled(segments, TO_BUYER);
  if (votes.length > 0) return votes;
  // Where the window of an envelope is: on the right half, in the upper part, and nothing there that a seller writes.
  const right = Math.max(...segments.map((s) => s.box.x + s.box.width)) * 0.45;
  for (const { lines } of blocks) {
    const first = lines.findIndex((s) => nameIn(s) !== null);
    const segment = lines[first];
    if (!segment || segment.box.x < right || segment.box.y > 0.4 * height) continue;
    if (!lines.slice(first + 1).some((s) => POSTCODE.test(s.folded.text)) || tells(lines, known.seller)) continue;
    if (
      !tells(lines, known.buyer) &&
      lines.some((s) => OWN_MARKS.test(s.folded.text) && !/siret|siren/.test(s.folded.text))
    )
      continue;
    votes.push(vote(nameIn(segment)!, segment, 'marks'));
  }
  return new Set(votes.map((v) => v.key)).size === 1 ? votes : [];
}

/** Names after a label on its line, or below it. */
function labelled(segments: readonly Segment[], label: RegExp): Vote[] {
  return segments.flatMap((s): Vote[] => {
    const m = label.exec(s.folded.text);
    if (!m) return [];
    const rest = s.text.slice(m[0].length).trim();
    if (rest !== '') {
      if (!/[:/]\s*$/.test(m[0])) return [];
      const name = nameIn({ ...s, text: rest, folded: { ...s.folded, text: s.folded.text.slice(m[0].length) } });
      return name ? [vote(name, s, 'label')] : [];
    }
    const below = segments
      .filter(
        (o) =>
          o.box.y > s.box.y + 0.5 * s.box.height &&
          o.box.y - s.box.y < 3.5 * s.box.height &&
          Math.abs(o.box.x - s.box.x) < 30,
      )
      .sort((a, b) => a.box.y - b.box.y)[0];
    const row = segments.filter((o) => o.box.x > s.box.x + s.box.width && sameLine(o.box, s.box));
    // With more beside it, it is a heading of a table.
    for (const o of [below, row.length === 1 ? row[0] : undefined]) {
      const name = o && nameIn(o);
      if (name) return [vote(name, o, 'label')];
    }
    return [];
  });
}

function vote(name: string, segment: Segment, rule: Rule): Vote {
  const form = LEGAL_FORM.test(segment.folded.text) ? WITH_FORM : 0;
  return { name, key: nameKey(name), segment, rule, points: POINTS[rule] + form };
}

/** A name that stands on the page again counts more. */
function withRepeats(votes: readonly Vote[], segments: readonly Segment[]): Vote[] {
  const keys = votes.length > 0 ? segments.map((s) => nameKey(s.text)) : [];
  return votes.map((v) => {
    const again = keys.some((key, n) => segments[n] !== v.segment && key.includes(v.key));
    return again ? { ...v, points: v.points + AGAIN } : v;
  });
}

/** The name with most points; none where another has as many. */
function chosen(votes: readonly Vote[], not: readonly string[]): FoundName | null {
  const sums = new Map<string, number>();
  const counted = new Set<string>();
  for (const v of votes) {
    // Lines of one kind, as those of a table, speak once.
    const once = `${v.key} ${v.rule}`;
    if (v.key === '' || not.includes(v.key) || counted.has(once)) continue;
    counted.add(once);
    sums.set(v.key, (sums.get(v.key) ?? 0) + v.points);
  }
  const [first, second] = [...sums].sort((a, b) => b[1] - a[1]);
  if (!first || first[1] < LEAST || (second && second[1] >= first[1])) return null;
  const of = votes.filter((v) => v.key === first[0]);
  // Written in small letters rather than in capitals, where it is both.
  const best = of.find((v) => /\p{Ll}/u.test(v.name)) ?? of[0]!;
  const { page, box } = best.segment;
  const lead = first[1] - (second?.[1] ?? 0);
  return { name: best.name, page, box, confidence: first[1] >= CERTAIN && lead >= 3 ? 0.85 : 0.6 };
}

/** A name of several lines in the letters of a letterhead: the next goes on in small letters, or after "de". */
function wholeName(lines: readonly Segment[], first: number): string {
  let name = nameIn(lines[first]!)!;
  for (const [n, line] of lines.slice(first + 1, first + 3).entries()) {
    const last = lines[first + n]!;
    const alike = Math.abs(line.box.height - last.box.height) < 0.5;
    const open = /^\p{Ll}/u.test(line.text) || /\s(?:de|du|des|la|le|les|et|&|d['’])$/i.test(name);
    if (!alike || !open || isAddressLine(line) || /\d|[@:]/.test(line.text)) break;
    name = `${name} ${line.text.trim()}`;
  }
  return name;
}

/** A letterhead that can't be read: what stands below it need not be the seller. */
function isUnread(s: Segment, usual: number): boolean {
  return s.box.height >= 1.2 * usual && nameIn(s) === null && !/\d/.test(s.folded.text) && natureOf([s]) === 'unknown';
}

/** The first line of the page that is a name. */
function uppermost(segments: readonly Segment[]): Segment | undefined {
  const first = Math.min(...segments.map((s) => s.box.y));
  return segments.find((s) => s.box.y < first + 3 * s.box.height && nameIn(s) !== null);
}

function isFirstAddress(blocks: readonly Block[], segment: Segment): boolean {
  const addresses = blocks.filter(({ lines }) => lines.some((s) => POSTCODE.test(s.folded.text)));
  const first = addresses.toSorted(
    (a, b) => a.lines[0]!.box.y - b.lines[0]!.box.y || a.lines[0]!.box.x - b.lines[0]!.box.x,
  )[0];
  return first?.lines.includes(segment) ?? false;
}

function usualHeight(segments: readonly Segment[]): number {
  const heights = segments.map((s) => s.box.height).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}
