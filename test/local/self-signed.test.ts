import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect, createServer } from 'node:tls';
import { ownCertificate, selfSigned } from '../../local/self-signed.ts';

describe('the certificate of a laptop', { timeout: 300_000 }, () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'ami-cert-'));
  });
  after(() => rmSync(directory, { recursive: true }));

  it('is a certificate that OpenSSL reads, signed by its own key', () => {
    const now = new Date('2026-03-01T10:20:30Z');
    const { cert, key } = selfSigned(['localhost', 'gateway.example', '127.0.0.1', '::1'], now);
    const x = new X509Certificate(cert);
    assert.ok(x.verify(x.publicKey));
    assert.ok(x.checkPrivateKey(createPrivateKey(key)));
    assert.equal(x.ca, false);
    assert.equal(x.checkHost('gateway.example'), 'gateway.example');
    assert.equal(x.checkIP('127.0.0.1'), '127.0.0.1');
    assert.equal(x.checkIP('::1'), '::1');
    assert.equal(x.checkIP('192.0.2.1'), undefined);
    assert.equal(x.validFromDate.toISOString(), '2026-02-28T10:20:30.000Z');
    assert.equal(x.validToDate.toISOString(), '2028-02-29T10:20:30.000Z');
  });

  it('is trusted by a client that was given it, and by no other', async () => {
    const pair = selfSigned(['localhost', '127.0.0.1'], new Date());
    const server = createServer(pair);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const reach = (ca: string | undefined) =>
      new Promise<string>((resolve) => {
        const socket = connect({ port, host: '127.0.0.1', ca }, () => {
          resolve('trusted');
          socket.destroy();
        });
        socket.on('error', (e: NodeJS.ErrnoException) => resolve(e.code ?? ''));
      });
    server.on('tlsClientError', () => {});
    assert.equal(await reach(pair.cert), 'trusted');
    assert.equal(await reach(undefined), 'DEPTH_ZERO_SELF_SIGNED_CERT');
    await new Promise((resolve) => server.close(resolve));
  });

  it('is kept, and made anew where it is no good', () => {
    const files = ownCertificate(directory, '127.0.0.1');
    const read = () => readFileSync(files.certFile, 'utf8');
    assert.equal(statSync(files.keyFile).mode & 0o777, 0o600);
    const first = read();
    ownCertificate(directory, '127.0.0.1');
    assert.equal(read(), first);
    ownCertificate(directory, '192.0.2.1');
    const second = read();
    assert.notEqual(second, first);
    assert.equal(new X509Certificate(second).checkIP('192.0.2.1'), '192.0.2.1');
    // Ended, but for a day.
    const old = selfSigned(['127.0.0.1'], new Date(Date.now() - 729 * 86_400_000));
    writeFileSync(files.certFile, old.cert);
    ownCertificate(directory, '127.0.0.1');
    assert.notEqual(read(), old.cert);
    writeFileSync(files.certFile, 'spoilt');
    ownCertificate(directory, '127.0.0.1');
    assert.match(read(), /BEGIN CERTIFICATE/);
  });
});
