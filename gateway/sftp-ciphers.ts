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

type Lists<T> = { kex: T; serverHostKey: T; cs: Record<string, T>; sc: Record<string, T> };

interface Offer {
  readonly lists: Lists<{ readonly array: readonly string[] }>;
}

/**
 * What a server offers when a connection begins, without `ssh-rsa` (RSA with SHA-1), which ssh2 adds by itself to every
 * RSA host key. To be called before the key exchange; the offer is the same for all connections of a server.
 */
export class Offers {
  readonly #clean = new WeakMap<Offer, Offer>();

  withoutSha1(connection: ssh2.Connection): void {
    const { _protocol: protocol } = connection as unknown as { _protocol: { _offer: Offer } };
    const given = protocol._offer;
    let clean = this.#clean.get(given);
    if (!clean) {
      const { kex, serverHostKey, cs, sc } = given.lists;
      const names = (lists: Lists<{ readonly array: readonly string[] }>['cs']) =>
        Object.fromEntries(Object.entries(lists).map(([k, v]) => [k, v.array]));
      const KexInit = given.constructor as new (lists: Lists<readonly string[]>) => Offer;
      clean = new KexInit({
        kex: kex.array,
        serverHostKey: serverHostKey.array.filter((name) => name !== 'ssh-rsa'),
        cs: names(cs),
        sc: names(sc),
      });
      this.#clean.set(given, clean);
    }
    protocol._offer = clean;
  }
}
