import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fixtureDir } from '../support/functions-host.ts';
import { type AppEvent, type HostProcess, startHostProcess } from '../support/functions-host-process.ts';

const QUEUE = 'work';
const config = {
  UserConfig: {
    Namespaces: [{ Name: 'sbemulatorns', Queues: [{ Name: QUEUE, Properties: { LockDuration: 'PT5S' } }], Topics: [] }],
    Logging: { Type: 'Console' },
  },
};
/** Long enough for the host's attempts to reconnect to fail. */
const ABSENCE_MS = 1200;
const BROKER = join(import.meta.dirname, `../support/broker-process${extname(fileURLToPath(import.meta.url))}`);

type Broker = { port: number; connectionString: string; send(body: object): Promise<void>; kill(): Promise<void> };

let dataDir: string;
let broker: Broker;
let host: HostProcess;
let sent = 0;

async function startBroker(port = 0): Promise<Broker> {
  const child: ChildProcess = fork(BROKER, [String(port), dataDir, JSON.stringify(config)]);
  const exited = once(child, 'exit');
  const [ready] = await Promise.race([
    once(child, 'message'),
    exited.then(() => assert.fail('the broker did not start')),
  ]);
  return {
    ...(ready as { port: number; connectionString: string }),
    async send(body) {
      child.send({ id: ++sent, queue: QUEUE, body });
      await once(child, 'message');
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const isFor = (event: string, id: string) => (told: AppEvent) =>
  told.event === event && (told['body'] as { id?: string }).id === id;
const count = (event: string, id: string) => host.events.filter(isFor(event, id)).length;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'functions-host-broker-'));
  broker = await startBroker();
  host = await startHostProcess(fixtureDir('functions-app-queues'), {
    FIXTURE_BUS: broker.connectionString,
    FIXTURE_QUEUE: QUEUE,
  });
});

afterEach(async () => {
  await host.end('SIGKILL');
  await broker.kill();
  await rm(dataDir, { recursive: true });
});

describe('a broker that is killed under the local functions host', () => {
  it('is found again within two seconds, however often, and at whatever moment', async () => {
    // At first the host is still opening its links; each time after, it is settling the message.
    for (const id of ['first', 'second', 'third']) {
      await broker.kill();
      if (id !== 'first') await sleep(ABSENCE_MS);
      broker = await startBroker(broker.port);
      const back = Date.now();
      await broker.send({ id });
      await host.waitFor(isFor('end', id));
      const ms = Date.now() - back;
      assert.ok(ms < 2000, `resumed after ${ms} ms`);
    }
  });

  it('delivers again what it could not settle, and nothing runs beside what still runs', async () => {
    await broker.send({ id: 'one', ms: 1500 });
    await broker.send({ id: 'two', ms: 1500 });
    await Promise.all([host.waitFor(isFor('start', 'one')), host.waitFor(isFor('start', 'two'))]);
    await broker.kill();
    broker = await startBroker(broker.port);
    await broker.send({ id: 'three' });
    await host.waitFor(isFor('end', 'three'));
    await host.waitFor(() => count('end', 'one') === 2 && count('end', 'two') === 2);
    assert.equal(Math.max(...host.events.map((event) => (event['running'] as number) ?? 0)), 2);
  });
});
