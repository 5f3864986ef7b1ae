import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { document, page, problem, supplier } from '../../shared/contracts/views.ts';
import { makePlainPdf } from '../support/invoices.ts';
import { type Running, run, until } from './running.ts';

let r: Running;
before(async () => {
  r = await run();
});
after(async () => {
  await r?.stop();
});

const DOCUMENTS = 'comptes/demo/documents';
const SUPPLIERS = 'comptes/demo/dossiers/007868/suppliers';

/** Deposits a page whose only date is labelled as that of its printing. Resolves when it is dispatched. */
async function deposit(name: string, lines: readonly string[]) {
  const { Client } = await import('basic-ftp');
  const { Readable } = await import('node:stream');
  const client = new Client(10_000);
  await client.access({ ...r.stack.ftp, user: 'robot-demo', password: r.password, secure: false });
  const bytes = Buffer.from(await makePlainPdf(lines));
  await client.uploadFrom(Readable.from([bytes], { objectMode: false }), `/import/007868/${name}`);
  client.close();
  return dispatched(name);
}

async function dispatched(name: string, state?: string) {
  const { items } = await until(
    () => r.json<{ items: { id: string; name: string; state: string }[] }>('GET', DOCUMENTS),
    (d) => d.items.some((x) => x.name === name && (!state || x.state === state)),
  );
  const { id } = items.find((x) => x.name === name)!;
  return document.parse(await r.json('GET', `${DOCUMENTS}/${id}`));
}

const lines = (day: string, number: string) => [
  'FACTURE',
  `Numéro de facture : ${number}`,
  `Imprimé le ${day}`,
  'Règlement : 01/06/2021',
  'RCS Lyon 732 829 320',
];

test('corrected by a person, the next of the supplier is filed by itself; seen, and forgotten', async () => {
  const first = await deposit('a.pdf', lines('05/11/2019', 'F1'));
  assert.equal(first.state, 'waiting', first.reason?.fr);
  assert.ok(first.doubt?.reason.fr && first.doubt.reason.en);
  const path = `${DOCUMENTS}/${first.id}/attribute`;
  const place = { dossier: '007868', exercice: '201912' };
  const outside = await r.api('POST', path, { ...place, date: '2020-01-05' });
  assert.equal(outside.status, 422);
  const { code, fr } = problem.parse(await outside.json());
  assert.equal(code, 'CORRECTED_DATE_OUTSIDE');
  assert.match(fr, /05\/01\/2020.*201912 \(du 01\/01\/2019 au 31\/12\/2019\)/);

  const said = { candidate: { text: '05/11/2019', page: 1 }, gross: '120.00' };
  const corrected = document.parse(await r.json('POST', path, { ...place, ...said }));
  assert.deepEqual([corrected.state, corrected.date, corrected.facts?.gross], ['filed', '2019-11-05', 12_000]);
  const origins = corrected.evidence!.fields.map((f) => `${f.field} ${f.origin}`);
  for (const o of ['dossier name', 'date person', 'gross person']) assert.ok(origins.includes(o), origins.join());

  const second = await deposit('b.pdf', lines('03/01/2020', 'F2'));
  assert.deepEqual([second.state, second.exercice, second.date], ['filed', '202012', '2020-01-03']);
  assert.equal(second.remarks[0]?.code, 'MEMORY_USED');

  const [known, ...others] = page(supplier).parse(await r.json('GET', SUPPLIERS)).items;
  assert.deepEqual([known!.key, known!.used, known!.labels[0]!.document, others], ['732829320', 1, first.id, []]);
  assert.equal((await r.api('DELETE', `${SUPPLIERS}/732829320`)).status, 204);
  assert.deepEqual((await r.json<{ items: unknown[] }>('GET', SUPPLIERS)).items, []);
  assert.equal((await r.api('DELETE', `${SUPPLIERS}/732829320`)).status, 404);
  assert.equal((await deposit('c.pdf', lines('04/01/2020', 'F3'))).state, 'waiting');
  assert.equal((await r.json<{ state: string }>('GET', `${DOCUMENTS}/${second.id}`)).state, 'filed');
});
