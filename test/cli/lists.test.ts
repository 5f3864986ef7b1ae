import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, startFakeApi } from './fake-api.ts';
import { type RunOptions, runAmi } from './run-ami.ts';
import { documents, ids, lots } from './samples.ts';

let api: FakeApi;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(() => api.reset());

const ami = (args: string[], options: RunOptions = {}) =>
  runAmi(['--compte', 'durand', ...args], { env: { AMI_API: api.url, AMI_KEY: KEY, ...options.env } });

describe('ami documents', () => {
  it('lays an aligned table, whole where it goes to a file, in French', async () => {
    const { code, out, err } = await ami(['documents', '--lang', 'fr']);
    assert.equal(code, 0);
    const lines = out.split('\n');
    assert.deepEqual(lines.slice(0, 4), [
      'Reçu              Identifiant           Nom                            Dossier  Exercice  Date        État        Motif ou remarque',
      '22/11/2025 17:05  yzt6s0k2m9aaaaaaaaaa  Facture Électricité d’été.pdf  007868             15/11/2019  en attente  La facture est datée du 15/11/2019 (exercice 201912), le nom indique l’exercice 202012. · doublon possible',
      '22/11/2025 17:05  yzt6s0k2m9bbbbbbbbbb  scan0001.tif                   007868   201912    15/11/2019  classé      doublon possible · même facture que d’autres · Prestation du 03/01/2020, hors de l’exercice de la facture : rattachement des charges à vérifier.',
      '22/11/2025 09:30  yzt6s1c7p0cccccccccc  reçu péage.pdf                 007868   201912    02/10/2019  classé      date incertaine',
    ]);
    assert.match(out, /répétition {2}répète yzt6s0k2m9bbbbbbbbbb/);
    assert.match(err, /6 documents\./);
  });

  it('says the same in English', async () => {
    const { out, err } = await ami(['documents', 'list', '--lang', 'en']);
    assert.match(out, /^Received +Identifier +Name +Dossier +Exercice +Date +State +Reason or remark\n/);
    assert.match(out, /2019-10-02 {2}filed +uncertain date/);
    assert.match(out, /waiting {2}The invoice is dated 2019-11-15/);
    assert.match(err, /6 documents\./);
  });

  it('lets nothing of a hostile file name reach the terminal', async () => {
    const { out } = await ami(['documents']);
    assert.match(out, /devis�\[31m rouge�\.pdf/);
    for (const unsafe of ['\u001b', '\u202e']) assert.ok(!out.includes(unsafe));
  });

  it('asks for what its options say', async () => {
    await ami(['documents', '--filed', '--dossier', '007868', '--exercice', '201912', '--limit', '7']);
    assert.deepEqual(api.asked[0]?.params, { compte: 'durand' });
    assert.deepEqual(api.asked[0]?.query, { list: 'filed', dossier: '007868', exercice: '201912', limit: '7' });
  });

  it('stops at --limit and says that there is more; --all reads every page', async () => {
    const some = await ami(['documents', '--limit', '2']);
    assert.equal(some.out.trimEnd().split('\n').length, 3);
    assert.match(some.err, /2 documents; there are more: --all/);
    const pages = [documents.slice(0, 3), documents.slice(3)];
    api.override.set('listDocuments', ({ query }) =>
      query['after'] ? { json: { items: pages[1], next: null } } : { json: { items: pages[0], next: 'p2' } },
    );
    const all = await ami(['documents', '--all', '--json']);
    assert.deepEqual(JSON.parse(all.out), { items: documents, next: null });
  });

  it('gives with --json what the API gave', async () => {
    const { out, err } = await ami(['documents', '--json']);
    assert.deepEqual(JSON.parse(out), { items: documents, next: null });
    assert.equal(err, '');
  });

  it('says so where there is none, and leaves standard output empty', async () => {
    api.override.set('listDocuments', () => ({ json: { items: [], next: null } }));
    assert.deepEqual(await ami(['documents', '--waiting', '--lang', 'fr']), {
      code: 0,
      out: '',
      err: 'Aucun document n’attend.\n',
    });
  });
});

describe('ami waiting', () => {
  it('gives each reason in full on its own line, and the exact command', async () => {
    const { out } = await ami(['waiting', '--lang', 'fr']);
    assert.equal(
      out,
      `Facture Électricité d’été.pdf
  yzt6s0k2m9aaaaaaaaaa  22/11/2025 17:05, de scan-durand, dans /import/007868
  La facture est datée du 15/11/2019 (exercice 201912), le nom indique l’exercice 202012.
  Doublon possible de yzt6s0k2m9bbbbbbbbbb
  Proposé : dossier 007868, exercice 201912
    ami --compte durand accept yzt6s0k2m9aaaaaaaaaa

devis�[31m rouge�.pdf
  yzt6t00000dddddddddd  21/11/2025 08:00, de scan-durand, dans /import/009999
  Le dossier 009999 n’est pas encore connu : sa configuration est attendue.

très gros.pdf
  yzt6w00000ffffffffff  19/11/2025 08:00, de scan-durand, dans /import
  Aucune date certaine : indiquez l’exercice.
  Pour le classer :
    ami --compte durand attribute yzt6w00000ffffffffff --dossier DOSSIER --exercice AAAAMM
`,
    );
  });

  it('offers what fits the reason: set aside what cannot be read, run again what failed', async () => {
    const facts = { ...documents[1]!.facts!, kind: 'unreadable' as const };
    const reason = { ...documents[0]!.reason!, code: 'PROCESSING_FAILED' };
    const items = [
      { ...documents[0]!, proposal: null, facts },
      { ...documents[0]!, proposal: null, reason },
    ];
    api.override.set('listDocuments', () => ({ json: { items, next: null } }));
    const { out } = await ami(['waiting']);
    const commands = [...out.matchAll(/^ {4}ami --compte durand (\S+)/gm)].map((m) => m[1]);
    assert.deepEqual(commands, ['set-aside', 'attribute', 'dispatch', 'attribute']);
  });

  it('names the command as it was started', async () => {
    const { out } = await ami(['waiting'], { env: { npm_lifecycle_event: 'ami' } });
    assert.match(out, /npm run -s ami -- --compte durand accept yzt6s0k2m9aaaaaaaaaa/);
  });
});

describe('other lists', () => {
  it('publications: states in words, each time, the words of a rejection', async () => {
    const { out } = await ami(['publications', '--lang', 'fr']);
    assert.equal(
      out,
      `Publication           Écritures  État      Publiée           Collectée         Importée/rejetée  Compte rendu
007868_201912_000001          2  importée  20/11/2025 10:00  20/11/2025 10:15  20/11/2025 10:20
007868_201912_000002          1  rejetée   21/11/2025 10:00  21/11/2025 10:15  21/11/2025 10:20  Journal AC clôturé
`,
    );
  });

  it('one publication: its times, entries and files', async () => {
    const { out } = await ami(['publication', '007868_201912_000001', '--lang', 'en']);
    assert.match(out, /Collected +2025-11-20 10:15, robot-durand/);
    assert.match(out, /007868_201912_000001\.DEX +entries +1\.9 KB +c{64}/);
    assert.match(out, /entry000000000000002/);
  });

  it('config: outcomes, and problems with their line', async () => {
    const { out } = await ami(['config', '--lang', 'fr']);
    assert.match(out, /^\/config\/dossiers\.txt : appliqué$/m);
    assert.match(out, /✗ Ligne 12 : « 1234567890 » n’est pas un numéro de dossier/);
    assert.match(out, /^\/config\/Export_PAR\/007868-201912_PAR\.xml : inchangé$/m);
  });

  it('notices: what happened, what is wrong, how to dismiss it', async () => {
    const { out } = await ami(['notices', '--lang', 'en']);
    assert.match(out, /The file dossiers\.txt is applied, but for these lines\./);
    assert.match(out, /✗ Line 12: “1234567890”/);
    assert.match(out, /ami --compte durand replay n0t1ce00000000000001\n.*dismiss n0t1ce00000000000001/);
  });

  it('dossiers: exercices newest first, the closed ones marked', async () => {
    const { out } = await ami(['dossiers', '--lang', 'fr']);
    assert.match(out, /^007868 +SARL Dupont & Frères +987 654 324 +m\.martin, p\.durand +201912, 201812 \(clos\)$/m);
    assert.match((await ami(['dossiers', 'show', '007868'])).out, /201812 +2018-01-01 +2018-12-31 +closed/);
  });

  it('comptes, users, keys and entries', async () => {
    assert.match((await ami(['comptes'])).out, /^durand +French +2025-01-02 09:00 +Cabinet Durand$/m);
    assert.match(
      (await ami(['users', '--lang', 'fr'])).out,
      /^scan-durand +write \(dépôt seul\) +français +désactivé +007868, 00A12$/m,
    );
    assert.match((await ami(['keys'])).out, /^4x7c1b8qdy +m\.martin +accountant +disabled +007868$/m);
    assert.match((await ami(['entries'])).out, /2019-11-15 +waits for its publication +Électricité du Midi$/m);
  });

  it('gives the JSON of every list as it came', async () => {
    const firsts = {
      publications: lots[0]!,
      dossiers: { number: '007868' },
      users: { user: 'robot-durand' },
      keys: { id: '4x7c1b8qdy' },
      comptes: { id: 'durand' },
      entries: { id: 'entry000000000000001' },
      config: { outcome: 'applied' },
      notices: { code: 'CONFIG_BAD_LINES' },
      waiting: { id: ids.contradicted },
    };
    const check = async ([name, first]: [string, object]) => {
      const { out } = await ami([name, '--json']);
      assert.partialDeepStrictEqual(JSON.parse(out).items[0], first);
    };
    await Promise.all(Object.entries(firsts).map(check));
  });
});
