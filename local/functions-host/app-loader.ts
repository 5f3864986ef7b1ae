import { glob, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AppRegistry, registry } from './app-registry.ts';
import { installCoreModule } from './core-module.ts';
import { HostError } from './errors.ts';

/** An app whose modules are loaded. */
export type LoadedApp = {
  registry: AppRegistry;
  /** Where the library takes streamed requests; undefined unless the app asked for streams. */
  httpUri: string | undefined;
};

/**
 * Imports what package.json's `main` names (a path or a glob, as in Azure), as the Azure worker does.
 * @throws HostError when there is no app, or it registers nothing; whatever the app's own modules throw
 */
export async function loadApp(appDir: string): Promise<LoadedApp> {
  if (registry.isLoaded) throw new HostError('this process already runs an app: start another process for another app');
  const files = await findMain(appDir);
  installCoreModule();
  for (const file of files) await import(pathToFileURL(file).href);
  registry.isLoaded = true;
  const model = registry.programmingModel;
  if (model === undefined || registry.functions.length === 0) {
    throw new HostError(`${files.join(', ')}: no function was registered with @azure/functions`);
  }
  const capabilities = await model.getCapabilities({});
  return { registry, httpUri: capabilities['HttpUri'] };
}

async function findMain(appDir: string): Promise<string[]> {
  const path = join(appDir, 'package.json');
  let main: unknown;
  try {
    main = JSON.parse(await readFile(path, 'utf8')).main;
  } catch (error) {
    throw new HostError(`${path} cannot be read: ${(error as Error).message}`);
  }
  if (typeof main !== 'string')
    throw new HostError(`${path} has no "main": name the file that registers the functions`);
  const files = [];
  for await (const file of glob(main, { cwd: appDir })) files.push(resolve(appDir, file));
  if (files.length === 0)
    throw new HostError(`${path}: "main" is ${main}, and there is no such file: build the app first`);
  return files.sort();
}
