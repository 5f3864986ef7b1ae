import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type FakeApi, KEY, problem, startFakeApi } from './fake-api.ts';
import { runAmi } from './run-ami.ts';

let api: FakeApi;
before(async () => {
  api = await startFakeApi();
});
after(() => api.stop());

it('ami metrics prints the page as it is, without a compte; who is no operator is told so', async () => {
  const env = { AMI_API: api.url, AMI_KEY: KEY };
  api.override.set('metrics', () => ({ bytes: Buffer.from('# TYPE ami_robot_silent gauge\nami_robot_silent 1\n') }));
  assert.equal((await runAmi(['metrics'], { env })).out, '# TYPE ami_robot_silent gauge\nami_robot_silent 1\n');
  api.override.set('metrics', () => problem(403, 'FORBIDDEN', 'Pas permis.', 'Not permitted.'));
  const refused = await runAmi(['metrics', '--lang', 'en'], { env });
  assert.deepEqual([refused.code, refused.out], [1, '']);
  assert.match(refused.err, /Not permitted/);
});
