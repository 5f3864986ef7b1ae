import { z } from 'zod';
import {
  attribution,
  cancellation,
  compteAccess,
  decision,
  division,
  documentQuery,
  newCompte,
  newDossier,
  newEntry,
  newKey,
  newUser,
  pageQuery,
  publicationQuery,
  republication,
  rotation,
  separatorQuery,
  userKeys,
  userLimits,
} from './api.ts';
import * as view from './views.ts';

/** One operation of the API. Paths are below `/api`; names in braces are parameters. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Shape of the answer; absent for an answer without content. */
  readonly answer?: z.ZodType;
  /** Status of success, 200 unless said. */
  readonly status?: 201 | 202 | 204;
  /** Request headers that matter to it. */
  readonly headers?: readonly ('Idempotency-Key' | 'If-Match' | 'If-None-Match')[];
  /** The answer is not JSON but the bytes of a document. */
  readonly binary?: boolean;
  /** The request is not JSON but the bytes of a file. */
  readonly upload?: boolean;
}

const compte = 'comptes/{compte}';
const document = `${compte}/documents/{id}`;

/** Every operation, in one place: the functions serve them, OpenAPI is made from them, `ami` and the tests walk them. */
export const routes = {
  openApi: { method: 'GET', path: 'openapi.json', summary: 'This API as OpenAPI 3.1', answer: z.looseObject({}) },
  metrics: {
    method: 'GET',
    path: 'metrics',
    summary:
      "Business metrics in Prometheus' text format, measured now; counters are those of one process. Operators only",
    binary: true,
  },
  listComptes: {
    method: 'GET',
    path: 'comptes',
    summary: 'Comptes that the key sees',
    answer: view.page(view.compte),
  },
  createCompte: {
    method: 'POST',
    path: 'comptes',
    summary: 'Create a compte',
    body: newCompte,
    answer: view.compte,
    status: 201,
  },
  getAccess: {
    method: 'GET',
    path: `${compte}/access`,
    summary: 'From where and how the users of a compte may come in',
    answer: view.compteAccess,
  },
  setAccess: {
    method: 'PUT',
    path: `${compte}/access`,
    summary: 'Set from where and how the users of a compte may come in; in force within seconds',
    body: compteAccess,
    answer: view.changedAccess,
  },
  getFirewall: {
    method: 'GET',
    path: 'firewall',
    summary: 'Whom the firewall before the gateways lets in and why, and what it would change next',
    answer: view.firewall,
  },
  orderFirewall: {
    method: 'POST',
    path: 'firewall/follow',
    summary: 'Have the firewall follow the lists of the comptes now',
    answer: view.followed,
  },
  listUsers: { method: 'GET', path: `${compte}/users`, summary: 'FTP users', answer: view.page(view.user) },
  putUser: {
    method: 'PUT',
    path: `${compte}/users/{user}`,
    summary: 'Create or change an FTP user',
    body: newUser,
    answer: view.user,
  },
  setUserLimits: {
    method: 'PUT',
    path: `${compte}/users/{user}/limits`,
    summary: 'Set the limits of an FTP user',
    body: userLimits,
    answer: view.user,
  },
  setUserKeys: {
    method: 'PUT',
    path: `${compte}/users/{user}/public-keys`,
    summary: 'Set the public keys that an FTP user may log in with over SFTP',
    body: userKeys,
    answer: view.user,
  },
  listPeople: {
    method: 'GET',
    path: `${compte}/people`,
    summary: 'People of the firm, as users.txt names them',
    answer: view.page(view.person),
  },
  listKeys: { method: 'GET', path: `${compte}/keys`, summary: 'API keys', answer: view.page(view.apiKey) },
  createKey: {
    method: 'POST',
    path: `${compte}/keys`,
    summary: 'Make an API key, told once',
    body: newKey,
    answer: view.madeKey,
    status: 201,
  },
  rotateKey: {
    method: 'POST',
    path: `${compte}/keys/{key}/rotate`,
    summary: 'Make a key with the same rights; the old one works some hours longer',
    body: rotation,
    answer: view.rotatedKey,
    status: 201,
  },
  disableKey: { method: 'DELETE', path: `${compte}/keys/{key}`, summary: 'Disable an API key', status: 204 },
  listDossiers: {
    method: 'GET',
    path: `${compte}/dossiers`,
    summary: 'Dossiers and their exercices',
    answer: view.page(view.dossier),
  },
  getDossier: {
    method: 'GET',
    path: `${compte}/dossiers/{dossier}`,
    summary: 'One dossier',
    answer: view.dossier,
  },
  putDossier: {
    method: 'PUT',
    path: `${compte}/dossiers/{dossier}`,
    summary: 'Make a dossier known',
    body: newDossier,
    answer: view.dossier,
  },
  dropExercice: {
    method: 'DELETE',
    path: `${compte}/dossiers/{dossier}/exercices/{exercice}`,
    summary: 'Forget an exercice that holds nothing (one listed by mistake)',
    status: 204,
  },
  listSuppliers: {
    method: 'GET',
    path: `${compte}/dossiers/{dossier}/suppliers`,
    summary: 'What a dossier remembers of its suppliers, from the corrections of persons',
    answer: view.page(view.supplier),
  },
  forgetSupplier: {
    method: 'DELETE',
    path: `${compte}/dossiers/{dossier}/suppliers/{key}`,
    summary: 'Forget it, from the next document on; what was filed with it stays filed',
    status: 204,
  },
  listDocuments: {
    method: 'GET',
    path: `${compte}/documents`,
    summary: 'Documents: all (newest first), waiting (oldest first) or filed',
    query: documentQuery,
    answer: view.page(view.document),
  },
  getDocument: {
    method: 'GET',
    path: document,
    summary: 'One document',
    answer: view.document,
    headers: ['If-None-Match'],
  },
  getHistory: {
    method: 'GET',
    path: `${document}/history`,
    summary: 'History of a document, first to last',
    answer: view.page(view.event),
  },
  getContent: { method: 'GET', path: `${document}/content`, summary: 'Bytes of a document', binary: true },
  getArchive: {
    method: 'GET',
    path: `${document}/archive`,
    summary: 'Searchable PDF of a scan, made when it is first asked for',
    binary: true,
  },
  attribute: {
    method: 'POST',
    path: `${document}/attribute`,
    summary: 'File a waiting document, move a filed one, or correct what it says: date, seller, number, total',
    body: attribution,
    answer: view.document,
    headers: ['If-Match'],
  },
  setAside: {
    method: 'POST',
    path: `${document}/set-aside`,
    summary: 'Not an invoice',
    body: decision,
    answer: view.document,
    headers: ['If-Match'],
  },
  split: {
    method: 'POST',
    path: `${document}/split`,
    summary: 'Divide a waiting scan into several documents, as proposed or by other pages',
    body: division,
    answer: view.document,
    headers: ['If-Match'],
  },
  printSeparators: {
    method: 'GET',
    path: `${compte}/separators`,
    summary: 'Separator sheets to print (PDF)',
    query: separatorQuery,
    binary: true,
  },
  bringBack: {
    method: 'POST',
    path: `${document}/bring-back`,
    summary: 'Back to the waiting list',
    body: decision,
    answer: view.document,
    headers: ['If-Match'],
  },
  dispatchAgain: {
    method: 'POST',
    path: `${document}/dispatch`,
    summary: 'Dispatch again',
    answer: view.accepted,
    status: 202,
  },
  proposeEntry: {
    method: 'GET',
    path: `${document}/proposal`,
    summary: 'An entry proposed from the e-invoice; nothing is published until it is posted',
    answer: view.proposal,
  },
  postEntry: {
    method: 'POST',
    path: `${compte}/dossiers/{dossier}/entries`,
    summary: 'Post an entry; 200 instead of 201 where the same key posted it before',
    body: newEntry,
    answer: view.postedEntry,
    status: 201,
    headers: ['Idempotency-Key'],
  },
  listEntries: {
    method: 'GET',
    path: `${compte}/entries`,
    summary: 'Entries, newest first',
    query: pageQuery,
    answer: view.page(view.entryItem),
  },
  listPublications: {
    method: 'GET',
    path: `${compte}/publications`,
    summary: 'Publications',
    query: publicationQuery,
    answer: view.page(view.publication),
  },
  getPublication: {
    method: 'GET',
    path: `${compte}/publications/{stem}`,
    summary: 'One publication',
    answer: view.publication,
  },
  republish: {
    method: 'POST',
    path: `${compte}/publications/{stem}/republish`,
    summary: 'Send the entries of a collected, rejected or failed publication again, in a new one',
    body: republication,
    answer: view.publication,
  },
  cancelPublication: {
    method: 'POST',
    path: `${compte}/publications/{stem}/cancel`,
    summary: 'Take a publication back before the robot has it; its entries wait again, or are withdrawn',
    body: cancellation,
    answer: view.publication,
  },
  listConfigImports: {
    method: 'GET',
    path: `${compte}/config-imports`,
    summary: 'Configuration files and what became of them, newest first',
    query: pageQuery,
    answer: view.page(view.configImport),
  },
  runImportAgain: {
    method: 'POST',
    path: `${compte}/config-imports/{id}/run-again`,
    summary: 'Apply a configuration file once more, after a correction',
    answer: view.accepted,
    status: 202,
  },
  putConfigFile: {
    method: 'PUT',
    path: `${compte}/config-files/{name}`,
    summary: 'Deposit a configuration file without the robot (dossiers.txt, users.txt, a PAR)',
    upload: true,
    answer: view.accepted,
    status: 202,
  },
  listNotices: {
    method: 'GET',
    path: `${compte}/notices`,
    summary: 'What a person must see, newest first',
    answer: view.page(view.notice),
  },
  replayNotice: {
    method: 'POST',
    path: `${compte}/notices/{id}/replay`,
    summary: 'Send once more what failed for good',
    answer: view.accepted,
    status: 202,
  },
  dismissNotice: { method: 'DELETE', path: `${compte}/notices/{id}`, summary: 'Dismiss a notice', status: 204 },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
