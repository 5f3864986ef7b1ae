import { Readable, Writable } from 'node:stream';
import { Client } from 'basic-ftp';
import { readPieces } from '../../shared/domain/dex/pieces.ts';
import { readDex } from '../../shared/domain/dex/read-dex.ts';
import type { DemoFile } from './plan.ts';
import type { DemoSettings } from './settings.ts';

/** Calls the API as the operator of this laptop. Throws what the API says, in the reader's language. */
export async function call<T>(
  s: DemoSettings,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const answer = await fetch(`${s.api}/${path}`, {
    method,
    headers: { authorization: `Bearer ${s.key}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await answer.json()) as T & { fr?: string; en?: string };
  if (!answer.ok) throw new Error(json[s.language] ?? `${method} ${path}: ${answer.status}`);
  return json;
}

export async function connect(s: DemoSettings): Promise<Client> {
  const client = new Client(20_000);
  await client.access({ ...s.ftp, secure: false });
  return client;
}

/** As a robot does: under a temporary name, then renamed. */
export async function deposit(client: Client, file: DemoFile): Promise<void> {
  const body = Readable.from([Buffer.from(file.bytes)], { objectMode: false });
  await client.uploadFrom(body, `${file.path}.part`);
  await client.rename(`${file.path}.part`, file.path);
}

async function fetchFile(client: Client, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await client.downloadTo(sink, path);
  return Buffer.concat(chunks);
}

export interface Collected {
  lots: number;
  entries: number;
  lines: number;
  attachments: number;
}

/** The robot's round: each lot's attachments and list, then its DEX, which it deletes and reports as imported. */
export async function collect(client: Client): Promise<Collected> {
  const total: Collected = { lots: 0, entries: 0, lines: 0, attachments: 0 };
  for (const { name } of await client.list('/export')) {
    if (!name.endsWith('.DEX')) continue;
    const stem = name.slice(0, -4);
    const { pieces } = readPieces(await fetchFile(client, `/export/${stem}_PJ.csv`));
    for (const p of pieces) await fetchFile(client, `/export/${p.file}`);
    const dex = readDex(await fetchFile(client, `/export/${name}`));
    if (dex.problems.length > 0) throw new Error(`${name} can't be read back`);
    await client.remove(`/export/${name}`);
    await client.uploadFrom(Readable.from([Buffer.from('OK\r\n')], { objectMode: false }), `/retour/${stem}.OK`);
    total.lots++;
    total.attachments += pieces.length;
    total.entries += dex.entries.length;
    total.lines += dex.entries.reduce((n, e) => n + e.entry.lines.length, 0);
  }
  return total;
}
