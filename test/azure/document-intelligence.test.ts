/**
 * The real SDK against a mock of the service (test/support/fake-document-intelligence.ts), since the real one can't be
 * had here: the adapter was never run against Azure.
 */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { inspect } from 'node:util';
import { type DocumentIntelligenceOptions, documentIntelligence } from '../../shared/azure/document-intelligence.ts';
import { loadConfig } from '../../shared/config.ts';
import { createContext } from '../../shared/context.ts';
import { say } from '../../shared/domain/messages.ts';
import type { PageQuality, ScannedPage } from '../../shared/domain/scan/scanned-page.ts';
import type { PreparedPage, ScanReader } from '../../shared/ports/scan-reader.ts';
import { g4, sheet } from '../reading/scan/pictures.ts';
import {
  type FakeDocumentIntelligence,
  fakeDocumentIntelligence,
  readPage,
  readWord,
} from '../support/fake-document-intelligence.ts';
import { fakeScans, scannedPage } from '../support/fake-scans.ts';

const TOKEN = 'secret-token-of-the-test';
const FILE = Buffer.from('a scan');
const PNG = Buffer.from('\x89PNG as it was prepared', 'latin1');
/** A4 at 300 dpi, in pixels and points. */
const PIXELS = [2480, 3508] as const;
const POINTS = { width: 595.2, height: 841.92 };

let service: FakeDocumentIntelligence;
before(async () => {
  service = await fakeDocumentIntelligence();
});
after(() => service.close());
beforeEach(() => {
  service.asked.length = 0;
  service.instead.length = 0;
  service.running = 1;
  service.error = undefined;
  service.pages = [readPage(PIXELS, 0, [readWord('FACTURE', rectangle(300, 600, 500, 50), 0.994)])];
});

function rectangle(x: number, y: number, width: number, height: number): number[] {
  return [x, y, x + width, y, x + width, y + height, x, y + height];
}

interface Beneath {
  readonly here?: ScannedPage;
  readonly quality?: Partial<PageQuality>;
  readonly marks?: PreparedPage['marks'];
}

/** A reader that reads `here`, and prepares a page with this quality. */
function beneath({ here = scannedPage(['mal lu'], 1, { confidence: 0.3 }), quality, marks = [] }: Beneath = {}) {
  const prepared = { ...scannedPage(['x']).quality, confidence: null, ...quality };
  const done: string[] = [];
  const reader: ScanReader = {
    ...fakeScans(),
    async readPage() {
      done.push('read');
      return { kind: 'page', page: here };
    },
    async preparePage() {
      done.push('prepare');
      return { kind: 'prepared', png: PNG, quality: prepared, marks, ...POINTS };
    },
    async close() {
      done.push('close');
    },
  };
  return { reader, done };
}

function over(reader: ScanReader, options: DocumentIntelligenceOptions = {}): ScanReader {
  const credential = { getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }) };
  return documentIntelligence(reader, service.endpoint, credential, {
    mode: 'always',
    pollMs: 1,
    client: { tlsOptions: { ca: service.ca }, retryOptions: { retryDelayInMs: 1, maxRetries: 2 } },
    ...options,
  });
}

async function readBy(reader: ScanReader): Promise<ScannedPage> {
  const read = await reader.readPage(FILE, 4);
  assert.ok(read.kind === 'page', JSON.stringify(read));
  return read.page;
}

const refused = (code: string, inner: string) => ({ error: { code, message: '', innererror: { code: inner } } });

test('a page is sent as it was prepared, and its words come back in points', async () => {
  const words = [
    readWord('FACTURE', rectangle(300, 600, 500, 50), 0.994),
    readWord('n°12', rectangle(900, 600, 100, 50), 0.8),
    readWord(' ', rectangle(1100, 600, 100, 50), 0.1),
    { content: 'nowhere', confidence: 1, span: { offset: 0, length: 7 } },
  ];
  service.pages = [readPage(PIXELS, 0.1, words)];
  const mark = { kind: 'patch', format: 'T', text: '', box: { x: 1, y: 2, width: 3, height: 4 } } as const;
  const read = await readBy(over(beneath({ quality: { skew: 1.2 }, marks: [mark] }).reader));

  assert.deepEqual(
    service.asked.map(({ method, url }) => `${method} ${url.pathname.split('/').at(-1)} ${url.search}`),
    [
      'POST prebuilt-read:analyze ?api-version=2024-11-30',
      ...Array(2).fill('GET 3b31320d-8bab-4f88-b19c-2322a7f11034 ?api-version=2024-11-30'),
    ],
  );
  const [sent] = service.asked;
  assert.deepEqual(sent?.bytes, PNG);
  assert.deepEqual([sent.headers['content-type'], sent.headers['authorization']], ['image/png', `Bearer ${TOKEN}`]);
  assert.equal(sent.headers['ocp-apim-subscription-key'], undefined);
  assert.equal(read.engine, 'azure-document-intelligence 2024-11-30');
  assert.deepEqual(read.page, {
    number: 4,
    ...POINTS,
    origin: 'ocr',
    fragments: [
      { text: 'FACTURE', box: { x: 72, y: 144, width: 120, height: 12 }, confidence: 0.994 },
      { text: 'n°12', box: { x: 216, y: 144, width: 24, height: 12 }, confidence: 0.8 },
    ],
  });
  assert.deepEqual([read.quality.confidence, read.quality.skew, read.quality.turned], [0.897, 1.2, 0]);
  assert.deepEqual(read.marks, [mark]);
});

test('a page that stands askew there is turned straight, its words and marks with it', async () => {
  // A word 500 x 50 px whose middle lies 400 px right of and 300 px below that of the page, all turned by 10° clockwise.
  const at = (x: number, y: number) => {
    const a = (10 * Math.PI) / 180;
    return [1240 + x * Math.cos(a) - y * Math.sin(a), 1754 + x * Math.sin(a) + y * Math.cos(a)];
  };
  const polygon = [at(150, 275), at(650, 275), at(650, 325), at(150, 325)].flat();
  service.pages = [readPage(PIXELS, 10, [readWord('total', polygon, 0.9)])];
  const { page, quality } = await readBy(over(beneath({ quality: { skew: -1.5 } }).reader));
  assert.deepEqual(page.fragments[0]?.box, { x: 333.6, y: 486.96, width: 120, height: 12 });
  assert.deepEqual([quality.skew, quality.turned, page.width, page.height], [8.5, 0, 595.2, 841.92]);
  // So little is left as it is where pages are prepared: the service saw it.
  const slight = await readBy(over(beneath({ quality: { skew: 0.1 } }).reader));
  assert.equal(slight.quality.skew, 10);
});

test('places are understood in whichever unit the page is told in', async () => {
  const inches = [POINTS.width / 72, POINTS.height / 72] as const;
  service.pages = [{ ...readPage(inches, 0, [readWord('x', rectangle(1, 2, 3, 0.5), 0.9)]), unit: 'inch' }];
  const { page } = await readBy(over(beneath().reader));
  assert.deepEqual(page.fragments[0]?.box, { x: 72, y: 144, width: 216, height: 36 });
});

test('a page that lies on its side there is stood up, and one on its head too', async () => {
  const mark = { kind: 'barcode', format: 'QRCode', text: 'x', box: { x: 0, y: 0, width: 10, height: 20 } } as const;
  // Turned by 90° clockwise: its letters run down the picture, from the upper right corner.
  service.pages = [readPage(PIXELS, 90, [readWord('haut', [2480, 0, 2480, 500, 2430, 500, 2430, 0], 0.9)])];
  const lying = await readBy(over(beneath({ quality: { turned: 180 }, marks: [mark] }).reader));
  assert.deepEqual([lying.page.width, lying.page.height], [841.92, 595.2]);
  assert.deepEqual(lying.page.fragments[0]?.box, { x: 0, y: 0, width: 120, height: 12 });
  assert.deepEqual([lying.quality.turned, lying.quality.skew], [90, 0]);
  assert.deepEqual(lying.marks[0]?.box, { x: 0, y: 585.2, width: 20, height: 10 });

  service.pages = [readPage(PIXELS, 180, [readWord('haut', [2480, 3508, 1980, 3508, 1980, 3458, 2480, 3458], 0.9)])];
  const headlong = await readBy(over(beneath().reader));
  assert.deepEqual(headlong.page.fragments[0]?.box, { x: 0, y: 0, width: 120, height: 12 });
  assert.equal(headlong.quality.turned, 180);
});

test('a blank page is not sent', async () => {
  const { page, quality } = await readBy(over(beneath({ quality: { blank: true } }).reader));
  assert.deepEqual([page.fragments, page.number, quality.blank, quality.confidence], [[], 4, true, null]);
  const here = scannedPage([], 4);
  assert.equal(await readBy(over(beneath({ here }).reader, { mode: 'poor' })), here);
  assert.deepEqual(service.asked, []);
});

test('of pages that are read badly here, the better reading is kept; others are not sent', async () => {
  const good = scannedPage(['Facture du 3 mars'], 4, { confidence: 0.6 });
  const well = beneath({ here: good });
  // So it is where no mode is said.
  const reader = documentIntelligence(well.reader, service.endpoint, { getToken: async () => null });
  assert.equal(await readBy(reader), good);
  assert.deepEqual([well.done, service.asked], [['read'], []]);

  const poor = (words: number, confidence: number | null) => {
    const page = scannedPage(['x'], 4, { confidence });
    const fragment = { text: 'x', box: { x: 0, y: 0, width: 9, height: 9 } };
    return { ...page, page: { ...page.page, fragments: Array(words).fill(fragment) } };
  };
  const kept = async (here: ScannedPage) => (await readBy(over(beneath({ here }).reader, { mode: 'poor' }))).engine;
  // There: one word at 0.994.
  assert.match(await kept(poor(1, 0.59)), /^azure/);
  assert.match(await kept(poor(0, null)), /^azure/);
  assert.equal(await kept(poor(2, 0.5)), 'fake 1.0');
  service.pages = [readPage(PIXELS, 0, [])];
  assert.equal(await kept(poor(0, null)), 'fake 1.0');
  service.instead.push({ status: 400, body: refused('InvalidRequest', 'InvalidContent') });
  assert.equal(await kept(poor(1, 0.3)), 'fake 1.0');
});

test('a picture that the service refuses makes the page unreadable, with its code', async () => {
  const reader = over(beneath().reader);
  const unreadable = (code: string) => ({ kind: 'unreadable', reason: 'SCAN_SERVICE_REFUSED', params: { code } });
  service.instead.push({ status: 400, body: refused('InvalidRequest', 'InvalidContentDimensions') });
  assert.deepEqual(await reader.readPage(FILE, 1), unreadable('InvalidContentDimensions'));
  service.instead.push({ status: 413, headers: { 'content-type': 'text/html' }, body: '<h1>too large</h1>' });
  assert.deepEqual(await reader.readPage(FILE, 1), unreadable('HTTP 413'));
  service.error = refused('InvalidRequest', 'InvalidContent').error;
  assert.deepEqual(await reader.readPage(FILE, 1), unreadable('InvalidContent'));
  const details = [{ code: 'InvalidContentLength', message: '', target: '1' }];
  service.error = { code: 'InvalidRequest', message: '', details };
  assert.deepEqual(await reader.readPage(FILE, 1), unreadable('InvalidContentLength'));
  assert.match(say('SCAN_SERVICE_REFUSED', { code: 'C' }, 'fr'), /service de lecture.* \(C\)/);
  assert.match(say('SCAN_SERVICE_REFUSED', { code: 'C' }, 'en'), /reading service.* \(C\)/);
});

test('throttling is waited for, then given back to be tried again later', async () => {
  const busy = { status: 429, headers: { 'retry-after': '0' }, body: { error: { code: '429', message: '' } } };
  service.instead.push(busy, busy);
  assert.equal((await readBy(over(beneath().reader))).page.fragments.length, 1);
  assert.equal(service.asked.filter(({ method }) => method === 'POST').length, 3);
  for (const mode of ['always', 'poor'] as const) {
    service.instead.push(busy, busy, busy);
    await assert.rejects(over(beneath().reader, { mode }).readPage(FILE, 1), /asked too much.*HTTP 429/);
  }
});

test('what fails at the service is an error, to be tried again later', async () => {
  const reader = over(beneath().reader);
  const failing = { status: 503, body: { error: { code: 'ServiceUnavailable', message: '' } } };
  service.instead.push(failing, failing, failing);
  await assert.rejects(reader.readPage(FILE, 1), /HTTP 503, ServiceUnavailable/);
  service.instead.push({ status: 400, body: refused('InvalidArgument', 'InvalidParameter') });
  await assert.rejects(reader.readPage(FILE, 1), /HTTP 400, InvalidArgument, InvalidParameter/);
  // Top-level, the most severe error: a code of content beside it proves nothing.
  const details = [{ code: 'InvalidContentDimensions', message: '', target: '1' }];
  service.error = { code: 'InternalServerError', message: '', details };
  await assert.rejects(reader.readPage(FILE, 1), /InternalServerError/);
  service.error = undefined;
  service.pages = [];
  await assert.rejects(reader.readPage(FILE, 1), /without a page/);
  service.pages = [{ pageNumber: 1, words: [], spans: [] }];
  await assert.rejects(reader.readPage(FILE, 1), /without a size/);
});

test('a reading whose state could not be had for a while is not paid for twice', async () => {
  const location = `${service.endpoint}/documentintelligence/documentModels/prebuilt-read/analyzeResults/1`;
  const failing = { status: 503, body: { error: { code: 'ServiceUnavailable', message: '' } } };
  service.instead.push({ status: 202, headers: { 'operation-location': location } }, failing, failing, failing);
  assert.equal((await readBy(over(beneath().reader))).page.fragments.length, 1);
  assert.equal(service.asked.filter(({ method }) => method === 'POST').length, 1);
});

test('a service that is not there, or a program without an identity, is an error without a secret', async () => {
  const gone = await fakeDocumentIntelligence();
  await gone.close();
  const getToken = async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 });
  const options = { mode: 'always', client: { retryOptions: { maxRetries: 0 } } } as const;
  const nowhere = documentIntelligence(beneath().reader, gone.endpoint, { getToken }, options);
  const error = await nowhere.readPage(FILE, 1).catch((e: unknown) => e);
  assert.match(String(error), /ECONNREFUSED/);
  assert.doesNotMatch(`${inspect(error, { depth: 9 })} ${JSON.stringify(error)}`, /secret/);
  const nobody = { getToken: () => Promise.reject(new Error('no identity')) };
  const unknown = documentIntelligence(beneath().reader, service.endpoint, nobody, options);
  await assert.rejects(unknown.readPage(FILE, 1), /no identity/);
});

test('a wrong set-up is said with what to check, and without a secret', async () => {
  const said = async (status: number, reader = over(beneath().reader)) => {
    service.instead.push({ status, body: { error: { code: 'PermissionDenied', message: `no: ${TOKEN}` } } });
    const error = await reader.readPage(FILE, 1).catch((e: unknown) => e);
    assert.ok(error instanceof Error);
    assert.doesNotMatch(`${error.stack} ${String(error.cause)}`, /secret/);
    return error.message;
  };
  for (const status of [401, 403]) assert.match(await said(status), /Cognitive Services User.*own/);
  assert.match(await said(404), /AMI_DOCUMENT_INTELLIGENCE_ENDPOINT/);
  // Not at the first question, but when the result is asked for.
  service.instead.push({
    status: 202,
    headers: { 'operation-location': `${service.endpoint}/documentintelligence/documentModels/m/analyzeResults/1` },
  });
  service.instead.push({ status: 403, body: { error: { code: 'PermissionDenied', message: '' } } });
  assert.match(await said(403), /Cognitive Services User/);
});

test('a service that does not answer is given up, and so is what waits when the reader is closed', async () => {
  service.instead.push({ status: 200, body: 'hang' });
  await assert.rejects(over(beneath().reader, { timeoutMs: 200 }).readPage(FILE, 1), /no answer within 0.2 s/);
  service.running = Number.POSITIVE_INFINITY;
  await assert.rejects(over(beneath().reader, { timeoutMs: 200 }).readPage(FILE, 1), /no answer within 0.2 s/);

  service.asked.length = 0;
  const { reader, done } = beneath();
  const closing = over(reader);
  const read = assert.rejects(closing.readPage(FILE, 1), /was closed/);
  while (service.asked.length === 0) await new Promise((later) => setTimeout(later, 5));
  await closing.close();
  await read;
  assert.deepEqual(done, ['prepare', 'close']);
  await assert.rejects(closing.readPage(FILE, 1), /was closed/);
});

test('all else is passed to the reader beneath', async () => {
  const reader = over(beneath().reader);
  const scan = Buffer.from('scan\fone\ftwo');
  assert.deepEqual(await reader.outline(scan), { kind: 'pages', pages: 2 });
  assert.equal((await reader.preparePage(scan, 1)).kind, 'prepared');
  assert.equal((await reader.archive(scan, [scannedPage(['x'])])).kind, 'file');
  await assert.rejects(reader.extract(scan, [1]), /not asked for/);
});

test('it is used where its address is set: https only', () => {
  const env = { Storage: 'UseDevelopmentStorage=true', ServiceBus: 'Endpoint=sb://localhost' };
  const configured = (more: Record<string, string>) => loadConfig({ ...env, ...more }).documentIntelligence;
  const endpoint = 'https://ami.cognitiveservices.azure.com/';
  assert.equal(configured({}), null);
  assert.equal(configured({ AMI_DOCUMENT_INTELLIGENCE_ENDPOINT: '', AMI_DOCUMENT_INTELLIGENCE: 'always' }), null);
  assert.deepEqual(configured({ AMI_DOCUMENT_INTELLIGENCE_ENDPOINT: endpoint, AZURE_CLIENT_ID: 'id' }), {
    endpoint,
    mode: 'poor',
    clientId: 'id',
  });
  const always = { AMI_DOCUMENT_INTELLIGENCE_ENDPOINT: endpoint, AMI_DOCUMENT_INTELLIGENCE: 'always' };
  assert.equal(configured(always)?.mode, 'always');
  for (const wrong of ['http://ami.example', 'ami.example', 'https://user:pass@ami.example'])
    assert.throws(
      () => configured({ AMI_DOCUMENT_INTELLIGENCE_ENDPOINT: wrong }),
      /AMI_DOCUMENT_INTELLIGENCE_ENDPOINT: an address/,
    );
  assert.throws(() => configured({ AMI_DOCUMENT_INTELLIGENCE: 'never' }), /AMI_DOCUMENT_INTELLIGENCE/);
});

test('it stands over the real reader where its address is set', async () => {
  const engineOf = async (more: Record<string, string>) => {
    const context = createContext('test', {
      Storage: 'UseDevelopmentStorage=true',
      ServiceBus: 'Endpoint=sb://localhost;UseDevelopmentEmulator=true',
      AMI_LOG_LEVEL: 'silent',
      AMI_SCAN_ENGINE: 'packaged',
      ...more,
    });
    try {
      // Blank: nothing is sent, but whoever was asked says so.
      const read = await context.deps.scans?.readPage(await g4(sheet(0, 1240, 1754), 150), 1);
      return read?.kind === 'page' ? read.page.engine : read;
    } finally {
      await context.close();
    }
  };
  const there = { AMI_DOCUMENT_INTELLIGENCE_ENDPOINT: service.endpoint };
  assert.equal(
    await engineOf({ ...there, AMI_DOCUMENT_INTELLIGENCE: 'always' }),
    'azure-document-intelligence 2024-11-30',
  );
  assert.match(String(await engineOf({ AMI_DOCUMENT_INTELLIGENCE: 'always' })), /^tesseract/);
});
