import type { Deposit, Document } from '../domain/document.ts';
import type { Remark } from '../domain/invoice.ts';
import { type Columns, RowConflict, type RowOp } from '../ports/tables.ts';
import type { Deps } from './deps.ts';
import { claimOf, commit, invoiceOf, load } from './documents.ts';
import { keys, ranges } from './keys.ts';

/** As many possible duplicates are shown on one document. */
const MOST_SHOWN = 20;
const ATTEMPTS = 5;

export type Claim =
  /** Nobody had deposited these bytes: there is nothing else to look for. */
  | { readonly kind: 'first' }
  /** Others have, under another name, folder or user. */
  | { readonly kind: 'known' }
  /** The claim was made before, by this very deposit. */
  | { readonly kind: 'ours' }
  /** The same user sent the same bytes under the same name before. */
  | { readonly kind: 'retry'; readonly of: string };

/** The two rows by which bytes are found again. */
export function claimRows(d: Deposit): { key: string; columns: Columns }[] {
  const columns = { id: d.id, user: d.user, at: d.at, partOf: d.partOf };
  return [keys.firstBytes(d.sha256), keys.bytes(d.sha256, claimOf(d))].map((key) => ({ key, columns }));
}

/**
 * Claims the bytes of a deposit. One storage call for bytes that were never seen: a row of the bytes alone and a row of
 * the claim are inserted together, so that success says that nobody else has them.
 */
export async function claimBytes(deps: Deps, deposit: Deposit): Promise<Claim> {
  const rows = claimRows(deposit);
  try {
    await deps.tables.transact(
      'state',
      deposit.compte,
      rows.map((r): RowOp => ({ op: 'insert', ...r })),
    );
    return { kind: 'first' };
  } catch (e) {
    if (!(e instanceof RowConflict)) throw e;
  }
  const { key, columns } = rows[1]!;
  if (await deps.tables.insert('state', deposit.compte, key, columns)) return { kind: 'known' };
  const held = await deps.tables.get('state', deposit.compte, key);
  const of = held?.columns['id'] as string | undefined;
  return of === undefined || of === deposit.id ? { kind: 'ours' } : { kind: 'retry', of };
}

/** Other deposits with the same bytes, those that were collapsed left out, and those out of the same scan. */
export async function sameBytes(deps: Deps, deposit: Deposit): Promise<string[]> {
  if (!deposit.sha256) return [];
  const rows = await deps.tables.range('state', deposit.compte, ...ranges.bytes(deposit.sha256), MOST_SHOWN);
  const others = rows.filter(({ columns }) => !deposit.partOf || columns['partOf'] !== deposit.partOf);
  const ids = new Set(others.map((r) => r.columns['id'] as string));
  ids.delete(deposit.id);
  return [...ids];
}

/**
 * Other documents that name the same seller and number: the invoice on paper and as Factur-X, or as bare XML. A credit
 * note and an invoice may share a number, and so may invoices of two years: where both say so, they are left out.
 */
export async function sameInvoice(deps: Deps, d: Document): Promise<string[]> {
  const invoice = invoiceOf(d);
  if (!invoice) return [];
  const range = ranges.invoice(invoice.seller, invoice.number);
  const rows = await deps.tables.range('state', d.deposit.compte, ...range, MOST_SHOWN);
  const own = rows.find((r) => r.key.endsWith(`|${d.deposit.id}`))?.columns ?? {};
  const differ = (a: unknown, b: unknown) => a !== undefined && b !== undefined && a !== b;
  const year = (date: unknown) => (typeof date === 'string' ? date.slice(0, 4) : undefined);
  return rows
    .filter(({ columns }) => !differ(columns['kind'], own['kind']) && !differ(year(columns['date']), year(own['date'])))
    .map((r) => r.key.slice(r.key.lastIndexOf('|') + 1))
    .filter((id) => id !== d.deposit.id);
}

/**
 * Shows a document and the other forms of its invoice to each other, as an event of each. To be called when the
 * document's rows are written: of two that come at the same time, the later look then sees the other. Can run again.
 */
export async function showSameInvoice(deps: Deps, d: Document): Promise<void> {
  const { compte, id } = d.deposit;
  for (const other of await sameInvoice(deps, d)) {
    await show(deps, compte, other, d);
    const shown = await load(deps, compte, other);
    if (shown) await show(deps, compte, id, shown.document);
  }
}

async function show(deps: Deps, compte: string, on: string, other: Document): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await load(deps, compte, on);
    if (!before || !invoiceOf(before.document)) return;
    const { document } = before;
    const known = document.sameInvoice ?? [];
    if (known.includes(other.deposit.id) || document.duplicates.includes(other.deposit.id)) return;
    if (known.length >= MOST_SHOWN) return;
    // Who sees this document may not see the other's dossier: its name stays there.
    const name = other.dossier === document.dossier ? other.deposit.name : other.deposit.id;
    const remark: Remark = {
      code: 'SAME_INVOICE',
      params: { number: document.facts?.number ?? '', document: name },
    };
    const done = await commit(deps, before, {
      type: 'same-invoice',
      by: 'system',
      after: {
        ...document,
        sameInvoice: [...known, other.deposit.id],
        remarks: [remark, ...document.remarks].slice(0, MOST_SHOWN),
      },
    });
    if (done) return;
  }
  throw new Error(`document ${on} kept changing`);
}
