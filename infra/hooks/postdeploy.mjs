import { azdToken } from './azd.mjs';
import { uploadGateway } from './gateway-upload.mjs';
import { patient } from './patience.mjs';

const sha256 = await uploadGateway(
  'dist/package/gateway.tgz',
  process.env.AMI_GATEWAY_PACKAGES_URI,
  azdToken('https://storage.azure.com'),
  patient(),
);
console.log(`The gateways will take package ${sha256} within five minutes.`);
