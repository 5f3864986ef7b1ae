import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { DocumentItem } from '../../cli/answers.ts';
import { type Route, type RouteName, routes } from '../../shared/contracts/routes.ts';
import * as samples from './samples.ts';

/** The key that the fake API knows. It must be found in no output of the command line. */
export const KEY = 'ami_0123456789_s3cr3ts3cr3ts3cr3ts3cr3ts3cr3t12';

interface Asked {
  readonly route: RouteName;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: IncomingMessage['headers'];
}

type Answer = {
  status?: number;
  json?: unknown;
  bytes?: Uint8Array;
  cutAt?: number;
  text?: string;
  headers?: Record<string, string>;
};

const paths = (Object.entries(routes) as [RouteName, Route][]).map(([name, route]) => ({
  name,
  route,
  form: new RegExp(`^/api/${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

export function problem(status: number, code: string, fr: string, en: string, problems?: readonly object[]): Answer {
  return {
    status,
    json: { type: 'about:blank', title: en, status, code, fr, en, ...(problems ? { problems } : {}) },
  };
}

/**
 * An API on a free port with the samples behind it: it takes what the contract takes, and refuses the rest with 422.
 * `override` answers in its place.
 */
export async function startFakeApi() {
  const asked: Asked[] = [];
  const override = new Map<RouteName, (a: Asked) => Answer>();
  const posted = new Map<string, unknown>();

  async function answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://x');
    if (request.headers.authorization !== `Bearer ${KEY}`)
      return problem(
        401,
        'UNAUTHENTICATED',
        'Clé d’accès absente, inconnue ou désactivée.',
        'The access key is missing.',
      );
    for (const { name, route, form } of paths) {
      const m = form.exec(url.pathname);
      if (!m || route.method !== request.method) continue;
      const bytes = await buffer(request);
      const body = route.upload ? bytes : bytes.length === 0 ? undefined : JSON.parse(bytes.toString());
      const query = Object.fromEntries(url.searchParams);
      for (const [schema, value] of [
        [route.query, query],
        [route.body, body],
      ] as const)
        if (schema && !schema.safeParse(value).success) return invalid(schema.safeParse(value).error!.issues);
      const params = Object.fromEntries(Object.entries(m.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)]));
      const call: Asked = { route: name, params, query, body, headers: request.headers };
      asked.push(call);
      const own = override.get(name);
      if (own) return own(call);
      const given = samplesFor[name]?.(call) ?? { status: 404, text: '' };
      // The samples must be what the contract says.
      if (route.answer && given.json !== undefined && (given.status ?? 200) < 400) route.answer.parse(given.json);
      return given;
    }
    return { status: 404, text: 'no route' };
  }

  const found = (id: string, then: (d: DocumentItem) => Answer): Answer => {
    const d = samples.documents.find((x) => x.id === id);
    return d
      ? then(d)
      : problem(404, 'DOCUMENT_NOT_FOUND', `Il n’y a pas de document ${id}.`, `There is no document ${id}.`);
  };
  const known = (params: Asked['params']) => samples.users.find((u) => u.user === params['user']);
  const lot = (stem: string) => samples.lots.find((l) => l.stem === stem);
  const items = (list: readonly unknown[]): Answer => ({ json: { items: list, next: null } });

  const samplesFor: Partial<Record<RouteName, (a: Asked) => Answer>> = {
    listComptes: () =>
      items([{ id: 'durand', name: 'Cabinet Durand', language: 'fr', at: '2025-01-02T09:00:00.000Z' }]),
    createCompte: ({ body }) => ({ status: 201, json: { ...(body as object), at: '2025-11-22T09:00:00.000Z' } }),
    listUsers: () => items(samples.users),
    getAccess: () => ({ json: { allow: ['192.0.2.14'], tlsRequired: false } }),
    setAccess: ({ body }) => ({
      json: {
        ...(body as object),
        shutOut: [{ address: '198.51.100.7', user: 'scan', at: '2025-11-20T09:00:00.000Z' }],
      },
    }),
    getFirewall: () => ({ json: samples.firewall }),
    orderFirewall: () => ({ json: { result: 'followed', changes: 2, kept: null } }),
    setUserLimits: ({ params, body }) => ({ json: { ...known(params), limits: body } }),
    setUserKeys: ({ params, body }) => ({ json: { ...known(params), ...(body as object) } }),
    putUser: ({ params, body }) => {
      const { password: _password, ...rest } = body as Record<string, unknown>;
      return { json: { ...samples.users[0], compte: params['compte'], user: params['user'], ...rest } };
    },
    listPeople: () => items(samples.people),
    listKeys: () =>
      items([
        {
          id: '4x7c1b8qdy',
          user: 'm.martin',
          role: 'accountant',
          dossiers: ['007868'],
          disabled: true,
          expiresAt: null,
        },
      ]),
    createKey: () => ({
      status: 201,
      json: { id: '4x7c1b8qdy', key: 'ami_4x7c1b8qdy_newnewnewnewnewnewnewnewnewnewne' },
    }),
    rotateKey: () => ({
      status: 201,
      json: { id: '9w4x7c1b8q', key: 'ami_9w4x7c1b8q_rotated', oldExpiresAt: '2025-11-23T09:00:00.000Z' },
    }),
    disableKey: () => ({ status: 204 }),
    listDossiers: () => items(samples.dossiers),
    getDossier: ({ params }) => ({ json: samples.dossiers.find((d) => d.number === params['dossier']) }),
    putDossier: ({ params, body }) => ({
      json: { ...samples.dossiers[1], number: params['dossier'], ...(body as object) },
    }),
    listSuppliers: () => items(samples.suppliers),
    forgetSupplier: () => ({ status: 204 }),
    listDocuments: ({ query }) => listDocuments(query),
    getDocument: ({ params }) => found(params['id']!, (json) => ({ json })),
    getHistory: () => items(samples.history),
    getContent: () => ({ bytes: samples.CONTENT }),
    attribute: ({ params, body }) =>
      found(params['id']!, (d) => {
        const { dossier, exercice } = body as { dossier: string; exercice: string };
        return { json: { ...d, state: 'filed', dossier, exercice, reason: null, proposal: null } };
      }),
    setAside: ({ params }) => found(params['id']!, (d) => ({ json: { ...d, state: 'set-aside', exercice: null } })),
    bringBack: ({ params }) => found(params['id']!, (d) => ({ json: { ...d, state: 'waiting', exercice: null } })),
    dispatchAgain: ({ params }) => ({ status: 202, json: { id: params['id'] } }),
    proposeEntry: ({ params }) => ({ json: { ...samples.proposal, document: params['id'] } }),
    postEntry: ({ params, body, headers }) => {
      const key = `${params['dossier']} ${headers['idempotency-key']}`;
      const repeated = posted.has(key);
      posted.set(key, body);
      return { status: repeated ? 200 : 201, json: { id: 'entry000000000000009', exercice: '201912', repeated } };
    },
    listEntries: () =>
      items([
        {
          id: 'entry000000000000001',
          dossier: '007868',
          exercice: '201912',
          date: '2019-11-15',
          label: 'Électricité du Midi',
          at: '2025-11-22T09:00:00.000Z',
          lot: null,
        },
      ]),
    listPublications: ({ query }) =>
      items(samples.lots.filter((l) => !query['dossier'] || l.dossier === query['dossier'])),
    getPublication: ({ params }) => ({ json: samples.lots.find((l) => l.stem === params['stem']) }),
    republish: ({ params }) => ({
      json: { ...lot(params['stem']!), stem: '007868_201912_000003', state: 'published', repeats: params['stem'] },
    }),
    cancelPublication: ({ params }) => ({ json: { ...lot(params['stem']!), state: 'cancelled' } }),
    listConfigImports: () => items(samples.imports),
    putConfigFile: () => ({ status: 202, json: { id: 'yzt6x00000jjjjjjjjjj' } }),
    runImportAgain: ({ params }) => ({ status: 202, json: { id: params['id'] } }),
    listNotices: () => items(samples.notices),
    replayNotice: ({ params }) => ({ status: 202, json: { id: params['id'] } }),
    dismissNotice: () => ({ status: 204 }),
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (a) => write(response, a),
      (e) => write(response, { status: 500, text: String(e) }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    override,
    reset() {
      asked.length = 0;
      override.clear();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type FakeApi = Awaited<ReturnType<typeof startFakeApi>>;

/** Pages as the API gives them; the place to go on is the last identifier. */
function listDocuments(query: Readonly<Record<string, string>>): Answer {
  const limit = Number(query['limit'] ?? 50);
  const all = samples.documents.filter(
    (d) =>
      (query['list'] === 'all' || !query['list'] || d.state === query['list']) &&
      (!query['dossier'] || d.dossier === query['dossier']) &&
      (!query['exercice'] || d.exercice === query['exercice']),
  );
  const from = query['after'] ? all.findIndex((d) => d.id === query['after']) + 1 : 0;
  const items = all.slice(from, from + limit);
  return { json: { items, next: from + limit < all.length ? items.at(-1)!.id : null } };
}

function invalid(issues: readonly { path: readonly PropertyKey[]; message: string }[]): Answer {
  return problem(
    422,
    'REQUEST_INVALID',
    'La demande est mal formée.',
    'The request is not well formed.',
    issues.map((i) => {
      const where = i.path.join('.') || 'body';
      return { code: 'FIELD_INVALID', fr: `${where} : ${i.message}`, en: `${where}: ${i.message}`, where };
    }),
  );
}

function write(response: ServerResponse, a: Answer): void {
  const status = a.status ?? 200;
  if (a.bytes) {
    response.writeHead(status, { 'content-type': 'application/pdf', 'content-length': String(a.bytes.length) });
    if (a.cutAt === undefined) response.end(a.bytes);
    else response.write(a.bytes.subarray(0, a.cutAt), () => response.destroy());
    return;
  }
  if (a.json !== undefined) {
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, ...a.headers }).end(JSON.stringify(a.json));
    return;
  }
  response.writeHead(status, a.headers).end(a.text);
}
