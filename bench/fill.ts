import { createHash, randomBytes } from 'node:crypto';
import { invoiceOf, rowsOf } from '../shared/app/documents.ts';
import { claimRows } from '../shared/app/duplicates.ts';
import { append } from '../shared/app/journal.ts';
import { ranges } from '../shared/app/keys.ts';
import { type Context, createContext } from '../shared/context.ts';
import { depositMetadata } from '../shared/domain/deposit-metadata.ts';
import type { Deposit, Document } from '../shared/domain/document.ts';
import { blank } from '../shared/domain/document-after.ts';
import { newId } from '../shared/domain/ids.ts';
import type { RowOp } from '../shared/ports/tables.ts';
import { makeCii } from '../test/support/invoices.ts';
import { dateOf } from './invoices.ts';
import { startStorageThread } from './storage-thread.ts';

const HOUR_MS = 3_600_000;

/** Deposits of the last 20 hours: SIZE and MDTM still answer for all of them, so none of their rows is forgotten yet. */
const SPREAD_MS = 20 * HOUR_MS;

const ROWS_PER_TRANSACTION = 100;
const BLOBS_AT_ONCE = 16;

export interface FillOptions {
  readonly compte: string;
  readonly user: string;
  /** The documents are spread over these. */
  readonly dossiers: readonly string[];
  readonly count: number;
}

/** A document of the fill, as far as the bare operations need it. */
export interface Filled {
  readonly id: string;
  /** Row keys of the documents that are the same invoice: this one alone. */
  readonly sameInvoice: readonly [from: string, to: string];
}

/**
 * Puts filed documents into the storage of `dataDir` as the pipeline would have left them: the deposit's blob with its
 * metadata, the event in the journal, and the rows. No event is raised, because nothing listens to this storage.
 */
export async function fill(dataDir: string, o: FillOptions): Promise<Filled[]> {
  const storage = await startStorageThread(dataDir);
  const context = createContext('fill', {
    Storage: storage.connectionString,
    // Never opened: filling sends nothing.
    ServiceBus: 'Endpoint=sb://localhost;SharedAccessKeyName=x;SharedAccessKey=x;UseDevelopmentEmulator=true;',
    AMI_LOG_LEVEL: 'error',
  });
  try {
    await context.prepare();
    const made = Array.from({ length: o.count }, (_, n) => makeDocument(o, n));
    await Promise.all([putBlobs(context, made), putRows(context, o.compte, made)]);
    return made.map(({ document }) => {
      const { seller, number } = invoiceOf(document)!;
      return { id: document.deposit.id, sameInvoice: ranges.invoice(seller, number) };
    });
  } finally {
    await context.close();
    await storage.close();
  }
}

interface Made {
  readonly document: Document;
  readonly bytes: Uint8Array;
}

function makeDocument(o: FillOptions, n: number): Made {
  const { date, exercice } = dateOf(n);
  const number = `R-${String(n).padStart(6, '0')}`;
  const bytes = makeCii({ number, date });
  const ms = Date.now() - Math.round((SPREAD_MS * (n + 1)) / (o.count + 1));
  const at = new Date(ms).toISOString();
  const dossier = o.dossiers[n % o.dossiers.length]!;
  const deposit: Deposit = {
    compte: o.compte,
    id: newId(ms, randomBytes(11)),
    directory: `/import/${dossier}`,
    name: `${number}.xml`,
    user: o.user,
    address: '127.0.0.1',
    at,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.byteLength,
    unrenamed: false,
  };
  const document: Document = {
    ...blank(deposit),
    version: 1,
    changedAt: at,
    state: 'filed',
    dossier,
    exercice,
    exerciceStart: `${date.slice(0, 4)}-01-01`,
    date,
    statement: { dossier, exercice: null },
    facts: {
      kind: 'einvoice',
      mediaType: 'application/xml',
      number,
      typeCode: '380',
      date,
      seller: 'Moulin des Érables',
      sellerSiren: '732829320',
      buyer: 'Librairie du Port',
      buyerSiren: '404833048',
      gross: 12_000,
      currency: 'EUR',
      dueDate: null,
    },
  };
  return { document, bytes };
}

async function putBlobs({ deps }: Context, made: readonly Made[]): Promise<void> {
  const queue = made.values();
  const worker = async () => {
    for (const { document, bytes } of queue) {
      const { compte, id } = document.deposit;
      await deps.blobs.create('deposits', `${compte}/${id}`, bytes, depositMetadata(document.deposit));
      const event = { version: 1, at: document.changedAt, by: 'system', type: 'filed', after: document };
      await append(deps.blobs, compte, 'document', id, event);
    }
  };
  await Promise.all(Array.from({ length: BLOBS_AT_ONCE }, worker));
}

async function putRows({ deps }: Context, compte: string, made: readonly Made[]): Promise<void> {
  let group: RowOp[] = [];
  for (const { document } of made) {
    const claims = claimRows(document.deposit).map((row): RowOp => ({ op: 'put', ...row }));
    const rows = [...rowsOf(document, deps.settings.hiddenForMs).values(), ...claims];
    if (group.length + rows.length > ROWS_PER_TRANSACTION) {
      await deps.tables.transact('state', compte, group);
      group = [];
    }
    group.push(...rows);
  }
  await deps.tables.transact('state', compte, group);
}
