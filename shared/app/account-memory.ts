import type { DocumentFacts } from '../domain/document.ts';
import { partyKey } from '../domain/party-key.ts';
import type { LastUsed } from '../domain/proposal/accounts.ts';
import { type Direction, KIND } from '../domain/proposal/direction.ts';
import type { PostedEntry } from '../domain/publication.ts';
import { type Columns, RowConflict } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { load } from './documents.ts';
import { lastEvents } from './journal.ts';
import { keys } from './keys.ts';

const ATTEMPTS = 5;

/** What a dossier used last for a third party, or null. One storage call. */
export async function lastUsed(
  deps: Deps,
  compte: string,
  dossier: string,
  direction: Direction,
  party: Parameters<typeof partyKey>[0],
): Promise<LastUsed | null> {
  const key = partyKey(party);
  if (!key) return null;
  const row = await deps.tables.get('state', compte, keys.lastUsed(dossier, KIND[direction], key));
  return row ? fromColumns(row.columns) : null;
}

/**
 * Remembers which accounts an accepted entry used for the third party of its document, for the next proposal. Entries
 * may come in any order and any number of times: the last accepted one stands. A help and no more: what can't be
 * remembered now is logged, never refused, and comes back with a rebuild.
 */
export async function rememberAccounts(deps: Deps, compte: string, posted: PostedEntry): Promise<void> {
  try {
    const used = usedBy(posted);
    const key = used && (await thirdPartyOf(deps, compte, posted.documents, used.direction));
    if (!used || !key) return;
    await remember(deps, compte, keys.lastUsed(posted.dossier, KIND[used.direction], key), used.lastUsed);
  } catch (error) {
    deps.log.warn('accounts-not-remembered', { compte, entry: posted.id, error });
  }
}

/** Remembers the accounts of every entry of a compte again, from its journal. Documents must be restored before. */
export async function rememberAllAccounts(deps: Deps, compte: string): Promise<void> {
  for await (const { event } of lastEvents<PostedEntry>(deps.blobs, compte, 'entry'))
    await rememberAccounts(deps, compte, event.after);
}

/**
 * What an entry says about its third party: the largest charge or asset (purchase) or product (sale), and the account
 * of the supplier or customer. Null where it has neither, as a payment or a prepayment.
 */
function usedBy({ entry, at }: PostedEntry): { direction: Direction; lastUsed: LastUsed } | null {
  const amount = (l: (typeof entry.lines)[number]) => l.debit + l.credit;
  const bases = entry.lines.filter((l) => /^[267]/.test(l.account)).sort((a, b) => amount(b) - amount(a));
  const base = bases[0];
  if (!base) return null;
  const direction: Direction = base.account.startsWith('7') ? 'sale' : 'purchase';
  const others = entry.lines.filter((l) => !/^(44|[12567])/.test(l.account)).sort((a, b) => amount(b) - amount(a));
  return {
    direction,
    lastUsed: { account: base.account, vatCode: base.vatCode, thirdParty: others[0]?.account ?? null, at },
  };
}

/** The seller of what was bought, the customer of what was sold; null where the documents name several or none. */
async function thirdPartyOf(
  deps: Deps,
  compte: string,
  documents: readonly string[],
  direction: Direction,
): Promise<string | null> {
  const found = new Set<string>();
  for (const id of documents) {
    const loaded = await load(deps, compte, id);
    const facts = loaded?.document.facts;
    const key = facts ? partyKey(partyOf(facts, direction)) : null;
    if (key) found.add(key);
  }
  return found.size === 1 ? [...found][0]! : null;
}

function partyOf(f: DocumentFacts, direction: Direction) {
  return direction === 'purchase'
    ? { siren: f.sellerSiren, vatNumber: f.sellerVat ?? null, name: f.seller }
    : { siren: f.buyerSiren, vatNumber: f.buyerVat ?? null, name: f.buyer };
}

async function remember(deps: Deps, compte: string, key: string, used: LastUsed): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const held = await deps.tables.get('state', compte, key);
    if (held && fromColumns(held.columns).at >= used.at) return;
    const columns = toColumns(used);
    try {
      await deps.tables.transact('state', compte, [
        held ? { op: 'put', key, columns, ifMatch: held.etag } : { op: 'insert', key, columns },
      ]);
      return;
    } catch (e) {
      if (!(e instanceof RowConflict)) throw e;
    }
  }
  throw new Error(`row ${key} kept changing`);
}

function toColumns(u: LastUsed): Columns {
  return { account: u.account, vatCode: u.vatCode ?? undefined, thirdParty: u.thirdParty ?? undefined, at: u.at };
}

function fromColumns(c: Columns): LastUsed {
  const text = (v: unknown) => (typeof v === 'string' ? v : null);
  return {
    account: text(c['account']) ?? '',
    vatCode: text(c['vatCode']),
    thirdParty: text(c['thirdParty']),
    at: text(c['at']) ?? '',
  };
}
