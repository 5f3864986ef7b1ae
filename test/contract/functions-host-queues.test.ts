import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ServiceBus, startServiceBus } from '../../local/service-bus/index.ts';
import { fixtureDir } from '../support/functions-host.ts';
import { type AppEvent, type HostProcess, runHostToEnd, startHostProcess } from '../support/functions-host-process.ts';

const QUEUE = 'work';
const LOCK_MS = 1200;
const MAX_DELIVERY_COUNT = 3;
const config = {
  UserConfig: {
    Namespaces: [
      {
        Name: 'sbemulatorns',
        Queues: [{ Name: QUEUE, Properties: { LockDuration: 'PT5S', MaxDeliveryCount: MAX_DELIVERY_COUNT } }],
        Topics: [],
      },
    ],
    Logging: { Type: 'Console' },
  },
};

let dataDir: string;
let bus: ServiceBus;
let host: HostProcess | undefined;

const startBus = (port = 0) =>
  startServiceBus({ port, dataDir, config, overrides: { lockDuration: { [QUEUE]: LOCK_MS } } });
const startHost = () =>
  startHostProcess(fixtureDir('functions-app-queues'), { FIXTURE_BUS: bus.connectionString, FIXTURE_QUEUE: QUEUE });

/** Waits until the broker holds nothing in the queue, its dead letters included. */
async function drained(timeoutMs = 5000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const { active, locked, deadLettered } = bus.queues().find((queue) => queue.name === QUEUE)!;
    if (active + locked + deadLettered === 0) return;
    assert.ok(Date.now() < deadline, `still there: ${JSON.stringify({ active, locked, deadLettered })}`);
    await sleep(20);
  }
}

const isFor = (event: string, id: string) => (told: AppEvent) =>
  told.event === event && (told['body'] as { id?: string } | undefined)?.id === id;
const all = (host: HostProcess, event: string, id: string) => host.events.filter(isFor(event, id));
const metadata = (told: AppEvent) => told['metadata'] as Record<string, unknown>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'functions-host-bus-'));
  bus = await startBus();
});

afterEach(async () => {
  await host?.end('SIGKILL');
  host = undefined;
  await bus.close();
  await rm(dataDir, { recursive: true });
});

describe('queue functions of the local functions host', () => {
  it('hands over the message, completes it on success, and takes no more at once than it may', async () => {
    host = await startHost();
    await bus.send(QUEUE, {
      messageId: 'm-1',
      body: { id: 'first', Nested: [1] },
      contentType: 'application/json',
      applicationProperties: { TenantId: 'cabinet' },
    });
    const told = await host.waitFor(isFor('start', 'first'));
    assert.deepEqual(told['body'], { id: 'first', Nested: [1] });
    const { messageId, deliveryCount, applicationProperties, contentType, sequenceNumber, enqueuedTimeUtc } =
      metadata(told);
    assert.deepEqual(
      { messageId, deliveryCount, applicationProperties, contentType },
      {
        messageId: 'm-1',
        deliveryCount: 1,
        applicationProperties: { tenantId: 'cabinet' },
        contentType: 'application/json',
      },
    );
    assert.equal(typeof sequenceNumber, 'number');
    assert.ok(Math.abs(Date.parse(enqueuedTimeUtc as string) - Date.now()) < 60_000);
    await drained();

    await bus.send(QUEUE, { messageId: 'm-2', body: Buffer.from('not JSON: é') });
    await host.waitFor((event) => event['body'] === 'not JSON: é');

    for (let i = 0; i < 6; i++) await bus.send(QUEUE, { messageId: `c-${i}`, body: { id: `c-${i}`, ms: 100 } });
    for (let i = 0; i < 6; i++) await host.waitFor(isFor('end', `c-${i}`));
    await drained();
    assert.equal(Math.max(...host.events.map((event) => (event['running'] as number) ?? 0)), 2);
  });

  it('abandons what failed until it is a dead letter, and hands that to its own function with the reason', async () => {
    host = await startHost();
    await bus.send(QUEUE, { messageId: 'bad', body: { id: 'bad', fail: true } });
    const dead = await host.waitFor(isFor('dead', 'bad'));
    assert.deepEqual(
      all(host, 'start', 'bad').map((told) => metadata(told)['deliveryCount']),
      [1, 2, 3],
    );
    assert.equal(metadata(dead)['deadLetterReason'], 'MaxDeliveryCountExceeded');
    assert.equal(typeof metadata(dead)['deadLetterErrorDescription'], 'string');
    await drained();
  });

  it('abandons what passes functionTimeout', async () => {
    host = await startHost();
    await bus.send(QUEUE, { messageId: 'stuck', body: { id: 'stuck', ms: 60_000 } });
    const again = await host.waitFor((told) => isFor('start', 'stuck')(told) && metadata(told)['deliveryCount'] === 2);
    assert.ok(again);
    assert.match(host.stderr(), /"function":"work","invocationId":"[0-9a-f-]{36}","ms":4\d{3},"outcome":"timeout"/);
  });

  it('keeps the lock of a long invocation, of two messages with one id too', async () => {
    host = await startHost();
    await bus.send(QUEUE, { messageId: 'same', body: { id: 'long', ms: 3 * LOCK_MS } });
    await bus.send(QUEUE, { messageId: 'same', body: { id: 'short', ms: 100 } });
    await host.waitFor(isFor('end', 'long'));
    await drained();
    assert.equal(all(host, 'start', 'long').length, 1);
    assert.equal(all(host, 'start', 'short').length, 1);
  });

  it('on SIGTERM lets an invocation finish and completes its message, then exits with 0', async () => {
    host = await startHost();
    await bus.send(QUEUE, { messageId: 'last', body: { id: 'last', ms: 400 } });
    await host.waitFor(isFor('start', 'last'));
    assert.equal(await host.end('SIGTERM'), 0);
    assert.equal(all(host, 'end', 'last').length, 1);
    await drained(0);
  });

  it('exits with 0 on SIGTERM while the broker is away', async () => {
    host = await startHost();
    await bus.close();
    assert.equal(await host.end('SIGTERM'), 0);
    bus = await startBus();
  });

  it('loses nothing to kill -9: the message is delivered to the next host', async () => {
    host = await startHost();
    await bus.send(QUEUE, { messageId: 'killed', body: { id: 'killed', ms: 5000 } });
    await host.waitFor(isFor('start', 'killed'));
    assert.equal(await host.end('SIGKILL'), 'SIGKILL');
    assert.equal(all(host, 'end', 'killed').length, 0);
    host = await startHost();
    await host.waitFor(isFor('start', 'killed'));
  });
});

describe('the executable of the local functions host', () => {
  it('says how it is used, and in plain words what is wrong', async () => {
    const help = await runHostToEnd(['--help']);
    assert.equal(help.code, 0);
    assert.match(help.stdout, /--app DIR/);

    const appDir = fixtureDir('functions-app-queues');
    const [without, unknown, missing] = await Promise.all([
      runHostToEnd(['--app', appDir]),
      runHostToEnd(['--app', appDir, '--port', '0', '--what']),
      runHostToEnd(['--app', appDir, '--port', '0']),
    ]);
    assert.equal(without.code, 1);
    assert.match(without.stderr, /--app DIR and --port N/);
    assert.equal(unknown.code, 1);
    assert.match(unknown.stderr, /--what/);
    assert.equal(missing.code, 1);
    assert.match(missing.stderr, /^function "work", option "queueName": the setting "FIXTURE_QUEUE" is not set$/m);
    assert.doesNotMatch(missing.stderr, /\n\s+at /);
  });
});
