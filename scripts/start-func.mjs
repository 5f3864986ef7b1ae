// npm run start:func: the functions in Azure Functions Core Tools, on the storage and the bus of the local cloud.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { makeFunctionsApp } from './package/functions-app.mjs';
import { root } from './package/places.mjs';

const HELP = `Usage: npm run start:func -- [--port N] [--data DIR]

Runs the packaged functions in the Azure Functions Core Tools (func), where they are installed. Storage, Event Grid and
Service Bus are those of a local cloud that is started for it; with a cloud of "npm start" that runs already, its own are
used (its functions go on too: each message goes to one of both).

  --port N    of the API (7081)
  --data DIR  of the local cloud (.ami)`;

const HOW = `The Azure Functions Core Tools are not installed here: neither "func" on the PATH nor in node_modules/.bin.
  npm install --include=optional azure-functions-core-tools    (its installation downloads the program)
  or, for the machine: https://learn.microsoft.com/azure/azure-functions/functions-run-local
"npm start" needs none of it: it runs the same functions in a host of this project.`;

/** The command that works, or null: the npm package is there without its program where that could not be downloaded. */
export function findFunc(candidates = ['func', join(root, 'node_modules/.bin/func')]) {
  return candidates.find((c) => spawnSync(c, ['--version'], { stdio: 'ignore' }).status === 0) ?? null;
}

/**
 * local.settings.json as text: the example's, with this cloud's connections and operator key.
 *
 * @param {string} example text of local.settings.example.json
 * @param {{ Storage: string, ServiceBus: string, operatorKey: string }} cloud
 */
export function localSettings(example, { Storage, ServiceBus, operatorKey }) {
  const settings = JSON.parse(example);
  Object.assign(settings.Values, {
    AzureWebJobsStorage: Storage,
    Storage,
    ServiceBus,
    AMI_OPERATOR_KEY_SHA256: createHash('sha256').update(operatorKey).digest('hex'),
  });
  return `${JSON.stringify(settings, null, 2)}\n`;
}

/** Connections of the cloud that runs on `data`; null where none does. */
async function runningCloud(data) {
  const file = join(data, 'cli.json');
  if (!existsSync(file)) return null;
  const { env } = JSON.parse(readFileSync(file, 'utf8'));
  const port = Number(/BlobEndpoint=http:\/\/[^:]+:(\d+)/.exec(env?.Storage ?? '')?.[1]);
  if (!port) return null;
  const isThere = await new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
    socket.setTimeout(2000, () => done(false)).unref();
  });
  return isThere ? env : null;
}

/** Starts storage, events and bus on `data`, and makes the containers and tables. */
async function startCloud(data) {
  const built = (file) => pathToFileURL(join(root, 'dist', file)).href;
  const { startManaged } = await import(built('local/process.js'));
  const { places } = await import(built('local/settings.js'));
  const { createContext } = await import(built('shared/context.js'));
  const { logs } = places(data);
  const args = ['--data', data, '--root', root];
  const script = join(root, 'dist/local/cloud.js');
  const cloud = await startManaged({ name: 'cloud', script, args, env: process.env, logs, readyLine: 'cloud ready' });
  const { storage, bus } = JSON.parse(cloud.ready());
  const env = { Storage: storage, ServiceBus: bus };
  const context = createContext('seed', { ...env, AMI_LOG_LEVEL: 'warn' });
  await context.prepare();
  await context.close();
  return { env, stop: () => cloud.stop() };
}

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7081' },
      data: { type: 'string', default: join(root, '.ami') },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return console.log(HELP);
  const func = findFunc();
  if (!func) throw new Error(HOW);
  const data = resolve(values.data);
  const running = await runningCloud(data);
  const { env, stop } = running ? { env: running, stop: async () => {} } : await startCloud(data);
  const { operatorKey, places } = await import(pathToFileURL(join(root, 'dist/local/settings.js')).href);
  const app = join(root, 'dist/package/func');
  await makeFunctionsApp(app);
  const example = readFileSync(join(root, 'local.settings.example.json'), 'utf8');
  const settings = localSettings(example, { ...env, operatorKey: operatorKey(places(data)) });
  writeFileSync(join(app, 'local.settings.json'), settings, { mode: 0o600 });
  const host = spawn(func, ['start', '--port', values.port], { cwd: app, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => host.kill(signal));
  host.once('exit', async (code) => {
    await stop();
    process.exit(code ?? 1);
  });
}

if (process.argv[1] === join(root, 'scripts/start-func.mjs'))
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
