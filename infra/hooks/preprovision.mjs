// Azure wants a public SSH key for every machine. One is made and its private half forgotten: sshd is off, nobody logs in.
// Before `azd up` as a whole too: azd may look for values of all parameters then, and would ask a person for this one.
import { publicKeyOfNobody } from './admin-key.mjs';
import { setEnvironment } from './azd.mjs';

if (!process.env.AMI_GATEWAY_ADMIN_PUBLIC_KEY)
  setEnvironment('AMI_GATEWAY_ADMIN_PUBLIC_KEY', publicKeyOfNobody('ami-admin'));
