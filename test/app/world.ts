import { createHash } from 'node:crypto';
import { configure, putDossier } from '../../shared/app/configure.ts';
import type { Deps } from '../../shared/app/deps.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { documentOf } from '../../shared/app/documents.ts';
import { keys, ranges } from '../../shared/app/keys.ts';
import { publish } from '../../shared/app/publish.ts';
import { handleReading, type ReadingCommand } from '../../shared/app/read-scan.ts';
import { depositMetadata } from '../../shared/domain/deposit-metadata.ts';
import type { Deposit, Document } from '../../shared/domain/document.ts';
import { newId } from '../../shared/domain/ids.ts';
import type { EInvoice, Party, Reading } from '../../shared/domain/invoice.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import type { Par } from '../../shared/domain/par.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import type { OutgoingMessage, Queue } from '../../shared/ports/bus.ts';
import { type MemoryWorld, memoryWorld } from '../support/memory-ports.ts';

export const COMPTE = 'cabinet';
export const manager: Principal = { compte: COMPTE, user: 'marie', role: 'manager', dossiers: 'all' };
export const robot: Principal = { compte: COMPTE, user: 'robot', role: 'robot', dossiers: 'all' };
export const reader: Principal = { compte: COMPTE, user: 'lucie', role: 'read', dossiers: 'all' };
export const operator: Principal = { compte: '*', user: 'operator', role: 'operator', dossiers: 'all' };

const nobody: Party = { name: null, siren: null, siret: null, vatNumber: null, country: null };

/**
 * The text of a deposit stands for its content: `date=2019-05-05 n=1 seller=732829320` is an e-invoice of that day,
 * anything else paper; `cut` ends before its end.
 */
function readText(bytes: Uint8Array): Reading {
  const text = Buffer.from(bytes).toString();
  if (text.startsWith('broken'))
    return { kind: 'unreadable', mediaType: 'application/pdf', reason: 'PDF_BROKEN', remarks: [] };
  if (text.startsWith('cut'))
    return { kind: 'unreadable', mediaType: 'application/pdf', reason: 'FILE_INCOMPLETE', remarks: [] };
  const date = /date=(\d{4}-\d{2}-\d{2})/.exec(text)?.[1];
  if (!date) return { kind: 'paper', mediaType: 'image/tiff', remarks: [] };
  const invoice: EInvoice = {
    syntax: 'cii',
    profile: null,
    number: /n=(\w+)/.exec(text)?.[1] ?? null,
    typeCode: '380',
    issueDate: date,
    issueDateText: date,
    dueDate: null,
    currency: 'EUR',
    seller: { ...nobody, siren: /seller=(\d{9})/.exec(text)?.[1] ?? null },
    buyer: nobody,
    deliveryDate: null,
    periodStart: null,
    periodEnd: null,
    net: null,
    vat: null,
    gross: 12_000,
    payable: null,
    vatLines: [],
    precedingInvoice: null,
  };
  return { kind: 'einvoice', mediaType: 'application/pdf', invoice, remarks: [] };
}

export interface TestWorld extends MemoryWorld {
  readonly sent: { queue: Queue; message: OutgoingMessage }[];
  put(
    container: 'deposits' | 'config' | 'returns',
    directory: string,
    name: string,
    content: string | Uint8Array,
    user?: string,
    replaces?: string,
  ): Promise<string>;
  /** `replaces`: the incomplete deposit that the gateway remembers under this name. */
  deposit(
    name: string,
    content: string | Uint8Array,
    directory?: string,
    user?: string,
    replaces?: string,
  ): Promise<string>;
  par(par: Par, name?: string): Promise<string>;
  /** Handles what is on the queues, until nothing is left. */
  drain(): Promise<void>;
  document(id: string): Promise<Document | null>;
  list(range: 'W' | 'F'): Promise<Document[]>;
}

/** `more`: ports over those of memory, as a reader of scans, which there is none of otherwise. */
export function world(more: Partial<Deps> = {}): TestWorld {
  const memory = memoryWorld();
  const sent: { queue: Queue; message: OutgoingMessage }[] = [];
  const deps: Deps = {
    ...memory.deps,
    bus: {
      send: async (queue, messages) => {
        for (const message of messages) sent.push({ queue, message });
      },
      close: async () => undefined,
    },
    reader: { read: async (bytes) => readText(bytes), close: async () => undefined },
    ...more,
  };
  const put: TestWorld['put'] = async (container, directory, name, content, user = 'robot', replaces) => {
    const bytes = Buffer.from(content as string);
    const now = deps.clock.now();
    const id = newId(now, deps.clock.random(11));
    const deposit: Deposit = {
      compte: COMPTE,
      id,
      directory,
      name,
      user,
      address: '127.0.0.1',
      at: new Date(now).toISOString(),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.byteLength,
      unrenamed: false,
      ...(replaces ? { replaces } : {}),
    };
    await deps.blobs.create(container, `${COMPTE}/${id}`, bytes, depositMetadata(deposit));
    return id;
  };
  return {
    ...memory,
    deps,
    sent,
    put,
    deposit: (name, content, directory = '/import/007868', user = 'robot', replaces) =>
      put('deposits', directory, name, content, user, replaces),
    async par(p, name = `${p.dossier.number}-${p.exercice}_PAR.xml`) {
      const id = await put('config', '/config/Export_PAR', name, writePar(p));
      await configure(deps, COMPTE, id);
      return id;
    },
    async drain() {
      for (let next = sent.shift(); next; next = sent.shift()) {
        const body = next.message.body as Record<string, string>;
        if (next.queue === 'reading' || next.queue === 'backlog')
          await handleReading(deps, next.message.body as ReadingCommand);
        if (body['kind'] === 'dispatch') await dispatch(deps, COMPTE, body['id']!, 'again');
        if (body['kind'] === 'configure') await configure(deps, COMPTE, body['id']!);
        if (body['kind'] === 'publish') await publish(deps, COMPTE, body['dossier']!, body['exercice']!);
      }
    },
    async document(id) {
      const row = await deps.tables.get('state', COMPTE, keys.document(id));
      return row ? documentOf(row) : null;
    },
    async list(range) {
      const rows = await deps.tables.range(
        'state',
        COMPTE,
        ...(range === 'W' ? ranges.waiting() : (['F|', 'F}'] as [string, string])),
      );
      return rows.map(documentOf);
    },
  };
}

export function par(changes: Partial<Par> = {}): Par {
  return {
    dossier: { number: '007868', name: 'Martin', siren: null, vatNumber: null, regime: null, accountLength: 8 },
    exercice: '201912',
    exercices: [
      { start: '2018-01-01', end: '2018-12-31', name: '201812', closed: true },
      { start: '2019-01-01', end: '2019-12-31', name: '201912', closed: false },
    ],
    journals: [{ code: 'AC', type: 'ac', label: 'Achats', counterpart: null }],
    accounts: [
      { number: '60110000', label: 'Matières' },
      { number: '40100000', label: 'Fournisseurs' },
    ],
    thirdParties: [],
    vatCodes: [],
    ...changes,
  };
}

export async function knownDossier(w: TestWorld, number = '007868'): Promise<void> {
  await putDossier(w.deps, COMPTE, { number, name: 'X', siren: null, users: null }, '2020-01-01T00:00:00.000Z');
}
