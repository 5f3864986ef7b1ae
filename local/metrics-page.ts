import { createServer, type ServerResponse } from 'node:http';

export interface MetricsPage {
  /** `http://127.0.0.1:8022/metrics` */
  readonly url: string;
  close(): Promise<void>;
}

export interface MetricsPageOptions {
  /** 0 for any free port. It listens on this machine only: there is no login. */
  readonly port: number;
  readonly api: string;
  readonly operatorKey: string;
  /** The gateway's status page. */
  readonly status: string;
}

/** All metrics on one page: those of the business, which the API gives to operators, and the gateway's own. */
export async function startMetricsPage(o: MetricsPageOptions): Promise<MetricsPage> {
  const server = createServer({ requestTimeout: 10_000 }, (request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return send(response, 404, 'paths: /metrics\n');
    allMetrics(o)
      .then((text) => send(response, 200, text))
      .catch((error: Error) => send(response, 503, `# ${error.message}\n`));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(o.port, '127.0.0.1', resolve);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : o.port;
  return {
    url: `http://127.0.0.1:${port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Rejects where the functions do not answer; a gateway that is away leaves its part out. */
async function allMetrics(o: MetricsPageOptions): Promise<string> {
  const [business, gateway] = await Promise.all([
    businessMetrics(o),
    text(`${o.status}/metrics`).catch(() => '# The gateway does not answer.\n'),
  ]);
  return business + gateway;
}

export function businessMetrics(o: Pick<MetricsPageOptions, 'api' | 'operatorKey'>): Promise<string> {
  return text(`${o.api}/metrics`, { authorization: `Bearer ${o.operatorKey}` });
}

async function text(url: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return response.text();
}

function send(response: ServerResponse, code: number, body: string): void {
  response.writeHead(code, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body);
}
