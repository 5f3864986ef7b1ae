import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog } from '../shared/telemetry.ts';
import { startEventGrid } from './event-grid/event-grid.ts';
import { startServiceBus } from './service-bus/index.ts';
import { places } from './settings.ts';
import { startStorage } from './storage/storage.ts';

const HELP = `Usage: node dist/local/cloud.js --data DIR --root DIR [--blob-port N] [--table-port N] [--bus-port N] [--deliver-twice]

Storage (Azurite), Event Grid and Service Bus in one process. Prints "cloud ready" and its connections as JSON.
--deliver-twice: every event and every message comes twice, as at-least-once delivery allows.`;

/** Which container's events go to which queue: as the Event Grid subscriptions of infra/ do. */
export const SUBSCRIPTIONS = (['deposits', 'config', 'returns'] as const).map((name) => ({
  name,
  container: name,
  queue: name,
}));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      root: { type: 'string' },
      'blob-port': { type: 'string', default: '0' },
      'table-port': { type: 'string', default: '0' },
      'bus-port': { type: 'string', default: '0' },
      'deliver-twice': { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.data || !values.root) {
    console.log(HELP);
    if (!values.help) process.exitCode = 2;
    return;
  }
  const p = places(values.data);
  const log = createLog('cloud', process.env['AMI_LOG_LEVEL'] ?? 'info');
  const chaos = { deliverTwice: values['deliver-twice'] };
  const bus = await startServiceBus({
    port: Number(values['bus-port']),
    dataDir: p.bus,
    config: join(values.root, 'local/service-bus/Config.json'),
    log: (line) => log.info('bus', { line }),
    chaos,
  });
  let refused: { readonly status: number; readonly match: readonly string[] } | null = null;
  // In one turn with what follows, so that no write comes between the storage and its events.
  const storage = await startStorage({
    dataDir: p.storage,
    blobPort: Number(values['blob-port']),
    tablePort: Number(values['table-port']),
    log,
    faults: {
      fail: ({ method, url }) =>
        refused?.match.some((part) => `${method}:${url}`.includes(part)) ? refused.status : undefined,
    },
  });
  const events = startEventGrid({
    storage,
    subscriptions: SUBSCRIPTIONS,
    send: (queue, message) => bus.send(queue, { ...message, body: message.body, contentType: 'application/json' }),
    dataDir: p.events,
    chaos,
    log,
  });
  const stop = async () => {
    await storage.close();
    await events.close();
    await bus.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Asked by the campaigns and the bench: how much is still under way; and told to answer `refuse 503 PUT:/account/deposits/`
  // (requests whose method and address hold one of the parts), or to `serve` again.
  process.on('message', (m) => {
    const [command, status, ...match] = String(m).split(' ');
    if (command === 'refuse') refused = { status: Number(status), match };
    if (command === 'serve') refused = null;
    if (command === 'refuse' || command === 'serve') process.send?.({ refused });
    if (m === 'queues') process.send?.({ queues: bus.queues(), events: events.due(), requests: storage.requests() });
  });
  const connections = {
    storage: storage.connectionString,
    bus: bus.connectionString,
    blobPort: storage.blobPort,
    tablePort: storage.tablePort,
    busPort: bus.port,
  };
  console.log(`cloud ready ${JSON.stringify(connections)}`);
}

main().catch((e: Error & { code?: string }) => {
  console.error(e.code === 'EADDRINUSE' ? e.message : e);
  process.exit(1);
});
