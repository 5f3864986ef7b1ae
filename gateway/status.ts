import { createServer, type ServerResponse } from 'node:http';
import type { Deps } from '../shared/app/deps.ts';
import type { Metrics } from './metrics.ts';

/** Answers of the storage are believed for this long. Milliseconds. */
const PROBE_EVERY_MS = 10_000;
const PROBE_LIMIT_MS = 5_000;

export interface StatusOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly version: string;
  readonly metrics: Pick<Metrics, 'contentType' | 'text'>;
  /** More of the same format; what fails is left out. */
  readonly businessMetrics?: () => Promise<string>;
  readonly isDraining: () => boolean;
  /** Rejects where storage does not answer. */
  readonly probe: () => Promise<unknown>;
}

export interface Status {
  readonly url: string;
  /** Stops at once: the last thing to end, so that whoever watches sees the draining. */
  close(): Promise<void>;
}

/**
 * For those who run the gateway, without a login: `/metrics` for Prometheus, `/health` (200 while the process lives),
 * `/ready` (200 only where a load balancer may send clients here). Rejects where the port can't be had.
 */
export async function startStatus(options: StatusOptions): Promise<Status> {
  const { version, metrics, businessMetrics, isDraining, host } = options;
  const storage = new Probe(options.probe);

  async function answer(path: string, response: ServerResponse): Promise<void> {
    if (path === '/metrics') {
      const more = await businessMetrics?.().catch(() => '');
      return send(response, 200, (await metrics.text()) + (more ?? ''), { 'content-type': metrics.contentType });
    }
    if (path === '/health') return json(response, 200, { uptime: Math.round(process.uptime()), version });
    if (path !== '/ready') return json(response, 404, { paths: ['/metrics', '/health', '/ready'] });
    if (isDraining()) return json(response, 503, { ready: false, reason: 'draining' });
    if (!(await storage.answers())) return json(response, 503, { ready: false, reason: 'storage' });
    return json(response, 200, { ready: true });
  }

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead) return json(response, 405, {}, { allow: 'GET, HEAD' });
    const [path = ''] = (request.url ?? '').split('?');
    answer(path, response).catch(() => json(response, 500, {}));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, () => resolve());
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : options.port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Asks storage for a row and a blob that are never there. */
export function storageProbe({ tables, blobs }: Pick<Deps, 'tables' | 'blobs'>): () => Promise<unknown> {
  // No login begins with a tilde.
  return () => Promise.all([tables.get('logins', '~ready', '~ready'), blobs.head('staging', '~ready')]);
}

/** Whether storage answered lately; asked at most every ten seconds however many want to know. */
class Probe {
  readonly #ask: () => Promise<unknown>;
  #last: { readonly at: number; readonly answers: Promise<boolean> } | null = null;

  constructor(ask: () => Promise<unknown>) {
    this.#ask = ask;
  }

  answers(): Promise<boolean> {
    const now = performance.now();
    if (!this.#last || now - this.#last.at >= PROBE_EVERY_MS) this.#last = { at: now, answers: this.#probe() };
    return this.#last.answers;
  }

  async #probe(): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, PROBE_LIMIT_MS, false);
    });
    const asked = this.#ask().then(
      () => true,
      () => false,
    );
    const answers = await Promise.race([asked, late]);
    clearTimeout(timer);
    return answers;
  }
}

function json(response: ServerResponse, code: number, body: object, headers: Record<string, string> = {}): void {
  send(response, code, `${JSON.stringify(body)}\n`, { 'content-type': 'application/json', ...headers });
}

function send(response: ServerResponse, code: number, body: string, headers: Record<string, string>): void {
  response.writeHead(code, { 'cache-control': 'no-store', ...headers });
  response.end(body);
}
