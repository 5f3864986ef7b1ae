import { azdToken } from './azd.mjs';
import { ensureHostKeys } from './host-keys.mjs';
import { patient } from './patience.mjs';

const { AMI_KEY_VAULT_URI, AMI_SFTP } = process.env;
// Where a first deployment is only shown (azd provision --preview) there is no vault.
if (AMI_SFTP === 'on' && AMI_KEY_VAULT_URI) {
  const made = await ensureHostKeys(AMI_KEY_VAULT_URI, azdToken('https://vault.azure.net'), patient());
  if (made.length > 0) console.log(`SFTP host keys made: ${made.join(', ')}`);
}
