import assert from 'node:assert/strict';
import { type EventEmitter, once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type FunctionsHost, startFunctionsHost } from '../../local/functions-host/host.ts';
import { createRecordingLog, fixtureDir } from '../support/functions-host.ts';

type Timer = { isPastDue: boolean; scheduleStatus: { last: string; next: string } | null };
type EverySecond = { timer: Timer; running: number };

const BODY_LIMIT = 1024 * 1024;
const appDir = fixtureDir('functions-app');
const log = createRecordingLog();
let host: FunctionsHost;
let events: EventEmitter;
const startups: Timer[] = [];
const seconds: EverySecond[] = [];
let failures = 0;

before(async () => {
  ({ events } = await import(pathToFileURL(`${appDir}/events.mjs`).href));
  events.on('startup', (timer: Timer) => startups.push(timer));
  events.on('every-second', (event: EverySecond) => seconds.push(event));
  events.on('fails-each-time', () => failures++);
  host = await startFunctionsHost({
    appDir,
    port: 0,
    env: {
      FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: String(BODY_LIMIT),
      FIXTURE_GIVEN: 'given',
      'AzureWebJobs.switched-off.Disabled': 'true',
    },
    log,
  });
});

after(() => host?.close());

const get = (path: string, init?: RequestInit) => fetch(`${host.url}${path}`, init);

describe('HTTP functions of the local functions host', () => {
  it('hands over route parameters, query, headers, method and trace context', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const response = await get('/API/Dossiers/007868/Factures%20d%C3%A9c%2F1?a=1&a=2&b=%C3%A9', {
      method: 'DELETE',
      headers: { 'x-asked': 'yes', traceparent },
    });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'application/json');
    assert.deepEqual(await response.json(), {
      function: 'describe',
      method: 'DELETE',
      // An escaped slash is no border and stays escaped, as Azure's server leaves it.
      params: { dossier: '007868', kind: 'Factures déc%2F1' },
      query: { a: '1,2', b: 'é' },
      header: 'yes',
      url: '/API/Dossiers/007868/Factures%20d%C3%A9c%2F1',
      traceParent: traceparent,
    });
  });

  it('makes a trace context when the caller sends none', async () => {
    const { traceParent } = (await (await get('/api/dossiers/1/2')).json()) as { traceParent: string };
    assert.match(traceParent, /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  });

  it('prefers a literal segment to a parameter, method permitting', async () => {
    assert.equal(await (await get('/api/dossiers/closed/x')).text(), 'literal');
    const deleted = (await (await get('/api/dossiers/closed/x', { method: 'DELETE' })).json()) as { function: string };
    assert.equal(deleted.function, 'describe');
  });

  it('gives {*rest} what remains of the path', async () => {
    assert.deepEqual(await (await get('/api/files/a/b%20c/d.pdf')).json(), { rest: 'a/b c/d.pdf' });
    assert.deepEqual(await (await get('/api/files/')).json(), {});
  });

  it('passes bytes through unchanged, with status and headers', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
    const response = await get('/api/echo', { method: 'PUT', body: bytes, headers: { 'content-type': 'image/tiff' } });
    assert.equal(response.status, 201);
    assert.equal(response.headers.get('content-type'), 'application/octet-stream');
    assert.equal(response.headers.get('x-received'), 'image/tiff');
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), bytes);
  });

  it('sends a stream as the body, and cookies', async () => {
    const response = await get('/api/stream');
    assert.equal(await response.text(), 'one two three');
    assert.deepEqual(response.headers.getSetCookie(), ['lang=fr%20%C3%A9; Max-Age=60; Path=/; HttpOnly; SameSite=Lax']);
  });

  it('answers 204 when the function returns nothing', async () => {
    assert.equal((await get('/api/nothing')).status, 204);
  });

  it('runs the hooks of the app around the function', async () => {
    const response = await get('/api/hooked');
    assert.deepEqual(await response.json(), ['added', 'by pre', true]);
    const line = log.lines.find((l) => l['function'] === 'hooked' && l.level === 'warn');
    assert.equal(line?.msg, 'salut');
  });

  it('answers 404 where no function is, 405 with Allow where the method is not taken', async () => {
    for (const path of [
      '/',
      '/api',
      '/api/nowhere',
      '/dossiers/1/2',
      '/api/dossiers/1',
      '/api/switched-off',
      '/api/%zz',
    ]) {
      assert.equal((await get(path)).status, 404, path);
    }
    const response = await get('/api/echo');
    assert.equal(response.status, 405);
    assert.equal(response.headers.get('allow'), 'POST, PUT');
  });

  it('answers 413 past the body limit, whether the length was announced or not', async () => {
    const atLimit = new Uint8Array(BODY_LIMIT);
    assert.equal((await get('/api/echo', { method: 'POST', body: atLimit })).status, 201);
    assert.equal((await get('/api/echo', { method: 'POST', body: new Uint8Array(BODY_LIMIT + 1) })).status, 413);
    const chunked = httpRequest(`${host.url}/api/echo`, { method: 'POST' });
    chunked.write(atLimit);
    chunked.end('one more');
    const [response] = await once(chunked, 'response');
    assert.equal(response.statusCode, 413);
    response.resume();
  });

  it('answers 500 without a word of the error, and logs it without headers', async () => {
    const response = await get('/api/fails', { headers: { authorization: 'Bearer hidden' } });
    assert.equal(response.status, 500);
    assert.equal(await response.text(), '');
    const line = log.lines.find((l) => l['function'] === 'fails');
    assert.equal(line?.['outcome'], 'failure');
    assert.equal(line?.['message'], 'secret detail');
    assert.doesNotMatch(JSON.stringify(log.lines), /hidden/);
  });

  it('answers 500 when the function passes functionTimeout', async () => {
    const response = await get('/api/slow');
    assert.equal(response.status, 500);
    assert.equal(log.lines.find((l) => l['function'] === 'slow')?.['outcome'], 'timeout');
  });

  it('answers 400 to a request target that is not a path', async () => {
    const socket = connect(host.port, '127.0.0.1');
    socket.end('GET http://elsewhere/api/nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const [data] = await once(socket, 'data');
    assert.match(String(data), /^HTTP\/1\.1 400 /);
  });

  it('logs one line an invocation: function, id, duration, outcome', async () => {
    await get('/api/nothing');
    const line = log.lines.findLast((l) => l['function'] === 'nothing');
    assert.equal(line?.['outcome'], 'success');
    assert.match(String(line?.['invocationId']), /^[0-9a-f-]{36}$/);
    assert.equal(typeof line?.['ms'], 'number');
  });

  it('gives the settings of local.settings.json and of its caller to the functions', async () => {
    assert.deepEqual(await (await get('/api/settings')).json(), ['from the file', 'given']);
  });

  it('tells its state and its functions, without those a setting disables', async () => {
    const status = (await (await get('/admin/host/status')).json()) as { state: string; functions: string[] };
    assert.equal(status.state, 'Running');
    assert.deepEqual(status.functions, host.functions);
    assert.ok(status.functions.includes('describe'));
    assert.ok(!status.functions.includes('switched-off'));
  });

  it('runs one app a process', async () => {
    await assert.rejects(startFunctionsHost({ appDir, port: 0, log }), /already runs an app/);
  });
});

describe('timer functions of the local functions host', () => {
  it('runs at the start what asks for it', () => {
    assert.equal(startups.length, 1);
    assert.equal(startups[0]!.isPastDue, false);
    assert.match(startups[0]!.scheduleStatus!.next, /-01-01T00:00:00/);
  });

  it('never overlaps itself: what it missed meanwhile comes once, past due', async () => {
    while (!seconds.some((event) => event.timer.isPastDue)) await once(events, 'every-second');
    assert.ok(seconds.every((event) => event.running === 1));
    const late = seconds.findIndex((event) => event.timer.isPastDue);
    assert.equal(seconds[late - 1]?.timer.isPastDue, false, 'the run before it was on time, and long');
  });

  it('runs again after a run that failed', async () => {
    while (failures < 2) await once(events, 'fails-each-time');
  });
});

describe('stopping the local functions host', () => {
  it('lets a running request finish, then takes no more', async () => {
    const entered = once(events, 'takes-its-time');
    const slow = get('/api/takes-its-time');
    await entered;
    const closed = host.close();
    assert.equal(await (await slow).text(), 'done');
    await closed;
    await assert.rejects(get('/admin/host/status'));
  });
});
