import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type FakeApi, KEY, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';
import { firewall } from './samples.ts';

let api: FakeApi;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());
beforeEach(() => api.reset());

const ami = (...args: string[]) => runAmi(args, { env: { AMI_API: api.url, AMI_KEY: KEY } });

test('says whom the firewall lets in, because of whom, and what will change', async () => {
  const { out, err, code } = await ami('firewall');
  assert.equal(code, 0, err);
  assert.match(out, /Firewall +open to every address\n +Open because of +martin\n +Ranges of addresses +1\n/);
  assert.match(out, /ami-clients-1000 +1 +21, 10000-11000 +192\.0\.2\.14/);
  assert.match(err, /list of durand.*bureau/);
  assert.match(err, /What the next run will change/);
  assert.match(out, /ami-clients-1001 +1 +everywhere\nami-clients-1000 +0 +removed/);
  assert.match((await ami('firewall', '--lang', 'fr')).out, /Ouvert à cause de +martin/);
  assert.deepEqual(JSON.parse((await ami('firewall', '--json')).out), firewall);
});

test('says so where none follows, and why one stays as it is', async () => {
  api.override.set('getFirewall', () => ({ json: { ...firewall, follows: false } }));
  assert.match((await ami('firewall')).out, /No firewall follows/);
  const kept = { code: 'FIREWALL_TOO_MANY', fr: 'Trop.', en: 'Too many.' };
  api.override.set('getFirewall', () => ({ json: { ...firewall, pending: [], kept } }));
  assert.match((await ami('firewall', 'show')).err, /Too many\./);
  api.override.set('orderFirewall', () => ({ json: { result: 'kept', changes: 0, kept } }));
  const refused = await ami('firewall', 'follow', '--lang', 'fr');
  assert.equal(refused.code, 1);
  assert.match(refused.err, /Rien n’a été changé. Trop\./);
});

test('follows now', async () => {
  assert.match((await ami('firewall', 'follow')).out, /changes: 2/);
  assert.equal(api.asked.at(-1)?.route, 'orderFirewall');
  api.override.set('orderFirewall', () => ({ json: { result: 'busy', changes: 0, kept: null } }));
  assert.match((await ami('firewall', 'follow')).out, /already/);
});
