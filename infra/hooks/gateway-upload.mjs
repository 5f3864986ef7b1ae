// Brings the gateway's package to where the machines look for it every five minutes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** First the package, then the file that names it: no machine can see a name whose package is not there. */
export async function uploadGateway(file, packagesUri, token, fetchIt = fetch) {
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const blobs = [
    [`gateway-${sha256}.tgz`, bytes],
    ['gateway.sha256', `${sha256}\n`],
  ];
  for (const [name, body] of blobs) {
    const headers = { authorization: `Bearer ${token}`, 'x-ms-version': '2021-12-02', 'x-ms-blob-type': 'BlockBlob' };
    const put = await fetchIt(`${packagesUri}/${name}`, { method: 'PUT', headers, body });
    if (!put.ok) throw new Error(`Storage answered ${put.status} to ${name}: ${await put.text()}`);
  }
  return sha256;
}
