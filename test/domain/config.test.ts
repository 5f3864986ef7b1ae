import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError, loadConfig } from '../../shared/config.ts';

const good = {
  Storage: 'UseDevelopmentStorage=true',
  ServiceBus: 'Endpoint=sb://localhost;UseDevelopmentEmulator=true',
};

test('a missing or wrong setting is named, its value is not told', () => {
  assert.throws(
    () => loadConfig({ ...good, ServiceBus: undefined }),
    (e) => e instanceof ConfigError && /ServiceBus/.test(e.message),
  );
  assert.throws(
    () => loadConfig({ ...good, AMI_READER_SECONDS: 'soon' }),
    /AMI_READER_SECONDS: a number from 1 to 600/,
  );
  assert.throws(() => loadConfig({ ...good, AMI_FTP_PASSIVE: '11000-10000' }), /AMI_FTP_PASSIVE/);
  assert.throws(
    () => loadConfig({ ...good, AMI_OPERATOR_KEY_SHA256: 'ami_operator_secret' }),
    (e) => e instanceof ConfigError && /AMI_OPERATOR_KEY_SHA256/.test(e.message) && !/secret/.test(e.message),
  );
});

test('a connection is one string, or the names of the services for an identity', () => {
  assert.equal(loadConfig(good).storage.kind, 'string');
  const identity = loadConfig({
    Storage__blobServiceUri: 'https://x.blob.core.windows.net',
    Storage__tableServiceUri: 'https://x.table.core.windows.net',
    ServiceBus__fullyQualifiedNamespace: 'x.servicebus.windows.net',
  });
  assert.deepEqual([identity.storage.kind, identity.bus?.kind], ['identity', 'identity']);
});

test('the example settings are accepted as they stand', () => {
  const file = join(import.meta.dirname, '../../local.settings.example.json');
  const { Values } = JSON.parse(readFileSync(file, 'utf8')) as { Values: Record<string, string> };
  assert.equal(loadConfig(Values).operatorKeySha256, null);
});
