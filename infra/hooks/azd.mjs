// What the hooks of azure.yaml share: azd's environment, and tokens of whoever runs azd.
import { spawnSync } from 'node:child_process';

/** Writes a value into azd's environment, where the parameters of infra/main.parameters.json find it. */
export function setEnvironment(name, value) {
  const done = spawnSync('azd', ['env', 'set', name, value], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.status !== 0) throw new Error(`azd env set ${name} failed`);
}

/** A token for `resource` (as in https://vault.azure.net), of the login of azd. */
export function azdToken(resource) {
  const done = spawnSync('azd', ['auth', 'token', '--scope', `${resource}/.default`, '--output', 'json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (done.status !== 0) throw new Error('azd auth token failed: azd auth login first');
  return JSON.parse(done.stdout).token;
}
