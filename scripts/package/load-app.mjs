// Loads a function app as the Azure Functions worker does, and says how long that took since the process began,
// by the clock and in processor time.
// `node load-app.mjs DIRECTORY`: one line of JSON.
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const directory = resolve(process.argv[2]);
const functions = [];
const core = {
  version: '3.13.0',
  hostVersion: '4.0.0',
  registerHook: () => ({ dispose() {} }),
  setProgrammingModel() {},
  getProgrammingModel() {},
  log() {},
  registerFunction: ({ name }) => functions.push(name),
  Disposable: class {},
};
// The worker answers `require('@azure/functions-core')` itself, in this way.
const { require } = Module.prototype;
Module.prototype.require = function (id, ...rest) {
  return id === '@azure/functions-core' ? core : require.call(this, id, ...rest);
};
const { main } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
await import(pathToFileURL(join(directory, main)).href);
const ms = Math.round(performance.now());
const { user, system } = process.cpuUsage();
console.log(JSON.stringify({ ms, cpuMs: Math.round((user + system) / 1000), functions }));
process.exit(0);
