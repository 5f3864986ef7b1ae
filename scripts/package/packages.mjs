// The packages that stay packages on disk: what loads native code, WebAssembly, threads or data from its own folder.
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { packageOf } from './bundle.mjs';
import { root } from './places.mjs';

/** Never bundled. Of their code those files are copied that imports lead to, from what the bundles import. */
export const ON_DISK = ['sharp', 'tesseract.js', '@hyzyla/pdfium', 'zxing-wasm', 'pdfjs-dist'];

/** Modules that are started by path, not imported. */
const STARTED_BY_PATH = { 'tesseract.js': ['tesseract.js/src/worker-script/node/index.js'] };

/**
 * What is read from disk beside the code, or loaded by a name made at run time; a folder stands for all that is in it.
 * Of Tesseract's cores (plain, SIMD, relaxed SIMD; each with and without the older model) Node 24 takes the relaxed one on
 * every processor with SSE 4.1, and tesseract.js 7.0.0 the one with the older model for all it does: its worker for Node
 * hands `lstmOnly` to a function that expects the engine's mode. Of the French data the engine reads `4.0.0_best_int`.
 */
const DATA = {
  sharp: ['@img/sharp-linux-x64', '@img/sharp-libvips-linux-x64'],
  'tesseract.js': [
    'tesseract.js-core/tesseract-core-relaxedsimd.wasm',
    '@tesseract.js-data/fra/4.0.0_best_int',
    '@tesseract.js-data/osd/4.0.0',
  ],
  '@hyzyla/pdfium': ['@hyzyla/pdfium/dist/pdfium.wasm'],
  'zxing-wasm': ['zxing-wasm/dist/reader/zxing_reader.wasm', 'zxing-wasm/dist/writer/zxing_writer.wasm'],
  'pdfjs-dist': [],
};

const modules = join(root, 'node_modules');
/** The folder of a file's package, below node_modules; that of the innermost one. */
const OWNER = /^(.*node_modules\/)?(@[^/]+\/)?[^/]+/;

/**
 * Copies what `specifiers` (imports of the bundles) need below `directory`/node_modules.
 *
 * @returns name and version of the packages that are imported directly
 */
export async function copyPackages(specifiers, directory) {
  const direct = [...new Set(specifiers.map((s) => packageOf(`node_modules/${s}/`)))];
  const code = await traced([...specifiers, ...direct.flatMap((name) => STARTED_BY_PATH[name] ?? [])]);
  const files = new Set([...code, ...direct.flatMap((name) => DATA[name] ?? [])]);
  const owners = new Set([...files].map((file) => OWNER.exec(file)[0]));
  for (const owner of owners) {
    files.add(`${owner}/package.json`);
    for (const file of await readdir(join(modules, owner)))
      if (/^licen[cs]e/i.test(file)) files.add(`${owner}/${file}`);
  }
  for (const file of files) {
    const to = join(directory, 'node_modules', file);
    await mkdir(dirname(to), { recursive: true });
    await cp(join(modules, file), to, { recursive: true });
  }
  const versions = {};
  for (const name of direct.sort())
    versions[name] = JSON.parse(await readFile(join(modules, name, 'package.json'), 'utf8')).version;
  return versions;
}

/** The files, below node_modules, that the modules named import, as Node finds them. */
async function traced(specifiers) {
  const { metafile } = await build({
    stdin: { contents: specifiers.map((s) => `import ${JSON.stringify(s)};`).join('\n'), resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    outdir: 'nowhere',
    format: 'esm',
    platform: 'node',
    mainFields: ['main'],
    metafile: true,
    logLevel: 'error',
    plugins: [leaveOut],
    external: ['*.node'],
  });
  return Object.keys(metafile.inputs)
    .filter((file) => file.startsWith('node_modules/'))
    .map((file) => relative('node_modules', file));
}

/** Native code of other platforms, and Tesseract's cores that are not copied. */
const leaveOut = {
  name: 'leave-out',
  setup({ onResolve }) {
    const external = ({ path }) => ({ path, external: true });
    onResolve({ filter: /^@img\/sharp-|^@napi-rs\// }, external);
    onResolve({ filter: /^tesseract\.js-core\// }, ({ path }) =>
      path.endsWith('-relaxedsimd') ? undefined : external({ path }),
    );
  },
};

/** Fails where a package was never installed for the machines of Azure: an install on another system leaves them out. */
export function checkPlatform() {
  const require = createRequire(join(root, 'package.json'));
  for (const name of ['@img/sharp-linux-x64/package', '@img/sharp-libvips-linux-x64/package'])
    try {
      require.resolve(name);
    } catch {
      throw new Error(
        `${dirname(name)} is not installed: make the package on Linux x64, or run npm install --os=linux --cpu=x64 --libc=glibc`,
      );
    }
}
