// Azure wants a public SSH key for every machine. One is made and its private half forgotten: sshd is off, nobody logs in.
import ssh2 from 'ssh2';
import { setEnvironment } from './azd.mjs';

if (!process.env.AMI_GATEWAY_ADMIN_PUBLIC_KEY) {
  const { public: publicKey } = ssh2.utils.generateKeyPairSync('rsa', { bits: 4096, comment: 'ami-admin' });
  setEnvironment('AMI_GATEWAY_ADMIN_PUBLIC_KEY', publicKey);
}
