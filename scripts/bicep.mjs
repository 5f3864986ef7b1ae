// npm run bicep: builds and lints infra/; a warning is a failure. The compiler is the one on the PATH (`bicep`, else
// `az bicep`), or is brought once from NuGet by dotnet.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const VERSION = '0.49.2';
const RIDS = { 'linux-x64': 'linux-x64', 'darwin-arm64': 'osx-arm64', 'darwin-x64': 'osx-x64', 'win32-x64': 'win-x64' };
// Without it .NET asks for ICU, which small machines lack.
const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1' };

const works = (command, args) => spawnSync(command, args, { stdio: 'ignore', env }).status === 0;

/** How to call the compiler, or why there is none. */
export function findBicep() {
  if (works('bicep', ['--version'])) return { command: ['bicep'] };
  const rid = RIDS[`${process.platform}-${process.arch}`];
  const file = join(root, 'dist/bicep', `bicep-${VERSION}${process.platform === 'win32' ? '.exe' : ''}`);
  if (rid && existsSync(file)) return { command: [file] };
  if (works('az', ['bicep', 'version'])) return { command: ['az', 'bicep'] };
  const none = 'no Bicep compiler: neither bicep nor az bicep is on the PATH';
  if (!rid) return { missing: `${none}, and NuGet has none for ${process.platform}-${process.arch}` };
  if (!works('dotnet', ['--version'])) return { missing: `${none}, and there is no dotnet to bring one from NuGet` };
  const said = bring(rid, file);
  return said ? { missing: `${none}, and dotnet could not bring one from NuGet:\n${said}` } : { command: [file] };
}

/** Has dotnet restore the package and puts its program at `file`; returns what went wrong. */
function bring(rid, file) {
  const id = `azure.bicep.commandline.${rid}`;
  mkdirSync(dirname(file), { recursive: true });
  // A folder of its own, and one rename at the end: tests look for it at the same time.
  const work = mkdtempSync(join(dirname(file), 'restore-'));
  try {
    const project = join(work, 'bicep.proj');
    writeFileSync(
      project,
      `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageDownload Include="${id}" Version="[${VERSION}]" /></ItemGroup>
</Project>
`,
    );
    const args = ['restore', project, '--packages', join(work, 'packages')];
    const { stdout, stderr } = spawnSync('dotnet', args, { encoding: 'utf8', env });
    const tools = join(work, 'packages', id, VERSION, 'tools');
    const program = join(tools, process.platform === 'win32' ? 'bicep.exe' : 'bicep');
    if (!existsSync(program)) return `${stdout}${stderr}`.trim();
    chmodSync(program, 0o755);
    renameSync(program, file);
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function run([command, ...before], args) {
  // `az bicep build` names its input; the compiler takes it as it is.
  const named = command === 'az' ? [args[0], '--file', ...args.slice(1)] : args;
  const done = spawnSync(command, [...before, ...named], { encoding: 'utf8', env, maxBuffer: 64 * 1024 ** 2 });
  return { status: done.status, stdout: done.stdout, said: done.stderr.trim() };
}

/** The template that main.bicep compiles to, as JSON text. Throws with what the compiler said, be it only a warning. */
export function compile(command, file = join(root, 'infra/main.bicep')) {
  const { status, stdout, said } = run(command, ['build', file, '--stdout']);
  if (status !== 0 || said) throw new Error(said || `bicep build ended with ${status}`);
  return stdout;
}

/** Everything that the compiler and its linter have to say of infra/. */
export function complaints(command) {
  const said = [];
  const infra = join(root, 'infra');
  const files = readdirSync(infra, { recursive: true }).map((f) => join(infra, String(f)));
  const lint = (what, file) => {
    const done = run(command, [what, file, ...(what.startsWith('build') ? ['--stdout'] : [])]);
    if (done.said) said.push(done.said);
    else if (done.status !== 0) said.push(`${file}: bicep ${what} ended with ${done.status}`);
  };
  lint('lint', join(infra, 'main.bicep'));
  for (const file of files.filter((f) => f.endsWith('.bicepparam'))) lint('build-params', file);
  // What no environment uses would not be looked at.
  const used = compiledFiles(files);
  for (const file of files.filter((f) => f.endsWith('.bicep') && !used.has(f))) said.push(`${file}: nothing uses it`);
  return said;
}

function compiledFiles(files) {
  const used = new Set([join(root, 'infra/main.bicep')]);
  const sources = new Map(files.filter((f) => f.endsWith('.bicep')).map((f) => [f, readFileSync(f, 'utf8')]));
  for (const file of used)
    for (const [, path] of sources.get(file)?.matchAll(/^(?:module \w+|import \{[^}]*\} from) '([^']+\.bicep)'/gm) ??
      [])
      used.add(join(dirname(file), path));
  return used;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { command, missing } = findBicep();
  if (!command) {
    console.error(`infra/ is not checked: ${missing}`);
    process.exit(1);
  }
  const said = complaints(command);
  if (said.length > 0) {
    console.error(said.join('\n'));
    process.exit(1);
  }
  const out = join(root, 'dist/azure');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'main.json'), compile(command));
  console.log('infra/ builds without a warning: dist/azure/main.json');
}
