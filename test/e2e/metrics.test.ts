import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { Client } from 'basic-ftp';
import { Series } from '../../local/board/series.ts';
import { type MetricsPage, startMetricsPage } from '../../local/metrics-page.ts';
import { measureAll } from '../../shared/app/measure-all.ts';
import { createContext } from '../../shared/context.ts';
import { makeFacturX, makePlainPdf } from '../support/invoices.ts';
import { byName } from '../support/memory-meter.ts';
import { type Running, run, until } from './running.ts';

/** What a person and Prometheus see of a running cloud: deposits by a robot, one filed, one waiting, a lot not collected. */

let r: Running;
let page: MetricsPage;
before(async () => {
  r = await run();
  const { api, operatorKey, status } = r.stack;
  page = await startMetricsPage({ port: 0, api, operatorKey, status });
});
after(async () => {
  await page?.close();
  await r?.stop();
});

async function ftp(): Promise<Client> {
  const client = new Client(10_000);
  await client.access({ ...r.stack.ftp, user: 'robot-demo', password: r.password, secure: false });
  return client;
}

const series = async () => new Series(await (await fetch(page.url)).text());

test('the page tells of deposits, of what waits and why, of the lot that is not collected, of the robot', async () => {
  const client = await ftp();
  const put = (name: string, bytes: Uint8Array) =>
    client.uploadFrom(Readable.from([Buffer.from(bytes)], { objectMode: false }), `/import/007868/${name}`);
  await put('filed.pdf', await makeFacturX({ number: 'M1', date: '2019-03-04' }));
  await put('courrier.pdf', await makePlainPdf(['Bonjour']));
  client.close();
  const lines = [
    { account: '60110000', debit: '100.00' },
    { account: '401MOULI', credit: '100.00' },
  ];
  const entry = { journal: 'AC', date: '2019-03-04', piece: 'E1', label: 'Farine', lines };
  await r.json('POST', 'comptes/demo/dossiers/007868/entries', entry, { 'idempotency-key': 'metrics-1' });

  const s = await until(series, (x) => x.sum('ami_lot_uncollected') === 1 && x.sum('ami_document_filed_total') === 1);
  assert.equal(s.sum('ami_document_deposited_total'), 2);
  assert.equal(s.value('ami_document_filed_total', { ami_decided_by: 'system' }), 1);
  assert.equal(s.value('ami_document_held_total', { ami_reason: 'DATE_NOT_FOUND' }), 1);
  assert.equal(s.sum('ami_lot_published_total'), 1);
  assert.equal(s.sum('ami_lot_collected_total'), 0);
  const waiting = { ami_waiting_for: 'person', ami_reason: 'DATE_NOT_FOUND' };
  assert.equal(s.value('ami_document_waiting', waiting), 1);
  assert.ok((s.value('ami_document_deposit_age') ?? 999) < 60);
  assert.ok((s.value('ami_lot_uncollected_age') ?? 999) < 60);
  assert.equal(s.value('ami_compte_waiting', { ami_compte: 'demo' }), 1);
  assert.deepEqual([s.sum('ami_robot_count'), s.sum('ami_robot_silent')], [1, 0]);
  // The gateway's own stand on the same page.
  assert.ok(s.sum('ami_gateway_logins_total') >= 1);
});

test('a lot that is collected counts at the gateway, and is uncollected no more', async () => {
  const client = await ftp();
  const dex = (await client.list('/export')).find((f) => f.name.endsWith('.DEX'))!;
  const { PassThrough } = await import('node:stream');
  await client.downloadTo(new PassThrough().resume(), `/export/${dex.name}`);
  await client.remove(`/export/${dex.name}`);
  client.close();
  const s = await until(series, (x) => x.sum('ami_lot_uncollected') === 0);
  assert.equal(s.value('ami_lot_collected_total', { ami_collected_by: 'deletion' }), 1);
});

test('who reads it: operators by the API, and nobody else', async () => {
  const url = `${r.stack.api}/metrics`;
  assert.equal((await fetch(url)).status, 401);
  const { key } = await r.json<{ key: string }>('POST', 'comptes/demo/keys', { user: 'marie', role: 'manager' });
  assert.equal((await fetch(url, { headers: { authorization: `Bearer ${key}` } })).status, 403);
  const operator = await r.api('GET', 'metrics');
  assert.equal(operator.status, 200);
  assert.match(operator.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  assert.match(await operator.text(), /^# HELP ami_document_waiting /m);
});

test('the same from the tables themselves, of the columns that are asked for only', async () => {
  const context = createContext('seed', { ...r.stack.env, AMI_LOG_LEVEL: 'warn' });
  try {
    const all = byName(await measureAll(context.deps));
    assert.equal(all['ami.document.waiting{person,DATE_NOT_FOUND}'], 1);
    assert.equal(all['ami.compte.count'], 1);
    const rows = await context.deps.tables.range('state', 'demo', 'W|', 'W}', undefined, ['reason']);
    assert.deepEqual(
      rows.map((x) => Object.keys(x.columns)),
      [['reason']],
    );
  } finally {
    await context.close();
  }
});
