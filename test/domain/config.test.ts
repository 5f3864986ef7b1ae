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

test('the status page of a gateway listens nowhere unless told to', () => {
  assert.deepEqual([loadConfig(good).gateway.http, loadConfig(good).gateway.drainMs], [null, 30_000]);
  const at = (text: string) => loadConfig({ ...good, AMI_GATEWAY_HTTP: text }).gateway.http;
  assert.deepEqual(at('127.0.0.1:8021'), { host: '127.0.0.1', port: 8021 });
  assert.deepEqual(at('[::1]:0'), { host: '::1', port: 0 });
  assert.equal(at(''), null);
  for (const wrong of ['8021', ':8021', '127.0.0.1', 'a b:1', '::1:80x', '127.0.0.1:70000'])
    assert.throws(() => at(wrong), /AMI_GATEWAY_HTTP/, wrong);
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
