import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Route, type RouteName, routes } from '../../shared/contracts/routes.ts';
import { problem } from '../../shared/contracts/views.ts';
import { makeCii, makePlainPdf } from '../support/invoices.ts';
import { type Running, run, until } from './running.ts';

let r: Running;
/** Things that exist, one of each, in dossier 007868 of compte demo. */
const ids: Record<string, string> = { compte: 'demo', dossier: '007868', user: 'robot-demo' };
let otherCompte = '';
let otherDossier = '';

interface Made {
  id: string;
  key: string;
}

before(async () => {
  r = await run();
  await upload('a.xml', makeCii({ number: 'A1', date: '2019-05-05' }));
  await upload('b.pdf', await makePlainPdf(['x']));
  const docs = await until(
    () => r.json<{ items: { id: string; name: string; state: string }[] }>('GET', 'comptes/demo/documents'),
    (d) => d.items.length === 2,
  );
  ids['id'] = docs.items.find((d) => d.name === 'a.xml')!.id;
  ids['key'] = (await r.json<Made>('POST', 'comptes/demo/keys', { user: 'x', role: 'accountant' })).id;
  await r.json('POST', 'comptes/demo/dossiers/007868/entries', ENTRY, { 'idempotency-key': 'k1' });
  const lots = await until(
    () => r.json<{ items: { stem: string; state: string }[] }>('GET', 'comptes/demo/publications'),
    (p) => p.items[0]?.state === 'published',
  );
  ids['stem'] = lots.items[0]!.stem;
  await r.json('POST', 'comptes', { id: 'autre', name: 'Autre cabinet' });
  otherCompte = (await r.json<Made>('POST', 'comptes/autre/keys', { user: 'paul', role: 'manager' })).key;
  const narrow = { user: 'lea', role: 'accountant', dossiers: ['000001'] };
  otherDossier = (await r.json<Made>('POST', 'comptes/demo/keys', narrow)).key;
});
after(async () => {
  await r?.stop();
});

const ENTRY = {
  journal: 'AC',
  date: '2019-05-05',
  label: 'Achat',
  lines: [
    { account: '60110000', debit: '12.00' },
    { account: '40100000', credit: '12.00' },
  ],
};

ids['name'] = 'dossiers.txt';
ids['exercice'] = '201912';

const BODIES: Partial<Record<RouteName, unknown>> = {
  createCompte: { id: 'intrus', name: 'Intrus' },
  setAccess: { allow: ['192.0.2.1'] },
  setUserLimits: {},
  setUserKeys: { publicKeys: [] },
  putUser: { role: 'robot', password: 'a long enough one' },
  createKey: { user: 'intrus', role: 'manager' },
  rotateKey: {},
  putDossier: { name: 'Intrus' },
  attribute: { dossier: '007868', exercice: '202012' },
  setAside: {},
  bringBack: {},
  cancelPublication: { keep: true },
  republish: {},
  postEntry: ENTRY,
};

async function upload(name: string, bytes: Uint8Array): Promise<void> {
  const { Client } = await import('basic-ftp');
  const { Readable } = await import('node:stream');
  const client = new Client(10_000);
  await client.access({ ...r.stack.ftp, user: 'robot-demo', password: r.password, secure: false });
  await client.uploadFrom(Readable.from([Buffer.from(bytes)], { objectMode: false }), `/import/007868/${name}`);
  client.close();
}

function call(name: RouteName, key: string | null): Promise<Response> {
  const route: Route = routes[name];
  const path = route.path.replace(/\{(\w+)\}/g, (_, p: string) => ids[p] ?? 'missing');
  const body = BODIES[name];
  return fetch(`${r.stack.api}/${path}`, {
    method: route.method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      'idempotency-key': 'walk',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const all = Object.keys(routes) as RouteName[];

test('every route refuses an anonymous caller, in problem+json with both languages', async () => {
  for (const name of all) {
    const answer = await call(name, null);
    assert.equal(answer.status, 401, name);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/, name);
    assert.equal(problem.parse(await answer.json()).code, 'UNAUTHENTICATED', name);
  }
});

test('every route refuses the manager of another compte, or shows nothing of this one', async () => {
  for (const name of all) {
    if (name === 'openApi') continue;
    const answer = await call(name, otherCompte);
    if (name === 'listComptes') {
      assert.deepEqual(
        ((await answer.json()) as { items: { id: string }[] }).items.map((c) => c.id),
        ['autre'],
      );
      continue;
    }
    assert.ok([403, 404].includes(answer.status), `${name}: ${answer.status} ${await answer.text()}`);
  }
});

test('every route refuses a user of another dossier, or shows nothing of this one', async () => {
  const lists: Partial<Record<RouteName, true>> = {
    listDossiers: true,
    listDocuments: true,
    listEntries: true,
    listPublications: true,
    listNotices: true,
  };
  for (const name of all) {
    // Blank separator sheets say nothing of anybody.
    if (name === 'openApi' || name === 'listComptes' || name === 'printSeparators') continue;
    const answer = await call(name, otherDossier);
    if (lists[name]) assert.deepEqual(((await answer.json()) as { items: unknown[] }).items, [], name);
    else assert.ok([403, 404].includes(answer.status), `${name}: ${answer.status} ${await answer.text()}`);
  }
  const users = await r.json<{ items: { user: string }[] }>('GET', 'comptes/demo/users');
  assert.deepEqual(
    users.items.map((u) => u.user),
    ['robot-demo'],
    'nothing was created by the refused calls',
  );
});

test('every answer to a GET has the shape that OpenAPI gives', async () => {
  for (const name of all) {
    const route: Route = routes[name];
    if (route.method !== 'GET' || !route.answer || name.endsWith('Notice')) continue;
    const answer = await call(name, r.stack.operatorKey);
    assert.equal(answer.status, 200, name);
    const parsed = route.answer.safeParse(await answer.json());
    assert.ok(parsed.success, `${name}: ${parsed.error?.message}`);
  }
  const spec = await r.json<{ openapi: string; paths: Record<string, unknown> }>('GET', 'openapi.json');
  assert.equal(spec.openapi, '3.1.0');
  for (const name of all) assert.ok(spec.paths[`/${routes[name].path}`], name);
});

test('a document’s ETag: not modified, and a decision on what has changed since is refused', async () => {
  const path = `comptes/demo/documents/${ids['id']}`;
  const first = await r.api('GET', path);
  const etag = first.headers.get('etag')!;
  assert.equal((await r.api('GET', path, undefined, { 'if-none-match': etag })).status, 304);
  const to = { dossier: '007868', exercice: '202012' };
  assert.equal((await r.api('POST', `${path}/attribute`, to, { 'if-match': etag })).status, 200);
  const late = await r.api('POST', `${path}/set-aside`, {}, { 'if-match': etag });
  assert.equal(late.status, 412);
  assert.equal(problem.parse(await late.json()).code, 'DOCUMENT_CHANGED');
});

test('lists page by page; a cursor of another list is refused', async () => {
  const page = (q: string) =>
    r.json<{ items: { id: string }[]; next: string | null }>('GET', `comptes/demo/documents?${q}`);
  const first = await page('limit=1');
  const second = await page(`limit=1&after=${first.next}`);
  assert.notEqual(first.items[0]!.id, second.items[0]!.id);
  assert.equal(second.next, null);
  assert.equal((await r.api('GET', `comptes/demo/publications?after=${first.next}`)).status, 422);
});

test('a rotated key works at once, the old one until its grace is over, a disabled one never', async () => {
  const made = await r.json<Made>('POST', 'comptes/demo/keys', { user: 'zoe', role: 'manager' });
  const rotated = await r.json<Made>('POST', `comptes/demo/keys/${made.id}/rotate`, { graceHours: 1 });
  const works = async (key: string) => (await call('listDocuments', key)).status;
  assert.deepEqual([await works(made.key), await works(rotated.key)], [200, 200]);
  const at0 = await r.json<Made>('POST', `comptes/demo/keys/${rotated.id}/rotate`, { graceHours: 0 });
  assert.equal(await works(rotated.key), 401);
  await r.api('DELETE', `comptes/demo/keys/${at0.id}`);
  assert.equal(await works(at0.key), 401);
});

test('a corrected configuration file is deposited without the robot, and a refused one runs again', async () => {
  const put = (text: string) =>
    fetch(`${r.stack.api}/comptes/demo/config-files/dossiers.txt`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${r.stack.operatorKey}` },
      body: text,
    });
  assert.equal((await put('000123;Nouveau\r\n;sans numéro\r\n')).status, 202);
  type Import = { id: string; file: string; outcome: string; run: number; problems: { line?: number }[] };
  const imports = () => r.json<{ items: Import[] }>('GET', 'comptes/demo/config-imports');
  const found = await until(imports, (l) => l.items.some((i) => i.file.endsWith('dossiers.txt')));
  const first = found.items.find((i) => i.file.endsWith('dossiers.txt'))!;
  assert.deepEqual([first.outcome, first.problems[0]?.line], ['applied', 2]);
  assert.equal((await r.api('POST', `comptes/demo/config-imports/${first.id}/run-again`)).status, 202);
  await until(imports, (l) => l.items.find((i) => i.id === first.id)?.run === 2);
  const bad = await fetch(`${r.stack.api}/comptes/demo/config-files/other.doc`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${r.stack.operatorKey}` },
    body: 'x',
  });
  assert.equal(bad.status, 422);
});

test('a proposal of the API is a body that can be posted as it stands', async () => {
  await upload('proposal.xml', makeCii({ number: 'PR1', date: '2019-06-06' }));
  const docs = await until(
    () => r.json<{ items: { id: string; name: string; state: string }[] }>('GET', 'comptes/demo/documents'),
    (d) => d.items.some((x) => x.name === 'proposal.xml'),
  );
  const { id } = docs.items.find((d) => d.name === 'proposal.xml')!;
  const p = await r.json<{ entry: unknown }>('GET', `comptes/demo/documents/${id}/proposal`);
  const posted = await r.json<{ exercice: string }>('POST', 'comptes/demo/dossiers/007868/entries', p.entry, {
    'idempotency-key': 'proposal-1',
  });
  assert.equal(posted.exercice, '201912');
});

test('a publication that nobody has collected is taken back, and its entries go out with the next', async () => {
  const path = `comptes/demo/publications/${ids['stem']}`;
  const cancelled = await r.json<{ state: string; entries: string[] }>('POST', `${path}/cancel`, { keep: true });
  assert.equal(cancelled.state, 'cancelled');
  type Lot = { stem: string; state: string; entries: string[] };
  const lots = await until(
    () => r.json<{ items: Lot[] }>('GET', 'comptes/demo/publications?dossier=007868'),
    (l) => l.items.some((x) => x.state === 'published' && cancelled.entries.every((e) => x.entries.includes(e))),
  );
  assert.equal(lots.items.find((l) => l.stem === ids['stem'])?.state, 'cancelled');
});

test('bad requests are told field by field', async () => {
  const bad = { journal: '', date: '2019-02-30', label: 'x', lines: [{ account: '6', debit: 12 }] };
  const answer = await r.api('POST', 'comptes/demo/dossiers/007868/entries', bad, { 'idempotency-key': 'bad' });
  assert.equal(answer.status, 422);
  const p = problem.parse(await answer.json());
  assert.deepEqual(p.problems?.map((x) => x.where).sort(), ['date', 'journal', 'lines.0.debit']);
  assert.equal((await r.api('POST', 'comptes/demo/dossiers/007868/entries', ENTRY)).status, 422);
  const raw = await fetch(`${r.stack.api}/comptes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${r.stack.operatorKey}` },
    body: '{',
  });
  assert.equal(problem.parse(await raw.json()).code, 'REQUEST_INVALID');
});
