import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ServiceBusClient } from '@azure/service-bus';
import { startServiceBus } from '../../local/service-bus/index.ts';
import { azureBus } from '../../shared/azure/bus.ts';
import { temporaryDirectory } from './service-bus-helpers.ts';

const traceparent = (n: number) => `00-${String(n).padStart(32, 'a')}-${String(n).padStart(16, 'b')}-01`;

test('a message carries the trace of who sends it, and is still told from another by its id alone', async (t) => {
  const local = await startServiceBus({
    port: 0,
    dataDir: await temporaryDirectory(t),
    config: join(import.meta.dirname, '../../local/service-bus/Config.json'),
  });
  t.after(() => local.close());
  let current: string | undefined = traceparent(1);
  const bus = azureBus(
    () => new ServiceBusClient(local.connectionString),
    () => current,
  );
  t.after(() => bus.close());
  await bus.send('reading', [{ body: { n: 1 }, messageId: 'same' }]);
  current = traceparent(2);
  await bus.send('reading', [
    { body: { n: 2 }, messageId: 'same' },
    { body: { n: 3 }, messageId: 'other', traceparent: traceparent(3) },
  ]);
  current = undefined;
  await bus.send('reading', [{ body: { n: 4 } }]);
  const client = new ServiceBusClient(local.connectionString);
  t.after(() => client.close());
  const received = await client
    .createReceiver('reading', { receiveMode: 'receiveAndDelete' })
    .receiveMessages(4, { maxWaitTimeInMs: 1500 });
  assert.deepEqual(
    received.map((m) => [m.body, m.applicationProperties?.['traceparent']]),
    [
      [{ n: 1 }, traceparent(1)],
      [{ n: 3 }, traceparent(3)],
      [{ n: 4 }, undefined],
    ],
  );
  assert.equal(received[0]!.applicationProperties?.['Diagnostic-Id'], traceparent(1));
});
