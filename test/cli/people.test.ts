import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type FakeApi, KEY, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';
import { people } from './samples.ts';

let api: FakeApi;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(() => api.reset());

const ami = (args: string[]) => runAmi(['--compte', 'durand', ...args], { env: { AMI_API: api.url, AMI_KEY: KEY } });
const last = () => api.asked.at(-1)!;

describe('ami people', () => {
  it('lists them; a state that is not known here is shown as it is', async () => {
    const { code, out } = await ami(['people', '--lang', 'fr']);
    assert.equal(code, 0);
    const [head, first, second] = out.split('\n').map((l) => l.split(/ {2,}/));
    assert.deepEqual(head, ['Utilisateur', 'Nom', 'Adresse', 'Rôle', 'État', 'Dossiers']);
    assert.deepEqual(first, [
      'm.martin',
      'Maëlle Martin',
      'm.martin@durand.example',
      'accountant (comptable)',
      'invitée',
      '007868, 00A12',
    ]);
    assert.deepEqual(second, ['p.durand', 'Paul Durand', 'manager (gestionnaire)', 'suspended']);
    assert.equal(last().route, 'listPeople');
  });

  it('gives the answer as it is with --json, and says where there is nobody', async () => {
    assert.deepEqual(JSON.parse((await ami(['people', 'list', '--json'])).out), { items: people, next: null });
    api.override.set('listPeople', () => ({ json: { items: [], next: null } }));
    assert.deepEqual(await ami(['people']), { code: 0, out: '', err: 'Nobody: users.txt has not come yet.\n' });
  });
});
