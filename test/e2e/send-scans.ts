import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { Client } from 'basic-ftp';
import { drawLines, invoiceLines, scanPages } from '../support/scans.ts';
import { type Running, until } from './running.ts';

interface Doc {
  id: string;
  name: string;
  state: string;
  exercice: string | null;
  date: string | null;
  reason: { code: string; fr: string } | null;
  facts: { kind: string; number: string | null } | null;
  evidence?: { fields: { field: string; origin: string; page: number }[] };
  remarks: { code: string }[];
}

/** A robot sends two scans by FTP; they are read by their pictures and filed in the right exercice. */
export async function sendScans(r: Running): Promise<void> {
  const conditions = await drawLines(['Conditions générales de vente', 'Article 1. Les prix sont fermes.']);
  const one = scanPages([await drawLines(invoiceLines('F2019-12', '12/05/2019'))], 1);
  const two = scanPages([await drawLines(invoiceLines('F2021-07', '03/11/2021')), conditions], 2);
  const client = new Client(10_000);
  await client.access({ ...r.stack.ftp, user: 'robot-demo', password: r.password, secure: false });
  try {
    await client.cd('/import/007868');
    await client.uploadFrom(Readable.from([one]), 'one.tif');
    await client.uploadFrom(Readable.from([two]), 'two.tif');
  } finally {
    client.close();
  }
  const list = () => r.json<{ items: Doc[] }>('GET', 'comptes/demo/documents?limit=200');
  const sent = ({ items }: { items: Doc[] }) => items.filter((d) => ['one.tif', 'two.tif'].includes(d.name));
  const isRead = (listed: { items: Doc[] }) =>
    sent(listed).length === 2 && sent(listed).every((d) => d.reason?.code !== 'READING' && d.facts?.kind !== 'paper');
  const { items } = await until(list, isRead, 120);
  const named = (name: string) => items.find((d) => d.name === name)!;
  const told = (d: Doc) => [d.state, d.exercice, d.date, d.facts?.kind, d.reason];
  assert.deepEqual(told(named('one.tif')), ['filed', '201912', '2019-05-12', 'scan', null]);
  assert.deepEqual(told(named('two.tif')), ['filed', '202112', '2021-11-03', 'scan', null]);
  const { evidence } = await r.json<Doc>('GET', `comptes/demo/documents/${named('two.tif').id}`);
  const date = evidence?.fields.find((f) => f.field === 'date');
  assert.deepEqual([date?.origin, date?.page], ['ocr', 1]);
}
