import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';
import { ids, proposal } from './samples.ts';

let api: FakeApi;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(() => api.reset());

const ami = (args: string[]) => runAmi(['--compte', 'durand', ...args], { env: { AMI_API: api.url, AMI_KEY: KEY } });
const last = () => api.asked.at(-1)!;
const MISSING = {
  code: 'ACCOUNT_UNKNOWN',
  fr: 'Compte à choisir.',
  en: 'Choose an account.',
  where: 'lines[0].account',
};

/** The proposal with an account that could not be found. */
function incomplete(): void {
  const evidence = [...proposal.evidence, { ...MISSING, uncertain: true }];
  api.override.set('proposeEntry', () => ({ json: { ...proposal, complete: false, evidence, problems: [MISSING] } }));
}

describe('ami proposal', () => {
  it('shows the entry, what is uncertain of it and how to go on', async () => {
    const { code, out } = await ami(['proposal', 'yzt6s0k2m9b', '--lang', 'fr']);
    assert.equal(code, 0);
    assert.equal(
      out,
      `Électricité du Midi
  Nature    achat
  Dossier   007868
  Exercice  201912
  Journal   AC
  Date      15/11/2019
  Pièce     F-2019-113

Compte   Libellé                 Débit    Crédit  Code TVA  Échéance
606100   Électricité          1 028,80            D20
445660   TVA                    205,76
401MIDI  Électricité du Midi            1 234,56            15/12/2019

À vérifier
  · Compte de charge le plus courant. [lines[0].account]

Pour l’enregistrer telle quelle :  ami --compte durand proposal ${ids.filed} --post
Pour la modifier :  ami --compte durand proposal ${ids.filed} --save ${ids.filed}.json
`,
    );
    const json = await ami(['proposal', ids.filed, '--json']);
    assert.deepEqual(JSON.parse(json.out), proposal);
  });

  it('says what is missing once, and offers no posting', async () => {
    incomplete();
    const { out } = await ami(['proposal', ids.filed]);
    assert.match(out, /\nMissing\n {2}✗ Choose an account\. \[lines\[0\]\.account\]\n/);
    assert.equal(out.split('Choose an account').length, 2);
    assert.doesNotMatch(out, /--post/);
  });

  it('says why there is none', async () => {
    const none = { ...proposal, complete: false, entry: null, evidence: [], problems: [MISSING] };
    api.override.set('proposeEntry', () => ({ json: none }));
    assert.match((await ami(['proposal', ids.filed])).out, /No entry is proposed\n {2}✗ Choose/);
    const saved = await ami(['proposal', ids.filed, '--save', '/nonexistent/e.json']);
    assert.equal(saved.code, 1);
    assert.match(saved.err, /^No entry is proposed for document .*\n {2}✗ Choose/);
  });

  it('--post posts it as it stands, once', async () => {
    const first = await ami(['proposal', ids.filed, '--post']);
    assert.match(first.out, /^Entry posted in exercice 201912/);
    assert.equal(last().route, 'postEntry');
    assert.equal(last().params['dossier'], '007868');
    assert.equal(last().headers['idempotency-key'], `proposal-${ids.filed}`);
    assert.deepEqual(last().body, proposal.entry);
    assert.match((await ami(['proposal', ids.filed, '--post'])).out, /^Already posted/);
  });

  it('--post posts nothing that is not complete', async () => {
    incomplete();
    const { code, err } = await ami(['proposal', ids.filed, '--post']);
    assert.equal(code, 1);
    assert.match(err, /is not complete: nothing is posted.*\n {2}✗ Choose an account/);
    assert.equal(last().route, 'proposeEntry');
  });

  it('--save writes what entry post takes, and replaces no file', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'ami-cli-'));
    try {
      const file = join(dir, 'e.json');
      const { out } = await ami(['proposal', ids.filed, '--save', file]);
      assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), proposal.entry);
      const command = /Once it is checked: ami (.*)\n$/.exec(out)![1]!;
      const posted = await ami(command.replace('--compte durand ', '').split(' '));
      assert.equal(posted.code, 0);
      assert.equal(last().headers['idempotency-key'], `proposal-${ids.filed}`);
      assert.deepEqual(last().body, proposal.entry);
      const again = await ami(['proposal', ids.filed, '--save', file]);
      assert.equal(again.code, 1);
      assert.match(again.err, /exists already/);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
    assert.equal((await ami(['proposal', ids.filed, '--post', '--save', 'x'])).code, 2);
  });
});
