// A public SSH key by Node alone: this hook runs before anything is installed.
import { generateKeyPairSync } from 'node:crypto';

/** One line as sshd takes it (RFC 4253, 6.6). The private half is forgotten here. */
export function publicKeyOfNobody(comment) {
  const { e, n } = generateKeyPairSync('rsa', { modulusLength: 4096 }).publicKey.export({ format: 'jwk' });
  const field = (bytes) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  // A number whose first bit is set would be read as negative.
  const number = (text) => field(Buffer.concat([Buffer.from([0]), Buffer.from(text, 'base64url')]));
  const plain = (text) => field(Buffer.from(text, 'base64url'));
  const blob = Buffer.concat([field(Buffer.from('ssh-rsa')), plain(e), number(n)]);
  return `ssh-rsa ${blob.toString('base64')} ${comment}`;
}
