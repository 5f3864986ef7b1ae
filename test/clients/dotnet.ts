import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = join(ROOT, 'test/clients/dotnet');
const LIMIT_MS = 240_000;

export type Framework = 'net10.0' | 'net9.0';

/** Where a build of the client's present source goes, so that it is built once. */
function outOf(framework: Framework): string {
  const hash = createHash('sha256');
  for (const f of ['Program.cs', 'client.csproj']) hash.update(readFileSync(join(SOURCE, f)));
  return join(ROOT, 'dist/dotnet-client', `${framework}-${hash.digest('hex').slice(0, 12)}`);
}

/** Path of the program, built where it is not there; where it can't be, the reason. */
export function dotnetClient(framework: Framework): { readonly program: string } | { readonly reason: string } {
  const out = outOf(framework);
  const program = join(out, 'bin/client');
  const failed = join(out, 'failed.txt');
  if (existsSync(program)) return { program };
  mkdirSync(out, { recursive: true });
  const args = ['build', SOURCE, '-nologo', '-v', 'q', '-c', 'Release'];
  const built = spawnSync('dotnet', [...args, `-p:ClientFramework=${framework}`, `-p:ClientOut=${out}`], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
    env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' },
  });
  if (built.status === 0 && existsSync(program)) return { program };
  const error = /error \w+: [^\n]{0,200}/.exec(built.stdout ?? '')?.[0] ?? 'no answer in time';
  const reason = `the ${framework} client can't be built here (${error})`;
  writeFileSync(failed, reason);
  return { reason };
}

/** What the last tests could not build, for the summary; false where everything was. */
export function dotnetMissing(): string | false {
  const reasons = (['net10.0', 'net9.0'] as const)
    .map((f) => join(outOf(f), 'failed.txt'))
    .filter((f) => existsSync(f) && !existsSync(join(f, '../bin/client')))
    .map((f) => readFileSync(f, 'utf8'));
  return reasons.length > 0 && reasons.join('; ');
}
