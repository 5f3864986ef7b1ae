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

export const { publicKeyOfNobody } = (await load('admin-key.mjs')) as { publicKeyOfNobody(comment: string): string };

export const { patient } = (await load('patience.mjs')) as {
  patient(options: {
    minutes?: number;
    pauseMs?: number;
    say?: (text: string) => void;
    fetchIt?: typeof fetch;
  }): typeof fetch;
};
