import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, problem, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';
import { lots } from './samples.ts';

let api: FakeApi;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(() => api.reset());

const ami = (args: string[]) => runAmi(['--compte', 'durand', ...args], { env: { AMI_API: api.url, AMI_KEY: KEY } });
const last = () => api.asked.at(-1)!;
const STEM = '007868_201912_000002';

describe('ami republish', () => {
  it('sends again and says in which publication; --force insists', async () => {
    const { code, out } = await ami(['republish', STEM]);
    assert.equal(code, 0);
    assert.match(
      out,
      /^The entries of 007868_201912_000002 are sent again in 007868_201912_000003 \(published, awaits/,
    );
    assert.equal(last().route, 'republish');
    assert.equal(last().params['stem'], STEM);
    assert.deepEqual(last().body, { force: false });
    assert.match(
      (await ami(['republish', STEM, '--force', '--lang', 'fr'])).out,
      /repartent dans 007868_201912_000003/,
    );
    assert.deepEqual(last().body, { force: true });
  });

  it('says why the API refuses, with exit code 1', async () => {
    api.override.set('republish', () => problem(409, 'LOT_IMPORTED', 'Déjà importée.', 'Imported already.'));
    assert.deepEqual(await ami(['republish', STEM]), { code: 1, out: '', err: 'Imported already.\n' });
  });
});

describe('ami cancel', () => {
  it('keeps the entries or withdraws them, as it is told', async () => {
    assert.match((await ami(['cancel', STEM, '--keep'])).out, /cancelled; its entries wait/);
    assert.deepEqual(last(), { ...last(), route: 'cancelPublication', body: { keep: true } });
    const withdrawn = await ami(['cancel', STEM, '--withdraw', '--lang', 'fr']);
    assert.match(withdrawn.out, /annulée, et ses écritures avec elle/);
    assert.deepEqual(last().body, { keep: false });
  });

  it('does nothing where neither or both are said', async () => {
    const neither = await ami(['cancel', STEM]);
    assert.equal(neither.code, 2);
    assert.match(neither.err, /--keep.*--withdraw/);
    assert.equal((await ami(['cancel', STEM, '--keep', '--withdraw'])).code, 2);
    assert.deepEqual(api.asked, []);
  });
});

describe('ami publication', () => {
  it('says what replaced it, when, and by whom', async () => {
    const end = { state: 'replaced', replacedBy: 'NEXT', endedAt: '2025-11-23T10:00:00.000Z', endedBy: 'm.martin' };
    api.override.set('getPublication', () => ({ json: { ...lots[1], ...end } }));
    const { out } = await ami(['publication', STEM, '--lang', 'fr']);
    assert.match(out, /État +remplacée par une autre\n/);
    assert.match(out, /Remplacée par +NEXT\n/);
    assert.match(out, /Terminée +23\/11\/2025 10:00, m\.martin\n/);
  });
});
