import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSigned } from '../../local/self-signed.ts';

/**
 * A mock of Azure AI Document Intelligence, since the real service can't be had here: it answers in the shape that is
 * documented for version 2024-11-30 of its API, over HTTPS with a certificate of its own. That the real service behaves
 * so was never tried.
 */
export interface FakeDocumentIntelligence {
  readonly endpoint: string;
  /** The certificate, to be trusted. */
  readonly ca: string;
  readonly asked: { method: string; url: URL; headers: Record<string, unknown>; bytes: Buffer }[];
  /** What the next questions are answered with instead, in order. */
  readonly instead: Reply[];
  /** `analyzeResult.pages` of what is read. */
  pages: unknown[];
  /** How often a reading is said to run before it is done. */
  running: number;
  /** What a reading fails with. */
  error: unknown;
  close(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** `hang`: no answer at all. */
  readonly body?: unknown;
}

const PREFIX = '/documentintelligence/documentModels/prebuilt-read';

export async function fakeDocumentIntelligence(): Promise<FakeDocumentIntelligence> {
  const { cert, key } = selfSigned(['127.0.0.1'], new Date());
  let left = 0;
  const server: Server = createServer({ cert, key }, async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url ?? '/', fake.endpoint);
    fake.asked.push({ method: request.method ?? '', url, headers: request.headers, bytes: Buffer.concat(parts) });
    const say = ({ status, headers, body }: Reply) => {
      if (body === 'hang') return;
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
      response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
    };
    const other = fake.instead.shift();
    if (other) return say(other);
    const results = `${PREFIX}/analyzeResults/`;
    if (request.method === 'POST' && url.pathname === `${PREFIX}:analyze`) {
      left = fake.running;
      const location = `${fake.endpoint}${results}3b31320d-8bab-4f88-b19c-2322a7f11034?api-version=2024-11-30`;
      return say({ status: 202, headers: { 'operation-location': location, 'apim-request-id': '3b31320d' } });
    }
    if (request.method !== 'GET' || !url.pathname.startsWith(results))
      return say({ status: 404, body: { error: { code: '404', message: 'Resource not found' } } });
    const times = { createdDateTime: '2026-02-28T10:20:30Z', lastUpdatedDateTime: '2026-02-28T10:20:31Z' };
    if (left-- > 0) return say({ status: 200, body: { status: 'running', ...times } });
    if (fake.error) return say({ status: 200, body: { status: 'failed', ...times, error: fake.error } });
    const analyzeResult = {
      apiVersion: '2024-11-30',
      modelId: 'prebuilt-read',
      stringIndexType: 'utf16CodeUnit',
      content: '',
      pages: fake.pages,
      paragraphs: [],
      styles: [],
      contentFormat: 'text',
    };
    say({ status: 200, body: { status: 'succeeded', ...times, analyzeResult } });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const fake: FakeDocumentIntelligence = {
    endpoint: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ca: cert,
    asked: [],
    instead: [],
    pages: [],
    running: 1,
    error: undefined,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return fake;
}

/** A word as the service gives it; `polygon`: its corners, clockwise from the upper left. */
export function readWord(content: string, polygon: readonly number[], confidence: number) {
  return { content, polygon, confidence, span: { offset: 0, length: content.length } };
}

/** A page as the service gives it: of a picture, in pixels. */
export function readPage(size: readonly [number, number], angle: number, words: readonly unknown[]) {
  const [width, height] = size;
  return { pageNumber: 1, angle, width, height, unit: 'pixel', words, lines: [], spans: [{ offset: 0, length: 0 }] };
}
