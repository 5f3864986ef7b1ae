// The keys by which SFTP clients recognise the gateways: made once, kept in Key Vault, the same for all machines.
import ssh2 from 'ssh2';

const KINDS = [
  ['ed25519', {}],
  ['rsa', { bits: 3072 }],
];

/** Puts the host keys into the vault that are not there; what is there is never changed. Returns the names that were made. */
export async function ensureHostKeys(vaultUri, token, fetchIt = fetch) {
  const made = [];
  for (const [kind, options] of KINDS) {
    const name = `sftp-host-${kind}`;
    const url = new URL(`secrets/${name}?api-version=7.4`, vaultUri);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const there = await fetchIt(url, { headers });
    if (there.ok) continue;
    if (there.status !== 404) throw new Error(`Key Vault answered ${there.status} for ${name}`);
    const { private: value } = ssh2.utils.generateKeyPairSync(kind, options);
    const body = JSON.stringify({ value, contentType: 'application/x-openssh-private-key' });
    const put = await fetchIt(url, { method: 'PUT', headers, body });
    if (!put.ok) throw new Error(`Key Vault answered ${put.status} to the new ${name}`);
    made.push(name);
  }
  return made;
}
