// zip and tar.gz by the system's own programs; the same files give the same bytes: names sorted, one time for all.
import { spawnSync } from 'node:child_process';
import { chmodSync, lutimesSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './places.mjs';

/** Seconds since 1970 that all files get: SOURCE_DATE_EPOCH, else the time of the commit. */
export function sourceDate() {
  if (process.env.SOURCE_DATE_EPOCH) return Number(process.env.SOURCE_DATE_EPOCH);
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  // Not from a repository: the first moment that a zip can name, and a bit.
  return status === 0 && stdout.trim() ? Number(stdout) : 315_619_200;
}

/** Everything in `directory`, as `archive` (.zip or .tgz), without the directory's own name. */
export function pack(directory, archive) {
  const files = settle(directory);
  rmSync(archive, { force: true });
  if (archive.endsWith('.zip')) run('zip', ['-X', '-q', '-9', archive, '-@'], directory, files);
  else {
    const epoch = ['--owner=0', '--group=0', '--numeric-owner', '--format=ustar', '--no-recursion'];
    run('tar', [...epoch, '-I', 'gzip -6n', '-cf', archive, '-T', '-'], directory, files);
  }
  return statSync(archive).size;
}

/** Gives all files one time and the rights of their kind; returns their names in order. */
function settle(directory) {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const time = sourceDate();
  for (const file of files) {
    chmodSync(file, /\.sh$|\/bin\/[^/]+$/.test(file) ? 0o755 : 0o644);
    lutimesSync(file, time, time);
  }
  return files.map((file) => file.slice(directory.length + 1)).sort();
}

function run(program, args, cwd, files) {
  const env = { ...process.env, TZ: 'UTC', LC_ALL: 'C' };
  const { status, error, stderr } = spawnSync(program, args, {
    cwd,
    env,
    input: `${files.join('\n')}\n`,
    encoding: 'utf8',
  });
  if (error?.code === 'ENOENT')
    throw new Error(`${program} is not installed: it makes the package (Debian: apt-get install ${program})`);
  if (status !== 0) throw new Error(`${program} failed: ${stderr || error?.message}`);
}
