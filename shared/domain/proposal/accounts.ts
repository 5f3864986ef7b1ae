import type { Party } from '../invoice.ts';
import type { Par } from '../par.ts';
import { nameKey, vatKey } from '../party-key.ts';
import { type Direction, KIND } from './direction.ts';
import { type Choice, missing, type Note, sure, unsure } from './note.ts';

/** What a dossier used last for a third party. */
export interface LastUsed {
  /** Charge or product account. */
  readonly account: string;
  readonly vatCode: string | null;
  /** Account of the third party itself. */
  readonly thirdParty: string | null;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** Accounts that begin with these are of the other direction's third parties. */
const SIDE: Readonly<Record<Direction, string>> = { purchase: '40', sale: '41' };
const COLLECTIVE: Readonly<Record<Direction, string>> = { purchase: '401', sale: '411' };
const ADVANCES: Readonly<Record<Direction, string>> = { purchase: '409', sale: '419' };
/** Goods, supplies and services bought; what is sold. Not variations of stock (603), nor rebates (609, 619, 629, 709). */
const USUAL: Readonly<Record<Direction, RegExp>> = { purchase: /^6[012](?!3|9)|^6[12]3/, sale: /^70(?!9)/ };
const CLASS: Readonly<Record<Direction, string>> = { purchase: '6', sale: '7' };

/** Codes under which firms keep the journals, where the PAR does not say their type. */
const JOURNAL_CODES: Readonly<Record<Direction, readonly string[]>> = { purchase: ['AC', 'HA'], sale: ['VE', 'VT'] };

/** Accounts of a PAR that an entry may name, in the order of their numbers. */
export function accountsOf(par: Par): string[] {
  const numbers = new Set([...par.accounts.map((a) => a.number), ...par.thirdParties.map((t) => t.account)]);
  return [...numbers].filter((n) => /^[A-Z0-9]{1,10}$/.test(n)).sort();
}

/** General accounts that begin with a prefix; those of full length where there are any: shorter ones are headings. */
export function generalAccounts(par: Par, prefix: string | RegExp): string[] {
  const own = new Set(par.thirdParties.map((t) => t.account));
  const found = accountsOf(par).filter(
    (n) => !own.has(n) && (typeof prefix === 'string' ? n.startsWith(prefix) : prefix.test(n)),
  );
  const whole = found.filter((n) => n.length === par.dossier.accountLength);
  return whole.length > 0 ? whole : found;
}

export function chooseJournal(par: Par, direction: Direction): Choice<string> {
  const type = KIND[direction];
  const journals = par.journals.filter((j) => /^[A-Za-z0-9]{1,2}$/.test(j.code));
  const typed = journals.filter((j) => j.type?.toLowerCase() === type).map((j) => j.code);
  const [journal, ...others] = typed;
  if (journal !== undefined) {
    const note =
      others.length > 0
        ? unsure('journal', 'PROPOSAL_JOURNAL_SEVERAL', { journal, type, others: others.join(', ') })
        : sure('journal', 'PROPOSAL_JOURNAL_BY_TYPE', { journal, type });
    return { value: journal, notes: [note] };
  }
  const named = journals.find((j) => j.type === null && JOURNAL_CODES[direction].includes(j.code.toUpperCase()));
  if (named)
    return { value: named.code, notes: [unsure('journal', 'PROPOSAL_JOURNAL_BY_CODE', { journal: named.code })] };
  return { value: '', notes: [missing('journal', 'PROPOSAL_JOURNAL_MISSING', { type })] };
}

/** By SIREN, VAT number, what was used last, the name alone, and at last the collective account. */
export function chooseThirdParty(
  par: Par,
  direction: Direction,
  party: Party,
  lastUsed: LastUsed | null,
): Choice<string> {
  const accounts = new Set(accountsOf(par));
  const otherSide = SIDE[direction === 'purchase' ? 'sale' : 'purchase'];
  const candidates = par.thirdParties.filter((t) => accounts.has(t.account) && !t.account.startsWith(otherSide));
  const last = lastUsed?.thirdParty && accounts.has(lastUsed.thirdParty) ? lastUsed.thirdParty : null;
  const name = party.name ?? party.vatNumber ?? party.siren ?? '?';

  const siren = party.siren ? candidates.filter((t) => t.siren === party.siren) : [];
  const vat = party.vatNumber
    ? candidates.filter((t) => t.vatNumber !== null && vatKey(t.vatNumber) === vatKey(party.vatNumber!))
    : [];
  const matching = (siren.length > 0 ? siren : vat).map((t) => t.account);
  if (matching.length > 0) {
    const account =
      matching.find((a) => a === last) ?? matching.find((a) => a.startsWith(SIDE[direction])) ?? matching[0]!;
    return { value: account, notes: [matched(account, matching, last, party, siren.length > 0)] };
  }

  const collective = generalAccounts(par, COLLECTIVE[direction]);
  if (last && !collective.includes(last)) {
    const date = lastUsed!.at.slice(0, 10);
    return { value: last, notes: [sure('account', 'PROPOSAL_THIRD_PARTY_LAST_USED', { account: last, date })] };
  }
  const named = party.name
    ? candidates.filter((t) => !t.siren && !t.vatNumber && nameKey(t.name) === nameKey(party.name!))
    : [];
  if (named.length === 1) {
    const account = named[0]!.account;
    return { value: account, notes: [unsure('account', 'PROPOSAL_THIRD_PARTY_BY_NAME', { account, name })] };
  }
  const prefix = COLLECTIVE[direction];
  const account = collective.find((n) => /^0*$/.test(n.slice(prefix.length))) ?? collective[0];
  if (account !== undefined)
    return { value: account, notes: [unsure('account', 'PROPOSAL_THIRD_PARTY_COLLECTIVE', { account, name })] };
  return { value: '', notes: [missing('account', 'PROPOSAL_THIRD_PARTY_MISSING', { name, prefix })] };
}

function matched(account: string, all: readonly string[], last: string | null, party: Party, bySiren: boolean): Note {
  const others = all.filter((a) => a !== account);
  if (others.length > 0 && account !== last)
    return unsure('account', 'PROPOSAL_THIRD_PARTY_SEVERAL', { account, others: others.join(', ') });
  return bySiren
    ? sure('account', 'PROPOSAL_THIRD_PARTY_BY_SIREN', { account, siren: party.siren! })
    : sure('account', 'PROPOSAL_THIRD_PARTY_BY_VAT', { account, vat: party.vatNumber! });
}

/** Charge or product account: what was used last for this third party, else the first of its kind. */
export function chooseBase(
  par: Par,
  direction: Direction,
  lastUsed: LastUsed | null,
  isAdvance: boolean,
): Choice<string> {
  const class_ = CLASS[direction];
  const found = [USUAL[direction], class_].map((prefix) => generalAccounts(par, prefix)[0]);
  const first = found.find((a) => a !== undefined);
  if (isAdvance) {
    const prefix = ADVANCES[direction];
    const account = generalAccounts(par, prefix)[0];
    if (account) return { value: account, notes: [unsure('account', 'PROPOSAL_ADVANCE', { account })] };
    if (first)
      return { value: first, notes: [unsure('account', 'PROPOSAL_ADVANCE_NO_ACCOUNT', { prefix, account: first })] };
  }
  const date = lastUsed?.at.slice(0, 10) ?? '';
  if (lastUsed && accountsOf(par).includes(lastUsed.account)) {
    const { account } = lastUsed;
    return { value: account, notes: [sure('account', 'PROPOSAL_ACCOUNT_LAST_USED', { account, date })] };
  }
  if (first === undefined)
    return { value: '', notes: [missing('account', 'PROPOSAL_ACCOUNT_MISSING', { class: class_ })] };
  return {
    value: first,
    notes: [
      lastUsed
        ? unsure('account', 'PROPOSAL_ACCOUNT_GONE', { account: lastUsed.account, date, first })
        : unsure('account', 'PROPOSAL_ACCOUNT_FIRST', { account: first }),
    ],
  };
}
