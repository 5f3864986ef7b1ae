import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Client } from 'basic-ftp';
import { selfSigned } from '../../local/self-signed.ts';
import { makeCii } from '../support/invoices.ts';
import { type Running, run, until } from './running.ts';

/** What Application Insights gets of a span, as far as it is looked at. */
interface Envelope {
  name: string;
  tags: Record<string, string>;
  data: { baseData: { name: string; properties: Record<string, string> } };
}

const taken: Envelope[] = [];
let insights: Server;
let directory: string;
let r: Running;

before(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ami-insights-'));
  const { cert, key } = selfSigned(['127.0.0.1'], new Date());
  const certFile = join(directory, 'cert.pem');
  writeFileSync(certFile, cert);
  insights = createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (c: Buffer) => chunks.push(c));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
      const envelopes = JSON.parse(text) as Envelope[];
      taken.push(...envelopes);
      response.setHeader('content-type', 'application/json');
      const n = envelopes.length;
      response.end(JSON.stringify({ itemsReceived: n, itemsAccepted: n, errors: [] }));
    });
  });
  await new Promise<void>((resolve) => insights.listen(0, '127.0.0.1', resolve));
  const { port } = insights.address() as AddressInfo;
  const key0 = '00000000-0000-0000-0000-000000000001';
  r = await run({
    APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${key0};IngestionEndpoint=https://127.0.0.1:${port}/`,
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    NODE_EXTRA_CA_CERTS: certFile,
    // A disk without room.
    AMI_TRACE_FILE: '/dev/full',
  });
});
after(async () => {
  await r?.stop();
  insights?.closeAllConnections();
  insights?.close();
  if (directory) rmSync(directory, { recursive: true, force: true });
});

async function deposit(name: string, number: string): Promise<void> {
  const client = new Client(10_000);
  await client.access({ ...r.stack.ftp, user: 'robot-demo', password: r.password, secure: false });
  const bytes = makeCii({ number, date: '2018-02-02' });
  await client.uploadFrom(Readable.from([Buffer.from(bytes)], { objectMode: false }), `/import/007868/${name}`);
  client.close();
  await until(
    () => r.json<{ items: { name: string; state: string }[] }>('GET', 'comptes/demo/documents?limit=200'),
    ({ items }) => items.some((d) => d.name === name && d.state === 'filed'),
  );
}

const logOf = (name: string) => readFileSync(join(r.data, 'logs', `${name}.log`), 'utf8');

test('gateway and functions send one trace to Application Insights, though their files can not be written', async () => {
  await deposit('a.xml', 'I1');
  const spans = () => taken.filter((e) => /Request|RemoteDependency/.test(e.name));
  const named = (name: string) => spans().find((e) => e.data.baseData.name === name);
  await until(
    async () => ['deposit', 'store', 'dispatch', 'read'].every(named),
    (found) => found,
  );
  const [first, second] = [named('deposit')!, named('dispatch')!];
  assert.equal(first.tags['ai.operation.id'], second.tags['ai.operation.id']);
  assert.match(first.tags['ai.cloud.role']!, /gateway/);
  assert.match(second.tags['ai.cloud.role']!, /functions/);
  assert.equal(second.data.baseData.properties['ami.outcome'], 'filed');
  for (const name of ['gateway', 'functions'])
    await until(
      async () => logOf(name),
      (text) => /"reason":"ENOSPC".*traces-dropped/.test(text),
    );
});

test('deposits are taken and filed while Application Insights does not answer, and its keys are not in the log', async () => {
  insights.closeAllConnections();
  await new Promise((resolve) => insights.close(resolve));
  await deposit('b.xml', 'I2');
  await deposit('c.xml', 'I3');
  for (const name of ['gateway', 'functions']) assert.ok(!logOf(name).includes('InstrumentationKey'));
  const began = performance.now();
  await r.stack.gateway.stop();
  assert.ok(performance.now() - began < 12_000, 'a stop does not wait for it');
});
