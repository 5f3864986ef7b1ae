import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import ssh2 from 'ssh2';
import { BadKey, fingerprint, parsePublicKey, showPublicKey } from '../../shared/domain/public-key.ts';

const made = (type: 'ed25519' | 'rsa' | 'ecdsa', bits?: number) =>
  ssh2.utils.generateKeyPairSync(type as 'rsa', { bits: bits as number, comment: '' }).public.trim();
const refused = (line: string, code: string) =>
  assert.throws(
    () => parsePublicKey(line),
    (e) => e instanceof BadKey && e.code === code,
    line.slice(0, 60),
  );

test('keys of every type are taken, with their comment', () => {
  for (const key of [made('ed25519'), made('rsa', 2048), made('ecdsa', 256), made('ecdsa', 384), made('ecdsa', 521)]) {
    const parsed = parsePublicKey(`  ${key}   robot de  Durand\r\n`);
    assert.equal(showPublicKey(parsed), `${key} robot de  Durand`);
    assert.equal(showPublicKey(parsePublicKey(key)), key);
    const sha256 = createHash('sha256')
      .update(Buffer.from(key.split(' ')[1]!, 'base64'))
      .digest('base64');
    assert.equal(fingerprint(parsed), `SHA256:${sha256.replace(/=+$/, '')}`);
  }
});

test('what is no such key is refused with its reason', () => {
  const good = made('ed25519');
  const [, base64 = ''] = good.split(' ');
  const bytes = Buffer.from(base64, 'base64');
  const line = (type: string, b: Uint8Array) => `${type} ${Buffer.from(b).toString('base64')}`;
  refused('', 'PUBLIC_KEY_INVALID');
  refused('ssh-ed25519', 'PUBLIC_KEY_INVALID');
  refused(`command="sh" ${good}`, 'PUBLIC_KEY_INVALID');
  refused(`${good} x\n${good}`, 'PUBLIC_KEY_INVALID');
  refused(line('ssh-ed25519', bytes.subarray(0, -1)), 'PUBLIC_KEY_INVALID');
  refused(line('ssh-ed25519', Buffer.concat([bytes, Buffer.from([0])])), 'PUBLIC_KEY_INVALID');
  refused(line('ssh-rsa', bytes), 'PUBLIC_KEY_INVALID');
  refused(line('ssh-ed25519', Buffer.from('ffffffff', 'hex')), 'PUBLIC_KEY_INVALID');
  refused(line('ssh-dss', bytes), 'PUBLIC_KEY_TYPE');
  refused(line('ecdsa-sha2-nistp999', bytes), 'PUBLIC_KEY_TYPE');
  refused(made('rsa', 1024), 'PUBLIC_KEY_SHORT');
  refused('-----BEGIN OPENSSH PRIVATE KEY-----', 'PUBLIC_KEY_PRIVATE');
});
