import { createSecretKey, type KeyObject } from 'node:crypto';
import type ssh2 from 'ssh2';

/**
 * No CBC, no SHA-1, no group below 2048 bits. GCM first: processors have instructions for it, and it needs no HMAC. No
 * ChaCha20: ssh2 computes its Poly1305 in WebAssembly, and OpenSSH's clients before version 10 would choose it over all.
 */
export const ALGORITHMS: ssh2.Algorithms = {
  kex: [
    'curve25519-sha256',
    'curve25519-sha256@libssh.org',
    'ecdh-sha2-nistp256',
    'ecdh-sha2-nistp384',
    'ecdh-sha2-nistp521',
    'diffie-hellman-group16-sha512',
    'diffie-hellman-group18-sha512',
    'diffie-hellman-group14-sha256',
  ] as ssh2.KexAlgorithm[],
  serverHostKey: [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'rsa-sha2-512',
    'rsa-sha2-256',
  ],
  cipher: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'aes128-ctr', 'aes192-ctr', 'aes256-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com', 'hmac-sha2-256', 'hmac-sha2-512'],
  compress: ['none'],
};

/** What is used of ssh2 beyond its types: the keys that it makes a cipher or a HMAC from for every packet. */
interface Keys {
  _encKey?: Uint8Array | KeyObject;
  _decipherKey?: Uint8Array | KeyObject;
  _macKey?: Uint8Array | KeyObject;
}

/**
 * To be called after every key exchange: turns the keys of a connection into the form that `node:crypto` takes without
 * importing them again for each packet (2 us instead of 17 with Node 24). Gives how many it found.
 */
export function importKeys(connection: ssh2.Connection): number {
  const { _protocol } = connection as unknown as { _protocol?: { _cipher?: Keys; _decipher?: Keys } };
  let found = 0;
  for (const keys of [_protocol?._cipher, _protocol?._decipher])
    for (const name of ['_encKey', '_decipherKey', '_macKey'] as const) {
      const key = keys?.[name];
      if (!keys || !(key instanceof Uint8Array)) continue;
      keys[name] = createSecretKey(key);
      found++;
    }
  return found;
}
