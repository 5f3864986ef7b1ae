import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { type FunctionsHost, startFunctionsHost } from '../../local/functions-host/host.ts';
import { createRecordingLog, fixtureDir } from '../support/functions-host.ts';

const BODY_LIMIT = 1024 * 1024;
let host: FunctionsHost;

before(async () => {
  const env = { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: String(BODY_LIMIT) };
  host = await startFunctionsHost({
    appDir: fixtureDir('functions-app-stream'),
    port: 0,
    env,
    log: createRecordingLog(),
  });
});

// The library's own listener has no end: the process ends with the test runner's.
after(async () => {
  await host?.close();
  setImmediate(() => process.exit());
});

const call = (path: string, init: RequestInit = {}) =>
  fetch(`${host.url}/api${path}`, { ...init, signal: AbortSignal.timeout(5000) });

describe('HTTP streams of the local functions host', () => {
  it('streams both bodies at once, with parameters, query, status and headers', async () => {
    const request = httpRequest(`${host.url}/api/upper/007868?q=1&q=2`, { method: 'POST' });
    request.write('premier ');
    const [response] = await once(request, 'response');
    assert.equal(response.statusCode, 202);
    assert.equal(response.headers['x-name'], '007868');
    assert.equal(response.headers['x-query'], '1+2');
    const chunks = response[Symbol.asyncIterator]();
    assert.equal(String((await chunks.next()).value), 'PREMIER ', 'the answer begins before the request ends');
    request.end('second');
    assert.equal(String((await chunks.next()).value), 'SECOND');
    assert.equal((await chunks.next()).done, true);
  });

  it('takes large bodies up to the limit, and answers 413 past it', async () => {
    const response = await call('/count', { method: 'POST', body: new Uint8Array(BODY_LIMIT) });
    assert.equal(await response.text(), String(BODY_LIMIT));
    assert.equal((await call('/count', { method: 'POST', body: new Uint8Array(BODY_LIMIT + 1) })).status, 413);
    const chunked = httpRequest(`${host.url}/api/count`, { method: 'POST' });
    chunked.write(new Uint8Array(BODY_LIMIT));
    chunked.end('one more');
    const [refused] = await once(chunked, 'response');
    assert.equal(refused.statusCode, 413);
    refused.resume();
  });

  it('answers though the function leaves the body unread', async () => {
    const response = await call('/unread', { method: 'POST', body: new Uint8Array(BODY_LIMIT) });
    assert.equal(await response.text(), 'not read');
  });

  it('answers 204 for nothing, 500 for an error, and cuts what breaks half way', async () => {
    assert.equal((await call('/nothing')).status, 204);
    const failed = await call('/fails');
    assert.equal(failed.status, 500);
    assert.equal(await failed.text(), '');
    await assert.rejects(call('/breaks').then((response) => response.text()));
    assert.equal((await call('/nothing')).status, 204, 'and goes on');
  });
});
