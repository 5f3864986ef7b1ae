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
      .then((page) => send(response, 200, page))
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

/**
 * Business metrics as the functions and the gateway have them, then the gateway's own. Rejects where the functions do not
 * answer; a gateway that is away leaves its part out.
 */
export async function allMetrics(o: Omit<MetricsPageOptions, 'port'>): Promise<string> {
  const [business, gateway] = await Promise.all([
    text(`${o.api}/metrics`, { authorization: `Bearer ${o.operatorKey}` }),
    text(`${o.status}/metrics`).catch(() => ''),
  ]);
  return merged([business, gateway]);
}

/** One page of several: what has one name stands together, and is explained once, as the format asks for. */
export function merged(pages: readonly string[]): string {
  const families = new Map<string, { heads: string[]; samples: string[] }>();
  for (const page of pages) {
    let family = { heads: [] as string[], samples: [] as string[] };
    for (const line of page.split('\n')) {
      const head = /^# (?:HELP|TYPE) (\S+)/.exec(line)?.[1];
      if (head) {
        family = families.get(head) ?? { heads: [], samples: [] };
        families.set(head, family);
        if (!family.heads.some((h) => h.startsWith(line.slice(0, 6 + 1 + head.length)))) family.heads.push(line);
      } else if (line !== '' && !line.startsWith('#')) family.samples.push(line);
    }
  }
  return [...families.values()].map((f) => `${[...f.heads, ...f.samples].join('\n')}\n`).join('');
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
