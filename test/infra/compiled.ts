import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Deployed, Template } from './arm/expand.ts';
import { expand } from './arm/expand.ts';

/** infra/ as the compiler gives it, and what environments made of it would hold. */

export const ROOT = join(import.meta.dirname, '../..');

interface Compiler {
  findBicep(): { command?: string[]; missing?: string };
  compile(command: string[], file?: string): string;
  complaints(command: string[]): string[];
}

const compiler = (await import(pathToFileURL(join(ROOT, 'scripts/bicep.mjs')).href)) as Compiler;
const found = compiler.findBicep();

/** Why there is nothing to test; false where there is. */
export const skip: string | false = found.missing ?? false;

let text: string | undefined;

/** A copy of the compiled template. The compiler runs once for all test files, as long as nothing in infra/ changes. */
export function template(): Template {
  text ??= kept(() => compiler.compile(found.command!));
  return JSON.parse(text) as Template;
}

function kept(make: () => string): string {
  const sources = readdirSync(join(ROOT, 'infra'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256').update(found.command!.join(' '));
  for (const file of sources) hash.update(`\0${file}\0`).update(readFileSync(file));
  const folder = join(ROOT, 'dist/azure');
  const file = join(folder, `main-${hash.digest('hex').slice(0, 16)}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const made = make();
  mkdirSync(folder, { recursive: true });
  const part = `${file}.${process.pid}`;
  writeFileSync(part, made);
  renameSync(part, file);
  return made;
}

export function complaints(): string[] {
  return compiler.complaints(found.command!);
}

const asked = { environmentName: 'test', location: 'francecentral', gatewayAdminPublicKey: 'ssh-rsa AAAA' };

/** Environments that differ in what they switch on. */
export const ENVIRONMENTS = {
  dev: { ...asked, profile: 'dev' },
  prod: { ...asked, profile: 'prod', alertEmail: 'ops@cabinet.example', deployerPrincipalId: 'deployer', sftp: 'on' },
  private: {
    ...asked,
    profile: 'prod',
    network: 'private',
    deployerAddresses: ['198.51.100.4'],
    documentIntelligence: 'on',
    malwareScanning: 'on',
    gatewayCount: 2,
    gatewayPublicIpIds: [
      '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-old/providers/Microsoft.Network/publicIPAddresses/known',
    ],
    tlsRequired: 'yes',
    clientAddresses: ['192.0.2.0/24', '198.51.100.0/24'],
    firewallFollowsData: 'off',
    functionsZoneRedundant: 'on',
  },
} as const;
export type Environment = keyof typeof ENVIRONMENTS;

export interface World {
  readonly environment: Environment;
  readonly resources: readonly Deployed[];
  /** The template's own text. */
  readonly text: string;
}

export function world(environment: Environment, from: Template = template()): World {
  const { resources } = expand(from, ENVIRONMENTS[environment]);
  return { environment, resources, text: JSON.stringify(from) };
}

/** Of `type`, in the order of the template. */
export function ofType(w: World, type: string): Deployed[] {
  return w.resources.filter((r) => r.type === type);
}

/** A value deep inside a resource: `properties.a.b`. */
export function at(r: Deployed, path: string): unknown {
  return path.split('.').reduce<unknown>((v, key) => (v as Record<string, unknown> | undefined)?.[key], r.body);
}

/** The last part of a name. */
export const leaf = (r: Deployed) => r.name.split('/').at(-1)!;

/** What is missing of `wanted` and what is too much, as sentences. */
export function differences(what: string, got: readonly string[], wanted: readonly string[]): string[] {
  return [
    ...wanted.filter((x) => !got.includes(x)).map((x) => `${what}: ${x} is missing`),
    ...got.filter((x) => !wanted.includes(x)).map((x) => `${what}: ${x} is too much`),
  ];
}
