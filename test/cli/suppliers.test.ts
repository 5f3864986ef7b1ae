import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, problem, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';
import { documents, ids, suppliers } from './samples.ts';

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

const ami = (...args: string[]) =>
  runAmi(['--compte', 'durand', ...args], { cwd: dir, env: { AMI_API: api.url, AMI_KEY: KEY } });
const last = () => api.asked.at(-1)!;

describe('ami suppliers', () => {
  it('lists what is remembered, from which document, by whom and how often it was used', async () => {
    const { out } = await ami('suppliers', '007868', '--lang', 'fr');
    assert.deepEqual([last().route, last().params], ['listSuppliers', { compte: 'durand', dossier: '007868' }]);
    assert.match(out, /732829320 +date sous « Édité le », jour d’abord +m\.martin +22\/11\/2025 18:10 .*bbbb +3/);
    assert.match(out, /vendeur : Moulin des Érables 732 829 320/);
    assert.match((await ami('suppliers', 'list', '007868')).out, /date under “Édité le”, day first/);
    const { out: json } = await ami('suppliers', '007868', '--json');
    assert.deepEqual(JSON.parse(json).items, suppliers);
  });

  it('says that nothing is remembered', async () => {
    api.override.set('listSuppliers', () => ({ json: { items: [], next: null } }));
    assert.match((await ami('suppliers', '007868', '--lang', 'fr')).err, /Rien n’est retenu/);
    assert.match((await ami('suppliers', '007868')).err, /Nothing is remembered/);
  });

  it('forgets one, and says what is refused', async () => {
    const { out, code } = await ami('suppliers', 'forget', '007868', '732829320', '--lang', 'fr');
    assert.equal(code, 0);
    assert.match(out, /Fournisseur 732829320 oublié dans le dossier 007868 ; ce qui est classé le reste/);
    const { route, params } = last();
    assert.deepEqual([route, params], ['forgetSupplier', { compte: 'durand', dossier: '007868', key: '732829320' }]);
    api.override.set('forgetSupplier', () => problem(404, 'SUPPLIER_NOT_FOUND', 'Rien n’est retenu.', 'Nothing.'));
    const refused = await ami('suppliers', 'forget', '007868', 'x');
    assert.deepEqual([refused.code, refused.err], [1, 'Nothing.\n']);
  });
});

describe('ami correct', () => {
  it('sends what a person says, where the document is filed', async () => {
    const { out } = await ami(
      ...['correct', ids.filed, '--date', '31/12/2019', '--number', 'F 12', '--gross', '1 234,50', '--lang', 'fr'],
      ...['--seller', '732 829 320', '--seller-name', 'Moulin', '--note', 'vu'],
    );
    assert.match(out, /scan0001\.tif : corrigé, classé, dossier 007868, exercice 201912\./);
    const { version } = documents.find((d) => d.id === ids.filed)!;
    assert.deepEqual(last().body, {
      dossier: '007868',
      exercice: '201912',
      date: '2019-12-31',
      seller: { siren: '732829320', vatNumber: null, name: 'Moulin' },
      number: 'F 12',
      gross: '1234.50',
      version,
      note: 'vu',
    });
  });

  it('finds the exercice of the date, else takes the proposal', async () => {
    await ami('correct', ids.contradicted, '--date', '2018-05-05');
    assert.deepEqual(last().body, { dossier: '007868', exercice: '201812', date: '2018-05-05', version: 3 });
    await ami('correct', ids.contradicted, '--seller', 'be 0123.456.749');
    assert.deepEqual(last().body, {
      dossier: '007868',
      exercice: '201912',
      seller: { siren: null, vatNumber: 'BE0123456749', name: null },
      version: 3,
    });
    await ami('correct', ids.contradicted, '--written', '31 déc. 2019', '--page', '2', '--exercice', '201812');
    assert.deepEqual(last().body, {
      dossier: '007868',
      exercice: '201812',
      candidate: { text: '31 déc. 2019', page: 2 },
      version: 3,
    });
  });

  it('is told what is missing or malformed, before anything is sent', async () => {
    for (const [args, code, said] of [
      [['correct', ids.filed], 2, /Rien à corriger/],
      [['correct', ids.filed, '--page', '2', '--number', '1'], 2, /--page va avec --written/],
      [['correct', ids.filed, '--seller-name', 'X', '--number', '1'], 2, /--seller-name avec --seller/],
      [['correct', ids.filed, '--date', '31/02/2019'], 2, /--date/],
      [['correct', ids.filed, '--gross', 'douze'], 2, /--gross/],
      [['correct', ids.contradicted, '--date', '2011-01-01'], 2, /Où classer ce document/],
    ] as const) {
      const ran = await ami(...args, '--lang', 'fr');
      assert.equal(ran.code, code, args.join(' '));
      assert.match(ran.err, said);
    }
    assert.ok(!api.asked.some((a) => a.route === 'attribute'));
  });
});

describe('ami document', () => {
  it('shows why it asks and the answer that is proposed, in both languages', async () => {
    const d = documents.find((x) => x.id === ids.uncertain)!;
    const text = (code: string, fr: string, en: string) => ({ code, fr, en });
    const doubt = {
      reason: text('DATE_NOT_CERTAIN', 'La date ne l’est pas.', 'The date is not.'),
      answer: text('ANSWER_DATE', 'Proposition : facture du 02/10/2019.', 'Proposed: an invoice of 2019-10-02.'),
    };
    api.override.set('getDocument', () => ({ json: { ...d, doubt } }));
    const french = (await ami('document', ids.uncertain, '--lang', 'fr')).out;
    assert.match(french, /Motif +La date ne l’est pas\./);
    assert.match(french, /Réponse proposée +Proposition : facture du 02\/10\/2019\./);
    assert.match((await ami('document', ids.uncertain)).out, /Proposed answer +Proposed: an invoice of 2019-10-02\./);
  });
});
