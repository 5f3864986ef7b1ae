import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { writePrivate } from './settings.ts';

/** The gateway's SSH host keys kept in `directory`, made once: clients that know them warn of others. */
export function ownHostKeys(directory: string): string[] {
  return [
    keyFile(join(directory, 'ssh_host_ed25519_key'), ed25519Key),
    // For clients that know no Ed25519.
    keyFile(join(directory, 'ssh_host_rsa_key'), () => ssh2.utils.generateKeyPairSync('rsa', { bits: 3072 })),
  ];
}

/** ssh2 1.17 writes one key of a thousand in a form that it can't read itself: another is made then. */
export function ed25519Key(): { private: string; public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}

function keyFile(file: string, make: () => { private: string }): string {
  if (!existsSync(file)) writePrivate(file, make().private);
  return file;
}
