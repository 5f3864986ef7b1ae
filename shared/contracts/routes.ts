import type { z } from 'zod';
import {
  attribution,
  decision,
  documentQuery,
  dossierQuery,
  limitQuery,
  newCompte,
  newDossier,
  newEntry,
  newKey,
  newUser,
} from './api.ts';

/** One operation of the API. Paths are below `/api`; names in braces are parameters. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
}

const compte = 'comptes/{compte}';

/** Every operation, in one place: the functions serve them, `ami` and the tests walk them. */
export const routes = {
  listComptes: { method: 'GET', path: 'comptes', summary: 'Comptes that the key sees' },
  createCompte: { method: 'POST', path: 'comptes', summary: 'Create a compte', body: newCompte },
  listUsers: { method: 'GET', path: `${compte}/users`, summary: 'FTP users' },
  putUser: { method: 'PUT', path: `${compte}/users/{user}`, summary: 'Create or change an FTP user', body: newUser },
  listKeys: { method: 'GET', path: `${compte}/keys`, summary: 'API keys' },
  createKey: { method: 'POST', path: `${compte}/keys`, summary: 'Make an API key, told once', body: newKey },
  disableKey: { method: 'DELETE', path: `${compte}/keys/{key}`, summary: 'Disable an API key' },
  listDossiers: { method: 'GET', path: `${compte}/dossiers`, summary: 'Dossiers and their exercices' },
  getDossier: { method: 'GET', path: `${compte}/dossiers/{dossier}`, summary: 'One dossier' },
  putDossier: {
    method: 'PUT',
    path: `${compte}/dossiers/{dossier}`,
    summary: 'Make a dossier known',
    body: newDossier,
  },
  listDocuments: { method: 'GET', path: `${compte}/documents`, summary: 'Documents', query: documentQuery },
  getDocument: { method: 'GET', path: `${compte}/documents/{id}`, summary: 'One document' },
  getHistory: { method: 'GET', path: `${compte}/documents/{id}/history`, summary: 'History of a document' },
  getContent: { method: 'GET', path: `${compte}/documents/{id}/content`, summary: 'Bytes of a document' },
  attribute: {
    method: 'POST',
    path: `${compte}/documents/{id}/attribute`,
    summary: 'File a waiting document, or move a filed one',
    body: attribution,
  },
  setAside: {
    method: 'POST',
    path: `${compte}/documents/{id}/set-aside`,
    summary: 'Not an invoice',
    body: decision,
  },
  bringBack: {
    method: 'POST',
    path: `${compte}/documents/{id}/bring-back`,
    summary: 'Back to the waiting list',
    body: decision,
  },
  dispatchAgain: { method: 'POST', path: `${compte}/documents/{id}/dispatch`, summary: 'Dispatch again' },
  postEntry: {
    method: 'POST',
    path: `${compte}/dossiers/{dossier}/entries`,
    summary: 'Post an entry (needs an Idempotency-Key)',
    body: newEntry,
  },
  listEntries: { method: 'GET', path: `${compte}/entries`, summary: 'Entries', query: limitQuery },
  listPublications: { method: 'GET', path: `${compte}/publications`, summary: 'Publications', query: dossierQuery },
  getPublication: { method: 'GET', path: `${compte}/publications/{stem}`, summary: 'One publication' },
  listConfigImports: {
    method: 'GET',
    path: `${compte}/config-imports`,
    summary: 'Configuration files and what became of them',
    query: limitQuery,
  },
  listNotices: { method: 'GET', path: `${compte}/notices`, summary: 'What a person must see' },
  dismissNotice: { method: 'DELETE', path: `${compte}/notices/{id}`, summary: 'Dismiss a notice' },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
