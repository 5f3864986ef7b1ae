// Bundles entry points with everything they import, for Node 24, in modules that may be loaded later (lazy imports).
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { root } from './places.mjs';

/** Supplied by the Azure Functions worker at run time; never installed. */
const FROM_WORKER = '@azure/functions-core';

/** Native code that ssh2 and ftp-srv do without where it is absent. */
const OPTIONAL = ['cpu-features', '*/sshcrypto.node', 'dtrace-provider'];

/** CommonJS packages call `require`, also for what the worker supplies; some read where they lie. */
const BANNER = `import { createRequire as ami_createRequire } from 'node:module';
const require = ami_createRequire(import.meta.url);`;
const WHERE = { __filename: 'import.meta.filename', __dirname: 'import.meta.dirname' };

/**
 * A child process is started from a file beside its module: `new URL(\`./worker\${extname(import.meta.url)}\`, ...)`.
 * In a bundle all files lie in one folder, so each such child becomes an entry point of its own, by the name of its path:
 * `shared/reading/scan/worker.ts` is `reading-scan-worker.js`. `found` collects them; null: this program starts none.
 */
function childPrograms(found) {
  const PATTERN = /new URL\(`\.\/([\w-]+)\$\{extname\(import\.meta\.url\)\}`, import\.meta\.url\)/g;
  return {
    name: 'child-programs',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]shared[\\/].*\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        if (/new URL\([^;]*import\.meta\.url\)/.test(text.replace(PATTERN, '')))
          return { errors: [{ text: 'a file beside this module is named in a way that a bundle does not know' }] };
        const contents = text.replace(PATTERN, (_, name) => {
          const file = join(dirname(path), `${name}.ts`);
          const entry = relative(join(root, 'shared'), file).replace(/\.ts$/, '').replaceAll(/[\\/]/g, '-');
          found?.set(entry, file);
          return `new URL('./${entry}.js', import.meta.url)`;
        });
        return contents === text ? undefined : { contents, loader: 'ts' };
      });
    },
  };
}

/** The name of the package that a file of an esbuild metafile belongs to; null for our own. */
export function packageOf(file) {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? null;
}

/**
 * @param {{ entry: string, outdir: string, packages: string[], children: boolean }} options `entry`: becomes `main.js`;
 *   `packages`: stay packages on disk; `children`: whether the child processes that it starts are bundled too
 * @returns the names of the entries, the specifiers of packages that stay on disk, and esbuild's metafile
 */
export async function bundle({ entry, outdir, packages, children }) {
  const entryPoints = new Map([['main', join(root, entry)]]);
  const options = () => ({
    entryPoints: Object.fromEntries(entryPoints),
    outdir,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: [FROM_WORKER, ...OPTIONAL, ...packages],
    banner: { js: BANNER },
    define: WHERE,
    legalComments: 'eof',
    metafile: true,
    logLevel: 'error',
  });
  let found = new Map();
  let made = await build({ ...options(), write: !children, plugins: [childPrograms(found)] });
  // A child may import a module that starts another: until none is new.
  while (children && [...found.keys()].some((name) => !entryPoints.has(name))) {
    // In the order of their names: files are loaded side by side, and the order of the entries shows in the bundles.
    for (const [name, file] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) entryPoints.set(name, file);
    found = new Map();
    made = await build({ ...options(), write: false, plugins: [childPrograms(found)] });
  }
  if (children) made = await build({ ...options(), plugins: [childPrograms(found)] });
  // A package may declare what the banner declares: told now, not when the file is first loaded.
  for (const name of Object.keys(made.metafile.outputs))
    await transform(await readFile(join(root, name), 'utf8'), { format: 'esm', logLevel: 'error', sourcefile: name });
  const specifiers = Object.values(made.metafile.outputs)
    .flatMap((output) => output.imports)
    .filter((i) => i.external && packages.some((p) => i.path === p || i.path.startsWith(`${p}/`)))
    .map((i) => i.path);
  return {
    entries: [...entryPoints.keys()],
    specifiers: [...new Set(specifiers)].sort(),
    metafile: made.metafile,
  };
}

/** The output files that are loaded with `entry`, without those that it imports later. */
export function loadedAtStart(metafile, entry) {
  const names = Object.keys(metafile.outputs);
  const waiting = [names.find((n) => n.endsWith(`/${entry}.js`))];
  const loaded = new Set();
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (loaded.has(name)) continue;
    loaded.add(name);
    for (const i of metafile.outputs[name].imports)
      if (i.kind !== 'dynamic-import' && !i.external) waiting.push(i.path);
  }
  return [...loaded];
}
