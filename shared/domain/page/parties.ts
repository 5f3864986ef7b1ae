import { lineBefore } from './beside.ts';
import { type Identifier, identifiersOf } from './identifiers.ts';
import type { Box } from './page.ts';
import type { Segment } from './segments.ts';

/** A party as far as its numbers tell who it is. */
export interface PageParty {
  readonly siren: string | null;
  readonly siret: string | null;
  readonly vatNumber: string | null;
  readonly page: number;
  readonly box: Box;
}

export interface Parties {
  readonly seller: PageParty | null;
  readonly buyer: PageParty | null;
  /** Every SIREN and VAT number of the document. */
  readonly mentioned: readonly string[];
}

const BUYER =
  /(?<![a-z])(?:(?<!(?:services?|relations?|espace|support|portail) )clients?(?! depuis)|facturee? a|destinataire|acheteur|preneur|adresse de (?:facturation|livraison)|doit|bill(?:ed)? to|invoiced? to|sold to|ship to|customer|buyer|klant|kunde|kunden|rechnungsempfanger|factuuradres|votre (?:n°|numero|siren|siret|tva|identifiant)|your (?:vat|tax)|uw (?:btw|klant)[a-z-]*|ihre (?:ust|kunden)[a-z.-]*)(?![a-z])/;
const SELLER =
  /(?<![a-z])(?:rcs|r\.c\.s|capital|siege|iban|bic|www|kvk|hrb|amtsgericht|handelsregister|geschaftsfuhrer|registered office|company n[a-z°.]*|fournisseur|vendeur|emetteur|prestataire|seller|supplier|vendor|notre (?:n°|tva)|our vat|sarl au|sas au|sa au)(?![a-z])|@/;
/** What a customer's address may have too. */
const REGISTER = /(?<![a-z])(?:rcs|r\.c\.s)(?![a-z])/g;
const POSTCODE = /(?<!\d)\d{5}\s+[a-z]/;
/** Lines of one block follow each other at most at this distance, in heights. */
const NEXT_LINE = 1.1;
const LONGEST_BLOCK = 10;

/** Who sells and who buys, by the companies' numbers and the words around them. */
export function partiesOf(pages: readonly (readonly Segment[])[]): Parties {
  const all = withCustomer(
    pages.flatMap((segments) => identifiersOf(segments).map((id) => ({ id, ...sideOf(segments, id) }))),
  );
  const mentioned = [...new Set(all.flatMap(({ id }) => [id.siren, id.vatNumber].filter((x) => x !== null)))];
  const sellers = all.filter((x) => x.side === 'seller').map((x) => keyOf(x.id));
  // Where the seller is known by what only a seller writes of itself, the other company with an address is its customer.
  const buyers = all
    .filter(
      ({ id, side }) => side === 'buyer' || (side === 'address' && sellers.length > 0 && !sellers.includes(keyOf(id))),
    )
    .map((x) => x.id);
  const everyone = all.map((x) => x.id);
  const buyer = oneOf(buyers, everyone);
  // One company on both sides is the seller that also speaks of its customer.
  const isBuyer = (id: Identifier) => buyers.some((b) => keyOf(b) === keyOf(id));
  const named = all.filter((x) => x.side === 'seller' && !isBuyer(x.id)).map((x) => x.id);
  const rest = all.filter((x) => x.side !== 'buyer' && !isBuyer(x.id)).map((x) => x.id);
  const seller = oneOf(named, everyone) ?? oneOf(rest, everyone);
  const found = seller || buyer ? withBuyer({ seller, buyer }, all, everyone) : twoParties(all, everyone);
  return { ...found, mentioned };
}

/**
 * Of two companies of which a register is named, one of them with its capital, its bank or its site as only a seller
 * writes them, or, where neither has those, with a VAT number beside its SIREN, the other with its address and nothing more
 * is the customer.
 */
function withCustomer(all: readonly Sided[]): readonly Sided[] {
  const keys = (of: readonly Sided[]) => new Set(of.map((x) => keyOf(x.id)));
  const sure = keys(all.filter((x) => x.side === 'seller' && !x.byRegister));
  const numbered = all.filter((x) => x.id.vatNumber !== null && x.side === 'address').map((x) => keyOf(x.id));
  const known = sure.size > 0 ? sure : keys(all.filter((x) => !x.id.vatNumber && numbered.includes(keyOf(x.id))));
  if (known.size !== 1) return all;
  return all.map((x) => (x.byRegister && !known.has(keyOf(x.id)) ? { ...x, side: 'address' } : x));
}

type Sides = Pick<Parties, 'seller' | 'buyer'>;

/** Where the seller is one of two companies with VAT numbers, the other buys. A foreign seller may have none that is read. */
function withBuyer({ seller, buyer }: Sides, all: readonly Sided[], everyone: readonly Identifier[]): Sides {
  const two = withVat(companies(all, everyone));
  const isSeller = (p: PageParty) => p.siren === seller?.siren && p.vatNumber === seller?.vatNumber;
  if (buyer || two.length !== 2 || !two.some(isSeller)) return { seller, buyer };
  return { seller, buyer: two.find((p) => !isSeller(p)) ?? null };
}

/**
 * Two companies, each with its number under its address or with a VAT number, and nothing that says which is which: the
 * one that also has a VAT number sells, else the one that stands higher, else further to the left.
 */
function twoParties(all: readonly Sided[], everyone: readonly Identifier[]): Sides {
  const parties = companies(all, everyone);
  const apart = footAndAddress(parties, all, everyone);
  if (apart) return apart;
  const addressed = parties.length === 2 && firstOfEach(all).every((x) => x.side === 'address');
  const two = addressed ? parties : withVat(parties);
  if (two.length !== 2) return { seller: null, buyer: null };
  // Of its customer, a seller tells the VAT number only; of itself the register too.
  const registered = (p: PageParty) => everyone.some((i) => i.siren === p.siren && i.vatNumber === null);
  const [seller, buyer] = two.toSorted(
    (a, b) =>
      Number(b.vatNumber !== null) - Number(a.vatNumber !== null) ||
      Number(registered(b)) - Number(registered(a)) ||
      a.page - b.page ||
      a.box.y - b.box.y ||
      a.box.x - b.box.x,
  );
  return { seller: seller!, buyer: buyer! };
}

/** The one of two companies that writes all its numbers at the foot sells to the one that has its SIREN under its address above. */
function footAndAddress(
  parties: readonly PageParty[],
  all: readonly Sided[],
  everyone: readonly Identifier[],
): Sides | null {
  const [seller, ...others] = withVat(parties);
  const buyer = parties.find((p) => p.vatNumber === null);
  if (parties.length !== 2 || !seller || others.length > 0 || !buyer) return null;
  const isRegistered = everyone.some((i) => i.siren === seller.siren && i.vatNumber === null);
  const isAddressed = all.filter((x) => x.id.siren === buyer.siren).every((x) => x.side === 'address');
  const isAbove = buyer.page < seller.page || (buyer.page === seller.page && buyer.box.y < seller.box.y);
  return isRegistered && isAddressed && isAbove ? { seller, buyer } : null;
}

/** Only those who sell and buy tell a VAT number on an invoice: a bank, an insurer, a factor tells its register. */
function withVat(parties: readonly PageParty[]): PageParty[] {
  return parties.filter((p) => p.vatNumber !== null);
}

function companies(all: readonly Sided[], everyone: readonly Identifier[]): PageParty[] {
  return firstOfEach(all).map((x) => oneOf([x.id], everyone)!);
}

function firstOfEach(all: readonly Sided[]): Sided[] {
  return [...new Map(all.toReversed().map((x) => [keyOf(x.id), x])).values()];
}

function keyOf(id: Identifier): string {
  return id.siren ?? id.vatNumber ?? '';
}

/** The company that all of these are; null where there is none, or where they are several. */
function oneOf(ids: readonly Identifier[], all: readonly Identifier[]): PageParty | null {
  if (ids.length === 0 || new Set(ids.map(keyOf)).size > 1) return null;
  const { siren, page, box } = ids[0]!;
  const own = all.filter((i) => keyOf(i) === keyOf(ids[0]!));
  return {
    siren,
    siret: own.find((i) => i.siret)?.siret ?? null,
    vatNumber: own.find((i) => i.vatNumber)?.vatNumber ?? null,
    page,
    box,
  };
}

interface Sided {
  readonly id: Identifier;
  readonly side: Side;
  /** The seller's side by no more than a register, under an address. */
  readonly byRegister: boolean;
}

type Side = 'seller' | 'buyer' | 'address' | 'unknown';

/** Whose number it is: by the words before it on its line, else by those of its block. */
function sideOf(segments: readonly Segment[], id: Identifier): Omit<Sided, 'id'> {
  const line = [
    ...lineBefore(segments, id.segment)
      .map((s) => s.folded.text)
      .slice(-1),
    id.before,
  ]
    .join(' ')
    .slice(-60);
  const is = (side: Side, byRegister = false) => ({ side, byRegister });
  if (BUYER.test(line)) return is('buyer');
  const block = blockAbove(segments, id.segment);
  const text = [...block.map((s) => s.folded.text), id.segment.folded.text].join('\n');
  const [buyer, seller] = [BUYER.test(text), SELLER.test(text)];
  const address = block.some((s) => POSTCODE.test(s.folded.text));
  if (buyer !== seller)
    return buyer ? is('buyer') : is('seller', address && !SELLER.test(text.replaceAll(REGISTER, ' ')));
  return is(!buyer && address ? 'address' : 'unknown');
}

/** The lines right above one, in its column, up to the first larger blank. */
function blockAbove(segments: readonly Segment[], from: Segment): Segment[] {
  const block: Segment[] = [];
  let at = from;
  while (block.length < LONGEST_BLOCK) {
    const next = segments
      .filter((s) => s !== at && s.box.y < at.box.y && Math.abs(s.box.x - at.box.x) < 12)
      .sort((a, b) => b.box.y - a.box.y)[0];
    if (!next || at.box.y - (next.box.y + next.box.height) > NEXT_LINE * at.box.height) break;
    block.unshift(next);
    at = next;
  }
  return block;
}
