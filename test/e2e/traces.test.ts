import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { after, before, test } from 'node:test';
import { Client } from 'basic-ftp';
import type { SpanLine } from '../../shared/tracing/span-line.ts';
import { readTraces } from '../../shared/tracing/trace-files.ts';
import { type Branch, treesOf } from '../../shared/tracing/tree.ts';
import { makeCii, makeFacturX } from '../support/invoices.ts';
import { type Running, run, until } from './running.ts';

interface Doc {
  id: string;
  name: string;
  state: string;
  trace?: string;
}

let r: Running;
before(async () => {
  r = await run({}, {}, true);
});
after(async () => {
  await r?.stop();
});

const folder = () => join(r.data, 'traces');
const spans = () => readTraces(folder());
const documents = async () => (await r.json<{ items: Doc[] }>('GET', 'comptes/demo/documents?limit=200')).items;

async function ftp(): Promise<Client> {
  const client = new Client(10_000);
  await client.access({ ...r.stack.ftp, user: 'robot-demo', password: r.password, secure: false });
  return client;
}

const send = (client: Client, bytes: Uint8Array | string, path: string) =>
  client.uploadFrom(Readable.from([Buffer.from(bytes as string)], { objectMode: false }), path);

async function fetchAll(client: Client, path: string): Promise<void> {
  await client.downloadTo(new Writable({ write: (_chunk, _encoding, done) => done() }), path);
}

/** The trace that `wanted` is in, once it holds all the names. */
async function traceWith(wanted: (s: SpanLine) => boolean, names: readonly string[]): Promise<SpanLine[]> {
  return until(
    async () => {
      const all = await spans();
      const { trace } = all.find(wanted) ?? {};
      return all.filter((s) => s.trace === trace);
    },
    (found) => names.every((n) => found.some((s) => s.name === n)),
  );
}

/** `deposit(store dispatch(read))`: the one tree that a trace is; two of them where a parent is missing. */
function shape(trace: readonly SpanLine[]): string {
  const told = (branches: readonly Branch[]): string =>
    branches
      .map(({ span, children, isOrphan }) => {
        assert.ok(!isOrphan, `${span.name} has a parent that is not there`);
        return span.name + (children.length ? `(${told(children)})` : '');
      })
      .join(' ');
  return told(treesOf(trace));
}

const filed = (name: string) =>
  until(documents, (docs) => docs.some((d) => d.name === name && d.state === 'filed')).then(
    (docs) => docs.find((d) => d.name === name)!,
  );

test('one trace from the FTP command to the filed document', async () => {
  const client = await ftp();
  await send(client, await makeFacturX({ number: 'T1', date: '2019-03-04' }), '/import/007868/t1.pdf');
  client.close();
  const doc = await filed('t1.pdf');
  const trace = await traceWith((s) => s.facts['ami.document'] === doc.id, ['deposit', 'dispatch', 'read']);
  assert.equal(shape(trace), 'deposit(store dispatch(read))');
  const of = (name: string) => trace.find((s) => s.name === name)!;
  assert.deepEqual([of('deposit').component, of('dispatch').component], ['gateway', 'functions']);
  assert.deepEqual(of('dispatch').facts['ami.outcome'], 'filed');
  assert.equal(of('deposit').facts['ami.protocol'], 'ftp');
  assert.equal(doc.trace, `00-${of('deposit').trace}-${of('deposit').span}-01`, 'the API names it');
  // The session is a trace of its own, which the deposit is linked to.
  const session = await until(spans, (all) => all.some((s) => s.name === 'session'));
  assert.ok(of('deposit').links.some((l) => session.some((s) => s.name === 'session' && s.trace === l.trace)));
});

test('a name in progress: its rename, in another session, is in the trace of its upload', async () => {
  const first = await ftp();
  await send(first, makeCii({ number: 'T2', date: '2018-02-02' }), '/import/007868/t2.xml.part');
  first.close();
  const second = await ftp();
  await second.rename('/import/007868/t2.xml.part', '/import/007868/t2.xml');
  second.close();
  const doc = await filed('t2.xml');
  const trace = await traceWith((s) => s.facts['ami.document'] === doc.id, ['dispatch']);
  assert.equal(shape(trace), 'deposit(store rename(dispatch(read)))');
});

test('what waits is dispatched again in the trace of its deposit, linked to the configuration that set it off', async () => {
  const client = await ftp();
  await send(client, makeCii({ number: 'T3', date: '2019-02-02' }), '/import/004242/t3.xml');
  const [waiting] = await until(
    async () => (await documents()).filter((d) => d.name === 't3.xml'),
    (d) => d[0]?.state === 'waiting',
  );
  await send(client, 'numero;nom\n004242;Neuf', '/config/dossiers.txt');
  client.close();
  const about = (s: SpanLine) => s.facts['ami.document'] === waiting!.id;
  await until(spans, (all) => all.filter((s) => about(s) && s.name === 'dispatch').length >= 2);
  const all = await spans();
  const [, again] = all.filter((s) => about(s) && s.name === 'dispatch').sort((a, b) => a.start - b.start);
  const configure = all.find((s) => s.name === 'configure' && again!.links.some((l) => l.trace === s.trace));
  assert.ok(configure, JSON.stringify(again!.links));
  assert.notEqual(configure.trace, again!.trace);
  const trace = all.filter((s) => s.trace === again!.trace);
  assert.match(shape(trace), /^deposit\(store dispatch\(read\) dispatch\(read\)/);
});

test('one trace from the entry to its collected DEX, and to the report of the robot', async () => {
  const entry = (piece: string) => ({
    journal: 'AC',
    date: '2017-03-04',
    piece,
    label: 'Moulin',
    lines: [
      { account: '60110000', debit: '100.00' },
      { account: '44566000', debit: '20.00', vatCode: 'A' },
      { account: '401MOULI', credit: '120.00' },
    ],
  });
  const post = (piece: string) =>
    r.json<{ id: string }>('POST', 'comptes/demo/dossiers/007868/entries', entry(piece), { 'idempotency-key': piece });
  const { id } = await post('T4');
  const client = await ftp();
  const stem = '007868_201712_000001';
  const dex = `/export/${stem}.DEX`;
  await until(
    async () => (await client.list('/export')).map((f) => f.name),
    (names) => names.includes(`${stem}.DEX`),
  );
  await fetchAll(client, dex);
  await client.remove(dex);
  await send(client, 'OK', `/retour/${stem}.OK`);
  client.close();
  const trace = await traceWith((s) => s.facts['ami.entry'] === id, ['entry', 'publish', 'collect', 'report']);
  assert.equal(shape(trace), 'entry(publish(export download collect report))');
  const of = (name: string) => trace.find((s) => s.name === name)!;
  assert.deepEqual([of('publish').component, of('collect').component], ['functions', 'gateway']);
  assert.equal(of('collect').facts['ami.lot'], stem);
  const all = await until(spans, (found) =>
    of('collect').links.every((l) => found.some((s) => s.trace === l.trace && s.name === 'session')),
  );
  assert.equal(of('collect').links.length, 1, 'linked to its session');
  const report = all.find((s) => s.span === of('report').links.at(-1)!.span);
  assert.equal(report?.name, 'deposit', 'linked to the deposit of the report');
});

test('entries of one lot: its trace is that of one of them, and the others are linked', async () => {
  const body = (piece: string) => ({
    journal: 'AC',
    date: '2016-03-04',
    piece,
    label: 'Moulin',
    lines: [
      { account: '60110000', debit: '120.00' },
      { account: '401MOULI', credit: '120.00' },
    ],
  });
  const ids: string[] = [];
  for (const piece of ['T5', 'T6']) {
    const headers = { 'idempotency-key': piece };
    ids.push((await r.json<{ id: string }>('POST', 'comptes/demo/dossiers/007868/entries', body(piece), headers)).id);
  }
  const trace = await traceWith((s) => s.facts['ami.lot'] === '007868_201612_000001', ['publish']);
  const all = await spans();
  const entries = all.filter((s) => s.name === 'entry' && ids.includes(String(s.facts['ami.entry'])));
  const publish = trace.find((s) => s.name === 'publish')!;
  assert.equal(publish.facts['ami.entries'], 2);
  assert.deepEqual(
    new Set([publish.trace, ...publish.links.map((l) => l.trace)]),
    new Set(entries.map((s) => s.trace)),
  );
});

test('nothing secret or personal stands in a span, and only its owner reads the files', async () => {
  const client = await ftp();
  await send(client, makeCii({ number: 'SECRET-NUMBER', date: '2018-02-03' }), '/import/007868/Dupont/dupont-jean.xml');
  client.close();
  await filed('dupont-jean.xml');
  const text = () =>
    readdirSync(folder())
      .map((f) => readFileSync(join(folder(), f), 'utf8'))
      .join('');
  const { id } = (await documents()).find((d) => d.name === 'dupont-jean.xml')!;
  await until(
    async () => text(),
    (t) => t.includes(id),
  );
  for (const word of [
    'dupont',
    'SECRET-NUMBER',
    'Moulin',
    '120.00',
    'robot-demo',
    '127.0.0.1',
    r.password,
    r.stack.operatorKey,
  ])
    assert.ok(!text().toLowerCase().includes(word.toLowerCase()), word);
  for (const f of readdirSync(folder())) assert.equal(statSync(join(folder(), f)).mode & 0o77, 0, f);
});
