import { Readable } from 'node:stream';
import type { z } from 'zod';
import { createApiKey, disableApiKey, listApiKeys, rotateApiKey } from '../../shared/app/api-keys.ts';
import { archiveCopy } from '../../shared/app/archive.ts';
import { getCompteAccess, setCompteAccess } from '../../shared/app/compte-access.ts';
import { createCompte, listComptes } from '../../shared/app/comptes.ts';
import { depositConfigFile, runImportAgain } from '../../shared/app/config-again.ts';
import { listConfigImports } from '../../shared/app/configure.ts';
import { attribute, bringBack, setAside } from '../../shared/app/decisions.ts';
import type { Deps } from '../../shared/app/deps.ts';
import { documentContent, documentHistory, getDocument, listDocuments } from '../../shared/app/documents.ts';
import { getDossier, listDossiers, stateDossier } from '../../shared/app/dossiers.ts';
import { dropExercice } from '../../shared/app/drop-exercice.ts';
import { listEntries, postEntry } from '../../shared/app/entries.ts';
import { cancelLot, republishLot } from '../../shared/app/lot-changes.ts';
import { getLot, listLots } from '../../shared/app/lots.ts';
import { metricsText } from '../../shared/app/metrics-text.ts';
import { dismissNotice, listNotices, replayNotice } from '../../shared/app/notices.ts';
import { listPeople } from '../../shared/app/people.ts';
import { proposeEntry } from '../../shared/app/propose.ts';
import { allWithProgress, withProgress } from '../../shared/app/reading-progress.ts';
import { askToDispatch } from '../../shared/app/run-again.ts';
import { followNow, showFirewall } from '../../shared/app/show-firewall.ts';
import { splitByPerson } from '../../shared/app/split-decision.ts';
import { forgetSupplier, listSuppliers } from '../../shared/app/supplier-memory.ts';
import { listUsers, putUser, setUserKeys, setUserLimits, shownUser } from '../../shared/app/users.ts';
import type { RouteName, routes } from '../../shared/contracts/routes.ts';
import type { Document } from '../../shared/domain/document.ts';
import { may, type Principal } from '../../shared/domain/principal.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import { followSoon } from '../follow-soon.ts';
import { firewallView, followedView } from './firewall-view.ts';
import { openApi } from './openapi.ts';
import { proposalView } from './proposal-view.ts';
import { supplierView } from './supplier-view.ts';
import { documentInList, documentView, dossierView, eventView, importView, noticeView } from './views.ts';

/** One request, read and checked. */
export interface Call<N extends RouteName> {
  readonly deps: Deps;
  readonly by: Principal;
  readonly compte: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: (typeof routes)[N] extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
  readonly body: (typeof routes)[N] extends { body: infer B extends z.ZodType } ? z.output<B> : undefined;
  readonly header: (name: string) => string | null;
  /** The bytes of the request, where the route takes a file. */
  readonly upload: () => Promise<Uint8Array>;
}

export interface Answer {
  readonly status?: number;
  readonly json?: unknown;
  readonly stream?: AsyncIterable<Uint8Array>;
  readonly headers?: Record<string, string>;
}

type Handlers = { readonly [N in RouteName]: (call: Call<N>) => Promise<Answer> };

const items = (list: readonly unknown[], next: string | null = null): Answer => ({ json: { items: list, next } });

/** A document and its version as ETag. */
const document = (d: Document): Answer => ({ json: documentView(d), headers: { etag: `"${d.version}"` } });

/** The version that the person saw, from If-Match or the body. */
function seen(header: Call<RouteName>['header'], version: number | undefined): number | undefined {
  const match = header('if-match');
  if (!match || match === '*') return version;
  const tag = /^"(\d+)"$/.exec(match.trim());
  if (!tag) throw new Refusal('precondition', 'DOCUMENT_CHANGED', { id: '' });
  return Number(tag[1]);
}

/** What each operation does: a use case, and how its answer is shown. */
export const handlers: Handlers = {
  openApi: async () => ({ json: openApi() }),
  metrics: async ({ deps, by }) => ({
    stream: Readable.from([Buffer.from(await metricsText(deps, by))]),
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  }),
  listComptes: async ({ deps, by }) => items(await listComptes(deps, by)),
  createCompte: async ({ deps, by, body }) => {
    const made = await createCompte(deps, by, body);
    followSoon(deps);
    return { status: 201, json: made };
  },
  getAccess: async ({ deps, by, compte }) => ({ json: await getCompteAccess(deps, by, compte) }),
  setAccess: async ({ deps, by, compte, body }) => {
    const set = await setCompteAccess(deps, by, compte, body);
    followSoon(deps);
    return { json: set };
  },
  getFirewall: async ({ deps, by }) => ({ json: firewallView(await showFirewall(deps, by)) }),
  orderFirewall: async ({ deps, by }) => ({ json: followedView(await followNow(deps, by)) }),
  listUsers: async ({ deps, by, compte }) => items(await listUsers(deps, by, compte)),
  putUser: async ({ deps, by, compte, params, body }) => ({
    json: shownUser(await putUser(deps, by, compte, { ...body, user: params['user']! })),
  }),
  setUserLimits: async ({ deps, by, compte, params, body }) => ({
    json: shownUser(await setUserLimits(deps, by, compte, params['user']!, body)),
  }),
  setUserKeys: async ({ deps, by, compte, params, body }) => ({
    json: shownUser(await setUserKeys(deps, by, compte, params['user']!, body.publicKeys)),
  }),
  listPeople: async ({ deps, by, compte }) => items(await listPeople(deps, by, compte)),
  listKeys: async ({ deps, by, compte }) => items(await listApiKeys(deps, by, compte)),
  createKey: async ({ deps, by, compte, body }) => ({ status: 201, json: await createApiKey(deps, by, compte, body) }),
  rotateKey: async ({ deps, by, compte, params, body }) => ({
    status: 201,
    json: await rotateApiKey(deps, by, compte, params['key']!, body.graceHours),
  }),
  disableKey: async ({ deps, by, compte, params }) => {
    await disableApiKey(deps, by, compte, params['key']!);
    return { status: 204 };
  },
  listDossiers: async ({ deps, by, compte }) => items((await listDossiers(deps, by, compte)).map(dossierView)),
  getDossier: async ({ deps, by, compte, params }) => ({
    json: dossierView(await getDossier(deps, by, compte, params['dossier']!)),
  }),
  putDossier: async ({ deps, by, compte, params, body }) => ({
    json: dossierView(await stateDossier(deps, by, compte, { number: params['dossier']!, ...body })),
  }),
  dropExercice: async ({ deps, by, compte, params }) => {
    await dropExercice(deps, by, compte, params['dossier']!.toUpperCase(), params['exercice']!);
    return { status: 204 };
  },
  listSuppliers: async ({ deps, by, compte, params }) =>
    items((await listSuppliers(deps, by, compte, params['dossier']!)).map(supplierView)),
  forgetSupplier: async ({ deps, by, compte, params }) => {
    await forgetSupplier(deps, by, compte, params['dossier']!, params['key']!);
    return { status: 204 };
  },
  listDocuments: async ({ deps, by, compte, query }) => {
    const page = await listDocuments(deps, by, compte, query);
    return items((await allWithProgress(deps, page.items)).map(documentInList), page.next);
  },
  getDocument: async ({ deps, by, compte, params, header }) => {
    const loaded = await getDocument(deps, by, compte, params['id']!);
    const found = document(await withProgress(deps, loaded.document));
    const known = header('if-none-match')
      ?.split(',')
      .map((t) => t.trim().replace(/^W\//, ''));
    return known?.includes(found.headers!['etag']!) ? { status: 304, headers: found.headers } : found;
  },
  getHistory: async ({ deps, by, compte, params }) =>
    items((await documentHistory(deps, by, compte, params['id']!)).map(eventView)),
  getContent: async ({ deps, by, compte, params }) => {
    const { document, body } = await documentContent(deps, by, compte, params['id']!);
    const name = encodeURIComponent(document.deposit.name);
    return {
      stream: body,
      headers: {
        'content-type': document.facts?.mediaType ?? 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'x-content-type-options': 'nosniff',
      },
    };
  },
  getArchive: async ({ deps, by, compte, params }) => {
    const { document, body } = await archiveCopy(deps, by, compte, params['id']!);
    const name = encodeURIComponent(document.deposit.name.replace(/(\.(tiff?|pdf))?$/i, '.archive.pdf'));
    return {
      stream: body,
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename*=UTF-8''${name}`,
        'x-content-type-options': 'nosniff',
      },
    };
  },
  attribute: async ({ deps, by, compte, params, body, header }) => {
    const { dossier, exercice, note, version, ...said } = body;
    const decided = { by, compte, id: params['id']!, note, version: seen(header, version) };
    return document(await attribute(deps, decided, { dossier, exercice }, said));
  },
  setAside: async ({ deps, by, compte, params, body, header }) =>
    document(
      await setAside(deps, { by, compte, id: params['id']!, note: body.note, version: seen(header, body.version) }),
    ),
  split: async ({ deps, by, compte, params, body, header }) => {
    const { parts, kept, note, version } = body;
    const decided = { by, compte, id: params['id']!, note, version: seen(header, version) };
    return document(await splitByPerson(deps, decided, parts ? { parts, kept } : null));
  },
  printSeparators: async ({ by, compte, query: { count, dossier, exercice } }) => {
    if (!may(by, 'see', compte, dossier)) throw new Refusal('forbidden', 'FORBIDDEN');
    const statement = dossier ? { dossier, exercice: exercice ?? null } : null;
    // Loaded when first asked for: what makes PDFs would slow every cold start.
    const { separatorSheets } = await import('../../shared/print/separator-sheets.ts');
    const pdf = await separatorSheets({ count, statement });
    return {
      stream: Readable.from([pdf]),
      headers: { 'content-type': 'application/pdf', 'x-content-type-options': 'nosniff' },
    };
  },
  bringBack: async ({ deps, by, compte, params, body, header }) =>
    document(
      await bringBack(deps, { by, compte, id: params['id']!, note: body.note, version: seen(header, body.version) }),
    ),
  dispatchAgain: async ({ deps, by, compte, params }) => {
    await askToDispatch(deps, by, compte, params['id']!);
    return { status: 202, json: { id: params['id'] } };
  },
  proposeEntry: async ({ deps, by, compte, params }) => ({
    json: proposalView(await proposeEntry(deps, by, compte, params['id']!)),
  }),
  postEntry: async ({ deps, by, compte, params, body, header }) => {
    const key = header('idempotency-key');
    if (!key || key.length > 200) throw new Refusal('invalid', 'IDEMPOTENCY_KEY_MISSING');
    const dossier = params['dossier']!.toUpperCase();
    const { posted, repeated } = await postEntry(deps, by, compte, dossier, key, body);
    return { status: repeated ? 200 : 201, json: { id: posted.id, exercice: posted.exercice, repeated } };
  },
  listEntries: async ({ deps, by, compte, query }) => items(await listEntries(deps, by, compte, query.limit)),
  listPublications: async ({ deps, by, compte, query }) => {
    const page = await listLots(deps, by, compte, query);
    return items(page.items, page.next);
  },
  getPublication: async ({ deps, by, compte, params }) => ({ json: await getLot(deps, by, compte, params['stem']!) }),
  republish: async ({ deps, by, compte, params, body }) => ({
    json: await republishLot(deps, by, compte, params['stem']!, body),
  }),
  cancelPublication: async ({ deps, by, compte, params, body }) => ({
    json: await cancelLot(deps, by, compte, params['stem']!, body),
  }),
  listConfigImports: async ({ deps, by, compte, query }) => {
    const page = await listConfigImports(deps, by, compte, query);
    return items(page.items.map(importView), page.next);
  },
  runImportAgain: async ({ deps, by, compte, params }) => {
    const { id } = await runImportAgain(deps, by, compte, params['id']!);
    return { status: 202, json: { id } };
  },
  putConfigFile: async ({ deps, by, compte, params, upload }) => {
    const { id } = await depositConfigFile(deps, by, compte, { name: params['name']!, bytes: await upload() });
    return { status: 202, json: { id } };
  },
  listNotices: async ({ deps, by, compte }) => items((await listNotices(deps, by, compte)).map(noticeView)),
  replayNotice: async ({ deps, by, compte, params }) => {
    await replayNotice(deps, by, compte, params['id']!);
    return { status: 202, json: { id: params['id'] } };
  },
  dismissNotice: async ({ deps, by, compte, params }) => {
    await dismissNotice(deps, by, compte, params['id']!);
    return { status: 204 };
  },
};
