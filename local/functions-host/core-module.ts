import { registerHooks } from 'node:module';

const CORE_MODULE = '@azure/functions-core';
let isInstalled = false;

/**
 * Makes `@azure/functions-core` resolve to core-api.ts in this process, for import and require alike. Must run before the
 * first import of @azure/functions: that library looks once, and falls into its test mode when the module is missing.
 */
export function installCoreModule(): void {
  if (isInstalled) return;
  isInstalled = true;
  // The extension this file itself runs with: .ts from the sources, .js once built.
  const coreApiUrl = new URL(import.meta.url.endsWith('.ts') ? './core-api.ts' : './core-api.js', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, nextResolve) =>
      specifier === CORE_MODULE ? { url: coreApiUrl, shortCircuit: true } : nextResolve(specifier, context),
  });
}
