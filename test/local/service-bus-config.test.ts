import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadConfig, parseDuration, ServiceBusConfigError } from '../../local/service-bus/config.ts';

const PRODUCT_CONFIG = join(import.meta.dirname, '../../local/service-bus/Config.json');

function config(properties: unknown, more: object = {}) {
  const queue = { Name: 'q', ...(properties !== undefined && { Properties: properties }) };
  return { UserConfig: { Namespaces: [{ Name: 'sbemulatorns', Queues: [queue], ...more }] } };
}

function problems(input: unknown): string {
  try {
    loadConfig(input);
  } catch (error) {
    assert.ok(error instanceof ServiceBusConfigError, String(error));
    return error.message;
  }
  return assert.fail('it was accepted');
}

test('the configuration of the product: six queues that lose nothing in silence', () => {
  const queues = loadConfig(PRODUCT_CONFIG);
  assert.deepEqual(
    queues.map(({ name }) => name),
    ['deposits', 'config', 'returns', 'publish', 'reading', 'backlog'],
  );
  for (const { name, ...rest } of queues) {
    assert.deepEqual(
      rest,
      {
        lockDuration: 60_000,
        maxDeliveryCount: 5,
        defaultTimeToLive: 3_600_000,
        deadLetterOnExpiration: true,
        duplicateWindow: 300_000,
      },
      name,
    );
  }
});

test('the sample configuration of the official emulator is accepted, without its topics', () => {
  const sample = {
    DeadLetteringOnMessageExpiration: false,
    DefaultMessageTimeToLive: 'PT1H',
    DuplicateDetectionHistoryTimeWindow: 'PT20S',
    ForwardDeadLetteredMessagesTo: '',
    ForwardTo: '',
    LockDuration: 'PT1M',
    MaxDeliveryCount: 3,
    RequiresDuplicateDetection: false,
    RequiresSession: false,
  };
  const input = config(sample, { Topics: [] });
  assert.equal(loadConfig({ UserConfig: { ...input.UserConfig, Logging: { Type: 'File' } } })[0]!.maxDeliveryCount, 3);
  assert.equal(loadConfig(config(sample))[0]!.duplicateWindow, 0, 'the window means nothing without detection');
});

test('properties may be absent', () => {
  assert.deepEqual(loadConfig(config(undefined)), loadConfig(config({})));
});

for (const [property, values, message] of [
  ['LockDuration', ['PT4S', 'PT5M1S', '1 minute', 60], /from PT5S to PT5M/],
  ['MaxDeliveryCount', [0, 11, 2.5, '5'], /must be (at least 1|at most 10|a whole number)/],
  ['DefaultMessageTimeToLive', ['PT4M59S', 'P14D', ''], /from PT5M to PT1H/],
  ['DuplicateDetectionHistoryTimeWindow', ['PT4S', 'PT10M'], /from PT5S to PT5M/],
  ['DeadLetteringOnMessageExpiration', ['true', 1], /must be true or false/],
  ['RequiresDuplicateDetection', ['no'], /must be true or false/],
  ['RequiresSession', [true, 'true'], /sessions are not supported/],
  ['ForwardTo', ['other'], /forwarding is not supported/],
  ['ForwardDeadLetteredMessagesTo', ['other'], /forwarding of dead letters is not supported/],
  ['EnablePartitioning', [false], /is not a known property/],
] as const) {
  test(`${property} is checked and named`, () => {
    for (const value of values) {
      const said = problems(config({ [property]: value }));
      assert.match(said, message);
      assert.ok(said.includes(`UserConfig.Namespaces[0].Queues[0].Properties.${property} `), said);
    }
  });
}

test('every problem is told at once', () => {
  const said = problems(config({ LockDuration: 'x', RequiresSession: true }));
  assert.match(said, /LockDuration[\s\S]*RequiresSession/);
});

test('topics are refused by name', () => {
  const said = problems(config({}, { Topics: [{ Name: 'events', Properties: {}, Subscriptions: [] }] }));
  assert.match(said, /UserConfig\.Namespaces\[0\]\.Topics\[0\] topics are not supported by this emulator \("events"\)/);
});

test('names: of the namespace, of queues, each once', () => {
  assert.match(
    problems({ UserConfig: { Namespaces: [{ Name: 'mine' }] } }),
    /Namespaces\[0\]\.Name must be "sbemulatorns"/,
  );
  assert.match(problems({ UserConfig: { Namespaces: [] } }), /Namespaces must hold exactly one namespace/);
  assert.match(problems(config({}, { Queues: [{ Name: '../q' }] })), /Queues\[0\]\.Name must be letters/);
  assert.match(problems(config({}, { Queues: [{ Name: 'q' }, { Name: 'Q' }] })), /names the queue "Q" twice/);
});

test('a file that cannot be read is named', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'config-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  const path = join(directory, 'Config.json');
  assert.ok(problems(path).startsWith(`${path} cannot be read`));
  await writeFile(path, '{');
  assert.ok(problems(path).startsWith(`${path} cannot be read as JSON`));
  await writeFile(path, '{}');
  assert.match(problems(path), /UserConfig/);
});

test('ISO 8601 durations', () => {
  const cases = { PT5S: 5000, 'PT0.5S': 500, PT1M30S: 90_000, P1D: 86_400_000, P1DT1H: 90_000_000, PT0S: 0 };
  for (const [text, value] of Object.entries(cases)) assert.equal(parseDuration(text), value, text);
  for (const text of ['', 'P', 'PT', 'P1DT', '5', 'PT5', 'P1M', 'pt5s', '-PT5S', 'PT1S1M']) {
    assert.equal(parseDuration(text), undefined, text);
  }
});
