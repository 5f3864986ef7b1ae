import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { writePrivate } from './settings.ts';

/** The gateway's SSH host keys kept in `directory`, made once: clients that know them warn of others. */
export function ownHostKeys(directory: string): string[] {
  return [
    keyFile(join(directory, 'ssh_host_ed25519_key'), () => ssh2.utils.generateKeyPairSync('ed25519')),
    // For clients that know no Ed25519.
    keyFile(join(directory, 'ssh_host_rsa_key'), () => ssh2.utils.generateKeyPairSync('rsa', { bits: 3072 })),
  ];
}

function keyFile(file: string, make: () => { private: string }): string {
  if (!existsSync(file)) writePrivate(file, make().private);
  return file;
}
