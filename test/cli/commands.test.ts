import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { safeFileName } from '../../cli/commands/fetch.ts';
import { generatePassword } from '../../cli/commands/users.ts';
import { type FakeApi, KEY, startFakeApi } from './fake-api.ts';
import { type RunOptions, runAmi } from './run-ami.ts';
import { CONTENT, documents, history, ids } from './samples.ts';

let api: FakeApi;
let dir: string;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(async () => {
  api.reset();
  dir = await mkdtemp(join(tmpdir(), 'ami-cli-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const ami = (args: string[], options: RunOptions = {}) =>
  runAmi(['--compte', 'durand', ...args], {
    cwd: dir,
    ...options,
    env: { AMI_API: api.url, AMI_KEY: KEY, ...options.env },
  });
const last = () => api.asked.at(-1)!;

describe('ami document', () => {
  it('says what an incomplete one was replaced by, and what came in its place says so too', async () => {
    const [d] = documents.filter((x) => x.id === ids.filed);
    api.override.set('getDocument', ({ params }) =>
      params['id'] === ids.failed
        ? { json: { ...d!, id: ids.failed, state: 'replaced', replacedBy: ids.filed } }
        : { json: { ...d!, replaces: [ids.failed] } },
    );
    const replaced = (await ami(['document', ids.failed, '--lang', 'fr'])).out;
    assert.match(replaced, /État +remplacé/);
    assert.match(replaced, new RegExp(`Remplacé par +${ids.filed}`));
    assert.match((await ami(['document', ids.filed])).out, new RegExp(`Replaces.*\\n +${ids.failed}.*replaced`));
  });

  it('shows facts, remarks, duplicates and history in the language asked', async () => {
    const { out } = await ami(['document', ids.filed, '--lang', 'fr']);
    for (const part of [
      'État                classé, dossier 007868, exercice 201912',
      'Vendeur      Électricité du Midi (SIREN 123 456 782)',
      'Montant TTC  1 234,56 EUR',
      'Prestation du 03/01/2020, hors de l’exercice de la facture',
      `${ids.contradicted}  22/11/2025 17:05  Facture Électricité d’été.pdf  (en attente, dossier 007868)`,
      '22/11/2025 17:05  système   mis en attente, dossier 007868 – Aucune date certaine',
      '22/11/2025 18:10  m.martin  attribué, dossier 007868, exercice 201912 – « vu avec le client »',
    ])
      assert.ok(out.includes(part), part);
    assert.match((await ami(['document', ids.filed])).out, /Total with VAT {2}1,234\.56 EUR/);
  });

  it('gives the document and its history with --json', async () => {
    const { out } = await ami(['document', ids.filed, '--json']);
    assert.deepEqual(JSON.parse(out), { ...documents[1], history });
  });

  it('takes the beginning of an identifier, where only one begins so', async () => {
    assert.match((await ami(['document', 'YZT6S1'])).out, /reçu péage\.pdf/);
    const read = await ami(['document', 'YZT6S1', '--lang', 'fr']);
    assert.match(read.out, /Origine de chaque valeur\n +Date de facture 02\/10\/2019, page 1, après « Le »/);
    const several = await ami(['document', 'yzt6s0k2m9']);
    assert.equal(several.code, 1);
    assert.match(several.err, /stands for several documents: yzt6s0k2m9a+ \(Facture/);
    const none = await ami(['document', 'yzt6s0zzzz']);
    assert.equal(none.code, 1);
    assert.match(none.err, /No identifier begins with “yzt6s0zzzz”/);
    const short = await ami(['document', 'yzt6']);
    assert.equal(short.code, 2);
    assert.match(short.err, /at least the first 6/);
  });
});

describe('decisions', () => {
  it('accept takes the proposal, against the version that carried it', async () => {
    const { code, out } = await ami(['accept', 'yzt6s0k2m9a', '--lang', 'fr']);
    assert.equal(code, 0);
    assert.equal(out, 'Facture Électricité d’été.pdf : classé, dossier 007868, exercice 201912.\n');
    assert.equal(last().route, 'attribute');
    assert.deepEqual(last().body, { dossier: '007868', exercice: '201912', version: 3 });
  });

  it('accept without a proposal says how to file', async () => {
    const { code, err } = await ami(['accept', ids.failed]);
    assert.equal(code, 1);
    assert.match(err, /no proposal.*ami --compte durand attribute yzt6w0+f+ --dossier DOSSIER --exercice YYYYMM/);
  });

  it('attribute and move say where to, and why', async () => {
    for (const name of ['attribute', 'move']) {
      await ami([name, ids.failed, '--dossier', '00A12', '--exercice', '201912', '--note', 'vu']);
      assert.deepEqual(last().body, { dossier: '00A12', exercice: '201912', note: 'vu' });
    }
    assert.equal((await ami(['attribute', ids.failed, '--dossier', '00A12'])).code, 2);
  });

  it('set-aside, bring-back and dispatch', async () => {
    assert.match((await ami(['set-aside', ids.failed, '--note', 'bon de livraison'])).out, /set aside/);
    assert.deepEqual(last(), { ...last(), route: 'setAside', body: { note: 'bon de livraison' } });
    assert.match((await ami(['bring-back', ids.filed])).out, /waiting/);
    assert.equal(last().route, 'bringBack');
    assert.match((await ami(['dispatch', ids.filed])).out, /ami --compte durand document yzt6s0k2m9b+/);
    assert.equal(last().route, 'dispatchAgain');
  });
});

describe('ami fetch', () => {
  it('writes the content, and replaces nothing without --force', async () => {
    const target = join(dir, 'f.pdf');
    assert.equal((await ami(['fetch', ids.filed, '-o', target])).code, 0);
    assert.deepEqual(await readFile(target), CONTENT);
    await writeFile(target, 'mine');
    const again = await ami(['fetch', ids.filed, '-o', target, '--lang', 'fr']);
    assert.equal(again.code, 1);
    assert.match(again.err, /existe déjà.*--force/);
    assert.equal(await readFile(target, 'utf8'), 'mine');
    assert.equal((await ami(['fetch', ids.filed, '-o', target, '--force'])).code, 0);
    assert.deepEqual(await readFile(target), CONTENT);
    assert.deepEqual(await readdir(dir), ['f.pdf']);
  });

  it('does not replace a file that appears while it fetches', async () => {
    const target = join(dir, 'f.pdf');
    api.override.set('getContent', () => {
      writeFileSync(target, 'mine');
      return { bytes: CONTENT };
    });
    assert.match((await ami(['fetch', ids.filed, '-o', target])).err, /exists already/);
    assert.equal(await readFile(target, 'utf8'), 'mine');
    assert.deepEqual(await readdir(dir), ['f.pdf']);
  });

  it('keeps nothing of content that is not the document, or that broke off', async () => {
    api.override.set('getContent', () => ({ bytes: Buffer.from('something else') }));
    const damaged = await ami(['fetch', ids.filed]);
    assert.equal(damaged.code, 1);
    assert.match(damaged.err, /SHA-256 differs/);
    api.override.set('getContent', () => ({ bytes: CONTENT, cutAt: 5 }));
    const broken = await ami(['fetch', ids.filed, '--force']);
    assert.equal(broken.code, 1);
    assert.match(broken.err, /broke off/);
    assert.deepEqual(await readdir(dir), []);
  });

  it('streams to standard output with -o -', async () => {
    assert.equal((await ami(['fetch', ids.filed, '-o', '-'])).out, CONTENT.toString());
  });

  it('never writes outside the directory, whatever the client named its file', async () => {
    assert.equal(safeFileName('../../.bashrc', 'x'), '_.._.bashrc');
    assert.equal(safeFileName('C:\\autoexec.bat', 'x'), 'C__autoexec.bat');
    assert.equal(safeFileName('-rf \u202epdf.exe', 'x'), 'rf _pdf.exe');
    assert.equal(safeFileName('con.pdf', 'x'), 'document-x');
    assert.equal(safeFileName('..', 'x'), 'document-x');
    await ami(['fetch', ids.unknown]);
    assert.deepEqual(await readdir(dir), ['devis_[31m rouge_.pdf']);
  });
});

describe('ami entry post', () => {
  const entry = {
    journal: 'AC',
    date: '2019-11-15',
    label: 'Dupont',
    lines: [
      { account: '607000', debit: '100.00' },
      { account: '401000', credit: '100.00' },
    ],
  };

  it('is harmless a second time: the key is made of the file and the dossier', async () => {
    const file = join(dir, 'e.json');
    await writeFile(file, JSON.stringify(entry));
    const first = await ami(['entry', 'post', file, '--dossier', '00a12']);
    assert.equal(first.code, 0);
    assert.match(first.out, /^Entry posted in exercice 201912: entry0+9/);
    assert.deepEqual(last().body, entry);
    assert.equal(last().params['dossier'], '00A12');
    const key = createHash('sha256')
      .update(`00A12\n${JSON.stringify(entry)}`)
      .digest('hex');
    assert.equal(last().headers['idempotency-key'], key);
    const second = await ami(['entry', 'post', file, '--dossier', '00A12', '--lang', 'fr']);
    assert.equal(second.code, 0);
    assert.match(second.out, /^Déjà enregistrée dans l’exercice 201912/);
    const other = await ami(['entry', 'post', file, '--dossier', '00A12', '--key', 'mine']);
    assert.match(other.out, /^Entry posted/);
    assert.equal(last().headers['idempotency-key'], 'mine');
  });

  it('reads standard input, and says what is not JSON', async () => {
    assert.equal((await ami(['entry', 'post', '-', '--dossier', '007868'], { stdin: JSON.stringify(entry) })).code, 0);
    const bad = await ami(['entry', 'post', '-', '--dossier', '007868', '--lang', 'fr'], { stdin: '{"journal": }' });
    assert.equal(bad.code, 1);
    assert.match(bad.err, /^- n’est pas du JSON/);
    const absent = await ami(['entry', 'post', 'nowhere.json', '--dossier', '007868']);
    assert.equal(absent.code, 1);
    assert.match(absent.err, /nowhere\.json could not be read \(ENOENT\)/);
  });
});

describe('administration', () => {
  it('takes a password from standard input and shows it nowhere', async () => {
    const stdin = 'correct horse battery\n';
    const { code, out, err } = await ami(['users', 'put', 'scan2', '--role', 'write', '--password-stdin'], { stdin });
    assert.equal(code, 0);
    assert.deepEqual(last().body, {
      role: 'write',
      dossiers: 'all',
      language: 'en',
      disabled: false,
      password: 'correct horse battery',
    });
    assert.doesNotMatch(out + err, /horse/);
    const empty = await ami(['users', 'put', 'scan2', '--role', 'write', '--password-stdin'], { stdin: '' });
    assert.equal(empty.code, 1);
  });

  it('changes what is said of a user and nothing else', async () => {
    await ami(['users', 'put', 'Scan-Durand', '--enabled']);
    assert.deepEqual(last().body, { role: 'write', dossiers: ['007868', '00A12'], language: 'fr', disabled: false });
    await ami(['users', 'put', 'robot-durand', '--dossiers', '007868, 00a12']);
    assert.deepEqual(last().body, { role: 'robot', dossiers: ['007868', '00A12'], language: 'fr', disabled: false });
    const unknown = await ami(['users', 'put', 'new', '--generate']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /--role/);
  });

  it('makes a password, gives it to the API and shows it once, alone on standard output', async () => {
    const { out } = await ami(['users', 'put', 'scan2', '--role', 'read', '--generate']);
    assert.match(out, /^([a-z2-9]{5}-){3}[a-z2-9]{5}\n$/);
    assert.equal((last().body as { password: string }).password, out.trim());
    assert.equal(new Set(Array.from({ length: 50 }, generatePassword)).size, 50);
  });

  it('makes a key, alone on standard output, and disables one', async () => {
    const { out, err } = await ami(['keys', 'create', 'm.martin', '--role', 'accountant', '--dossiers', '007868']);
    assert.equal(out, 'ami_4x7c1b8qdy_newnewnewnewnewnewnewnewnewnewne\n');
    assert.match(err, /4x7c1b8qdy/);
    assert.deepEqual(last().body, { user: 'm.martin', role: 'accountant', dossiers: ['007868'] });
    const rotated = await ami(['keys', 'rotate', '4x7c1b8qdy', '--grace-hours', '2']);
    assert.equal(rotated.out, 'ami_9w4x7c1b8q_rotated\n');
    assert.match(rotated.err, /works until 2025-11-23 09:00/);
    assert.deepEqual(last().body, { graceHours: 2 });
    assert.match((await ami(['keys', 'disable', '4x7c1b8qdy', '--lang', 'fr'])).out, /Clé 4x7c1b8qdy désactivée\./);
  });

  it('creates a compte, makes a dossier known, dismisses a notice', async () => {
    await ami(['comptes', 'create', 'martin', '--name', 'Cabinet Martin', '--language', 'en']);
    assert.deepEqual(last().body, { id: 'martin', name: 'Cabinet Martin', language: 'en' });
    await ami(['dossiers', 'put', '00B7', '--name', 'SCI', '--siren', '123 456 782']);
    assert.deepEqual(last().body, { name: 'SCI', siren: '123456782' });
    assert.equal((await ami(['replay', 'n0t1ce'])).code, 0);
    assert.equal(last().route, 'replayNotice');
    assert.equal((await ami(['dismiss', 'n0t1ce'])).code, 0);
    assert.equal(last().params['id'], 'n0t1ce00000000000001');
  });
});
