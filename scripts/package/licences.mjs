import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './places.mjs';

/** Writes the licences of the packages that were bundled: those on disk keep their own. */
export function writeLicences(metafile, file) {
  const folders = new Set(Object.keys(metafile.inputs).map(folderOf).filter(Boolean));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const files = readdirSync(join(root, folder)).filter((f) => /^(licen[cs]e|notice)/i.test(f));
    return [`## ${name} ${version} (${license ?? 'see its text'})`, ...files.map((f) => textOf(join(root, folder, f)))];
  });
  writeFileSync(file, `${texts.flat().join('\n\n')}\n`);
}

/** The folder of the package that an input belongs to: the nearest one whose package.json has a name. */
function folderOf(input) {
  if (!input.includes('node_modules/')) return null;
  for (let folder = dirname(input); !folder.endsWith('node_modules'); folder = dirname(folder)) {
    const manifest = join(root, folder, 'package.json');
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version) return folder;
  }
  return null;
}

function textOf(file) {
  return readFileSync(file, 'utf8').trim();
}
