import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './compiled.ts';

/** The hooks of azd are plain JavaScript; these are their shapes. */

const load = (file: string) => import(pathToFileURL(join(ROOT, 'infra/hooks', file)).href);

export const { ensureHostKeys } = (await load('host-keys.mjs')) as {
  ensureHostKeys(vaultUri: string, token: string, fetchIt?: typeof fetch): Promise<string[]>;
};

export const { uploadGateway } = (await load('gateway-upload.mjs')) as {
  uploadGateway(file: string, packagesUri: string, token: string, fetchIt?: typeof fetch): Promise<string>;
};
