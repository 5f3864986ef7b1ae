import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { Client } from 'basic-ftp';
import { readPieces } from '../../shared/domain/dex/pieces.ts';
import { readDex } from '../../shared/domain/dex/read-dex.ts';
import { makeCii, makeFacturX, makePlainPdf } from '../support/invoices.ts';
import { ROOT, type Running, until } from './running.ts';

interface Doc {
  id: string;
  name: string;
  state: string;
  dossier: string | null;
  exercice: string | null;
  date: string | null;
  reason: { code: string; fr: string; en: string } | null;
}

const SAMPLES = process.env['AMI_SAMPLES'] ?? resolve(ROOT, '../shared/samples');
const hasCurl = (() => {
  try {
    execFileSync('curl', ['--version']);
    return true;
  } catch {
    return false;
  }
})();

/** The cloud that the steps run on. */
let r: () => Running;

const documents = async () => (await r().json<{ items: Doc[] }>('GET', 'comptes/demo/documents?limit=200')).items;
const dispatched = (names: readonly string[]) =>
  until(documents, (docs) => names.every((n) => docs.some((d) => d.name === n)));

async function ftp(): Promise<Client> {
  const client = new Client(10_000);
  await client.access({ ...r().stack.ftp, user: 'robot-demo', password: r().password, secure: false });
  return client;
}

async function fetchFile(client: Client, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await client.downloadTo(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    }),
    path,
  );
  return Buffer.concat(chunks);
}

async function upload(name: string, bytes: Uint8Array, directory = '/import/007868'): Promise<void> {
  const { Readable } = await import('node:stream');
  const client = await ftp();
  await client.uploadFrom(Readable.from([Buffer.from(bytes)], { objectMode: false }), `${directory}/${name}`);
  client.close();
}

async function curl(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('curl', [
    '--silent',
    '--show-error',
    '--netrc-file',
    r().netrc,
    ...args,
  ]);
  return stdout;
}

/** The steps, one after the other, as tests of the file that calls this; `running` gives its cloud once it is started. */
export function tellStory(running: () => Running): void {
  r = running;

  test('each Factur-X of the samples is filed in the exercice of its XML date', async (t) => {
    if (!existsSync(join(SAMPLES, 'manifest.json'))) return t.skip(`no samples at ${SAMPLES}`);
    if (!hasCurl) return t.skip('curl is not installed');
    type Sample = { file: string; expected: { date: string } };
    const manifest = JSON.parse(readFileSync(join(SAMPLES, 'manifest.json'), 'utf8')) as Sample[];
    const facturx = manifest.filter((s) => s.file.startsWith('facturx/'));
    assert.ok(facturx.length >= 10);
    const url = `ftp://${r().stack.ftp.host}:${r().stack.ftp.port}/import/007868/`;
    for (const s of facturx) await curl('-T', join(SAMPLES, s.file), url);
    const docs = await dispatched(facturx.map((s) => basename(s.file)));
    for (const s of facturx) {
      const d = docs.find((x) => x.name === basename(s.file))!;
      assert.equal(d.state, 'filed', `${s.file}: ${d.reason?.en}`);
      assert.equal(d.date, s.expected.date, s.file);
      assert.equal(d.exercice, `${s.expected.date.slice(0, 4)}12`, s.file);
    }
  });

  test('a page that shows another date than its XML is filed by the XML', async () => {
    await upload(
      'us.pdf',
      await makeFacturX({ number: 'US1', date: '2017-11-03', pageText: ['Invoice Date 11/03/2018'] }),
    );
    const d = (await dispatched(['us.pdf'])).find((x) => x.name === 'us.pdf');
    assert.deepEqual([d?.state, d?.exercice], ['filed', '201712']);
  });

  test('what can not be told waits, with its reason in both languages, and a person attributes it', async () => {
    await upload('courrier.pdf', await makePlainPdf(['Bonjour']));
    await upload('inconnu.xml', makeCii({ number: 'X1', date: '2020-02-02' }), '/import/999999');
    const docs = await dispatched(['courrier.pdf', 'inconnu.xml']);
    const courrier = docs.find((d) => d.name === 'courrier.pdf')!;
    assert.deepEqual([courrier.state, courrier.reason?.code], ['waiting', 'DATE_NOT_FOUND']);
    assert.match(courrier.reason!.fr, /Aucune date certaine/);
    assert.match(courrier.reason!.en, /No certain date/);
    assert.equal(docs.find((d) => d.name === 'inconnu.xml')?.reason?.code, 'DOSSIER_UNKNOWN');
    const path = `comptes/demo/documents/${courrier.id}`;
    const filed = await r().json<Doc>('POST', `${path}/attribute`, { dossier: '007868', exercice: '202012' });
    assert.deepEqual([filed.state, filed.exercice], ['filed', '202012']);
    const { items } = await r().json<{ items: { type: string; by: string }[] }>('GET', `${path}/history`);
    assert.deepEqual(
      items.map((e) => [e.type, e.by]),
      [
        ['waiting', 'system'],
        ['attributed', 'operator'],
      ],
    );
  });

  test('an entry with its document: published, downloaded, deleted, collected; equal to the cent', async () => {
    const bytes = await makeFacturX({ number: 'E1', date: '2019-03-04', net: 10_000, vat: 2_000 });
    await upload('piece.pdf', bytes);
    const doc = (await dispatched(['piece.pdf'])).find((d) => d.name === 'piece.pdf')!;
    const body = {
      journal: 'AC',
      date: '2019-03-04',
      piece: 'E1',
      label: 'Moulin, farine d’été',
      lines: [
        { account: '60110000', debit: '100.00' },
        { account: '44566000', debit: '20.00', vatCode: 'A' },
        { account: '401MOULI', credit: '120.00', dueDates: [{ date: '2019-04-04', amount: '120.00' }] },
      ],
      documents: [doc.id],
    };
    const post = () =>
      r().json<{ id: string; repeated: boolean }>('POST', 'comptes/demo/dossiers/007868/entries', body, {
        'idempotency-key': 'story-1',
      });
    const [first, second] = [await post(), await post()];
    assert.deepEqual([second.id, second.repeated], [first.id, true]);

    const client = await ftp();
    const names = await until(
      async () => (await client.list('/export')).map((f) => f.name).sort(),
      (n) => n.some((x) => x.endsWith('.DEX')),
    );
    const stem = '007868_201912_000001';
    assert.deepEqual(names, [`${stem}.DEX`, `${stem}_P0001.pdf`, `${stem}_PJ.csv`]);
    await assert.rejects(client.remove(`/export/${stem}.DEX`), /550/, 'not before it was downloaded');
    const attachment = await fetchFile(client, `/export/${stem}_P0001.pdf`);
    assert.ok(attachment.equals(Buffer.from(bytes)));
    const { pieces } = readPieces(await fetchFile(client, `/export/${stem}_PJ.csv`));
    assert.equal(pieces[0]?.file, `${stem}_P0001.pdf`);
    const dex = readDex(await fetchFile(client, `/export/${stem}.DEX`));
    assert.deepEqual(
      dex.entries.map(({ entry: e }) => [
        e.journal,
        e.date,
        e.piece,
        e.lines.map((l) => [l.account, l.debit, l.credit]),
      ]),
      [
        [
          'AC',
          '2019-03-04',
          'E1',
          [
            ['60110000', 10_000, 0],
            ['44566000', 2_000, 0],
            ['401MOULI', 0, 12_000],
          ],
        ],
      ],
    );
    await client.remove(`/export/${stem}.DEX`);
    assert.deepEqual(await client.list('/export'), []);
    type Publication = { state: string; collectedBy: string; collectedAt: string };
    const lot = await r().json<Publication>('GET', `comptes/demo/publications/${stem}`);
    assert.deepEqual([lot.state, lot.collectedBy], ['collected', 'robot-demo']);

    const { Readable } = await import('node:stream');
    await client.uploadFrom(Readable.from(['OK']), `/retour/${stem}.OK`);
    await until(
      () => r().json<Publication>('GET', `comptes/demo/publications/${stem}`),
      (l) => l.state === 'imported',
    );
    client.close();
  });

  test('no anonymous access; a wrong key, a wrong password and another compte get nothing', async () => {
    for (const headers of [{}, { authorization: 'Bearer ami_0123456789_0123456789abcdefghjkmnpqrstvwxyz' }]) {
      const answer = await fetch(`${r().stack.api}/comptes`, { headers });
      assert.equal(answer.status, 401);
      assert.match(answer.headers.get('content-type') ?? '', /application\/problem\+json/);
      assert.equal(((await answer.json()) as { code: string }).code, 'UNAUTHENTICATED');
    }
    const key = await r().json<{ key: string }>('POST', 'comptes/demo/keys', {
      user: 'marie',
      role: 'accountant',
      dossiers: ['000001'],
    });
    const as = (path: string) => fetch(`${r().stack.api}/${path}`, { headers: { authorization: `Bearer ${key.key}` } });
    const listed = (await (await as('comptes/demo/documents')).json()) as { items: Doc[] };
    assert.deepEqual(listed.items, []);
    assert.equal((await as('comptes/autre/documents')).status, 403);
    const client = new Client(5000);
    await assert.rejects(
      client.access({ ...r().stack.ftp, user: 'robot-demo', password: 'wrong', secure: false }),
      /530/,
    );
    client.close();
  });

  test('each process can die and come back alone; what was acknowledged meanwhile is filed', async () => {
    for (const name of ['functions', 'gateway', 'cloud'] as const) {
      const restarted = r().stack[name];
      const pid = restarted.pid();
      if (name === 'functions') {
        restarted.kill('SIGKILL');
        await upload('while-down.xml', makeCii({ number: 'W1', date: '2021-06-06' }));
      } else restarted.kill(name === 'cloud' ? 'SIGTERM' : 'SIGKILL');
      await until(
        async () => restarted.pid(),
        (p) => p !== undefined && p !== pid,
      );
      await restarted.whenReady();
      const file = `after-${name}.xml`;
      await until(
        async () =>
          upload(file, makeCii({ number: `A-${name}`, date: '2021-06-07' })).then(
            () => true,
            () => false,
          ),
        Boolean,
      );
      await until(documents, (docs) => docs.some((d) => d.name === file && d.state === 'filed'), 90);
    }
    const docs = await until(documents, (d) => d.some((x) => x.name === 'while-down.xml' && x.state === 'filed'), 90);
    assert.ok(docs.filter((d) => d.name === 'while-down.xml' && d.state === 'filed').length === 1);
  });

  test('a queue message that can not be read ends on a list that a person sees', async () => {
    const { ServiceBusClient } = await import('@azure/service-bus');
    const bus = new ServiceBusClient(r().stack.env['ServiceBus']!);
    await bus.createSender('deposits').sendMessages({ body: { nonsense: true } });
    await bus.close();
    const { createContext } = await import('../../shared/context.ts');
    const context = createContext('test', { ...r().stack.env, AMI_LOG_LEVEL: 'silent' });
    await until(
      () => context.deps.tables.range('state', '_comptes', 'A|', 'A}'),
      (rows) => rows.some((row) => row.columns['code'] === 'MESSAGE_UNREADABLE'),
    );
    await context.close();
  });
}
