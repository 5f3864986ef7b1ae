import { MAX_CENTS } from '../dex/layout.ts';
import { isCreditNoteType } from '../einvoice/kind.ts';
import type { Cents, EInvoice } from '../invoice.ts';
import type { Problem } from '../problem.ts';
import { euros, missing, type Note, problemOf, sure, unsure } from './note.ts';

/** One rate (and category) of an invoice. Positive where it is charged, negative where it is credited. */
export interface Part {
  /** Null where the invoice does not break its VAT down. */
  readonly rate: string | null;
  /** UNCL 5305: S standard, AE reverse charge, K intra-community, G export, E exempt... */
  readonly category: string | null;
  readonly base: Cents;
  readonly vat: Cents;
  readonly notes: readonly Note[];
}

export interface Totals {
  /** Negative for a credit note, however it was written. */
  readonly gross: Cents;
  readonly payable: Cents | null;
  /** They add up to `gross` to the cent. */
  readonly parts: readonly Part[];
  readonly notes: readonly Note[];
}

/** Cents by which totals may differ: each rate is rounded on its own. Beyond, they contradict each other. */
const MOST_ROUNDING = 5;

/**
 * The amounts to book. VAT stands as the invoice breaks it down, the gross is what is owed, and a difference of
 * rounding between them goes to the largest charge or product. A credit note is a 381 (whatever its sign) or an invoice
 * with negative totals.
 */
export function totalsOf(invoice: EInvoice): Totals | { readonly problem: Problem } {
  const { vatLines, payable } = invoice;
  const usable = vatLines.length > 0 && vatLines.every((l) => l.base !== null && l.amount !== null);
  const sum = usable ? vatLines.reduce((total, l) => total + l.amount!, 0) : null;
  const bases = usable ? vatLines.reduce((total, l) => total + l.base!, 0) : null;
  const { net, vat, gross } = resolved(invoice, sum);
  const refused = (note: Note) => ({ problem: problemOf(note, 'entry') });
  if (net === null || vat === null || gross === null) {
    const [n, v, g] = [invoice.net, invoice.vat, invoice.gross].map((a) => (a === null ? '?' : euros(a)));
    return refused(missing('entry', 'PROPOSAL_TOTALS_MISSING', { net: n!, vat: v!, gross: g! }));
  }
  const all = [net, vat, gross, payable ?? 0, ...vatLines.flatMap((l) => [l.base ?? 0, l.amount ?? 0])];
  const tooLarge = all.find((a) => Math.abs(a) > MAX_CENTS);
  if (tooLarge !== undefined)
    return refused(missing('entry', 'PROPOSAL_AMOUNT_TOO_LARGE', { amount: euros(tooLarge) }));
  if (gross === 0) return refused(missing('entry', 'PROPOSAL_NOTHING_TO_BOOK', {}));

  const tolerance = Math.min(MOST_ROUNDING, 1 + vatLines.length);
  const texts = { net: euros(net), vat: euros(vat), gross: euros(gross) };
  if (Math.abs(net + vat - gross) > tolerance) return refused(missing('entry', 'PROPOSAL_TOTALS_CONTRADICT', texts));
  if (sum !== null && (Math.abs(sum - vat) > tolerance || Math.abs(bases! + sum - gross) > tolerance))
    return refused(
      missing('entry', 'PROPOSAL_BREAKDOWN_CONTRADICTS', {
        bases: euros(bases!),
        sum: euros(sum),
        vat: texts.vat,
        gross: texts.gross,
      }),
    );

  // A 381 bears positive amounts; one with negative amounts says the same twice.
  const sign = isCreditNoteType(invoice.typeCode) && gross > 0 ? -1 : 1;
  const signed = (cents: Cents) => (cents === 0 ? 0 : cents * sign);
  const whole: Omit<Part, 'notes'> = { rate: null, category: null, base: signed(net), vat: signed(vat) };
  const split = usable ? byRate(invoice, signed) : [];
  const parts = split.length > 0 ? split : [whole];
  return {
    gross: signed(gross),
    payable: payable === null ? null : signed(payable),
    parts: rounded(parts, signed(gross)),
    notes: [
      invoice.gross === null
        ? unsure('amount', 'PROPOSAL_AMOUNT_ADDED', { net: texts.net, vat: texts.vat })
        : sure('amount', 'PROPOSAL_AMOUNT_GROSS', {}),
      ...(vatLines.length > 0 && !usable ? [unsure('amount', 'PROPOSAL_BREAKDOWN_UNUSABLE', {})] : []),
    ],
  };
}

/** What follows from the totals that are there. */
function resolved(i: EInvoice, sum: Cents | null): { net: Cents | null; vat: Cents | null; gross: Cents | null } {
  const vat = i.vat ?? sum ?? (i.net !== null && i.gross !== null ? i.gross - i.net : null);
  const net = i.net ?? (vat !== null && i.gross !== null ? i.gross - vat : null);
  const gross = i.gross ?? (net !== null && vat !== null ? net + vat : null);
  return { net, vat, gross };
}

/** Lines of one rate and category together (an exemption may have several reasons), those of nothing left out. */
function byRate(invoice: EInvoice, signed: (cents: Cents) => Cents): Omit<Part, 'notes'>[] {
  const parts = new Map<string, Omit<Part, 'notes'>>();
  for (const { rate, category, base, amount } of invoice.vatLines) {
    const key = `${rate} ${category}`;
    const held = parts.get(key) ?? { rate, category, base: 0, vat: 0 };
    parts.set(key, { ...held, base: held.base + signed(base!), vat: held.vat + signed(amount!) });
  }
  return [...parts.values()].filter((p) => p.base !== 0 || p.vat !== 0);
}

function rounded(parts: readonly Omit<Part, 'notes'>[], gross: Cents): Part[] {
  const difference = gross - parts.reduce((total, p) => total + p.base + p.vat, 0);
  const largest = Math.max(...parts.map((p) => Math.abs(p.base)));
  const at = parts.findIndex((p) => Math.abs(p.base) === largest);
  return parts.map((p, i) => {
    const notes: Note[] = [];
    if (p.rate !== null && Math.abs(exactVat(p.base, p.rate) - p.vat) > 2)
      notes.push(
        unsure('amount', 'PROPOSAL_VAT_RATE_DIFFERS', { vat: euros(p.vat), rate: p.rate, base: euros(p.base) }),
      );
    if (i !== at || difference === 0) return { ...p, notes };
    notes.push(unsure('amount', 'PROPOSAL_ROUNDING', { amount: euros(difference) }));
    return { ...p, base: p.base + difference, notes };
  });
}

/** Cents of VAT at a percentage, not rounded. */
export function exactVat(base: Cents, rate: string): number {
  return (base * Number(rate)) / 100;
}
