import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a gateway's machine asks of Azure: its metadata service, the packages, Key Vault. */
export interface FakeAzure {
  readonly url: string;
  /** The machine's userData. Null: the metadata service does not answer. */
  settings: Record<string, string> | null;
  /** Key Vault's secrets by name. */
  readonly secrets: Map<string, { value: string; contentType?: string }>;
  /** Blobs by name. */
  readonly blobs: Map<string, Buffer>;
  close(): Promise<void>;
}

export async function fakeAzure(): Promise<FakeAzure> {
  const secrets: FakeAzure['secrets'] = new Map();
  const blobs: FakeAzure['blobs'] = new Map();
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(request);
    response.writeHead(status).end(body);
  });

  async function answer(request: IncomingMessage): Promise<{ status: number; body?: string | Buffer }> {
    const url = new URL(request.url!, 'http://fake');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (url.pathname.startsWith('/metadata/')) {
      if (request.headers['metadata'] !== 'true' || !fake.settings) return { status: 400 };
      if (url.pathname.endsWith('/userData')) {
        const lines = Object.entries(fake.settings).map(([k, v]) => `${k}=${v}\n`);
        return { status: 200, body: Buffer.from(lines.join('')).toString('base64') };
      }
      if (url.searchParams.get('client_id') !== fake.settings['AZURE_CLIENT_ID']) return { status: 400 };
      const resource = url.searchParams.get('resource')!.replace(/\/$/, '');
      return { status: 200, body: JSON.stringify({ access_token: `for-${resource}` }) };
    }
    const isVault = url.pathname.startsWith('/secrets/');
    const wanted = isVault ? 'https://vault.azure.net' : 'https://storage.azure.com';
    if (request.headers['authorization'] !== `Bearer for-${wanted}`) return { status: 403 };
    const name = url.pathname.split('/').at(-1)!;
    if (request.method === 'PUT') {
      if (isVault) secrets.set(name, JSON.parse(Buffer.concat(chunks).toString()));
      else blobs.set(name, Buffer.concat(chunks));
      return { status: isVault ? 200 : 201, body: '{}' };
    }
    const found = isVault ? secrets.get(name) : blobs.get(name);
    if (!found) return { status: 404 };
    return { status: 200, body: Buffer.isBuffer(found) ? found : JSON.stringify(found) };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeAzure = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    settings: null,
    secrets,
    blobs,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
