import { spawnSync } from 'node:child_process';

/** Programs that judge what was made, with the Debian package they come in. */
const PACKAGES = {
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdfimages: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  qpdf: 'qpdf',
} as const;
export type Program = keyof typeof PACKAGES;

/** For the `skip` of a test: which of these programs this machine lacks; false where it has them all. */
export function lacking(...programs: readonly Program[]): string | false {
  const absent = programs.filter((p) => spawnSync('sh', ['-c', `command -v ${p}`]).status !== 0);
  return absent.length > 0 && absent.map((p) => `${p} is not installed (Debian package ${PACKAGES[p]})`).join('; ');
}

/** What a program writes to its standard output; throws where it fails. */
export function run(program: Program, args: readonly string[]): Buffer {
  const done = spawnSync(program, args, { maxBuffer: 256 * 1024 ** 2 });
  if (done.status !== 0) throw new Error(`${program} ended with ${done.status ?? done.signal}: ${done.stderr}`);
  return done.stdout;
}
