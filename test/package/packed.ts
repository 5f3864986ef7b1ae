import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../e2e/running.ts';

/** Runs scripts/package.mjs into a new folder of the system's temporary one: nothing of the project is above it. */
export function makePackages(env: Record<string, string> = {}): { out: string; said: string } {
  const out = mkdtempSync(join(tmpdir(), 'ami-package-'));
  const script = join(ROOT, 'scripts/package.mjs');
  const said = execFileSync(process.execPath, [script, '--out', out], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { out, said };
}

/** Unpacks `functions.zip` or `gateway.tgz` of `out` into a folder beside it, which is returned. */
export function unpack(out: string, archive: 'functions.zip' | 'gateway.tgz'): string {
  const directory = join(out, `unpacked-${archive.split('.')[0]}`);
  mkdirSync(directory);
  if (archive.endsWith('.zip')) execFileSync('unzip', ['-q', join(out, archive), '-d', directory]);
  else execFileSync('tar', ['-xzf', join(out, archive), '-C', directory]);
  return directory;
}
