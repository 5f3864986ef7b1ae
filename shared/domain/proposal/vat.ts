import type { Party } from '../invoice.ts';
import type { Par, VatCode } from '../par.ts';
import { accountsOf, generalAccounts, type LastUsed } from './accounts.ts';
import { type Direction, KIND } from './direction.ts';
import { type Choice, missing, type Note, sure, unsure } from './note.ts';
import { exactVat, type Part } from './totals.ts';

/** Deductible VAT on goods and services; VAT collected. */
const VAT_PREFIXES: Readonly<Record<Direction, readonly string[]>> = {
  purchase: ['44566', '4456'],
  sale: ['44571', '4457'],
};

/** Countries and territories whose sellers charge French VAT, or none because there is none. */
const FRENCH = ['FR', 'MC', 'GP', 'MQ', 'RE', 'GF', 'YT', 'BL', 'MF', 'PM'];
/** UNCL 5305 categories under which the buyer owes the VAT. */
const BUYER_OWES = ['AE', 'K', 'G'];

export interface VatChoice {
  /** VAT code of the net line, and of the VAT line where there is one. */
  readonly code: string | null;
  readonly codeNotes: readonly Note[];
  /** Account of the VAT line; null where there is no VAT. */
  readonly account: Choice<string> | null;
  /** The rate, also where it was deduced. */
  readonly rate: string | null;
}

export function chooseVat(
  par: Par,
  direction: Direction,
  part: Part,
  seller: Party,
  lastUsed: LastUsed | null,
): VatChoice {
  const kind = KIND[direction];
  const codes = par.vatCodes.filter(
    (c) => /^[\x21-\x7e]{1,2}$/.test(c.code) && (c.kind === null || c.kind.toLowerCase() === kind),
  );
  if (part.vat === 0 && (part.rate === null || Number(part.rate) === 0)) {
    const free = codes.filter((c) => Number(c.rate) === 0);
    const code = free.find((c) => c.code === lastUsed?.vatCode) ?? (free.length === 1 ? free[0] : undefined);
    const note = buyerOwes(direction, part, seller) ? unsure('vatCode', 'PROPOSAL_REVERSE_CHARGE', {}) : noVat();
    return { code: code?.code ?? null, codeNotes: [note], account: null, rate: part.rate };
  }

  const deduced = part.rate === null ? deduceRate(codes, part) : null;
  const rate = part.rate ?? deduced;
  if (rate === null) {
    const notes = [unsure('vatCode', 'PROPOSAL_VAT_NOT_SPLIT', {})];
    return { code: null, codeNotes: notes, account: vatAccount(par, direction, null), rate };
  }
  const { code, notes } = chooseCode(codes, rate, kind, lastUsed);
  return {
    code: code?.code ?? null,
    codeNotes: deduced === null ? notes : [unsure('vatCode', 'PROPOSAL_RATE_DEDUCED', { rate }), ...notes],
    account: part.vat === 0 ? null : vatAccount(par, direction, code),
    rate,
  };
}

function noVat(): Note {
  return sure('vatCode', 'PROPOSAL_NO_VAT', {});
}

function buyerOwes(direction: Direction, part: Part, seller: Party): boolean {
  if (direction === 'sale') return false;
  const foreign = seller.country !== null && !FRENCH.includes(seller.country);
  return foreign || BUYER_OWES.includes(part.category ?? '');
}

/** The one rate among the PAR's codes that explains the VAT to the cent. */
function deduceRate(codes: readonly VatCode[], part: Part): string | null {
  const rates = new Set(codes.map((c) => c.rate).filter((r) => Number(r) > 0));
  const fitting = [...rates].filter((r) => Math.abs(exactVat(part.base, r) - part.vat) <= 1);
  return fitting.length === 1 ? fitting[0]! : null;
}

function chooseCode(
  all: readonly VatCode[],
  rate: string,
  kind: string,
  lastUsed: LastUsed | null,
): { code: VatCode | null; notes: Note[] } {
  const codes = all.filter((c) => Number(c.rate) === Number(rate));
  const used = codes.find((c) => c.code === lastUsed?.vatCode);
  const code = used ?? codes.find((c) => c.kind !== null) ?? codes[0] ?? null;
  if (code === null) return { code, notes: [missing('vatCode', 'PROPOSAL_VAT_CODE_MISSING', { rate, kind })] };
  if (codes.length === 1) return { code, notes: [sure('vatCode', 'PROPOSAL_VAT_CODE', { code: code.code, rate })] };
  if (used) {
    const params = { code: used.code, rate, date: lastUsed!.at.slice(0, 10) };
    return { code, notes: [sure('vatCode', 'PROPOSAL_VAT_CODE_LAST_USED', params)] };
  }
  const others = codes.filter((c) => c !== code).map((c) => c.code);
  const params = { code: code.code, rate, others: others.join(', ') };
  return { code, notes: [unsure('vatCode', 'PROPOSAL_VAT_CODE_SEVERAL', params)] };
}

/** The code's own account, else the first of the plan that begins as such accounts do. */
function vatAccount(par: Par, direction: Direction, code: VatCode | null): Choice<string> {
  if (code?.account && accountsOf(par).includes(code.account)) {
    const params = { account: code.account, code: code.code };
    return { value: code.account, notes: [sure('account', 'PROPOSAL_VAT_ACCOUNT', params)] };
  }
  const [prefix = '', wider = ''] = VAT_PREFIXES[direction];
  const account = generalAccounts(par, prefix)[0] ?? generalAccounts(par, wider)[0];
  if (account === undefined)
    return { value: '', notes: [missing('account', 'PROPOSAL_VAT_ACCOUNT_MISSING', { prefix })] };
  return { value: account, notes: [unsure('account', 'PROPOSAL_VAT_ACCOUNT_FIRST', { prefix, account })] };
}
