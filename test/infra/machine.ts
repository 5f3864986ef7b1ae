import { at, ofType, type World, world } from './compiled.ts';

/** A gateway's machine, as the template makes it. */

let prod: World | undefined;

export function machineOf() {
  prod ??= world('prod');
  return ofType(prod, 'Microsoft.Compute/virtualMachines')[0]!;
}

export function cloudInit(): string {
  return Buffer.from(at(machineOf(), 'properties.osProfile.customData') as string, 'base64').toString();
}

/** What cloud-init writes, by path. Its YAML is ours and written in one way only. */
export function broughtFiles(): Map<string, { bytes: Buffer; mode: string }> {
  const entry =
    / {2}- path: (\S+)\n {4}permissions: ['"](\d+)['"]\n {4}encoding: b64\n {4}content: ['"]([A-Za-z0-9+/=]+)['"]\n/g;
  const found = [...cloudInit().matchAll(entry)];
  return new Map(found.map(([, path, mode, text]) => [path!, { bytes: Buffer.from(text!, 'base64'), mode: mode! }]));
}
