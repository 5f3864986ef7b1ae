import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, problem, startFakeApi } from './fake-api.ts';
import { type Ran, type RunOptions, runAmi } from './run-ami.ts';
import { ids } from './samples.ts';

let api: FakeApi;
let dir: string;
const outputs: string[] = [];
before(async () => {
  api = await startFakeApi();
  dir = await realpath(await mkdtemp(join(tmpdir(), 'ami-cli-')));
});
after(async () => {
  await api.stop();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(() => api.reset());

/** Runs in the temporary directory; every output is kept, to look for the key in it at the end. */
async function run(args: string[], options: RunOptions = {}): Promise<Ran> {
  const ran = await runAmi(args, { cwd: dir, ...options });
  outputs.push(ran.out, ran.err);
  return ran;
}
const ami = (args: string[]) => run(['--compte', 'durand', ...args], { env: { AMI_API: api.url, AMI_KEY: KEY } });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('a refusal of the API', () => {
  it('is said with everything that is wrong, in the language, with exit code 1', async () => {
    api.override.set('postEntry', () =>
      problem(422, 'ENTRY_REFUSED', 'L’écriture est refusée ; rien n’est publié.', 'The entry is refused.', [
        { code: 'A', fr: 'L’écriture n’est pas équilibrée.', en: 'The entry does not balance.', where: 'lines' },
        {
          code: 'B',
          fr: 'Ligne 2 : le compte 999 n’existe pas.',
          en: 'Line 2: no account 999.',
          where: 'lines[1].account',
        },
        { code: 'C', fr: 'Un libellé est vide.', en: 'A label is empty.', where: 'lines[0].label' },
      ]),
    );
    const file = join(dir, 'e.json');
    await writeFile(file, '{"journal":"AC","date":"2019-11-15","label":"x","lines":[{"account":"1"}]}');
    const fr = await ami(['entry', 'post', file, '--dossier', '007868', '--lang', 'fr']);
    assert.deepEqual(fr, {
      code: 1,
      out: '',
      err: `L’écriture est refusée ; rien n’est publié.
  ✗ L’écriture n’est pas équilibrée.
  ✗ Ligne 2 : le compte 999 n’existe pas.
  ✗ Un libellé est vide. [lines[0].label]
`,
    });
    const json = await ami(['entry', 'post', file, '--dossier', '007868', '--json']);
    assert.equal(json.code, 1);
    assert.equal(json.out, '');
    assert.partialDeepStrictEqual(JSON.parse(json.err), {
      status: 422,
      code: 'ENTRY_REFUSED',
      problems: [{ code: 'A' }],
    });
  });

  it('of a field names the field', async () => {
    const { code, err } = await ami(['attribute', ids.filed, '--dossier', '007868', '--exercice', '2019']);
    assert.equal(code, 1);
    assert.match(err, /not well formed\.\n {2}✗ exercice: /);
  });

  it('of the key says so', async () => {
    const { code, err } = await run(['comptes', '--lang', 'fr'], {
      env: { AMI_API: api.url, AMI_KEY: 'ami_wrong_key' },
    });
    assert.equal(code, 1);
    assert.match(err, /Clé d’accès absente, inconnue ou désactivée/);
    assert.doesNotMatch(err, /ami_wrong_key/);
  });
});

describe('an API that does not answer as one', () => {
  it('connection refused: asks whether npm start is running, in both languages', async () => {
    const address = `http://127.0.0.1:${await freePort()}`;
    const env = { AMI_API: `${address}/api/`, AMI_KEY: KEY };
    const en = await run(['comptes'], { env });
    assert.deepEqual(en, { code: 1, out: '', err: `The API at ${address} does not answer: is npm start running?\n` });
    const fr = await run(['comptes'], { env: { ...env, LANG: 'fr_FR.UTF-8' } });
    assert.equal(fr.err, `L’API à ${address} ne répond pas : npm start est-il lancé ?\n`);
    const json = await run(['comptes', '--json'], { env });
    assert.equal(JSON.parse(json.err).code, 'API_REFUSED_LOCAL');
  });

  it('another web server: names the status, never the body', async () => {
    api.override.set('listComptes', () => ({ status: 502, text: '<html>' }));
    assert.match((await ami(['comptes'])).err, /Unexpected answer from http:.*\(HTTP 502\)/);
    api.override.set('listComptes', () => ({ status: 200, text: '<html>' }));
    assert.match((await ami(['comptes'])).err, /\(HTTP 200\)/);
  });

  it('too many requests: waits as long as it is told, then asks again', async () => {
    let refused = 0;
    api.override.set('listComptes', () => {
      if (refused++ < 2)
        return { ...problem(429, 'TOO_MANY_REQUESTS', 'Trop.', 'Too many.'), headers: { 'retry-after': '0' } };
      return { json: { items: [], next: null } };
    });
    assert.equal((await ami(['comptes'])).code, 0);
    assert.equal(api.asked.length, 3);
    const late = { ...problem(429, 'TOO_MANY_REQUESTS', 'Trop.', 'Too many.'), headers: { 'retry-after': '600' } };
    api.override.set('listComptes', () => late);
    assert.deepEqual(await ami(['comptes']), { code: 1, out: '', err: 'Too many.\n' });
  });

  it('a redirection is not followed', async () => {
    api.override.set('listComptes', () => ({
      status: 307,
      text: '',
      headers: { location: '/api/comptes/durand/users' },
    }));
    assert.match((await ami(['comptes'])).err, /\(HTTP 307\)/);
    assert.equal(api.asked.length, 1);
  });
});

describe('wrong calls end with 2', () => {
  const wrong: [string[], RegExp, RegExp][] = [
    [['documents', '--wating'], /unknown option '--wating'\n.*--waiting/, /option inconnue : --wating\n.*Vouliez-vous/],
    [['documnets'], /unknown command 'documnets'/, /commande inconnue : documnets/],
    [['document'], /missing required argument 'id'/, /il manque l’argument <id>/],
    [['documents', '--limit', '0'], /A number from 1/, /l’option --limit <n> n’accepte pas « 0 »/],
    [['documents', '--waiting', '--filed'], /cannot be used with/, /s’excluent/],
    [['keys', 'create', 'x', '--role', 'king'], /Allowed choices/, /n’accepte pas « king », mais : manager/],
    [['attribute', ids.filed, '--dossier', '1'], /--exercice <AAAAMM>' not specified/, /il manque l’option --exercice/],
    [['entries', 'x', 'y'], /argument/, /argument/],
    [['users', 'put', '..', '--role', 'read'], /“\.\.” is not acceptable/, /« \.\. » n’est pas acceptable/],
    [['users', 'put', 'x', '--generate', '--password-stdin'], /exclude/, /s’excluent/],
  ];
  for (const [args, en, fr] of wrong)
    it(args.join(' '), async () => {
      const [english, french] = await Promise.all([ami(args), ami([...args, '--lang', 'fr'])]);
      assert.deepEqual([english.code, french.code, english.out, french.out], [2, 2, '', '']);
      assert.match(english.err, en);
      assert.match(french.err, fr);
    });

  it('help is no wrong call, nothing at all is', async () => {
    const help = await run(['users', 'put', '--help']);
    assert.equal(help.code, 0);
    assert.match(help.out, /\$ ami users put robot-durand --role robot --generate/);
    assert.match(help.out, /--compte <id>/);
    assert.equal((await run([])).code, 2);
  });
});

describe('where the API and the key come from', () => {
  const settings = async (value: object | string) => {
    await mkdir(join(dir, '.ami'), { recursive: true });
    await mkdir(join(dir, 'deep', 'er'), { recursive: true });
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    await writeFile(join(dir, '.ami', 'cli.json'), text, { mode: 0o600 });
    await chmod(join(dir, '.ami', 'cli.json'), 0o600);
  };
  const none = () => rm(join(dir, '.ami'), { recursive: true, force: true });

  it('a settings file above the current directory, with its compte and language', async () => {
    await settings({ api: `${api.url}/api`, key: KEY, compte: 'durand', language: 'fr' });
    const { code, err, out } = await run(['waiting'], { cwd: join(dir, 'deep', 'er'), env: { LANG: 'en_GB.UTF-8' } });
    assert.equal(code, 0);
    assert.match(err, /3 documents en attente/);
    assert.match(out, /^ {4}ami accept yzt6s0k2m9a+$/m);
    assert.match((await run(['waiting', '--lang', 'en'])).err, /3 documents waiting/);
    await none();
  });

  it('AMI_API alone does not get the key of the file', async () => {
    await settings({ api: 'http://127.0.0.1:1', key: KEY, compte: 'durand' });
    const { code, err } = await run(['documents'], { env: { AMI_API: api.url } });
    assert.equal(code, 2);
    assert.match(err, /No key for http:\/\/127/);
    assert.equal(api.asked.length, 0);
    await none();
  });

  it('no key in clear over a network, none that is no key, none in an address', async () => {
    const clear = await run(['comptes'], { env: { AMI_API: 'http://ami.example.org', AMI_KEY: KEY } });
    assert.equal(clear.code, 2);
    assert.match(clear.err, /not encrypted/);
    const odd = await run(['comptes'], { env: { AMI_API: api.url, AMI_KEY: `${KEY}\nX-Other: 1` } });
    assert.equal(odd.code, 2);
    const inside = await run(['comptes'], { env: { AMI_API: `http://u:${KEY}@127.0.0.1:1`, AMI_KEY: 'x' } });
    assert.equal(inside.code, 2);
  });

  it('nothing: says what to do', async () => {
    const { code, err } = await run(['documents'], { env: { LC_ALL: 'fr_FR.UTF-8', LANG: 'en_GB.UTF-8' } });
    assert.equal(code, 2);
    assert.equal(err, 'Aucune API : lancez npm start, ou indiquez AMI_API et AMI_KEY.\n');
    const noCompte = await run(['documents'], { env: { AMI_API: api.url, AMI_KEY: KEY } });
    assert.equal(noCompte.code, 2);
    assert.match(noCompte.err, /--compte/);
  });

  it('a file that is no settings file: names it and quotes nothing of it', async () => {
    await settings(`{"key": "${KEY}"`);
    const broken = await run(['documents']);
    assert.equal(broken.code, 1);
    assert.match(broken.err, /cli\.json cannot be read or is not of the expected form \(JSON\)/);
    await settings({ api: api.url, key: KEY, language: 'de' });
    assert.match((await run(['documents'])).err, /\(language\)/);
    await none();
  });
});

it('the key is in no output of all these', () => {
  assert.ok(outputs.length > 40);
  for (const text of outputs) assert.ok(!text.includes(KEY) && !text.includes('s3cr3t'), text);
});
